"""The search box of the sidebar: khối and, in the office, households, however they are typed.

What is typed stands in the session alone: a name never gets into the address.
"""

from dataclasses import replace
from functools import lru_cache
from html import escape

import streamlit as st

from dashboard import search
from dashboard.search import Entry
from dashboard.ui import cache, cards, filters, trail
from dashboard.ui.filters import Chosen

# More are not read, they are narrowed down.
SHOWN = 8
HOUSEHOLDS = "ho"


@st.fragment
def draw() -> None:
    """Draw the box and what it finds; typing runs this alone, never the page."""
    chosen = filters.current()
    text, told = chosen.text, "areas" if cache.table("household_names", chosen).withheld else "all"
    asked = st.text_input(
        text(f"search.label_{told}"),
        # A box for each mode: what was typed in the office must not stand on the projector.
        key=f"search_{chosen.viewer.mode}",
        placeholder=text(f"search.placeholder_{told}"),
        type="search",
        live=True,
        max_chars=60,
    )
    if not (asked or "").strip():
        return
    if told == "all" and not trail.note_once("search", trail.SEARCHED, chosen):
        cards.warn(text.of(trail.UNWRITTEN))
        return
    found = search.find(asked or "", list_entries(chosen, filters.query(khoi=""), filters.query(ho="")))
    links = "".join(
        f'<li><a href="{escape(e.address)}" target="_self">{escape(e.shown)}</a></li>' for e in found[:SHOWN]
    )
    more = text("search.more", count=len(found) - SHOWN) if len(found) > SHOWN else ""
    said = more if found else text(f"search.nothing_{told}", asked=asked)
    st.html(f'<ul class="found" role="list">{links}</ul><p class="quiet" role="status">{escape(said)}</p>')


@lru_cache(maxsize=32)
def list_entries(chosen: Chosen, of_area: str, of_household: str) -> tuple[Entry, ...]:
    """Return every khối and every household this viewer may name; the addresses keep what is chosen."""
    areas = [Entry(area.name, search.fold(area.name), f"{of_area}{area.area_id}") for area in chosen.areas]
    whole = replace(chosen, filters=replace(chosen.filters, area_id=None, group=None))
    households = [
        Entry(shown, search.fold(shown), f"{HOUSEHOLDS}{of_household}{row['household_id']}")
        for row in cache.table("household_names", whole).records()
        if (shown := " · ".join(filter(None, (row["head_name"], row["area_name"], row["household_code"]))))
    ]
    return (*areas, *households)
