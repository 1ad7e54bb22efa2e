"""The menu: every page, in the groups of the ward's own questions, for the roles that the page is for."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.text import Text
from dashboard.ui import cards, trail

OFFICER = ("officer",)
OFFICE = (*OFFICER, "leader")
OF_UNITS = (*OFFICE, "unit")
OF_AREAS = (*OFFICE, "area")
OPEN = (*OFFICE, "public")
OF_PLACES = (*OF_AREAS, "public")
EVERYBODY = (*OF_PLACES, "unit")


@dataclass(frozen=True, slots=True)
class Entry:
    """One page of the menu; `name` is its key in the text files, `slug` its address («» is the first page).

    What a page shows is decided in `queries`, which is told the role; `roles` spare people pages that hold nothing
    for them. `files` are the kinds of files that can be taken away there (docs/access-pages.md). `is_alone`: reached by
    a link, it fills the screen, with neither menu nor filters.
    """

    name: str
    group: str
    slug: str
    page: Callable[[], None]
    roles: tuple[str, ...] = OFFICE
    files: tuple[str, ...] = ("blocks",)
    is_alone: bool = False


# Whom a page is for, by its address. Empty where a page runs without the menu: every link is then written.
_ROLES: dict[str, tuple[str, ...]] = {}


def remember(entries: tuple[Entry, ...]) -> None:
    """Know whom each page is for, so that no link ends before a closed door."""
    _ROLES.update({entry.slug: entry.roles for entry in entries})


def lead(address: str, role: str) -> str:
    """Return the address of a page, nothing where it is closed to this role."""
    return address if role in _ROLES.get(address.partition("?")[0], (role,)) else ""


def open_page(entries: tuple[Entry, ...], role: str, text: Text) -> StreamlitPage:
    """Register every address and return the page that was asked for.

    Without a role the menu is hidden, but every address is known: a link opens its page once its reader signed in.
    """
    remember(entries)
    groups: dict[str, list[StreamlitPage]] = {}
    for entry in entries:
        is_open = not role or role in entry.roles
        page = st.Page(
            entry.page if is_open else partial(say_closed, entry.name, text),
            title=text(f"{entry.name}.title"),
            url_path=entry.slug or None,
            default=not entry.slug,
            visibility="visible" if is_open and not entry.is_alone else "hidden",
        )
        groups.setdefault(text(f"group.{entry.group}"), []).append(page)
    # Beyond twelve pages Streamlit would fold the rest, and say so in English.
    return st.navigation(groups, position="sidebar" if role else "hidden", expanded=True)


def stands_alone(page: StreamlitPage, entries: tuple[Entry, ...], role: str) -> bool:
    """Tell whether the page that was asked for fills the screen, and this role may open it."""
    return any(entry.is_alone and entry.slug == page.url_path and role in entry.roles for entry in entries)


def say_closed(name: str, text: Text) -> None:
    trail.note_refused("page", trang=name)
    cards.nothing(text("auth.closed_page"))
