"""The shared filters and the address: what is chosen stands in the URL, so that a link shows what its sender saw.

`restore` runs first in every run (URL -> state -> URL), the widgets are drawn once by the shell, pages ask `current`.
A valid value in the address wins over the session, an absent one keeps what was chosen, an unknown one is named; an
unknown mode is the projector's.
Not `bind="query-params"`: it writes labels, which change with the language.
"""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

import streamlit as st

import queries
from dashboard.briefing.desk import read_today
from dashboard.text import Text
from dashboard.ui import auth
from dashboard.ui.choices import COMPARED, GROUPS, MODES, Choice, language, read_choices
from queries import Area, Filters, Mode, Viewer

# How much is repeated of a value that cannot be used, and of how many.
LONGEST, MOST = 60, 3


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the person asked for, of which snapshot, in the words of `queries`, and the language of the answer."""

    stamp: str
    filters: Filters
    viewer: Viewer
    text: Text

    @property
    def of_every_group(self) -> "Chosen":
        """The same question of all households: targets, duties and searches are of no group."""
        return replace(self, filters=replace(self.filters, group=None))

    @property
    def is_inside(self) -> bool:
        return self.viewer.mode is Mode.INTERNAL

    @property
    def areas(self) -> tuple[Area, ...]:
        """Every khối that this viewer may ask about."""
        own = self.viewer.areas if self.viewer.role == "area" else None
        return tuple(area for area in queries.reference().areas if own is None or area.area_id in own)

    @property
    def has_files(self) -> bool:
        """Nothing can be taken away from the projector."""
        return self.viewer.mode is not Mode.MEETING


def restore() -> tuple[str, ...]:
    """Bring address and session in step before anything is drawn; return a sentence on each thing it could not take."""
    refused = {choice.code: said for choice in _choices() if (said := restore_one(choice))}
    mode = language()("filter.mode_refused") if refused.pop("che_do", "") else ""
    return mode, name_ignored(tuple(refused.values()))


def read_foreign() -> dict[str, str]:
    """Return what the address asks for that the ward knows and this seat may not choose: another's khối or unit."""
    ward = queries.reference()
    known = {"khoi": {area.area_id for area in ward.areas}, "don_vi": {unit.unit_id for unit in ward.units}}
    offered = {choice.code: choice.options for choice in _choices()}
    return {
        code: asked
        for code, ids in known.items()
        for asked in st.query_params.get_all(code)
        if asked in ids and asked not in offered[code]
    }


def restore_one(choice: Choice, *, is_kept: bool = True) -> str:
    """Bring one choice in step with the address; return «code=value» when what was asked for is not known.

    Two values of one filter contradict each other: neither is taken. What cannot be used opens the choice's fallback.
    `is_kept` False: a value that left the address is forgotten, so that «back» leads to the view before.
    """
    asked = st.query_params.get_all(choice.code)
    is_known = len(asked) == 1 and asked[0] in choice.options
    rest = choice.chosen() if is_kept else choice.default
    if asked:
        rest = choice.fallback or rest
    wanted = asked[0] if is_known else rest
    # What is written to the session is sent as a new value, and the browser draws the box anew.
    if st.session_state.get(choice.key) != wanted:
        st.session_state[choice.key] = wanted
    write_url(choice)
    return "" if is_known else name_values(choice.code, asked)


def name_values(code: str, values: list[str]) -> str:
    """Return «ky=2025, ky=2026» of what an address asked for, cut where nobody would read on."""
    return ", ".join(f"{code}={value[:LONGEST]}{'…' if len(value) > LONGEST else ''}" for value in values[:MOST])


def name_ignored(ignored: tuple[str, ...]) -> str:
    return language()("filter.ignored", values=", ".join(ignored)) if ignored else ""


def choose(choice: Choice) -> None:
    """Follow a filter that was just set. Comparing standards opens their section, whatever section was open."""
    write_url(choice)
    if choice.chosen() == COMPARED:
        st.query_params.pop("muc", None)


def write_url(choice: Choice) -> None:
    """Put the chosen code in the address; the default leaves it. Every write is a browser entry: only what differs."""
    wanted = choice.chosen()
    if wanted == choice.default:
        if choice.code in st.query_params:
            del st.query_params[choice.code]
    elif st.query_params.get_all(choice.code) != [wanted]:
        st.query_params[choice.code] = wanted


def draw() -> None:
    """Draw the filters once, before the page runs: drawn inside pages they would forget."""
    for choice in _choices():
        if choice.is_offered:
            st.selectbox(
                language()(f"filter.{choice.code}"),
                list(choice.options),
                format_func=choice.options.__getitem__,
                key=choice.key,
                on_change=choose,
                args=(choice,),
                persist_state="session",
            )


def current() -> Chosen:
    ward = queries.reference()
    picked = {choice.code: choice.chosen() for choice in read_choices(ward, language(), auth.seat())}
    standards = {standard.url_code: standard.standard_id for standard in ward.standards}
    asked = Filters(
        period=picked["ky"] or None,
        area_id=picked["khoi"] or None,
        standard_id=standards.get(picked["chuan"]),
        unit_id=picked["don_vi"] or None,
        today=read_today(),
        group=GROUPS.get(picked["nhom"]),
    )
    return Chosen(ward.stamp, asked, auth.viewer(MODES[picked["che_do"]]), Text(picked["lang"]))


def query(**more: str) -> str:
    """Return the address's filters, `?ky=2026&khoi=…`, and `more` behind them, for links that keep what is chosen.

    `more` stands last also in place of a filter that is chosen: who asks for `khoi=""` writes the khối behind it.
    """
    chosen = ((choice.code, choice.chosen(), choice.default) for choice in _choices() if choice.code not in more)
    kept = {code: value for code, value, default in chosen if value != default} | more
    return f"?{urlencode(kept)}" if kept else ""


def _choices() -> tuple[Choice, ...]:
    return read_choices(queries.reference(), language(), auth.seat())
