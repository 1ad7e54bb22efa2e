"""What was given to whom, what is overdue, what did the meetings conclude? For one đầu mối: its sheet to print."""

from dashboard import findings
from dashboard.ui import cache, cards, filters
from dashboard.ui.sections import assignments, sheets, unit_sheet


def page() -> None:
    chosen = filters.current()
    unit = sheets.find_unit(chosen)
    tasks, conclusions = cache.table("task_list", chosen), cache.table("conclusion_list", chosen)
    finding = findings.tasks(tasks, conclusions, chosen.text)
    if unit:
        cards.heading("tasks", sheets.name_sheet(unit, finding, chosen.text), chosen, tasks, conclusions)
        cards.note(chosen.text("sheet.print"), chosen.text("not_divided") if chosen.filters.area_id else "")
        unit_sheet.show(chosen, unit)
        sheets.show(chosen)
        return
    cards.heading("tasks", finding, chosen, tasks, conclusions)
    cards.note(
        findings.rule_of_tasks(chosen.text),
        findings.unassigned(tasks, conclusions, chosen.text),
        chosen.text("not_divided") if chosen.filters.area_id else "",
    )
    assignments.show(chosen, tasks, conclusions)
    sheets.show(chosen)
