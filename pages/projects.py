"""Which project is late, whose is it, and is it the work or the money?"""

import queries
from dashboard import findings
from dashboard.charts import paired
from dashboard.charts.lines import read_lines
from dashboard.grids import listing, rows
from dashboard.ui import block, cache, cards, filters
from dashboard.ui.block import Picture

SHOWN = (
    *("line_name", "project_names", "work_status", "output_done", "plan_at_report", "output_planned", "output_unit"),
    *("available_vnd", "disbursed_vnd", "obstacle"),
)


def page() -> None:
    chosen = filters.current()
    text = chosen.text
    lines, disbursement = cache.table("project_lines", chosen), cache.value("project_disbursement", chosen)
    cards.heading("projects", findings.projects(lines, disbursement, text), chosen, disbursement)
    if not lines.rows:
        cards.empty(chosen, disbursement)
        return
    cards.warn(*findings.overspent(lines, text))
    block.show(
        chosen,
        "projects_lines",
        "",
        picture=Picture.of(paired, read_lines(lines, text)),
        notes=(findings.newest(lines, text), text("paired.key"), findings.rule(queries.reference().settings, text)),
        grids=tuple(listing.grid(rows.pick(unit, SHOWN), text) for unit in rows.split(lines, "unit_name")),
        answers=(lines, disbursement),
    )
