"""Telling the rows of a table apart: data, section, total, column numbers, note, signature."""

import re
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from etl.clean.text import Value, fold_text, tidy_text
from etl.header import Header
from etl.layout import Layout, RowWords, read_row_words
from etl.reference import AreaIndex
from etl.workbook.model import Column, Marks, Rows, Sheet

_COLUMN_NUMBER = re.compile(r"^(?:cột\s*)?[\[(]?(\d{1,2}|[a-z]|[ivx]+)[a-z]?[\])]?\.?(\s*=.*)?$", re.IGNORECASE)
_SECTION_COUNT = re.compile(r"\s*[:(]\s*\d+\s*(hộ|khẩu|người).*$", re.IGNORECASE)
_HOUSEHOLDS_TOLD = re.compile(r"[:(]\s*(\d+)\s*hộ\b", re.IGNORECASE)
_ROMAN = re.compile(r"^[IVXLC]+\.?$")
_ROMAN_START = re.compile(r"^[IVXLC]+[.)]\s+")
_SIGNING_DATE = re.compile(r"\bngay\b.*\bthang\b.*\bnam\b")
_PLACE = re.compile(r"^(khoi|to dan pho|thon|kp|tdp)\b")
_TOTAL = re.compile(
    r"^(tong cong|tong so|toan phuong)\b|^(tong|cong)$|^(tong|cong) (khoi|to|hop|trang|theo|don vi|phong|cac|du an)\b"
)
_DIGITS, _YEAR = re.compile(r"[\d\s./'-]+"), re.compile(r"\d{4}")
_MOST_SIGNATURE_CELLS = 4
_REPEATED_LABELS, _MOVED_LABELS = 2, 3
_FEWEST_NUMBERS, _MANY_NUMBERS = 2, 5
_PERSONAL = ("head_id_number", "head_birth_date", "birth_date", "id_number")
_BIRTH_YEARS = ("male_birth", "female_birth")
# What a row of each form is about, and the columns in which anything may be written.
_KEYS = ("head_name", "member_name", "name", "project", "task", "policy", "household_code", "indicator")
_COUNTS_OF_AREAS = {"resident_households", "begin_count"}
_NUMBERS = ("running_number", "household_number", "member_number")
# Cells that never hold the words of a header in a row of data; «Chủ hộ», «Nam», «Hộ nghèo» stand in others.
_ANCHORS = frozenset((*_NUMBERS, *_KEYS, "unit"))
_REMARKS = ("note", "obstacle", "state", "proposal", "document", "source")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One non-empty row below the header; `number` is the spreadsheet's. A section may name a khối, known or not, and
    tell how many households follow («Khối 1: 3 hộ»). `merged`: columns whose cell a merge from above hides.
    """

    number: int
    kind: str
    cells: dict[str, Value]
    section_area_id: str | None = None
    section_title: str = ""
    households_told: int | None = None
    merged: frozenset[str] = frozenset()

    @property
    def names_unknown_place(self) -> bool:
        return (
            self.kind == "section"
            and self.section_area_id is None
            and bool(_PLACE.match(fold_text(self.section_title)))
        )


@dataclass(frozen=True, slots=True)
class Table:
    """What stands below a header: `columns` by field, as tall as the sheet, the non-empty `rows`, 0-based, in order.

    `others`: rows that are no data, or data of a kind of their own, by their 0-based row; every other is data.
    """

    columns: dict[str, Column]
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
        row = _RowText(list(filter(None, map(tidy_text, sheet.row(index)))), cells, header.layout)
        kind = _tell_kind(row, areas, is_first=index == rows[0], is_signed=is_signed)
        is_signed = is_signed or kind == "signature"
        if kind != "data":
            others[index] = _make_other(index, kind, row, areas, merged.get(index, frozenset()))
    return Table(columns, rows, others, merged)


def _make_other(index: int, kind: str, row: "_RowText", areas: AreaIndex, merged: frozenset[str]) -> SheetRow:
    title = row.title if kind == "section" else ""
    told = row.households_told if kind == "section" else None
    return SheetRow(index + 1, kind, row.cells, areas.find(title) if title else None, title, told, merged)


def _read_cells(columns: dict[str, Column], index: int) -> dict[str, Value]:
    return {field: column[index] for field, column in columns.items()}


def _read_columns(sheet: Sheet, header: Header, rows: Rows) -> dict[str, Column]:
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


def _carry_areas(areas: Column, counted: Column, rows: Rows) -> dict[int, Value]:
    """A khối has two lines, Hộ and Nhân khẩu, and its name only on the first."""
    above, carried = "", dict[int, Value]()
    for row in rows.tolist():
        written = tidy_text(areas[row])
        if not written and above and tidy_text(counted[row]):
            carried[row] = above
        above = written
    return carried


def _find_certain(columns: dict[str, Column], layout: Layout) -> Marks:
    """The rows that are data at first sight: of a person, or numbered, named and of a khối, and no header again.

    A shortcut for long lists: `_tell_kind` says the same of them, row by row.
    """
    height = next((len(column.codes) for column in columns.values()), 0)
    none = np.zeros(height, dtype=bool)
    labels = none.astype(np.int32)
    person, named, numbered = none.copy(), none.copy(), none.copy()
    for field, column in columns.items():
        texts = column.texts
        labels += column.mark([_may_be_label(text, field, layout) for text in texts])
        if field in (*_PERSONAL, *_BIRTH_YEARS):
            person |= column.mark([_is_of_person(text) for text in texts])
        if field in _KEYS:
            named |= column.mark([bool(text) and not _COLUMN_NUMBER.match(text) for text in texts])
        if field in _NUMBERS:
            numbered |= column.mark([text.rstrip(".").isdigit() for text in texts])
    if not _COUNTS_OF_AREAS.isdisjoint(columns):
        return none
    if "area" in layout.columns:
        in_area = columns["area"].mark(list(map(bool, columns["area"].texts))) if "area" in columns else none
        numbered &= in_area
    certain: Marks = (person | (named & numbered)) & (labels < _REPEATED_LABELS)
    return certain


def _may_be_label(text: str, field: str, layout: Layout) -> bool:
    if not text or text[0].isdigit():
        return False
    folded = fold_text(text)
    return layout.has_header(field, folded) or layout.heads_other(field, folded)


def _is_of_person(text: str) -> bool:
    """Surely a birth date or an identity number: no number of a column, no date of signing."""
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


@dataclass(frozen=True, slots=True)
class _RowText:
    """A row as its filled texts, in order, and its cells by field."""

    filled: list[str]
    cells: dict[str, Value]
    layout: Layout

    @property
    def title(self) -> str:
        """The first words that are no running number, without «II.» and «: 7 hộ»."""
        area = [tidy_text(self.cells.get("area"))] if "counted" in self.cells else []
        return read_section_title(next((text for text in [*area, *self.filled] if text and not _is_order(text)), ""))

    @property
    def households_told(self) -> int | None:
        told = next((found for text in self.filled if (found := _HOUSEHOLDS_TOLD.search(text))), None)
        return int(told[1]) if told else None

    @property
    def key(self) -> str:
        return next((text for field in _KEYS if (text := tidy_text(self.cells.get(field)))), "")

    @property
    def is_numbered(self) -> bool:
        return any(tidy_text(self.cells.get(field)).rstrip(".").isdigit() for field in _NUMBERS)

    @property
    def is_full(self) -> bool:
        return sum(bool(tidy_text(value)) for value in self.cells.values()) > _MOST_SIGNATURE_CELLS

    @property
    def names_a_person(self) -> bool:
        """A digit in a birth date or an identity number; below «Nam» and «Nữ» a total row counts persons."""
        if any(re.search(r"\d{4}", tidy_text(self.cells.get(field))) for field in _BIRTH_YEARS):
            return True
        texts = [tidy_text(self.cells.get(field)) for field in _PERSONAL]
        return any(re.search(r"\d", text) and not _SIGNING_DATE.search(fold_text(text)) for text in texts)

    @property
    def is_dated_figure(self) -> bool:
        """«Tổng số hộ nghèo» of a year is a figure of a series, not the total of the rows above."""
        return "indicator" in self.cells and bool(re.search(r"\d{4}", tidy_text(self.cells.get("year"))))

    @property
    def repeats_header(self) -> bool:
        """A header printed again on the next page, or that of another table: perhaps with its columns moved about."""
        folded = {field: fold_text(tidy_text(value)) for field, value in self.cells.items()}
        in_place = {field for field, text in folded.items() if text and self.layout.has_header(field, text)}
        moved = {field for field, text in folded.items() if text and self.layout.heads_other(field, text)}
        if len(in_place) >= _REPEATED_LABELS:
            return True
        return not (in_place | moved).isdisjoint(_ANCHORS) and len(in_place | moved) >= _MOVED_LABELS

    @property
    def is_section(self) -> bool:
        if "project" in self.cells:
            return not self.key and bool(_ROMAN.match(self.filled[0]))
        title = next((text for text in self.filled if not _is_order(text)), "")
        is_alone = len(self.filled) == 1 and _PLACE.match(fold_text(title))
        return bool(
            is_alone or _ROMAN.match(self.filled[0]) or _ROMAN_START.match(title) or _SECTION_COUNT.search(title)
        )

    def is_signature(self, words: RowWords) -> bool:
        remarks = {tidy_text(self.cells.get(field)) for field in _REMARKS}
        folded = [fold_text(text) for text in self.filled if text not in remarks]
        return any(_SIGNING_DATE.search(text) or _starts(text, words.signature) for text in folded)


def _tell_kind(row: _RowText, areas: AreaIndex, *, is_first: bool, is_signed: bool) -> str:
    """What stands highest decides: a person, a khối, a running number with a name, then the words."""
    if _are_column_numbers(row.filled, is_first=is_first):
        return "column_numbers"
    if row.repeats_header:
        return "header"
    if row.names_a_person or row.is_dated_figure:
        return "data"
    words, title = read_row_words(), fold_text(row.title)
    if (
        "area" in row.layout.columns
        and not tidy_text(row.cells.get("area"))
        and (areas.find(row.title) or row.is_section)
    ):
        return "section"
    if _TOTAL.match(title) and not row.is_numbered:
        return "total"
    if not _COUNTS_OF_AREAS.isdisjoint(row.cells) and areas.is_wider(row.title):
        return "total"
    if row.key and (row.is_numbered or row.is_full):
        return "data"
    if row.is_section:
        return "section"
    if _starts(title, words.note):
        return "note"
    return "signature" if is_signed or row.is_signature(words) else "data"


def _starts(text: str, openings: tuple[str, ...]) -> bool:
    return any(text == opening or text.startswith(f"{opening} ") for opening in openings)


def _are_column_numbers(filled: list[str], *, is_first: bool) -> bool:
    """«A B 1 2 3=1+2», «(1) (2)», «Cột 7a»: no two alike, or from 1 again under each group; later on, growing."""
    found = [_COLUMN_NUMBER.match(text) for text in filled]
    numbers = [int(place[1]) for place in found if place and place[1].isdigit()]
    if not all(found) or len(found) < _FEWEST_NUMBERS:
        return False
    if is_first and len(set(filled)) == len(filled):
        return len(found) > _FEWEST_NUMBERS or _go_on(numbers)
    if is_first and len(numbers) == len(found):
        return _go_on(numbers)
    return len(numbers) >= _MANY_NUMBERS and numbers == sorted(set(numbers))


def _go_on(numbers: list[int]) -> bool:
    """Whether there are some, each one more than that before it, or 1 again."""
    return len(numbers) > 1 and all(after in (before + 1, 1) for before, after in pairwise(numbers))


def _is_order(text: str) -> bool:
    return bool(_ROMAN.match(text)) or text.replace(".", "").replace(",", "").isdigit()


def read_section_title(text: str) -> str:
    """«II. Khối 2: 9 hộ» -> «Khối 2»."""
    return _SECTION_COUNT.sub("", _ROMAN_START.sub("", text)).strip(" :.-")
