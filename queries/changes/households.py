"""Who enters or leaves a list, by name: read through the restricted table, for whoever may read names."""

from dataclasses import dataclass
from typing import Any

from queries.catalogue import find_table
from queries.changes.model import ABSENT
from queries.errors import AskedWrongly
from queries.filters import Filters
from queries.selection import select
from queries.viewer import Viewer
from queries.warehouse import Warehouse

TABLE = "listed_households"


@dataclass(frozen=True, slots=True)
class ListedHousehold:
    """One household whose class differs; area, code, head and place are of the list that has it, the newer first."""

    area_name: str | None
    household_code: str | None
    head_name: str | None
    before_class: str
    after_class: str
    source_file: str
    source_sheet: str
    source_row: int


def find_households(
    before: Warehouse | None, after: Warehouse, period: str, standard_id: str, *, viewer: Viewer
) -> tuple[ListedHousehold, ...]:
    """Return the households of one list that `Changes.lists` counts; none for a viewer who may not read names."""
    asked = Filters(period=period, standard_id=standard_id)
    then, now = (_read(side, asked, viewer) if side else {} for side in (before, after))
    changed = [(then.get(key), now.get(key)) for key in dict.fromkeys([*now, *then])]
    return tuple(_tell(old, new) for old, new in changed if _class(old) != _class(new))


def _read(side: Warehouse, asked: Filters, viewer: Viewer) -> dict[str, dict[str, Any]]:
    try:
        listed = select(find_table(TABLE), asked, viewer, side)
    except AskedWrongly:
        return {}
    return {row["listed_id"]: row for row in listed.records()}


def _class(row: dict[str, Any] | None) -> str:
    return str(row["recognised_class"]) if row else ABSENT


def _tell(old: dict[str, Any] | None, new: dict[str, Any] | None) -> ListedHousehold:
    row = new or old or {}
    return ListedHousehold(
        area_name=row["area_name"],
        household_code=row["household_code"],
        head_name=row["head_name"],
        before_class=_class(old),
        after_class=_class(new),
        source_file=row["source_file"],
        source_sheet=row["source_sheet"],
        source_row=row["source_row"],
    )
