"""Rows that each tell of the few households alike: the most common first, and none of them outside the house if few."""

from queries.listing import TableDefinition
from queries.privacy import SmallCounts
from queries.scope import Scope
from queries.ward import Reference

Rows = list[tuple[object, ...]]


def sort_common(rows: Rows, definition: TableDefinition, scope: Scope, reference: Reference) -> Rows:
    """Return the combinations of most households first; those that are not known stand last."""
    known = [column.name for column in definition.columns].index("is_known")
    return sorted(rows, key=lambda row: (not row[known], -sum(_count(row, definition))))


def drop_small(rows: Rows, definition: TableDefinition, small: SmallCounts) -> Rows:
    """Return only the rows whose every count may leave the house: that such a row stands there tells of somebody.

    Where those left out follow from a total that is known elsewhere, the smallest of the others goes with them.
    """
    ordered = sorted(rows, key=lambda row: sum(_count(row, definition)))
    kept = [row for row in ordered if not any(small.hide(count) for count in _count(row, definition))]
    left_out = [row for row in ordered if row not in kept]
    while other := next((row for row in kept if _covers(row, left_out, definition, small)), None):
        kept.remove(other)
        left_out.append(other)
    return [row for row in rows if row in kept]


def _covers(row: tuple[object, ...], left_out: Rows, definition: TableDefinition, small: SmallCounts) -> bool:
    """Tell whether a row counts in a column of which too few are left out."""
    sums = [sum(counts) for counts in zip(*(_count(one, definition) for one in left_out), strict=True)]
    return any(count and small.hide(total) for count, total in zip(_count(row, definition), sums, strict=False))


def _count(row: tuple[object, ...], definition: TableDefinition) -> list[int]:
    return [int(str(cell or 0)) for cell, column in zip(row, definition.columns, strict=True) if column.is_sum]
