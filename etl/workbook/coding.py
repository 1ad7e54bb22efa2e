"""Rows of cells turned into columns that tell each value once, and for each cell which of them it holds."""

import json
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count, islice, zip_longest
from typing import Any, NamedTuple

# A column of so many values, one row in twenty a value that stood there before, is hardly worth looking them up.
_MANY, _FEW_REPEATED = 20_000, 20
BYTES_A_CODE = 4


@dataclass(frozen=True, slots=True)
class NumberedCells:
    """Cells of one column, each of their `values` once. `encode` turns a code for each of these into one for each cell,
    as bytes.
    """

    values: Sequence[str]
    encode: Callable[["array[int]"], bytes]


class Part(NamedTuple):
    """Some rows of a table."""

    height: int
    columns: Sequence[Sequence[object] | NumberedCells]


class CodedCells(NamedTuple):
    """Cells of one column: the values told here for the first time, and for each cell, in 32 bits, which of all told so
    far it holds. Number 0 is the empty cell, which is not told.
    """

    values: Sequence[object]
    codes: bytes


class CodedPart(NamedTuple):
    height: int
    columns: Sequence[CodedCells]


def encode(parts: Iterable[Part]) -> Iterator[CodedPart]:
    """A table that comes some rows at a time, of any width. A column may begin later: it is empty above."""
    coders: list[_ColumnCoder] = []
    for part in parts:
        coders += [_ColumnCoder() for _ in part.columns[len(coders) :]]
        missing = [[""] * part.height] * (len(coders) - len(part.columns))
        cells = zip(coders, (*part.columns, *missing), strict=True)
        yield CodedPart(part.height, [coder.encode(column) for coder, column in cells])


def part_rows(rows: Sequence[Sequence[object]]) -> Part:
    """Rows, which may be of any length."""
    return Part(len(rows), list(zip_longest(*rows, fillvalue="")))


class _ColumnCoder:
    """Names and numbers of a very long list, nearly all different, are soon not looked up any more, but told as they
    come: they may then be told twice.
    """

    def __init__(self) -> None:
        self._index = _number({"": 0})
        # True, 1 and 1.0 are equal, and different cells: a column that holds any is numbered by type too.
        self._is_typed = False
        self._is_indexed = True
        self._cells, self._told = 0, 1

    def encode(self, cells: Sequence[object] | NumberedCells) -> CodedCells:
        values, encode = (cells.values, cells.encode) if isinstance(cells, NumberedCells) else (cells, array.tobytes)
        told, numbers = self._number(values) if self._is_indexed else self._append(values)
        codes = encode(array("i", numbers))
        self._told += len(told)
        self._cells += len(codes) // BYTES_A_CODE
        if self._told > max(_MANY, self._cells * (_FEW_REPEATED - 1) // _FEW_REPEATED):
            self._is_indexed = False
            self._index.clear()
        return CodedCells(told, codes)

    def _number(self, values: Sequence[object]) -> tuple[Sequence[object], Iterable[int]]:
        """The values that are new, and the number of each."""
        numbers = self._look_up(values)
        if not self._is_typed and (True in self._index or False in self._index) and bool in map(type, values):
            known = list(self._index)[: self._told]
            self._index = _number({(type(value), value): place for place, value in enumerate(known)})
            self._is_typed = True
            numbers = self._look_up(values)
        new = list(islice(reversed(self._index), len(self._index) - self._told))[::-1]
        return [value for _, value in new] if self._is_typed else new, numbers

    def _look_up(self, values: Sequence[object]) -> list[int]:
        keys: Iterable[object] = ((type(value), value) for value in values) if self._is_typed else values
        return list(map(self._index.__getitem__, keys))

    def _append(self, values: Sequence[object]) -> tuple[Sequence[object], Iterable[int]]:
        return values, range(self._told, self._told + len(values))


def write(part: object) -> bytes:
    """A line."""
    return json.dumps(part, ensure_ascii=False, default=_show).encode("utf-8", "replace") + b"\n"


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
