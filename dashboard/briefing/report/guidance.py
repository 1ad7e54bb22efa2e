"""What was directed and begun: counts of what is reported; how it was done the office says itself."""

from dashboard import findings
from dashboard.briefing.desk import Desk
from dashboard.briefing.report.blocks import Block, Gap, Section, Space, list_items
from queries import Standing


def build(desk: Desk) -> tuple[Section, ...]:
    text = desk.text
    tasks, conclusions, measures = (desk.table(name) for name in ("task_list", "conclusion_list", "measure_list"))
    reported = any(standing != Standing.UNREPORTED for standing in tasks.column("standing"))
    said: tuple[Block, ...] = (
        list_items(findings.tasks(tasks, conclusions, text), findings.unreported(measures, tasks, text))
        if reported or conclusions.rows
        else (Gap(text("periodic.of_tasks"), findings.tasks(tasks, conclusions, text)),)
    )
    consulted = desk.value("consultation", by=None if not desk.is_inside else "area_id")
    met: tuple[Block, ...] = (
        (Gap(text("periodic.of_consultation"), findings.consulted(consulted, text)),)
        if findings.missing(consulted, text)
        else list_items(findings.consulted(consulted, text))
    )
    held = list_items(findings.conclusions(conclusions, text)) if conclusions.rows else ()
    return (Section("", 2, (*said, *held, *met, Space(text("periodic.space_guidance")))),)
