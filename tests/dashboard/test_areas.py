"""A number khối by khối: what is said of it is true of its rows, and every mark of the picture is somebody."""

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard import findings
from dashboard.charts import areas
from dashboard.charts.areas import COUNTED, FAILED, SECOND, UNKNOWN, Place
from dashboard.grids import crosstabs
from dashboard.text import Text
from queries import Result, Row, Table

MakeRow, MakeResult = Callable[..., Row], Callable[..., Result]
HIDDEN = {"suppressed": True}
# One khối each: (numerator, denominator) and what differs from a khối that reported.
Given = tuple[float | None, float | None, dict[str, Any]]
SILENT: Given = (None, None, {"areas_reported": 0})


@pytest.fixture
def make_areas(make_row: MakeRow, make_result: MakeResult) -> Callable[..., Result]:
    """`make_areas((2, 3, {}), (None, None, {"areas_reported": 0}))`: Khối 1, Khối 2, and a total that adds them up."""

    def make(*given: Given, **of_result: Any) -> Result:
        rows = [
            make_row(
                numerator,
                denominator,
                **({"key": f"khoi_{at}", "label": f"Khối {at}", "areas_reported": 1, "areas_total": 1} | changes),
            )
            for at, (numerator, denominator, changes) in enumerate(given, start=1)
        ]
        known = [row for row in rows if row.numerator is not None]
        is_share = any(row.denominator is not None for row in rows)
        is_told = bool(known) and not any(row.suppressed for row in rows)
        total = make_row(
            sum(row.numerator or 0 for row in known) if is_told else None,
            sum(row.denominator or 0 for row in known) if is_share and is_told else None,
            unknown=sum(row.unknown for row in rows),
            areas_reported=sum(row.areas_reported for row in rows),
            areas_total=len(rows),
            suppressed=any(row.suppressed for row in rows),
        )
        return make_result(total, *rows, by="area_id", **of_result)

    return make


SHORT = [
    pytest.param([(3, 3, {}), (0, 0, {})], "Mọi khối đều đạt.", id="all reached, one has nobody"),
    pytest.param([(3, 3, {}), (1, 2, {})], "Chưa đủ ở: Khối 2 1/2.", id="one is short"),
    pytest.param(
        [(1, 2, {"unknown": 1}), (2, 2, {})],
        "Chưa rõ ở: Khối 1 1/2 (1 chưa rõ).",
        id="unknown is neither reached nor short",
    ),
    pytest.param([(0, 2, {"unknown": 2})], "Chưa rõ ở: Khối 1 0/2 (2 chưa rõ).", id="nobody is known"),
    pytest.param([(0, 0, {}), (0, 0, {})], "Không khối nào có ai thuộc diện này.", id="0/0 everywhere"),
    pytest.param([(1, 2, {}), SILENT], "Chưa đủ ở: Khối 1 1/2. Chưa báo cáo: Khối 2.", id="short and silent"),
    pytest.param([(2, 2, {}), SILENT], "Các khối đã báo cáo đều đạt. Chưa báo cáo: Khối 2.", id="reached and silent"),
    pytest.param(
        [(0, 0, {}), SILENT], "Chưa khối nào cho biết ai còn thiếu. Chưa báo cáo: Khối 2.", id="nobody and silent"
    ),
    pytest.param(
        [SILENT, SILENT], "Chưa khối nào cho biết ai còn thiếu. Chưa báo cáo: Khối 1, Khối 2.", id="all are silent"
    ),
    pytest.param(
        [(2, 2, {"areas_reported": 0})],
        "Các khối đã báo cáo đều đạt. Chưa báo cáo: Khối 1.",
        id="a part of a khối is reached",
    ),
    pytest.param(
        [(None, None, HIDDEN), (6, 6, {})], "Số quá nhỏ, không công bố khi gửi ra ngoài.", id="one is held back"
    ),
    pytest.param(
        [(None, None, HIDDEN), (5, 12, {})],
        "Số quá nhỏ, không công bố khi gửi ra ngoài.",
        id="who is short beside one that is held back",
    ),
]


@pytest.mark.parametrize(("given", "said"), SHORT)
def test_who_is_short(make_areas: Callable[..., Result], vi: Text, given: list[Given], said: str) -> None:
    assert findings.short_areas(make_areas(*given), vi) == said


def test_hidden_khoi_are_not_all_reached_though_the_ward_may_tell(
    make_row: MakeRow, make_result: MakeResult, vi: Text
) -> None:
    """Ten khối of 1/2 each are hidden, 10/20 of the ward is not: nothing says that everybody is reached."""
    rows = (make_row(None, key=f"khoi_{at}", label=f"Khối {at}", suppressed=True) for at in range(10))
    said = findings.short_areas(make_result(make_row(10, 20), *rows, by="area_id"), vi)
    assert "đạt" not in said
    assert "không công bố" in said


STOCKS = [
    pytest.param([(2, None, {}), (1, None, {})], "3 số đo ở 2 khối.", id="some everywhere"),
    pytest.param([(2, None, {}), (0, None, {})], "2 số đo ở 1 khối, 1 khối không có hộ nào.", id="one has none"),
    pytest.param([(2, None, {}), SILENT], "2 số đo ở 1 khối. Chưa báo cáo: Khối 2.", id="a silent khối is not none"),
    pytest.param([SILENT, SILENT], "Chưa báo cáo: Khối 1, Khối 2.", id="nobody reported is not zero"),
    pytest.param(
        [(2, None, {}), (0, None, {"unknown": 1})], "2 số đo ở 1 khối, 01 hộ chưa rõ loại.", id="unknown is not none"
    ),
    pytest.param([(0, None, {})], "0 số đo ở 0 khối, 1 khối không có hộ nào.", id="a zero that is known is told"),
    pytest.param(
        [(None, None, HIDDEN), (7, None, {})], "Số quá nhỏ, không công bố khi gửi ra ngoài.", id="one is held back"
    ),
]


@pytest.mark.parametrize(("given", "said"), STOCKS)
def test_where_households_are(make_areas: Callable[..., Result], vi: Text, given: list[Given], said: str) -> None:
    assert findings.stock_areas(make_areas(*given), vi) == said


def test_nothing_is_said_of_what_is_withheld_or_not_loaded(make_result: MakeResult, vi: Text) -> None:
    for result in (make_result(None), make_result(None, withheld="Trình chiếu.")):
        assert findings.short_areas(result, vi) == findings.stock_areas(result, vi) == ""


def test_groups_are_said_with_their_counts_and_empty_ones_left_out(
    make_row: MakeRow, make_result: MakeResult, vi: Text
) -> None:
    rows = (make_row(9, 9, label="đúng bậc"), make_row(0, 0, label="chậm lớp"), make_row(0, 1, label="chưa rõ bậc"))
    assert findings.statuses(make_result(make_row(9, 10), *rows), "child", vi) == "09 trẻ đúng bậc, 01 trẻ chưa rõ bậc."
    hidden = make_row(None, label="đúng bậc", suppressed=True)
    assert findings.statuses(make_result(make_row(9, 10), hidden), "child", vi) == ""


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ((("poor", "poor", 9), ("poor", "not_poor", 2), ("absent", "poor", 1)), "3 trong 12 hộ"),
        ((("poor", "poor", 9),), "0 trong 09 hộ"),
        ((), ""),
    ],
)
def test_who_changed_class(make_table: Callable[..., Table], vi: Text, cells: tuple[Any, ...], said: str) -> None:
    columns = (("begin_class", "code"), ("end_class", "code"), ("households", "count+"))
    told = findings.changed_class(make_table("movement_matrix", columns, *cells), vi)
    assert told.startswith(said)
    assert bool(told) is bool(said)


def marks(figure: go.Figure) -> int:
    return sum(len(trace.x) for trace in figure.data)


def cells_of(result: Result, vi: Text) -> list[str]:
    return [row[1].shown for row in crosstabs.by_area((result,), vi).rows]


def test_one_mark_each_and_the_words_of_the_table(make_areas: Callable[..., Result], vi: Text) -> None:
    result = make_areas((2, 3, {"unknown": 1}), (4, 6, {}), (0, 0, {}), SILENT, (None, None, HIDDEN))
    places = areas.read_share(result, vi)
    figure = areas.draw(places, vi)
    assert marks(figure) == 3 + 6
    assert {trace.name: len(trace.x) for trace in figure.data} == {"đạt": 6, "chưa đạt": 2, "chưa rõ": 1}
    words = [annotation.text for annotation in figure.layout.annotations]
    assert words == cells_of(result, vi) == ["2/3 (1 chưa rõ)", "4/6", "—", "chưa báo cáo", "số nhỏ, không công bố"]
    assert list(figure.layout.yaxis.ticktext) == ["Khối 1", "Khối 2", "Khối 3", "Khối 4", "Khối 5"]
    assert areas.describe(places, vi).startswith("Khối 1: 2/3 (1 chưa rõ); Khối 2: 4/6; ")


def test_marks_of_one_khoi_stand_beside_each_other(make_areas: Callable[..., Result], vi: Text) -> None:
    figure = areas.draw(areas.read_share(make_areas((2, 4, {"unknown": 1}), (3, 3, {})), vi), vi)
    spots = [(x, y) for trace in figure.data for x, y in zip(trace.x, trace.y, strict=True)]
    assert sorted(spots) == [(x + 0.5, y) for x in range(4) for y in range(2) if (x, y) != (3, 1)]


def test_two_classes_are_drawn_as_counted(make_areas: Callable[..., Result], vi: Text) -> None:
    poor, near = make_areas((2, None, {}), (0, None, {})), make_areas((6, None, {}), SILENT)
    places = areas.read_stocks((poor, near), ("Hộ nghèo", "Hộ cận nghèo"), vi)
    assert [place.words for place in places] == ["2 · 6", "0 · chưa báo cáo"]
    figure = areas.draw(places, vi)
    assert {trace.name: len(trace.x) for trace in figure.data} == {"Hộ nghèo": 2, "Hộ cận nghèo": 6}


@pytest.mark.parametrize(("most", "kind"), [(24, "scatter"), (25, "bar")])
def test_more_than_can_be_counted_at_a_glance_are_bars(
    make_areas: Callable[..., Result], vi: Text, most: int, kind: str
) -> None:
    figure = areas.draw(areas.read_share(make_areas((most - 2, most, {"unknown": 1}), (3, 4, {})), vi), vi)
    assert {trace.type for trace in figure.data} == {kind}
    total = sum(sum(trace.x) for trace in figure.data) if kind == "bar" else marks(figure)
    assert total == most + 4


def test_marks_and_bars_differ_without_colour() -> None:
    looks = (COUNTED, FAILED, UNKNOWN, SECOND)
    assert len({shape for shape, _ in looks}) == len(looks)
    share = (Place("Khối 1", tuple(areas.Group("", look, 1) for look in (COUNTED, FAILED, UNKNOWN)), ""),)
    stocks = (Place("Khối 1", tuple(areas.Group("", look, 1) for look in (COUNTED, SECOND)), ""),)
    for places in (share, stocks):
        patterns = [areas._bar(places, group.name, group.look).marker.pattern.shape for group in places[0].groups]
        assert len(set(patterns)) == len(patterns)


def test_nothing_known_is_nothing_drawn(make_areas: Callable[..., Result], vi: Text) -> None:
    places = areas.read_share(make_areas(SILENT, (0, 0, {})), vi)
    assert not any(place.groups for place in places)
    assert marks(areas.draw(places, vi)) == 0
