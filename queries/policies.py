"""What follows from the counts of `policy_matrix`: how far a policy reaches, and what does not leave the house."""

from enum import StrEnum
from typing import Any

from queries.listing import TableDefinition
from queries.privacy import SmallCounts
from queries.scope import Scope
from queries.ward import Reference

Cells = dict[str, Any]
COUNTS = ("served", "eligible", "waiting", "unknown", "beyond")


class Reach(StrEnum):
    """Who waits is known to wait, whatever else is not. `UNDIVIDED`: told of the ward alone, seen from one khối."""

    SILENT = "silent"
    COUNTED = "counted"
    WAITING = "waiting"
    UNCLEAR = "unclear"
    NOBODY = "nobody"
    ALL = "all"
    UNDIVIDED = "undivided"


def add_reach(
    rows: list[tuple[object, ...]], definition: TableDefinition, scope: Scope, reference: Reference
) -> list[tuple[object, ...]]:
    """Return the rows with how far each policy reaches."""
    read = [column.name for column in definition.columns if not column.is_derived]
    told: list[Cells] = [dict(zip(read, row, strict=True)) for row in rows]
    return [(*row, str(judge_reach(cells, is_ward=scope.is_ward))) for row, cells in zip(rows, told, strict=True)]


def judge_reach(cells: Cells, *, is_ward: bool) -> Reach:
    """Say how far one policy reaches; everybody only where every khối is whole and nobody is left."""
    if cells["origin"] is None:
        return Reach.SILENT
    if not is_ward and not cells["is_divided"]:
        return Reach.UNDIVIDED
    if not cells["has_percentage"]:
        return Reach.COUNTED if cells["served"] is not None else Reach.SILENT
    if cells["waiting"]:
        return Reach.WAITING
    if cells["unknown"] or cells["unclear_areas"]:
        return Reach.UNCLEAR
    return Reach.ALL if cells["eligible"] else Reach.NOBODY


def hide_small(
    rows: list[tuple[object, ...]], definition: TableDefinition, small: SmallCounts
) -> list[tuple[object, ...]]:
    """Return the rows without the counts that point at somebody: of a row all or none, for one follows from the others.

    One hidden policy of the target follows from the total and the other policies: then the next smallest is hidden too.
    """
    names = [column.name for column in definition.columns]
    told: list[Cells] = [dict(zip(names, row, strict=True)) for row in rows]
    hidden = [any(small.hide(cells[name]) for name in COUNTS) for cells in told]
    added = [place for place, cells in enumerate(told) if cells["is_in_target"] and cells["eligible"]]
    if sum(hidden[place] for place in added) == 1:
        left = [place for place in added if not hidden[place]]
        for place in sorted(left, key=lambda place: told[place]["eligible"])[:1]:
            hidden[place] = True
    return [
        tuple((cells | dict.fromkeys(COUNTS) if is_hidden else cells).values())
        for cells, is_hidden in zip(told, hidden, strict=True)
    ]
