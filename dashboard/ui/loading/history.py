"""What was published, by whom and why; what each changed against the one before; and the way back, in two clicks."""

from html import escape
from pathlib import Path

import streamlit as st

import queries
from dashboard.findings import preview as said
from dashboard.text import Text
from dashboard.ui import cards
from dashboard.ui.filters import Chosen
from dashboard.ui.loading import compared, confirm, desk, job, moments, preview
from dashboard.ui.loading.desk import Snapshot

SHOWN = 8
OPENED = "load_compared"


def show(chosen: Chosen, who: str) -> None:
    text, snapshots = chosen.text, desk.list_snapshots()
    if not snapshots:
        return
    cards.section(text("history.title", count=len(snapshots)), text("history.how"))
    for snapshot in snapshots[:SHOWN]:
        _show_one(chosen, snapshot, who)
    if len(snapshots) > SHOWN:
        with st.expander(text("history.older", count=len(snapshots) - SHOWN)):
            for snapshot in snapshots[SHOWN:]:
                _show_one(chosen, snapshot, who)


def _show_one(chosen: Chosen, snapshot: Snapshot, who: str) -> None:
    text = chosen.text
    with st.container(border=True, key=f"snapshot_{snapshot.stamp}"):
        st.html(_write(snapshot, text))
        with st.container(horizontal=True, key=f"ways_{snapshot.stamp}"):
            if snapshot.previous and _find(snapshot.previous).is_file():
                st.button(
                    text("history.changed"),
                    key=f"changed_{snapshot.stamp}",
                    type="tertiary",
                    on_click=_toggle,
                    args=(snapshot.stamp,),
                )
            if not snapshot.is_current:
                _offer_return(snapshot, who, text)
        if st.session_state.get(OPENED) == snapshot.stamp and snapshot.previous:
            _show_changes(chosen, snapshot.previous, snapshot.stamp)


def _write(snapshot: Snapshot, text: Text) -> str:
    action = text(f"history.{snapshot.action}") if snapshot.action else text("history.rebuild")
    by = snapshot.published_by or text("load.nobody_named")
    now = f' <strong class="current">{escape(text("history.current"))}</strong>' if snapshot.is_current else ""
    note = f"<p>{escape(text.quoted(snapshot.note))}</p>" if snapshot.note else ""
    closed = "".join(f"<p>{escape(text('history.closed', period=period))}</p>" for period in snapshot.closures)
    when = moments.of_stamp(snapshot.stamp, text)
    return (
        f'<div class="snapshot"><p><b>{escape(when)}</b> · {escape(action)} · {escape(by)}{now}</p>{note}{closed}</div>'
    )


def _offer_return(snapshot: Snapshot, who: str, text: Text) -> None:
    question = text("history.question", when=moments.of_stamp(snapshot.stamp, text))
    key = f"return_{snapshot.stamp}"
    if confirm.button(key, text("history.return"), question, text("history.sure"), text, disabled=job.is_busy()):
        if who:
            job.start("rollback", "rollback", snapshot.stamp, f"--by={who}")
            st.rerun()
        cards.warn(text("load.who_missing"))


def _show_changes(chosen: Chosen, before: str, after: str) -> None:
    try:
        changes = compared.compare(_find(before), _find(after), chosen)
        stocks = compared.read_stocks(_find(after), chosen)
    except queries.NoWarehouse as error:
        cards.note(chosen.text.of(error.words))
        return
    cards.note(said.headline(changes, stocks, chosen.text, is_published=True))
    preview.show_tables(chosen, changes, _find(before) if changes.before else None, _find(after))


def _toggle(stamp: str) -> None:
    st.session_state[OPENED] = None if st.session_state.get(OPENED) == stamp else stamp


def _find(stamp: str) -> Path:
    return queries.find_data_dir().resolve() / f"warehouse-{stamp}.duckdb"
