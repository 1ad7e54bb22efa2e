"""The consultation sheet of one household before it is written: what is known of it, and what is left to be asked."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from dashboard import format as fmt
from dashboard.text import Text
from queries import Table, Words, words_of

Cells = dict[str, Any]
STATES = {"served": "served", "not_served": "not_served", "unknown": "unknown_help"}
# What the paper offers to tick, in the words of the form that it is typed into afterwards.
KINDS = (
    *("livelihood", "job", "education", "health", "housing", "water", "information", "care", "legal_aid", "other"),
    "none",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One indicator; `is_deprived` None: the list does not say. `remedies`: what of the plan removes it, by whom."""

    dimension: str
    indicator: str
    is_deprived: bool | None
    remedies: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """`facts` are (name, words), `helps` (state, policies); what is not known says why in place of the words.

    `unknown`: in a sentence what the list leaves open, "" where nothing. `source`: where the household was read.
    """

    household_id: str
    facts: tuple[tuple[str, str], ...]
    asked: tuple[Asked, ...]
    helps: tuple[tuple[str, str], ...]
    unknown: str
    source: str


def read_sheet(card: Cells, life: Table, help_: Table, remedies: Table, text: Text) -> Sheet:
    """Return the sheet of one row of `household_cards`; the indicators are those of its round and standard."""
    period, standard_id = life.filters.period, life.filters.standard_id
    rows = [row for row in life.records() if (row["period"], row["standard_id"]) == (period, standard_id)]
    known = _join_remedies(remedies, text)
    asked = tuple(_read_asked(row, known, text) for row in rows)
    return Sheet(
        str(card["household_id"]),
        _list_facts(card, text),
        asked,
        _list_helps(card, help_, str(period), text),
        _say_unknown(asked, str(period), text),
        text("timeline.source", **{name: card[f"source_{name}"] for name in ("file", "sheet", "row")}),
    )


def _list_facts(card: Cells, text: Text) -> tuple[tuple[str, str], ...]:
    members, state = card["member_count"], card["recognised_class"]
    told = {
        "head": card["head_name"],
        "area": card["area_name"],
        "code": card["household_code"] or card["household_id"],
        "class": text.of(words_of("class", state)) if state != "unknown" else None,
        "members": None if members is None else fmt.counted(members, "person", text),
        "deprived": None if card["deprived"] is None else fmt.count(card["deprived"], text),
    }
    return tuple((text(f"consultation.{name}"), words or text("consultation.not_told")) for name, words in told.items())


def _join_remedies(remedies: Table, text: Text) -> dict[Words, str]:
    """Return the words for each indicator: each unit, then what it brings; the unit is the last to be cut off."""
    found: dict[Words, dict[str, list[str]]] = {}
    for row in remedies.records():
        of_unit = found.setdefault(row["indicator"], {})
        if row["remedy"]:
            of_unit.setdefault(text.of(row["unit_name"]), []).append(text.of(row["remedy"]))
    return {
        indicator: "; ".join(": ".join(filter(None, (unit, ", ".join(names)))) for unit, names in of_unit.items())
        or text("consultation.no_remedy")
        for indicator, of_unit in found.items()
    }


def _read_asked(row: Cells, remedies: dict[Words, str], text: Text) -> Asked:
    helped = remedies.get(row["indicator"], text("consultation.no_remedy")) if row["is_deprived"] is not False else ""
    return Asked(text.of(row["dimension"]), text.of(row["indicator"]), row["is_deprived"], helped)


def _list_helps(card: Cells, help_: Table, period: str, text: Text) -> tuple[tuple[str, str], ...]:
    """Count the entitlements of the year by state and policy; that no list is loaded is not that there is none."""
    rows = [row for row in help_.records() if row["period"][:4] == period[:4]]
    none = text("consultation.no_list") if card["waiting"] is None and not rows else text("consultation.nobody")
    counts = {state: Counter(text.of(row["policy_name"]) for row in rows if row["served"] == state) for state in STATES}
    return tuple(
        (
            text(f"consultation.{name}"),
            "; ".join(f"{policy} ({number})" for policy, number in counts[state].items()) or none,
        )
        for state, name in STATES.items()
    )


def _say_unknown(asked: tuple[Asked, ...], period: str, text: Text) -> str:
    names = [one.indicator for one in asked if one.is_deprived is None]
    if not asked or not names:
        return "" if asked else text("consultation.no_indicators", period=fmt.period(period, text))
    told = {"count": len(names), "asked": len(asked), "period": fmt.period(period, text)}
    return text("consultation.unknown", names=", ".join(names), **told)
