"""One reporting line through its reports of the year: what was due, what was done, and its rows in the workbooks."""

import streamlit as st

from dashboard.charts import burnup, outputs
from dashboard.charts.outputs import Burnup
from dashboard.grids import listing, rows
from dashboard.ui import block, cache, cards, filters
from dashboard.ui.block import Picture
from dashboard.ui.choices import Choice
from dashboard.ui.filters import Chosen
from queries import Table

# The line in the address: «du-an?dong=DA2». It belongs to this page alone and leaves with it.
CODE = "dong"
REPORTS = (
    *("report_date", "output_done", "plan_at_report", "output_planned", "output_unit", "work_status"),
    *("disbursed_vnd", "money_share"),
)


def show(chosen: Chosen, lines: Table) -> None:
    burnups = {
        f"{one.unit_id}.{one.line_id}": one for one in outputs.read_burnups(lines, _read_reports(chosen), chosen.text)
    }
    choice = Choice(CODE, {code: one.name for code, one in burnups.items()}, preset=_find_first(burnups))
    cards.warn(filters.name_ignored(tuple(filter(None, [filters.restore_one(choice, is_kept=False)]))))
    drawn = burnups[choice.chosen()]
    reports = rows.keep(_read_reports(chosen), line_id=drawn.line_id, unit_id=drawn.unit_id)
    sources = rows.keep(cache.table("project_sources", chosen), line_id=drawn.line_id, unit_id=drawn.unit_id)
    _draw_box(choice, chosen)
    block.show(
        chosen,
        "projects_line",
        burnup.say_last(drawn, chosen.text),
        picture=(None if burnup.is_empty(drawn) else Picture.of(burnup, drawn),),
        notes=(burnup.say_why_empty(drawn, chosen.text),),
        grids=(listing.grid(rows.pick(reports, REPORTS), chosen.text),) if reports.rows else (),
        lists=(sources,),
        answers=(reports,),
    )


def _draw_box(choice: Choice, chosen: Chosen) -> None:
    st.selectbox(
        chosen.text("burnup.pick"),
        list(choice.options),
        format_func=choice.options.__getitem__,
        key=choice.key,
        on_change=filters.write_url,
        args=(choice,),
    )


def _find_first(burnups: dict[str, Burnup]) -> str:
    """Return the first line that has a picture, else the first."""
    return next((code for code, one in burnups.items() if not burnup.is_empty(one)), next(iter(burnups)))


def _read_reports(chosen: Chosen) -> Table:
    return cache.table("project_reports", chosen)
