"""A row of buttons within a page: what it chooses stands in the address, and leaves it with the page."""

import streamlit as st

from dashboard.ui import cards, filters
from dashboard.ui.choices import Choice


def restore(choice: Choice) -> str:
    """Bring the choice in step with the address and return it; a value that nobody knows is named."""
    ignored = filters.restore_one(choice, is_kept=False)
    if ignored:
        cards.warn(filters.name_ignored((ignored,)))
    return choice.chosen()


def draw(choice: Choice, label: str) -> None:
    st.segmented_control(
        label,
        list(choice.options),
        format_func=choice.options.__getitem__,
        key=choice.key,
        required=True,
        label_visibility="collapsed",
        on_change=filters.write_url,
        args=(choice,),
    )
