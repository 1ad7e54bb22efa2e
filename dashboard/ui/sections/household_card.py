"""The card of one household: its rounds, its indicators, members, help, wishes, and whether it may fall back."""

from dataclasses import replace
from html import escape

import streamlit as st

import queries
from dashboard import findings
from dashboard.grids import household as grids
from dashboard.grids import listing, rows
from dashboard.ui import block, cache, cards, consultation, filters, households, provenance, trail
from dashboard.ui.filters import Chosen
from dashboard.ui.sections.wishes import drop_silent
from queries import Table

PARTS = ("household_life", "household_members", "household_help", "household_wishes")


def read_asked() -> str | None:
    """Return the household that the address names, None where it names none."""
    return st.query_params.get("ho") or None


def forget_asked(household_id: str) -> None:
    """Name an id that nobody knows, and take it out of the address."""
    st.query_params.pop("ho", None)
    trail.note_refused("ho", ho=household_id)
    cards.warn(filters.name_ignored((filters.name_values("ho", [household_id]),)))


def ask(chosen: Chosen, household_id: str) -> Chosen:
    return replace(chosen, filters=replace(chosen.filters, household_id=household_id))


def show(chosen: Chosen, household_id: str, timeline: Table) -> None:
    """Show everything that is loaded of one household, what it lacks now first, its whole history last."""
    text, asked = chosen.text, ask(chosen, household_id)
    address = escape(f"ho{filters.query()}")
    back = f'<p class="back"><a href="{address}" target="_self">{text("household.back")}</a></p>'
    st.html(back)
    known_id = str(timeline.records()[-1]["household_id"])
    show_risk(chosen, known_id)
    card = consultation.find_card(chosen, known_id)
    consultation.offer(chosen, [card] if card else [], text("consultation.one"), known_id)
    life, members, help_, told = (cache.table(name, asked) for name in PARTS)
    standards = tuple((each.standard_id, text.of(each.words)) for each in queries.reference().standards)
    block.show(
        chosen,
        "household_life",
        findings.life(life, text),
        notes=(text("household.life_key"),),
        grids=(grids.life_map(life, standards, text),),
        answers=(life,),
    )
    show_rows(chosen, "household_members", findings.members(members, text), members)
    show_rows(chosen, "household_help", findings.help_of(help_, text), help_)
    show_rows(chosen, "household_wishes", findings.wishes_of(told, text), drop_silent(told))
    events = cache.table("household_events", asked)
    st.html(households.markup(timeline, events, text) + provenance.source_block(text, timeline))


def show_risk(chosen: Chosen, household_id: str) -> None:
    """Say of a household that left whether something befell it since."""
    listed = cache.table("relapse_risk", replace(chosen, filters=replace(chosen.filters, area_id=None)))
    found = [row for row in listed.records() if row["household_id"] == household_id]
    cards.note(*(findings.risk_of_one(row, chosen.text) for row in found))


def show_rows(chosen: Chosen, name: str, finding: str, table: Table) -> None:
    grid = listing.grid(rows.drop_blank(rows.leave_out(table, "household_id")), chosen.text) if table.rows else None
    block.show(chosen, name, finding, grids=(grid,), answers=(table,) if table.rows else ())
