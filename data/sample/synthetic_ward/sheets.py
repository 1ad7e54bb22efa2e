"""What every workbook of the ward shares: constant properties, letterhead, two-tier headers, signatures."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from synthetic_ward.scenario import MARK

# A clock in the file's properties would change its bytes on every run.
CREATED = datetime(2026, 1, 1)
TICK = "x"
BASE = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
BOXED = BASE | {"border": 1, "text_wrap": True}

Cells = Sequence[str | int | float | None]


@dataclass(frozen=True, slots=True)
class Column:
    """`group`: the merged upper tier, "" where the column has one tier only."""

    group: str
    name: str
    width: int


@dataclass(frozen=True, slots=True)
class Styles:
    plain: Format
    title: Format
    mark: Format
    header: Format
    cell: Format
    centred: Format
    strong: Format
    share: Format
    day: Format


def make_styles(workbook: Workbook) -> Styles:
    centred = BASE | {"bold": True, "align": "center", "text_wrap": True}
    return Styles(
        plain=workbook.add_format(BASE),
        title=workbook.add_format(centred | {"font_size": 13}),
        mark=workbook.add_format(centred | {"font_color": "#9C0006"}),
        header=workbook.add_format(centred | {"border": 1}),
        cell=workbook.add_format(BOXED),
        centred=workbook.add_format(BOXED | {"align": "center"}),
        strong=workbook.add_format(BOXED | {"bold": True}),
        share=workbook.add_format(BOXED | {"num_format": "0.0%"}),
        day=workbook.add_format(BOXED | {"num_format": "dd/mm/yyyy"}),
    )


@contextmanager
def open_workbook(path: Path) -> Iterator[tuple[Workbook, Styles]]:
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook = Workbook(str(path))
    workbook.set_properties({"title": MARK, "author": MARK, "created": CREATED})
    yield workbook, make_styles(workbook)
    workbook.close()


def add_page(workbook: Workbook, name: str, columns: Sequence[Column]) -> Worksheet:
    sheet = workbook.add_worksheet(name)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width)
    return sheet


def write_line(sheet: Worksheet, row: int, text: str, style: Format, *, first: int, last: int) -> None:
    """One text merged over the columns `first` to `last` of a row."""
    sheet.merge_range(row, first, row, last, text, style)


OFFICE = ("UBND TỈNH LẠNG SƠN", "UBND PHƯỜNG TAM THANH")


def write_letterhead(
    sheet: Worksheet,
    row: int,
    styles: Styles,
    *,
    split: int,
    first: int,
    last: int,
    office: tuple[str, str] = OFFICE,
) -> None:
    """The two national lines: the office, under the one above it, up to column `split`; the country from `first`."""
    write_line(sheet, row, office[0], styles.title, first=0, last=split)
    write_line(sheet, row, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", styles.title, first=first, last=last)
    write_line(sheet, row + 1, office[1], styles.title, first=0, last=split)
    write_line(sheet, row + 1, "Độc lập - Tự do - Hạnh phúc", styles.title, first=first, last=last)


def write_headers(sheet: Worksheet, row: int, columns: Sequence[Column], style: Format) -> None:
    """Two tiers: a group is merged across its columns, a column without one down both rows."""
    indexed = list(enumerate(columns))
    for group, run in groupby(indexed, key=lambda pair: pair[1].group):
        members = list(run)
        if group:
            write_line(sheet, row, group, style, first=members[0][0], last=members[-1][0])
        for index, column in members:
            if group:
                sheet.write_string(row + 1, index, column.name, style)
            else:
                sheet.merge_range(row, index, row + 1, index, column.name, style)


def write_record(sheet: Worksheet, row: int, cells: Sequence[str | int | float | date | None], styles: Styles) -> None:
    """One row of data, its ticks centred, its days real dates."""
    write_cells(sheet, row, [None if isinstance(cell, date) else cell for cell in cells], styles.cell)
    for column, cell in enumerate(cells):
        if cell == TICK:
            sheet.write_string(row, column, TICK, styles.centred)
        elif isinstance(cell, date):
            sheet.write_datetime(row, column, cell, styles.day)


def write_cells(sheet: Worksheet, row: int, cells: Cells, style: Format) -> None:
    for column, cell in enumerate(cells):
        if cell is None or cell == "":
            sheet.write_blank(row, column, None, style)
        elif isinstance(cell, str):
            sheet.write_string(row, column, cell, style)
        else:
            sheet.write_number(row, column, cell, style)


def write_signatures(sheet: Worksheet, row: int, signed_on: date, styles: Styles, *, left: int, right: int) -> None:
    place = f"Tam Thanh, ngày {signed_on.day} tháng {signed_on.month} năm {signed_on.year}"
    sheet.write_string(row, right, place, styles.plain)
    sheet.write_string(row + 1, left, "NGƯỜI LẬP BIỂU", styles.plain)
    sheet.write_string(row + 1, right, "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", styles.plain)
    sheet.set_row(row + 1, 34)
    sheet.write_string(row + 5, left, "Nông Thị Ký", styles.plain)
    sheet.write_string(row + 5, right, "Nguyễn Văn Ký", styles.plain)
