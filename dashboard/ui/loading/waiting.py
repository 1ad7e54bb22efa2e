"""«Bản nháp đang chờ»: what was dropped and is not published, by anybody; one click opens it."""

import streamlit as st

from dashboard.text import Text
from dashboard.ui import cards
from dashboard.ui.loading import moments, plain
from dashboard.ui.loading.desk import DRAFT, Draft

NAMED = 3


def show(drafts: tuple[Draft, ...], opened: Draft | None, text: Text) -> None:
    waiting = [draft for draft in drafts if opened is None or draft.draft != opened.draft]
    if waiting:
        cards.section(text("load.waiting", count=len(waiting)))
    for draft in waiting:
        # A button, no link: a link would open a new visit, and who loads would have to be written again.
        st.button(_write(draft, text), key=f"open_{draft.draft}", type="tertiary", on_click=_open, args=(draft.draft,))


def _write(draft: Draft, text: Text) -> str:
    typed = [text("load.draft_decided", count=len(draft.decided))] if draft.decided else []
    names = ", ".join([*(file.file for file in draft.files[:NAMED]), *typed])
    rest = text("load.and_more", count=len(draft.files) - NAMED) if len(draft.files) > NAMED else ""
    by = draft.by or text("load.nobody_named")
    said = text("load.draft", when=moments.of_iso(draft.created_at, text), by=by, files=names)
    return plain.escape(f"{said} {rest}".strip())


def _open(name: str) -> None:
    st.query_params[DRAFT] = name
