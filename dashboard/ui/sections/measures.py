"""Alkire and Foster's measures, folded: complementary, they decide nobody's class."""

from functools import lru_cache

import streamlit as st

import queries
from dashboard import findings
from dashboard.grids import deprivations as grids
from dashboard.ui import block, cards
from dashboard.ui.filters import Chosen
from queries import Measured, Table

KEY, USUAL = "measure_shortfalls", 3


def show(chosen: Chosen, matrix: Table) -> None:
    text, most = chosen.text, len(matrix.rows)
    with st.expander(text("measures.title")):
        cards.note(text("measures.complementary"))
        shortfalls = st.slider(text("measures.cutoff"), 1, most, min(USUAL, most), key=KEY) if most > 1 else most
        measured = measure(shortfalls, chosen)
        if measured.withheld:
            cards.note(text.of(measured.withheld))
            return
        block.show(
            chosen,
            "measures",
            findings.measured_poverty(measured, text),
            notes=(text("measures.how"), text("measures.no_error"), findings.unmeasured(measured, text)),
            grids=grids.measures(measured, matrix, text),
            answers=(matrix,),
        )


@lru_cache(maxsize=64)
def measure(shortfalls: int, chosen: Chosen) -> Measured:
    return queries.measure_households(shortfalls, chosen.filters, viewer=chosen.viewer)
