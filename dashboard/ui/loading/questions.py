"""«Câu hỏi chờ trả lời»: what files ask, one click an answer, kept and replayed by every build."""

from html import escape

import streamlit as st

from dashboard import format as fmt
from dashboard.findings.issues import write_place
from dashboard.text import Text
from dashboard.ui import cards, loader
from dashboard.ui.loading import desk, job, plain
from dashboard.ui.loading.desk import Draft, Question
from dashboard.ui.loading.recognised import recompute

SHOWN = 20


def show(draft: Draft | None, who: str, text: Text) -> None:
    decided = job.list_unapplied()
    asked = [question for question in desk.list_questions() if question.question_id not in decided]
    if asked:
        cards.section(text("load.questions", count=fmt.padded(len(asked), text)), text("load.questions_how"))
    for question in asked[:SHOWN]:
        _show_one(question, who, text)
    if len(asked) > SHOWN:
        cards.note(text("load.more", count=fmt.count(len(asked) - SHOWN, text)))
    if decided:
        offer_applying(decided, draft, who, text)


def _show_one(question: Question, who: str, text: Text) -> None:
    with st.container(border=True, key=f"question_{question.question_id}"):
        place = escape(write_place(*question.place, text))
        st.html(f'<p class="quiet">{place}</p><p class="question">{escape(question.text)}</p>')
        with st.container(horizontal=True, key=f"answers_{question.question_id}"):
            for number, (value, label) in enumerate(question.options):
                key = f"answer_{question.question_id}_{number}"
                if st.button(plain.escape(label), key=key, disabled=job.is_busy()):
                    _answer(question, value, label, who, text)


def _answer(question: Question, value: str, label: str, who: str, text: Text) -> None:
    if not who:
        cards.warn(text("load.who_missing"))
        return
    told = loader.ask("answer", f"--by={who}", "--", question.question_id, value)
    if not told.is_done:
        job.refuse(told, text)
        return
    job.note_decision(question.question_id, f"{question.text} {label}")
    st.rerun()


def offer_applying(decided: dict[str, str], draft: Draft | None, who: str, text: Text) -> None:
    """Say what was decided and is in no number yet; with a draft open it is seen in its preview first."""
    cards.note(text("load.decided", count=fmt.padded(len(decided), text)), *(f"✔ {said}" for said in decided.values()))
    label = text("load.apply_draft" if draft else "load.apply")
    if st.button(label, key="load_apply", type="primary", disabled=job.is_busy()):
        if draft:
            recompute(draft, who, draft.replaced)
        job.start("build", "build")
        st.rerun()
