"""Lists whose last column says what became of a household: «Thoát nghèo», «Tái nghèo», in words or in ticks."""

from collections.abc import Callable
from pathlib import Path

import pytest

from etl.clean.class_words import Result, parse_result
from etl.errors import CellError
from etl.inspection import InspectedFile
from tests.etl.workbooks import HOUSEHOLD_TITLE, write_rows

Inspect = Callable[..., list[InspectedFile]]
WHO: list[object] = ["STT", "Họ và tên chủ hộ", "Số CCCD", "Khối phố"]


def who(number: int) -> list[object]:
    return [number, f"Hộ mẫu {number}", f"0990{number:08}", "Khối 1"]


def told(inspected: InspectedFile) -> list[tuple[object, object]]:
    """Opening and closing class of each household."""
    assert inspected.report.refused is None
    [sheet] = inspected.report.sheets
    return [(record["opening_class"], record["recognised_class"]) for record in sheet.records]


def write_list(path: Path, columns: list[str], *cells: list[object]) -> Path:
    rows = [[*who(number), *row] for number, row in enumerate(cells, start=1)]
    return write_rows(path, [HOUSEHOLD_TITLE], [*WHO, *columns], *rows)


@pytest.mark.parametrize(
    ("words", "closing", "opening"),
    [
        ("Thoát nghèo", "not_poor", "poor"),
        ("HỘ THOÁT NGHÈO", "not_poor", "poor"),
        ("Thoát cận nghèo", "not_poor", "near_poor"),
        ("Thoát nghèo, còn cận nghèo", "near_poor", "poor"),
        ("Thoát nghèo trở thành hộ cận nghèo", "near_poor", "poor"),
        ("Chuyển lên cận nghèo", "near_poor", None),
        ("Từ hộ nghèo chuyển sang cận nghèo", "near_poor", "poor"),
        ("Cận nghèo xuống nghèo", "poor", "near_poor"),
        ("Chuyển thành hộ nghèo", "poor", None),
        ("Hộ nghèo phát sinh", "poor", None),
        ("Phát sinh hộ cận nghèo", "near_poor", None),
        ("Nghèo mới", "poor", None),
        ("Tái nghèo", "poor", None),
        ("Tái cận nghèo", "near_poor", None),
        ("Vẫn là hộ nghèo", "poor", "poor"),
        ("Cận nghèo cũ", "near_poor", "near_poor"),
        ("Mới thoát nghèo", "not_poor", None),
        ("Giữ nguyên", None, None),
        ("Không thay đổi", None, None),
        ("Hộ nghèo", "poor", None),
        ("thoat ngheo", "not_poor", "poor"),
    ],
)
def test_what_words_say_of_both_ends(words: str, closing: str | None, opening: str | None) -> None:
    assert parse_result(words) == Result(closing, opening)


@pytest.mark.parametrize("words", ["Phát sinh", "Tăng", "Thoát", "Đã rà soát"])
def test_words_that_tell_no_class_are_not_guessed(words: str) -> None:
    with pytest.raises(CellError):
        parse_result(words)


@pytest.mark.parametrize("header", ["Kết quả sau rà soát", "Kết quả rà soát cuối năm 2026", "KẾT QUẢ CUỐI NĂM"])
def test_a_result_in_words_of_movement(tmp_path: Path, inspect_files: Inspect, header: str) -> None:
    words = ["Thoát nghèo", "Hộ nghèo", "Tái nghèo", "Cận nghèo"]
    [inspected] = inspect_files(write_list(tmp_path / "a.xlsx", [header], *([word] for word in words)))
    assert told(inspected) == [
        ("poor", "not_poor"),
        ("unknown", "poor"),
        ("unknown", "poor"),
        ("unknown", "near_poor"),
    ]
    [said] = [issue.message for issue in inspected.issues if issue.rule == "left_poverty"]
    assert "1 hộ thoát nghèo (từ dòng 3) được tính là hộ không nghèo" in said


def test_nothing_changed_is_the_class_of_the_opening(tmp_path: Path, inspect_files: Inspect) -> None:
    rows = [["Hộ nghèo", "Giữ nguyên"], ["Hộ cận nghèo", "Không thay đổi"], ["Hộ nghèo", "Chuyển lên cận nghèo"]]
    [inspected] = inspect_files(write_list(tmp_path / "a.xlsx", ["Phân loại đầu năm", "Kết quả sau rà soát"], *rows))
    assert told(inspected) == [("poor", "poor"), ("near_poor", "near_poor"), ("poor", "near_poor")]


def test_nothing_changed_of_nobody_knows_what_is_asked(tmp_path: Path, inspect_files: Inspect) -> None:
    rows: list[list[object]] = [["Giữ nguyên"], ["Phát sinh"]]
    [inspected] = inspect_files(write_list(tmp_path / "a.xlsx", ["Kết quả sau rà soát"], *rows))
    assert told(inspected) == []
    assert inspected.report.sheets[0].rows_quarantined == 2
    assert len([issue for issue in inspected.issues if issue.rule == "closing_class" and issue.asked]) == 2


def test_nothing_changed_below_a_section_is_its_class(tmp_path: Path, inspect_files: Inspect) -> None:
    header = [*WHO, "Kết quả sau rà soát"]
    rows = [
        ["I. HỘ NGHÈO"],
        [*who(1), "Giữ nguyên"],
        [*who(2), "Thoát nghèo"],
        ["II. HỘ CẬN NGHÈO"],
        [*who(3), "Tái nghèo"],
    ]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", [HOUSEHOLD_TITLE], header, *rows))
    assert told(inspected) == [("poor", "poor"), ("poor", "not_poor"), ("unknown", "poor")]
    differing = [issue.message for issue in inspected.issues if issue.rule == "section_class_differs"]
    assert ["1 hộ (từ dòng 7)" in message for message in differing] == [True]


def test_a_tick_for_leaving_poverty(tmp_path: Path, inspect_files: Inspect) -> None:
    """Beside the classes of the end it is one more result; who is near-poor as well has left for that."""
    columns = ["Hộ nghèo", "Hộ cận nghèo", "THOÁT NGHÈO", "Thoát cận nghèo"]
    rows = [["x"], [None, "x"], [None, None, "x"], [None, "x", "x"], [None, None, None, "x"]]
    [inspected] = inspect_files(write_list(tmp_path / "a.xlsx", columns, *rows))
    assert told(inspected) == [
        ("unknown", "poor"),
        ("unknown", "near_poor"),
        ("poor", "not_poor"),
        ("poor", "near_poor"),
        ("near_poor", "not_poor"),
    ]


def test_poor_and_left_poverty_at_once_is_asked(tmp_path: Path, inspect_files: Inspect) -> None:
    [inspected] = inspect_files(
        write_list(tmp_path / "a.xlsx", ["Hộ nghèo", "Hộ cận nghèo", "Thoát nghèo"], ["x", None, "x"])
    )
    assert told(inspected) == []
    assert any("đánh dấu cùng lúc nhiều kết quả" in issue.message for issue in inspected.issues)


def test_a_tick_for_leaving_poverty_beside_a_class_in_words_is_asked(tmp_path: Path, inspect_files: Inspect) -> None:
    rows = [["Hộ nghèo"], ["Hộ nghèo", "x"]]
    [inspected] = inspect_files(write_list(tmp_path / "a.xlsx", ["Phân loại", "Thoát nghèo"], *rows))
    assert told(inspected) == [("unknown", "poor")]
    assert inspected.report.sheets[0].rows_quarantined == 1


def test_a_tick_for_leaving_poverty_in_sections(tmp_path: Path, inspect_files: Inspect) -> None:
    rows = [["I. HỘ NGHÈO"], who(1), [*who(2), "x"], ["II. HỘ CẬN NGHÈO"], who(3)]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", [HOUSEHOLD_TITLE], [*WHO, "THOÁT NGHÈO"], *rows))
    assert told(inspected) == [("unknown", "poor"), ("poor", "not_poor"), ("unknown", "near_poor")]
    assert not [issue for issue in inspected.issues if issue.rule == "section_class_differs"]


@pytest.mark.parametrize(
    ("column", "closing"), [("Tái nghèo", "poor"), ("Hộ nghèo mới", "poor"), ("Tái cận nghèo", "near_poor")]
)
def test_a_tick_for_coming_back_is_the_class_of_the_end(
    tmp_path: Path, inspect_files: Inspect, column: str, closing: str
) -> None:
    [inspected] = inspect_files(
        write_list(tmp_path / "a.xlsx", ["Hộ nghèo", "Hộ cận nghèo", column], ["x"], [None, None, "x"])
    )
    assert told(inspected) == [("unknown", "poor"), ("unknown", closing)]
