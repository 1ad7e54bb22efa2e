"""What the screen leaves in the trail: which names were shown, what was taken away, who came in, who was refused.

What cannot be written down is not shown: the trail comes before the names.
"""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import replace
from datetime import datetime
from time import monotonic
from typing import TypeVar

import streamlit as st

import queries
from dashboard.access import Person
from dashboard.ui import auth
from dashboard.ui.filters import Chosen
from queries import Table, Words
from trail import Act, append, find_account, find_trail

File = TypeVar("File")
UNWRITTEN = Words(
    "Không ghi được nhật ký truy cập, nên danh sách có họ tên không hiện. Báo người phụ trách công nghệ thông tin.",
    "The trail cannot be written, so lists with names are not shown. Tell whoever looks after the computers.",
)
# The search box reads every name in every run; it is the search that is written down.
SEARCHED = "household_names"
# Seconds in which the door writes the same refusal once; the log has every one.
SILENCE = 60
_refused: dict[tuple[str, str], float] = {}
# While a file is written that the trail already tells of: what it reads is in it, and no session is there to ask.
_given: ContextVar[bool] = ContextVar("given", default=False)


class Unwritten(Exception):
    """A file is not given away where that cannot be written down."""


def show_noted(found: Table, chosen: Chosen) -> Table:
    """Return the table once it stands in the trail who reads its names; without rows and with the reason else."""
    if found.access != "restricted" or not found.rows or found.id == SEARCHED or _given.get():
        return found
    is_noted = note_once("view", found.id, chosen, len(found.rows), ho=found.filters.household_id or "")
    return found if is_noted else replace(found, rows=(), withheld=UNWRITTEN)


def note_file(chosen: Chosen, what: str, rows: int | None, write: Callable[[], File]) -> Callable[[], File]:
    """Return `write` that first says in the trail which file is taken: it runs when the button is clicked."""
    act = _describe("export", what, rows, chosen)

    def write_noted() -> File:
        if not _append(act):
            raise Unwritten(what)
        token = _given.set(True)
        try:
            return write()
        finally:
            _given.reset(token)

    return write_noted


def note_once(act: str, what: str, chosen: Chosen, rows: int | None = None, **more: str) -> bool:
    """Write one line for the first time in a session that this is asked; tell whether it stands there."""
    if auth.is_rehearsal():
        return True
    return _append_once(_describe(act, what, rows, chosen, **more), chosen.stamp)


def note_door(act: str, what: str, account: str = "") -> None:
    """Write down once in a session that somebody came in or was refused; nobody's way is barred by the trail."""
    who, role = (account, auth.role()) if account else find_account()
    _append_once(Act(who, role, act, what), "")


def note_refused(what: str, **asked: str) -> None:
    """Write down once in a session that somebody asked for what is not theirs, and was shown nothing of it."""
    who, role = _find_who()
    _append_once(Act(who, role, "refuse", what, filters=asked), "")


def note_refusal(what: str, person: Person | None) -> None:
    """Write down what the door refused, where no session is: one line a minute, so that no stranger fills the disk."""
    who, role = (person.account, person.seat.role) if person else ("", "")
    now = monotonic()
    if now - _refused.get((what, who), -SILENCE) >= SILENCE:
        _refused[what, who] = now
        _append(Act(who, role, "refuse", what))


def _append_once(act: Act, stamp: str) -> bool:
    noted: set[object] = st.session_state.setdefault("noted", set())
    key = (stamp, act.act, act.what, act.rows, act.mode, tuple(act.filters.items()))
    if key not in noted and _append(act):
        noted.add(key)
    return key in noted


def _describe(act: str, what: str, rows: int | None, chosen: Chosen, **more: str) -> Act:
    who, role = _find_who()
    asked = chosen.filters
    codes = {"ky": asked.period, "khoi": asked.area_id, "don_vi": asked.unit_id, "chuan": asked.standard_id}
    codes |= {"nhom": asked.group, **more}
    return Act(
        who, role, act, what, rows, str(chosen.viewer.mode), {name: code for name, code in codes.items() if code}
    )


def _find_who() -> tuple[str, str]:
    person = auth.look().person
    return (person.account, person.seat.role) if person and person.account else find_account()


def _append(act: Act) -> bool:
    try:
        append(find_trail(queries.find_data_dir()), act, now=datetime.now())
    except OSError as error:
        auth.LOG.error("the trail cannot be written: %s", error.strerror)
        return False
    return True
