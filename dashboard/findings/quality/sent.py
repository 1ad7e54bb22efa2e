"""Whether a khối sent a form, and by the day that a document sets: without such a day nothing is late."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from dashboard import format as fmt
from dashboard.text import Text
from queries import Table, words_of

# How many khối and forms are named; the matrix below shows all.
NAMED = 3


class Sent(StrEnum):
    """`sent`: no day is set. `undated`: a day is set, nobody knows when it came. `due`: the day is still to come."""

    ON_TIME = "on_time"
    SENT = "sent"
    UNDATED = "undated"
    LATE = "late"
    DUE = "due"
    MISSING = "missing"
    OVERDUE = "overdue"


WANTING = (Sent.DUE, Sent.MISSING, Sent.OVERDUE)


def judge(row: Mapping[str, Any], today: date) -> Sent:
    """Return the state of one khối, form and period, as `completeness` gives it."""
    due, received = row["due_date"], row["received_date"]
    if not row["is_reported"]:
        return Sent.MISSING if due is None else Sent.DUE if today <= due else Sent.OVERDUE
    if due is None:
        return Sent.SENT
    return Sent.UNDATED if received is None else Sent.ON_TIME if received <= due else Sent.LATE


def say_sent(table: Table, today: date, text: Text) -> str:
    """Name what is missing and what came late; that all is in is said only where something was asked for."""
    states = [(row, judge(row, today)) for row in table.records()]
    if not states:
        return text("sent.nothing")
    missing = _name([row for row, state in states if state in WANTING], text)
    late = _name([row for row, state in states if state is Sent.LATE], text)
    parts = [text("sent.missing", what=missing) if missing else "", text("sent.late", what=late) if late else ""]
    if not any(parts):
        areas = len({row["area_key"] for row, _ in states})
        return text("sent.all", areas=areas, forms=len({(row["form"], row["reported_period"]) for row, _ in states}))
    return " ".join(filter(None, parts))


def say_due(table: Table, text: Text) -> str:
    """Name the documents that set the days, or say that none does."""
    documents = dict.fromkeys(str(name) for name in table.column("document") if name)
    if documents:
        return text("sent.documents", documents="; ".join(documents))
    return text("sent.no_due") if table.rows else ""


def _name(rows: list[dict[str, Any]], text: Text) -> str:
    """Return «danh sách thành viên (kỳ 2026): Khối 7, Khối 8 và 2 khối khác»."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        found.setdefault((row["form"], row["reported_period"]), []).append(row["area_name"])
    told = [
        text(
            "sent.form",
            form=text.of(words_of("form", form)),
            period=fmt.period(period, text),
            areas=_shorten(areas, "sent.more_areas", text),
        )
        for (form, period), areas in found.items()
    ]
    return _shorten(told, "sent.more_forms", text, "; ")


def _shorten(names: list[str], more: str, text: Text, between: str = ", ") -> str:
    rest = len(names) - NAMED
    return between.join([*names[:NAMED], *([text(more, count=rest)] if rest > 0 else [])])
