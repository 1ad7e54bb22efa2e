"""The year of lines and tasks, and one line's way to its plan: what was told, and nothing beyond."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard import theme
from dashboard.charts import burnup, timeline
from dashboard.charts.outputs import Burnup, read_burnups
from dashboard.charts.tracks import Task, Timeline, read_tasks, read_timeline
from dashboard.text import Text
from queries import Table

MakeTable = Callable[..., Table]
TODAY = date(2026, 11, 20)
MARCH, JUNE, OCTOBER = date(2026, 3, 31), date(2026, 6, 30), date(2026, 10, 31)
KT, VH = "Phòng Kinh tế", "Phòng Văn hóa"
LINE_COLUMNS = (
    *(("line_id", "text"), ("unit_id", "text"), ("line_name", "text"), ("unit_name", "text")),
    *(("work_status", "code"), ("is_stale", "flag"), ("output_unit", "text"), ("output_planned", "decimal")),
)
REPORT_COLUMNS = (
    *(("line_id", "text"), ("unit_id", "text"), ("report_date", "date"), ("work_status", "code")),
    *(("output_planned", "decimal"), ("output_done", "decimal"), ("plan_at_report", "decimal"), ("is_spread", "flag")),
)
TASK_COLUMNS = (
    *(("task_id", "text"), ("name", "text"), ("unit_name", "text"), ("due_date", "date"), ("done_date", "date")),
    *(("status", "code"), ("days_overdue", "count"), ("standing", "code")),
)
MOST_BYTES = 150_000


@pytest.fixture
def lines(make_table: MakeTable) -> Table:
    return make_table(
        "project_lines",
        LINE_COLUMNS,
        ("a", "kt", "Dự án 2", KT, "late", False, "hộ", 12),
        ("b", "kt", "Dự án 5", KT, "out_of_scope", False, "nhà", None),
        ("c", "vh", "Tiểu dự án 1", VH, "unknown", True, "người", 30),
        ("d", "vh", "<i>Tiểu dự án 3</i>", VH, "unknown", False, "người", None),
    )


@pytest.fixture
def reports(make_table: MakeTable) -> Table:
    return make_table(
        "project_reports",
        REPORT_COLUMNS,
        ("a", "kt", JUNE, "attention", 10, 4, 5, False),
        ("a", "kt", MARCH, "on_track", 10, 2, 2, False),
        ("a", "kt", OCTOBER, "late", 12, 6, 10, False),
        ("b", "kt", MARCH, "out_of_scope", None, None, None, False),
        ("c", "vh", MARCH, "on_track", 30, 8, 7.4, True),
        ("c", "vh", JUNE, "unknown", 30, 12, 14.9, True),
    )


def make_task(due: date | None, done: date | None, status: str | None) -> Task:
    return Task("Việc", KT, due, done, status)


TASKS = (
    Task("Tham vấn", KT, JUNE, date(2026, 6, 18), "done"),
    Task("Rà soát", KT, date(2026, 12, 14), None, "in_progress"),
    Task("Xóa nhà tạm", "Mặt trận", OCTOBER, None, "blocked"),
)


@pytest.fixture
def year(lines: Table, reports: Table, vi: Text) -> Timeline:
    return read_timeline(lines, reports, TASKS, vi)


def labels(figure: go.Figure) -> list[str]:
    return [annotation.text for annotation in figure.layout.annotations]


def test_a_mark_for_each_report_as_it_was_judged_then(year: Timeline, vi: Text) -> None:
    first, second, *_ = timeline.draw(year, vi).data
    assert list(first.x) == [MARCH, JUNE, OCTOBER]
    assert list(first.marker.symbol) == ["circle", "triangle-up", "square"]
    assert list(first.marker.color) == [theme.BLUE, theme.ORANGE, theme.ORANGE]
    # Next come the tasks of the same unit: done, not due yet; of the line out of scope there is no mark.
    assert (list(second.x), list(second.marker.symbol)) == ([JUNE], ["diamond"])


def test_tasks_stand_on_their_due_date(year: Timeline, vi: Text) -> None:
    tasks = {trace.x[0]: trace.marker for trace in timeline.draw(year, vi).data if len(trace.x) == 1}
    assert tasks[date(2026, 12, 14)].symbol == ("diamond-open",)
    assert (tasks[OCTOBER].symbol, tasks[OCTOBER].color) == (("square",), (theme.ORANGE,))


def test_every_unit_line_and_task_is_named_with_its_state(year: Timeline, vi: Text) -> None:
    words = labels(timeline.draw(year, vi))
    assert [word for word in words if word.startswith("<b>")] == [
        f"<b>{KT}</b>",
        f"<b>{VH}</b>",
        "<b>Mặt trận</b>",
        "<b>hôm nay 20/11/2026</b>",
    ]
    assert "Dự án 2: ■ chậm" in words
    assert "Dự án 5: – không thuộc phạm vi" in words
    assert "Tham vấn: ◆ hạn 30/06/2026, xong 18/06/2026" in words
    assert "Xóa nhà tạm: ■ hạn 31/10/2026, quá hạn 20 ngày" in words
    assert not [word for word in words if "<i>" in word]


def test_a_stale_line_is_dashed_up_to_today_and_says_so(year: Timeline, vi: Text) -> None:
    figure = timeline.draw(year, vi)
    dashed = [shape for shape in figure.layout.shapes if shape.line.dash == "dash"]
    assert [(shape.x0, shape.x1) for shape in dashed] == [(JUNE, TODAY)]
    assert "Tiểu dự án 1: ○ chưa rõ, báo cáo cuối<br>30/06/2026, đã cũ" in labels(figure)
    assert "chưa rõ, chưa báo cáo" in timeline.describe(year, vi)


def test_a_line_that_owes_nothing_is_a_broad_grey_track(year: Timeline, vi: Text) -> None:
    broad = [shape for shape in timeline.draw(year, vi).layout.shapes if shape.line.width == 10]
    assert [(shape.x0, shape.x1) for shape in broad] == [(date(2026, 1, 1), date(2026, 12, 31))]


def test_a_closed_period_has_no_today(lines: Table, reports: Table, vi: Text) -> None:
    found = read_timeline(replace(lines, as_of=JUNE), reports, (), vi)
    assert "<b>hết kỳ 30/06/2026</b>" in labels(timeline.draw(found, vi))


@pytest.mark.parametrize(
    ("task", "words"),
    [
        (make_task(JUNE, date(2026, 7, 10), "done"), "Việc: ◆ hạn 30/06/2026, xong 10/07/2026, chậm 10 ngày"),
        (make_task(JUNE, None, "done"), "Việc: ◆ hạn 30/06/2026, đã xong"),
        (make_task(TODAY, None, "in_progress"), "Việc: ◇ hạn 20/11/2026, chưa xong"),
        (make_task(date(2026, 11, 19), None, "not_started"), "Việc: ■ hạn 19/11/2026, quá hạn 1 ngày"),
        # Nobody says whether it is done: it may not be called overdue.
        (make_task(JUNE, None, "unknown"), "Việc: ○ hạn 30/06/2026, chưa rõ đã xong chưa"),
        (make_task(None, None, "in_progress"), "Việc: ◇ chưa có hạn, chưa xong"),
    ],
)
def test_a_task_says_how_it_stands(task: Task, words: str, vi: Text) -> None:
    assert task.words(TODAY, vi) == words


def test_tasks_are_read_from_their_table(make_table: MakeTable, vi: Text) -> None:
    done = ("T-1", "Tham vấn", KT, JUNE, date(2026, 6, 18), "done", None, "done")
    old = ("T-2", "Họp dân", KT, date(2026, 12, 14), None, "in_progress", 0, "stale")
    told = read_tasks(make_table("task_list", TASK_COLUMNS, done, old), vi)
    assert told[0] == TASKS[0]
    assert told[1].words(TODAY, vi) == "Họp dân: ○ hạn 14/12/2026, chưa rõ đã xong chưa"


@pytest.fixture
def burnups(lines: Table, reports: Table, vi: Text) -> tuple[Burnup, ...]:
    return read_burnups(lines, reports, vi)


def traces(figure: go.Figure) -> list[tuple[Any, ...]]:
    return [(list(trace.x), list(trace.y), trace.line.dash, trace.line.shape) for trace in figure.data]


def test_milestones_and_output_are_steps_that_end_with_the_last_report(burnups: tuple[Burnup, ...], vi: Text) -> None:
    days = [MARCH, JUNE, OCTOBER]
    figure = burnup.draw(burnups[0], vi)
    assert traces(figure) == [(days, [2, 5, 10], None, "hv"), (days, [2, 4, 6], None, "hv")]
    # A count at every mark, the milestone where it is another number, the plan and what it was before.
    assert labels(figure) == [
        *("<b>2</b>", "<b>4</b>", "5", "<b>6</b>", "10"),
        *("kế hoạch năm: 12 hộ (trước 10)", "<b>hôm nay 20/11/2026</b>"),
    ]
    goal, today = figure.layout.shapes
    assert (goal.y0, goal.y1, today.x0, today.x1) == (12, 12, TODAY, TODAY)
    assert float(figure.layout.yaxis.dtick).is_integer()


def test_a_plan_spread_evenly_is_a_straight_line_with_its_word(burnups: tuple[Burnup, ...], vi: Text) -> None:
    figure = burnup.draw(burnups[2], vi)
    straight, done, stale = traces(figure)
    assert straight[:2] == ([date(2026, 1, 1), date(2026, 12, 31)], [0, 30])
    assert done[:2] == ([MARCH, JUNE], [8, 12])
    assert stale == ([JUNE, TODAY], [12, 12], "dash", None)
    assert figure.data[0].name == "Kế hoạch năm chia đều theo ngày"


def test_a_report_without_a_count_breaks_the_line(burnups: tuple[Burnup, ...], vi: Text) -> None:
    first, second, third = burnups[0].points
    silent = replace(burnups[0], points=(first, replace(second, done=None), third))
    figure = burnup.draw(silent, vi)
    assert [trace[1] for trace in traces(figure)] == [[2, 5, 10], [2], [6]]
    assert [trace.showlegend for trace in figure.data] == [None, True, False]
    assert "30/06/2026 thực hiện chưa báo cáo, kế hoạch 5" in burnup.describe(silent, vi)


@pytest.mark.parametrize(
    "change",
    [
        {"goals": ()},
        {"goals": (0.0,)},
        {"output_unit": None},
        {"goals": (2.5,)},
        {"points": ()},
        {"is_absent": True},
    ],
)
def test_only_countable_output_with_a_plan_has_a_picture(burnups: tuple[Burnup, ...], change: dict[str, Any]) -> None:
    assert not burnup.is_empty(burnups[0])
    assert burnup.is_empty(replace(burnups[0], **change))


def test_lines_without_a_plan_or_out_of_scope_have_none(burnups: tuple[Burnup, ...]) -> None:
    assert [burnup.is_empty(one) for one in burnups] == [False, True, False, True]


def test_a_burn_up_in_words(burnups: tuple[Burnup, ...], vi: Text) -> None:
    assert burnup.describe(burnups[2], vi) == (
        "Tiểu dự án 1: 31/03/2026 thực hiện 8, kế hoạch 7,4 (chia đều); 30/06/2026 thực hiện 12, kế hoạch 14,9 "
        "(chia đều); báo cáo đã cũ, chưa rõ đến nay; kế hoạch năm: 30 người"
    )


def test_pictures_of_a_full_year_are_light(year: Timeline, burnups: tuple[Burnup, ...], vi: Text) -> None:
    track = year.tracks[0]
    monthly = tuple(replace(track.reports[0], day=date(2026, month, 28)) for month in range(1, 13))
    full = replace(year, tracks=(replace(track, reports=monthly),) * 20, tasks=TASKS * 15)
    assert len(timeline.draw(full, vi).to_json()) < MOST_BYTES
    assert len(burnup.draw(burnups[0], vi).to_json()) < MOST_BYTES
