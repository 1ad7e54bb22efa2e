"""The menu: every page, in the groups of the ward's own questions."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.text import Text


@dataclass(frozen=True, slots=True)
class Entry:
    """One page of the menu; `name` is its key in the text files, `slug` its address («» is the first page)."""

    name: str
    group: str
    slug: str
    page: Callable[[], None]


def open_page(entries: tuple[Entry, ...], text: Text) -> StreamlitPage:
    """Register every address and return the page that was asked for."""
    groups: dict[str, list[StreamlitPage]] = {}
    for entry in entries:
        page = st.Page(
            entry.page,
            title=text(f"{entry.name}.title"),
            url_path=entry.slug or None,
            default=not entry.slug,
        )
        groups.setdefault(text(f"group.{entry.group}"), []).append(page)
    # Beyond twelve pages Streamlit would fold the rest, and say so in English.
    return st.navigation(groups, position="sidebar", expanded=True)
