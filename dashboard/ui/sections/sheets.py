"""The sheets of the nine đầu mối: ways to each, and on the sheet of one what the plan gives it to do."""

from functools import lru_cache
from html import escape

import streamlit as st

import queries
from dashboard.grids import listing, rows
from dashboard.text import Text
from dashboard.ui import block, cache, cards, filters
from dashboard.ui.filters import Chosen
from queries import WorkUnit

DUTIES = ("place", "duty")


def find_unit(chosen: Chosen) -> WorkUnit | None:
    return next((unit for unit in queries.reference().units if unit.unit_id == chosen.filters.unit_id), None)


def name_sheet(chosen: Chosen, finding: str, *, has_lines: bool) -> str:
    """Return «Phiếu đôn đốc – Phòng Văn hóa - Xã hội: …» while one unit is chosen, else the finding alone."""
    unit = find_unit(chosen)
    if unit is None:
        return finding
    if not has_lines:
        finding = chosen.text("sheets.no_lines")
    return chosen.text(
        "sheets.heading", sheet=_title(unit, chosen.text), unit=_name(unit, chosen.text), finding=finding
    )


def show(chosen: Chosen) -> None:
    unit = find_unit(chosen)
    if unit is None:
        cards.section(chosen.text("sheets.finding", count=len(queries.reference().units)))
        st.html(list_sheets(filters.query(don_vi=""), chosen.text, queries.reference().units))
        return
    duties = cache.table("duty_list", chosen)
    finding = chosen.text("sheets.duties", count=len(duties.rows), unit=_name(unit, chosen.text))
    plan = chosen.text("sheets.plan", document=queries.reference().ward.plan_document)
    block.show(chosen, "unit_duties", finding, plan, grids=(listing.grid(rows.pick(duties, DUTIES), chosen.text),))


@lru_cache(maxsize=64)
def list_sheets(link: str, text: Text, units: tuple[WorkUnit, ...]) -> str:
    """Return a link to the sheet of each unit, which is this page for that unit alone."""
    items = "".join(
        f'<li><a href="{escape(link + unit.unit_id)}" target="_self">{escape(_name(unit, text))}</a> '
        f'<span class="quiet">{escape(_title(unit, text))}</span></li>'
        for unit in units
    )
    return f'<ul class="sheets">{items}</ul>'


def _name(unit: WorkUnit, text: Text) -> str:
    return unit.name_en if text.lang == "en" else unit.name


def _title(unit: WorkUnit, text: Text) -> str:
    return text("sheets.title") if text.lang == "en" else unit.sheet_title
