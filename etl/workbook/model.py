"""A workbook as its cells, before anything is understood."""

from dataclasses import dataclass, replace

import numpy as np

from etl.clean.text import Value
from etl.column import Column

Cells = Column[Value]


@dataclass(frozen=True, slots=True)
class Range:
    """A merged range, 0-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """`columns[j][i]` is the cell in spreadsheet row i+1, column j+1; all columns are of one height.

    `capital_cells`: 0-based places whose letters only their font (.VnTimeH) shows as capitals.
    """

    name: str
    is_visible: bool
    height: int
    columns: tuple[Cells, ...]
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
