"""What is said of tasks and conclusions: counts with their days, and nothing that nobody reported."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dashboard import findings, theme
from dashboard.charts.scoreboard import read_tasks
from dashboard.grids import tasks as grids
from dashboard.text import Text
from queries import Standing, Table, Target, same

MakeTable, MakeTarget = Callable[..., Table], Callable[..., Target]
JUNE, OCTOBER = date(2026, 6, 30), date(2026, 10, 31)
TASK: dict[str, Any] = {
    "name": "Xóa nhà tạm",
    "unit_id": "mttq",
    "unit_name": same("MTTQ"),
    "measure_id": None,
    "report_date": OCTOBER,
    "due_date": JUNE,
    "done_date": None,
    "status": "in_progress",
    "standing": "in_time",
    "days_overdue": 0,
    "output_unit": "nhà",
    "output_needed": 3,
    "output_started": 2,
    "output_done": None,
}
CONCLUSION: dict[str, Any] = {
    **{name: TASK[name] for name in ("unit_id", "unit_name", "report_date", "due_date", "done_date", "status")},
    **{"content": "Đo đất", "standing": "in_time", "days_overdue": 0},
}
Fill = Callable[..., Table]


@pytest.fixture
def fill(make_table: MakeTable) -> Fill:
    def make(plain: dict[str, Any], *given: dict[str, Any]) -> Table:
        cells = (tuple((plain | one).values()) for one in given)
        return make_table("listed", tuple((name, "text") for name in plain), *cells)

    return make


def late(days: int, **more: Any) -> dict[str, Any]:
    return {"standing": "overdue", "days_overdue": days, **more}


def test_the_longest_overdue_is_named_first_and_the_rest_is_counted(fill: Fill, vi: Text) -> None:
    told = fill(TASK, *(late(days, name=f"Việc {days}") for days in (3, 30, 12, 7)), {})
    assert findings.tasks(told, fill(CONCLUSION, {}), vi) == (
        "04/5 nhiệm vụ đã báo cáo quá hạn: Việc 30 (30 ngày) và 3 việc nữa. "
        "Không kết luận họp nào trong 1 kết luận quá hạn."
    )


def test_a_milestone_that_nobody_reports_is_no_reported_task(fill: Fill, vi: Text) -> None:
    silent = {"standing": "unreported", "report_date": None, "days_overdue": None}
    said = findings.tasks(fill(TASK, silent), fill(CONCLUSION, late(1)), vi)
    assert said == "Chưa có báo cáo nhiệm vụ của kỳ này. 01/1 kết luận họp quá hạn: Đo đất (1 ngày)."
    assert findings.tasks(fill(TASK, silent), fill(CONCLUSION), vi).startswith("Chưa có báo cáo nhiệm vụ, kết luận")


def test_what_is_to_chase_mixes_tasks_and_conclusions_and_leaves_out_what_is_in_time(fill: Fill, vi: Text) -> None:
    tasks = fill(TASK, late(5), {"standing": "done"}, {"name": "Thi đua", "standing": "blocked"})
    due = grids.due(tasks, fill(CONCLUSION, late(9), {}), vi)
    assert [(row[0].shown, row[1].shown, row[2].shown) for row in due.rows] == [
        ("Đo đất", "Kết luận họp", "quá hạn 9 ngày"),
        ("Xóa nhà tạm", "Nhiệm vụ", "quá hạn 5 ngày"),
        ("Thi đua", "Nhiệm vụ", "vướng mắc"),
    ]


def test_every_standing_has_a_sign_and_words(fill: Fill, vi: Text) -> None:
    assert set(theme.STANDING_SIGNS) == set(Standing)
    told = fill(CONCLUSION, *({"standing": str(standing), "due_date": None} for standing in Standing))
    said = findings.conclusions(told, vi)
    assert said.startswith(
        "09 kết luận họp: 1 quá hạn, 1 vướng mắc, 1 chưa rõ, 1 báo cáo đã cũ, 1 chưa có báo cáo, 1 còn hạn, "
    )
    assert said.endswith("09 kết luận không ghi hạn nên không xét quá hạn.")


def test_the_row_of_target_5_is_its_tasks_and_no_status(fill: Fill, make_target: MakeTarget, vi: Text) -> None:
    target = replace(make_target(">=", "1"), target_id="T5", kind="task")
    row = read_tasks(target, fill(TASK, {"name": "Nhà tạm khối 2"}, late(20)), vi)
    # Two tasks stand beside each other, the worse first; nobody knows whether their houses are the same.
    assert row.figure == "; ".join(["cần 3, khởi công 2, xong chưa báo cáo (nhà)"] * 2)
    assert (row.status, row.status_words, row.sign) == (None, "quá hạn", theme.BAD)
    assert row.remaining == "20 ngày, hạn 30/06/2026"
    assert row.note.startswith("Xóa nhà tạm, báo cáo 31/10/2026; ")


def test_without_a_report_target_5_claims_nothing(fill: Fill, make_target: MakeTarget, vi: Text) -> None:
    target = replace(make_target(">=", "1"), target_id="T5", kind="task")
    for told in (fill(TASK), fill(TASK, {"report_date": None, "standing": "unreported"})):
        row = read_tasks(target, told, vi)
        assert (row.figure, row.status, row.status_words) == ("chưa có số liệu", None, "chưa có báo cáo")
    other = read_tasks(replace(target, year=2027), fill(TASK, late(20)), vi)
    assert other.status_words == "chỉ tiêu của năm 2027"
