"""A sheet of an .ods while it is scanned: which row and column the scan is at, and what was noted there."""

from etl.workbook.address import name_cell
from etl.workbook.bounds import (
    LARGEST_AREA,
    MAX_COLUMN,
    MAX_ROW,
    MOST_CELLS,
    refuse_far_cell,
    refuse_too_many_cells,
)
from etl.workbook.traits import SheetTraits

_HIDING = ("collapse", "filter")

Attributes = dict[str, str]


class OdsSheet:
    """Rows and cells come in their order, each with the number of times that it stands there."""

    def __init__(self) -> None:
        self.traits = SheetTraits()
        self._row = self._rows = self._column = self._columns = 0
        self._cells = self._filled = self._width = 0
        self._hidden_below = 0
        self._described = 0
        self._capital_columns: list[tuple[int, int]] = []
        self._odd: list[tuple[int, int, str]] = []
        self._capital: list[tuple[int, int]] = []

    def add_columns(self, said: Attributes, *, is_capital: bool) -> None:
        first, self._described = self._described, self._described + _read_count(said, "table:number-columns-repeated")
        last = min(self._described, MAX_COLUMN) - 1
        if last >= first and said.get("table:visibility") in _HIDING:
            self.traits.hidden_columns += last - first + 1
            self.traits.hidden_ranges.append((first, last))
        if is_capital:
            self._capital_columns.append((first, last))

    def start_rows(self, said: Attributes) -> None:
        self._row += self._rows
        self._rows = _read_count(said, "table:number-rows-repeated")
        if said.get("table:visibility") in _HIDING:
            self._hidden_below += self._rows
        self._column = self._columns = self._filled = 0

    def end_rows(self) -> None:
        """Empty rows, which may be a million, count for nothing until a filled one follows."""
        if not self._filled:
            return
        end = self._row + self._rows
        if end > MAX_ROW:
            raise refuse_far_cell(name_cell(end - 1, 0))
        self._cells += self._filled * self._rows
        if self._cells > MOST_CELLS or end * self._width > LARGEST_AREA:
            raise refuse_too_many_cells()
        self.traits.hidden_rows += self._hidden_below
        self._hidden_below = 0
        if self._odd or self._capital:
            self._lay_out(range(self._row, end))

    def add_cells(self, said: Attributes, *, is_filled: bool) -> None:
        self._column += self._columns
        self._columns = _read_count(said, "table:number-columns-repeated")
        if "table:number-columns-spanned" in said or "table:number-rows-spanned" in said:
            self._note_merged(said)
        if is_filled:
            end = self._column + self._columns
            if end > MAX_COLUMN:
                raise refuse_far_cell(name_cell(self._row, end - 1))
            self._filled += self._columns
            self._width = max(self._width, end)

    def note_odd(self, word: str) -> None:
        """The last cell holds an error, or a formula that nobody calculated."""
        self._odd.append((self._column, self._column + self._columns, word))

    def note_capital(self, is_capital: bool | None) -> None:
        """Whether the last cell's own font is one of capitals; None where its column decides."""
        if is_capital is None:
            is_capital = any(first <= self._column <= last for first, last in self._capital_columns)
        if is_capital:
            self._capital.append((self._column, self._column + self._columns))

    def _note_merged(self, said: Attributes) -> None:
        down, right = (_read_count(said, f"table:number-{name}-spanned") for name in ("rows", "columns"))
        bottom, last = min(self._row + down, MAX_ROW) - 1, min(self._column + right, MAX_COLUMN) - 1
        if bottom > self._row or last > self._column:
            self.traits.merged.append((self._row, self._column, bottom, last))

    def _lay_out(self, rows: range) -> None:
        for row in rows:
            for first, end, word in self._odd:
                self.traits.error_cells += ((row, column, word) for column in range(first, end))
            for first, end in self._capital:
                self.traits.capital_cells += ((row, column) for column in range(first, end))
        self._odd.clear()
        self._capital.clear()


def _read_count(said: Attributes, name: str) -> int:
    """How often a thing is said to stand there. Raises ValueError."""
    count = said.get(name)
    return 1 if count is None else max(1, int(count))
