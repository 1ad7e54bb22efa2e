"""The official tables R1 to R11: a row for each column of the form, shares, and which cell breaks its formula."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from queries.listing import Table, TableDefinition
from queries.privacy import SmallCounts
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
# Those whose columns follow from each other only through their sum, column 2.
OF_DEPRIVATIONS = tuple(name for name in OFFICIAL if name.startswith("official_deprivation"))
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


def hide_small(
    rows: list[tuple[object, ...]], definition: TableDefinition, small: SmallCounts
) -> list[tuple[object, ...]]:
    """Return the rows without what points at somebody: a small count, or one that leaves a small rest.

    Of deprivations each cell by itself, and then their sum; of the other forms all of a line or none of it, for there
    one cell follows from the others.
    """
    names = [column.name for column in definition.columns]
    told: list[Cells] = [dict(zip(names, row, strict=True)) for row in rows]
    wholes = {_name_line(cells): cells["number"] for cells in told if cells["place"] == 1}
    hidden = [_points(cells, wholes.get(_name_line(cells)), small) for cells in told]
    lines = {_name_line(cells) for cells, is_hidden in zip(told, hidden, strict=True) if is_hidden}
    by_cell = definition.id in OF_DEPRIVATIONS
    return [
        tuple((cells | blank if is_hidden or (line in lines and (not by_cell or _is_sum(cells))) else cells).values())
        for cells, is_hidden in zip(told, hidden, strict=True)
        for line in [_name_line(cells)]
        for blank in [{name: None for name in ("number", "share") if name in cells}]
    ]


def _points(cells: Cells, whole: int | None, small: SmallCounts) -> bool:
    number = cells["number"]
    rest = whole - number if number is not None and whole is not None and cells["place"] else None
    return small.hide(number) or small.hide(rest)


def _is_sum(cells: Cells) -> bool:
    return cells["place"] == 2 and "share" not in cells


def _name_line(cells: Cells) -> tuple[object, object]:
    """Return which line of the form a cell stands in."""
    return cells.get("area_id"), cells.get("counted")
