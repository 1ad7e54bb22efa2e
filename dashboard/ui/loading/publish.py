"""Step 4: publish with a note, or throw the draft away; a draft that somebody overtook is computed again first."""

import streamlit as st

from dashboard.text import Text
from dashboard.ui import cards
from dashboard.ui.loading import confirm, desk, job, moments
from dashboard.ui.loading.decided import recompute
from dashboard.ui.loading.desk import Draft

NOTE = "load_note"
LONGEST_NOTE = 300


def is_stale(draft: Draft) -> bool:
    """Tell whether somebody published or decided something since the draft was computed."""
    return draft.warehouse is not None and draft.is_stale


def show_stale(draft: Draft, who: str, text: Text) -> None:
    """Say who published meanwhile and when, and offer the one thing that can be done."""
    cards.warn(_say_stale(draft, text))
    if st.button(text("load.recompute"), type="primary", key="load_recompute", disabled=job.is_busy()):
        recompute(draft, who, draft.replaced)


def _say_stale(draft: Draft, text: Text) -> str:
    newest = next((one for one in desk.list_snapshots() if one.is_current), None)
    by = newest.published_by if newest and newest.published_by else text("load.somebody")
    if newest and newest.stamp == draft.base:
        return text("load.stale_decided")
    when = moments.of_stamp(newest.stamp, text) if newest else ""
    note = text("load.with_note", note=newest.note) if newest and newest.note else ""
    return text("load.stale", by=by, when=when, note=note)


def show(draft: Draft, who: str, text: Text) -> None:
    cards.section(text("load.publish_title"), text("load.step_publish"))
    note = st.text_input(text("load.note"), key=NOTE, max_chars=LONGEST_NOTE, placeholder=text("load.note_hint"))
    with st.container(horizontal=True, key="load_decide"):
        publishes = st.button(text("load.publish"), type="primary", key="load_publish", disabled=job.is_busy())
        _offer_discarding(draft, text)
    if publishes and not who:
        cards.warn(text("load.who_missing"))
    elif publishes:
        job.start("publish", "publish", draft.draft, f"--by={who}", f"--note={(note or '').strip()}")
        st.rerun()


def show_nothing(draft: Draft, text: Text) -> None:
    """Where no file could be taken there is nothing to publish."""
    cards.nothing(text("load.nothing_taken"))
    _offer_discarding(draft, text)


def _offer_discarding(draft: Draft, text: Text) -> None:
    question, sure = (
        text("load.discard_question", count=len(draft.files) + len(draft.decided)),
        text("load.discard_sure"),
    )
    if confirm.button("load_discard", text("load.discard"), question, sure, text, disabled=job.is_busy()):
        job.start("discard", "discard", draft.draft)
        st.rerun()
