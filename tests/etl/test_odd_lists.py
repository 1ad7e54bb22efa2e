"""Lists that an officer tried after the columns came: odd marks, headers on every page, what is missing."""

from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook

from etl.inspection import InspectedFile
from tests.etl.conftest import Query
from tests.etl.workbooks import HOUSEHOLD_COLUMNS, HOUSEHOLD_TITLE, household, write_households, write_rows

Inspect = Callable[..., list[InspectedFile]]
# «Phân loại đầu năm» heads a column of words elsewhere: here it stands above two of ticks.
TIERS: list[list[object]] = [
    [parent.removesuffix(" 2026") or leaf for parent, leaf in HOUSEHOLD_COLUMNS],
    [leaf if parent else None for parent, leaf in HOUSEHOLD_COLUMNS],
]


def closing(inspected: InspectedFile) -> object:
    assert inspected.report.refused is None
    return inspected.totals[0]["closing"]


def test_a_list_ticked_with_crosses_is_not_taken_for_an_old_font(tmp_path: Path, inspect_files: Inspect) -> None:
    rows = [household(number, closing=name) for number, name in enumerate(("poor", "near_poor", "not_poor"), start=1)]
    crossed = [["×" if cell == "x" else cell for cell in row] for row in rows]
    [inspected] = inspect_files(write_households(tmp_path / "a.xlsx", *crossed))
    assert closing(inspected) == {"poor": 1, "near_poor": 1}
    assert not {issue.rule for issue in inspected.issues} & {"tcvn3", "doubtful_tick"}


def test_a_header_of_two_tiers_printed_on_every_page_is_no_second_table(tmp_path: Path, inspect_files: Inspect) -> None:
    rows = [*TIERS, household(1), *TIERS, household(2), *TIERS, household(3)]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", [HOUSEHOLD_TITLE], [], *rows))
    assert closing(inspected) == {"poor": 3, "near_poor": 0}
    assert inspected.report.sheets[0].skipped == {"header": 4}


def test_a_list_of_the_opening_alone_lacks_its_result(tmp_path: Path, inspect_files: Inspect) -> None:
    upper = ["STT", "Họ và tên chủ hộ", "Khối phố", "Phân loại đầu năm", None]
    lower = [None, None, None, "Hộ nghèo", "Hộ cận nghèo"]
    path = write_rows(tmp_path / "a.xlsx", [HOUSEHOLD_TITLE], upper, lower, [1, "Hộ mẫu 1", "Khối 1", "x"])
    merge_down(path, rows=(2, 3), columns="ABC")
    [inspected] = inspect_files(path)
    assert inspected.report.refused is not None
    assert inspected.report.refused.rule == "missing_column"


def merge_down(path: Path, *, rows: tuple[int, int], columns: str) -> None:
    book = load_workbook(path)
    for column in columns:
        book.worksheets[0].merge_cells(f"{column}{rows[0]}:{column}{rows[1]}")
    book.save(path)


def test_a_number_no_ward_can_have_is_said_and_left_empty(tmp_path: Path, inspect_files: Inspect) -> None:
    """The head's number in the column of persons was more than a column of the warehouse holds."""
    huge = [household(1, b1=1e300), household(2, marks={"Số nhân khẩu": "099060001234"}), household(3, b1="9" * 5000)]
    [inspected] = inspect_files(write_households(tmp_path / "a.xlsx", *huge))
    assert closing(inspected) == {"poor": 3, "near_poor": 0}
    assert [issue.cell for issue in inspected.issues if issue.rule in ("number", "count")] == ["L5", "F6", "L7"]


SHORT = ["Họ và tên chủ hộ", "Số CCCD", "Khối phố", "Số nhân khẩu", "Hộ nghèo", "Hộ cận nghèo"]


def read_short(raw: Path, build_raw: Callable[[], Query], header: str, *cells: object) -> list[object]:
    """What the warehouse says of households that differ in one last column alone."""
    field = "poverty_causes" if header.startswith("Nguyên nhân") else "has_disabled_member"
    rows = [[f"Hộ {n}", f"0990000000{n:02}", "Khối 1", 1, "x", None, cell] for n, cell in enumerate(cells)]
    write_rows(raw / "a.xlsx", ["DANH SÁCH HỘ NGHÈO NĂM 2026"], [], [*SHORT, header], *rows)
    query = build_raw()
    return [said for (said,) in query(f"SELECT {field} FROM core.household_round ORDER BY source_row")]


def test_causes_that_hold_a_comma_stand_beside_others(raw: Path, build_raw: Callable[[], Query]) -> None:
    written = (
        "Có người ốm đau, bệnh nặng, tai nạn; Không có kỹ năng lao động, sản xuất",
        "Thiếu vốn, thiếu lao động",
        None,
    )
    found = read_short(raw, build_raw, "Nguyên nhân nghèo, cận nghèo", *written)
    assert found == ["skills,illness", "capital,labour", None]


def test_a_household_list_says_who_has_a_disabled_member(raw: Path, build_raw: Callable[[], Query]) -> None:
    assert read_short(raw, build_raw, "Hộ có người khuyết tật", "x", None) == [True, False]


def test_a_list_of_members_says_it_where_the_household_list_does_not(raw: Path, build_raw: Callable[[], Query]) -> None:
    """Household 0 has a disabled member, 1 none among its only one, of 2 not every member is listed."""
    listed = [[f"Hộ {n}", f"0990000000{n:02}", "Khối 1", count, "x", None] for n, count in enumerate((1, 1, 2))]
    write_rows(raw / "a.xlsx", ["DANH SÁCH HỘ NGHÈO NĂM 2026"], [], SHORT, *listed)
    columns = [
        "Chủ hộ",
        "Số CCCD chủ hộ",
        "Họ và tên thành viên",
        "Ngày sinh",
        "Quan hệ với chủ hộ",
        "Người khuyết tật",
    ]
    people = [
        [f"Hộ {n}", f"0990000000{n:02}", f"Hộ {n}", "1960", "Chủ hộ", mark] for n, mark in enumerate(("x", None, None))
    ]
    write_rows(raw / "b.xlsx", ["DANH SÁCH THÀNH VIÊN HỘ NĂM 2026"], [], columns, *people)
    query = build_raw()
    told = "SELECT has_disabled_member FROM core.household_round ORDER BY source_row"
    assert query(told) == [(True,), (False,), (None,)]
