"""Rows of cells turned into columns that hold each value once, and for each cell which of them it holds."""

import json
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import count, zip_longest
from typing import Any

# A column of so many values, one row in twenty a value that stood there before, is hardly worth looking them up.
_MANY, _FEW_REPEATED = 100_000, 20


class CodedColumn:
    """`codes` are 32-bit numbers of values, the first of which is the empty cell.

    Names and numbers of a very long list, nearly all different, are not held but written down as they come: they may
    then stand among the values twice.
    """

    def __init__(self, height: int) -> None:
        """A column that is empty down to `height`."""
        self.codes = array("i", bytes(4 * height))
        self._index = _number({"": 0})
        # True, 1 and 1.0 are equal, and different cells: a column that holds any is numbered by type too.
        self._is_typed = False
        self._written: list[str] = []
        self._count = 0

    def add(self, cells: Sequence[object]) -> None:
        if self._written:
            self._append(cells)
            return
        codes = self._look_up(cells)
        if not self._is_typed and (True in self._index or False in self._index) and bool in map(type, cells):
            self._index = _number({(type(cell), cell): code for cell, code in self._index.items()})
            self._is_typed = True
            codes = self._look_up(cells)
        self.codes.extend(codes)
        if len(self._index) > max(_MANY, len(self.codes) * (_FEW_REPEATED - 1) // _FEW_REPEATED):
            self._count = len(self._index)
            self._written.append(write(self._list_values())[1:-1])
            self._index.clear()

    def _look_up(self, cells: Sequence[object]) -> list[int]:
        keys: Iterable[object] = ((type(cell), cell) for cell in cells) if self._is_typed else cells
        return list(map(self._index.__getitem__, keys))

    def write_values(self) -> str:
        return f"[{','.join(self._written)}]" if self._written else write(self._list_values())

    def _append(self, cells: Sequence[object]) -> None:
        self.codes.extend(range(self._count, self._count + len(cells)))
        self._count += len(cells)
        self._written.append(write(cells)[1:-1])

    def _list_values(self) -> list[object]:
        return [cell for _, cell in self._index] if self._is_typed else list(self._index)


def encode(parts: Iterable[Sequence[Sequence[object]]]) -> list[CodedColumn]:
    """The columns of a table that comes some rows at a time; rows may be of any length."""
    columns: list[CodedColumn] = []
    height = 0
    for rows in parts:
        cells = list(zip_longest(*rows, fillvalue=""))
        columns += [CodedColumn(height) for _ in cells[len(columns) :]]
        height += len(rows)
        for place, column in enumerate(columns):
            column.add(cells[place] if place < len(cells) else [""] * len(rows))
    return columns


def write(part: object) -> str:
    return json.dumps(part, ensure_ascii=False, default=_show)


def _show(value: object) -> object:
    match value:
        case datetime() | date():
            return {"date": value.isoformat()[:10]}
        case time() | timedelta():
            return str(value)
    raise TypeError(type(value).__name__)


def _number(known: dict[Any, int]) -> defaultdict[Any, int]:
    """Numbers for keys in the order in which they come up, after those known."""
    return defaultdict(count(len(known)).__next__, known)
