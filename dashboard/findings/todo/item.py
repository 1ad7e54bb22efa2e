"""One thing to chase, and what the list is read from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qsl, urlencode

from dashboard.text import Text
from queries import Result, Table


class Kind(StrEnum):
    """By consequence: what is late, what nobody told, who waits, what does not agree."""

    OVERDUE = "overdue"
    SILENT = "silent"
    UNSERVED = "unserved"
    MISMATCH = "mismatch"


@dataclass(frozen=True, slots=True)
class Todo:
    """`who`: the unit's short name. `link`: page and filters, None where no page tells more.

    `weight` orders within a kind, the heavier first: how grave the matter is, then its days, cases or khối.
    """

    kind: Kind
    sentence: str
    who: str
    link: str | None
    weight: tuple[int, float]


@dataclass(frozen=True, slots=True)
class Answers:
    """What `queries` says of the chosen period and khối, of every unit; `unit_id` is the chosen one. None: all of them.

    `comparison` is the ward's movement report beside its lists, `by_area` the same within each khối, for over the ward
    errors cancel out. `lead_id` is the unit that answers for the lists, `units` and `areas` hold short names by id.
    """

    tasks: Table
    conclusions: Table
    lines: Table
    reports: Table
    unserved: Table
    differences: Table
    suggestions: Table
    unexplained: Result
    comparison: Table
    by_area: Table
    units: Mapping[str, str]
    areas: Mapping[str, str]
    lead_id: str | None
    area_id: str | None
    unit_id: str | None
    query: str
    text: Text

    @property
    def of_lists(self) -> bool:
        """Whether the matters of the lists are within the chosen unit."""
        return self.unit_id in (None, self.lead_id)

    @property
    def lead(self) -> str:
        return self.units.get(self.lead_id or "", "")

    def name_unit(self, unit_id: str | None) -> str:
        """Return whose a task or a conclusion is; what has no known unit is said to have none."""
        return self.units.get(unit_id or "") or self.text("todo.no_unit")

    def of_unit(self, table: Table) -> list[dict[str, Any]]:
        """Return the rows of the chosen unit, and only what a chosen khối divides."""
        rows = (row for row in table.records() if self.unit_id in (None, row["unit_id"]))
        return [row for row in rows if not self.area_id or row.get("is_divided")]

    def address(self, page: str, **filters: str) -> str:
        """Return the address of a page with the filters that are chosen, and `filters` over them."""
        kept = dict(parse_qsl(self.query.lstrip("?"))) | filters
        return f"{page}?{urlencode(kept)}" if kept else page


def join_names(names: Iterable[object]) -> str:
    """Return each name once, in the order met."""
    return ", ".join(dict.fromkeys(str(name) for name in names if name))
