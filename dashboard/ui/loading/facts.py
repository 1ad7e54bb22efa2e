"""«Ghi nhận thay đổi»: one household event, one decision about a household, one project figure or one wish, typed in
without a workbook and seen before and after like a file."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import streamlit as st

import queries
from dashboard import format as fmt
from dashboard.text import Text
from dashboard.ui import cache, cards
from dashboard.ui.filters import Chosen
from dashboard.ui.loading import job
from dashboard.ui.loading.decided import record
from dashboard.ui.loading.desk import Draft
from queries import words_of

EVENT, DECISION, FIGURE, WISH = FORMS = ("household_event", "household_decision", "project_progress", "consultation")
# As an officer writes them in the form: what is typed here is read as a line of it.
EVENT_KINDS = {
    "dissolved": "Cả hộ chết",
    "moved_out": "Chuyển đi",
    "moved_in": "Chuyển đến",
    "split": "Tách hộ",
    "merged": "Nhập hộ",
    "head_changed": "Đổi chủ hộ",
    "correction": "Đính chính",
}
WISHES = {
    "livelihood": "Sinh kế và vay vốn",
    "job": "Việc làm và học nghề",
    "education": "Học hành của con em",
    "health": "Y tế và bảo hiểm y tế",
    "housing": "Nhà ở",
    "water": "Nước sạch và nhà vệ sinh",
    "information": "Thông tin và viễn thông",
    "care": "Trợ giúp xã hội",
    "legal_aid": "Trợ giúp pháp lý",
    "other": "Nguyện vọng khác",
    "none": "Không có nguyện vọng",
}
CLASSES = ("poor", "near_poor", "average_living", "not_poor")
# Where the household is on no list yet, or another one is meant with it.
UNLISTED = ("head_name", "household_code", "head_id_number")
AS_REPORTED = {"unit": "unit_name", "project": "line_name", "fund_source": "fund_source", "output_unit": "output_unit"}
FIGURES = ("assigned_vnd", "carried_over_vnd", "disbursed_vnd", "output_planned", "output_done")
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Household:
    """`period`: the newest round whose list names it."""

    household_id: str
    head_name: str
    area: str
    code: str
    period: str

    @property
    def shown(self) -> str:
        return " · ".join(filter(None, (self.head_name, self.area, self.code)))


def show(chosen: Chosen, draft: Draft | None, who: str) -> None:
    text = chosen.text
    with st.expander(text("typed.record_title"), key="typed_record"):
        cards.small(text("typed.record_how"), text("typed.into_draft") if draft else "")
        form = st.segmented_control(
            text("typed.what"), FORMS, format_func=lambda one: text(f"typed.{one}"), default=EVENT, key="typed_what"
        )
        if form == EVENT:
            _show_event(chosen, draft, who)
        elif form == DECISION:
            _show_decision(chosen, draft, who)
        elif form == FIGURE:
            _show_figure(chosen, draft, who)
        elif form == WISH:
            _show_wish(chosen, draft, who)


def _show_event(chosen: Chosen, draft: Draft | None, who: str) -> None:
    text, areas = chosen.text, {area.area_id: area.name for area in queries.reference().areas}
    with st.form("typed_event", border=False):
        kind = st.selectbox(text("typed.kind"), list(EVENT_KINDS), format_func=partial(_name_kind, text=text))
        one = _ask_household(chosen, key="typed_event_household")
        day, document = _ask_day(text, "event_date"), st.text_input(text("typed.document"), max_chars=LONGEST)
        with st.container(border=True, key="typed_unlisted"):
            cards.small(text("typed.unlisted_how"))
            area = st.selectbox(
                text("typed.area"), list(areas), format_func=areas.__getitem__, index=None, placeholder=fmt.DASH
            )
            typed = {name: st.text_input(text(f"typed.{name}"), max_chars=LONGEST) for name in UNLISTED}
            related = st.text_input(text("typed.related_head_name"), max_chars=LONGEST)
        note = st.text_input(text("typed.note"), max_chars=LONGEST)
        sent = st.form_submit_button(text("typed.record"), disabled=job.is_busy())
    if not _is_said(sent, who, text):
        return
    known = {"head_name": one.head_name, "household_code": one.code, "area": one.area} if one else {}
    named = {name: value for name, value in (("area", areas.get(area or "")), *typed.items()) if value}
    said = {"kind": EVENT_KINDS[kind], **known, **named, "event_date": day, "document": document or ""}
    record(draft, who, EVENT, {**said, "related_head_name": related or "", "note": note or ""})


def _show_decision(chosen: Chosen, draft: Draft | None, who: str) -> None:
    text = chosen.text
    with st.form("typed_decision", border=False):
        cards.small(text("typed.decision_how"))
        one = _ask_household(chosen, key="typed_decision_household")
        decided = st.selectbox(text("typed.class"), CLASSES, format_func=lambda of: text.of(words_of("class", of)))
        number = st.text_input(text("typed.decision"), max_chars=LONGEST, placeholder="12/QĐ-UBND", key="typed_number")
        day = _ask_day(text, "decision_date")
        sent = st.form_submit_button(text("typed.record"), disabled=job.is_busy())
    if not _is_said(sent, who, text):
        return
    if one is None:
        cards.warn(text("typed.household_missing"))
        return
    said = {"household": one.household_id, "class": decided, "decision_number": number or "", "decision_date": day}
    record(draft, who, DECISION, said, f"--period={one.period}")


def _show_figure(chosen: Chosen, draft: Draft | None, who: str) -> None:
    """Fill in what was reported last, so that a figure that nobody touches stays."""
    text, lines = chosen.text, _list_lines(chosen)
    if not lines:
        cards.nothing(text("typed.no_line"))
        return
    place = st.selectbox(
        text("typed.line"),
        range(len(lines)),
        format_func=lambda number: _name_line(lines[number], text),
        key="typed_line",
    )
    line = lines[place]
    with st.form("typed_figure", border=False):
        cards.small(text("typed.figure_how"))
        typed = {
            name: st.text_input(
                text(f"typed.{name}"), value=_write(line[name]), max_chars=LONGEST, key=f"typed_{name}_{place}"
            )
            for name in FIGURES
        }
        day = _ask_day(text, "report_date")
        sent = st.form_submit_button(text("typed.record"), disabled=job.is_busy())
    if not _is_said(sent, who, text):
        return
    if not day:
        cards.warn(text("typed.day_missing"))
        return
    kept = {
        # In the words of the reports, whatever the language of the screen.
        **{field: str(line[name] or "") for field, name in AS_REPORTED.items()},
        "output_milestone": _write(line["output_milestone"]),
    }
    record(draft, who, FIGURE, {**kept, **{name: value or "" for name, value in typed.items()}, "report_date": day})


def _show_wish(chosen: Chosen, draft: Draft | None, who: str) -> None:
    text, units = chosen.text, {unit.unit_id: unit for unit in queries.reference().units}
    with st.form("typed_wish", border=False):
        cards.small(text("typed.wish_how"))
        one = _ask_household(chosen, key="typed_wish_household")
        day, respondent = _ask_day(text, "consulted_date"), st.text_input(text("typed.respondent"), max_chars=LONGEST)
        kind = st.selectbox(
            text("typed.wish_kind"), list(WISHES), format_func=lambda of: text.of(words_of("wish_kind", of))
        )
        said = {name: st.text_input(text(f"typed.{name}"), max_chars=LONGEST) or "" for name in ("wish", "agreed")}
        unit = st.selectbox(
            text("typed.unit"),
            list(units),
            format_func=lambda of: text.of(units[of].words),
            index=None,
            placeholder=fmt.DASH,
        )
        sent = st.form_submit_button(text("typed.record"), disabled=job.is_busy())
    if not _is_said(sent, who, text):
        return
    if one is None:
        cards.warn(text("typed.household_missing"))
        return
    known = {"head_name": one.head_name, "household_code": one.code, "area": one.area}
    told = {"consulted_date": day, "respondent": respondent or "", "wish_kind": WISHES[kind]}
    record(draft, who, WISH, {**known, **told, **said, "unit": units[unit].name if unit else ""})


def _list_lines(chosen: Chosen) -> list[dict[str, Any]]:
    """Return the lines that were reported, with their figures, and those of the plan that nobody reported."""
    whole = replace(chosen, filters=replace(chosen.filters, area_id=None))
    reported = list(cache.table("project_sources", whole).records())
    known = {(line["line_id"], line["unit_id"]) for line in reported}
    others = [
        {**line, "fund_source": ""}
        for line in cache.table("project_lines", whole).records()
        if line["unit_name"] and line["report_date"] is None and (line["line_id"], line["unit_id"]) not in known
    ]
    return reported + others


def _name_line(line: dict[str, Any], text: Text) -> str:
    return " · ".join(text.said(line[name]) for name in ("line_name", "unit_name", "fund_source") if line[name])


def _write(value: Any) -> str:
    """As an officer writes a number: «410.000.000», «7,5»."""
    if value is None:
        return ""
    whole, _, rest = f"{float(value):,.2f}".replace(",", ".").rpartition(".")
    return whole + (f",{rest.rstrip('0')}" if rest.strip("0") else "")


def _ask_household(chosen: Chosen, key: str) -> Household | None:
    households = _list_households(chosen)
    return st.selectbox(
        chosen.text("typed.household"),
        households,
        format_func=lambda one: one.shown,
        index=None,
        placeholder=chosen.text("typed.household_hint"),
        key=key,
    )


def _list_households(chosen: Chosen) -> list[Household]:
    whole = replace(chosen, filters=replace(chosen.filters, area_id=None))
    return [
        Household(
            household_id=row["household_id"],
            head_name=row["head_name"] or "",
            area=row["area_name"] or "",
            code=row["household_code"] or "",
            period=row["last_period"],
        )
        for row in cache.table("household_names", whole).records()
    ]


def _ask_day(text: Text, name: str) -> str:
    """Typed as everywhere in the office; the loader reads it. The box for days speaks the browser's language."""
    return st.text_input(text(f"typed.{name}"), max_chars=10, placeholder="31/12/2026", key=f"typed_{name}") or ""


def _is_said(sent: bool, who: str, text: Text) -> bool:
    if sent and not who:
        cards.warn(text("load.who_missing"))
    return sent and bool(who)


def _name_kind(kind: str, text: Text) -> str:
    if kind == "dissolved":
        return text("typed.dissolved")
    return text.of(words_of("event_kind", kind))
