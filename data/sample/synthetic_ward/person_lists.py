"""Lists of persons of 2022 and 2023: what a household has stands once, on the row of its head."""

from collections.abc import Sequence
from pathlib import Path

from xlsxwriter.workbook import Workbook

from synthetic_ward.household_rows import Homes, Places
from synthetic_ward.households import Household
from synthetic_ward.layouts import Cell, Named, read_layout
from synthetic_ward.people import SEX_NAMES, Person
from synthetic_ward.scenario import LISTED_ON, MARK, Area
from synthetic_ward.sheets import TICK, Styles, add_page, open_workbook, write_letterhead, write_line

UNITS = {"tam_thanh_cu": ("Phường Tam Thanh", "05974"), "hoang_dong_cu": ("Xã Hoàng Đồng", "05986")}
CITY = "UBND THÀNH PHỐ LẠNG SƠN"
DISTRICT = {"province": "Lạng Sơn", "district": "Thành phố Lạng Sơn", "district_code": "178"}
CLASS_NAMES = {"poor": "Hộ nghèo", "near_poor": "Hộ cận nghèo", "not_poor": "Hộ không nghèo"}
POVERTY_TICKS = ("new_poor", "relapsed_poor", "old_poor", "near_poor")
LEFT_SHEETS = {"poor": "HỘ THOÁT NGHÈO", "near_poor": "HỘ THOÁT CẬN NGHÈO"}


def is_left(home: Household, year: int) -> bool:
    return home.closing(year) == "not_poor"


def write_review(path: Path, homes: Homes, year: int) -> Places:
    """Who stayed on the first sheet; who left poverty, or near-poverty, on a second and third in other columns."""
    layout = read_layout("review_2022")
    stayed = [home for home in homes if not is_left(home, year)]
    with open_workbook(path) as (workbook, styles):
        sheet = add_page(workbook, "Danh sách hộ nghèo, cận nghèo", layout.columns)
        office = f"UBND {UNITS[homes[0].area.commune_before][0].upper()}"
        write_letterhead(sheet, 0, styles, split=7, first=11, last=25, office=(CITY, office))
        title = f"DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO SAU KHI RÀ SOÁT NĂM {year}"
        write_line(sheet, 2, MARK, styles.mark, first=0, last=layout.last)
        write_line(sheet, 3, title, styles.title, first=0, last=layout.last)
        row = layout.write_header(sheet, 6, styles)
        layout.write_rows(sheet, row, list_persons(stayed, year), styles)
        places = place_heads(sheet.get_name(), row, stayed, year) | write_left(workbook, homes, year, styles)
    return places


def write_left(workbook: Workbook, homes: Homes, year: int, styles: Styles) -> Places:
    """A sheet for those who left poverty, one for those who left near-poverty; none where nobody did."""
    layout, places = read_layout("left_list"), Places()
    for opening, title in LEFT_SHEETS.items():
        left = [home for home in homes if is_left(home, year) and home.opening(year) == opening]
        if left:
            sheet = add_page(workbook, title, layout.columns)
            write_line(sheet, 2, MARK, styles.mark, first=0, last=layout.last)
            write_line(sheet, 4, f"DANH SÁCH {title} NĂM {year}", styles.title, first=1, last=layout.last)
            row = layout.write_header(sheet, 8, styles)
            layout.write_rows(sheet, row, list_persons(left, year), styles)
            places |= place_heads(title, row, left, year)
    return places


def write_printed_list(path: Path, homes: Homes, year: int, areas: Sequence[Area]) -> Places:
    """The printed form: khối and thôn as rows across the table, the year of birth in one of two columns."""
    layout, places, number = read_layout("printed_2023"), Places(), 1
    with open_workbook(path) as (workbook, styles):
        sheet = add_page(workbook, "Danh sách", layout.columns)
        title = f"DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM {year}"
        write_line(sheet, 0, "Phụ lục 2.3", styles.plain, first=0, last=layout.last)
        write_line(sheet, 1, MARK, styles.mark, first=0, last=layout.last)
        write_line(sheet, 2, title, styles.title, first=0, last=layout.last)
        row = layout.write_header(sheet, 4, styles)
        for area in areas:
            stayed = [home for home in homes if home.area_in(year) == area and not is_left(home, year)]
            write_line(sheet, row, area.name_in(year), styles.strong, first=0, last=layout.last)
            places |= place_heads(sheet.get_name(), row + 1, stayed, year)
            persons = list_persons(stayed, year, first_number=number)
            row = layout.write_rows(sheet, row + 1, persons, styles)
            number += len(stayed)
        places |= write_left(workbook, homes, year, styles)
    return places


def place_heads(sheet: str, row: int, homes: Homes, year: int) -> Places:
    places = Places()
    for home in homes:
        places[f"{sheet}|{row + 1}"] = home.number
        row += len(home.members(year))
    return places


def list_persons(homes: Homes, year: int, *, first_number: int = 1) -> list[Named]:
    rows: list[Named] = []
    for number, home in enumerate(homes, start=first_number):
        head, *others = [
            describe_person(person, year) | {"member_number": place}
            for place, person in enumerate(home.members(year), start=1)
        ]
        rows += [describe_home(home, year) | head | {"household_number": number}, *others]
    return rows


def describe_home(home: Household, year: int) -> dict[str, Cell]:
    area, score, members = home.area_in(year), home.scores.get(year), home.members(year)
    commune, commune_code = UNITS[area.commune_before]
    is_rural = area.commune_before == "hoang_dong_cu"
    return {
        **DISTRICT,
        "head_name": members[0].name,
        "commune": commune,
        "commune_code": commune_code,
        "area": area.name_in(year),
        "address": f"{area.name_in(year)} xã Hoàng Đồng" if is_rural else area.name_in(year),
        "class": CLASS_NAMES[home.closing(year)],
        "decision": f"{186 if is_rural else 412}/QĐ-UBND",
        "decision_day": f"{LISTED_ON[year]:%d/%m/%Y}",
        "b1": score.b1 if score else None,
        "b2": score.b2 if score else None,
        "is_minority": tick(members[0].ethnicity != "Kinh"),
        "has_no_labour": tick(home.has_no_labour(year)),
        "has_merit": tick(home.has_merit),
        "on_allowance": tick(any(person.role.age_in(year) >= 75 for person in members)),
        "cause": home.cause if home.closing(year) == "poor" else None,
        "member_count": len(members),
        **{name: tick(name == describe_poverty(home, year)) for name in POVERTY_TICKS},
    }


def describe_poverty(home: Household, year: int) -> str:
    """Which of the four columns of the printed form is ticked; poor from near-poor is new."""
    match home.opening(year), home.closing(year):
        case "poor", "poor":
            return "old_poor"
        case "near_poor", "poor":
            return "new_poor"
        case _, "poor":
            return "relapsed_poor" if home.was(year, "poor") else "new_poor"
        case _, closing:
            return closing


def describe_person(person: Person, year: int) -> dict[str, Cell]:
    role = person.role
    return {
        "name": person.name,
        "relation": role.relation,
        "sex": SEX_NAMES[role.sex],
        "birth_text": person.birth_text,
        "birth_day": person.birth_text if role.is_year_only else role.birth,
        "birth_year_m": role.birth.year if role.sex == "M" else None,
        "birth_year_f": role.birth.year if role.sex == "F" else None,
        "id_number": person.id_number,
        "ethnicity": person.ethnicity,
        "age": role.age_in(year),
    }


def tick(is_so: bool) -> str | None:
    return TICK if is_so else None
