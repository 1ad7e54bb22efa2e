"""Lists with one column of class: the yearly one of 2024, those of the months of 2026, the one by the new standard."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from synthetic_ward.household_lists import ROMAN
from synthetic_ward.household_rows import Homes, Places, place_homes
from synthetic_ward.households import Household, Ward, end_month
from synthetic_ward.layouts import Cell, Layout, read_layout
from synthetic_ward.person_lists import CLASS_NAMES
from synthetic_ward.scenario import LISTED_ON, MARK, MONTHS, Area
from synthetic_ward.sheets import Styles, add_page, open_workbook, write_cells, write_line, write_signatures

COMMUNE_SHEETS = {"tam_thanh_cu": "Tam Thanh", "hoang_dong_cu": "Hoàng Đồng"}
NEW_STANDARD_TITLE = (
    "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO THEO CHUẨN NGHÈO GIAI ĐOẠN 2026-2030 (NĐ 351/2025/NĐ-CP) NĂM {year}"
)


@dataclass(frozen=True, slots=True)
class Cut:
    """A list as it stands on one day: which khối report, who is on it, where and as what."""

    title: str
    day: date
    areas: Sequence[Area]
    homes: Homes
    find_area: Callable[[Household], Area]
    find_class: Callable[[Household], str]

    def within(self, area: Area) -> list[Household]:
        return [home for home in self.homes if self.find_area(home) == area]

    def describe(self, number: int, home: Household) -> dict[str, Cell]:
        members, year = home.members_on(self.day), self.day.year
        return {
            "number": number,
            "code": home.code_in(year),
            "head_name": members[0].name,
            "head_birth": members[0].birth_text,
            "head_id": members[0].id_number,
            "area": self.find_area(home).name_in(year),
            "member_count": len(members),
            "class": CLASS_NAMES[self.find_class(home)],
        }


def cut_month(ward: Ward, month: int) -> Cut:
    """Who left poverty or near-poverty in the month is still on its list, as not poor, and on no later one."""
    day = end_month(month)
    return Cut(
        f"DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO THÁNG {month} NĂM {day.year}",
        day,
        ward.reporting(day.year),
        ward.listed_in_month(month),
        lambda home: home.area_in_month(month),
        lambda home: home.class_in_month(month),
    )


def cut_new_standard(ward: Ward, year: int) -> Cut:
    return Cut(
        NEW_STANDARD_TITLE.format(year=year),
        LISTED_ON[year],
        ward.reporting(year),
        ward.listed_by_new_standard(),
        lambda home: home.area,
        lambda home: home.new_class,
    )


def write_yearly_list(path: Path, homes: Homes, year: int) -> Places:
    """One sheet for each of the former communes, rows with nothing but a number, a name and a class."""
    layout, places = read_layout("yearly_2024"), Places()
    cut = Cut(
        f"DANH SÁCH HỘ NGHÈO, CẬN NGHÈO NĂM {year}",
        LISTED_ON[year],
        (),
        homes,
        lambda home: home.area_in(year),
        lambda home: home.closing(year),
    )
    with open_workbook(path) as (workbook, styles):
        for commune, name in COMMUNE_SHEETS.items():
            sheet = add_page(workbook, name, layout.columns)
            group = [home for home in homes if home.area_in(year).commune_before == commune]
            sheet.write_string(0, 0, cut.title, styles.plain)
            sheet.write_string(1, 0, MARK, styles.plain)
            row = layout.write_header(sheet, 2, styles)
            write_homes(sheet, row, cut, group, layout, styles)
            places |= place_homes(name, row, group)
    return places


def write_monthly_lists(path: Path, ward: Ward) -> Places:
    places = Places()
    with open_workbook(path) as (workbook, styles):
        for month in MONTHS:
            sheet = add_page(workbook, f"Tháng {month:02d}", read_layout("class_list").columns)
            places |= write_sections(sheet, cut_month(ward, month), styles)
    return places


def write_new_standard_list(path: Path, ward: Ward, year: int) -> Places:
    with open_workbook(path) as (workbook, styles):
        sheet = add_page(workbook, "Chuẩn mới", read_layout("class_list").columns)
        return write_sections(sheet, cut_new_standard(ward, year), styles)


def write_sections(sheet: Worksheet, cut: Cut, styles: Styles) -> Places:
    """Every khối that reports has its section row, also the one with no household."""
    layout, places, number = read_layout("class_list"), Places(), 1
    write_line(sheet, 0, MARK, styles.mark, first=0, last=layout.last)
    write_line(sheet, 1, cut.title, styles.title, first=0, last=layout.last)
    row = layout.write_header(sheet, 3, styles)
    for roman, area in zip(ROMAN, cut.areas, strict=False):
        group = cut.within(area)
        label = f"{area.name_in(cut.day.year)}: {len(group)} hộ"
        write_cells(sheet, row, [roman, label, *[None] * (layout.last - 1)], styles.strong)
        write_homes(sheet, row + 1, cut, group, layout, styles, first_number=number)
        places |= place_homes(sheet.get_name(), row + 1, group)
        row, number = row + 1 + len(group), number + len(group)
    write_signatures(sheet, row + 1, cut.day, styles, left=1, right=5)
    return places


def write_homes(
    sheet: Worksheet, row: int, cut: Cut, homes: Homes, layout: Layout, styles: Styles, *, first_number: int = 1
) -> None:
    rows = [cut.describe(number, home) for number, home in enumerate(homes, start=first_number)]
    layout.write_rows(sheet, row, rows, styles)
