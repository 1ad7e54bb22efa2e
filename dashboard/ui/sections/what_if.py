"""A scenario: help for named households or a whole khối, and who would leave. Nothing of it is kept."""

import streamlit as st

import queries
from dashboard import findings
from dashboard.grids import deprivations as grids
from dashboard.grids import what_if as what_if_grids
from dashboard.ui import block, cache, cards, households
from dashboard.ui.filters import Chosen
from queries import Help, Table

HOUSEHOLDS, OF_HOUSEHOLDS, AREA, OF_AREA = "if_households", "if_indicators", "if_area", "if_area_indicators"


def show(chosen: Chosen) -> None:
    text, gaps = chosen.text, cache.table("household_gaps", chosen)
    if gaps.withheld or not gaps.rows:
        cards.section(text("what_if.title"), text.of(gaps.withheld) or text("what_if.nobody"))
        return
    names = {str(row["household_id"]): households.name_household(row) for row in gaps.records()}
    block.show(
        chosen,
        "what_if_ends",
        text("what_if.title"),
        text("what_if.caution"),
        grids=(grids.both_ends(gaps, names, text),),
        answers=(gaps,),
    )
    helps = draw_helps(chosen, names, cache.table("remedies", chosen))
    if not helps:
        cards.note(text("what_if.choose"))
        return
    show_outcome(chosen, helps, names)


def show_outcome(chosen: Chosen, helps: tuple[Help, ...], names: dict[str, str]) -> None:
    text, remedies = chosen.text, cache.table("remedies", chosen)
    found = queries.what_if(helps, chosen.filters, viewer=chosen.viewer)
    told = {standard.standard_id: text.of(standard.words) for standard in queries.reference().standards}
    shown = what_if_grids.Scenario(found, names, told, chosen.filters.area_id)
    block.show(
        chosen,
        "what_if",
        findings.scenario(shown.outcomes, text),
        findings.costs(shown.outcomes, remedies, text),
        notes=(*findings.uncomputed(found, told, text), text("what_if.not_kept")),
        grids=(what_if_grids.counts(shown, text), what_if_grids.outcomes(shown, remedies, text)),
        answers=(cache.table("household_gaps", chosen),),
    )


def draw_helps(chosen: Chosen, names: dict[str, str], remedies: Table) -> tuple[Help, ...]:
    """Draw the ticks and return what they suppose."""
    text = chosen.text
    named = {str(row["indicator_code"]): text.of(row["indicator"]) for row in remedies.records()}
    areas = {area.area_id: area.name for area in queries.reference().areas}
    forget_gone(HOUSEHOLDS, names)
    picked = st.multiselect(
        text("what_if.households"),
        list(names),
        format_func=lambda code: names.get(code, code),
        placeholder=text("what_if.placeholder"),
        key=HOUSEHOLDS,
    )
    of_households = _draw_ticks(text("what_if.of_households"), named, OF_HOUSEHOLDS)
    area = st.selectbox(
        text("what_if.area"),
        list(areas),
        index=None,
        format_func=lambda code: areas.get(code, code),
        placeholder=text("what_if.area_placeholder"),
        key=AREA,
    )
    of_area = _draw_ticks(text("what_if.of_area"), named, OF_AREA) if area else ()
    helps = (Help(of_households, tuple(picked)), Help(of_area, area_id=area))
    return tuple(one for one in helps if one.indicators and (one.household_ids or one.area_id))


def forget_gone(key: str, known: dict[str, str]) -> None:
    """Take from the session what is no longer offered, as households of another round."""
    kept = [code for code in st.session_state.get(key, []) if code in known]
    if key in st.session_state and kept != st.session_state[key]:
        st.session_state[key] = kept


def _draw_ticks(label: str, named: dict[str, str], key: str) -> tuple[str, ...]:
    ticked = st.pills(
        label, list(named), selection_mode="multi", format_func=lambda code: named.get(code, code), key=key
    )
    return tuple(ticked or ())
