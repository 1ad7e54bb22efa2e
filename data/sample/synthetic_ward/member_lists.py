"""The list of members: the household's own cells stand once, merged down over its members."""

from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from synthetic_ward.household_rows import Cell, Homes
from synthetic_ward.households import Household
from synthetic_ward.people import Person
from synthetic_ward.scenario import MARK, read_rows
from synthetic_ward.sheets import TICK, Column, Styles, add_page, open_workbook, write_headers, write_record

SEX_NAMES = {"M": "Nam", "F": "Nữ"}
HOUSEHOLD_COLUMNS = 4


def read_columns(year: int) -> tuple[Column, ...]:
    rows = (row for row in read_rows("member_columns") if int(row["first_year"]) <= year)
    return tuple(Column(row["group"], row["name"], int(row["width"])) for row in rows)


def write_member_list(path: Path, homes: Homes, year: int) -> None:
    columns = read_columns(year)
    with open_workbook(path) as (workbook, styles):
        sheet = add_page(workbook, "Thành viên", columns)
        sheet.write_string(0, 0, f"DANH SÁCH THÀNH VIÊN HỘ NGHÈO, HỘ CẬN NGHÈO NĂM {year}", styles.plain)
        sheet.write_string(1, 0, MARK, styles.plain)
        write_headers(sheet, 2, columns, styles.header)
        sheet.set_row(3, 34)
        row = 4
        for number, home in enumerate(homes, start=1):
            row = write_household(sheet, row, number, home, year, len(columns), styles)


def write_household(
    sheet: Worksheet, row: int, number: int, home: Household, year: int, width: int, styles: Styles
) -> int:
    """Members from `row` down, then the merged cells over them; returns the next free row."""
    own: list[Cell] = [number, home.code, home.head.name, home.head.id_number]
    members = home.members(year)
    for offset, person in enumerate(members):
        write_record(sheet, row + offset, [*own, *make_member_cells(person, year)][:width], styles)
    if len(members) > 1:
        for column in range(HOUSEHOLD_COLUMNS):
            sheet.merge_range(row, column, row + len(members) - 1, column, own[column], styles.centred)
    return row + len(members)


def make_member_cells(person: Person, year: int) -> list[Cell]:
    school = person.role.schooling[year]
    return [
        person.name,
        person.birth_text,
        person.role.relation,
        TICK if school.attends else None,
        school.level,
        TICK if year in person.role.trained else None,
        SEX_NAMES[person.role.sex],
        person.ethnicity,
        person.id_number,
    ]
