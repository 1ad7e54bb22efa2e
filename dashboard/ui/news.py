"""What changed since the snapshot before, on the overview; nothing where there is none."""

from functools import lru_cache
from html import escape

import streamlit as st

import queries
from dashboard.briefing.news import tell_since
from dashboard.findings.news import News
from dashboard.ui import cache
from dashboard.ui.filters import Chosen


def show(chosen: Chosen) -> None:
    if told := _read(chosen):
        items = "".join(f"<li>{escape(sentence)}</li>" for sentence in told.sentences)
        listed = f"<ul>{items}</ul>" if items else ""
        st.html(f'<section class="news finding"><h2>{escape(told.finding)}</h2>{listed}</section>')


@lru_cache(maxsize=cache.KEPT)
def _read(chosen: Chosen) -> News | None:
    """Return what changed for this question; a snapshot and the one before it never change."""
    before = queries.open_before()
    if before is None:
        return None
    return tell_since(cache.sit(chosen), before)
