"""What a line may leave unspent between its slowest and its fastest pace: one fixed rule, whose limits are settings."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from queries import progress
from queries.errors import AskedWrongly
from queries.ward import Setting

LIMITS = {"pace_min_reports", "pace_min_days", "money_settled_month", "money_settled_day"}


class PaceState(StrEnum):
    """Codes of `pace_state` in codes.yml."""

    ESTIMATED = "estimated"
    SPENT = "spent"
    NOT_REPORTED = "not_reported"
    STALE = "stale"
    TOO_FEW = "too_few"
    FELL = "fell"
    YEAR_OVER = "year_over"


@dataclass(frozen=True, slots=True)
class Rule:
    """At least so many reports; the budget year settles on a day of the year after."""

    min_reports: int
    settled_month: int
    settled_day: int
    work: progress.Rule

    def list_ends(self, year: int) -> tuple[date, date]:
        """Return the last day of the year and the day on which its budget settles."""
        return date(year, 12, 31), date(year + 1, self.settled_month, self.settled_day)


@dataclass(frozen=True, slots=True)
class Line:
    """Whole đồng, and đồng a day; `least` is the smallest growth between two reports, below 0 where it fell.

    `remaining` None: its newest report does not say what was spent.
    """

    frequency: str
    report_date: date | None
    remaining: int | None
    stretches: int
    least: int | None
    slow: float | None
    fast: float | None


def read_rule(settings: dict[str, Setting]) -> Rule:
    """Raises AskedWrongly for a snapshot that was built before there was such a rule."""
    if not settings.keys() >= LIMITS:
        raise AskedWrongly(
            "Bản số liệu này dựng trước khi có quy tắc ước tính tiền còn lại. Hãy dựng lại: python -m etl build",
            "This snapshot was built before there was a rule for what may be left. Build it again: python -m etl build",
        )
    return Rule(
        min_reports=int(settings["pace_min_reports"].value),
        settled_month=int(settings["money_settled_month"].value),
        settled_day=int(settings["money_settled_day"].value),
        work=progress.read_rule(settings),
    )


def judge_pace(line: Line, as_of: date, rule: Rule) -> PaceState:
    """Say whether the line can be estimated, else the first reason why not."""
    if line.remaining is None or line.report_date is None:
        return PaceState.NOT_REPORTED
    reasons = (
        (line.remaining == 0, PaceState.SPENT),
        (as_of >= date(line.report_date.year, 12, 31), PaceState.YEAR_OVER),
        (progress.is_old(line.report_date, line.frequency, as_of, rule.work), PaceState.STALE),
        (line.least is not None and line.least < 0, PaceState.FELL),
        (line.stretches + 1 < rule.min_reports, PaceState.TOO_FEW),
    )
    return next((state for holds, state in reasons if holds), PaceState.ESTIMATED)


def leave_unspent(line: Line, state: PaceState, day: date) -> tuple[int | None, int | None]:
    """Return the least and the most that may be left on `day`: the line spends its own money only, never below 0."""
    if state is PaceState.SPENT:
        return 0, 0
    if state is not PaceState.ESTIMATED or line.remaining is None or line.report_date is None:
        return None, None
    days = max(0, (day - line.report_date).days)
    least, most = (max(0.0, line.remaining - (pace or 0) * days) for pace in (line.fast, line.slow))
    return round(least), round(most)
