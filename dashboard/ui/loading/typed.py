"""A fill-in workbook to take away, and a round that is closed by a decision."""

from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

import queries
from dashboard import format as fmt
from dashboard.text import Text
from dashboard.ui import auth, cards, loader
from dashboard.ui.downloads import EXCEL
from dashboard.ui.loading import confirm, job
from queries import words_of

TEMPLATES = (
    *("household_review", "member_list", "household_event", "resident_households"),
    *("movement_report", "project_progress", "consultation"),
)
LONGEST = 200


def show(who: str, text: Text) -> None:
    with st.expander(text("typed.template"), key="typed_template"):
        _show_template(text)
    with st.expander(text("typed.close"), key="typed_close"):
        _show_closing(who, text)


def _show_template(text: Text) -> None:
    cards.small(text("typed.template_how"))
    areas = {"": text("filter.whole_ward")} | {area.area_id: area.name for area in queries.reference().areas}
    if closed := queries.default_warehouse().names.tell_trouble():
        cards.note(text.of(closed))
        return
    form = st.selectbox(text("typed.form"), TEMPLATES, format_func=lambda one: text.of(words_of("form", one)))
    area = st.selectbox(text("typed.area"), list(areas), format_func=areas.__getitem__, key="typed_template_area")
    st.download_button(
        text("typed.take"),
        auth.keep(partial(_write_template, form, areas[area] if area else "")),
        file_name=f"{form}-{area or 'phuong'}.xlsx",
        mime=EXCEL,
        key="typed_take",
        on_click="ignore",
    )


def _write_template(form: str, area: str) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        named = [f"--area={area}"] if area else []
        answer = loader.ask("template", f"--output={path}", *named, "--", form, as_json=False)
        if not answer.is_done:
            raise RuntimeError(answer.said)
        return path.read_bytes()


def _show_closing(who: str, text: Text) -> None:
    cards.small(text("typed.close_how"))
    ward = queries.reference()
    names = {standard.standard_id: text.of(standard.words) for standard in ward.standards}
    open_rounds = [one for one in ward.rounds if one.is_loaded and not one.is_closed]
    if not open_rounds:
        cards.note(text("typed.no_round"))
        return
    chosen = st.selectbox(
        text("typed.round"),
        open_rounds,
        format_func=lambda one: f"{fmt.period(one.period, text)} · {names[one.standard_id]}",
    )
    number = st.text_input(text("typed.decision"), max_chars=LONGEST, placeholder="12/QĐ-UBND")
    day = st.date_input(
        text("typed.day"), value=None, format="DD/MM/YYYY", min_value=date(2021, 1, 1), max_value="today"
    )
    is_filled = bool(who and number and day)
    question = text("typed.close_question", period=fmt.period(chosen.period, text), number=number or "")
    label, sure = text("typed.close_it"), text("typed.close_sure")
    if confirm.button("typed_close_round", label, question, sure, text, disabled=job.is_busy() or not is_filled):
        told = loader.ask(
            *("close", f"--decision={number}", f"--date={day}", f"--by={who}"),
            *(f"--standard={chosen.standard_id}", "--", chosen.period),
        )
        if not told.is_done:
            job.refuse(told, text)
            return
        job.start("build", "build")
        st.rerun()
