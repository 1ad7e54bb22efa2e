"""What comes next: what is still to do by a day, the nearest day first, and what the targets still lack."""

from datetime import date
from typing import Any

from dashboard import format as fmt
from dashboard.briefing.desk import Desk
from dashboard.briefing.report.assessment import list_stands
from dashboard.briefing.report.blocks import Block, Gap, Listing, Paragraph, Section, Space, list_items
from dashboard.findings.tasks import name_matter
from dashboard.grids import Cell, Grid, headed
from queries import Standing, words_of

CLOSED = (Standing.DONE, Standing.DONE_LATE)
WIDTHS = (42, 32, 15, 17)


def build(desk: Desk) -> tuple[Section, ...]:
    text, due = desk.text, list_due(desk)
    left = [
        text(
            "periodic.target_left",
            label=one.bullet.label,
            name=one.name,
            left=one.bullet.remaining,
            lead=one.bullet.lead,
        )
        for one in list_stands(desk)
        if one.bullet.remaining and not one.gap
    ]
    table: tuple[Block, ...] = (
        (Listing(due, WIDTHS),) if due.rows else (Gap(text("periodic.of_due"), text("periodic.no_due")),)
    )
    first = (Paragraph(text("periodic.left")), *list_items(*left)) if left else ()
    return (Section("", 2, (*first, *table, Space(text("periodic.space_next")))),)


def list_due(desk: Desk) -> Grid:
    """Return the tasks and conclusions that are not done, the nearest day first, those without a day last."""
    text = desk.text
    matters = (*desk.table("task_list").records(), *desk.table("conclusion_list").records())
    left = sorted(
        (row for row in matters if row["standing"] not in CLOSED), key=lambda row: row["due_date"] or date.max
    )
    heads = headed(text("tasks.matter"), *(text(f"tasks.{name}") for name in ("unit", "due", "standing")))
    return Grid(text("periodic.due_caption"), heads, tuple(_line(row, desk) for row in left))


def _line(row: dict[str, Any], desk: Desk) -> tuple[Cell, ...]:
    text = desk.text
    standing = text.of(words_of("task_standing", row["standing"]))
    days = text("tasks.overdue_days", days=row["days_overdue"]) if row["days_overdue"] else ""
    return (
        Cell(name_matter(row, text)),
        Cell(str(text.said(row["unit_name"]))),
        Cell(fmt.day(row["due_date"], text) if row["due_date"] else text("scene.changes_undated")),
        Cell(days or standing),
    )
