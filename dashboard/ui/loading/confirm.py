"""What cannot be taken back by mistake: a button, then the same asked once more."""

from html import escape

import streamlit as st

from dashboard.text import Text


def button(key: str, label: str, question: str, sure: str, text: Text, *, disabled: bool = False) -> bool:
    """Draw the button; True in the run in which the second click came."""
    asked = f"{key}_asked"
    if not st.session_state.get(asked):
        st.button(label, key=key, disabled=disabled, on_click=_set, args=(asked, True))
        return False
    with st.container(horizontal=True, vertical_alignment="center", key=f"{key}_question"):
        st.html(f'<p class="question" role="alert">{escape(question)}</p>')
        is_sure = st.button(sure, key=f"{key}_sure", type="primary", disabled=disabled)
        st.button(text("load.no"), key=f"{key}_no", on_click=_set, args=(asked, False))
    if is_sure:
        _set(asked, False)
    return is_sure


def _set(key: str, value: bool) -> None:
    st.session_state[key] = value
