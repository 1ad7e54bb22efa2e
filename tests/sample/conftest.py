"""The sample ward as a stranger reads it: with openpyxl, knowing the printed forms but nothing of the generator."""

import importlib.util
import json
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"
LEVELS = ("Mầm non", "Tiểu học", "THCS", "THPT")


# Columns of a list that says of each household who is disabled, of merit or able to work, and the causes.
WITH_MARKS = 33


@dataclass(frozen=True, slots=True)
class Member:
    """One row of a member list; `age` in full years on 31/12."""

    name: str
    relation: str
    birth_text: str
    age: int
    attends: bool
    level: str | None
    trained: bool

    @property
    def is_child(self) -> bool:
        return 3 <= self.age < 16

    @property
    def is_youth(self) -> bool:
        return 16 <= self.age <= 30

    @property
    def is_covered(self) -> bool:
        return self.trained or self.attends

    @property
    def is_right_level(self) -> bool | None:
        """At least kindergarten from 3, primary from 6, lower secondary from 12; None: at school, level not written."""
        if not self.attends:
            return False
        if self.level is None:
            return None
        return LEVELS.index(self.level) >= (self.age >= 6) + (self.age >= 12)


@dataclass(frozen=True, slots=True)
class Home:
    """One row of a household list and, under the same head, the members of the same year.

    `key`: how EXPECTED.json names the row. Of a household written without a number no member is listed. `marks`: no
    labour, merit, disability; () where the list has no such columns.
    """

    key: str = field(compare=False)
    place: str
    area_id: str
    head: str
    head_id: str | None
    birth_text: str
    woman: bool
    ethnicity: str
    member_count: int
    opening: str
    closing: str
    b1: int
    b2: int
    ticks: tuple[bool, ...]
    marks: tuple[bool, ...]
    causes: tuple[str, ...]
    members: tuple[Member, ...]

    @property
    def class_by_score(self) -> str:
        if self.b1 > 175:
            return "not_poor"
        return "poor" if self.b2 >= 30 else "near_poor"

    @property
    def children(self) -> list[Member]:
        return [member for member in self.members if member.is_child]

    @property
    def youths(self) -> list[Member]:
        return [member for member in self.members if member.is_youth]


def name_area(text: str) -> str:
    """`Khối Hòa Bình` and `Khối Hoà Bình` are both `khoi_hoa_binh`."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).replace(" ", "_")


def read_sheets(folder: Path, pattern: str) -> Iterator[tuple[str, Worksheet]]:
    for path in sorted((folder / "raw").glob(pattern)):
        workbook = load_workbook(path)
        yield from ((f"{path.name}/{sheet.title}", sheet) for sheet in workbook)
        workbook.close()


def find_ticked(row: tuple[Cell, ...], columns: dict[str, int]) -> str:
    """The one column ticked; `not_poor` where none is, as an empty opening means."""
    ticked = [name for name, column in columns.items() if row[column].value == "x"]
    assert len(ticked) <= 1, f"{row[0].coordinate}: {ticked}"
    return ticked[0] if ticked else "not_poor"


def read_homes(folder: Path, year: int) -> list[Home]:
    members = read_members(folder, year)
    return [
        read_home(place, row, members.get(row[6].value, ()), year)
        for place, sheet in read_sheets(folder, f"{year}/danh_sach_ho_*.xlsx")
        for row in sheet.iter_rows()
        if isinstance(row[0].value, int) and len(row) in (29, WITH_MARKS)
    ]


def read_home(place: str, row: tuple[Cell, ...], members: tuple[Member, ...], year: int) -> Home:
    ticked = [column for column in (11, 12, 13) if row[column].value == "x"]
    assert len(ticked) == 1, f"{place}, {row[0].coordinate}: the closing class needs one tick"
    return Home(
        key=f"{year}/{place.replace('/', '|')}|{row[0].row}",
        place=place,
        area_id=name_area(row[7].value),
        head=row[1].value,
        head_id=row[6].value,
        birth_text=row[4].value,
        woman=find_ticked(row, {"M": 2, "F": 3}) == "F",
        ethnicity=row[5].value,
        member_count=row[8].value,
        opening=find_ticked(row, {"poor": 9, "near_poor": 10}),
        closing=find_ticked(row, {"poor": 11, "near_poor": 12, "not_poor": 13}),
        b1=row[14].value,
        b2=row[15].value,
        ticks=tuple(cell.value == "x" for cell in row[16:28]),
        marks=tuple(cell.value == "x" for cell in row[28:31]) if len(row) == WITH_MARKS else (),
        causes=tuple(row[31].value.split("; ")) if len(row) == WITH_MARKS and row[31].value else (),
        members=members,
    )


def read_members(folder: Path, year: int) -> dict[str, tuple[Member, ...]]:
    """Members by the identity number of their head, which stands once for the merged cells of a household."""
    found: dict[str, tuple[Member, ...]] = {}
    for _, sheet in read_sheets(folder, f"{year}/thanh_vien_*.xlsx"):
        head_id = ""
        for row in sheet.iter_rows(min_row=5, values_only=True):
            head_id = str(row[3] or head_id)
            found[head_id] = (*found.get(head_id, ()), read_member(row, year))
    return found


def read_member(row: tuple[Any, ...], year: int) -> Member:
    birth = row[5] if len(row[5]) == 4 else f"{datetime.strptime(row[5], '%d/%m/%Y'):%Y}"
    return Member(row[4], row[6], row[5], year - int(birth), row[7] == "x", row[8], row[9] == "x")


@pytest.fixture(scope="session")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sample_ward_generator", SAMPLE / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def write_ward(generator: ModuleType) -> Callable[..., None]:
    write: Callable[..., None] = generator.write_ward
    return write


@pytest.fixture(scope="session")
def ward(generator: ModuleType) -> Any:
    """The households themselves, before any workbook was written of them."""
    return generator.build_ward()


@pytest.fixture(scope="session")
def sample() -> Path:
    """The committed ward."""
    return SAMPLE


@pytest.fixture(scope="session")
def expected() -> dict[str, Any]:
    truth: dict[str, Any] = json.loads((SAMPLE / "EXPECTED.json").read_text(encoding="utf-8"))
    return truth


@pytest.fixture(scope="session")
def homes_by_year() -> dict[int, list[Home]]:
    return {year: read_homes(SAMPLE, year) for year in (2025, 2026)}


@pytest.fixture(scope="session")
def read_ward_homes() -> Callable[[Path, int], list[Home]]:
    return read_homes


@pytest.fixture(scope="session")
def read_ward_sheets() -> Callable[[Path, str], Iterator[tuple[str, Worksheet]]]:
    return read_sheets
