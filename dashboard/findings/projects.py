"""The heading of the page of projects, the rule it prints, and what it warns of."""

from collections import Counter
from datetime import date

from dashboard import format as fmt
from dashboard.text import Text
from queries import Result, Setting, Table, WorkStatus, words_of

# Lines that owe no report.
ABSENT = (WorkStatus.OUT_OF_SCOPE, WorkStatus.NOT_ARISEN, WorkStatus.NO_CAPITAL)


def projects(lines: Table, disbursement: Result, text: Text) -> str:
    """Count the reporting lines by state and add the money: «2/8 dòng chậm, 1 cần chú ý; đã giải ngân …»."""
    states = Counter(WorkStatus(str(status)) for status in lines.column("work_status"))
    if not states:
        return text("finding.no_projects", period=fmt.period(lines.filters.period, text))
    return f"{_delays(states, text)} {money_spent(disbursement, text)}".strip()


def _delays(states: Counter[WorkStatus], text: Text) -> str:
    """Count what is late among the lines that owe a report; a line nobody can judge is never one that is on time."""
    late, unknown = states[WorkStatus.LATE] + states[WorkStatus.UNSTARTED], states[WorkStatus.UNKNOWN]
    total = sum(number for state, number in states.items() if state not in ABSENT)
    if not total:
        return text("finding.projects_none_due")
    key = "finding.projects_unclear" if unknown and not late else "finding.projects"
    return text(key, late=late, total=total, attention=states[WorkStatus.ATTENTION], unknown=unknown)


def money_spent(disbursement: Result, text: Text) -> str:
    row = disbursement.total
    if row is None or row.numerator is None or row.denominator is None:
        return ""
    key = "finding.disbursed_partly" if row.unknown else "finding.disbursed"
    return text(
        key,
        spent=fmt.money(row.numerator, text),
        available=fmt.money(row.denominator, text),
        share=fmt.percent(row.value, text),
        unknown=fmt.count(row.unknown, text),
    )


def overspent(lines: Table, text: Text) -> tuple[str, ...]:
    """Name every line whose spending is above its money, with both sums."""
    columns = ("line_name", "disbursed_vnd", "available_vnd", "is_overspent")
    return tuple(
        text(
            "finding.overspent",
            name=text.of(name),
            spent=fmt.money(_number(spent), text),
            available=fmt.money(_number(money), text),
        )
        for name, spent, money, is_over in zip(*(lines.column(column) for column in columns), strict=True)
        if is_over
    )


def slowest(lines: Table, text: Text) -> str:
    """Name what is late and what needs attention, «Chậm: … Cần chú ý: …»; nobody late is said only of what is known."""
    names = list(zip(*(lines.column(column) for column in ("line_name", "work_status")), strict=True))
    said = [
        text(f"finding.{key}", names="; ".join(str(text.said(name)) for name, status in names if status in states))
        for key, states in (
            ("lines_late", (WorkStatus.LATE, WorkStatus.UNSTARTED)),
            ("lines_attention", (WorkStatus.ATTENTION,)),
            ("lines_unknown", (WorkStatus.UNKNOWN,)),
        )
        if any(status in states for _, status in names)
    ]
    return " ".join(said) or text("finding.lines_on_time")


def courses(lines: Table, text: Text) -> str:
    """Say how far the project that opens courses is: «Tiểu dự án 1 - Dự án 4: chậm, thực hiện 0/15 người»."""
    names = ("line_name", "work_status", "output_done", "output_planned", "output_unit")
    said = [
        text(
            "finding.courses",
            name=text.said(name),
            state=text.of(words_of("work_status", str(status))),
            done=_output(done, text),
            planned=_output(planned, text),
            unit=text.quoted(unit),
        ).strip()
        for name, status, done, planned, unit in zip(*(lines.column(column) for column in names), strict=True)
    ]
    return "; ".join(said) + "." if said else text("finding.no_courses")


def newest(lines: Table, text: Text) -> str:
    """Say of which day the newest report is; each line's own day stands in the table."""
    days = [day for day in lines.column("report_date") if isinstance(day, date)]
    return text("finding.newest_report", day=fmt.day(max(days), text)) if days else ""


def rule(settings: dict[str, Setting], text: Text) -> str:
    """Say the one rule by which a line is late, with the thresholds that are in force."""
    return text(
        "finding.rule",
        late=fmt.percent(float(settings["project_late_below"].value), text),
        attention=fmt.percent(float(settings["project_attention_below"].value), text),
        days=settings["stale_grace_days"].value,
    )


def _output(value: object, text: Text) -> str:
    return fmt.count(None if value is None else float(str(value)), text)


def _number(value: object) -> float:
    return float(str(value))
