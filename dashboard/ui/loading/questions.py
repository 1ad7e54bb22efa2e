"""«Câu hỏi chờ trả lời»: what files ask; answers go into the open draft, are seen in its preview, and are kept by every
build once it is published."""

from html import escape

import streamlit as st

from dashboard import format as fmt
from dashboard.findings.issues import write_place
from dashboard.grids.grid import Cell, Grid, headed
from dashboard.text import Text
from dashboard.ui import cards
from dashboard.ui.loading import desk, job, plain
from dashboard.ui.loading.decided import recompute
from dashboard.ui.loading.desk import Draft, Question
from queries import words_of

SHOWN = 20
# Kinds of questions whose choices are the same for every file, and those that are no class.
_FIXED = ("class", "tick", "test_household", "link")
_CHOICES = ("yes", "no", "real", "test", "same", "different", "unknown")
_ROW_HEADS = ("preview.period", "preview.head", "typed.household_code", "preview.khoi", "list.members")
# What was clicked in this visit and is in no draft yet: question -> value.
CHOSEN = "load_answers"


def show(draft: Draft | None, who: str, text: Text) -> None:
    settled = {one.key for one in draft.decided} if draft else set()
    asked = [question for question in desk.list_questions() if question.question_id not in settled]
    chosen = {one.question_id: value for one in asked if (value := _list_chosen().get(one.question_id))}
    if asked:
        cards.section(text("load.questions", count=fmt.padded(len(asked), text)), text("load.questions_how"))
    for question in asked[:SHOWN]:
        _show_one(question, chosen.get(question.question_id), text)
    if len(asked) > SHOWN:
        cards.note(text("load.more", count=fmt.count(len(asked) - SHOWN, text)))
    if chosen:
        _offer_applying(chosen, draft, who, text)


def _show_one(question: Question, chosen: str | None, text: Text) -> None:
    with st.container(border=True, key=f"question_{question.question_id}"):
        place = " · ".join(filter(None, (text(f"asked.{question.kind}"), write_place(*question.place, text))))
        st.html(f'<p class="quiet">{escape(place)}</p><p class="question">{escape(question.text)}</p>')
        if question.rows:
            st.html(_compare_rows(question, text))
        with st.container(horizontal=True, key=f"answers_{question.question_id}"):
            for number, (value, label) in enumerate(question.options):
                st.button(
                    ("✔ " if value == chosen else "") + plain.escape(_name_option(question.kind, value, label, text)),
                    key=f"answer_{question.question_id}_{number}",
                    disabled=job.is_busy(),
                    on_click=_choose,
                    args=(question.question_id, None if value == chosen else value),
                )


def _compare_rows(question: Question, text: Text) -> str:
    """The two rows of a link under each other: a person sees there what no score tells."""
    heads = headed(*map(text, _ROW_HEADS))
    rows = tuple(
        (
            Cell(fmt.period(row.period, text)),
            Cell(row.head_name, kind="name"),
            Cell(row.household_code or fmt.DASH),
            Cell(row.area or text("asked.area_unknown")),
            Cell(fmt.count(row.members, text)),
        )
        for row in question.rows
    )
    why = text("asked.why", evidence=", ".join(text(f"evidence.{code}") for code in question.evidence))
    return Grid(text("asked.rows"), heads, rows, look="").html + f'<p class="quiet">{escape(why)}</p>'


def _name_option(kind: str, value: str, label: str, text: Text) -> str:
    """A choice in the language of the screen; names of khối and of columns are what the ward calls them."""
    if kind not in _FIXED:
        return label
    return text(f"choice.{value}") if value in _CHOICES else text.of(words_of("class", value))


def _list_chosen() -> dict[str, str | None]:
    return dict(st.session_state.get(CHOSEN, {}))


def _choose(question_id: str, value: str | None) -> None:
    st.session_state[CHOSEN] = {**_list_chosen(), question_id: value}


def _offer_applying(chosen: dict[str, str], draft: Draft | None, who: str, text: Text) -> None:
    """All answers at once: the draft is computed once."""
    count = fmt.padded(len(chosen), text)
    label = text("load.apply_draft" if draft else "load.apply", count=count)
    if not st.button(label, key="load_apply", type="primary", disabled=job.is_busy()):
        return
    if not who:
        cards.warn(text("load.who_missing"))
        return
    answers = [f"--answer={question_id}={value}" for question_id, value in chosen.items()]
    if draft:
        recompute(draft, who, draft.replaced, *answers)
    job.start("draft", "draft", f"--by={who}", *answers)
    st.rerun()
