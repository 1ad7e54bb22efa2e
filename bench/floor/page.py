"""One bare page: the charts, tables, texts and widgets of our page of that name, all of them constants.

With `answers` in the address it shows under another khối what ours shows there: constants as well, but others.
"""

import json
from collections.abc import Callable
from itertools import count
from typing import Any

import plotly.graph_objects as go
import streamlit as st
from constants import FILTER, HOUSEHOLDS, LABELS, PAGES

keys = count()
HELD = PAGES[st.query_params["page"]]
ANSWERS = HELD["answers"] if "answers" in st.query_params else {}


def draw(piece: dict[str, Any], button: Callable[..., bool] = st.button) -> None:
    """Draw one piece, in a form with its kind of button."""
    text, options, key = piece["text"], piece["options"], f"piece_{next(keys)}"
    match piece["kind"]:
        case "html":
            st.html(text.replace("<h1>", f"<h1>{st.session_state.get(FILTER, '')} ", 1))
        case "plotly_chart":
            figure = go.Figure(json.loads(text) if ANSWERS else go.Bar(x=LABELS, y=HOUSEHOLDS))
            st.plotly_chart(figure, theme=None, key=key)
        case "selectbox":
            st.selectbox(text, options, key=key)
        case "multiselect":
            st.multiselect(text, options, key=key)
        case "slider":
            st.slider(text, *map(int, options), key=key)
        case "button_group":
            st.segmented_control(text, options, default=options[0], required=True, key=key)
        case "text_input":
            st.text_input(text, key=key)
        case "date_input":
            st.date_input(text, value=None, key=key)
        case "file_uploader":
            st.file_uploader(text, accept_multiple_files=True, key=key)
        case "button":
            button(text, key=key)
        case "empty":
            st.empty()
        case "download_button":
            st.download_button(text, lambda: b"", key=key)
        case "form":
            with st.form(key):
                for child in piece["children"]:
                    draw(child, st.form_submit_button)
        case "flex_container" if {child["kind"] for child in piece["children"]} == {"column"}:
            for column, child in zip(st.columns(len(piece["children"])), piece["children"], strict=True):
                with column:
                    for part in child["children"]:
                        draw(part, button)
        case block:
            opened = {"flex_container": st.container, "expandable": st.expander, "popover": st.popover}[block]
            with opened(text) if text else opened():
                for child in piece["children"]:
                    draw(child, button)


page = ANSWERS.get(st.session_state.get(FILTER), HELD["page"])
with st.sidebar:
    for piece in page["sidebar"]:
        if piece["text"] == FILTER:
            st.selectbox(FILTER, piece["options"], key=FILTER)
        else:
            draw(piece)
for piece in page["main"]:
    draw(piece)
