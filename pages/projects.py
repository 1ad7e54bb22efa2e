"""Which project is late, whose is it, and is it the work or the money?"""

import queries
from dashboard import findings
from dashboard.charts import paired
from dashboard.charts.lines import read_lines
from dashboard.grids import listing, rows
from dashboard.ui import block, cache, cards, filters
from dashboard.ui.block import Picture
from dashboard.ui.filters import Chosen
from dashboard.ui.sections import one_line, schedule, sheets
from queries import Result, Table

SHOWN = (
    *("line_name", "project_names", "work_status", "report_date", "output_done", "plan_at_report", "output_planned"),
    *("output_unit", "available_vnd", "disbursed_vnd", "obstacle"),
)


def page() -> None:
    chosen = filters.current()
    lines, disbursement = cache.table("project_lines", chosen), cache.value("project_disbursement", chosen)
    finding = findings.projects(lines, disbursement, chosen.text)
    is_unit = sheets.find_unit(chosen) is not None
    if is_unit and not lines.rows:
        finding = chosen.text("sheets.no_lines")
    cards.heading("projects", finding, chosen, disbursement)
    if not lines.rows and not is_unit:
        cards.empty(chosen, disbursement)
    schedule.show(chosen, lines)
    if lines.rows:
        show_lines(chosen, lines, disbursement)
        one_line.show(chosen, lines)
    sheets.show(chosen)


def show_lines(chosen: Chosen, lines: Table, disbursement: Result) -> None:
    text = chosen.text
    cards.warn(*findings.overspent(lines, text))
    block.show(
        chosen,
        "projects_lines",
        findings.slowest(lines, text),
        picture=(Picture.of(paired, read_lines(lines, text)),),
        notes=(findings.newest(lines, text), text("paired.key"), findings.rule(queries.reference().settings, text)),
        grids=tuple(
            listing.tighten(listing.tuck(listing.grid(rows.pick(unit, SHOWN), text)))
            for unit in rows.split(lines, "unit_name")
        ),
        lists=(cache.table("project_sources", chosen),),
        answers=(lines, disbursement),
    )
