"""What was typed into the draft and answered in it: each can be left out again before it is published."""

import json
from html import escape

import streamlit as st

from dashboard import format as fmt
from dashboard.text import Text
from dashboard.ui import cards
from dashboard.ui.loading import job
from dashboard.ui.loading.desk import Decided, Draft

NEW = "new"


def show(draft: Draft, who: str, text: Text) -> None:
    if draft.decided:
        cards.section(text("load.decided", count=fmt.padded(len(draft.decided), text)), text("load.decided_how"))
    for one in draft.decided:
        with st.container(border=True, key=f"decided_{one.key}"):
            notes = "".join(f'<p class="warning">▲ {escape(note)}</p>' for note in one.notes)
            st.html(f"<p>✔ {escape(one.said)} <span class='quiet'>· {escape(one.by)}</span></p>{notes}")
            if st.button(text("load.leave_out"), key=f"leave_{one.key}", type="tertiary", disabled=job.is_busy()):
                _leave_out(draft, one, who)


def _leave_out(draft: Draft, one: Decided, who: str) -> None:
    recompute(draft, who, draft.replaced, f"--drop={one.key}")


def recompute(draft: Draft, who: str, replaced: tuple[str, ...], *words: str) -> None:
    """Compute the draft anew; `words` are further options of the command."""
    named = [f"--by={who}"] if who else []
    job.start("again", "draft", f"--again={draft.draft}", *named, *(f"--replace={name}" for name in replaced), *words)
    st.rerun()


def record(draft: Draft | None, who: str, form: str, fields: dict[str, str], *words: str) -> None:
    """Type one fact into the draft that is open, else into one of its own."""
    cells = [f"{name}={value.strip()}" for name, value in fields.items() if value.strip()]
    name = draft.draft if draft else NEW
    job.start(
        "typed", "record", f"--by={who}", f"--draft={name}", "--from-input", *words, "--", form, typed=json.dumps(cells)
    )
    st.rerun()
