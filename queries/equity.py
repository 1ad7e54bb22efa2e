"""Counts by group that do not leave the house: of one attribute all or nothing, for the rest tells the hidden."""

from itertools import groupby
from typing import Any

from queries.listing import TableDefinition
from queries.privacy import SmallCounts

COUNTS = ("poor", "near_poor", "unknown", "opening", "left_list")


def hide_small_groups(
    rows: list[tuple[object, ...]], definition: TableDefinition, small: SmallCounts
) -> list[tuple[object, ...]]:
    """Return the rows without every attribute in which any count points at somebody."""
    names = [column.name for column in definition.columns]
    told: list[dict[str, Any]] = [dict(zip(names, row, strict=True)) for row in rows]
    kept: list[tuple[object, ...]] = []
    for _, group in groupby(told, key=lambda cells: cells["attribute"]):
        sides = list(group)
        is_hidden = any(_points(cells, small) for cells in sides)
        kept += [tuple((cells | dict.fromkeys(COUNTS) if is_hidden else cells).values()) for cells in sides]
    return kept


def _points(cells: dict[str, Any], small: SmallCounts) -> bool:
    """Tell whether a count, or who of the opening is still listed, is small."""
    still = (cells["opening"] or 0) - (cells["left_list"] or 0)
    return any(small.hide(count) for count in (*(cells[name] for name in COUNTS), still))
