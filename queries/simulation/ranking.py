"""Who could leave poverty soonest, and who is hardest hit: two orders that are not one another's reverse."""

from typing import Any

from queries.listing import Table

Row = dict[str, Any]


def rank_easiest(gaps: Table, most: int = 5) -> tuple[Row, ...]:
    """Return the poor households with the fewest deprivations to remove, nearest to the line first among equals."""
    told = [row for row in gaps.records() if row["fewest"] is not None]
    return tuple(sorted(told, key=lambda row: (row["fewest"], -_read_gap(row), row["household_id"]))[:most])


def rank_neediest(gaps: Table, most: int = 5) -> tuple[Row, ...]:
    """Return the poor households with the most deprivations, farthest below the line first among equals."""
    poor = [row for row in gaps.records() if row["recognised_class"] == "poor"]
    return tuple(sorted(poor, key=lambda row: (-row["deprivations"], _read_gap(row), row["household_id"]))[:most])


def _read_gap(row: Row) -> int:
    gap = row["b1_gap"] if row["b1_gap"] is not None else row["income_gap_vnd"]
    return int(gap or 0)
