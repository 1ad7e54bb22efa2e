"""The official tables R1 to R11: a row for each column of the form, shares, and which cell breaks its formula."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from queries.listing import Table, TableDefinition
from queries.scope import Scope
from queries.ward import Reference

Cells = dict[str, Any]
# In the order of the official set, R1 first.
OFFICIAL = (
    "official_summary",
    "official_poor_movement",
    "official_near_poor_movement",
    "official_deprivations_poor",
    "official_deprivation_shares_poor",
    "official_deprivations_near_poor",
    "official_deprivation_shares_near_poor",
    "official_groups",
    "official_ethnicities",
    "official_causes",
    "official_children",
)
# Those with a column that is a share.
SHARED = ("official_summary", "official_deprivation_shares_poor", "official_deprivation_shares_near_poor")
# «9=1-2-3-4+5+6+7+8», not «4=3/1×100».
SUM = re.compile(r"(?P<place>\d+)=(?P<terms>\d+(?:[+-]\d+)+)")
TERM = re.compile(r"(?P<sign>[+-]?)(?P<place>\d+)")


@dataclass(frozen=True, slots=True)
class Violation:
    """A cell that is not what the form's formula makes of its other cells; `area_id` None for the total row."""

    area_id: str | None
    counted: str | None
    place: int
    written: int
    computed: int


def read_terms(formula: str | None) -> tuple[int, tuple[tuple[int, int], ...]] | None:
    """Read a formula of sums: «5=1-2» is (5, ((1, 1), (-1, 2))), each term with its sign; None for any other."""
    found = SUM.fullmatch(formula or "")
    if found is None:
        return None
    terms = TERM.finditer(found["terms"])
    return int(found["place"]), tuple((-1 if term["sign"] == "-" else 1, int(term["place"])) for term in terms)


def add_shares(
    rows: list[tuple[object, ...]], definition: TableDefinition, scope: Scope, reference: Reference
) -> list[tuple[object, ...]]:
    """Return the rows with the share of each column that is one."""
    read = [column.name for column in definition.columns if not column.is_derived]
    told = [dict(zip(read, row, strict=True)) for row in rows]
    wholes = {(_name_line(cells), cells["place"]): cells["number"] for cells in told}
    return [(*cells.values(), _divide(cells, wholes.get((_name_line(cells), cells["over"])))) for cells in told]


def _divide(cells: Cells, whole: Any) -> float | None:
    number = cells["number"]
    return number / whole if cells["over"] and number is not None and whole and number <= whole else None


def find_violations(table: Table) -> tuple[Violation, ...]:
    """Return the cells of an official table that break its formula; what is not known breaks nothing.

    Of groups that overlap the formula never holds: there only a negative rest is told.
    """
    lines: dict[tuple[object, object], list[Cells]] = {}
    for cells in table.records():
        lines.setdefault(_name_line(cells), []).append(cells)
    return tuple(found for line in lines.values() for found in _check(line, is_rest=table.id == "official_groups"))


def _check(line: list[Cells], *, is_rest: bool) -> Iterator[Violation]:
    numbers = {cells["place"]: cells["number"] for cells in line if cells["place"]}
    for cells in line:
        read = read_terms(cells["formula"])
        if read is None:
            continue
        terms = [(sign, numbers[place]) for sign, place in read[1]]
        # Beside the form, but explained: moves between khối, changes of size.
        terms += [(one["sign"], one["number"]) for one in line if not one["place"] and one.get("sign")]
        if cells["number"] is None or any(number is None for _, number in terms):
            continue
        computed = sum(sign * number for sign, number in terms)
        if (computed < 0) if is_rest else (computed != cells["number"]):
            yield Violation(cells.get("area_id"), cells.get("counted"), read[0], cells["number"], computed)


def _name_line(cells: Cells) -> tuple[object, object]:
    """Return which line of the form a cell stands in."""
    return cells.get("area_id"), cells.get("counted")
