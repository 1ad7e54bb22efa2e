"""The state of a project line: product (e) 26 and contract 4."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from queries import WorkStatus
from queries.progress import Line, Rule, is_stale, judge_work, plan_at_report

RULE = Rule(late_below=Fraction(4, 5), attention_below=Fraction(19, 20), grace_days=15)
APRIL, NOVEMBER = date(2026, 4, 30), date(2026, 11, 30)


def make_line(
    done: float | None,
    *,
    planned: float | None = 100,
    milestone: float | None = None,
    report_date: date | None = APRIL,
    scope: str = "in_scope",
    frequency: str = "month",
) -> Line:
    return Line(scope, frequency, report_date, planned, milestone, done)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        # (e) 26: 30 % in April against a plan of 30 %; the same 30 % in November.
        (make_line(30, milestone=30), WorkStatus.ON_TRACK),
        (make_line(30, report_date=NOVEMBER), WorkStatus.LATE),
        # On the two edges, exactly.
        (make_line(80, milestone=100, planned=200), WorkStatus.ATTENTION),
        (make_line(79, milestone=100, planned=200), WorkStatus.LATE),
        (make_line(95, milestone=100, planned=200), WorkStatus.ON_TRACK),
        (make_line(94, milestone=100, planned=200), WorkStatus.ATTENTION),
        (make_line(0, milestone=10), WorkStatus.UNSTARTED),
        (make_line(0, milestone=0), WorkStatus.ON_TRACK),
        (make_line(100), WorkStatus.DONE),
        (make_line(120), WorkStatus.DONE),
        (make_line(None), WorkStatus.UNKNOWN),
        (make_line(5, planned=None), WorkStatus.UNKNOWN),
        (make_line(None, report_date=None), WorkStatus.UNKNOWN),
        (make_line(0, planned=0), WorkStatus.NOT_ARISEN),
        (make_line(0, scope="out_of_scope"), WorkStatus.OUT_OF_SCOPE),
        (make_line(0, scope="no_capital"), WorkStatus.NO_CAPITAL),
        (make_line(None, scope="not_arisen"), WorkStatus.NOT_ARISEN),
    ],
)
def test_state_of_work(line: Line, expected: WorkStatus) -> None:
    assert judge_work(line, as_of=line.report_date or APRIL, rule=RULE) is expected


@pytest.mark.parametrize(("frequency", "days"), [("month", 45), ("quarter", 105), ("half_year", 195)])
def test_a_report_is_stale_after_its_frequency_and_fifteen_days(frequency: str, days: int) -> None:
    line = make_line(100, frequency=frequency)
    assert not is_stale(line, APRIL + timedelta(days), RULE)
    assert is_stale(line, APRIL + timedelta(days + 1), RULE)


def test_a_monthly_report_fifty_days_old_is_not_known_even_if_it_said_done() -> None:
    assert judge_work(make_line(100), APRIL + timedelta(50), RULE) is WorkStatus.UNKNOWN


def test_a_yearly_plan_without_milestone_is_spread_over_the_days() -> None:
    assert plan_at_report(make_line(0)) == Fraction(100 * 120, 365)
    assert plan_at_report(make_line(0, report_date=date(2028, 12, 31))) == 100
    assert plan_at_report(make_line(0, milestone=7)) == 7
    assert plan_at_report(make_line(0, planned=None)) is None
