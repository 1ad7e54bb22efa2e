"""What is past its day: tasks and milestones not done, project lines behind the published rule."""

from typing import Any

from dashboard import format as fmt
from dashboard.findings.tasks import name_matter
from dashboard.findings.todo.item import Answers, Kind, Todo
from queries import WorkStatus, words_of

LATE = (WorkStatus.LATE, WorkStatus.UNSTARTED)


def list_overdue(answers: Answers) -> list[Todo]:
    """Return what is late by its newest report."""
    tasks = [_chase_task(row, answers) for row in answers.of_unit(answers.tasks) if row["days_overdue"]]
    lines = [_chase_line(row, answers) for row in answers.of_unit(answers.lines) if row["work_status"] in LATE]
    concluded = [_chase_conclusion(row, answers) for row in answers.of_unit(answers.conclusions) if row["days_overdue"]]
    return tasks + concluded + lines


def _chase_task(row: dict[str, Any], answers: Answers) -> Todo:
    text, done = answers.text, ""
    if row["output_needed"] is not None and row["output_done"] is not None:
        done = text(
            "todo.task_done",
            done=fmt.count(row["output_done"], text),
            needed=fmt.count(row["output_needed"], text),
            unit=text.quoted(row["output_unit"]),
        ).rstrip()
    said = text(
        "todo.task_overdue",
        name=text.said(row["name"]),
        days=fmt.padded(row["days_overdue"], text),
        due=fmt.day(row["due_date"], text),
        day=fmt.day(row["report_date"], text),
        status=text.of(words_of("task_status", row["status"])),
        done=done,
    )
    who, link = answers.name_unit(row["unit_id"]), answers.address("nhiem-vu")
    return Todo(Kind.OVERDUE, said, who, link, (1, row["days_overdue"]))


def _chase_conclusion(row: dict[str, Any], answers: Answers) -> Todo:
    text = answers.text
    said = text(
        "todo.conclusion_overdue",
        content=name_matter(row, text),
        days=fmt.padded(row["days_overdue"], text),
        due=fmt.day(row["due_date"], text),
        status=text.of(words_of("task_status", row["status"])),
    )
    who, link = answers.name_unit(row["unit_id"]), answers.address("nhiem-vu")
    return Todo(Kind.OVERDUE, said, who, link, (1, row["days_overdue"]))


def _chase_line(row: dict[str, Any], answers: Answers) -> Todo:
    """A line has no due day: the larger the part of the plan that is missing, the heavier."""
    text, plan = answers.text, row["plan_at_report"]
    said = text(
        "todo.line_late",
        name=answers.text.said(row["line_name"]),
        status=text.of(words_of("work_status", row["work_status"])),
        done=fmt.number(row["output_done"], text, 1),
        plan=fmt.number(plan, text, 1),
        unit=f" {text.quoted(row['output_unit'])}" if row["output_unit"] else "",
        day=fmt.day(row["report_date"], text),
        spread=text("todo.spread") if row["is_spread"] else "",
    )
    who, link = answers.units.get(row["unit_id"], ""), answers.address("du-an", don_vi=row["unit_id"])
    return Todo(Kind.OVERDUE, said, who, link, (0, 1 - row["output_done"] / plan))
