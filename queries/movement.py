"""The movement table: its identity, checked from counts made independently of each other, and sizes not known."""

from queries.listing import Table, TableDefinition
from queries.scope import Scope
from queries.ward import Reference

# The opening adds, the end takes away; every other step has a sign of its own.
ENDS = {"begin": 1, "end": -1}


def find_residual(movement: Table, listed_class: str = "poor", column: str = "households") -> int | None:
    """Return opening + increases - decreases - end of one class in `movement`: 0 when it adds up, None while not known.

    `column` is households or persons; persons are not known while the size of any household on the way is not.
    """
    named = [column.name for column in movement.columns]
    steps = [dict(zip(named, row, strict=True)) for row in movement.rows]
    weighed = [_weigh(step, column) for step in steps if step["listed_class"] == listed_class]
    known = [count for count in weighed if count is not None]
    return sum(known) if known and len(known) == len(weighed) else None


def _weigh(step: dict[str, object], column: str) -> int | None:
    """Return the count of a step with its sign, None where it is not known whole."""
    count = step[column]
    if count is None or (column == "persons" and step["persons_unknown"]):
        return None
    return int(str(count)) * ENDS.get(str(step["step"]), int(str(step["sign"])))


def blank_unknown_sizes(
    rows: list[tuple[object, ...]], definition: TableDefinition, scope: Scope, reference: Reference
) -> list[tuple[object, ...]]:
    """Return the rows with no number of persons where the size of every household counted is unknown."""
    names = [column.name for column in definition.columns]
    place, unknown = names.index("persons"), names.index("persons_unknown")
    return [row if row[place] or not row[unknown] else (*row[:place], None, *row[place + 1 :]) for row in rows]
