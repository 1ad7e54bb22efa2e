"""What is said and drawn of a change: net and escaped told apart, nothing carried over a break, nothing guessed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise, product
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard import findings, theme
from dashboard.charts import context, dumbbell, months, sankey, stairs, steps, trend, waterfall
from dashboard.charts.context import Line, Point
from dashboard.charts.stairs import Band, Slot, Stairs
from dashboard.charts.steps import Step
from dashboard.grids import crosstabs, pairs
from dashboard.text import Text
from queries import Break, Change, Result, Row, Series, Table, Words

MakeRow, MakeResult, MakeTable = Callable[..., Row], Callable[..., Result], Callable[..., Table]
NAMES = ("hộ nghèo", "hộ cận nghèo")


def assert_no_trace_crosses(figure: go.Figure, places: list[float]) -> None:
    """No line runs from one side of a break to the other."""
    for trace in figure.data:
        for place in places:
            assert max(trace.x) <= place or min(trace.x) >= place, (trace.name, trace.x, place)


def test_net_escaped_and_other_decreases_are_told_apart(movement: Table, vi: Text) -> None:
    """The sceptic's example: one household fewer, two escaped, not three."""
    taken = steps.read_steps(movement, "poor", vi, is_ward=True)
    assert steps.say_net(taken, "poor", vi) == (
        "Thực giảm 01 hộ nghèo: thoát nghèo 02, giảm khác 01 (chết, chuyển đi, nhập hộ); "
        "thêm: hộ cận nghèo thành hộ nghèo 01, vào danh sách chưa rõ lý do 01."
    )
    assert steps.say_unexplained(taken, "poor", vi).startswith(
        "Chưa ai giải thích, hộ nghèo: vào danh sách chưa rõ lý do 01."
    )


def test_without_an_opening_no_change_is_said(movement: Table, vi: Text) -> None:
    rows = tuple(row if row[1] == "end" else (*row[:3], None, None, None) for row in movement.rows)
    taken = steps.read_steps(replace(movement, rows=rows), "poor", vi, is_ward=True)
    assert steps.find_gap(taken) is None
    assert "chưa tính tăng, giảm" in steps.say_net(taken, "poor", vi)


def test_moves_between_khoi_cancel_for_the_ward_and_show_for_a_khoi(movement: Table, vi: Text) -> None:
    of_khoi = steps.read_steps(movement, "poor", vi, is_ward=False)
    assert [step.households for step in of_khoi if step.key.startswith("area_")] == [-1, 1]
    of_ward = steps.read_steps(movement, "poor", vi, is_ward=True)
    assert not [step for step in of_ward if step.key.startswith("area_")]
    # To a khối whose movements are not known: then somebody did leave what is counted.
    rows = tuple(row for row in movement.rows if row[1] != "area_in")
    one_way = steps.read_steps(replace(movement, rows=rows), "poor", vi, is_ward=True)
    assert [step.households for step in one_way if step.key == "area_out"] == [-1]


def test_a_change_of_size_moves_no_bar(movement: Table, vi: Text) -> None:
    taken = steps.read_steps(movement, "poor", vi, is_ward=True)
    assert "member_change" in [step.key for step in taken]
    assert "member_change" not in [step.key for step in steps.reconcile(taken, vi)]


@pytest.mark.parametrize(
    ("changes", "has_moved"), [({}, False), ({"member_change": 0}, False), ({"relapsed_poor": 1}, True)]
)
def test_two_bars_of_one_length_are_no_picture(changes: dict[str, int], has_moved: bool, vi: Text) -> None:
    end = 4 + sum(changes.values())
    moved = tuple(Step(key, key, count, persons=1) for key, count in changes.items())
    taken = (Step("begin", "Đầu kỳ", 4, is_level=True), *moved, Step("end", "Cuối kỳ", end, is_level=True))
    assert steps.has_moved(taken, vi) is has_moved


def test_what_does_not_add_up_is_drawn_and_what_nobody_knows_is_not(vi: Text) -> None:
    begin, end = (Step(key, key, 4, is_level=True) for key in ("begin", "end"))
    assert steps.has_moved((begin, replace(end, households=5)), vi)
    moved = Step("relapsed_poor", "Tái nghèo", 1)
    assert not steps.has_moved((replace(begin, households=None), moved, end), vi)


def test_what_nobody_explains_is_striped(movement: Table, vi: Text) -> None:
    taken = steps.read_steps(movement, "poor", vi, is_ward=True)
    (bars,) = waterfall.draw(taken, vi).data
    striped = dict(zip([step.key for step in steps.reconcile(taken, vi)], bars.marker.pattern.shape, strict=True))
    assert [key for key, shape in striped.items() if shape] == ["arrivals"]


@pytest.fixture
def years() -> Stairs:
    """Two years of the former units, a break, two years of the ward, then a new standard."""
    slots = (
        *(Slot("2023", (18, 30), True, ("ghép",)), Slot("2024", (15, 28), True, ("ghép",))),
        *(Slot("2025", (12, 24)), Slot("2026", (11, 20)), Slot("2026", (16, 31))),
    )
    return Stairs(NAMES, slots, (Band(2, "đổi địa giới 01/07/2025"), Band(4, "đổi chuẩn")))


def test_no_line_crosses_a_break(years: Stairs, vi: Text) -> None:
    figure = stairs.draw(years, vi)
    assert_no_trace_crosses(figure, [1.5, 3.5])
    assert [shape.x0 < middle < shape.x1 for shape, middle in zip(figure.layout.shapes, (1.5, 3.5), strict=True)]
    assert [len(trace.x) for trace in figure.data] == [2, 2, 1, 2, 2, 1]
    assert {trace.line.shape for trace in figure.data} == {"hv"}
    assert float(figure.layout.yaxis.dtick).is_integer()
    assert figure.layout.yaxis.range[0] == 0


def test_stitched_years_are_hollow_and_say_so(years: Stairs, vi: Text) -> None:
    first, second = stairs.draw(years, vi).data[:2]
    assert list(first.marker.symbol) == ["circle-open", "circle-open"]
    assert list(second.marker.symbol) == ["circle", "circle"]
    assert "2024, ghép: hộ nghèo 15, hộ cận nghèo 28; ‖ đổi địa giới 01/07/2025; 2025" in stairs.describe(years, vi)


@pytest.mark.parametrize("gaps", list(product([True, False], repeat=4)))
def test_no_line_runs_over_a_missing_month(gaps: tuple[bool, ...], vi: Text) -> None:
    slots = tuple(Slot(f"T{n}", (None, None) if gap else (n, n)) for n, gap in enumerate(gaps))
    figure = stairs.draw(Stairs(NAMES, slots), vi)
    assert_no_trace_crosses(figure, [place for place, gap in enumerate(gaps) if gap])
    drawn = sorted(x for trace in figure.data if trace.name == NAMES[0] for x in trace.x)
    assert drawn == [place for place, gap in enumerate(gaps) if not gap]
    # A line stands once in the key, however often it is cut.
    assert sum(bool(trace.showlegend) for trace in figure.data) == (0 if all(gaps) else 2)


@pytest.fixture
def make_series(make_result: MakeResult) -> Callable[..., Series]:
    def make(*segments: tuple[Row, ...], breaks: tuple[Break, ...] = ()) -> Series:
        return Series(make_result(None), segments, breaks)

    return make


def test_a_trend_is_cut_at_boundary_and_standard(
    make_series: Callable[..., Series], make_row: MakeRow, vi: Text
) -> None:
    def at(year: str, count: float | None, **changes: Any) -> Row:
        return replace(make_row(count, **changes), period=year)

    moved = Break(date(2025, 7, 1), "boundary", Words("Đổi địa giới", "Boundary"))
    old = make_series(
        (at("2023", 18, is_stitched=True), at("2024", None)), (at("2025", 12), at("2026", 11)), breaks=(moved,)
    )
    new = make_series((at("2026", 16, areas_reported=11),))
    drawn = trend.read_trend((("Chuẩn cũ", (old, old)), ("Chuẩn mới", (new, new))), NAMES, vi)
    assert [(slot.label, slot.counts[0]) for slot in drawn.slots] == [
        *(("2023", 18), ("2024", None), ("2025", 12), ("2026", 11), ("2026", 16)),
    ]
    assert drawn.bands == (Band(2, "đổi địa giới 01/07/2025"), Band(4, "đổi chuẩn: Chuẩn mới"))
    assert "ghép 02 đơn vị cũ" in drawn.slots[0].notes
    assert "chưa có số liệu" in drawn.slots[1].notes
    assert "chưa đủ 11/12" in drawn.slots[4].notes
    assert_no_trace_crosses(trend.draw(drawn, vi), [1, 1.5, 3.5])


@pytest.fixture
def monthly(make_table: MakeTable) -> Table:
    """May and July are listed, June is not."""
    columns = (
        *(("month", "text"), ("listed_class", "code"), ("begin", "count+"), ("left", "count+")),
        *(("other_decrease", "count+"), ("entered", "count+"), ("other_increase", "count+")),
        *(
            ("unexplained_households", "count+"),
            ("end", "count+"),
            ("areas_reported", "count"),
            ("areas_total", "count"),
        ),
    )
    rows = (
        ("2026-05", "poor", 12, 1, 0, 0, 0, 0, 11, 12, 12),
        ("2026-05", "near_poor", 20, 0, 0, 1, 0, 0, 21, 12, 12),
        ("2026-07", "poor", 11, 0, 1, 1, 1, 1, 12, 11, 12),
        ("2026-07", "near_poor", 21, 1, 0, 0, 0, 0, 20, 11, 12),
    )
    return make_table("monthly_movement", columns, *rows)


def test_months_without_a_list_are_gaps_and_changes_stand_under_their_month(monthly: Table, vi: Text) -> None:
    listed = tuple(f"2026-{number:02}" for number in range(5, 13))
    drawn = months.read_months(monthly, listed, vi)
    assert [(slot.label, slot.counts) for slot in drawn.slots] == [
        ("Đầu năm", (12, 20)),
        ("T5", (11, 21)),
        ("T6", (None, None)),
        ("T7", (12, 20)),
    ]
    assert [slot.notes for slot in drawn.slots[1:]] == [("−1",), ("–",), ("−1", "+2", "?1", "chưa đủ 11/12")]
    assert findings.months(monthly, vi) == (
        "Đến tháng 7 có 12 hộ nghèo; từ đầu năm các danh sách tháng ghi giảm 2, tăng 2. Chưa ai giải thích: 01 hộ."
    )


def test_a_year_without_months_is_empty(monthly: Table, vi: Text) -> None:
    assert months.read_months(replace(monthly, rows=()), ("2026-01",), vi).is_empty


def test_dumbbell_keeps_the_administrative_order_and_guesses_no_khoi(
    make_result: MakeResult, make_row: MakeRow, vi: Text
) -> None:
    def khoi(name: str, count: float | None, reported: int = 1) -> Row:
        return make_row(count, key=name, label=name, areas_reported=reported, areas_total=1)

    old = make_result(make_row(3), khoi("Khối 2", 1), khoi("Khối 10", 2), khoi("Hòa Bình", None, 0))
    new = make_result(make_row(5), khoi("Khối 2", 1), khoi("Khối 10", 4), khoi("Hòa Bình", 3))
    pairs = dumbbell.read_pairs(old, new)
    assert [(pair.name, pair.old, pair.new) for pair in pairs] == [
        *(("Khối 2", 1, 1), ("Khối 10", 2, 4), ("Hòa Bình", None, 3)),
    ]
    figure = dumbbell.draw(pairs, ("Chuẩn cũ", "Chuẩn mới"), vi)
    assert [(shape.x0, shape.x1) for shape in figure.layout.shapes] == [(2, 4)]
    assert {trace.marker.symbol for trace in figure.data} == {"diamond", "circle-open"}
    assert float(figure.layout.xaxis.dtick).is_integer()
    assert "Hòa Bình: chưa báo cáo → 3" in dumbbell.describe(pairs, ("Chuẩn cũ", "Chuẩn mới"), vi)


def test_what_the_standard_does_is_not_what_life_did(make_result: MakeResult, make_row: MakeRow, vi: Text) -> None:
    old, new, change = make_result(make_row(11)), make_result(make_row(15)), make_result(make_row(-1))
    assert findings.standards(old, new, "2026", vi) == (
        "Cùng kỳ 2026: 11 hộ nghèo theo chuẩn cũ, 15 hộ theo chuẩn mới."
    )
    assert findings.decompose(old, new, change, vi) == (
        "Do chuẩn mới: +4 hộ (11 → 15, cùng một kỳ); do đời sống: −1 hộ (12 → 11, đầu kỳ đến cuối kỳ theo chuẩn cũ, "
        "gồm cả chết, chuyển đi, chuyển đến)."
    )


@pytest.mark.parametrize("doubt", [{"areas_reported": 11}, {"unknown": 1}, {"suppressed": True}])
def test_a_decomposition_is_not_told_over_what_is_not_known(
    make_result: MakeResult, make_row: MakeRow, vi: Text, doubt: dict[str, Any]
) -> None:
    old, doubtful = make_result(make_row(11)), make_row(15, **doubt)
    assert "Do chuẩn mới: chưa tính được" in findings.decompose(old, make_result(doubtful), old, vi)
    assert "do đời sống: chưa tính được" in findings.decompose(old, old, make_result(doubtful), vi)


LINES = (
    Line("Phường", "review", (Point(2023, 0.004), Point(2024, 0.003))),
    Line("Phường", "review", (Point(2025, 0.003), Point(2026, 0.002))),
    Line("Tỉnh – rà soát", "review", (Point(2022, 0.12), Point(2024, 0.08)), "province"),
    Line("Tỉnh – dự báo", "forecast", (Point(2026, 0.06),), "province"),
    Line("Cả nước – khảo sát", "survey", (Point(2023, 0.034), Point(2024, 0.031)), "country"),
    Line("Cả nước – nêu", "stated", (Point(2024, 0.03),), "country"),
)


def test_no_two_kinds_of_figure_in_one_line(vi: Text) -> None:
    figure = context.draw(LINES, vi)
    names = [(trace.name, trace.marker.symbol, trace.line.dash) for trace in figure.data]
    assert len({(symbol, dash) for _, symbol, dash in names}) == 4
    signs = {"rà soát": "circle", "khảo sát": "square", "dự báo": "circle-open", "nêu": "diamond"}
    assert [symbol for _, symbol, _ in names] == [signs[name.split(" – ")[1]] for name, _, _ in names]
    # A year nobody published cuts the line; so does what cuts the ward's own.
    assert [list(trace.x) for trace in figure.data] == [
        [2023, 2024],
        [2025, 2026],
        [2022],
        [2024],
        [2026],
        [2023, 2024],
        [2024],
    ]


def test_only_the_ends_of_a_series_are_written_and_none_over_another(vi: Text) -> None:
    figure = context.draw(LINES, vi)
    written = {(label.x, label.text): label for label in figure.layout.annotations}
    assert set(written) == {
        *((2023, "<b>0,4%</b>"), (2026, "<b>0,2%</b>"), (2022, "12%"), (2024, "8%"), (2026, "6%")),
        *((2023, "3,4%"), (2024, "3,1%"), (2024, "3%")),
    }
    heights = [written[2024, shown].y for shown in ("3%", "3,1%", "8%")]
    low, high = figure.layout.yaxis.range
    pixels = (figure.layout.height - figure.layout.margin.b) / (high - low)
    assert all((above - below) * pixels > 15 for below, above in pairwise(heights))
    assert all(label.y > 0 for label in written.values())


def test_the_table_is_the_key_of_the_picture_and_holds_every_figure(vi: Text) -> None:
    words = crosstabs.figures(LINES, "Tỷ lệ", vi).html
    for line in LINES:
        shape, colour = context.mark(line, LINES)
        assert f'style="color:{colour}">{shape}</span>{context.name_line(line, vi)}</th>' in words
    assert words.count("<tr>") == 1 + 5
    assert "<td>0,4%</td>" in words
    assert len({context.mark(line, LINES) for line in LINES}) == 5


def test_the_ward_is_said_beside_the_newest_figure_of_each_place(vi: Text) -> None:
    assert context.say_ours(LINES, "Tỷ lệ hộ nghèo", vi) == "Tỷ lệ hộ nghèo năm 2026 của Phường: 0,2%."
    said = context.say_others(LINES, vi)
    assert "Tỉnh – rà soát 8% (2024)" in said
    assert "dự báo" not in said


def test_sankey_holds_what_left_the_diagonal(make_table: MakeTable, vi: Text) -> None:
    columns = (("begin_class", "code"), ("end_class", "code"), ("households", "count+"))
    rows = (("poor", "poor", 10), ("poor", "near_poor", 20), ("poor", "absent", 15), ("near_poor", "poor", 5))
    flows = sankey.read_flows(make_table("movement_matrix", columns, *rows))
    assert sum(flow.households for flow in flows) == 40
    (drawn,) = sankey.draw(flows, vi).data
    assert list(drawn.link.value) == [20, 15, 5]
    assert "hộ nghèo → ngoài danh sách: 15 hộ" in sankey.describe(flows, vi)


@pytest.fixture
def rates(make_result: MakeResult, make_row: MakeRow) -> Change:
    begin, end = (replace(make_row(*pair), period=year) for pair, year in (((12, 4000), "2025"), ((11, 4100), "2026")))
    indicator = make_result(None).indicator
    return Change(indicator, begin, end, 11 / 4100 - 12 / 4000, -1 / 4000, 11 / 4100 - 11 / 4000, None, ())


def test_a_change_of_rate_says_what_moved_it(rates: Change, vi: Text) -> None:
    assert findings.rate_change(rates, 20, vi) == (
        "Tỷ lệ hộ nghèo 2025 → 2026: 12/4.000 hộ · 0,3% → 11/4.100 hộ · 0,27%; thay đổi −0,032 điểm % "
        "(do số hộ nghèo −0,025; do tổng số hộ −0,007)."
    )


def test_a_rate_that_cannot_be_told_gives_its_reason(rates: Change, vi: Text) -> None:
    unknown = replace(rates, difference=None, reason=Words("Năm 2025: chưa có số liệu.", "2025: no figures yet."))
    assert findings.rate_change(unknown, 20, vi).endswith("chưa tính được. Năm 2025: chưa có số liệu.")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ((2,), "02 hộ vào hoặc rời danh sách chưa rõ lý do."),
        ((0,), "✔ Không có hộ nào chưa rõ lý do. Mọi hộ vào, ra danh sách đều đã giải thích được."),
    ],
)
def test_nothing_unexplained_is_good_news(
    make_result: MakeResult, make_row: MakeRow, vi: Text, row: tuple[float, ...], said: str
) -> None:
    assert findings.unexplained(make_result(make_row(*row)), vi) == said


def test_nothing_unexplained_is_no_good_news_while_a_class_is_unknown(
    make_result: MakeResult, make_row: MakeRow, vi: Text
) -> None:
    said = findings.unexplained(make_result(make_row(0, unknown=1, areas_reported=11)), vi)
    assert "✔" not in said
    assert said.startswith("Chưa đủ số liệu, 11/12 khối đã báo cáo.")
    assert "01 hộ chưa rõ loại hộ" in said


def test_the_wide_reading_of_relapse_stands_beside_the_adopted_one(
    make_result: MakeResult, make_row: MakeRow, vi: Text
) -> None:
    said = findings.relapse(make_result(make_row(1)), make_result(make_row(2, unknown=1)), vi)
    assert said.startswith("Tái nghèo: 01 hộ. Cách đọc rộng")
    assert said.endswith("02 hộ (1 chưa rõ).")


def test_no_colour_is_the_only_sign(years: Stairs, vi: Text) -> None:
    looks = {(trace.marker.symbol[0].removesuffix("-open"), trace.line.dash) for trace in stairs.draw(years, vi).data}
    assert looks == {("circle", "solid"), ("diamond", "dash")}
    assert theme.BLUE != theme.QUIET


def test_one_family_in_two_rows_is_not_read_as_two(make_table: MakeTable, vi: Text) -> None:
    names = ("area_name", "head_name", "begin_class", "end_class", "other_area", "other_name", "score")
    left = ("Khối 1", "Hà", "near_poor", "absent", "Khối 1", "Hạ", 0.7)
    entered = ("Khối 1", "Hạ", "absent", "near_poor", "Khối 1", "Hà", 0.7)
    alone = ("Khối 2", "Nam", "poor", "absent", None, None, None)
    columns = tuple((name, "text") for name in names)
    said = pairs.say_same(make_table("unexplained_list", columns, left, entered, alone), vi)
    assert said.startswith("02 dòng dưới đây có thể chỉ là 01 hộ")
    assert "Khối 1 · Hà." in said
    assert pairs.say_same(make_table("unexplained_list", columns, left, alone), vi) == ""
