"""Which project is late, whose is it, and is it the work or the money?"""

import queries
from dashboard import findings
from dashboard.charts import paired
from dashboard.charts.lines import read_lines
from dashboard.ui import cache, cards, filters, tables

SHOWN = (
    *("line_name", "project_names", "work_status", "output_done", "plan_at_report", "output_planned", "output_unit"),
    *("available_vnd", "disbursed_vnd", "obstacle"),
)


def page() -> None:
    chosen = filters.current()
    lines, disbursement = cache.table("project_lines", chosen), cache.value("project_disbursement", chosen)
    cards.heading("projects", findings.projects(lines, disbursement, chosen.text), chosen, disbursement)
    if not lines.rows:
        cards.empty(chosen, disbursement)
        return
    cards.warn(*findings.overspent(lines, chosen.text))
    cards.chart(paired, chosen, read_lines(lines, chosen.text), key="projects_paired")
    cards.note(
        findings.newest(lines, chosen.text),
        chosen.text("paired.key"),
        findings.rule(queries.reference().settings, chosen.text),
    )
    for unit in tables.split(lines, "unit_name"):
        cards.table(tables.pick(unit, SHOWN), chosen)
    cards.source(chosen, lines, disbursement)
