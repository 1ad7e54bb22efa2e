"""Habits of real lists of several months, events and movements that once gave a wrong number in silence."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from etl.inspection import InspectedFile
from tests.etl.conftest import Query
from tests.etl.workbooks import household, write_households, write_rows

Inspect = Callable[..., list[InspectedFile]]
HOUSEHOLDS = ["STT", "Mã hộ", "Họ và tên chủ hộ", "Số CCCD", "Khối phố", "Số nhân khẩu", "Phân loại"]
EVENTS = ["STT", "Khối phố", "Họ và tên chủ hộ", "Loại biến động", "Ngày biến động", "Văn bản"]
PERSONS = ["STT", "Họ và tên", "Quan hệ với chủ hộ", "Năm sinh", "Khối", "Phân loại hộ"]
MOVEMENT = [
    ["TT", "Khối phố", "Phân tổ", "Số đầu kỳ", "Giảm", None, None, "Tăng", None, None, None, "Số cuối kỳ"],
    [None] * 4
    + ["Trở thành hộ cận nghèo", "Vượt chuẩn cận nghèo", "Khác"]
    + ["Hộ cận nghèo trở thành hộ nghèo", "Tái nghèo", "Phát sinh mới", "Khác"],
]
FIGURES = [10, 2, 3, 1, 0, 0, 1, 0, 5]


def listed(number: int, *, area: str | None = "Khối 1", household_class: str = "Hộ nghèo") -> list[object]:
    return [number, f"TT{number}", f"Hộ mẫu {number}", f"0990{number:08}", area, 3, household_class]


def merge(path: Path, *ranges: str) -> Path:
    book = load_workbook(path)
    for place in ranges:
        book.worksheets[0].merge_cells(place)
    book.save(path)
    return path


def rules(inspected: InspectedFile) -> set[str]:
    return {issue.rule for issue in inspected.issues}


def refused(inspected: InspectedFile) -> tuple[str, str]:
    assert inspected.report.refused is not None
    return inspected.report.refused.rule, inspected.report.refused.message


def test_a_khoi_merged_over_its_households_is_that_of_each(tmp_path: Path, inspect_files: Inspect) -> None:
    rows = [listed(1), listed(2, area=None), listed(3, area=None), listed(4, area=None)]
    path = write_rows(tmp_path / "a.xlsx", ["DANH SÁCH HỘ NGHÈO NĂM 2026"], HOUSEHOLDS, *rows)
    [inspected] = inspect_files(merge(path, "E3:E5"))
    areas = [record["area_id"] for record in inspected.report.sheets[0].records]
    assert areas == ["khoi_1", "khoi_1", "khoi_1", "chua_xac_dinh"]


def test_a_tick_merged_over_two_households_is_asked_about(tmp_path: Path, inspect_files: Inspect) -> None:
    """Whether both are meant or the first alone nobody can tell: a household must not be let out of its class by it."""
    path = write_households(tmp_path / "a.xlsx", *(household(number, opening="poor") for number in (1, 2, 3)))
    [inspected] = inspect_files(merge(path, "G5:G6"))
    classes = [record["opening_class"] for record in inspected.report.sheets[0].records]
    assert classes == ["poor", "unknown", "poor"]
    assert [issue.cell for issue in inspected.issues if issue.rule == "tick_merged"] == ["G6"]


def test_a_kind_and_day_merged_over_several_events_are_those_of_each(tmp_path: Path, inspect_files: Inspect) -> None:
    rows = [[1, "Khối 1", "Hộ mẫu 1", "Chuyển đi", "15/5/2026"], [2, None, "Hộ mẫu 2"], [3, "Khối 2", "Hộ mẫu 3"]]
    path = write_rows(tmp_path / "a.xlsx", ["BIẾN ĐỘNG HỘ NĂM 2026"], EVENTS, *rows)
    [inspected] = inspect_files(merge(path, "B3:B4", "D3:D4", "E3:E4"))
    [sheet] = inspected.report.sheets
    assert [(record["kind"], str(record["event_date"]), record["area_id"]) for record in sheet.records] == [
        ("moved_out", "2026-05-15", "khoi_1")
    ] * 2
    assert sheet.rows_quarantined == 1


@pytest.mark.parametrize(
    ("words", "kind"),
    [("Mới tách hộ", "split"), ("Ghép hộ", "merged"), ("Từ nơi khác chuyển đến", "moved_in"), ("Trở về", "moved_in")],
)
def test_further_words_of_events(tmp_path: Path, inspect_files: Inspect, words: str, kind: str) -> None:
    row = [1, "Khối 1", "Hộ mẫu", words, "15/5/2026"]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", ["NĂM 2026"], EVENTS, row))
    assert [record["kind"] for record in inspected.report.sheets[0].records] == [kind]


def test_who_left_and_came_back_has_not_left(tmp_path: Path, inspect_files: Inspect) -> None:
    row = [1, "Khối 1", "Hộ mẫu", "Chuyển đi rồi quay về", "15/5/2026"]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", ["NĂM 2026"], EVENTS, row))
    assert inspected.report.sheets[0].records == []
    assert "event_kind" in rules(inspected)


def test_events_of_persons_are_neither_members_nor_events_of_households(tmp_path: Path, inspect_files: Inspect) -> None:
    headers = ["STT", "Mã hộ", "Chủ hộ", "Họ và tên thành viên", "Ngày sinh", "Quan hệ với chủ hộ", "Loại biến động"]
    row = [1, "TT1", "Hộ mẫu", "Người mẫu", "1/1/2000", "Con", "Chuyển đi"]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", ["BIẾN ĐỘNG NĂM 2026"], headers, row))
    assert refused(inspected)[0] == "missing_column"


@pytest.mark.parametrize("title", ["6 THÁNG ĐẦU NĂM 2026", "QUÝ II NĂM 2026", "TỪ THÁNG 1 ĐẾN THÁNG 5 NĂM 2026"])
def test_a_movement_of_part_of_the_year_is_not_the_years(tmp_path: Path, inspect_files: Inspect, title: str) -> None:
    row = [1, "Khối 1", "Hộ", *FIGURES]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", [f"DIỄN BIẾN HỘ NGHÈO {title}"], *MOVEMENT, row))
    assert refused(inspected)[0] == "period_unclear"


@pytest.mark.parametrize(
    ("title", "period"),
    [("THÁNG 5 NĂM 2026", "2026-05"), ("NĂM 2026 (số liệu đến ngày 30/11/2026)", "2026"), ("NĂM 2026", "2026")],
)
def test_the_period_of_a_movement(tmp_path: Path, inspect_files: Inspect, title: str, period: str) -> None:
    row = [1, "Khối 1", "Hộ", *FIGURES]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", [f"DIỄN BIẾN HỘ NGHÈO {title}"], *MOVEMENT, row))
    assert inspected.report.sheets[0].period == period


def test_what_a_movement_does_not_count_is_not_zero(tmp_path: Path, inspect_files: Inspect) -> None:
    path = write_rows(tmp_path / "a.xlsx", ["DIỄN BIẾN HỘ NGHÈO NĂM 2026"], *MOVEMENT, [1, "Khối 1", "Hộ", *FIGURES])
    book = load_workbook(path)
    book.worksheets[0]["L4"] = "=D4-E4-F4-G4+H4+I4+J4+K4"
    book.save(path)
    [inspected] = inspect_files(path)
    [totals] = inspected.totals
    assert (totals["begin"], totals["end_reported"], totals["residual"]) == (10, None, {})
    persons = totals["persons"]
    assert isinstance(persons, dict)
    assert (persons["begin"], persons["end_by_formula"]) == (None, None)


def test_a_second_table_with_other_columns_is_not_read_as_the_first(tmp_path: Path, inspect_files: Inspect) -> None:
    other = ["STT", "Họ và tên chủ hộ", "Mã hộ", "Khối phố", "Số CCCD", "Phân loại", "Số nhân khẩu"]
    rows = [listed(1), ["DANH SÁCH HỘ CẬN NGHÈO"], other, [1, "Hộ mẫu 2", "TT2", "Khối 2", "099000000002", "2", 3]]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", ["DANH SÁCH HỘ NGHÈO NĂM 2026"], HOUSEHOLDS, *rows))
    rule, message = refused(inspected)
    assert rule == "two_tables"
    assert "dòng 5" in message


def test_a_movement_of_the_near_poor_below_that_of_the_poor(tmp_path: Path, inspect_files: Inspect) -> None:
    row = [1, "Khối 1", "Hộ", *FIGURES]
    poor, near = (
        [[label and label.replace("Số", f"Số {name}") for label in MOVEMENT[0]], MOVEMENT[1], row]
        for name in ("hộ nghèo", "hộ cận nghèo")
    )
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", ["NĂM 2026"], *poor, *near))
    assert refused(inspected)[0] == "two_tables"


@pytest.mark.parametrize(
    ("title", "household_class", "is_asked"),
    [
        ("DANH SÁCH HỘ CẬN NGHÈO NĂM 2026", "Hộ nghèo", True),
        ("DANH SÁCH HỘ CẬN NGHÈO NĂM 2026", "Hộ cận nghèo", False),
        ("DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2026", "Hộ nghèo", False),
        ("DANH SÁCH HỘ NGHÈO VÀ CẬN NGHÈO NĂM 2026", "Hộ nghèo", False),
    ],
)
def test_poor_households_below_a_title_of_the_near_poor(
    tmp_path: Path, inspect_files: Inspect, title: str, household_class: str, is_asked: bool
) -> None:
    row = listed(1, household_class=household_class)
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", [title], HOUSEHOLDS, row))
    assert ("title_contradicts" in rules(inspected)) is is_asked


def test_departed_households_are_not_the_poor_of_the_year(tmp_path: Path, inspect_files: Inspect) -> None:
    [inspected] = inspect_files(
        write_rows(tmp_path / "a.xlsx", ["DANH SÁCH HỘ NGHÈO CHUYỂN ĐI NĂM 2026"], HOUSEHOLDS, listed(1))
    )
    rule, message = refused(inspected)
    assert rule == "list_of_departed"
    assert "«Danh sách biến động hộ»" in message


@pytest.mark.parametrize(
    ("title", "rule"),
    [
        ("DANH SÁCH HỘ THOÁT NGHÈO NĂM 2026", "title_contradicts"),
        ("DANH SÁCH HỘ NGHÈO PHÁT SINH MỚI NĂM 2026", "partial_list"),
        ("DANH SÁCH HỘ NGHÈO BỔ SUNG NĂM 2026", "partial_list"),
    ],
)
def test_a_title_that_is_not_of_the_whole_list(tmp_path: Path, inspect_files: Inspect, title: str, rule: str) -> None:
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", [title], HOUSEHOLDS, listed(1)))
    assert rule in rules(inspected)


def test_who_newly_left_may_have_left_in_another_year(tmp_path: Path, inspect_files: Inspect) -> None:
    row = [1, "Người mẫu", "Chủ hộ", 1970, "Khối 1"]
    for title, opening in (("DANH SÁCH HỘ THOÁT NGHÈO NĂM 2026", "poor"), ("DANH SÁCH HỘ MỚI THOÁT NGHÈO", None)):
        [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", [title], PERSONS[:-1], row))
        assert inspected.report.sheets[0].records[0].get("opening_class") == opening


def test_members_numbered_within_their_household(tmp_path: Path, inspect_files: Inspect) -> None:
    rows = [
        ["1", "Người một", "Chủ hộ", 1970, "Khối 1", "Hộ nghèo"],
        ["1.1", "Người hai", "Con", 2000],
        ["1.2", "Người ba", "Con", 2001],
        ["2", "Người tư", "Chủ hộ", 1960, "Khối 2", "Hộ cận nghèo"],
    ]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", ["DANH SÁCH HỘ NGHÈO NĂM 2026"], PERSONS, *rows))
    records = inspected.report.sheets[0].records
    assert [record.get("recognised_class") for record in records] == ["poor", None, None, "near_poor"]
    assert len({record["head_listed_id"] for record in records}) == 2


def test_a_number_on_every_person_makes_no_household_of_each(tmp_path: Path, inspect_files: Inspect) -> None:
    rows = [
        [1, "Người một", "Chủ hộ", 1970, "Khối 1", "Hộ nghèo"],
        [2, "Người hai", "Con", 2000, "Khối 1", None],
        [3, "Người ba", "Chủ hộ", 1960, "Khối 2", "Hộ cận nghèo"],
    ]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", ["DANH SÁCH HỘ NGHÈO NĂM 2026"], PERSONS, *rows))
    assert inspected.report.sheets[0].records == []
    assert "orphan_member" in rules(inspected)


def test_a_list_without_classes_is_told_which_form_it_lacks_them_of(tmp_path: Path, inspect_files: Inspect) -> None:
    headers = ["STT", "Họ và tên chủ hộ", "Khối phố", "Số khẩu", "Hộ nghèo"]
    [inspected] = inspect_files(
        write_rows(tmp_path / "a.xlsx", ["DANH SÁCH HỘ NGHÈO NĂM 2026"], headers, [1, "Hộ mẫu", "Khối 1", 3, "x"])
    )
    rule, message = refused(inspected)
    assert rule == "missing_column"
    assert "«Danh sách hộ nghèo, hộ cận nghèo sau rà soát»" in message


def test_who_a_document_is_about_is_not_told(raw: Path, build_raw: Callable[[], Query]) -> None:
    rows = [
        [1, "Khối 1", "Lò Văn Mẫu", "Nhập vào hộ Vi Thị Mẫu", "15/5/2026", "Đơn của Lò Văn Mẫu ngày 1/5"],
        [2, "Khối 1", "Vi Văn Mẫu", "Cả hộ chết", "15/5/2026", "Giấy chứng tử của ông Vi Văn Bảo"],
        [3, "Khối 1", "Hộ mẫu", "Chuyển đi", "15/5/2026", "QĐ 12/QĐ-UBND của UBND phường"],
    ]
    write_rows(raw / "a.xlsx", ["BIẾN ĐỘNG HỘ NĂM 2026"], EVENTS, *rows)
    query = build_raw()
    assert query("SELECT document FROM core.household_event ORDER BY source_row") == [
        ("Đơn của ••• ngày 1/5",),
        ("Giấy chứng tử của ông •••",),
        ("QĐ 12/QĐ-UBND của UBND phường",),
    ]
    assert "Mẫu" not in str(query("SELECT * FROM raw.household_event"))


def test_an_identity_number_in_a_public_column_stays_out_of_it(
    tmp_path: Path, raw: Path, build_raw: Callable[[], Query]
) -> None:
    row = listed(1)
    row[1], row[4] = "099012345678", "nhà 099087654321"
    write_rows(raw / "a.xlsx", ["DANH SÁCH HỘ NGHÈO NĂM 2026"], HOUSEHOLDS, row)
    query = build_raw()
    assert query("SELECT household_code, area FROM raw.household_review") == [("09901•••••78", "nhà 09908•••••21")]
    assert query("SELECT found FROM meta.issue WHERE rule = 'area_unknown'") == [("nhà 09908•••••21",)]
    assert query("SELECT household_code FROM restricted.household") == [("099012345678",)]
