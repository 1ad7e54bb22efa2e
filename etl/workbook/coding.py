"""Rows of cells turned into columns that hold each value once, and for each cell which of them it holds."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, zip_longest
from typing import Any

from etl.workbook.error_words import ERROR_WORDS


class CodedColumn:
    """`codes` are 32-bit numbers of `values`, the first of which is the empty cell."""

    def __init__(self, height: int) -> None:
        """A column that is empty down to `height`."""
        self.codes = array("i", bytes(4 * height))
        self._index = _number({"": 0})
        # True, 1 and 1.0 are equal, and different cells: a column that holds any is numbered by type too.
        self._is_typed = False

    @property
    def values(self) -> list[object]:
        return [cell for _, cell in self._index] if self._is_typed else list(self._index)

    def add(self, cells: Sequence[object]) -> None:
        if not self._is_typed and bool in map(type, cells):
            self._index = _number({(type(cell), cell): code for cell, code in self._index.items()})
            self._is_typed = True
        keys: Iterable[object] = ((type(cell), cell) for cell in cells) if self._is_typed else cells
        self.codes.extend(list(map(self._index.__getitem__, keys)))

    def find_errors(self, place: int) -> Iterator[tuple[int, int, str]]:
        """Error cells of a table in text, where they stand as words; `place` is the column's own."""
        words = {code: word for word, code in self._index.items() if word in ERROR_WORDS}
        for row, code in enumerate(self.codes) if words else ():
            if code in words:
                yield row, place, str(words[code])


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


def _number(known: dict[Any, int]) -> defaultdict[Any, int]:
    """Numbers for keys in the order in which they come up, after those known."""
    return defaultdict(count(len(known)).__next__, known)
