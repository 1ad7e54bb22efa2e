"""«Đã để riêng»: what no number counts though it is kept: who set it aside, when and why; a file is used again by a
draft of it, seen before it counts."""

from html import escape

import streamlit as st

import queries
from dashboard import format as fmt
from dashboard.text import Text
from dashboard.ui import cards
from dashboard.ui.loading import desk, job, moments
from dashboard.ui.loading.desk import LeftOut

FILE = "file"


def show(who: str, text: Text) -> None:
    left_out = desk.list_left_out()
    if left_out:
        with st.expander(text("aside.title", count=fmt.padded(len(left_out), text)), key="left_out"):
            cards.small(text("aside.how"))
            for number, one in enumerate(left_out):
                _show_one(number, one, who, text)


def _show_one(number: int, one: LeftOut, who: str, text: Text) -> None:
    with st.container(border=True, key=f"left_out_{number}"):
        key = "aside.file" if one.what == FILE else "aside.lines"
        name = text(key, name=one.name, first=one.lines[0], last=one.lines[1])
        told = " · ".join(filter(None, (one.by, moments.of_iso(one.at, text), one.reason)))
        st.html(f'<p>{escape(name)}</p><p class="quiet">{escape(told)}</p>')
        if one.what != FILE:
            return
        if st.button(text("aside.use_again"), key=f"use_again_{number}", disabled=job.is_busy()):
            _use_again(one, who, text)


def _use_again(one: LeftOut, who: str, text: Text) -> None:
    path = queries.find_data_dir().resolve() / "raw" / one.name
    if not who:
        cards.warn(text("load.who_missing"))
    elif not path.is_file():
        cards.warn(text("aside.gone", name=one.name))
    else:
        job.start("draft", "draft", f"--by={who}", "--", str(path))
        st.rerun()
