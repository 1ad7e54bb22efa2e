"""The scenes of a meeting on the projector: the scene stands in the address, keys and buttons turn the page.

Whoever opens it and however, it answers as the projector does: no names, nothing to take away.
"""

from functools import lru_cache
from html import escape

import streamlit as st

import queries
from dashboard.briefing import SCENES, Desk, read_heading, tell_scene
from dashboard.export.scene_markup import write_scene
from dashboard.text import Text
from dashboard.ui import auth, cache, cards, filters
from dashboard.ui.choices import Choice
from dashboard.ui.filters import Chosen
from queries import Mode

SCENE = "canh"
LAST = len(SCENES)
# Where «Thoát» leads.
DOCUMENTS = "bao-cao"


def show(chosen: Chosen) -> None:
    text = chosen.text
    desk = Desk(queries.default_warehouse(), chosen.filters, auth.viewer(Mode.MEETING), text)
    choice = Choice(SCENE, {str(place): name for place, name in enumerate(SCENES, start=1)})
    refused = filters.restore_one(choice, is_kept=False)
    place = int(choice.chosen())
    warning = text.of(desk.warehouse.warning)
    with st.container(key="stage", gap=None):
        st.html(_write(desk, place, (filters.name_ignored((refused,)) if refused else "", warning)))
        _draw_buttons(choice, place, text)
        _draw_keys(choice, place, text)
    cards.printed(text("print.no_files"))


@lru_cache(maxsize=cache.KEPT)
def _write(desk: Desk, place: int, notes: tuple[str, ...]) -> str:
    scene = tell_scene(tuple(SCENES)[place - 1], desk)
    return write_scene(scene, read_heading(desk), desk.text("stage.place", place=place, total=LAST), desk.text, *notes)


def _draw_buttons(choice: Choice, place: int, text: Text) -> None:
    with st.container(key="stage_buttons", horizontal=True, gap="small"):
        if st.button(text("stage.leave"), key="stage_leave", shortcut="Esc"):
            st.switch_page(st.Page(_turn, url_path=DOCUMENTS))
        st.html(f'<p class="place">{place}/{LAST}<span class="lost"> · {escape(text("stage.lost"))}</span></p>')
        _draw_step(choice, "back", place - 1, "Left", text)
        _draw_step(choice, "next", place + 1, "Right", text)


def _draw_keys(choice: Choice, place: int, text: Text) -> None:
    """The keys of a clicker: a button has one key, so these stand behind the picture."""
    with st.container(key="stage_keys"):
        _draw_step(choice, "first", 1, "Home", text)
        _draw_step(choice, "last", LAST, "End", text)
        _draw_step(choice, "back_key", place - 1, "PageUp", text)
        _draw_step(choice, "next_key", place + 1, "PageDown", text)


def _draw_step(choice: Choice, name: str, to: int, key: str, text: Text) -> None:
    label = text(f"stage.{name}")
    is_end = not 1 <= to <= LAST
    st.button(label, key=f"stage_{name}", shortcut=key, disabled=is_end, on_click=_turn, args=(choice, to))


def _turn(choice: Choice, to: int) -> None:
    """Put the scene in the address; two quick presses are two steps, but none beyond the end."""
    st.session_state[choice.key] = str(to)
    filters.write_url(choice)
