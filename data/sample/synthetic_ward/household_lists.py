"""The list of poor and near-poor households, as one sheet of sections or as one sheet a khối."""

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from synthetic_ward.household_rows import Homes, Places, make_home_row, make_sum_row, place_homes
from synthetic_ward.households import Household
from synthetic_ward.scenario import LISTED_ON, MARK, YEARS, Area, read_rows
from synthetic_ward.sheets import (
    Column,
    Styles,
    add_page,
    open_workbook,
    write_cells,
    write_headers,
    write_letterhead,
    write_line,
    write_record,
    write_signatures,
)

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
NOTE = "Ghi chú: Đánh dấu x vào ô tương ứng; hộ đã chết, chuyển đi không đưa vào danh sách."
SUMMARY_COLUMNS = (
    Column("", "TT", 6),
    Column("", "Khối phố", 24),
    Column("", "Hộ nghèo", 14),
    Column("", "Hộ cận nghèo", 14),
)


@dataclass(frozen=True, slots=True)
class Layout:
    """`first_row`: zero-based row of the letterhead. `numbers`: the row of column numbers, or empty. `kept`: which of
    all the cells of a household the list has.
    """

    columns: tuple[Column, ...]
    kept: tuple[int, ...]
    numbers: tuple[str, ...]
    first_row: int


def read_layout(year: int, *, is_short: bool = False) -> Layout:
    """The printed form of 2026; in 2025 the list began at row 8 under other names and numbered no column.

    `is_short`: of 2026 without the columns that 2025 did not have yet.
    """
    asked = YEARS[0] if is_short else year
    rows = [(place, row) for place, row in enumerate(read_rows("household_columns")) if int(row["first_year"]) <= asked]
    name = "variant_name" if year == YEARS[0] else "name"
    columns = tuple(Column(row["group"].format(year=year), row[name], int(row["width"])) for _, row in rows)
    kept = tuple(place for place, _ in rows)
    if year == YEARS[0]:
        return Layout(columns, kept, (), 7)
    return Layout(columns, kept, ("A", "B", *(f"({number})" for number in range(1, len(columns) - 1))), 0)


def write_sectioned_list(path: Path, homes: Homes, year: int) -> Places:
    """All khối on one sheet, each under a section row with its subtotals."""
    layout = read_layout(year)
    with open_workbook(path) as (workbook, styles):
        sheet = add_page(workbook, "Danh sách", layout.columns)
        row, places = write_sections(sheet, write_top(sheet, layout, year, styles), homes, year, layout, styles)
        write_bottom(sheet, row, homes, year, layout, styles)
    return places


def write_list_by_sheet(path: Path, homes: Homes, year: int) -> Places:
    """One sheet a khối, behind a summary sheet that agrees with them."""
    places = Places()
    with open_workbook(path) as (workbook, styles):
        write_summary(add_page(workbook, "Tổng hợp", SUMMARY_COLUMNS), homes, year, styles)
        for area, group in group_by_area(homes, year):
            layout = read_layout(year, is_short=area.has_short_list)
            sheet = add_page(workbook, area.name, layout.columns)
            row = write_top(sheet, layout, year, styles)
            places |= place_homes(area.name, row, group)
            row = write_homes(sheet, row, group, year, layout, styles, first_number=1)
            write_bottom(sheet, row, group, year, layout, styles)
    return places


def group_by_area(homes: Homes, year: int) -> list[tuple[Area, list[Household]]]:
    return [(area, list(group)) for area, group in groupby(homes, key=lambda home: home.area_in(year))]


def write_summary(sheet: Worksheet, homes: Homes, year: int, styles: Styles) -> None:
    write_line(sheet, 0, "BIỂU TỔNG HỢP", styles.title, first=0, last=3)
    write_line(sheet, 1, MARK, styles.mark, first=0, last=3)
    write_cells(sheet, 2, [column.name for column in SUMMARY_COLUMNS], styles.header)
    for number, (area, group) in enumerate(group_by_area(homes, year), start=1):
        counts = [sum(home.closing(year) == name for home in group) for name in ("poor", "near_poor")]
        write_cells(sheet, 2 + number, [number, area.name_in(year), *counts], styles.cell)


def write_top(sheet: Worksheet, layout: Layout, year: int, styles: Styles) -> int:
    """Everything above the first household; returns its row."""
    first, last = layout.first_row, len(layout.columns) - 1
    title = f"DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO VÀ HỘ THOÁT NGHÈO NĂM {year}"
    reference = f"(Kèm theo Báo cáo số      /BC-UBND ngày    /{LISTED_ON[year].month}/{year} của UBND phường)"
    write_letterhead(sheet, first, styles, split=7, first=11, last=25)
    write_line(sheet, first + 2, MARK, styles.mark, first=0, last=last)
    write_line(sheet, first + 3, title, styles.title, first=0, last=last)
    sheet.write_string(first + 4, 0, reference, styles.plain)
    write_headers(sheet, first + 6, layout.columns, styles.header)
    sheet.set_row(first + 6, 34)
    sheet.set_row(first + 7, 96)
    write_cells(sheet, first + 8, layout.numbers, styles.header)
    return first + 8 + bool(layout.numbers)


def write_sections(
    sheet: Worksheet, row: int, homes: Homes, year: int, layout: Layout, styles: Styles
) -> tuple[int, Places]:
    number, places, width = 1, Places(), len(layout.columns)
    for roman, (area, group) in zip(ROMAN, group_by_area(homes, year), strict=False):
        label = f"{area.name_in(year)}: {len(group)} hộ"
        write_cells(sheet, row, make_sum_row(roman, label, group, year, width), styles.strong)
        places |= place_homes(sheet.get_name(), row + 1, group)
        row = write_homes(sheet, row + 1, group, year, layout, styles, first_number=number)
        number += len(group)
    return row, places


def write_homes(
    sheet: Worksheet, row: int, homes: Homes, year: int, layout: Layout, styles: Styles, *, first_number: int
) -> int:
    for offset, home in enumerate(homes):
        cells = make_home_row(first_number + offset, home, year)
        write_record(sheet, row + offset, [cells[place] for place in layout.kept], styles)
    return row + len(homes)


def write_bottom(sheet: Worksheet, row: int, homes: Homes, year: int, layout: Layout, styles: Styles) -> None:
    write_cells(sheet, row, make_sum_row(None, "TỔNG CỘNG", homes, year, len(layout.columns)), styles.strong)
    sheet.write_string(row + 2, 1, NOTE, styles.plain)
    write_signatures(sheet, row + 3, LISTED_ON[year], styles, left=1, right=19)
