"""The filters there are: codes that are the same in both languages, and the options that the loaded data allow."""

from dataclasses import dataclass

import streamlit as st

from dashboard.text import LANGUAGES, Text
from queries import Mode, Reference

MODES = {"noi_bo": Mode.INTERNAL, "trinh_chieu": Mode.MEETING, "gui_ngoai": Mode.OUTGOING}
# The newest period, the whole ward, every unit, the standard in force.
UNSET = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter: its code in the address and its options, code -> label; the first option is the default.

    `is_offered` False: the address may choose, but there is nothing yet to choose between on the screen.
    """

    code: str
    options: dict[str, str]
    is_offered: bool = True

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
    """Return every filter in the order in which they stand on the screen."""
    units = {unit.unit_id: unit.name_en if text.lang == "en" else unit.short_name for unit in ward.units}
    surveyed = {survey.standard_id for survey in ward.rounds if survey.is_loaded}
    return (
        Choice("ky", {UNSET: text("filter.newest")} | _list_periods(ward)),
        Choice("khoi", {UNSET: text("filter.whole_ward")} | {area.area_id: area.name for area in ward.areas}),
        Choice("don_vi", {UNSET: text("filter.every_unit")} | units),
        Choice("chuan", {UNSET: text("filter.in_force")} | _list_standards(ward), is_offered=len(surveyed) > 1),
        Choice("che_do", {code: text(f"filter.mode_{mode}") for code, mode in MODES.items()}),
        Choice("lang", {lang: text(f"filter.lang_{lang}") for lang in LANGUAGES}),
    )


def _list_periods(ward: Reference) -> dict[str, str]:
    """Return the loaded periods, years before their parts, the newest first."""
    newest = [period for period in reversed(ward.periods) if period.is_loaded]
    return {period.period: period.label for period in sorted(newest, key=lambda period: period.kind != "year")}


def _list_standards(ward: Reference) -> dict[str, str]:
    """Return the standards by the short half of their name: the decree in brackets stands in the badge line."""
    return {standard.url_code: standard.name.split(" (")[0] for standard in ward.standards}
