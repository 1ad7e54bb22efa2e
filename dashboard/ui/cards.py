"""What a page says outside its blocks: its heading, and sentences that are quiet, loud, small or instead of numbers."""

from html import escape

import streamlit as st

import queries
from dashboard.findings import provenance
from dashboard.ui.filters import Chosen
from queries import Result, Table


def heading(name: str, finding: str, chosen: Chosen, *answers: Result | Table) -> None:
    """Open a page: its name, its finding as the title, the badge line, «Dữ liệu mẫu» while nothing real is loaded."""
    ward = queries.reference()
    sample = f'<p class="sample">{chosen.text("sample")}</p>' if ward.is_sample else ""
    badges = escape(provenance.badge_line(chosen.filters, chosen.text, ward, *answers))
    st.html(
        f'<header class="heading">{sample}<p class="eyebrow">{chosen.text(f"{name}.title")}</p>'
        f'<h1>{escape(finding)}</h1><p class="badges">{badges}</p></header>'
        f"{_printed(chosen.text('print.files' if chosen.has_files else 'print.no_files'))}"
    )


def printed(words: str) -> None:
    """Say what stands on paper in the place of a page."""
    st.html(_printed(words))


def _printed(words: str) -> str:
    return f'<p class="printed">{escape(words)}</p>'


def section(finding: str, *details: str) -> None:
    """Open a section with its own finding."""
    st.html(write_section(finding, *details))


def write_section(finding: str, *details: str) -> str:
    more = "".join(f"<p>{escape(words)}</p>" for words in details if words)
    return f'<header class="finding"><h2>{escape(finding)}</h2>{more}</header>'


def note(*sentences: str) -> None:
    """Say something quietly; empty sentences are left out."""
    _say("note", sentences)


def write_note(*sentences: str) -> str:
    return _write("note", sentences)


def small(*sentences: str) -> None:
    """Say what only the officer needs, in small print."""
    _say("small", sentences)


def warn(*sentences: str, holds_place: bool = False) -> None:
    """Warn. `holds_place` where another khối has nothing to warn of: else all below moves, and is made anew."""
    warnings = tuple(f"▲ {sentence}" for sentence in sentences if sentence)
    _say("warning", warnings)
    if holds_place and not warnings:
        st.empty()


def nothing(*sentences: str) -> None:
    """Say that a block has nothing to show, and what to do."""
    _say("empty", sentences)


def empty(chosen: Chosen, answer: Result) -> None:
    """Say what to do where no figures are loaded; why a number is withheld or does not apply stands in the heading."""
    if answer.total is None and not answer.withheld:
        _say("empty", (chosen.text("empty.todo"),))


def _say(name: str, sentences: tuple[str, ...]) -> None:
    if words := _write(name, sentences):
        st.html(words)


def _write(name: str, sentences: tuple[str, ...]) -> str:
    lines = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences if sentence)
    return f'<div class="{name}">{lines}</div>' if lines else ""
