"""The columns of money tables that follow from their others: share, state, what may be left at the end of the year."""

from datetime import date
from typing import Any

from queries.listing import TableDefinition
from queries.pace import Line, judge_pace, leave_unspent, read_rule
from queries.project_lines import derive, divide
from queries.scope import Scope
from queries.ward import Reference

Cells = dict[str, Any]


def add_share(
    rows: list[tuple[object, ...]], definition: TableDefinition, scope: Scope, reference: Reference
) -> list[tuple[object, ...]]:
    """Return the rows with the share of what is available and, where the table declares it, the state in one word."""
    return derive(rows, definition, _share)


def estimate_unspent(
    rows: list[tuple[object, ...]], definition: TableDefinition, scope: Scope, reference: Reference
) -> list[tuple[object, ...]]:
    """Return the rows with what each line may leave unspent, as of the day the page is seen from."""
    rule = read_rule(reference.settings)
    days = rule.list_ends(scope.period.last_day.year)

    def complete(cells: Cells) -> Cells:
        line = _read_line(cells)
        state = judge_pace(line, scope.as_of, rule)
        names = (("unspent_least_vnd", "unspent_most_vnd"), ("settled_least_vnd", "settled_most_vnd"))
        left = {
            name: money
            for pair, day in zip(names, days, strict=True)
            for name, money in zip(pair, leave_unspent(line, state, day), strict=True)
        }
        return cells | left | {"pace_state": str(state)}

    return derive(rows, definition, complete)


def _share(cells: Cells) -> Cells:
    return cells | {
        "money_share": divide(cells["disbursed_vnd"], cells["available_vnd"]),
        "money_state": _name_state(cells) if "overspent_vnd" in cells else None,
    }


def _name_state(cells: Cells) -> str:
    """Name the first that holds: spending above the money is said even of a group that is not complete."""
    silent, is_told = cells["silent_lines"], cells["disbursed_vnd"] is not None
    known = ("overspent", cells["overspent_vnd"]), ("partly", silent and is_told), ("not_reported", silent)
    money = ("reported", cells["available_vnd"]), ("no_money", is_told or cells["available_vnd"] == 0)
    return next((name for name, holds in (*known, *money) if holds), "no_figures")


def _read_line(cells: Cells) -> Line:
    day: date | None = cells["report_date"]
    return Line(
        frequency=cells["report_frequency"],
        report_date=day,
        remaining=cells["remaining_vnd"],
        stretches=cells["stretches"],
        least=cells["least_vnd"],
        slow=cells["slow_vnd"],
        fast=cells["fast_vnd"],
    )
