"""The list of members: the household's own cells stand once, merged down over its members."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from synthetic_ward.household_rows import Cell, Homes, Places
from synthetic_ward.households import Household
from synthetic_ward.people import SEX_NAMES, Person
from synthetic_ward.scenario import MARK, read_rows
from synthetic_ward.sheets import TICK, Column, Styles, add_page, open_workbook, write_headers, write_record

HOUSEHOLD_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Layout:
    """`kept`: which of all the cells of a member the list of that year has."""

    columns: tuple[Column, ...]
    kept: tuple[int, ...]


def read_layout(year: int) -> Layout:
    rows = [(index, row) for index, row in enumerate(read_rows("member_columns")) if int(row["first_year"]) <= year]
    columns = tuple(Column(row["group"], row["name"], int(row["width"])) for _, row in rows)
    return Layout(columns, tuple(index for index, _ in rows))


def write_member_list(path: Path, homes: Homes, year: int) -> Places:
    """Of no household is this the list: it says of whom others have said the class, so it places none."""
    layout = read_layout(year)
    with open_workbook(path) as (workbook, styles):
        sheet = add_page(workbook, "Thành viên", layout.columns)
        sheet.write_string(0, 0, f"DANH SÁCH THÀNH VIÊN HỘ NGHÈO, HỘ CẬN NGHÈO NĂM {year}", styles.plain)
        sheet.write_string(1, 0, MARK, styles.plain)
        write_headers(sheet, 2, layout.columns, styles.header)
        sheet.set_row(3, 34)
        row = 4
        for number, home in enumerate(homes, start=1):
            row = write_household(sheet, row, number, home, year, layout.kept, styles)
    return Places()


def write_household(
    sheet: Worksheet, row: int, number: int, home: Household, year: int, kept: Sequence[int], styles: Styles
) -> int:
    """Members from `row` down, then the merged cells over them; returns the next free row."""
    own: list[Cell] = [number, home.code_in(year), home.head(year).name, home.head(year).id_number]
    members = home.members(year)
    for offset, person in enumerate(members):
        cells = [*own, *make_member_cells(person, year)]
        write_record(sheet, row + offset, [cells[index] for index in kept], styles)
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
