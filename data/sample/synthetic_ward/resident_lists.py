"""Households and persons living in each khối: the denominators of the rates."""

from collections.abc import Sequence
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from synthetic_ward.household_rows import Places
from synthetic_ward.scenario import LISTED_ON, MARK, Area
from synthetic_ward.sheets import (
    Column,
    Styles,
    add_page,
    open_workbook,
    write_cells,
    write_letterhead,
    write_line,
    write_signatures,
)

Areas = Sequence[Area]
COLUMNS = (
    Column("", "TT", 8),
    Column("", "Khối phố", 30),
    Column("", "Tổng số hộ", 20),
    Column("", "Tổng số nhân khẩu", 24),
)


def write_resident_list(path: Path, areas: Areas, year: int) -> Places:
    with open_workbook(path) as (workbook, styles):
        sheet = add_page(workbook, "Dân cư", COLUMNS)
        write_letterhead(sheet, 0, styles, split=1, first=2, last=3)
        write_residents(sheet, areas, year, styles)
        write_signatures(sheet, 9 + len(areas), LISTED_ON[year], styles, left=1, right=3)
    return Places()


def write_resident_history(path: Path, areas: Areas, years: Sequence[int]) -> Places:
    """One sheet a year, the former units put together by who keeps the book today."""
    with open_workbook(path) as (workbook, styles):
        for year in years:
            write_residents(add_page(workbook, f"Năm {year}", COLUMNS), areas, year, styles)
    return Places()


def write_residents(sheet: Worksheet, areas: Areas, year: int, styles: Styles) -> None:
    totals = [sum(area.households[year] for area in areas), sum(area.persons[year] for area in areas)]
    write_line(sheet, 2, MARK, styles.mark, first=0, last=3)
    write_line(sheet, 3, f"TỔNG HỢP SỐ HỘ, NHÂN KHẨU DÂN CƯ NĂM {year}", styles.title, first=0, last=3)
    write_cells(sheet, 5, [column.name for column in COLUMNS], styles.header)
    write_cells(sheet, 6, ["A", "B", "(1)", "(2)"], styles.header)
    for number, area in enumerate(areas, start=1):
        counts = [area.households[year], area.persons[year]]
        write_cells(sheet, 6 + number, [number, area.name_in(year), *counts], styles.cell)
    write_cells(sheet, 7 + len(areas), [None, "TỔNG CỘNG", *totals], styles.strong)
