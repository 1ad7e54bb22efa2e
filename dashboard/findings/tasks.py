"""What is said of tasks and conclusions of meetings: what is overdue, of whom, and what target 5 has brought."""

from typing import Any

from dashboard import format as fmt
from dashboard.text import Text
from queries import Setting, Standing, Table, count_fresh_days

OPEN = (Standing.OVERDUE, Standing.BLOCKED, Standing.UNKNOWN, Standing.STALE)
# The target without a number, whose outputs some tasks carry.
TARGET = "T5"
# How many overdue matters a heading names.
NAMED = 1


def tasks(listed: Table, conclusions: Table, text: Text) -> str:
    """Count what is overdue, the longest first: «01/9 nhiệm vụ quá hạn: … (20 ngày). 02/8 kết luận họp quá hạn: …»."""
    reported = [row for row in listed.records() if row["standing"] != Standing.UNREPORTED]
    if not reported and not conclusions.rows:
        return text("tasks.none", period=fmt.period(listed.filters.period, text))
    said = (_count_late("task", reported, text), _count_late("conclusion", conclusions.records(), text))
    return " ".join(filter(None, said))


def _count_late(kind: str, told: list[dict[str, Any]], text: Text) -> str:
    if not told:
        return text(f"tasks.no_{kind}")
    late = sort_overdue([row for row in told if row["standing"] == Standing.OVERDUE])
    if not late:
        return text(f"tasks.on_time_{kind}", total=len(told))
    names = "; ".join(text("tasks.days", name=name_matter(row, text), days=row["days_overdue"]) for row in late[:NAMED])
    more = text("tasks.more", count=len(late) - NAMED) if len(late) > NAMED else ""
    return text(f"tasks.late_{kind}", late=fmt.padded(len(late), text), total=len(told), names=names + more)


def sort_overdue(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows, the longest overdue first, then by the gravity of their standing, as they stood."""
    order = list(Standing)
    return sorted(told, key=lambda row: (order.index(Standing(row["standing"])), -(row["days_overdue"] or 0)))


def name_matter(row: dict[str, Any], text: Text) -> str:
    """Return what a row is about: the task, or what was concluded; where that may not be read, when."""
    said = text.said(row.get("name")) or row.get("content")
    if said:
        return str(said)
    if row["meeting_date"] is None:
        return text("tasks.undated_conclusion")
    return text("tasks.conclusion_of", day=fmt.day(row["meeting_date"], text))


def unreported(measures: Table, listed: Table, text: Text) -> str:
    """Say which measures of the plan nobody reports: never that they are not begun."""
    told = {row["measure_id"] for row in listed.records() if row["standing"] != Standing.UNREPORTED}
    silent = [row for row in measures.records() if row["measure_id"] not in told]
    if not silent:
        return text("tasks.all_reported", total=len(measures.rows))
    if len(silent) == len(measures.rows):
        return text("tasks.none_reported", total=len(silent))
    names = "; ".join(f"{row['place']} {text.said(row['measure'])}" for row in silent)
    return text("tasks.unreported", count=fmt.padded(len(silent), text), total=len(measures.rows), names=names)


def unassigned(listed: Table, conclusions: Table, text: Text) -> str:
    """Count what has no known đầu mối."""
    counts = [sum(unit is None for unit in table.column("unit_id")) for table in (listed, conclusions)]
    if not any(counts):
        return ""
    return text("tasks.unassigned", tasks=fmt.count(counts[0], text), conclusions=fmt.count(counts[1], text))


def conclusions(told: Table, text: Text) -> str:
    """Count the conclusions by how they stand: «8 kết luận: 2 quá hạn, 1 đã xong … 1 không ghi hạn»."""
    if not told.rows:
        return text("tasks.no_conclusion")
    standings = told.column("standing")
    counts = [(standing, sum(one == standing for one in standings)) for standing in Standing]
    parts = ", ".join(text(f"tasks.count_{standing}", count=count) for standing, count in counts if count)
    undated = sum(day is None for day in told.column("due_date"))
    without = " " + text("tasks.without_due", count=fmt.padded(undated, text)) if undated else ""
    return text("tasks.conclusions", count=fmt.padded(len(told.rows), text), parts=parts) + without


def target_outputs(carried: Table, text: Text) -> str:
    """Say of every task that carries target 5 how many houses are needed, begun and done, and how it stands."""
    if not any(row["report_date"] for row in carried.records()):
        return text("tasks.no_outputs")
    said = (text("tasks.of_task", name=text.said(row["name"]), said=outputs(row, text)) for row in carried.records())
    return text("tasks.target", said="; ".join(said))


def outputs(row: dict[str, Any], text: Text) -> str:
    """Say «cần 3, khởi công 3, xong 2 (nhà)» of a task; a number that nobody wrote is «chưa báo cáo»."""
    said = text(
        "tasks.outputs",
        **{name: fmt.count(row[f"output_{name}"], text) for name in ("needed", "started", "done")},
    )
    return f"{said} ({text.quoted(row['output_unit'])})" if row["output_unit"] else said


def rule(settings: dict[str, Setting], text: Text) -> str:
    """Print the rule by which everything here stands."""
    days = count_fresh_days(settings)
    return f"{text('tasks.rule')} {text('tasks.stale_rule', days=days)}" if days else text("tasks.rule")
