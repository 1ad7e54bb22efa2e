"""Scenarios kept under a name: opened by the address, saved, removed and brought back. In the office alone."""

from dataclasses import replace
from functools import lru_cache

import streamlit as st

import queries
from dashboard.grids import kept as kept_grids
from dashboard.grids.kept import Reckoned
from dashboard.ui import auth, cache, cards, filters, scenarios, trail
from dashboard.ui.filters import Chosen
from dashboard.ui.loader import OFFICER, Answer
from dashboard.ui.loading import moments, plain
from dashboard.ui.scenarios import CODE, Kept, Shelf
from dashboard.ui.sections import ticks
from queries import Help, UserError

WHO, ROUND, SAID = "if_who", "if_round", "if_said"
# Which scenario was ticked, and over which lists.
MARK, OVER = "if_mark", "if_over"


def open_asked(chosen: Chosen, shelf: Shelf, names: dict[str, str]) -> Kept | None:
    """Tick the scenario that the address names; once, so that whoever opened it may tick on."""
    asked, opened = st.query_params.get(CODE), scenarios.find_opened(shelf)
    if asked and opened is None:
        st.query_params.pop(CODE, None)
        trail.note_refused(CODE, **{CODE: asked})
        cards.warn(chosen.text("scenario.unknown", code=asked[: filters.LONGEST]))
    mark, over = opened.scenario_id if opened else None, (chosen.stamp, chosen.filters)
    is_other, is_moved = st.session_state.get(MARK) != mark, st.session_state.get(OVER) != over
    # Where the ticks were not drawn, as on another page, nothing is left of them.
    if opened and (is_other or not ticks.are_kept() or (is_moved and not ticks.is_changed(ticks.read()))):
        ticks.fill(opened, names, cache.table("remedies", chosen))
        st.session_state[OVER] = over
    elif is_other:
        ticks.forget()
    st.session_state[MARK] = mark
    if opened:
        cards.section(*_introduce(chosen, opened))
    return opened


def _introduce(chosen: Chosen, opened: Kept) -> tuple[str, str]:
    moment = moments.of_iso(opened.saved_at, chosen.text)
    said = chosen.text("scenario.by", who=opened.saved_by, moment=moment, period=opened.period)
    return chosen.text("scenario.opened", name=opened.name), said


def show(chosen: Chosen, shelf: Shelf, opened: Kept | None, helps: tuple[Help, ...]) -> None:
    """List what was saved; the officer saves what is supposed, removes one and brings it back."""
    cards.note(st.session_state.pop(SAID, ""))
    if auth.role() not in OFFICER:
        _show_shelf(chosen, shelf)
    elif helps or shelf.kept:
        who = _ask_who(chosen)
        if helps:
            _show_saving(chosen, helps, who)
        _show_shelf(chosen, shelf)
        if opened:
            _show_removing(chosen, opened, who)
        if shelf.removed:
            _show_removed(chosen, shelf, who)
    cards.warn(*shelf.problems)


def _show_saving(chosen: Chosen, helps: tuple[Help, ...], who: str) -> None:
    """Draw the form; what the loader refuses is said, and what was typed stays."""
    text, state = chosen.text, st.session_state
    place = int(state.get(ROUND, 0))
    with st.form(f"if_save_{place}", border=True):
        name = st.text_input(text("scenario.name"), placeholder=text("scenario.name_hint"), key=f"if_name_{place}")
        if not st.form_submit_button(text("scenario.save"), type="primary"):
            return
    period = cache.table("household_gaps", chosen).filters.period or ""
    answer = scenarios.save(name, who, period, helps, ticks.read_unit_costs())
    if _is_refused(answer, chosen):
        return
    state[ROUND], state[SAID] = place + 1, text("scenario.saved", name=name.strip())
    st.query_params[CODE] = answer.told["scenario_id"]
    st.rerun()


def _show_shelf(chosen: Chosen, shelf: Shelf) -> None:
    """List what is kept and whom it would help now, each a link."""
    text = chosen.text
    if shelf.standing:
        told = tuple(_reckon(chosen, one) for one in shelf.standing)
        standards = {standard.standard_id: text.of(standard.words) for standard in queries.reference().standards}
        cards.section(text("scenario.list", count=len(told)), text("scenario.now"))
        st.html(kept_grids.grid(told, standards, text).html)


def _show_removing(chosen: Chosen, opened: Kept, who: str) -> None:
    with st.container(horizontal=True, key="if_removing"):
        st.button(chosen.text("scenario.close"), key="if_close", on_click=_close)
        is_asked = st.button(chosen.text("scenario.remove", name=plain.escape(opened.name)), key="if_remove")
    if is_asked and not _is_refused(scenarios.remove(opened.scenario_id, who), chosen):
        st.session_state[SAID] = chosen.text("scenario.removed", name=opened.name)
        _close()
        st.rerun()


def _show_removed(chosen: Chosen, shelf: Shelf, who: str) -> None:
    text = chosen.text
    with st.expander(text("scenario.removed_list", count=len(shelf.removed)), key="if_removed"):
        names = {one.scenario_id: f"{one.name} · {one.saved_by}" for one in reversed(shelf.removed)}
        asked = st.selectbox(text("scenario.removed_one"), list(names), format_func=names.__getitem__)
        if not st.button(text("scenario.restore"), key="if_restore"):
            return
        if _is_refused(scenarios.restore(asked, who), chosen):
            return
    st.query_params[CODE] = asked
    st.rerun()


def _reckon(chosen: Chosen, kept: Kept) -> Reckoned:
    """Compute one kept scenario over the lists of its own period as they are now."""
    own = replace(chosen, filters=replace(chosen.filters, period=kept.period, area_id=None))
    link = filters.query(ky=kept.period, khoi="", **{CODE: kept.scenario_id})
    told = (kept.name, kept.saved_by, moments.of_iso(kept.saved_at, chosen.text), kept.period)
    try:
        return Reckoned(*told, link, _compute(own, kept.helps))
    except UserError as error:
        return Reckoned(*told, link, None, chosen.text.of(error.words))


@lru_cache(maxsize=256)
def _compute(chosen: Chosen, helps: tuple[Help, ...]) -> queries.WhatIf:
    return queries.what_if(helps, chosen.filters, viewer=chosen.viewer, skips_gone=True)


def _is_refused(answer: Answer, chosen: Chosen) -> bool:
    if not answer.is_done:
        cards.warn(answer.said or chosen.text("load.failed"))
    return not answer.is_done


def _ask_who(chosen: Chosen) -> str:
    named = st.text_input(
        chosen.text("scenario.who"),
        value=st.session_state.get("load_by", ""),
        key=WHO,
        placeholder=chosen.text("load.who_hint"),
        persist_state="session",
    )
    return (named or "").strip()


def _close() -> None:
    st.query_params.pop(CODE, None)
