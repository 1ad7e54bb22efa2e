"""What follows from the counts of `policy_matrix`: how far a policy reaches."""

from enum import StrEnum
from typing import Any

from queries.listing import TableDefinition
from queries.scope import Scope
from queries.ward import Reference

Cells = dict[str, Any]


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
