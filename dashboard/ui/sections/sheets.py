"""The sheets of the nine đầu mối: which is chosen, what it is called, and the way to each."""

from functools import lru_cache
from html import escape

import streamlit as st

import queries
from dashboard.briefing.unit_sheets import name_kind, name_unit
from dashboard.text import Text
from dashboard.ui import cards, filters
from dashboard.ui.filters import Chosen
from queries import WorkUnit

# Where the sheets are: the page of tasks, for one unit alone.
PAGE = "nhiem-vu"


def find_unit(chosen: Chosen) -> WorkUnit | None:
    return next((unit for unit in queries.reference().units if unit.unit_id == chosen.filters.unit_id), None)


def name_sheet(unit: WorkUnit, finding: str, text: Text) -> str:
    """Return «Phiếu đôn đốc – Phòng Văn hóa - Xã hội. …»."""
    return text("sheets.heading", sheet=name_kind(unit, text), unit=name_unit(unit, text), finding=finding)


def show(chosen: Chosen) -> None:
    """Show the way to the sheet of each unit."""
    units = queries.reference().units
    cards.section(chosen.text("sheets.finding", count=len(units)))
    st.html(list_sheets(f"{PAGE}{filters.query(don_vi='')}", chosen.text, units))


@lru_cache(maxsize=64)
def list_sheets(link: str, text: Text, units: tuple[WorkUnit, ...]) -> str:
    """Return a link to the sheet of each unit."""
    items = "".join(
        f'<li><a href="{escape(link + unit.unit_id)}" target="_self">{escape(name_unit(unit, text))}</a> '
        f'<span class="quiet">{escape(name_kind(unit, text))}</span></li>'
        for unit in units
    )
    return f'<ul class="sheets">{items}</ul>'
