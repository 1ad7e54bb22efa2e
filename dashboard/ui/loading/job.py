"""One command of the loader under way in this visit: its bar, its end, what is said about it afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard.text import Text
from dashboard.ui import cards, loader
from dashboard.ui.loader import Answer, Running
from dashboard.ui.loading.desk import DRAFT

JOB, OUTCOME = "load_job", "load_outcome"
SECONDS = 0.4
# What ends with a draft that is open.
DRAFTING = ("draft", "again", "typed")


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """`kind` names its words."""

    kind: str
    running: Running


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """`kind` is that of the job; `told` what the program printed."""

    kind: str
    is_done: bool
    told: Any
    said: str


def start(kind: str, *words: str, clean_up: Callable[[], None] = lambda: None, typed: str = "") -> None:
    """Begin; the page is drawn anew and shows the bar. What was said about the last one is forgotten.

    `typed`: what may name a person goes to the command as its input.
    """
    st.session_state.pop(OUTCOME, None)
    st.session_state[JOB] = Job(kind, loader.start_reading(*words, clean_up=clean_up, typed=typed))


def is_busy() -> bool:
    return JOB in st.session_state


def find_outcome() -> Outcome | None:
    return st.session_state.get(OUTCOME)


def refuse(answer: Answer, text: Text) -> None:
    """Say why a command that is short enough to wait for did nothing."""
    cards.warn(answer.said or text("load.failed"))


def show(text: Text) -> None:
    """Draw the bar of this visit's own command, else say that another visit's is under way."""
    if is_busy():
        _follow(text)
    elif other := loader.find_reading():
        cards.note(text("load.other_reading", **_count(other)))


@st.fragment(run_every=SECONDS)
def _follow(text: Text) -> None:
    job: Job | None = st.session_state.get(JOB)
    if job is None:
        st.rerun()
    elif job.running.is_over:
        _finish(job)
        st.rerun()
    else:
        counts = _count(job.running)
        share = counts["done"] / counts["total"] if counts["total"] else 0.0
        key = f"load.doing_{job.kind}" if not counts["total"] else "load.doing_join" if share >= 1 else "load.doing"
        st.progress(min(share, 1.0), text=text(key, **counts))
        if job.kind in DRAFTING:
            st.button(text("load.stop"), key="load_stop", on_click=job.running.stop)


def _count(running: Running) -> dict[str, int]:
    done, total = running.read_progress() or (0, 0)
    return {"done": done, "total": total}


def _finish(job: Job) -> None:
    answer: Answer = job.running.wait()
    del st.session_state[JOB]
    told = answer.told if isinstance(answer.told, dict) else {}
    if job.kind in DRAFTING and answer.is_done and told.get("draft"):
        st.query_params[DRAFT] = told["draft"]
    if job.kind in ("publish", "discard") and answer.is_done:
        st.query_params.pop(DRAFT, None)
    st.session_state[OUTCOME] = Outcome(job.kind, answer.is_done, answer.told, answer.said)
