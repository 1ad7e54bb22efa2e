"""A workbook as its cells, before anything is understood."""

from dataclasses import dataclass
from datetime import date, datetime

Value = str | float | int | bool | date | datetime | None

UNCALCULATED = "công thức chưa tính"
# What stands in place of a value that is not there (ECMA-376 part 1, 18.18.11, and what LibreOffice writes into a CSV).
ERROR_WORDS = frozenset(
    ("#N/A", "#NAME?", "#NULL!", "#NUM!", "#DIV/0!", "#REF!", "#VALUE!", "#GETTING_DATA", "Err:502", UNCALCULATED)
)


@dataclass(frozen=True, slots=True)
class Range:
    """A merged range, 0-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows[i][j]` is the cell in spreadsheet row i+1, column j+1; rows may differ in length.

    `capital_cells`: 0-based places whose letters only their font (.VnTimeH) shows as capitals.
    """

    name: str
    is_visible: bool
    rows: tuple[tuple[Value, ...], ...]
    merged: tuple[Range, ...] = ()
    hidden_rows: int = 0
    hidden_columns: int = 0
    hidden_ranges: tuple[tuple[int, int], ...] = ()
    error_cells: tuple[tuple[int, int, str], ...] = ()
    capital_cells: frozenset[tuple[int, int]] = frozenset()

    def cell(self, row: int, column: int) -> Value:
        """The cell at a 0-based place; None outside the sheet."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return None
        return self.rows[row][column]


@dataclass(frozen=True, slots=True)
class Workbook:
    """`kind` as `check_package` names it. Only of an xlsx are hidden rows, hidden columns and error cells known."""

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
