"""A workbook as its cells, before anything is understood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from etl.clean.text import Value, tidy_text

Codes = npt.NDArray[np.int32]
Rows = npt.NDArray[np.intp]
Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Range:
    """A merged range, 0-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


class Column:
    """A column of a sheet, each of its values once: the cell in row i is `values[codes[i]]`.

    `values[0]` is None, the empty cell. Who reads a value reads it for all cells that hold it: a list of thousands of
    households says «x» and «Khối 3» over and over.
    """

    def __init__(self, codes: Codes, values: Sequence[Value], texts: Sequence[str] | None = None) -> None:
        self.codes = codes
        self.values = tuple(values)
        self._texts = texts

    def __getitem__(self, row: int) -> Value:
        return self.values[int(self.codes[row])]

    @property
    def texts(self) -> Sequence[str]:
        """The values as a reader sees them, beside `values`."""
        if self._texts is None:
            self._texts = tuple(map(tidy_text, self.values))
        return self._texts

    def mark(self, marks: Sequence[bool]) -> Marks:
        """Which rows hold a value that is marked; `marks` stand beside `values`."""
        return np.array(marks, dtype=bool)[self.codes]

    def put(self, changed: Mapping[int, Value]) -> "Column":
        """The column with other values in some rows."""
        if not changed:
            return self
        codes = self.codes.copy()
        codes[list(changed)] = range(len(self.values), len(self.values) + len(changed))
        return Column(codes, (*self.values, *changed.values()))

    def take(self, rows: Rows) -> "Column":
        """The column of these rows alone; it may keep values that none of them holds."""
        return Column(self.codes[rows], self.values, self.texts)


@dataclass(frozen=True, slots=True)
class Sheet:
    """`columns[j][i]` is the cell in spreadsheet row i+1, column j+1; all columns are of one height.

    `capital_cells`: 0-based places whose letters only their font (.VnTimeH) shows as capitals.
    """

    name: str
    is_visible: bool
    height: int
    columns: tuple[Column, ...]
    merged: tuple[Range, ...] = ()
    hidden_rows: int = 0
    hidden_columns: int = 0
    hidden_ranges: tuple[tuple[int, int], ...] = ()
    error_cells: tuple[tuple[int, int, str], ...] = ()
    capital_cells: frozenset[tuple[int, int]] = frozenset()

    def cell(self, row: int, column: int) -> Value:
        """The cell at a 0-based place; None outside the sheet."""
        if row >= self.height or column >= len(self.columns):
            return None
        return self.columns[column][row]

    def row(self, row: int) -> list[Value]:
        """All cells of a 0-based row."""
        return [column[row] for column in self.columns]

    def cut(self, first: int, last: int) -> "Sheet":
        """The rows from `first` up to `last`, 0-based, as a sheet of their own; nothing is merged there."""
        rows = np.arange(first, min(last, self.height))
        columns = tuple(column.take(rows) for column in self.columns)
        return replace(self, height=len(rows), columns=columns, merged=(), error_cells=())


@dataclass(frozen=True, slots=True)
class Workbook:
    """`kind` as `check_package` names it. Of an xlsb hidden rows, hidden columns and error cells are not known."""

    sheets: tuple[Sheet, ...]
    kind: str = "xlsx"
    has_macros: bool = False
    has_1904_dates: bool = False


def name_column(column: int) -> str:
    """0 -> "A", 26 -> "AA"."""
    letters = ""
    while column >= 0:
        column, letter = divmod(column, 26)
        letters = chr(ord("A") + letter) + letters
        column -= 1
    return letters


def name_cell(row: int, column: int) -> str:
    """0-based place to the address an officer sees: (16, 15) -> "P17"."""
    return f"{name_column(column)}{row + 1}"
