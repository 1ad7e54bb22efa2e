"""Rows that each tell of the households alike: the most common first."""

from queries.listing import TableDefinition
from queries.scope import Scope
from queries.ward import Reference

Rows = list[tuple[object, ...]]


def sort_common(rows: Rows, definition: TableDefinition, scope: Scope, reference: Reference) -> Rows:
    """Return the combinations of most households first; those that are not known stand last."""
    known = [column.name for column in definition.columns].index("is_known")
    return sorted(rows, key=lambda row: (not row[known], -sum(_count(row, definition))))


def _count(row: tuple[object, ...], definition: TableDefinition) -> list[int]:
    return [int(str(cell or 0)) for cell, column in zip(row, definition.columns, strict=True) if column.is_sum]
