"""Periods: every year from 2021 to 2030, cut without a gap."""

from datetime import date

import duckdb
import pytest

from queries import write_period


@pytest.mark.parametrize(("kind", "per_year"), [("year", 1), ("quarter", 4), ("month", 12)])
def test_periods_of_one_kind_follow_each_other(core: duckdb.DuckDBPyConnection, kind: str, per_year: int) -> None:
    rows = core.execute(
        """
        SELECT count(*), min(first_day), max(last_day), sum(last_day - first_day + 1),
               bool_and(first_day = previous + 1)
        FROM (SELECT *, lag(last_day) OVER (ORDER BY first_day) AS previous FROM core.period WHERE kind = $kind)
        """,
        {"kind": kind},
    ).fetchone()
    assert rows == (10 * per_year, date(2021, 1, 1), date(2030, 12, 31), 3652, True)


@pytest.mark.parametrize(("kind", "last"), [("half", (6, 30)), ("nine_months", (9, 30))])
def test_cumulative_periods_begin_with_the_year(
    core: duckdb.DuckDBPyConnection, kind: str, last: tuple[int, int]
) -> None:
    rows = core.execute(
        "SELECT first_day, last_day FROM core.period WHERE kind = $kind ORDER BY period", {"kind": kind}
    ).fetchall()
    assert rows == [(date(year, 1, 1), date(year, *last)) for year in range(2021, 2031)]


@pytest.mark.parametrize(
    ("period", "kind", "label"),
    [
        ("2026", "year", "Năm 2026"),
        ("2026-H1", "half", "6 tháng đầu năm 2026"),
        ("2026-9M", "nine_months", "9 tháng năm 2026"),
        ("2026-Q2", "quarter", "Quý II năm 2026"),
        ("2026-05", "month", "Tháng 5 năm 2026"),
    ],
)
def test_a_period_is_named_as_it_is_said(core: duckdb.DuckDBPyConnection, period: str, kind: str, label: str) -> None:
    assert core.execute(
        "SELECT kind, label FROM core.period WHERE period = $period", {"period": period}
    ).fetchall() == [(kind, label)]


def test_a_period_reads_alike_alone_and_in_a_sentence(core: duckdb.DuckDBPyConnection) -> None:
    for code, label in core.execute("SELECT period, label FROM core.period").fetchall():
        assert label.lower().removeprefix("năm ") == write_period(code).vi.lower()
