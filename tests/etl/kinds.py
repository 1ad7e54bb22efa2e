"""The same little workbook as .xlsx, .xls and .ods, each written by another hand."""

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import xlwt
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from xlwt.Cell import FormulaCell

from tests.etl.workbooks import HOUSEHOLD_COLUMNS, HOUSEHOLD_TITLE, MEMBER_COLUMNS, household, member

_DAY = xlwt.easyxf(num_format_str="DD/MM/YYYY")
_AREA, _MEMBERS, _OPENING_POOR, _CLOSING_POOR = 4, 5, 6, 8
_CODES = {"#N/A": 0x2A, "#REF!": 0x17}
_PLAIN, _CALCULATED_ON_OPENING = 15, 2
_NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "style", "table", "text")
)
_LIBREOFFICE = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


@dataclass(frozen=True, slots=True)
class Table:
    """A text that begins with «#» is an error cell, with «=» a formula that nobody calculated; places are 0-based."""

    name: str
    rows: Sequence[Sequence[object]]
    merged: Sequence[tuple[int, int, int, int]] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    is_visible: bool = True


@dataclass(frozen=True, slots=True)
class Book:
    tables: Sequence[Table]
    has_1904_dates: bool = False


def make_book() -> Book:
    """Four households of one merged khối, of which cells are wrong, and their members, born in a workbook of 1904."""
    homes = [household(number, opening="poor") for number in range(1, 5)]
    homes[0][_OPENING_POOR] = "#N/A"
    homes[1][_MEMBERS] = "=1+2"
    homes[2][_CLOSING_POOR] = "#REF!"
    for home in homes[1:]:
        home[_AREA] = None
    headers = [[parent or leaf, leaf if parent else None] for parent, leaf in HOUSEHOLD_COLUMNS]
    rows = [[HOUSEHOLD_TITLE], [], *map(list, zip(*headers, strict=True)), *homes]
    people = [member(1, "Người mẫu 1", date(1980, 5, 4)), member(1, "Người mẫu 2", date(2015, 3, 9), attends="x")]
    return Book(
        [
            Table("Hộ", rows, merged=[(4, _AREA, 7, _AREA)], hidden_rows=[5], hidden_columns=[3, 11]),
            Table("Thành viên", [["DANH SÁCH THÀNH VIÊN HỘ NĂM 2026"], [], list(MEMBER_COLUMNS), *people]),
            Table("Cũ", rows, is_visible=False),
        ],
        has_1904_dates=True,
    )


def write_book(path: Path, book: Book) -> Path:
    _WRITERS[path.suffix](path, book)
    return path


def _write_xlsx(path: Path, book: Book) -> None:
    written = Workbook()
    written.remove(written.worksheets[0])
    if book.has_1904_dates:
        written.epoch = CALENDAR_MAC_1904
    for table in book.tables:
        sheet = written.create_sheet(table.name)
        sheet.sheet_state = "visible" if table.is_visible else "hidden"
        for row in table.rows:
            sheet.append(row)
        for top, left, bottom, right in table.merged:
            sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
        for number in table.hidden_rows:
            sheet.row_dimensions[number + 1].hidden = True
        for number in table.hidden_columns:
            sheet.column_dimensions[get_column_letter(number + 1)].hidden = True
    written.save(path)


def _write_xls(path: Path, book: Book) -> None:
    written = xlwt.Workbook(encoding="utf-8")
    written.dates_1904 = book.has_1904_dates
    for table in book.tables:
        sheet = written.add_sheet(table.name)
        sheet.visibility = 0 if table.is_visible else 1
        for number, row in enumerate(table.rows):
            for column, value in enumerate(row):
                _write_xls_cell(sheet.row(number), column, value)
        for top, left, bottom, right in table.merged:
            sheet.merge(top, bottom, left, right)
        for number in table.hidden_rows:
            sheet.row(number).hidden = True
        for number in table.hidden_columns:
            sheet.col(number).hidden = True
    written.save(str(path))


def _write_xls_cell(row: xlwt.Row, column: int, value: object) -> None:
    match value:
        case str() if value.startswith("#"):
            row.set_cell_error(column, _CODES[value])
        case str() if value.startswith("="):
            formula = FormulaCell(row.get_index(), column, _PLAIN, xlwt.Formula(value[1:]), _CALCULATED_ON_OPENING)
            row.insert_cell(column, formula)
        case date():
            row.write(column, value, _DAY)
        case None:
            pass
        case _:
            row.write(column, value)


def _write_ods(path: Path, book: Book) -> None:
    start = "<table:calculation-settings><table:null-date table:date-value='1904-01-01'/></table:calculation-settings>"
    pack_ods(path, (start if book.has_1904_dates else "") + "".join(map(_make_table, book.tables)))


def pack_ods(path: Path, tables: str) -> Path:
    """An .ods of these tables, in XML."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
        package.writestr(
            "content.xml",
            f"<office:document-content {_NAMESPACES} {_LIBREOFFICE}><office:automatic-styles>"
            '<style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/>'
            f"</style:style></office:automatic-styles><office:body><office:spreadsheet>{tables}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


def _make_table(table: Table) -> str:
    style = "" if table.is_visible else ' table:style-name="hidden"'
    width = max(map(len, table.rows))
    columns = "".join(f"<table:table-column{_hide(number in table.hidden_columns)}/>" for number in range(width))
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in table.merged}
    cells = (
        "".join(_make_cell(value, spans.get((number, column))) for column, value in enumerate(row))
        for number, row in enumerate(table.rows)
    )
    rows = "".join(
        f"<table:table-row{_hide(number in table.hidden_rows)}>{row}</table:table-row>"
        for number, row in enumerate(cells)
    )
    return f"<table:table table:name={quoteattr(table.name)}{style}>{columns}{rows}</table:table>"


def _hide(is_hidden: bool) -> str:
    return ' table:visibility="collapse"' if is_hidden else ""


def _make_cell(value: object, span: tuple[int, int] | None) -> str:
    said = f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"' if span else ""
    match value:
        case str() if value.startswith("#"):
            said += (
                ' table:formula="of:=NA()" office:value-type="string" office:string-value="" calcext:value-type="error"'
            )
        case str() if value.startswith("="):
            return f"<table:table-cell{said} table:formula={quoteattr('of:' + value)}/>"
        case str():
            said += ' office:value-type="string" calcext:value-type="string"'
        case date():
            said += f' office:value-type="date" office:date-value="{value.isoformat()}" calcext:value-type="date"'
        case None:
            return f"<table:table-cell{said}/>"
        case _:
            said += f' office:value-type="float" office:value="{value}" calcext:value-type="float"'
    return f"<table:table-cell{said}><text:p>{escape(str(value))}</text:p></table:table-cell>"


_WRITERS: dict[str, Callable[[Path, Book], None]] = {".xlsx": _write_xlsx, ".xls": _write_xls, ".ods": _write_ods}
