"""What the units report as obstacles and propose, in their own words; outside the office those stay behind."""

from dashboard.briefing.desk import Desk
from dashboard.briefing.report.blocks import Block, Paragraph, Section, Space, list_items


def build(desk: Desk) -> tuple[Section, ...]:
    text = desk.text
    of_projects = [(row, text.said(row["line_name"])) for row in desk.table("project_lines").records()]
    of_tasks = [(row, text.said(row["name"])) for row in desk.table("task_list").records()]
    said = [
        text("periodic.reported", unit=text.said(row["unit_name"]), matter=name, words=text.quoted(row["obstacle"]))
        for row, name in (*of_projects, *of_tasks)
        if row["obstacle"]
    ]
    return (Section("", 2, (*_tell(said, "periodic.no_obstacle", desk), Space(text("periodic.space_difficulties")))),)


def build_proposals(desk: Desk) -> tuple[Section, ...]:
    text = desk.text
    said = [
        text(
            "periodic.reported",
            unit=text.said(row["unit_name"]),
            matter=text.said(row["name"]),
            words=text.quoted(row["proposal"]),
        )
        for row in desk.table("task_list").records()
        if row["proposal"]
    ]
    return (Section("", 2, (*_tell(said, "periodic.no_proposal", desk), Space(text("periodic.space_proposals")))),)


def _tell(said: list[str], nobody: str, desk: Desk) -> tuple[Block, ...]:
    if not desk.is_inside:
        return (Paragraph(desk.text("periodic.words_inside")),)
    return list_items(*said) or (Paragraph(desk.text(nobody)),)
