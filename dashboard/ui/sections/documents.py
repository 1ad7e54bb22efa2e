"""The documents of the period: one is chosen, read before, written with a bar, and taken under the name of its file."""

from dataclasses import dataclass, replace
from functools import lru_cache

import streamlit as st

import queries
from dashboard.briefing import Desk
from dashboard.documents.catalogue import KINDS, write_document
from dashboard.documents.kind import Blank, Kind, Written
from dashboard.documents.naming import name_file
from dashboard.ui import auth, cards, filters, switch, trail
from dashboard.ui.choices import MODES, Choice
from dashboard.ui.filters import Chosen
from queries import Mode

DOCUMENT, LEAVES = "tai_lieu", "cho_ai"
# Documents kept as written: the same snapshot and question make the same bytes.
KEPT = 8
PRESENTING = "trinh-chieu"


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: a kind, the file it becomes, whom it is for."""

    kind: Kind
    suffix: str
    desk: Desk

    @property
    def name(self) -> str:
        return name_file(self.kind, self.desk, self.suffix)


def show(chosen: Chosen) -> None:
    """Draw the way to the scenes and, where files may be taken, the documents."""
    text = chosen.text
    _show_scenes(chosen)
    if not chosen.has_files:
        cards.note(text("documents.projector"))
        return
    kinds = {kind.id: text(f"documents.kind_{kind.id}") for kind in list_kinds(auth.role(), chosen)}
    choice, whom = Choice(DOCUMENT, kinds), _read_modes(chosen)
    switch.restore(choice), switch.restore(whom)
    cards.section(text("documents.pick"), text("documents.pick_note"))
    switch.draw(choice, text("documents.pick"))
    if len(whom.options) > 1:
        switch.draw(whom, text("documents.whom"))
    kind = next(kind for kind in KINDS if kind.id == choice.chosen())
    _show_kind(chosen, kind, MODES[whom.chosen()])


def list_kinds(role: str, chosen: Chosen) -> tuple[Kind, ...]:
    """Return the documents of this role and mode: one with names is the officer's, and stays in the office."""
    return tuple(
        kind for kind in KINDS if not kind.has_names or (role == "officer" and chosen.viewer.mode is Mode.INTERNAL)
    )


def read_desk(chosen: Chosen, mode: Mode) -> Desk:
    """Return the desk of a document: of the whole ward and every unit, for documents are the ward's."""
    asked = replace(chosen.filters, area_id=None, unit_id=None, group=None)
    return Desk(queries.default_warehouse(), asked, replace(chosen.viewer, mode=mode), chosen.text)


def _read_modes(chosen: Chosen) -> Choice:
    """Return whom a document may be for: what is open in the office may leave it, never the other way."""
    allowed = [chosen.viewer.mode] if chosen.viewer.mode is Mode.OUTGOING else list(MODES.values())
    named = {code: chosen.text(f"filter.mode_{mode}") for code, mode in MODES.items() if mode in allowed}
    return Choice(LEAVES, named)


def _show_scenes(chosen: Chosen) -> None:
    text, address = chosen.text, f"{PRESENTING}{filters.query()}"
    cards.section(text("documents.scenes"), text("documents.scenes_note"))
    st.html(f'<p class="go"><a href="{address}" target="_self">{text("documents.present")}</a></p>')


def _show_kind(chosen: Chosen, kind: Kind, mode: Mode) -> None:
    text = chosen.text
    cards.note(text(f"documents.about_{kind.id}"))
    if mode not in kind.modes:
        cards.nothing(text("documents.names_stay"))
        return
    desk = read_desk(chosen, mode)
    _preview(kind, desk)
    with st.container(horizontal=True, key="documents_write", gap="small"):
        for suffix in kind.suffixes:
            if st.button(text("documents.write", suffix=suffix), key=f"write_{kind.id}{suffix}"):
                st.session_state["order"] = (kind.id, suffix, mode, chosen.stamp)
    if st.session_state.get("order", ())[:1] == (kind.id,):
        _, suffix, *asked = st.session_state["order"]
        if asked == [mode, chosen.stamp]:
            _show_written(chosen, Order(kind, suffix, desk))


def _preview(kind: Kind, desk: Desk) -> None:
    """Show what the document will say, folded: a report is long."""
    if words := _write_preview(kind, desk):
        with st.expander(desk.text("documents.preview"), expanded=False):
            st.html(words)


@lru_cache(maxsize=KEPT)
def _write_preview(kind: Kind, desk: Desk) -> str:
    return "".join(cards.write_section(heading, *sentences) for heading, *sentences in kind.preview(desk))


def _show_written(chosen: Chosen, order: Order) -> None:
    text = chosen.text
    try:
        written = _write(order) or _write_with_bar(order)
    except queries.UserError as error:
        cards.warn(text.of(error.words))
        return
    _say("documents.failed", written.failed, chosen)
    _say("documents.blanks", written.blanks, chosen)
    if not written.blanks and not written.failed:
        cards.note(text("documents.whole"))
    noted = replace(chosen, viewer=order.desk.viewer)
    st.download_button(
        text("documents.take", name=order.name),
        auth.keep(
            trail.note_file(noted, f"{order.kind.id}{order.suffix}", written.names or None, lambda: written.data)
        ),
        file_name=order.name,
        mime="application/octet-stream",
        key=f"take_{order.kind.id}{order.suffix}",
        on_click="ignore",
        type="primary",
    )


@lru_cache(maxsize=KEPT)
def _keep(order: Order) -> list[Written]:
    """The place of one written document."""
    return []


def _write(order: Order) -> Written | None:
    return next(iter(_keep(order)), None)


def _write_with_bar(order: Order) -> Written:
    bar = st.progress(0.0, text=order.desk.text("documents.writing"))
    written = write_document(
        order.kind, order.desk, lambda words, share: bar.progress(min(share, 1.0), text=words) and None, order.suffix
    )
    bar.empty()
    _keep(order).append(written)
    return written


def _say(key: str, gaps: tuple[Blank, ...], chosen: Chosen) -> None:
    """List what stays blank, or could not be written, each with its reason."""
    if gaps:
        cards.section(chosen.text(key, count=len(gaps)), *(f"{gap.where}: {gap.why}" for gap in gaps))
