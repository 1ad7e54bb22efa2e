"""The shared filters and the address: what is chosen stands in the URL as stable codes, the same in both languages.

`restore` runs first in every run (URL -> state -> URL), the widgets are drawn once by the shell, pages ask `current`.
A valid value in the address wins over the session; an absent one keeps what was chosen; an unknown one is
ignored aloud.
"""

import os
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

import streamlit as st

import queries
from dashboard.text import LANGUAGES, Text
from queries import Filters, Mode, Reference, Viewer

MODES = {"noi_bo": Mode.INTERNAL, "trinh_chieu": Mode.MEETING, "gui_ngoai": Mode.OUTGOING}
# The newest period, the whole ward, every unit, the standard in force.
UNSET = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the person asked for, of which snapshot, in the words of `queries`, and the language of the answer."""

    stamp: str
    filters: Filters
    viewer: Viewer
    text: Text

    @property
    def is_projected(self) -> bool:
        return self.viewer.mode is Mode.MEETING


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter: its code in the address and its options, code -> label; the first option is the default."""

    code: str
    options: dict[str, str]

    @property
    def key(self) -> str:
        return f"filter_{self.code}"

    @property
    def default(self) -> str:
        return next(iter(self.options))

    def chosen(self) -> str:
        asked = st.session_state.get(self.key, self.default)
        return asked if asked in self.options else self.default


def language() -> Text:
    asked = st.session_state.get("filter_lang")
    return Text(asked if asked in LANGUAGES else LANGUAGES[0])


def read_choices(ward: Reference, text: Text) -> tuple[Choice, ...]:
    """Return every filter with the options the loaded data allow, in the order they stand on the screen."""
    loaded = {period.period: period.label for period in reversed(ward.periods) if period.is_loaded}
    english = text.lang == "en"
    return (
        Choice("ky", {UNSET: text("filter.newest")} | loaded),
        Choice("khoi", {UNSET: text("filter.whole_ward")} | {area.area_id: area.name for area in ward.areas}),
        Choice(
            "don_vi",
            {UNSET: text("filter.every_unit")}
            | {u.unit_id: u.name_en if english else u.short_name for u in ward.units},
        ),
        Choice(
            "chuan",
            {UNSET: text("filter.in_force")} | {s.url_code: s.name.split(" (")[0] for s in ward.standards},
        ),
        Choice("che_do", {code: text(f"filter.mode_{mode}") for code, mode in MODES.items()}),
        Choice("lang", {lang: text(f"filter.lang_{lang}") for lang in LANGUAGES}),
    )


def restore() -> tuple[str, ...]:
    """Bring address and session in step before anything is drawn; return what was asked for and is not known."""
    ignored = []
    for choice in read_choices(queries.reference(), language()):
        asked = st.query_params.get(choice.code)
        if asked is not None and asked not in choice.options:
            ignored.append(f"{choice.code}={asked}")
        st.session_state[choice.key] = asked if asked in choice.options else choice.chosen()
        write_url(choice)
    return tuple(ignored)


def name_ignored(ignored: tuple[str, ...], text: Text) -> str:
    return text("filter.ignored", values=", ".join(ignored)) if ignored else ""


def write_url(choice: Choice) -> None:
    """Put the chosen code in the address; the default leaves it. Every write is a browser entry: only what differs."""
    wanted = choice.chosen()
    if wanted == choice.default:
        if choice.code in st.query_params:
            del st.query_params[choice.code]
    elif st.query_params.get(choice.code) != wanted:
        st.query_params[choice.code] = wanted


def draw() -> None:
    """Draw the filters once, before the page runs: drawn inside pages they would forget."""
    text = language()
    for choice in read_choices(queries.reference(), text):
        st.selectbox(
            text(f"filter.{choice.code}"),
            list(choice.options),
            format_func=choice.options.__getitem__,
            key=choice.key,
            on_change=write_url,
            args=(choice,),
        )


def current() -> Chosen:
    ward = queries.reference()
    picked = {choice.code: choice.chosen() for choice in read_choices(ward, language())}
    standards = {standard.url_code: standard.standard_id for standard in ward.standards}
    asked = Filters(
        period=picked["ky"] or None,
        area_id=picked["khoi"] or None,
        standard_id=standards.get(picked["chuan"]),
        unit_id=picked["don_vi"] or None,
        today=today(),
    )
    return Chosen(ward.stamp, asked, Viewer(role="officer", mode=MODES[picked["che_do"]]), Text(picked["lang"]))


def query() -> str:
    """Return the address's filters, `?ky=2026&khoi=…`, for links to other pages that keep them."""
    choices = read_choices(queries.reference(), language())
    kept = {choice.code: choice.chosen() for choice in choices if choice.chosen() != choice.default}
    return f"?{urlencode(kept)}" if kept else ""


def today() -> date:
    fixed = os.environ.get("WARD_TODAY")
    return date.fromisoformat(fixed) if fixed else date.today()
