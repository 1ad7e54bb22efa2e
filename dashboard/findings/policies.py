"""Which policies reach everybody, which do not, which nobody tells of; the share of target 6 beside them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from dashboard import format as fmt
from dashboard.findings.targets import end_sentence, missing
from dashboard.text import Text
from queries import Reach, Result, Table, Words

# What stands of a policy that several units carry out: the first of these that one of them is.
ORDER = (Reach.WAITING, Reach.UNCLEAR, Reach.ALL, Reach.NOBODY, Reach.COUNTED, Reach.UNDIVIDED, Reach.SILENT)
KEYS = {
    Reach.ALL: "all",
    Reach.WAITING: "waiting",
    Reach.UNCLEAR: "unclear",
    Reach.UNDIVIDED: "undivided",
    Reach.SILENT: "silent_named",
}


def read_reaches(matrix: Table) -> dict[Words, Reach]:
    """Return how far each policy of target 6 reaches, by its name, in the order of the plan."""
    found: dict[Words, list[Reach]] = {}
    for row in matrix.records():
        if row["is_in_target"]:
            found.setdefault(row["policy_name"], []).append(Reach(row["reach"]))
    return {name: min(reaches, key=ORDER.index) for name, reaches in found.items()}


def reached(matrix: Table, text: Text) -> str:
    """Say «2/13 chính sách đạt 100%»; a policy that is due to nobody is not among them. Nothing where none is told."""
    reaches = [reach for reach in read_reaches(matrix).values() if reach is not Reach.NOBODY]
    if not reaches:
        return ""
    return text("policies.reached", count=reaches.count(Reach.ALL), total=len(reaches))


def policies(matrix: Table, served: Result, text: Text) -> str:
    """Return the heading: how many policies reach everybody, the share of the target, how many nobody tells of."""
    if matrix.withheld:
        return text.of(matrix.withheld)
    if not any(row["origin"] for row in matrix.records()):
        return text("policies.none", period=fmt.period(matrix.filters.period, text))
    silent = list(read_reaches(matrix).values()).count(Reach.SILENT)
    parts = (
        f"{reached(matrix, text)}." if reached(matrix, text) else "",
        _share(served, text),
        text("policies.silent", count=fmt.padded(silent, text)) if silent else "",
    )
    return " ".join(part for part in parts if part) or text("policies.no_target")


def _share(served: Result, text: Text) -> str:
    row = served.total
    if missing(served, text) or row is None or not row.denominator:
        return ""
    key = "policies.share_unknown" if row.unknown else "policies.share"
    shown = fmt.share(row.numerator, row.denominator, served.indicator.unit.noun, text)
    return text(key, shown=shown, unknown=fmt.count(row.unknown, text))


def who(matrix: Table, text: Text) -> tuple[str, str]:
    """Name the policies that reach everybody and those somebody waits for; apart, those of which it is not known."""
    known = _name(matrix, (Reach.ALL, Reach.WAITING), text)
    doubtful = _name(matrix, (Reach.UNCLEAR, Reach.UNDIVIDED, Reach.SILENT), text)
    return (known, doubtful) if known else (doubtful, "")


def _name(matrix: Table, wanted: tuple[Reach, ...], text: Text) -> str:
    reaches = read_reaches(matrix)
    named = ((reach, [text.of(name) for name, met in reaches.items() if met is reach]) for reach in wanted)
    return " ".join(text(f"policies.{KEYS[reach]}", names="; ".join(names)) for reach, names in named if names)


def beyond(matrix: Table, text: Text) -> tuple[str, ...]:
    """Warn of every policy of which more are written as served than were eligible."""
    return tuple(
        text("policies.beyond", name=text.of(row["policy_name"]), count=fmt.padded(row["beyond"], text))
        for row in matrix.records()
        if row["beyond"]
    )


def waiting(unserved: Table, text: Text) -> str:
    """Count who waits; at least, where a khối is not whole. Who is only not known to be served is said apart."""
    rows = [row for row in unserved.records() if row["origin"]]
    count, unknown = _add(rows, "waiting"), _add(rows, "unknown")
    if not rows:
        return text("policies.waiting_untold")
    if any(row["unknown"] is None for row in rows):
        return text("finding.suppressed")
    unclear = any(row["unclear_areas"] for row in rows)
    key = "waiting_some" if count else "waiting_not_yet" if unknown or unclear else "waiting_nobody"
    at_least = text("todo.at_least") if unclear else ""
    said = end_sentence(text(f"policies.{key}", count=fmt.padded(count, text), at_least=at_least).removesuffix("."))
    return f"{said} {text('policies.waiting_unknown', count=fmt.padded(unknown, text))}" if unknown else said


def count_days(since: date | None, as_of: date) -> int | None:
    """Return how long somebody has waited; None where no day is written or it lies ahead."""
    return (as_of - since).days if since and since <= as_of else None


def amounts(table: Table, text: Text) -> str:
    """Say how many amounts there are and how many are «chưa có» or not verified."""
    rows = table.records()
    known = [row for row in rows if row["amount"] is not None]
    return text(
        "policies.amounts",
        known=fmt.padded(len(known), text),
        none=fmt.padded(len(rows) - len(known), text),
        confirmed=fmt.padded(sum(row["certainty"] == "confirmed" for row in known), text),
    )


def _add(rows: Iterable[dict[str, Any]], name: str) -> int:
    return sum(row[name] or 0 for row in rows)


def reached_areas(by_area: Table, names: dict[str, str], text: Text) -> str:
    """Name the khối where somebody waits, and those whose reports are not whole."""
    rows = by_area.records()
    found = [
        (key, [name for area, name in names.items() if any(row[column] for row in rows if row["area_id"] == area)])
        for key, column in (("waiting_in", "waiting"), ("unclear_in", "unclear_areas"))
    ]
    said = [text(f"policies.{key}", areas=", ".join(areas)) for key, areas in found if areas]
    return " ".join(said) or text("policies.nobody_waits")
