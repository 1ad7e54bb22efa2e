"""What was given to whom, what is overdue, what did the meetings conclude? For one đầu mối: its sheet to print."""

import queries
from dashboard import findings
from dashboard.ui import cache, cards, filters
from dashboard.ui.sections import assignments, sheets, unit_sheet


def page() -> None:
    chosen = filters.current()
    unit = sheets.find_unit(chosen)
    tasks, conclusions = cache.table("task_list", chosen), cache.table("conclusion_list", chosen)
    finding = findings.tasks(tasks, conclusions, chosen.text)
    # A number that is reported like the tasks: by the units, for the whole ward, and not closed by any decision.
    reported = cache.value("project_disbursement", chosen)
    if unit:
        cards.heading("tasks", sheets.name_sheet(unit, finding, chosen.text), chosen, reported)
        cards.note(chosen.text("sheet.print"))
        unit_sheet.show(chosen, unit)
    else:
        cards.heading("tasks", finding, chosen, reported)
        rule = findings.rule_of_tasks(queries.reference().settings, chosen.text)
        cards.note(rule, findings.unassigned(tasks, conclusions, chosen.text))
        assignments.show(chosen, tasks, conclusions)
    sheets.show(chosen)
