"""How a project line stands at the date of its newest report: one fixed rule, whose thresholds are settings."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from queries.ward import Setting

# Days of one reporting interval; a report is stale when older than that plus the setting `stale_grace_days`.
FREQUENCY_DAYS = {"month": 30, "quarter": 90, "half_year": 180, "year": 365}


class WorkStatus(StrEnum):
    """Codes of `work_status` in codes.yml."""

    DONE = "done"
    ON_TRACK = "on_track"
    ATTENTION = "attention"
    LATE = "late"
    UNSTARTED = "unstarted"
    UNKNOWN = "unknown"
    NO_CAPITAL = "no_capital"
    NOT_ARISEN = "not_arisen"
    OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True, slots=True)
class Rule:
    """Shares of the plan at the report's date: below `late_below` late, below `attention_below` needs attention."""

    late_below: Fraction
    attention_below: Fraction
    grace_days: int


@dataclass(frozen=True, slots=True)
class Line:
    """What a line reported. None is not reported, never 0; `milestone` is the unit's own plan for the report's date."""

    scope: str
    frequency: str
    report_date: date | None
    planned: float | None
    milestone: float | None
    done: float | None


def read_rule(settings: dict[str, Setting]) -> Rule:
    return Rule(
        late_below=Fraction(Decimal(settings["project_late_below"].value)),
        attention_below=Fraction(Decimal(settings["project_attention_below"].value)),
        grace_days=int(settings["stale_grace_days"].value),
    )


def is_stale(line: Line, as_of: date, rule: Rule) -> bool:
    """Tell whether the newest report is older than its frequency plus the grace; no report at all is not stale."""
    return line.report_date is not None and is_old(line.report_date, line.frequency, as_of, rule)


def is_old(report_date: date, frequency: str, as_of: date, rule: Rule) -> bool:
    return (as_of - report_date).days > FREQUENCY_DAYS.get(frequency, 30) + rule.grace_days


def plan_at_report(line: Line) -> Fraction | None:
    """Return the plan at the report's date: the milestone, else the yearly plan spread evenly over the days gone by."""
    if line.milestone is not None:
        return Fraction(line.milestone)
    if line.planned is None or line.report_date is None:
        return None
    first, last = date(line.report_date.year, 1, 1), date(line.report_date.year, 12, 31)
    return Fraction(line.planned) * Fraction((line.report_date - first).days + 1, (last - first).days + 1)


def judge_work(line: Line, as_of: date, rule: Rule) -> WorkStatus:
    """Say how the work stands: what was never meant to happen first, then what is not known, then the comparison."""
    if line.scope in (WorkStatus.OUT_OF_SCOPE, WorkStatus.NOT_ARISEN, WorkStatus.NO_CAPITAL):
        return WorkStatus(line.scope)
    plan = plan_at_report(line)
    if line.done is None or line.planned is None or plan is None or is_stale(line, as_of, rule):
        return WorkStatus.UNKNOWN
    if line.planned == 0 and line.done == 0:
        return WorkStatus.NOT_ARISEN
    return WorkStatus.DONE if line.done >= line.planned else _compare(Fraction(line.done), plan, rule)


def _compare(done: Fraction, plan: Fraction, rule: Rule) -> WorkStatus:
    if done >= plan * rule.attention_below:
        return WorkStatus.ON_TRACK
    if done == 0:
        return WorkStatus.UNSTARTED
    return WorkStatus.ATTENTION if done >= plan * rule.late_below else WorkStatus.LATE
