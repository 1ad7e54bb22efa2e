"""What is said of a number: never more than holds, in whole households and children."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dashboard import findings
from dashboard.text import Text
from queries import Result, Row, Status, Table, Target, same

MakeRow, MakeTarget, MakeResult = Callable[..., Row], Callable[..., Target], Callable[..., Result]


@pytest.mark.parametrize(
    ("comparison", "value", "row", "said"),
    [
        ("<=", "-2", {"numerator": -1, "status": Status.OPEN}, "còn phải giảm 01 hộ"),
        ("<=", "-2", {"numerator": -1, "status": Status.NOT_MET}, "còn phải giảm 01 hộ"),
        ("<=", "-2", {"numerator": 1, "status": Status.NOT_MET}, "còn phải giảm 03 hộ; đã tăng 01 hộ so với đầu kỳ"),
        ("<=", "-2", {"numerator": -2, "status": Status.MET}, ""),
        ("<=", "-2", {"numerator": -3, "status": Status.EXCEEDED}, ""),
        ("=", "0", {"numerator": 0, "status": Status.MET}, ""),
        ("=", "0", {"numerator": 1, "status": Status.NOT_MET}, "có 01 hộ, chỉ tiêu là 0"),
        (
            "=",
            "0",
            {"numerator": 0, "unknown": 2, "status": Status.UNKNOWN},
            "02 hộ vào danh sách, chưa phân tái nghèo/phát sinh",
        ),
        (
            "<=",
            "-2",
            {"numerator": -2, "unknown": 1, "status": Status.UNKNOWN},
            "01 hộ chưa rõ loại, có thể làm thay đổi kết quả",
        ),
        (
            "<=",
            "-2",
            {"numerator": -1, "unknown": 1, "status": Status.UNKNOWN},
            "còn phải giảm 01 hộ; 01 hộ chưa rõ loại, có thể làm thay đổi kết quả",
        ),
        (">=", "0.95", {"numerator": 2, "denominator": 3, "status": Status.NOT_MET}, "còn thiếu 01 hộ"),
        (">=", "0.95", {"numerator": 19, "denominator": 20, "status": Status.MET}, ""),
        (
            ">=",
            "1",
            {"numerator": 7, "denominator": 9, "unknown": 1, "status": Status.UNKNOWN},
            "còn thiếu 02 hộ, trong đó 1 chưa rõ",
        ),
        (">=", "1", {"numerator": 0, "denominator": 0, "status": Status.NOT_APPLICABLE}, ""),
        ("<=", "-2", {"numerator": -1, "status": Status.UNKNOWN, "areas_reported": 11}, ""),
        ("<=", "-2", {"numerator": -1, "status": None}, ""),
    ],
)
def test_remaining(
    make_row: MakeRow, make_target: MakeTarget, vi: Text, comparison: str, value: str, row: dict[str, Any], said: str
) -> None:
    assert findings.remaining(make_target(comparison, value), make_row(**row), "household", vi) == said


def test_poverty(poor: Result, net_change: Result, vi: Text) -> None:
    said = "Đến 20/11/2026 có 11 hộ nghèo, đầu kỳ 12 hộ (−1). Còn phải giảm 01 hộ."
    assert findings.poverty(poor, net_change, vi) == said


def test_a_total_over_a_missing_khoi_says_so_first(
    poor: Result, net_change: Result, make_row: MakeRow, vi: Text
) -> None:
    partial = replace(poor, total=make_row(8, areas_reported=11))
    assert findings.poverty(partial, net_change, vi).startswith("Chưa đủ số liệu, 11/12 khối đã báo cáo. Đến ")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"total": None}, "Chưa có số liệu của kỳ 2026 theo chuẩn đang chọn."),
        ({"withheld": same("Không dành cho chế độ này.")}, "Không dành cho chế độ này."),
    ],
)
def test_no_number_gives_the_reason(
    poor: Result, net_change: Result, vi: Text, changes: dict[str, Any], said: str
) -> None:
    assert findings.poverty(replace(poor, **changes), net_change, vi) == said


def test_nobody_reported_is_not_zero(make_result: MakeResult, make_row: MakeRow, vi: Text) -> None:
    result = make_result(make_row(None, areas_reported=0))
    assert findings.missing(result, vi) == "Chưa khối nào báo cáo số liệu của kỳ 2026."


def test_a_hidden_number_is_not_told(make_result: MakeResult, make_row: MakeRow, vi: Text) -> None:
    result = make_result(make_row(None, suppressed=True), noun="child")
    assert findings.share_of("children.finding", result, vi) == "Số quá nhỏ, không công bố khi gửi ra ngoài."


def test_an_empty_base_is_never_a_hundred_percent(make_result: MakeResult, make_row: MakeRow, vi: Text) -> None:
    nobody = make_result(make_row(0, 0, status=Status.NOT_APPLICABLE), noun="child")
    assert "không áp dụng (0/0)" in findings.share_of("children.finding", nobody, vi)


def test_an_empty_base_is_not_said_while_khoi_are_missing(make_result: MakeResult, make_row: MakeRow, vi: Text) -> None:
    nobody = make_result(make_row(0, 0, areas_reported=11), noun="child")
    said = findings.share_of("children.finding", nobody, vi)
    assert said == "Chưa đủ số liệu, 11/12 khối đã báo cáo. Chưa có đủ danh sách thành viên."


def test_households_of_unknown_class_stand_in_the_heading(
    poor: Result, net_change: Result, make_row: MakeRow, vi: Text
) -> None:
    doubtful = replace(poor, total=make_row(11, unknown=1))
    assert "đầu kỳ 12 hộ (−1), 01 hộ chưa rõ loại." in findings.poverty(doubtful, net_change, vi)


def test_a_share_says_what_is_unknown_in_it(make_row: MakeRow, vi: Text) -> None:
    assert findings.share_marked(make_row(19, 20, unknown=1), "household", 20, vi) == "19/20 hộ · 95% (1 chưa rõ)"
    assert findings.share_marked(make_row(0, 10, unknown=10), "household", 20, vi) == "chưa rõ cả 10 hộ"


def test_two_measures_are_told_apart(make_result: MakeResult, make_row: MakeRow, vi: Text) -> None:
    by_child, by_household = make_result(make_row(10, 11), noun="child"), make_result(make_row(4, 5))
    child, household, why = findings.two_measures(by_child, by_household, 20, vi)
    assert "10/11 trẻ · 90,91% (số ít)" in child
    assert "4/5 hộ · 80% (số ít)" in household
    assert "mọi trẻ" in why


def test_small_mark_ends_at_twenty(make_row: MakeRow, vi: Text) -> None:
    assert findings.share_marked(make_row(19, 20), "household", 20, vi) == "19/20 hộ · 95%"


@pytest.mark.parametrize(("whole", "said"), [(7, "95% của 7 hộ = 7 hộ"), (20, "95% của 20 hộ = 19 hộ"), (0, "")])
def test_a_percentage_restated_as_a_count(make_target: MakeTarget, vi: Text, whole: float, said: str) -> None:
    assert findings.needed(make_target(">=", "0.95"), whole, "household", vi) == said


def test_excluded_households_are_counted(make_result: MakeResult, make_row: MakeRow, vi: Text) -> None:
    adopted, wider = make_result(make_row(6, 7)), make_result(make_row(6, 11))
    assert findings.excluded(adopted, wider, vi).startswith("04 hộ nghèo không có người 16–30 tuổi")


def test_excluded_households_are_not_counted_over_missing_khoi(
    make_result: MakeResult, make_row: MakeRow, vi: Text
) -> None:
    adopted, wider = make_result(make_row(6, 7, areas_reported=11)), make_result(make_row(6, 11))
    assert findings.excluded(adopted, wider, vi) == ""


def test_overview_counts_every_row_once(vi: Text) -> None:
    rows = (Status.MET, Status.EXCEEDED, Status.OPEN, Status.OPEN, Status.UNKNOWN, None)
    words = ("đạt", "vượt", "còn thời gian", "còn thời gian", "chưa rõ", "chưa có số liệu")
    said = findings.overview(tuple(zip(rows, words, strict=True)), "Hết.", vi)
    assert said == "2/6 dòng chỉ tiêu đã đạt, 2 còn thời gian, 1 chưa rõ, 1 chưa có số liệu. Hết."


def test_projects(make_result: MakeResult, make_row: MakeRow, lines: Table, vi: Text) -> None:
    money = make_result(make_row(825_250_000, 1_140_500_000, unknown=1, areas_reported=0, areas_total=0), noun="vnd")
    assert findings.projects(lines, money, vi) == (
        "2/4 dòng dự án chậm, 1 cần chú ý, 0 chưa rõ. "
        "Đã giải ngân ít nhất 825,25 triệu đồng trên 1.140,5 triệu đồng (72,36%), 1 dòng chưa báo cáo."
    )
    assert findings.overspent(lines, vi) == ("Tiểu dự án 2: giải ngân 150 triệu đồng, vượt vốn 120 triệu đồng.",)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("unknown", "5/5 dòng dự án chưa rõ tiến độ, chưa kết luận được có chậm hay không; 0 cần chú ý."),
        ("out_of_scope", "Không có dòng dự án nào phải báo cáo."),
    ],
)
def test_what_nobody_can_judge_is_not_zero_late(
    make_result: MakeResult, lines: Table, vi: Text, status: str, said: str
) -> None:
    place = [column.name for column in lines.columns].index("work_status")
    rows = tuple((*row[:place], status, *row[place + 1 :]) for row in lines.rows)
    assert findings.projects(replace(lines, rows=rows), make_result(None), vi) == said


def test_no_report_is_not_no_delay(make_result: MakeResult, lines: Table, vi: Text) -> None:
    none = replace(lines, rows=())
    assert findings.projects(none, make_result(None), vi) == "Chưa có báo cáo dự án của kỳ 2026."
