"""What was checked and what was found. «Nothing wrong» is said only of what was really looked at."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from dashboard import format as fmt
from dashboard.text import Text
from queries import Rule, Table, rules

TO_MEND = ("error", "warning")


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """Every rule in one of three states.

    `counts`: of each rule, by severity, its findings and files; `looked_at`: the rows or files it looked at.
    """

    found: tuple[Rule, ...]
    clean: tuple[Rule, ...]
    idle: tuple[Rule, ...]
    counts: Mapping[str, Mapping[str, tuple[int, int]]]
    looked_at: Mapping[str, int]
    forms: frozenset[str]

    def count(self, *severities: str) -> int:
        return sum(of_rule[name][0] for of_rule in self.counts.values() for name in severities if name in of_rule)


@dataclass(frozen=True, slots=True, eq=False)
class Checked:
    """The counts that the page opens with; `residual` None where no movement is known."""

    runs: Runs
    files: int
    refused: int
    rows_read: int
    held_back: int
    reported: int
    areas: int
    sums: int
    differing: int
    residual: int | None


@lru_cache(maxsize=16)
def read_runs(counted: Table, forms: Table, files: int) -> Runs:
    """Sort the rules by whether they found something, found nothing, or had nothing to look at."""
    counts: dict[str, dict[str, tuple[int, int]]] = {}
    for row in counted.records():
        counts.setdefault(row["rule"], {})[row["severity"]] = (row["findings"], row["files"])
    read = {row["form"]: row["rows_read"] for row in forms.records()}
    runnable = [rule for rule in rules() if files and not rule.only_inspect and not rule.find_missing(read)]
    looked_at = {
        rule.id: sum(read.get(form, 0) for form in rule.runs_on) if rule.runs_on else files for rule in rules()
    }
    return Runs(
        found=tuple(rule for rule in rules() if rule.id in counts),
        clean=tuple(rule for rule in runnable if rule.id not in counts),
        idle=tuple(rule for rule in rules() if rule.id not in counts and rule not in runnable),
        counts=counts,
        looked_at=looked_at,
        forms=frozenset(read),
    )


def say_checked(checked: Checked, text: Text) -> str:
    """Return the sentence of the whole page."""
    if not checked.files:
        return text("quality.nothing_loaded")
    if not checked.rows_read:
        return text("quality.nothing_read", files=fmt.counted(checked.refused, "file", text))
    parts = (
        text("quality.areas", reported=checked.reported, areas=checked.areas) if checked.areas else "",
        say_mend(checked.runs, text),
        text("quality.held_back", rows=fmt.counted(checked.held_back, "row", text)),
        text("quality.refused", files=fmt.counted(checked.refused, "file", text)) if checked.refused else "",
        _say_agreement(checked, text),
    )
    said = "; ".join(filter(None, parts))
    return f"{said[:1].upper()}{said[1:]}."


def say_mend(runs: Runs, text: Text) -> str:
    errors, warnings = runs.count("error"), runs.count("warning")
    if not errors + warnings:
        return text("quality.nothing_to_mend", ran=len(runs.clean) + len(runs.found))
    return text("quality.to_mend", count=errors + warnings, errors=errors, warnings=warnings)


def say_rules(runs: Runs, text: Text) -> str:
    """Return how many rules found something, found nothing, were not run."""
    if not runs.found and not runs.clean:
        return text("rules.none_run", idle=len(runs.idle))
    return text("rules.finding", found=len(runs.found), clean=len(runs.clean), idle=len(runs.idle))


def _say_agreement(checked: Checked, text: Text) -> str:
    """Say whether written sums and the movements add up; what was not held against anything does not agree."""
    agreeing = checked.sums - checked.differing
    sums = text("quality.sums", agreeing=agreeing, sums=checked.sums) if checked.sums else text("quality.no_sums")
    rest = text("quality.residual", count=fmt.signed(checked.residual, text)) if checked.residual else ""
    return ", ".join(filter(None, (sums, rest)))
