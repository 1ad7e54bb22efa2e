"""What every number means: the headers of the SQL files, found however they are typed."""

from functools import lru_cache

import streamlit as st

import queries
from dashboard import search
from dashboard.grids import quality as grids
from dashboard.text import Text
from dashboard.ui import cards, filters
from dashboard.ui.filters import Chosen
from dashboard.ui.sections.quality import part
from queries import Indicator, TableDefinition


@st.fragment
def show() -> None:
    """Draw the box and what it finds; typing runs this alone, never the page."""
    chosen = filters.current()
    text = chosen.text
    asked = st.text_input(
        text("definitions.label"),
        key="definitions_search",
        placeholder=text("definitions.placeholder"),
        type="search",
        live=True,
        max_chars=60,
    )
    found = find(asked or "", text)
    count = {"indicators": sum(isinstance(one, Indicator) for one in found), "found": len(found)}
    cards.section(text("definitions.finding", **count) if found else text("definitions.nothing", asked=asked))
    if found:
        st.html(grids.definitions(found, link(chosen), text).html)


def link(chosen: Chosen) -> str:
    return part.link(chosen, part.ROWS, "so")


@lru_cache(maxsize=256)
def find(asked: str, text: Text) -> tuple[Indicator | TableDefinition, ...]:
    """Return the definitions in which every word asked for begins a word; all of them for nothing."""
    known = (*queries.indicators(), *queries.tables())
    if not asked.strip():
        return known
    entries = [search.Entry(str(place), _fold(one, text), one.id) for place, one in enumerate(known)]
    return tuple(known[int(entry.shown)] for entry in search.find(asked, entries))


def _fold(one: Indicator | TableDefinition, text: Text) -> str:
    return search.fold(f"{text.of(one.title)} {text.of(one.definition)} {one.id.replace('_', ' ')} {one.id}")
