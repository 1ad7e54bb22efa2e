"""What of one list stays in the house: the levels that hold a small count, and those from which it would follow."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from weakref import WeakKeyDictionary

from queries.aggregation import Question, add_up
from queries.catalogue import find_indicator, find_table
from queries.families import (
    ABOVE,
    ATTRIBUTE,
    FAMILIES,
    Cells,
    Member,
    find_family,
    list_members,
    name_level,
)
from queries.filters import Filters
from queries.groups import is_divisible
from queries.indicator import Indicator
from queries.privacy import SmallCounts, is_small, read_small_counts
from queries.reading import read_raw
from queries.scope import Scope, read_clock
from queries.viewer import Viewer
from queries.ward import Reference
from queries.warehouse import Warehouse

EVERYTHING = "*"


@dataclass(frozen=True, slots=True)
class Asked:
    """The lists and reports that answer, of the whole ward: outside the house nothing small is told of a khối.

    `group`: of one group of households, which is told as its attribute, the others and the untold may be.
    """

    periods: tuple[str, ...]
    standard_id: str
    group: str | None = None


Found = dict[tuple[str, Asked], frozenset[str]]
_found: WeakKeyDictionary[Warehouse, Found] = WeakKeyDictionary()


def hides(levels: tuple[str, ...], hidden: frozenset[str]) -> bool:
    return EVERYTHING in hidden or any(level in hidden for level in levels)


def find_hidden(definition_id: str, asked: Asked, reference: Reference, warehouse: Warehouse) -> frozenset[str]:
    """Return the levels of the family of this table or indicator that do not leave the house."""
    family = find_family(definition_id)
    if family is None:
        return frozenset()
    found = _found.setdefault(warehouse, {})
    if (family, asked) not in found:
        read = partial(_find_of_group if asked.group else _find_of_all, family, asked, reference, warehouse)
        found[family, asked] = read()
    return found[family, asked]


def _find_of_all(family: str, asked: Asked, reference: Reference, warehouse: Warehouse) -> frozenset[str]:
    if family in ("posted", "movement"):
        return frozenset()
    small = read_small_counts(reference.settings)
    rows = [row for period in asked.periods for row in _read_tables(family, period, asked, reference, warehouse)]
    hidden = {
        member.level
        for _, members in rows
        for member in members.values()
        if any(small.hide(count) for count in member.counts)
    }
    hidden |= _find_small_sums(family, asked, reference, warehouse)
    if family == "policies":
        hidden |= _complete_policies([cells for cells, _ in rows], frozenset(hidden), small)
    return _rise(hidden)


def _find_of_group(family: str, asked: Asked, reference: Reference, warehouse: Warehouse) -> frozenset[str]:
    """Return what is hidden of all, and where the group, the others or those of whom nobody says it are few."""
    of_all = replace(asked, group=None)
    attributes = find_hidden("equity_groups", of_all, reference, warehouse)
    if ATTRIBUTE[asked.group or ""] in attributes:
        return frozenset({EVERYTHING})
    return _rise(
        _find_of_all(family, of_all, reference, warehouse) | _find_small_sums(family, asked, reference, warehouse)
    )


def _read_tables(
    family: str, period_id: str, asked: Asked, reference: Reference, warehouse: Warehouse
) -> Iterator[tuple[Cells, dict[str, Member]]]:
    period = next(one for one in reference.periods if one.period == period_id)
    filters = Filters(period_id, reference.ward.area_id, asked.standard_id, None, read_clock())
    scope = Scope(filters, period, None, period.last_day, True)
    for name in FAMILIES[family].tables:
        definition = find_table(name)
        names = [column.name for column in definition.columns]
        rows = read_raw(definition, scope, Viewer(), reference, warehouse)
        told: list[Cells] = [dict(zip(names, row, strict=True)) for row in rows]
        yield from zip(told, list_members(told, definition, asked.standard_id, reference), strict=True)


def _find_small_sums(family: str, asked: Asked, reference: Reference, warehouse: Warehouse) -> set[str]:
    small, ward = read_small_counts(reference.settings), reference.ward.area_id
    sides: tuple[bool | None, ...] = (True, False, None) if asked.group else (True,)
    return {
        name_level(indicator.id, None if sums.is_total else by, sums.key)
        for indicator in _list_indicators(family, asked.group)
        for by in (None, *indicator.slices)
        for side in sides
        for sums in add_up(
            indicator,
            Question(asked.periods, asked.standard_id, ward, ward, None, by, asked.group, side),
            warehouse,
        )
        if is_small(sums, small)
    }


def _list_indicators(family: str, group: str | None) -> list[Indicator]:
    members = [find_indicator(name) for name in FAMILIES[family].indicators]
    return [one for one in members if group is None or is_divisible(one.id, one.body)]


def _rise(hidden: set[str] | frozenset[str]) -> frozenset[str]:
    """Return these levels and all that are told only with them."""
    found = set(hidden)
    while more := {
        level
        for level, openings in ABOVE.items()
        if level not in found and any(one.startswith(openings) for one in found)
    }:
        found |= more
    return frozenset(found)


def _complete_policies(rows: list[Cells], hidden: frozenset[str], small: SmallCounts) -> set[str]:
    """Return what else is hidden, for it would follow from the total of the target and what is told of the others.

    A single policy takes the next smallest with it, and so do policies that are few together. Where only one of a
    unit's policies is hidden, or the unit is small itself, no unit with a hidden one is told.
    """
    counted = [cells for cells in rows if cells.get("is_in_target") and cells["eligible"]]
    named = {cells["policy_id"]: cells["eligible"] for cells in counted}
    lost = {policy for policy in named if f"policy:one:{policy}" in hidden}
    others = sorted(named.keys() - lost, key=lambda policy: (named[policy], policy))
    while lost and others and (len(lost) == 1 or small.hide(sum(named[policy] for policy in lost))):
        lost.add(others.pop(0))
    of_units = Counter(
        {cells["policy_id"]: cells["unit_id"] for cells in counted if cells["policy_id"] in lost}.values()
    )
    units = {f"policy:unit:{unit_id}" for unit_id in of_units}
    return {f"policy:one:{policy}" for policy in lost} | (units if 1 in of_units.values() or units & hidden else set())
