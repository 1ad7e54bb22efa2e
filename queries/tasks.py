"""The column of `task_list` that follows from its others: how long a task has been overdue."""

from datetime import date

from queries.listing import TableDefinition
from queries.scope import Scope
from queries.ward import Reference


def add_delay(
    rows: list[tuple[object, ...]], definition: TableDefinition, scope: Scope, reference: Reference
) -> list[tuple[object, ...]]:
    """Return the rows with every declared column, the delay as of the day the page is seen from."""
    read = [column.name for column in definition.columns if not column.is_derived]
    told = [dict(zip(read, row, strict=True)) for row in rows]
    names = [column.name for column in definition.columns]
    return [
        tuple(
            (cells | {"days_overdue": count_overdue(cells["due_date"], cells["status"], scope.as_of)})[n] for n in names
        )
        for cells in told
    ]


def count_overdue(due: object, status: object, as_of: date) -> int | None:
    """Return the days past the due day: 0 while it is not past or once it is done, None where that is not known."""
    if status == "done":
        return 0
    if not isinstance(due, date):
        return None
    days = max(0, (as_of - due).days)
    return None if days and status == "unknown" else days
