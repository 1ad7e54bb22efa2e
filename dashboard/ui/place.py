"""Where on the page of movements the reader stands: section, cell of the transition table, household.

All three stand in the address, and only on that page. Section and shared filters are one more `Choice`; cell and
household are links, so the address alone remembers them.
"""

from dataclasses import dataclass

import streamlit as st

from dashboard.grids.crosstabs import CLASSES
from dashboard.ui import filters
from dashboard.ui.choices import Choice, language, read_section

# What belongs to one section and leaves with it.
WITHIN = ("o", "ho")


@dataclass(frozen=True, slots=True)
class Place:
    """`cell` is (class at the opening, class at the end). `ignored`: what the address asked for and nobody knows."""

    section: str
    cell: tuple[str, str] | None
    household_id: str | None
    ignored: tuple[str, ...]


def restore() -> Place:
    """Read the address before anything is drawn."""
    choice = read_section(language())
    ignored = [filters.restore_one(choice, is_kept=False)]
    cell = _read_cell(st.query_params.get("o"), ignored)
    return Place(choice.chosen(), cell, st.query_params.get("ho") or None, tuple(filter(None, ignored)))


def draw_switch() -> None:
    choice = read_section(language())
    st.segmented_control(
        language()("section.label"),
        list(choice.options),
        format_func=choice.options.__getitem__,
        key=choice.key,
        required=True,
        label_visibility="collapsed",
        on_change=_open_section,
        args=(choice,),
    )


def link(section: str, **within: str) -> str:
    """Return the address of a place on this page that keeps the filters: `?khoi=khoi_7&muc=…&ho=…`."""
    choice = read_section(language())
    named = {} if section == choice.default else {choice.code: section}
    return filters.query(**named, **within) or "?"


def open_household(key: str) -> None:
    """Follow the box «Xem hộ»: put the chosen household in the address."""
    chosen = st.session_state.get(key)
    if chosen:
        st.query_params["ho"] = chosen


def _open_section(choice: Choice) -> None:
    for code in WITHIN:
        st.query_params.pop(code, None)
    filters.write_url(choice)


def _read_cell(asked: str | None, ignored: list[str]) -> tuple[str, str] | None:
    """Return the two classes of «poor-near_poor»; anything else is named and left."""
    begin, _, end = (asked or "").partition("-")
    if begin in CLASSES and end in CLASSES:
        return begin, end
    if asked is not None:
        ignored.append(filters.name_values("o", [asked]))
        st.query_params.pop("o", None)
    return None
