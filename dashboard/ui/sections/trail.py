"""The trail on the page: what is wrong with it, its newest lines by kind of act, the digest to write down."""

import streamlit as st

import queries
from dashboard.grids import trail as grids
from dashboard.ui import block, cards, switch
from dashboard.ui.choices import Choice
from dashboard.ui.filters import Chosen
from trail import CHANGED, DOORS, PUBLISHED, READ, Entry, Verdict, find_trail, read_all

# More are in the file; the newest are what is asked about.
SHOWN = 300
EVERY = "tat_ca"
KINDS = {EVERY: (), "xem": READ, "sua": CHANGED, "cong_bo": PUBLISHED, "vao": DOORS}


def read() -> tuple[Verdict, tuple[Entry, ...]]:
    return read_all(find_trail(queries.find_data_dir()))


def show_faults(verdict: Verdict, chosen: Chosen) -> None:
    if not verdict.is_whole:
        cards.warn(chosen.text("trail.what_to_do"))
        st.html(grids.faults(verdict, chosen.text).html)


def show_entries(entries: tuple[Entry, ...], chosen: Chosen) -> None:
    """Show the newest lines of one kind; the file of the block holds them all."""
    text, choice = chosen.text, Choice("loai_viec", {code: chosen.text(f"trail.kind_{code}") for code in KINDS})
    kind = switch.restore(choice)
    switch.draw(choice, text("trail.kind"))
    told = tuple(entry for entry in entries if kind == EVERY or entry.act.act in KINDS[kind])
    if not told:
        cards.nothing(text("trail.none"))
        return
    whole = grids.entries(told, text)
    cut = text("table.cut", shown=SHOWN, rows=len(told)) if len(told) > SHOWN else ""
    markup = grids.entries(told[:SHOWN], text).html
    block.show(chosen, "trail", "", notes=(cut,), grids=(whole,), markup=markup)


def show_head(verdict: Verdict, chosen: Chosen) -> None:
    if verdict.lines:
        cards.note(chosen.text("trail.head", digest=verdict.head))
