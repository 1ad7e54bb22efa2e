"""The filters there are: codes that are the same in both languages, and the options that the loaded data allow."""

from dataclasses import dataclass
from functools import lru_cache

import streamlit as st

from dashboard.access import Seat
from dashboard.text import LANGUAGES, Text
from queries import Mode, Reference, Standard, words_of

GROUPS = {"dtts": "ethnic_minority", "nu": "woman_headed"}
PROJECTED, LEAVING = "trinh_chieu", "gui_ngoai"
MODES = {"noi_bo": Mode.INTERNAL, PROJECTED: Mode.MEETING, LEAVING: Mode.OUTGOING}
# The newest period, the whole ward, every unit, the standard in force.
UNSET = ""
# Both standards beside each other: pages that cannot do that show the one in force.
COMPARED = "so_sanh"
# The sections of the page of movements, in the order of their switch.
CHANGES, STANDARDS = "dien_bien", "hai_chuan"
SECTIONS = (CHANGES, "doi_chieu", "cac_nam", "trong_nam", STANDARDS, "chua_ro", "boi_canh")


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter: its code in the address and its options, code -> label.

    `preset` None: the first option is the default. `is_offered` False: the address may choose, but there is nothing
    yet to choose between on the screen. `fallback` is what an address opens whose value cannot be used; None: as if
    it had none.
    """

    code: str
    options: dict[str, str]
    is_offered: bool = True
    preset: str | None = None
    fallback: str | None = None

    @property
    def key(self) -> str:
        return f"filter_{self.code}"

    @property
    def default(self) -> str:
        return self.preset or next(iter(self.options))

    def chosen(self) -> str:
        asked = st.session_state.get(self.key, self.default)
        return asked if asked in self.options else self.default


def language() -> Text:
    # Before anything is restored, as where there is no warehouse, only the address knows.
    asked = st.session_state.get("filter_lang", st.query_params.get("lang"))
    return Text(asked if asked in LANGUAGES else LANGUAGES[0])


# Asked a dozen times in every run.
@lru_cache(maxsize=8)
def read_choices(ward: Reference, text: Text, seat: Seat) -> tuple[Choice, ...]:
    """Return every filter in the order in which they stand on the screen, with what this seat may choose.

    Whatever stands here, `queries` refuses another's khối and unit.
    """
    areas = {UNSET: text("filter.whole_ward")} | {area.area_id: area.name for area in ward.areas}
    units = {UNSET: text("filter.every_unit")} | {unit.unit_id: text.of(unit.words) for unit in ward.units}
    modes = {code: text(f"filter.mode_{mode}") for code, mode in MODES.items()}
    if seat.role == "area":
        areas = {code: name for code, name in areas.items() if code in seat.areas}
    if seat.role == "unit":
        units = {code: name for code, name in units.items() if code in seat.units}
    if seat.role == "public":
        modes = {LEAVING: modes[LEAVING]}
    surveyed = {survey.standard_id for survey in ward.rounds if survey.is_loaded}
    return (
        Choice("ky", {UNSET: text("filter.newest")} | _list_periods(ward, text)),
        Choice("khoi", areas),
        Choice("don_vi", units),
        Choice("chuan", _list_standards(ward, text), is_offered=len(surveyed) > 1),
        # A link spoilt on its way to a screen must not open the names: the strictest mode a screen knows.
        Choice("che_do", modes, is_offered=len(modes) > 1, fallback=PROJECTED if PROJECTED in modes else None),
        Choice("nhom", {UNSET: text("filter.every_household")} | _list_groups(text)),
        Choice("lang", {lang: text(f"filter.lang_{lang}") for lang in LANGUAGES}),
    )


def read_section(text: Text) -> Choice:
    """Return the switch of the page of movements; who compares standards meets that section first."""
    preset = STANDARDS if st.session_state.get("filter_chuan") == COMPARED else CHANGES
    return Choice("muc", {code: text(f"section.{code}") for code in SECTIONS}, preset=preset)


def _list_periods(ward: Reference, text: Text) -> dict[str, str]:
    """Return the loaded periods, years before their parts, the newest first."""
    newest = [period for period in reversed(ward.periods) if period.is_loaded]
    return {period.period: text.of(period.words) for period in sorted(newest, key=lambda period: period.kind != "year")}


def _list_groups(text: Text) -> dict[str, str]:
    named = {code: text.of(words_of("household_group", group)) for code, group in GROUPS.items()}
    return {code: f"{name[:1].upper()}{name[1:]}" for code, name in named.items()}


def _list_standards(ward: Reference, text: Text) -> dict[str, str]:
    """Return the standards and, last, all of them beside each other."""
    named = {standard.url_code: shorten(standard, text) for standard in ward.standards}
    return {UNSET: text("filter.in_force"), **named, COMPARED: text("filter.compared")}


def shorten(standard: Standard, text: Text) -> str:
    """Return the name without the decree in brackets, which stands in the badge line."""
    return text.of(standard.words).split(" (")[0]
