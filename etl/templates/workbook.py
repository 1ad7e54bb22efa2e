"""A fill-in workbook on disk: keys in grey, drop-downs, locked codes, a frozen header and a page that explains.

Every text is written as text: what looks like a formula stays words, also after somebody edits the cell (quote prefix).
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter

from etl.clean.text import Value
from etl.templates.template import Template, TemplateColumn, TemplateSheet

GUIDE = "Hướng dẫn"
_FREE_ROWS = 200
_WIDTHS = {"tick": 11, "count": 11, "money": 18, "figure": 13, "class": 18, "id_number": 16, "area": 17}
_WIDE = {
    "running_number": 6,
    "kind": 20,
    **dict.fromkeys(("head_name", "member_name", "name", "related_head_name", "note", "document", "project"), 28),
    **dict.fromkeys(("unit", "policy", "task", "obstacle", "proposal", "fund_source", "source"), 36),
}
_LONGEST_INLINE = 200
_SHEET_NAME = 31
_LINE = 15.75
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_ALLOWED = {
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "delete_rows": True,
    "sort": True,
    "autofilter": True,
    "objects": True,
}
_ADVICE = (
    "Không xóa dòng chữ xám phía trên tiêu đề: phần mềm nhận ra cột nhờ dòng ấy, kể cả khi đổi tên hay chuyển chỗ cột.",
    "Ô có nền xám là mã, số để nhận ra hộ nên đã khóa; cần sửa thì bỏ bảo vệ trang (không có mật khẩu).",
    "Thêm dòng ở cuối bảng. Ô có mũi tên thì chọn trong danh sách.",
    "Điền xong, lưu lại dạng .xlsx rồi nạp tệp này vào phần mềm; tên tệp tùy ý.",
    "Tệp có thể có họ tên và số định danh: không gửi ra ngoài cơ quan.",
)


@dataclass(frozen=True, slots=True)
class _Formats:
    book: Any

    def make(self, **properties: object) -> Any:
        base = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}
        return self.book.add_format({**base, **properties})

    def cell(self, column: TemplateColumn, *, is_locked: bool) -> Any:
        is_number = column.layout.read in ("count", "money", "figure", "running_number")
        number = {"money": "#,##0", "figure": "General"}.get(column.layout.read, "0")
        shade = {"bg_color": "#F2F2F2"} if is_locked else {}
        style = {"num_format": number} if is_number else {"num_format": "@", "quote_prefix": True, "text_wrap": True}
        place = {"align": "center"} if column.layout.read in ("tick", "running_number") else {}
        return self.make(border=1, border_color="#BFBFBF", locked=is_locked, **style, **shade, **place)


def write_template(template: Template) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, _OPTIONS) as book:
        formats = _Formats(book)
        book.set_properties({"title": template.title, "created": datetime(2026, 1, 1)})
        places = _plan_choices(template)
        for sheet in template.sheets:
            _write_sheet(book, sheet, formats, places)
        _write_guide(book, template, formats, places)
    return target.getvalue()


def _plan_choices(template: Template) -> dict[tuple[str, ...], str]:
    """Where on the page that explains each list of choices too long for the cell itself stands."""
    lists = dict.fromkeys(column.choices for sheet in template.sheets for column in sheet.columns)
    long = [choices for choices in lists if len(",".join(choices)) > _LONGEST_INLINE or any("," in c for c in choices)]
    return {
        choices: f"='{GUIDE}'!${chr(ord('D') + place)}$2:${chr(ord('D') + place)}${len(choices) + 1}"
        for place, choices in enumerate(long)
    }


def _write_sheet(book: Any, sheet: TemplateSheet, formats: _Formats, places: dict[tuple[str, ...], str]) -> None:
    page = book.add_worksheet(_name_sheet(sheet.name))
    for row, title in enumerate(sheet.titles):
        page.write_string(row, 0, title, formats.make(bold=row == 0, font_size=13 if row == 0 else 11, locked=False))
    keys, heads, first = len(sheet.titles), len(sheet.titles) + 1, len(sheet.titles) + 2
    key_format = formats.make(font_size=7, font_color="#A6A6A6", bg_color="#F2F2F2", shrink=True)
    head_format = formats.make(bold=True, border=1, bg_color="#DDEBF7", align="center", text_wrap=True)
    last = first + len(sheet.rows) + _FREE_ROWS
    for place, column in enumerate(sheet.columns):
        page.write_string(keys, place, column.key, key_format)
        page.write_string(heads, place, column.label, head_format)
        page.set_column(place, place, _measure(column))
        locked, free = (formats.cell(column, is_locked=lock) for lock in (column.is_locked, False))
        for row, values in enumerate(sheet.rows, start=first):
            _write_cell(page, row, place, values[place], locked if values[place] is not None else free)
        for row in range(first + len(sheet.rows), last):
            page.write_blank(row, place, None, free)
        if column.choices:
            source = places.get(column.choices) or list(column.choices)
            page.data_validation(first, place, last - 1, place, _validate(column, source))
    page.set_row(heads, 66)
    for row, values in enumerate(sheet.rows, start=first):
        page.set_row(row, _LINE * max(map(_count_lines, sheet.columns, values)))
    page.freeze_panes(first, _count_frozen(sheet))
    page.protect("", _ALLOWED)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(heads)


def _validate(column: TemplateColumn, source: object) -> dict[str, object]:
    """A word outside the list is asked about, not forbidden: an older file may say it otherwise."""
    return {
        "validate": "list",
        "source": source,
        "error_type": "warning",
        "error_title": column.label[:32],
        "error_message": "Giá trị này không có trong danh sách chọn. Vẫn ghi?",
    }


def _measure(column: TemplateColumn) -> int:
    return _WIDE.get(column.field) or _WIDTHS.get(column.layout.read, 14)


def _count_lines(column: TemplateColumn, value: Value) -> int:
    """How many lines a text takes in the width of its column."""
    return -(-len(value) // (_measure(column) - 1)) if isinstance(value, str) and value else 1


def _count_frozen(sheet: TemplateSheet) -> int:
    """Columns that stay in sight: up to the name of who the row is about."""
    names = [place for place, column in enumerate(sheet.columns) if column.field in ("head_name", "member_name")]
    return min(names, default=0) + 1


def _write_cell(page: Any, row: int, place: int, value: Value, style: Any) -> None:
    if value is None:
        page.write_blank(row, place, None, style)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        page.write_number(row, place, value, style)
    else:
        page.write_string(row, place, _show(value), style)


def _show(value: Value) -> str:
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value)


def _name_sheet(name: str) -> str:
    return "".join("-" if letter in "[]:*?/\\" else letter for letter in name)[:_SHEET_NAME].strip("'") or "Danh sách"


def _write_guide(book: Any, template: Template, formats: _Formats, places: dict[tuple[str, ...], str]) -> None:
    page = book.add_worksheet(GUIDE)
    page.set_column(0, 0, 4)
    page.set_column(1, 1, 100)
    page.write_string(0, 1, f"Cách điền: {template.title}", formats.make(bold=True, font_size=13))
    for row, advice in enumerate(_list_advice(template), start=1):
        page.write_number(row, 0, row, formats.make())
        page.write_string(row, 1, advice, formats.make(text_wrap=True))
    for place, choices in enumerate(places):
        page.set_column(3 + place, 3 + place, 24)
        page.write_string(0, 3 + place, "Danh sách chọn", formats.make(font_color="#7F7F7F", italic=True))
        for row, choice in enumerate(choices, start=1):
            page.write_string(row, 3 + place, choice, formats.make(font_color="#7F7F7F"))


def _list_advice(template: Template) -> Iterator[str]:
    yield from template.advice
    yield from _ADVICE
