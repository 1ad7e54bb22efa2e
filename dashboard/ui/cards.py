"""The blocks a page is made of: heading, chart, table, note, source. Words and numbers come before pictures."""

from functools import lru_cache
from html import escape
from pathlib import Path
from types import ModuleType

import plotly.graph_objects as go
import streamlit as st

import queries
from dashboard import theme
from dashboard.charts import bullet
from dashboard.charts.bullet import Bullet
from dashboard.text import Text
from dashboard.ui import cache, crosstabs, provenance, tables
from dashboard.ui.filters import Chosen
from queries import Result, Table


@lru_cache(maxsize=1)
def read_style() -> str:
    return f"<style>{Path(__file__).with_name('style.css').read_text(encoding='utf-8')}</style>"


def style() -> None:
    st.html(read_style())


def heading(name: str, finding: str, chosen: Chosen, *answers: Result | Table) -> None:
    """Open a page: its name, its finding as the title, the badge line, «Dữ liệu mẫu» while nothing real is loaded."""
    ward = queries.reference()
    sample = f'<p class="sample">{chosen.text("sample")}</p>' if ward.is_sample else ""
    badges = escape(provenance.badge_line(chosen, ward, *answers))
    st.html(
        f'<header class="heading">{sample}<p class="eyebrow">{chosen.text(f"{name}.title")}</p>'
        f'<h1>{escape(finding)}</h1><p class="badges">{badges}</p></header>'
    )


def section(finding: str, *details: str) -> None:
    """Open a section of a page with its own finding."""
    more = "".join(f"<p>{escape(words)}</p>" for words in details if words)
    st.html(f'<header class="finding"><h2>{escape(finding)}</h2>{more}</header>')


def chart(kind: ModuleType, chosen: Chosen, *parts: object, key: str) -> None:
    """Draw with one module of `dashboard.charts`, and say the same in words for those who cannot see it."""
    figure, words = _draw(kind, parts, chosen.text)
    st.plotly_chart(figure, theme=None, config=theme.PLOTLY_CONFIG[chosen.text.lang], alt=words, key=key)


@lru_cache(maxsize=256)
def _draw(kind: ModuleType, parts: tuple[object, ...], text: Text) -> tuple[go.Figure, str]:
    figure = kind.draw(*parts, text).update_layout(separators=theme.SEPARATORS[text.lang])
    return figure, kind.describe(*parts, text)


def bullets(rows: tuple[Bullet, ...], chosen: Chosen) -> None:
    st.html(bullet.markup(rows, chosen.text))


def table(asked: Table, chosen: Chosen, link: str = "") -> None:
    """Show a table, the reason why it is withheld, or that it is empty; never an empty frame."""
    if asked.withheld:
        note(chosen.text.of(asked.withheld))
    elif not asked.rows:
        note(chosen.text("empty.table", title=chosen.text.of(asked.title)))
    else:
        st.html(tables.markup(asked, chosen.text, link))


def matrix(asked: Table, chosen: Chosen, link: str = "", cell: tuple[str, str] | None = None) -> None:
    """Show a table of begin and end classes as a cross table, whose cells lead to their households under `link`."""
    if asked.rows:
        st.html(crosstabs.transition(asked, chosen.text, link, cell))


def by_area(chosen: Chosen, *indicator_ids: str) -> None:
    """Show indicators khối by khối; nothing when one khối is chosen, the reason when they may not be told apart."""
    if chosen.filters.area_id:
        return
    answers = tuple(cache.value(indicator_id, chosen, by="area_id") for indicator_id in indicator_ids)
    told = [answer for answer in answers if answer.rows and not answer.withheld]
    note(*dict.fromkeys(chosen.text.of(answer.withheld) for answer in answers))
    if told:
        st.html(crosstabs.by_area(tuple(told), chosen.text))


def listing(asked: Table, chosen: Chosen) -> None:
    """Show a long list folded; a list that is withheld is replaced by the reason."""
    if asked.withheld or not asked.rows:
        table(asked, chosen)
    else:
        listed = tables.markup(tables.drop_blank(asked), chosen.text)
        title = chosen.text("table.folded", title=chosen.text.of(asked.title), rows=len(asked.rows))
        st.html(f'<details class="listing"><summary>{escape(title)}</summary>{listed}</details>')


def note(*sentences: str) -> None:
    """Say something quietly; empty sentences are left out."""
    _say("note", sentences)


def small(*sentences: str) -> None:
    """Say what only the officer needs, in small print."""
    _say("small", sentences)


def warn(*sentences: str) -> None:
    _say("warning", tuple(f"▲ {sentence}" for sentence in sentences if sentence))


def source(chosen: Chosen, *answers: Result | Table) -> None:
    st.html(provenance.source_block(chosen.text, *answers))


def nothing(*sentences: str) -> None:
    """Say that a block has nothing to show, and what to do."""
    _say("empty", sentences)


def empty(chosen: Chosen, answer: Result) -> None:
    """Say what to do where no figures are loaded; why a number is withheld or does not apply stands in the heading."""
    if answer.total is None and not answer.withheld:
        _say("empty", (chosen.text("empty.todo"),))


def _say(name: str, sentences: tuple[str, ...]) -> None:
    lines = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences if sentence)
    if lines:
        st.html(f'<div class="{name}">{lines}</div>')
