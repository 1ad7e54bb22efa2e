"""The class of households where no column tells it: its sections do, or the sheet is of one class alone."""

import re
from collections.abc import Collection

import numpy as np

from etl.clean.class_words import Result, parse_class_title
from etl.clean.text import fold_text, tidy_text
from etl.sheet_rows import find_class_title
from etl.workbook.model import Sheet

# «DANH SÁCH HỘ NGHÈO TRÊN ĐỊA BÀN PHƯỜNG …» is the list; «… ĐƯỢC TẶNG QUÀ» is somebody's choice out of it.
_OF_PLACE = re.compile(
    r" (?:tren dia ban|(?:cua )?(?:phuong|khoi|to dan pho|thon))\b(?!.*\b(?:duoc|huong|nhan|vay)\b).*$"
)
_NO_LISTED_CLASS = re.compile(r"\b(?:ra soat|chuan|giam)(?: ho)? ngheo(?:(?: va)?(?: ho)? can ngheo)?\b")


def has_class_sections(sheet: Sheet, first_data_row: int) -> bool:
    """Whether a row below the header opens a section of one class."""
    found = np.zeros(sheet.height, dtype=bool)
    for column in sheet.columns:
        found |= column.mark([bool(text) and parse_class_title(text) is not None for text in column.texts])
    rows = [row for row in np.flatnonzero(found).tolist() if row >= first_data_row]
    titles = [find_class_title(list(filter(None, map(tidy_text, sheet.row(row))))) for row in rows]
    return any(title is not None and not title.is_sum for title in titles)


def name_list_class(titles: Collection[str], sheet_name: str, beside: Collection[str]) -> Result | None:
    """The one class of all households of a sheet, by what stands above its table and by its name; None in any doubt.

    `beside`: names of the sheets of the workbook. Below a title of two classes «Hộ nghèo» may be the name of the whole
    list, but not where another sheet is of another class.
    """
    mentions = [title for title in map(_strip, titles) if "ngheo" in title]
    mentions = [title for title in mentions if title.startswith("danh sach")] or mentions
    named = {_parse(title) for title in mentions}
    of_sheet = _parse(_strip(sheet_name))
    if not mentions or named == {of_sheet}:
        return of_sheet
    if named == {None} and of_sheet:
        others = {_parse(_strip(name)) for name in beside} - {None, of_sheet}
        return of_sheet if others or of_sheet != Result("poor") else None
    return named.pop() if len(named) == 1 and of_sheet is None and "ngheo" not in _strip(sheet_name) else None


def _strip(title: str) -> str:
    return _OF_PLACE.sub("", _NO_LISTED_CLASS.sub("", fold_text(title))).strip()


def _parse(title: str) -> Result | None:
    found = parse_class_title(title)
    return found.result if found and not found.is_sum else None
