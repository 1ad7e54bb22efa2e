"""Lists that tell the class by sections, «I. HỘ NGHÈO», or by being of one class, and not in a column."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from etl.clean.class_words import parse_class_title
from etl.inspection import InspectedFile
from etl.names import UNKNOWN_AREA
from tests.etl.conftest import Query
from tests.etl.workbooks import HOUSEHOLD_TITLE, write_rows

Inspect = Callable[..., list[InspectedFile]]
HEADER: list[object] = ["STT", "Họ và tên chủ hộ", "Số CCCD", "Khối phố", "Số nhân khẩu"]
PLAIN: list[object] = ["STT", "Họ và tên chủ hộ", "Số nhân khẩu", "Ghi chú"]


def listed(number: int, area: str | None = "Khối 1", members: int = 2) -> list[object]:
    return [number, f"Hộ mẫu {number}", f"0990{number:08}", area, members]


def classes(inspected: InspectedFile) -> list[object]:
    assert inspected.report.refused is None
    return [record["recognised_class"] for sheet in inspected.report.sheets for record in sheet.records]


def areas(inspected: InspectedFile) -> list[object]:
    return [record["area_id"] for sheet in inspected.report.sheets for record in sheet.records]


def messages(inspected: InspectedFile, rule: str) -> list[str]:
    return [issue.message for issue in inspected.issues if issue.rule == rule]


SPELLINGS: list[list[list[object]]] = [
    [["I. HỘ NGHÈO"], ["II. HỘ CẬN NGHÈO"]],
    [["I", "Hộ nghèo"], ["II", "Hộ cận nghèo"]],
    [["I. Hộ nghèo: 2 hộ"], ["II. Hộ cận nghèo: 1 hộ"]],
    [["A. HỘ NGHÈO (02 hộ, 4 khẩu)"], ["B. HỘ CẬN NGHÈO (01 hộ, 2 khẩu)"]],
    [["A", "HỘ NGHÈO"], ["B", "HỘ CẬN NGHÈO"]],
    [["Phần I: HỘ NGHÈO NĂM 2026"], ["Phần II: HỘ CẬN NGHÈO NĂM 2026"]],
    [["1. Hộ nghèo"], ["2. Hộ cận nghèo"]],
    [["1", "Hộ nghèo"], ["2", "Hộ cận nghèo"]],
    [["HỘ NGHÈO"], ["HỘ CẬN NGHÈO"]],
    [["I/ Danh sách hộ nghèo"], ["II/ Danh sách hộ cận nghèo"]],
    [[None, "- Hộ nghèo - 2 hộ"], [None, "- Hộ cận nghèo - 1 hộ"]],
    [["I", "Hộ nghèo", "2 hộ", None, 4], ["II", "Hộ cận nghèo", "1 hộ", None, 2]],
    [[unicodedata.normalize("NFD", "I. HỘ NGHÈO")], [unicodedata.normalize("NFD", "II. Hộ cận nghèo")]],
    [["I.\u00a0HỘ  NGHÈO"], ["II.\u00a0HỘ CẬN\u200b NGHÈO"]],
    [["I. HO NGHEO"], ["II. HO CAN NGHEO"]],
]


@pytest.mark.parametrize("sections", SPELLINGS, ids=lambda sections: str(sections[0]))
def test_a_section_gives_its_class(tmp_path: Path, inspect_files: Inspect, sections: list[list[object]]) -> None:
    rows = [HEADER, sections[0], listed(1), listed(2), sections[1], listed(3)]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", [HOUSEHOLD_TITLE], *rows))
    assert classes(inspected) == ["poor", "poor", "near_poor"]
    [sheet] = inspected.report.sheets
    assert (sheet.rows_read, sheet.rows_accepted, sheet.skipped) == (5, 3, {"section": 2})
    assert not messages(inspected, "subtotal_mismatch")


def test_households_that_have_nothing_but_a_name_get_the_class_of_their_section(
    tmp_path: Path, inspect_files: Inspect
) -> None:
    rows = [PLAIN, ["I. HỘ NGHÈO"], [1, "Hộ mẫu 1", 2], ["II. HỘ CẬN NGHÈO"], [1, "Hộ mẫu 2", 2]]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", [HOUSEHOLD_TITLE + " KHỐI 1"], *rows))
    assert classes(inspected) == ["poor", "near_poor"]


@pytest.mark.parametrize("told", [None, ": 2 hộ"])
def test_sections_of_khoi_within_those_of_classes(tmp_path: Path, inspect_files: Inspect, told: str | None) -> None:
    def khoi(name: str) -> list[object]:
        return [f"{name}{told or ''}"]

    rows: list[list[object]] = [
        ["I. Hộ nghèo: 3 hộ"],
        khoi("1. Khối 1"),
        listed(1, None),
        listed(2, None),
        ["2. Khối 2"],
        listed(3, None),
        ["II. Hộ cận nghèo: 2 hộ"],
        khoi("1. Khối 1"),
        listed(4, None),
        listed(5, None),
    ]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", [HOUSEHOLD_TITLE], HEADER, *rows))
    assert classes(inspected) == ["poor"] * 3 + ["near_poor"] * 2
    assert areas(inspected) == ["khoi_1", "khoi_1", "khoi_2", "khoi_1", "khoi_1"]
    assert not messages(inspected, "subtotal_mismatch")


def test_sections_of_classes_within_those_of_khoi(tmp_path: Path, inspect_files: Inspect) -> None:
    rows: list[list[object]] = [
        ["I. Khối 1: 3 hộ"],
        ["1. Hộ nghèo: 1 hộ"],
        listed(1, None),
        ["2. Hộ cận nghèo: 2 hộ"],
        listed(2, None),
        listed(3, None),
        ["II. Khối 2: 1 hộ"],
        ["1. Hộ nghèo: 1 hộ"],
        listed(4, None),
    ]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", [HOUSEHOLD_TITLE], HEADER, *rows))
    assert classes(inspected) == ["poor", "near_poor", "near_poor", "poor"]
    assert areas(inspected) == ["khoi_1"] * 3 + ["khoi_2"]
    assert not messages(inspected, "subtotal_mismatch")


def test_a_khoi_does_not_reach_into_the_next_class(tmp_path: Path, inspect_files: Inspect) -> None:
    rows = [["I. Hộ nghèo"], ["1. Khối 2"], listed(1, None), ["II. Hộ cận nghèo"], listed(2, None)]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", [HOUSEHOLD_TITLE], HEADER, *rows))
    assert areas(inspected) == ["khoi_2", UNKNOWN_AREA]


def test_a_class_does_not_reach_into_the_next_khoi(tmp_path: Path, inspect_files: Inspect) -> None:
    """What has neither a column nor a section for its class waits for an answer and is not counted."""
    rows = [["I. Khối 1"], ["1. Hộ nghèo"], listed(1, None), ["II. Khối 2"], listed(2, None), listed(3, None)]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", [HOUSEHOLD_TITLE], HEADER, *rows))
    assert classes(inspected) == ["poor"]
    assert inspected.report.sheets[0].rows_quarantined == 2
    asked = [issue.asked for issue in inspected.issues if issue.rule == "closing_class"]
    assert all(question is not None and "Hộ này thuộc loại nào?" in question.text for question in asked)


def test_the_households_told_by_a_class_are_held_against_its_rows(tmp_path: Path, inspect_files: Inspect) -> None:
    rows = [["I. HỘ NGHÈO: 3 hộ"], listed(1), listed(2), ["II. HỘ CẬN NGHÈO: 1 hộ"], listed(3)]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", [HOUSEHOLD_TITLE], HEADER, *rows))
    assert messages(inspected, "subtotal_mismatch") == [
        "Dòng 3: dòng mục của mục «HỘ NGHÈO» ghi 3 hộ nhưng nhận được 2 dòng hộ ở đó; phần mềm dùng số đếm từng dòng, "
        "hãy đối chiếu lại."
    ]


def test_persons_told_by_a_class_are_held_against_its_rows(tmp_path: Path, inspect_files: Inspect) -> None:
    rows = [["I. HỘ NGHÈO", None, None, None, 5], listed(1), listed(2), ["II. HỘ CẬN NGHÈO"], listed(3)]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", [HOUSEHOLD_TITLE], HEADER, *rows))
    assert ["Ô E3" in message and "ghi 5" in message for message in messages(inspected, "subtotal_mismatch")] == [True]


@pytest.mark.parametrize(
    "told", ["Hộ nghèo: 2 hộ", "Cộng hộ nghèo: 2 hộ", "Tổng số hộ nghèo: 2", "Trong đó: Hộ nghèo: 2"]
)
@pytest.mark.parametrize("is_right", [True, False])
def test_a_count_of_a_class_below_the_list_opens_no_section(
    tmp_path: Path, inspect_files: Inspect, told: str, is_right: bool
) -> None:
    rows = [["I. HỘ NGHÈO"], listed(1), listed(2), ["II. HỘ CẬN NGHÈO"], listed(3)]
    said = told if is_right else told.replace("2", "4")
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", [HOUSEHOLD_TITLE], HEADER, *rows, [said]))
    assert classes(inspected) == ["poor", "poor", "near_poor"]
    assert len(messages(inspected, "subtotal_mismatch")) == (not is_right)


def test_a_column_of_classes_wins_over_its_section_and_the_difference_is_said(
    tmp_path: Path, inspect_files: Inspect
) -> None:
    rows = [["I. HỘ NGHÈO"], [*listed(1), "Hộ nghèo"], [*listed(2), "Hộ cận nghèo"], [*listed(3), None]]
    header = [*HEADER, "Phân loại"]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", [HOUSEHOLD_TITLE], header, *rows))
    assert classes(inspected) == ["poor", "near_poor", "poor"]
    [said] = messages(inspected, "section_class_differs")
    assert "1 hộ (từ dòng 5) nằm trong mục «Hộ nghèo»" in said


def test_ticks_win_over_their_section(tmp_path: Path, inspect_files: Inspect) -> None:
    header = [*HEADER, "Hộ nghèo", "Hộ cận nghèo"]
    rows = [["I. HỘ NGHÈO"], [*listed(1), "x"], [*listed(2), None, "x"], listed(3)]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", [HOUSEHOLD_TITLE], header, *rows))
    assert classes(inspected) == ["poor", "near_poor", "poor"]
    assert len(messages(inspected, "section_class_differs")) == 1


def test_a_section_that_tells_no_class_ends_the_one_before(tmp_path: Path, inspect_files: Inspect) -> None:
    rows = [["I. HỘ NGHÈO"], listed(1), ["II. Hộ nghèo chuyển đi: 1 hộ"], listed(2)]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", [HOUSEHOLD_TITLE], HEADER, *rows))
    assert classes(inspected) == ["poor"]
    assert "mục «Hộ nghèo chuyển đi» không cho biết" in messages(inspected, "class_section_unknown")[0]


def test_who_left_poverty_is_not_poor_but_was(tmp_path: Path, inspect_files: Inspect) -> None:
    rows = [["I. HỘ NGHÈO"], listed(1), ["II. HỘ THOÁT NGHÈO: 1 hộ"], listed(2), ["III. HỘ THOÁT CẬN NGHÈO"], listed(3)]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", [HOUSEHOLD_TITLE], HEADER, *rows))
    assert classes(inspected) == ["poor", "not_poor", "not_poor"]
    [sheet] = inspected.report.sheets
    assert [record["opening_class"] for record in sheet.records] == ["unknown", "poor", "near_poor"]
    assert not messages(inspected, "subtotal_mismatch")


def test_who_left_poverty_and_is_listed_as_near_poor_counts_once(tmp_path: Path, inspect_files: Inspect) -> None:
    rows = [["I. HỘ CẬN NGHÈO"], listed(1), listed(2), ["II. HỘ THOÁT NGHÈO"], listed(2), listed(3)]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", [HOUSEHOLD_TITLE], HEADER, *rows))
    assert classes(inspected) == ["near_poor", "near_poor", "not_poor"]
    [sheet] = inspected.report.sheets
    assert [record["opening_class"] for record in sheet.records] == ["unknown", "poor", "poor"]
    assert (sheet.rows_read, sheet.rows_accepted, sheet.rows_merged) == (6, 3, 1)
    assert "là hộ cận nghèo" in messages(inspected, "left_household_listed")[0]


def test_one_household_in_two_sections_is_no_copy(raw: Path, build_raw: Callable[[], Query]) -> None:
    rows = [["I. HỘ NGHÈO"], listed(1), ["II. HỘ CẬN NGHÈO"], listed(1)]
    write_rows(raw / "a.xlsx", [HOUSEHOLD_TITLE], HEADER, *rows)
    assert build_raw()("SELECT recognised_class FROM core.household_round") == [("unknown",)]


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("DANH SÁCH HỘ NGHÈO NĂM 2026", "poor"),
        ("DANH SÁCH HỘ CẬN NGHÈO NĂM 2026", "near_poor"),
        ("Danh sách hộ nghèo trên địa bàn phường năm 2026", "poor"),
        ("DANH SÁCH HỘ CẬN NGHÈO KHỐI 1", "near_poor"),
        ("DANH SÁCH HỘ THOÁT NGHÈO NĂM 2026", "not_poor"),
        ("DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2026", None),
        ("DANH SÁCH HỘ NGHÈO ĐƯỢC TẶNG QUÀ TẾT NĂM 2026", None),
        ("DANH SÁCH HỘ NGHÈO PHƯỜNG TAM THANH ĐƯỢC TẶNG QUÀ", None),
        ("DANH SÁCH HỘ NGHÈO CHUYỂN ĐI NĂM 2026", None),
        ("DANH SÁCH HỘ GIA ĐÌNH NĂM 2026", None),
    ],
)
def test_a_title_of_one_class_alone_gives_it_and_that_is_said(
    tmp_path: Path, inspect_files: Inspect, title: str, told: str | None
) -> None:
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", [title], HEADER, listed(1), listed(2)))
    if told is None:
        assert inspected.report.refused is not None
        assert inspected.report.refused.rule == "missing_column"
        return
    assert classes(inspected) == [told, told]
    assert len(messages(inspected, "class_of_list")) == 1


def write_sheets(path: Path, title: str, sheets: dict[str, list[list[object]]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        assert isinstance(sheet, Worksheet)
        for row in [[title], HEADER, *rows]:
            sheet.append(row)
    book.save(path)
    return path


def test_a_sheet_for_each_class(tmp_path: Path, inspect_files: Inspect) -> None:
    sheets = {"Hộ nghèo": [listed(1)], "Hộ cận nghèo": [listed(2), listed(3)], "HỘ THOÁT NGHÈO": [listed(3), listed(4)]}
    [inspected] = inspect_files(write_sheets(tmp_path / "a.xlsx", HOUSEHOLD_TITLE, sheets))
    assert classes(inspected) == ["poor", "near_poor", "near_poor", "not_poor"]


def test_a_sheet_named_after_the_poor_below_a_title_of_both_is_not_guessed(
    tmp_path: Path, inspect_files: Inspect
) -> None:
    [inspected] = inspect_files(write_sheets(tmp_path / "a.xlsx", HOUSEHOLD_TITLE, {"Hộ nghèo": [listed(1)]}))
    assert inspected.report.refused is not None


def test_a_sheet_and_a_title_that_contradict_are_not_guessed(tmp_path: Path, inspect_files: Inspect) -> None:
    sheets = {"Hộ cận nghèo": [listed(1)], "Hộ nghèo": [listed(2)]}
    [inspected] = inspect_files(write_sheets(tmp_path / "a.xlsx", "DANH SÁCH HỘ NGHÈO NĂM 2026", sheets))
    assert classes(inspected) == ["poor"]
    assert {issue.sheet for issue in inspected.issues if issue.rule == "missing_column"} == {"Hộ cận nghèo"}


@pytest.mark.parametrize("text", ["Hộ nghèo, hộ cận nghèo", "Hộ nghèo đầu năm", "Nguyễn Văn Nghèo", "Nghèo Thị Hộ", ""])
def test_what_names_no_one_class_is_no_title_of_it(text: str) -> None:
    assert parse_class_title(text) is None
