"""What happened between the two ends of the period: waterfall, transition table, the ward's own report beside ours."""

from datetime import timedelta
from functools import lru_cache

import streamlit as st

import queries
from dashboard import findings
from dashboard import format as fmt
from dashboard.charts import sankey, steps, waterfall
from dashboard.text import Text
from dashboard.ui import cache, cards, comparison, crosstabs, households, place
from dashboard.ui.filters import Chosen
from dashboard.ui.place import Place
from queries import Result, Table

LISTED = ("poor", "near_poor")
SWITCH = "movement_class"


def show(chosen: Chosen, here: Place, stock: Result) -> None:
    movement = cache.table("movement", chosen)
    if movement.withheld:
        cards.note(chosen.text.of(movement.withheld))
    elif not movement.rows and stock.total is None:
        cards.empty(chosen, stock)
        return
    elif not movement.rows:
        # A quarter has no list of its own: its months have.
        name = fmt.period(movement.filters.period, chosen.text)
        cards.nothing(chosen.text("movement.by_parts", period=name[:1].upper() + name[1:]))
    elif not movement.areas_reported:
        cards.nothing(chosen.text("movement.none"))
    else:
        show_movement(chosen, here, stock)
    cards.by_area(chosen, "poor_households", "near_poor_households")
    if movement.rows:
        cards.listing(cache.table("household_list", chosen), chosen)
    cards.source(chosen, stock, cache.value("net_change_poor", chosen), movement)


def show_movement(chosen: Chosen, here: Place, stock: Result) -> None:
    text, movement = chosen.text, cache.table("movement", chosen)
    listed = st.session_state.get(SWITCH) or LISTED[0]
    taken = read_steps(chosen, listed)
    cards.section(steps.say_net(taken, listed, text), _say_partial(movement, text))
    # Of both classes, whichever is looked at: nobody is left unexplained in silence.
    doubts = (steps.say_unexplained(read_steps(chosen, code), code, text) for code in LISTED)
    cards.warn(steps.say_gap(taken, text), *doubts)
    # Who followed a number of the table wants its households before everything else.
    if here.cell:
        show_matrix(chosen, here)
    _draw_switch(chosen)
    if taken[0].households is not None:
        cards.chart(waterfall, chosen, taken, key="poverty_waterfall")
    untaken = steps.list_untaken(movement, stock.total, text) if movement.is_complete else ()
    relapse = findings.relapse(cache.value("relapsed", chosen), cache.value("relapsed_wide", chosen), text)
    cards.note(findings.untaken(untaken, text), relapse, say_opening(movement, text))
    title = text("movement.table", name=text.of(queries.words_of("class", listed)))
    st.html(crosstabs.movement(taken, title, text))
    if not here.cell:
        show_matrix(chosen, here)
    comparison.show(chosen, listed)


def say_opening(movement: Table, text: Text) -> str:
    """Say what the opening is taken from: the list before or, with the reason why not, the list's own column."""
    ward, asked = queries.reference(), movement.filters
    is_listed = any(
        sheet.gives == "opening_list" and (sheet.period, sheet.standard_id) == (asked.period, asked.standard_id)
        for sheet in ward.sheets
    )
    if is_listed:
        return text("movement.by_lists")
    period = next(period for period in ward.periods if period.period == asked.period)
    found = queries.find_breaks(asked.area_id, period.first_day - timedelta(days=1), period.last_day, ward)
    moved = [text.of(one.words) for one in found if one.kind == "boundary"]
    return text("movement.by_column", why=moved[0] if moved else text("movement.no_list_before"))


def _say_partial(movement: Table, text: Text) -> str:
    """Say of how many khối the movement tells, where it is not all of them."""
    told = {"reported": movement.areas_reported, "total": movement.areas_total}
    return "" if movement.is_complete else text("movement.partial", **told)


def show_matrix(chosen: Chosen, here: Place) -> None:
    """Show the transition table and, under it, the households of the cell that was asked for."""
    matrix = cache.table("movement_matrix", chosen)
    is_told = cache.table("movement_list", chosen).withheld is None
    cards.matrix(matrix, chosen, place.link(here.section, o="") if is_told else "", here.cell)
    flows = sankey.read_flows(matrix)
    if sum(flow.households for flow in flows) >= int(queries.reference().settings["sankey_from"].value):
        cards.chart(sankey, chosen, flows, key="poverty_sankey")
    households.show_cell(chosen, here)


@lru_cache(maxsize=cache.KEPT)
def read_steps(chosen: Chosen, listed: str) -> tuple[steps.Step, ...]:
    movement = cache.table("movement", chosen)
    return steps.read_steps(movement, listed, chosen.text, is_ward=chosen.filters.area_id is None)


def _draw_switch(chosen: Chosen) -> None:
    names = {code: chosen.text.of(queries.words_of("class", code)) for code in LISTED}
    st.segmented_control(
        chosen.text("movement.switch"),
        list(names),
        default=LISTED[0],
        format_func=lambda code: names[code][:1].upper() + names[code][1:],
        key=SWITCH,
        required=True,
        label_visibility="collapsed",
    )
