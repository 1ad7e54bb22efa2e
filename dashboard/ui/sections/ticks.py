"""The ticks of a scenario, group by group, and the unit costs that its author writes in."""

import streamlit as st

import queries
from dashboard.ui import cards
from dashboard.ui.filters import Chosen
from dashboard.ui.scenarios import Kept
from queries import Basis, Cost, Help, Table

HOUSEHOLDS, AREA, INDICATORS, COST = "if_households", "if_area", "if_indicators", "if_cost_"
# How many groups are drawn, and the ticks as they were when a scenario was opened.
GROUPS, OPENED = "if_groups", "if_opened_ticks"
MOST_GROUPS = 12
MOST_VND = 10_000_000_000
COLUMNS = 3


def draw(chosen: Chosen, names: dict[str, str], remedies: Table) -> tuple[Help, ...]:
    """Draw every group and return what they suppose."""
    text = chosen.text
    named = {str(row["indicator_code"]): text.of(row["indicator"]) for row in remedies.records()}
    places = range(_count_groups())
    for place in places:
        _draw_group(chosen, place, names, named)
    helps = read()
    if len(places) == len(helps) < MOST_GROUPS:
        st.button(text("what_if.more"), key="if_more", on_click=_add_group)
    return helps


def read() -> tuple[Help, ...]:
    """Return what is ticked in this visit: the groups that help somebody with something."""
    helps = (_read_group(place) for place in range(_count_groups()))
    return tuple(one for one in helps if one.indicators and (one.household_ids or one.area_id))


def fill(kept: Kept, names: dict[str, str], remedies: Table) -> None:
    """Tick what a kept scenario supposes, as far as it can still be ticked here."""
    forget()
    areas = {area.area_id for area in queries.reference().areas}
    indicators = {str(row["indicator_code"]) for row in remedies.records()}
    helps = kept.helps[:MOST_GROUPS]
    st.session_state[GROUPS] = max(1, len(helps))
    for place, help_ in enumerate(helps):
        st.session_state[_key(HOUSEHOLDS, place)] = [code for code in help_.household_ids if code in names]
        st.session_state[_key(AREA, place)] = help_.area_id if help_.area_id in areas else None
        st.session_state[_key(INDICATORS, place)] = [code for code in help_.indicators if code in indicators]
    for code, cost in kept.unit_costs:
        st.session_state[f"{COST}{code}"] = cost
    st.session_state[OPENED] = read()


def forget() -> None:
    """Take every tick and every cost away."""
    for key in [key for key in st.session_state if str(key).startswith((HOUSEHOLDS, AREA, INDICATORS, COST))]:
        del st.session_state[key]
    for key in (GROUPS, OPENED):
        st.session_state.pop(key, None)


def are_kept() -> bool:
    """Tell whether the ticks of the run before are still known."""
    return HOUSEHOLDS in st.session_state


def is_changed(helps: tuple[Help, ...]) -> bool:
    """Tell whether somebody ticked otherwise since the scenario was opened."""
    return bool(helps != st.session_state.get(OPENED))


def read_unit_costs() -> dict[str, int]:
    """Return what the author wrote, by the code of the line."""
    found = {str(key): value for key, value in st.session_state.items() if str(key).startswith(COST)}
    return {key.removeprefix(COST): int(value) for key, value in found.items() if value}


def draw_unit_costs(chosen: Chosen, costs: tuple[Cost, ...], indicators: dict[str, str]) -> None:
    text = chosen.text
    is_own = any(cost.basis is Basis.AUTHOR for cost in costs)
    with st.expander(text("costs.write"), expanded=is_own, key="if_costs"):
        cards.small(text("costs.write_how"))
        columns = st.columns(COLUMNS)
        for place, cost in enumerate(costs):
            columns[place % COLUMNS].number_input(
                text("costs.of_one", name=", ".join(indicators[code] for code in cost.indicators)),
                min_value=1,
                max_value=MOST_VND,
                value=None,
                step=1_000_000,
                key=f"{COST}{cost.code}",
                placeholder=text("costs.placeholder"),
            )


def _draw_group(chosen: Chosen, place: int, names: dict[str, str], named: dict[str, str]) -> None:
    text, areas = chosen.text, {area.area_id: area.name for area in chosen.areas}
    _forget_gone(_key(HOUSEHOLDS, place), names)
    whom, where = st.columns([2, 1])
    with whom:
        st.multiselect(
            _label("what_if.households", place, chosen),
            list(names),
            format_func=lambda code: names.get(code, code),
            placeholder=text("what_if.placeholder"),
            key=_key(HOUSEHOLDS, place),
        )
    with where:
        st.selectbox(
            _label("what_if.area", place, chosen),
            list(areas),
            index=None,
            format_func=lambda code: areas.get(code, code),
            placeholder=text("what_if.area_placeholder"),
            key=_key(AREA, place),
        )
    st.pills(
        _label("what_if.of_group", place, chosen),
        list(named),
        selection_mode="multi",
        format_func=lambda code: named.get(code, code),
        key=_key(INDICATORS, place),
    )


def _label(key: str, place: int, chosen: Chosen) -> str:
    """Number every group but the first, so that no two boxes are called alike."""
    label = chosen.text(key)
    return chosen.text("what_if.group", label=label, number=place + 1) if place else label


def _read_group(place: int) -> Help:
    state = st.session_state
    return Help(
        tuple(state.get(_key(INDICATORS, place)) or ()),
        tuple(state.get(_key(HOUSEHOLDS, place)) or ()),
        state.get(_key(AREA, place)),
    )


def _forget_gone(key: str, known: dict[str, str]) -> None:
    """Take from the session what is no longer offered, as households of another round."""
    kept = [code for code in st.session_state.get(key, []) if code in known]
    if key in st.session_state and kept != st.session_state[key]:
        st.session_state[key] = kept


def _key(name: str, place: int) -> str:
    return f"{name}_{place}" if place else name


def _count_groups() -> int:
    return int(st.session_state.get(GROUPS, 1))


def _add_group() -> None:
    st.session_state[GROUPS] = _count_groups() + 1
