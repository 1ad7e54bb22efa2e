"""The households on the list, found without accents, each a way to its card; those that left and may fall back."""

from dataclasses import replace

import streamlit as st

import queries
from dashboard import findings, search
from dashboard import format as fmt
from dashboard.grids import listing, rows
from dashboard.search import Entry
from dashboard.text import Text
from dashboard.ui import block, cache, cards, consultation, filters
from dashboard.ui.filters import Chosen
from queries import Table, words_of

CONSULTED = ("consulted", "not_consulted")


def show(chosen: Chosen, listed: Table) -> None:
    """Show the list, narrowed by what is typed; that stands in the session alone, never in the address."""
    text = chosen.text
    asked = st.text_input(
        text("household.search"), key="household_search", placeholder=text("household.placeholder"), max_chars=60
    )
    found = keep_consulted(keep_found(listed, asked or ""), text)
    if not found.rows:
        cards.nothing(text("household.nothing", asked=asked) if asked else text("empty.todo"))
        return
    link = f"ho{filters.query(ho='')}"
    block.show(
        chosen, "household_list", "", grids=(listing.grid(rows.drop_blank(found), text, link),), answers=(listed,)
    )
    offer_sheets(chosen)


def offer_sheets(chosen: Chosen) -> None:
    """Offer the sheets of the khối that is chosen: those of the whole ward are nobody's to hand out."""
    text, area_id = chosen.text, chosen.filters.area_id
    if area_id is None:
        cards.small(text("consultation.pick_area"))
        return
    asked = consultation.list_asked(chosen)
    label = text("consultation.of_area", count=fmt.counted(len(asked), "household", text))
    consultation.offer(chosen, asked, label, "ca_khoi")


def keep_consulted(listed: Table, text: Text) -> Table:
    """Return the households consulted, or those not yet, as is chosen; in a year without any nobody is asked."""
    if not any(listed.column("consulted")):
        return listed
    names = {code: text.of(words_of("consulted", code)) for code in CONSULTED}
    asked = st.segmented_control(
        text("wishes.filter"), CONSULTED, format_func=names.__getitem__, key="household_consulted"
    )
    return rows.keep(listed, consulted=asked) if asked else listed


def keep_found(listed: Table, asked: str) -> Table:
    """Return the rows that the search finds, in the order of the list; all of them where nothing is asked."""
    if not asked.strip():
        return listed
    names = ("head_name", "area_name", "household_code")
    folded = [search.fold(" ".join(str(row[name]) for name in names if row[name])) for row in listed.records()]
    entries = [Entry("", words, str(place)) for place, words in enumerate(folded)]
    wanted = {int(entry.address) for entry in search.find(asked, entries)}
    return replace(listed, rows=tuple(row for place, row in enumerate(listed.rows) if place in wanted))


def show_risk(chosen: Chosen) -> None:
    """Show who left the list lately, those whom something befell first in the sentence; the rule is printed."""
    text, left = chosen.text, cache.table("relapse_risk", chosen)
    settings = queries.reference().settings
    months, events = int(settings["newly_escaped_months"].value), settings["relapse_shock_events"].value.split(";")
    grid = listing.grid(rows.drop_blank(left), text, f"ho{filters.query(ho='')}") if left.rows else None
    block.show(
        chosen,
        "household_risk",
        findings.risk(left, months, text),
        notes=(findings.risk_rule(months, events, text),),
        grids=(grid,),
        answers=(left,),
    )
