"""Charts say what the numbers say: nothing halved, nothing guessed, nothing told by colour alone."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest
import yaml

from dashboard import theme
from dashboard.charts import dots, nested, paired, steps, waterfall
from dashboard.charts.lines import read_lines
from dashboard.charts.steps import Step
from dashboard.text import Text
from queries import Result, Row, Status, Table, Target, WorkStatus, same

MakeRow, MakeTarget, MakeResult = Callable[..., Row], Callable[..., Target], Callable[..., Result]
ROOT = Path(__file__).resolve().parents[2]
# The largest picture a weak computer on a slow network should be sent.
MOST_BYTES = 150_000


def labels(figure: go.Figure) -> list[str]:
    return [annotation.text for annotation in figure.layout.annotations]


@pytest.mark.parametrize("highest", [0, 1, 2, 3, 8, 9, 17, 40, 81, 1000, 12_345])
def test_no_axis_ticks_at_half_a_household(highest: float) -> None:
    axis = theme.integer_axis(highest)
    assert axis["tick0"] == 0
    assert axis["dtick"] == int(axis["dtick"]) >= 1
    assert max(highest, 1) / axis["dtick"] <= 8


def test_step_is_one_two_or_five() -> None:
    assert [theme.integer_step(n) for n in (8, 9, 17, 41, 81, 161)] == [1, 2, 5, 10, 20, 50]


def test_every_status_has_a_shape_of_its_own_meaning() -> None:
    assert set(theme.STATUS_SIGNS) == set(Status)
    assert set(theme.WORK_SIGNS) == set(WorkStatus)
    by_shape: dict[str, set[str]] = {}
    for sign in (*theme.STATUS_SIGNS.values(), *theme.WORK_SIGNS.values()):
        by_shape.setdefault(sign.shape, set()).add(sign.colour)
    assert all(len(colours) == 1 for colours in by_shape.values())


def test_waterfall_reconciles(movement: Table, vi: Text) -> None:
    taken = steps.read_steps(movement, "poor", vi, is_ward=True)
    assert [step.households for step in taken] == [5, -2, -1, 1, 1, 0, 4]
    assert [step.persons for step in taken] == [16, -7, -3, 4, 2, 1, 13]
    assert steps.find_gap(taken) == 0
    assert steps.say_gap(taken, vi) == ""
    figure = waterfall.draw(taken, vi)
    bars = figure.data[0]
    assert list(bars.base) == [0, 3, 2, 2, 3, 0]
    assert list(bars.x) == [5, 2, 1, 1, 1, 4]
    assert [label.strip("<b/>") for label in bars.text] == ["5", "−2", "−1", "+1", "+1", "4"]
    assert float(figure.layout.xaxis.dtick).is_integer()


def test_a_waterfall_that_does_not_add_up_says_so(movement: Table, vi: Text) -> None:
    edited = replace(movement, rows=(*movement.rows[:-2], ("poor", "end", 0, 3, 13, 0)))
    taken = steps.read_steps(edited, "poor", vi, is_ward=True)
    assert "lệch −1 hộ" in steps.say_gap(taken, vi)
    assert "Chênh lệch chưa giải thích" in labels(waterfall.draw(taken, vi))
    assert "Chênh lệch chưa giải thích: −1" in waterfall.describe(taken, vi)


def test_an_unknown_end_is_not_drawn_as_none(vi: Text) -> None:
    taken = (Step("begin", "Đầu kỳ", 5, is_level=True), Step("end", "Cuối kỳ", None, is_level=True))
    assert steps.find_gap(taken) is None
    assert steps.say_net(taken, "poor", vi).startswith("Chưa có đầu kỳ nào so được")
    assert waterfall.describe(taken, vi) == "Đầu kỳ: 5; Cuối kỳ: chưa báo cáo"


def test_steps_nobody_took_are_named(movement: Table, make_row: MakeRow, vi: Text) -> None:
    settled = replace(movement, rows=tuple(row for row in movement.rows if row[1] != "arrivals"))
    assert steps.list_untaken(settled, make_row(4), vi) == ("Tái nghèo",)


@pytest.mark.parametrize("doubt", [{"unknown": 1}, {"areas_reported": 11}, {"suppressed": True}])
def test_while_the_closing_count_is_in_doubt_no_step_is_said_untaken(
    movement: Table, make_row: MakeRow, vi: Text, doubt: dict[str, Any]
) -> None:
    settled = replace(movement, rows=tuple(row for row in movement.rows if row[1] != "arrivals"))
    assert steps.list_untaken(settled, make_row(4, **doubt), vi) == ()
    assert steps.list_untaken(settled, None, vi) == ()


def test_while_an_arrival_is_not_told_apart_nobody_is_said_not_to_have_relapsed(
    movement: Table, make_row: MakeRow, vi: Text
) -> None:
    assert steps.list_untaken(movement, make_row(4), vi) == ()


@pytest.fixture
def statuses(make_result: MakeResult, make_row: MakeRow) -> Result:
    rows = (
        make_row(9, 9, key="right_level", label="đúng bậc"),
        make_row(0, 1, key="late", label="học chậm bậc"),
        make_row(0, 1, key="unknown", label="chưa rõ bậc", unknown=1),
    )
    return make_result(make_row(9, 11, unknown=1), *rows, noun="child")


def test_one_dot_a_child(statuses: Result, vi: Text) -> None:
    figure = dots.draw(statuses, vi)
    assert [len(trace.x) for trace in figure.data] == [9, 1, 1]
    assert len({trace.marker.symbol for trace in figure.data}) == 3
    assert [trace.marker.color for trace in figure.data] == [theme.BLUE, theme.ORANGE, theme.QUIET]
    assert labels(figure) == ["Đúng bậc: 09 trẻ", "Học chậm bậc: 01 trẻ", "Chưa rõ bậc: 01 trẻ"]
    assert not figure.layout.xaxis.visible


def test_above_sixty_children_bars_with_counts(statuses: Result, make_row: MakeRow, vi: Text) -> None:
    many = replace(statuses, rows=(make_row(60, 60, key="right_level", label="đúng bậc"), *statuses.rows[1:]))
    figure = dots.draw(many, vi)
    assert [trace.type for trace in figure.data] == ["bar", "bar", "bar"]
    assert [trace.text for trace in figure.data] == ["60", "1", "1"]
    assert float(figure.layout.xaxis.dtick).is_integer()
    assert len(dots.draw(replace(many, rows=many.rows[1:]), vi).data) == 2


def test_no_child_is_an_empty_state(statuses: Result, make_row: MakeRow) -> None:
    assert dots.is_empty(replace(statuses, rows=(make_row(0, 0, key="exempt", label="được miễn"),)))
    assert not dots.is_empty(statuses)


@pytest.fixture
def training(make_result: MakeResult, make_row: MakeRow, make_target: MakeTarget) -> tuple[Result, Result]:
    target = make_target(">=", "0.95")
    return make_result(make_row(5, 7, unknown=1), target=target), make_result(make_row(5, 11), target=target)


def test_nested_bars_show_both_denominators(training: tuple[Result, Result], vi: Text) -> None:
    figure = nested.draw(*training, vi)
    assert list(figure.data[0].x) == [11, 7, 5]
    assert (list(figure.data[1].base), list(figure.data[1].x), list(figure.data[1].y)) == ([5], [1], [2])
    lines = [shape for shape in figure.layout.shapes if shape.type == "line"]
    assert [(shape.x0, shape.line.dash) for shape in lines] == [(7, "solid"), (11, "dash")]
    said = nested.target_words(*training, vi)
    assert "95% của 7 hộ = 7 hộ" in said
    assert "95% của 11 hộ = 11 hộ" in said
    assert "và 1 chưa rõ" in nested.describe(*training, vi)


def test_steps_without_figures_are_empty_outlines_not_zeros(training: tuple[Result, Result], vi: Text) -> None:
    figure = nested.draw(*training, vi)
    outlines = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    # As long as they could be at most: five known, one that may be.
    assert [(shape.x0, shape.x1, shape.line.dash, shape.fillcolor) for shape in outlines] == [(0, 6, "dash", None)] * 2
    assert nested.describe(*training, vi).endswith(
        "Có chứng chỉ: chưa có số liệu; Có việc làm sau đào tạo: chưa có số liệu"
    )


def test_a_form_that_tells_certificates_or_work_has_not_come_yet() -> None:
    """The day a list of members has such a column, its step must show its figures instead of «chưa có số liệu»."""
    layout = yaml.safe_load((ROOT / "etl" / "sources" / "member_list.layout.yml").read_text(encoding="utf-8"))
    assert "is_trained" in layout["columns"]
    assert not [name for name in layout["columns"] if "certif" in name or "employ" in name]


def test_nobody_of_that_age_is_an_empty_state(make_result: MakeResult, make_row: MakeRow) -> None:
    assert nested.is_empty(make_result(make_row(0, 0)))
    assert nested.is_empty(make_result(None))


def test_paired_bars_draw_nothing_for_what_is_not_reported(lines: Table, vi: Text) -> None:
    figure = paired.draw(read_lines(lines, vi), vi)
    work, money = figure.data
    assert list(work.x) == [0.75, 0.875, 0, 0.5]
    assert list(money.x) == [0.5, 1.25, 0, 0.5]
    words = labels(figure)
    assert "tiền chưa báo cáo" in words
    assert "tiền 125%" in words
    assert "Dự án 5: – không thuộc phạm vi" in words
    assert [word for word in words if word.startswith("<b>")] == ["<b>Phòng Kinh tế</b>", "<b>Phòng Văn hóa</b>"]


def test_paired_axis_runs_past_a_hundred_percent_only_when_a_line_does(lines: Table, vi: Text) -> None:
    over = paired.draw(read_lines(lines, vi), vi).layout.xaxis
    within = paired.draw(read_lines(replace(lines, rows=lines.rows[:1]), vi), vi).layout.xaxis
    assert (max(over.tickvals), max(within.tickvals)) == (1.25, 1.0)


def test_an_out_of_scope_line_is_described_without_numbers(lines: Table, vi: Text) -> None:
    described = paired.describe(read_lines(lines, vi), vi).split("; ")
    assert described[1] == "Dự án 5: không thuộc phạm vi"
    assert described[3] == "Tiểu dự án 3: việc 0%, tiền chưa báo cáo, chậm – chưa triển khai"


def test_words_of_data_cannot_write_markup(lines: Table, vi: Text) -> None:
    row = (same("<a href='x'>DA</a>"), same("<i>P</i>"), *lines.rows[0][2:])
    words = labels(paired.draw(read_lines(replace(lines, rows=(row,)), vi), vi))
    assert not [word for word in words if "<a" in word or "<i" in word]


def test_pictures_are_light(statuses: Result, training: tuple[Result, Result], lines: Table, vi: Text) -> None:
    many = tuple(read_lines(lines, vi)) * 10
    figures: list[Any] = [dots.draw(statuses, vi), nested.draw(*training, vi), paired.draw(many, vi)]
    assert all(len(figure.to_json()) < MOST_BYTES for figure in figures)
