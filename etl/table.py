"""The rows below a header, kept as columns: which there are, and which of them are data."""

import re
from dataclasses import dataclass

import numpy as np

from etl.clean.text import Value, fold_text, tidy_text
from etl.column import Marks, Rows
from etl.header import Header
from etl.layout import Layout
from etl.names import AreaIndex
from etl.sheet_rows import (
    ANCHORS,
    BIRTH_YEARS,
    COLUMN_NUMBER,
    COUNTS_OF_AREAS,
    KEYS,
    MOVED_LABELS,
    NUMBERS,
    PERSONAL,
    REPEATED_LABELS,
    RowText,
    SheetRow,
    tell_kind,
)
from etl.workbook.model import Cells, Sheet

_IN_PLACE = 2
_YEAR_DIGITS = 4
_DIGITS, _YEAR = re.compile(r"[\d\s./'-]+"), re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Table:
    """What stands below a header: `columns` by field, as tall as the sheet, the non-empty `rows`, 0-based, in order.

    `others`: rows that are no data, or data of a kind of their own, by their 0-based row; every other is data.
    """

    columns: dict[str, Cells]
    rows: Rows
    others: dict[int, SheetRow]
    merged: dict[int, frozenset[str]]

    def row(self, index: int) -> SheetRow:
        """A 0-based row of the sheet."""
        return self.others.get(index) or SheetRow(
            index + 1, "data", _read_cells(self.columns, index), merged=self.merged.get(index, frozenset())
        )

    def count_filled(self) -> Rows:
        """How many cells of each of `rows` say something, of the columns that are read."""
        filled = np.zeros(len(self.rows), dtype=np.intp)
        for column in self.columns.values():
            filled += column.take(self.rows).mark([value is not None for value in column.values])
        return filled

    @property
    def data_rows(self) -> Rows:
        return self.rows[~np.isin(self.rows, [row.number - 1 for row in self.skipped])]

    @property
    def skipped(self) -> list[SheetRow]:
        """The rows that are no data, in order."""
        return [row for _, row in sorted(self.others.items()) if row.kind != "data"]


def read_table(sheet: Sheet, header: Header, areas: AreaIndex) -> Table:
    """Every non-empty row below the header, in order, each with its kind. An error cell holds its «#N/A»."""
    filled = np.zeros(sheet.height, dtype=bool)
    for column in sheet.columns:
        filled |= column.mark(list(map(bool, column.texts)))
    filled[: header.first_data_row] = False
    rows = np.flatnonzero(filled)
    columns = _read_columns(sheet, header, rows)
    merged = _find_merged(sheet, header)
    others: dict[int, SheetRow] = {}
    is_signed = False
    for index in rows[~_find_certain(columns, header.layout)[rows]].tolist():
        cells = _read_cells(columns, index)
        row = RowText(list(filter(None, map(tidy_text, sheet.row(index)))), cells, header.layout)
        kind = tell_kind(row, areas, is_first=index == rows[0], is_signed=is_signed)
        is_signed = is_signed or kind == "signature"
        if kind != "data":
            others[index] = _make_other(index, kind, row, areas, merged.get(index, frozenset()))
    return Table(columns, rows, others, merged)


def _make_other(index: int, kind: str, row: RowText, areas: AreaIndex, merged: frozenset[str]) -> SheetRow:
    title = row.title if kind == "section" else ""
    told = row.households_told if kind == "section" else None
    named = row.class_title if kind in ("section", "total") else None
    area_id = areas.find(title) if title and not named else None
    return SheetRow(index + 1, kind, row.cells, area_id, title, told, merged, named)


def _read_cells(columns: dict[str, Cells], index: int) -> dict[str, Value]:
    return {field: column[index] for field, column in columns.items()}


def _read_columns(sheet: Sheet, header: Header, rows: Rows) -> dict[str, Cells]:
    """The column of each field, with what a vertical merge hides, what stands in error cells, the khối of two lines."""
    put: dict[int, dict[int, Value]] = {}
    for (row, column), value in _read_vertical_fills(sheet, header).items():
        put.setdefault(column, {})[row] = value
    for row, column, shown in sheet.error_cells:
        if row < sheet.height:
            put.setdefault(column, {})[row] = shown
    columns = {
        field: sheet.columns[column].put(put.get(column, {}))
        for field, column in header.columns.items()
        if column < len(sheet.columns)
    }
    if "counted" in columns and "area" in columns:
        columns["area"] = columns["area"].put(_carry_areas(columns["area"], columns["counted"], rows))
    return columns


def _carry_areas(areas: Cells, counted: Cells, rows: Rows) -> dict[int, Value]:
    """A khối has two lines, Hộ and Nhân khẩu, and its name only on the first."""
    above, carried = "", dict[int, Value]()
    for row in rows.tolist():
        written = tidy_text(areas[row])
        if not written and above and tidy_text(counted[row]):
            carried[row] = above
        above = written
    return carried


def _find_certain(columns: dict[str, Cells], layout: Layout) -> Marks:
    """The rows that are data at first sight: of a person, or numbered, named and of a khối, and no header again.

    A shortcut for long lists: `tell_kind` says the same of them, row by row.
    """
    height = next((len(column.codes) for column in columns.values()), 0)
    none = np.zeros(height, dtype=bool)
    in_place, anywhere, is_anchored = none.astype(np.int32), none.astype(np.int32), none.copy()
    person, named, numbered = none.copy(), none.copy(), none.copy()
    for field, column in columns.items():
        texts = column.texts
        told = [_tell_label(text, field, layout) if layout.may_head(text) else 0 for text in texts]
        labels = np.array(told, dtype=np.int8)[column.codes]
        in_place += labels == _IN_PLACE
        anywhere += labels > 0
        if field in ANCHORS:
            is_anchored |= labels > 0
        if field in (*PERSONAL, *BIRTH_YEARS):
            person |= column.mark([_is_of_person(text) for text in texts])
        if field in KEYS:
            named |= column.mark([bool(text) and not COLUMN_NUMBER.match(text) for text in texts])
        if field in NUMBERS:
            numbered |= column.mark([text.rstrip(".").isdigit() for text in texts])
    if not COUNTS_OF_AREAS.isdisjoint(columns):
        return none
    if "area" in layout.columns:
        in_area = columns["area"].mark(list(map(bool, columns["area"].texts))) if "area" in columns else none
        numbered &= in_area
    repeats_header = (in_place >= REPEATED_LABELS) | (is_anchored & (anywhere >= MOVED_LABELS))
    certain: Marks = (person | (named & numbered)) & ~repeats_header
    return certain


def _tell_label(text: str, field: str, layout: Layout) -> int:
    """Whether a cell has the words of a header: its column's own, another's, none."""
    folded = fold_text(text)
    return _IN_PLACE if layout.has_header(field, folded) else int(layout.heads_other(field, folded))


def _is_of_person(text: str) -> bool:
    """Surely a birth date or an identity number: no number of a column, no date of signing."""
    if text.isdecimal():
        return len(text) >= _YEAR_DIGITS
    return bool(_DIGITS.fullmatch(text) and _YEAR.search(text))


def _read_vertical_fills(sheet: Sheet, header: Header) -> dict[tuple[int, int], Value]:
    """Values that a vertical merge hides, only inside the merge and only for columns declared to fill down."""
    filling = {header.columns[field] for field in header.columns if header.layout.columns[field].fills_down}
    return {
        (row, place.left): sheet.cell(place.top, place.left)
        for place in sheet.merged
        if place.left in filling
        for row in range(place.top, min(place.bottom + 1, sheet.height))
    }


def _find_merged(sheet: Sheet, header: Header) -> dict[int, frozenset[str]]:
    """Return for each row the columns of which a merge from above hides the cell, but for those that fill down."""
    fields = {column: field for field, column in header.columns.items() if not header.layout.columns[field].fills_down}
    found: dict[int, set[str]] = {}
    for place in sheet.merged:
        hidden = {fields[column] for column in range(place.left, place.right + 1) if column in fields}
        for row in range(max(place.top + 1, header.first_data_row), place.bottom + 1) if hidden else ():
            found.setdefault(row, set()).update(hidden)
    return {row: frozenset(names) for row, names in found.items()}
