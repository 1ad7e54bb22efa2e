"""What is said of one household: its class now, what it lacks, what help it has, whether it may fall back."""

from collections.abc import Iterable
from typing import Any

from dashboard import format as fmt
from dashboard.text import Text
from queries import Table, Words, words_of

Cells = dict[str, Any]


def household(timeline: Table, name: str, text: Text) -> str:
    """Return the heading of a card; who is not on the list of the period is told from the last list that had it."""
    rows, period = timeline.records(), timeline.filters.period
    listed = [row for row in rows if row["period"] == period]
    asked = [row for row in listed if row["standard_id"] == timeline.filters.standard_id]
    last = (asked or listed or rows)[-1]
    state = text.of(words_of("class", str(last["recognised_class"])))
    if listed and not asked:
        state = text("household.other_standard", state=state)
    if not listed:
        known = fmt.period(str(last["period"]), text)
        state = text("household.left", period=fmt.period(period, text), last=known, state=state)
    return text("household.card", name=name, state=state)


def life(table: Table, text: Text) -> str:
    """Say how many indicators the newest list that answers any says the household lacks."""
    rows = table.records()
    told = [(row["period"], row["standard_id"]) for row in rows if row["is_deprived"] is not None]
    if not told:
        return text("household.life_none")
    newest = [row["is_deprived"] for row in rows if (row["period"], row["standard_id"]) == told[0]]
    return text(
        "household.life_finding",
        period=fmt.period(str(told[0][0]), text),
        deprived=newest.count(True),
        asked=len(newest),
        unknown=newest.count(None),
    )


def members(table: Table, text: Text) -> str:
    count = len(table.rows)
    return (
        text("household.members", count=fmt.counted(count, "person", text)) if count else text("household.members_none")
    )


def help_of(table: Table, text: Text) -> str:
    states = list(table.column("served"))
    if not states:
        return text("household.help_none")
    served, waiting, unknown = (states.count(state) for state in ("served", "not_served", "unknown"))
    return text("household.help", served=served, waiting=waiting, unknown=unknown)


def risk(table: Table, months: int, text: Text) -> str:
    states = list(table.column("risk"))
    if not states:
        return text("household.risk_none", months=months)
    left = fmt.counted(len(states), "household", text)
    risky, unknown = (states.count(state) for state in ("at_risk", "unknown"))
    return text("household.risk_finding", left=left, months=months, risky=risky, unknown=unknown)


def risk_rule(months: int, events: Iterable[str], text: Text) -> str:
    """Say the rule with the words of its settings."""
    named = ", ".join(text.of(words_of("event_kind", event)) for event in events)
    return text("household.risk_how", months=months, events=named)


def risk_of_one(row: Cells, text: Text) -> str:
    added: Words | None = row["new_deprivations"]
    event = text.of(words_of("event_kind", row["event_kind"])) if row["event_kind"] else ""
    what = ", ".join(filter(None, (event, text.of(added) if added else "")))
    return text(
        "household.risk_one",
        period=fmt.period(row["left_period"], text),
        kind=text.of(words_of("kind", row["left_kind"])),
        risk=text.of(words_of("relapse_risk", row["risk"])),
        what=f" – {what}" if what else "",
    )
