"""Columns of long lists, each of their values once, and what is told from several of them together."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, chain
from typing import Any, Generic, TypeVar, cast

import numpy as np
import numpy.typing as npt

from etl.clean.text import Value, tidy_texts

T_co = TypeVar("T_co", covariant=True)
U = TypeVar("U")
Codes = npt.NDArray[np.uint8 | np.uint16 | np.int32]
Rows = npt.NDArray[np.intp]
Marks = npt.NDArray[np.bool_]
# Rows told one by one: their codes as Python's numbers would take more than the column.
_AT_ONCE = 10_000
# Beyond it two rows that differ could get one number.
_MOST_NUMBERS = 2**62


class Column(Generic[T_co]):
    """A column, each of its values once: in row i stands `values[codes[i]]`.

    Who reads a value reads it for all cells that hold it: a list of thousands of households says «x» and «Khối 3» over
    and over. A value may stand in no row, or twice among `values`.
    """

    def __init__(self, codes: Codes, values: Sequence[T_co], texts: Sequence[str] | None = None) -> None:
        self.codes = narrow(codes, len(values))
        self.values = values
        self._texts = texts

    def __repr__(self) -> str:
        return f"Column({list(self)!r})"

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, row: int) -> T_co:
        return self.values[int(self.codes[row])]

    def __iter__(self) -> Iterator[T_co]:
        starts = range(0, len(self.codes), _AT_ONCE)
        blocks = (self.codes[start : start + _AT_ONCE].tolist() for start in starts)
        return map(self.values.__getitem__, chain.from_iterable(blocks))

    @property
    def texts(self) -> Sequence[str]:
        """The values of cells as a reader sees them, beside `values`."""
        if self._texts is None:
            self._texts = tidy_texts(cast("Sequence[Value]", self.values))
        return self._texts

    def map(self, read: Callable[[T_co], U]) -> "Column[U]":
        """What `read` makes of each value."""
        return Column(self.codes, [read(value) for value in self.values])

    def mark(self, marks: Sequence[bool]) -> Marks:
        """Which rows hold a value that is marked; `marks` stand beside `values`."""
        return np.array(marks, dtype=bool)[self.codes]

    def find(self, is_meant: Callable[[T_co], bool]) -> list[int]:
        """The rows that hold such a value."""
        rows: list[int] = np.flatnonzero(self.mark([is_meant(value) for value in self.values])).tolist()
        return rows

    def put(self, changed: Mapping[int, U]) -> "Column[T_co | U]":
        """The column with other values in some rows."""
        if not changed:
            return self
        codes = self.codes.astype(np.int32)
        codes[list(changed)] = range(len(self.values), len(self.values) + len(changed))
        return Column(codes, (*self.values, *changed.values()))

    def take(self, rows: Rows | Marks) -> "Column[T_co]":
        """The column of these rows alone, by their numbers or by a mark for each."""
        return Column(self.codes[_as_stretch(rows)], self.values, self._texts)

    def unite(self) -> "Column[T_co]":
        """The same column with no value twice."""
        index: dict[Any, int] = {}
        united = [index.setdefault(value, len(index)) for value in self.values]
        return Column(np.array(united, dtype=np.int32)[self.codes], list(index))


def _as_stretch(rows: Rows | Marks) -> Rows | Marks | slice:
    """Rows one after the other, as most tables have them, by their ends: what is taken by these shares its codes."""
    if rows.dtype == bool:
        return slice(None) if rows.all() else rows
    is_stretch = len(rows) > 0 and int(rows[-1]) - int(rows[0]) == len(rows) - 1 and bool((np.diff(rows) == 1).all())
    return slice(int(rows[0]), int(rows[-1]) + 1) if is_stretch else rows


def narrow(codes: Codes, size: int) -> Codes:
    """Codes of so many values in as few bytes as they take: most columns of a long list hold a few words."""
    return codes.astype(np.uint8 if size <= 2**8 else np.uint16 if size <= 2**16 else np.int32, copy=False)


def repeat(value: U, height: int) -> Column[U]:
    """The same in every row."""
    return Column(np.zeros(height, dtype=np.uint8), [value])


def make_column(cells: Sequence[U]) -> Column[U]:
    """A column of cells that are, as far as anybody knows, all different."""
    return Column(np.arange(len(cells), dtype=np.int32), cells)


def combine(read: Callable[..., U], *columns: Column[Any]) -> Column[U]:
    """What `read` makes of the values side by side, called once for those that stand so in several rows."""
    first, codes = _number_rows(columns)
    return Column(codes, list(map(read, *(column.take(first) for column in columns))))


def join(columns: Sequence[Column[U]]) -> Column[U]:
    """One below the other."""
    starts = [0, *accumulate(len(column.values) for column in columns)]
    codes = [column.codes + np.int32(start) for column, start in zip(columns, starts, strict=False)]
    return Column(np.concatenate(codes), [value for column in columns for value in column.values])


def find_repeated(*columns: Column[Any]) -> dict[int, int]:
    """The rows that say in all columns what a row before them says, in order, and the first of those before."""
    widest, *others = sorted(columns, key=lambda column: -len(column.values))
    widest = widest.unite()
    if np.bincount(widest.codes).max(initial=0) <= 1:
        return {}
    first, codes = _number_rows([widest, *(column.unite() for column in others)])
    before = first[codes]
    rows = np.flatnonzero(before != np.arange(len(before)))
    return dict(zip(rows.tolist(), before[rows].tolist(), strict=True))


def _number_rows(columns: Sequence[Column[Any]]) -> tuple[Rows, Codes]:
    """Number the rows, those alike in all columns alike: the first row of each number, and the number of each row."""
    numbers, size = np.zeros(len(columns[0]), dtype=np.int64), 1
    for column in columns:
        if size * len(column.values) > _MOST_NUMBERS:
            unlike, numbers = np.unique(numbers, return_inverse=True)
            size = len(unlike)
        numbers = numbers * len(column.values) + column.codes
        size *= len(column.values)
    _, first, codes = np.unique(numbers, return_index=True, return_inverse=True)
    return first, codes.astype(np.int32)
