"""Lists of households that are not as they should be: what is said, what is kept, what waits."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from etl.inspection import InspectedFile
from tests.etl.conftest import Query
from tests.etl.workbooks import household, write_households, write_rows

Inspect = Callable[..., list[InspectedFile]]


def rules(inspected: InspectedFile) -> dict[str, str]:
    return {issue.rule: issue.message for issue in inspected.issues}


def test_a_sound_list(tmp_path: Path, inspect_files: Inspect) -> None:
    path = write_households(
        tmp_path / "a.xlsx", household(1), household(2, closing="near_poor", deprived=2, opening="poor")
    )
    [inspected] = inspect_files(path)
    assert inspected.totals == ({"opening": {"poor": 1, "near_poor": 0}, "closing": {"poor": 1, "near_poor": 1}},)
    assert not inspected.issues


@pytest.mark.parametrize("marks", [{"Hộ nghèo": "x", "Hộ cận nghèo": "x"}, {"Hộ nghèo": None}])
def test_two_closing_ticks_or_none_wait_for_the_officer(
    tmp_path: Path, inspect_files: Inspect, marks: dict[str, object]
) -> None:
    [inspected] = inspect_files(write_households(tmp_path / "a.xlsx", household(1), household(2, marks=marks)))
    [sheet] = inspected.report.sheets
    assert (sheet.rows_accepted, sheet.rows_quarantined) == (1, 1)
    assert "I6" in rules(inspected)["closing_class"]
    assert "nạp lại" in rules(inspected)["closing_class"]


@pytest.mark.parametrize("parent", [None, "Thuộc diện", "Kết quả năm 2026"])
def test_classes_that_stand_once_are_those_of_the_end(
    tmp_path: Path, inspect_files: Inspect, parent: str | None
) -> None:
    """«Hộ nghèo | Hộ cận nghèo | Hộ không nghèo» over ticks, under no parent or one of the ward's own."""
    named = ["STT", "Họ và tên chủ hộ", "Khối phố"]
    classes = ["Hộ nghèo", "Hộ cận nghèo", "Hộ không nghèo"]
    tiers = [[*named, parent, None, None], [None] * 3 + classes] if parent else [named + classes]
    rows = [
        [1, "Hộ mẫu 1", "Khối 1", "x"],
        [2, "Hộ mẫu 2", "Khối 1", None, "x"],
        [3, "Hộ mẫu 3", "Khối 2", None, None, "x"],
    ]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", ["DANH SÁCH HỘ NĂM 2026"], *tiers, *rows))
    [sheet] = inspected.report.sheets
    assert sheet.form == "household_review"
    assert [record["recognised_class"] for record in sheet.records] == ["poor", "near_poor", "not_poor"]
    assert inspected.totals[0]["opening"] == {"poor": None, "near_poor": None}


def test_classes_that_stand_twice_without_saying_when_are_asked_about(tmp_path: Path, inspect_files: Inspect) -> None:
    title = ["DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO SAU RÀ SOÁT"]
    header = ["STT", "Họ và tên chủ hộ", "Khối phố", "Hộ nghèo", "Hộ cận nghèo", "Hộ nghèo", "Hộ cận nghèo"]
    path = write_rows(tmp_path / "a.xlsx", title, header, [1, "Hộ mẫu 1", "Khối 1", "x", None, None, "x"])
    [inspected] = inspect_files(path)
    assert inspected.report.refused is not None
    assert "«Hộ nghèo (cuối năm)»" in inspected.report.refused.message


def test_a_doubtful_tick_leaves_the_household_and_its_class_unknown(tmp_path: Path, inspect_files: Inspect) -> None:
    [inspected] = inspect_files(write_households(tmp_path / "a.xlsx", household(1, marks={"Hộ nghèo": "x?"})))
    [sheet] = inspected.report.sheets
    assert [record["recognised_class"] for record in sheet.records] == ["unknown"]
    assert "«x?»" in rules(inspected)["doubtful_tick"]


def test_an_unknown_khoi_keeps_the_total(tmp_path: Path, inspect_files: Inspect) -> None:
    [inspected] = inspect_files(
        write_households(tmp_path / "a.xlsx", household(1, area="Khối Trăng Sao"), household(2))
    )
    assert inspected.totals[0]["closing"] == {"poor": 2, "near_poor": 0}
    assert [record["area_id"] for record in inspected.report.sheets[0].records] == ["chua_xac_dinh", "khoi_1"]
    assert "E5" in rules(inspected)["area_unknown"]
    assert "«Khối Trăng Sao»" in rules(inspected)["area_unknown"]


@pytest.mark.parametrize("written", ["khoi 1", "KHỐI PHỐ 1", "K1", "Tổ dân phố 1", "Kho\u0302\u0301i\u00a01"])
def test_names_of_a_khoi(tmp_path: Path, inspect_files: Inspect, written: str) -> None:
    [inspected] = inspect_files(write_households(tmp_path / "a.xlsx", household(1, area=written)))
    assert [record["area_id"] for record in inspected.report.sheets[0].records] == ["khoi_1"]


def test_b2_that_is_not_ten_for_each_tick_is_shown_not_mended(tmp_path: Path, inspect_files: Inspect) -> None:
    [inspected] = inspect_files(write_households(tmp_path / "a.xlsx", household(1, deprived=3, marks={"B2": 40})))
    assert inspected.report.sheets[0].records[0]["b2_score"] == 40
    assert "M5" in rules(inspected)["b2_points"]


def test_the_decision_wins_and_the_difference_is_listed(tmp_path: Path, inspect_files: Inspect) -> None:
    [inspected] = inspect_files(write_households(tmp_path / "a.xlsx", household(1, closing="poor", b1=176)))
    assert inspected.totals[0]["closing"] == {"poor": 1, "near_poor": 0}
    assert "B1 = 176" in rules(inspected)["class_difference"]
    assert [issue.cell for issue in inspected.issues] == ["I5"]


def test_an_exact_copy_counts_once(tmp_path: Path, inspect_files: Inspect) -> None:
    row = household(1)
    [inspected] = inspect_files(write_households(tmp_path / "a.xlsx", row, [2, *row[1:]]))
    assert (inspected.report.sheets[0].rows_accepted, inspected.report.sheets[0].rows_merged) == (1, 1)


def test_one_identity_number_on_two_names_keeps_both_households(tmp_path: Path, inspect_files: Inspect) -> None:
    path = write_households(tmp_path / "a.xlsx", household(1), household(2, id_number="099000000001"))
    [inspected] = inspect_files(path)
    assert len({record["listed_id"] for record in inspected.report.sheets[0].records}) == 2
    assert "id_number_shared" in rules(inspected)


def test_namesakes_without_anything_to_tell_them_by_are_all_counted(
    inspect_files: Inspect, build_raw: Callable[[], Query], raw: Path
) -> None:
    bare: dict[str, object] = {"Mã hộ": None}
    rows = [household(n, name="Nông Văn A", id_number=None, members=n, marks=bare) for n in (1, 2, 3)]
    path = write_households(raw / "a.xlsx", *rows, household(4))
    [inspected] = inspect_files(path)
    assert "dòng 5" in rules(inspected)["namesake"]
    assert inspected.totals[0]["closing"] == {"poor": 4, "near_poor": 0}
    [(built, people)] = build_raw()("SELECT count(*), sum(member_count) FROM core.household_round")
    assert (built, people) == (4, 8)


def test_two_lists_that_class_a_household_differently_leave_it_unknown(tmp_path: Path, inspect_files: Inspect) -> None:
    first = write_households(tmp_path / "a.xlsx", household(1), household(2))
    second = write_households(tmp_path / "b.xlsx", household(1, closing="near_poor", deprived=2))
    inspected = inspect_files(first, second)
    assert all("class_conflict" in rules(file) for file in inspected)
    assert "«a.xlsx»" in rules(inspected[1])["overlaps_file"]


def test_subtotals_and_totals_are_held_against_the_rows(tmp_path: Path, inspect_files: Inspect) -> None:
    section: list[object] = ["I", "", "Khối 1: 2 hộ", None, None, 4, 0, 0, 2, 0, 0]
    total: list[object] = [None, None, "TỔNG CỘNG", None, None, 4, 0, 0, 3, 0, 0]
    [inspected] = inspect_files(write_households(tmp_path / "a.xlsx", section, household(1), household(2), total))
    [sheet] = inspected.report.sheets
    assert dict(sheet.skipped) == {"section": 1, "total": 1}
    assert "subtotal_mismatch" not in rules(inspected)
    assert "I8" in rules(inspected)["total_mismatch"]
    assert "ghi 3 nhưng đếm từng dòng được 2" in rules(inspected)["total_mismatch"]


def test_a_section_gives_its_khoi_to_rows_without_one(tmp_path: Path, inspect_files: Inspect) -> None:
    section: list[object] = ["II", "", "Khối 2: 1 hộ"]
    [inspected] = inspect_files(write_households(tmp_path / "a.xlsx", section, household(1, area=None)))
    assert [record["area_id"] for record in inspected.report.sheets[0].records] == ["khoi_2"]


def test_a_missing_column_is_named_with_what_was_seen_and_a_look_alike(tmp_path: Path, inspect_files: Inspect) -> None:
    headers = ["STT", "Tên của chủ hộ gia đình", "Số CCCD", "Khối phố", "Số khẩu", "Phân loại"]
    [inspected] = inspect_files(
        write_rows(tmp_path / "a.xlsx", ["DANH SÁCH"], headers, [1, "Hộ mẫu", None, "Khối 1", 2, "Hộ nghèo"])
    )
    refusal = inspected.report.refused
    assert refusal is not None
    assert refusal.rule == "missing_column"
    assert "Thiếu cột «Họ và tên chủ hộ»" in refusal.message
    assert "dòng tiêu đề 2" in refusal.message
    assert "Gợi ý: «Tên của chủ hộ gia đình»" in refusal.message


def test_a_workbook_of_no_form_of_ours(tmp_path: Path, inspect_files: Inspect) -> None:
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", ["Thực đơn"], ["Phở", "30.000"], ["Bún", "25.000"]))
    assert inspected.report.refused is not None
    assert inspected.report.refused.rule == "unknown_form"
    assert "«Sheet»" in inspected.report.refused.message


def test_a_class_in_one_column_is_the_closing_class(tmp_path: Path, inspect_files: Inspect) -> None:
    headers = ["STT", "Mã hộ", "Chủ hộ", "CCCD", "Khối phố", "Số khẩu", "Phân loại"]
    rows = [
        [1, "A1", "Hộ mẫu A", "099000000001", "Khối 1", 2, "Hộ nghèo"],
        [2, "A2", "Hộ mẫu B", "099000000002", "Khối 1", 2, "Không nghèo"],
    ]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", ["DANH SÁCH NĂM 2025"], headers, *rows))
    assert inspected.report.sheets[0].period == "2025"
    assert inspected.totals[0] == {"opening": {"poor": None, "near_poor": None}, "closing": {"poor": 1, "near_poor": 0}}


def test_a_hidden_sheet_is_said_and_not_taken(tmp_path: Path, inspect_files: Inspect) -> None:
    path = write_households(tmp_path / "a.xlsx", household(1))
    book = load_workbook(path)
    book.copy_worksheet(book.worksheets[0]).sheet_state = "hidden"
    book.worksheets[0].row_dimensions[5].hidden = True
    book.save(path)
    [inspected] = inspect_files(path)
    assert inspected.totals[0]["closing"] == {"poor": 1, "near_poor": 0}
    assert (inspected.report.hidden_sheets, inspected.report.hidden_rows) == (1, 1)


def test_an_error_cell_is_missing_not_zero(tmp_path: Path, inspect_files: Inspect) -> None:
    [inspected] = inspect_files(write_households(tmp_path / "a.xlsx", household(1, b1="#REF!")))
    assert inspected.report.sheets[0].records[0]["b1_score"] is None
    assert "L5" in rules(inspected)["error_cell"]


def test_a_list_pasted_many_times_is_said_without_end_of_sentences(tmp_path: Path, inspect_files: Inspect) -> None:
    [inspected] = inspect_files(write_households(tmp_path / "a.xlsx", *[household(1)] * 300))
    [sheet] = inspected.report.sheets
    assert (sheet.rows_accepted, sheet.rows_merged) == (1, 299)
    told = [issue.message for issue in inspected.issues if issue.rule == "duplicate_row"]
    assert len(told) == 201
    assert told[-1].startswith("Còn 99 dòng trùng hệt nữa, từ dòng 206 đến dòng 304")
