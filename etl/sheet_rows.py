"""Telling the rows of a table apart: data, section, total, column numbers, note, signature."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from etl.clean.text import fold_text, tidy_text
from etl.header import Header
from etl.layout import read_row_words
from etl.reference import AreaIndex
from etl.workbook.model import Sheet, Value

_COLUMN_NUMBER = re.compile(r"^\(?(\d{1,2}|[A-Z])\)?(\s*=.*)?$")
_SECTION_COUNT = re.compile(r"\s*[:(]\s*\d+\s*(hộ|khẩu|người).*$", re.IGNORECASE)
_ROMAN = re.compile(r"^[IVXLC]+\.?$")
_ROMAN_START = re.compile(r"^[IVXLC]+[.)]\s+")
_SIGNING_DATE = re.compile(r"\bngay\b.*\bthang\b.*\bnam\b")
_MOST_SIGNATURE_CELLS = 4
_PERSONAL = ("head_id_number", "head_birth_date", "birth_date", "id_number")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One non-empty row below the header; `number` is the spreadsheet's, `section_area_id` the khối it names."""

    number: int
    kind: str
    cells: dict[str, Value]
    section_area_id: str | None = None


def list_rows(sheet: Sheet, header: Header, areas: AreaIndex) -> Iterator[SheetRow]:
    """Every non-empty row below the header, in order, each with its kind."""
    fills = _read_vertical_fills(sheet, header)
    is_signed = False
    for index in range(header.first_data_row, len(sheet.rows)):
        texts = [tidy_text(value) for value in sheet.rows[index]]
        if not any(texts):
            continue
        cells = {
            field: fills.get((index, column), sheet.cell(index, column)) for field, column in header.columns.items()
        }
        is_first = index == header.first_data_row
        kind, area_id = _tell_kind(texts, cells, areas, is_first=is_first, is_signed=is_signed)
        is_signed = is_signed or kind == "signature"
        yield SheetRow(index + 1, kind, cells, area_id)


def _read_vertical_fills(sheet: Sheet, header: Header) -> dict[tuple[int, int], Value]:
    """Values that a vertical merge hides, only inside the merge and only for columns declared to fill down."""
    filling = {header.columns[field] for field in header.columns if header.layout.columns[field].fills_down}
    return {
        (row, place.left): sheet.cell(place.top, place.left)
        for place in sheet.merged
        if place.left in filling and place.left == place.right
        for row in range(place.top, place.bottom + 1)
    }


def _tell_kind(
    texts: list[str], cells: dict[str, Value], areas: AreaIndex, *, is_first: bool, is_signed: bool
) -> tuple[str, str | None]:
    words = read_row_words()
    filled = [text for text in texts if text]
    if is_first and len(filled) > 1 and all(_COLUMN_NUMBER.match(text) for text in filled):
        return "column_numbers", None
    if any(tidy_text(cells.get(field)) for field in _PERSONAL):
        return "data", None
    folded = [fold_text(text) for text in filled]
    is_full = sum(bool(tidy_text(value)) for value in cells.values()) > _MOST_SIGNATURE_CELLS
    if is_full and not any(folded[0].startswith(word) for word in words.total) and not _ROMAN.match(filled[0]):
        return "data", None
    if is_signed or any(_SIGNING_DATE.search(text) or text.startswith(words.signature) for text in folded):
        return "signature", None
    first_words = next((text for text, shown in zip(folded, filled, strict=True) if not _is_order(shown)), "")
    if first_words.startswith(words.note):
        return "note", None
    if first_words == "" and not tidy_text(cells.get("head_name")):
        return "data", None
    if any(first_words == word or first_words.startswith(f"{word} ") for word in words.total):
        return "total", None
    return _tell_section(filled, cells, areas)


def _tell_section(filled: list[str], cells: dict[str, Value], areas: AreaIndex) -> tuple[str, str | None]:
    title = next((text for text in filled if not _is_order(text)), "")
    area_id = areas.find(read_section_title(title))
    is_titled = bool(_ROMAN.match(filled[0]) or _ROMAN_START.match(title) or _SECTION_COUNT.search(title))
    names_no_area_cell = not tidy_text(cells.get("area"))
    if names_no_area_cell and (is_titled or (area_id is not None and len(filled) == 1)):
        return "section", area_id
    return "data", None


def _is_order(text: str) -> bool:
    return bool(_ROMAN.match(text)) or text.replace(".", "").replace(",", "").isdigit()


def read_section_title(text: str) -> str:
    """«II. Khối 2: 9 hộ» -> «Khối 2»."""
    return _SECTION_COUNT.sub("", _ROMAN_START.sub("", text)).strip(" :.-")
