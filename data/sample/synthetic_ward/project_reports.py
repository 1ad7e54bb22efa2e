"""Progress of the projects: money in millions of đồng, cumulative, one workbook a report."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from synthetic_ward.household_rows import Places
from synthetic_ward.project_lines import ProjectLine
from synthetic_ward.scenario import MARK, read_rows
from synthetic_ward.sheets import Column, Styles, add_page, open_workbook, write_cells

HEADER_ROW = 4
SUMMED = ("assigned", "disbursed", "carried_over")

Value = str | int | float | None


def write_project_report(path: Path, lines: Sequence[ProjectLine]) -> Places:
    report_date = lines[0].report_date
    fields = [row for row in read_rows("project_columns") if int(row["first_year"]) <= report_date.year]
    columns = [Column("", row["name"], int(row["width"])) for row in fields]
    names = [row["field"] for row in fields]
    with open_workbook(path) as (workbook, styles):
        sheet = add_page(workbook, "Tiến độ", columns)
        write_top(sheet, report_date, styles)
        sheet.set_row(HEADER_ROW, 50)
        write_cells(sheet, HEADER_ROW, [column.name for column in columns], styles.header)
        for number, line in enumerate(lines, start=1):
            write_cells(sheet, HEADER_ROW + number, make_row(number, line, names), styles.cell)
            write_share(sheet, HEADER_ROW + number, names.index("share"), line, styles)
        merge_units(sheet, lines, names.index("unit"), styles)
        write_cells(sheet, HEADER_ROW + 1 + len(lines), make_total_row(lines, names), styles.strong)
    return Places()


def write_top(sheet: Worksheet, report_date: date, styles: Styles) -> None:
    lines = (
        f"TIẾN ĐỘ THỰC HIỆN CÁC DỰ ÁN NĂM {report_date.year}",
        MARK,
        f"Số liệu tính đến ngày {report_date:%d/%m/%Y}",
        "ĐVT: triệu đồng",
    )
    for row, text in enumerate(lines):
        sheet.write_string(row, 0, text, styles.plain)


def make_row(number: int, line: ProjectLine, names: Sequence[str]) -> list[Value]:
    return [number if name == "number" else line.written.get(name, getattr(line, name)) for name in names]


def write_share(sheet: Worksheet, row: int, column: int, line: ProjectLine, styles: Styles) -> None:
    """A fraction shown as a percentage, unless the report words it otherwise."""
    if line.share is not None and "share" not in line.written:
        sheet.write_number(row, column, line.share, styles.share)


def merge_units(sheet: Worksheet, lines: Sequence[ProjectLine], column: int, styles: Styles) -> None:
    row = HEADER_ROW + 1
    for unit, group in groupby(lines, key=lambda line: line.unit):
        last = row + len(list(group)) - 1
        sheet.merge_range(row, column, last, column, unit, styles.cell)
        row = last + 1


def make_total_row(lines: Sequence[ProjectLine], names: Sequence[str]) -> list[Value]:
    sums = {name: sum(getattr(line, name) or 0 for line in lines) for name in SUMMED}
    return ["Cộng" if name == "unit" else sums.get(name) for name in names]
