"""Sentences and pictures of money made by hand: what is unknown is never 0, what is too much is never cut."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dashboard import findings
from dashboard.charts import spending, spent
from dashboard.charts.spent import Point, Spent
from dashboard.grids import listing, rows
from dashboard.text import Text
from queries import Filters, Result, Row, Table, Words, find_table

MakeRow, MakeResult = Callable[..., Row], Callable[..., Result]
NOTHING: dict[str, Any] = {"assigned_vnd": None, "carried_over_vnd": None, "money_share": None}
MILLION = 1_000_000


def money_line(name: str, available: int | None, disbursed: int | None, state: str, **more: Any) -> dict[str, Any]:
    known = available is not None and disbursed is not None
    return {
        **NOTHING,
        "line_name": Words(name, name),
        "fund_source": Words("Vận động", "Mobilised"),
        "scope": "in_scope",
        "available_vnd": available,
        "disbursed_vnd": disbursed,
        "money_share": disbursed / available if known and available else None,
        "remaining_vnd": max(0, available - disbursed) if known else None,
        "overspent_vnd": max(0, disbursed - available) if known else None,
        "silent_lines": int(disbursed is None),
        "silent_vnd": available if disbursed is None else 0,
        "money_state": state,
        **more,
    }


def make_lines(*rows: dict[str, Any], table_id: str = "money_lines") -> Table:
    definition = find_table(table_id)
    cells = tuple(tuple(row.get(column.name) for column in definition.columns) for row in rows)
    return Table(
        id=definition.id,
        title=definition.title,
        definition=definition.definition,
        columns=definition.columns,
        rows=cells,
        access="public",
        filters=Filters(period="2026", today=date(2026, 11, 20)),
        as_of=date(2026, 11, 20),
        sources=(),
    )


SPENT_TOO_MUCH = money_line("Dự án 2", 100 * MILLION, 125 * MILLION, "overspent")
SILENT = [money_line(f"Dự án {number}", number * MILLION, None, "not_reported") for number in range(3, 8)]


def test_at_most_three_silent_lines_are_named_and_the_rest_counted(vi: Text) -> None:
    said = findings.silent(make_lines(SPENT_TOO_MUCH, *SILENT), vi)
    assert (
        said == "Chưa báo cáo: Dự án 3 (3 triệu đồng); Dự án 4 (4 triệu đồng); Dự án 5 (5 triệu đồng); và 2 dòng khác."
    )
    assert findings.silent(make_lines(*SILENT[:4]), Text("en")).endswith("and 1 more line.")
    assert findings.silent(make_lines(SPENT_TOO_MUCH), vi) == "Mọi dòng đều đã báo cáo giải ngân."
    nobody = money_line("Dự án 9", None, None, "not_reported", silent_vnd=None)
    assert findings.silent(make_lines(nobody), vi) == "Chưa báo cáo: Dự án 9 (chưa rõ vốn)."


@pytest.mark.parametrize(
    ("numerator", "denominator", "unknown", "said"),
    [
        (
            None,
            3 * MILLION,
            1,
            "Chưa dòng nào báo cáo giải ngân, vốn 3 triệu đồng. Chưa báo cáo: Dự án 3 (3 triệu đồng).",
        ),
        (0, 0, 0, "Các dòng dự án chưa được giao vốn."),
        (0, 3 * MILLION, 0, "Đã giải ngân 0 đồng trên 3 triệu đồng (0%)."),
    ],
)
def test_the_heading_never_makes_nothing_of_what_is_not_known(
    make_result: MakeResult, make_row: MakeRow, vi: Text, numerator: Any, denominator: Any, unknown: int, said: str
) -> None:
    row = make_row(numerator, denominator, unknown=unknown, areas_reported=0, areas_total=0)
    assert findings.money(make_result(row, noun="vnd"), make_lines(SILENT[0]), vi) == said


def test_a_bar_keeps_its_mark_and_runs_past_it(vi: Text) -> None:
    over, silent = spending.read_spending(make_lines(SPENT_TOO_MUCH, SILENT[0]), ("line_name", "fund_source"), vi)
    assert (over.within, over.over, over.silent) == (100 * MILLION, 25 * MILLION, 0)
    assert (
        over.label == "Dự án 2 – Vận động: giải ngân 125 triệu đồng trên 100 triệu đồng (125%), chi vượt 25 triệu đồng"
    )
    assert (silent.within, silent.over, silent.silent) == (0, 0, 3 * MILLION)
    assert silent.words == "chưa báo cáo (3 triệu đồng)"
    figure = spending.draw((over, silent), vi)
    ends = [max(base + length for base, length in zip(bar.base, bar.x, strict=True)) for bar in figure.data]
    assert ends == [100, 100, 100, 125]
    assert [shape.x0 for shape in figure.layout.shapes] == [100, 3]
    assert figure.layout.xaxis.range[1] > 125


def test_a_line_out_of_scope_has_words_instead_of_a_bar(vi: Text) -> None:
    (row,) = spending.read_spending(
        make_lines(money_line("Dự án 5", 0, 0, "no_money", scope="out_of_scope")), ("line_name",), vi
    )
    assert row.words == "không thuộc phạm vi"
    assert spending.is_empty((row,))


def test_what_is_not_estimated_is_owed_by_nobody(vi: Text) -> None:
    silent = money_line("Dự án 3", 3 * MILLION, None, "not_reported", pace_state="not_reported")
    found = listing.grid(
        rows.pick(make_lines(silent, table_id="money_pace"), ("line_name", "remaining_vnd", "unspent_most_vnd")), vi
    )
    assert [cell.shown for cell in found.rows[0]] == ["Dự án 3", "chưa báo cáo", "—"]
    assert [cell.shown for cell in found.foot] == ["Cộng", "chưa báo cáo", "—"]


YEAR = Spent(
    (
        Point(date(2026, 3, 31), 20 * MILLION, 120 * MILLION, 0, 0),
        Point(date(2026, 6, 30), None, 150 * MILLION, 2, 0),
        Point(date(2026, 9, 30), 90 * MILLION, 146 * MILLION, 1, 0),
    ),
    date(2026, 11, 20),
    is_today=True,
)


def test_steps_stand_on_the_days_that_told_and_are_cut_where_a_line_is_missing(vi: Text) -> None:
    """A sum that falls because a line fell silent is no money paid back: its hollow mark stands alone."""
    told = (*YEAR.points[:1], replace(YEAR.points[0], day=date(2026, 5, 31), older=1), *YEAR.points[1:])
    available, even, whole, partly = spent.draw(replace(YEAR, points=told), vi).data
    assert list(whole.x) == [date(2026, 3, 31), date(2026, 5, 31)]
    assert (list(partly.x), list(partly.y)) == ([date(2026, 9, 30)], [90])
    assert (list(whole.marker.color), list(partly.marker.color)) == (["#1f5fa8", "#ffffff"], ["#ffffff"])
    assert (whole.line.shape, available.line.shape) == ("hv", "hv")
    assert list(available.y) == [120, 120, 150, 146, 146]
    assert (list(even.x), list(even.y)) == ([date(2026, 1, 1), date(2026, 12, 31)], [0, 146])
    assert even.name == "Chia đều theo ngày"


def test_the_even_pace_is_said_for_the_day_of_the_newest_report(vi: Text) -> None:
    # 273 of 365 days of 146 are 109,2.
    assert spent.say_last(YEAR, vi) == (
        "Đến 30/09/2026: đã giải ngân ít nhất 90 triệu đồng trên 146 triệu đồng, 1 dòng chưa báo cáo; "
        "chia đều theo ngày là 109,2 triệu đồng."
    )
    untold = replace(YEAR, points=YEAR.points[:2])
    assert spent.say_last(untold, vi) == "Đến 30/06/2026: chưa dòng nào báo cáo giải ngân, vốn 150 triệu đồng."
    assert spent.is_empty(replace(YEAR, points=()))
    assert spent.describe(YEAR, vi).split("; ")[1] == (
        "30/06/2026 giải ngân chưa báo cáo trên 150 triệu đồng, 2 dòng chưa báo cáo giải ngân"
    )
