"""Which part of the page is open, and what is asked for within it: «?phan=quy_tac&quy_tac=closing_class»."""

import streamlit as st

from dashboard.text import Text
from dashboard.ui import cards, filters, switch
from dashboard.ui.choices import Choice
from dashboard.ui.filters import Chosen

SENT, RULES, SUMS, FILES, DEFINITIONS, ROWS = "day_du", "quy_tac", "doi_chieu", "tep", "cach_tinh", "dong_nguon"
PARTS = (SENT, RULES, SUMS, FILES, DEFINITIONS, ROWS)
# What is asked for within one part and means nothing in another: a rule, an indicator or table.
WITHIN = {"quy_tac": RULES, "so": ROWS}


def restore(text: Text) -> str:
    """Read the address; what belongs to another part leaves it."""
    part = switch.restore(_choice(text))
    for code, home in WITHIN.items():
        if part != home and code in st.query_params:
            del st.query_params[code]
    return part


def draw(text: Text) -> None:
    switch.draw(_choice(text), text("part.label"))


def read_asked(code: str, known: tuple[str, ...]) -> str | None:
    """Return what the address asks for within a part; what nobody knows is named and left."""
    asked = st.query_params.get(code)
    if asked is None or asked in known:
        return asked
    cards.warn(filters.name_ignored((filters.name_values(code, [asked]),)))
    del st.query_params[code]
    return None


def link(chosen: Chosen, part: str, within: str) -> str:
    """Return an address that ends where the rule or number goes, "" where rows may not be read."""
    return filters.query(phan=part, **{within: ""}) if chosen.is_inside else ""


def _choice(text: Text) -> Choice:
    return Choice("phan", {code: text(f"part.{code}") for code in PARTS})
