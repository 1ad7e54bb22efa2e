"""Numbers that tell of each other: the level each belongs to, all of which leaves the house or nothing of it.

What one level hides must not follow from another: a level that adds up, or divides, others is told with those alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from queries.listing import TableDefinition
from queries.ward import Reference

Cells = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Member:
    """One count of a table and those that follow from it; any that is small hides its whole level."""

    level: str
    counts: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """Tables and indicators whose levels are judged together."""

    tables: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()


LACKING = ("official_deprivations_poor", "official_deprivations_near_poor")
SHARES = ("official_deprivation_shares_poor", "official_deprivation_shares_near_poor")
FAMILIES = {
    "lacks": Family(
        ("deprivation_matrix", *LACKING, *SHARES, "deprivation_combinations", "gap_points"),
        ("deprivation", "information_device"),
    ),
    "attributes": Family(("equity_groups", "official_groups", "official_ethnicities")),
    "causes": Family(("official_causes",)),
    "children": Family(("official_children",), ("children_right_level", "households_children_right_level")),
    "training": Family((), ("training_coverage", "training_coverage_all_poor")),
    "consultation": Family((), ("consultation",)),
    "wishes": Family(("wish_counts",)),
    "policies": Family(("policy_matrix", "unserved"), ("policy_served",)),
    # Told of all, and of a group only as the rest is.
    "posted": Family((), ("poor_households", "near_poor_households")),
    "movement": Family(
        (),
        (
            *("escaped", "new_poor", "relapsed", "relapsed_wide", "other_decrease_poor", "other_increase_poor"),
            "unexplained_households",
        ),
    ),
}
# What is told only where nothing of these levels, each the opening of names, is hidden.
ABOVE = {
    "lacks:sum:poor": ("lacks:one:poor:",),
    "lacks:sum:near_poor": ("lacks:one:near_poor:",),
    "combinations": ("lacks:",),
    "gap_points": ("lacks:",),
    "children:school_status": ("children:total",),
    "children:age_on_reference_date": ("children:total",),
    "official_children": ("children:total",),
    "groups:other": ("attribute:minority", "attribute:no_labour", "attribute:merit"),
    "ethnicity:household": ("attribute:minority",),
    "ethnicity:person": ("attribute:minority",),
}
# The attribute by which a group of households is told apart.
ATTRIBUTE = {"ethnic_minority": "attribute:minority", "woman_headed": "attribute:woman_head"}
# Tables whose every row tells by standing there that somebody is of it.
BY_ROW = ("deprivation_combinations", "gap_points", "wish_counts", "equity_groups")
# The first column of each class in the forms that have two.
CLASSES = {"official_groups": (1, 6), "official_causes": (1, 10), "official_children": (1, 5)}
OF_INDICATOR = (1, 4)
GROUPS = {2: "attribute:minority", 3: "attribute:no_labour", 4: "attribute:merit"}
EQUITY = ("poor", "near_poor", "unknown", "opening", "left_list")
POLICY = {"policy_matrix": ("served", "eligible", "waiting", "unknown", "beyond"), "unserved": ("waiting", "unknown")}


def find_family(definition_id: str) -> str | None:
    """Return the family of a table or an indicator, None for what is told by itself."""
    for name, family in FAMILIES.items():
        if definition_id in (*family.tables, *family.indicators):
            return name
    return None


def name_level(indicator_id: str, by: str | None, key: str | None) -> str:
    """Return the level of a row of an indicator; by khối and by period rows are totals."""
    divided = None if by in ("area_id", "period") else by
    match indicator_id:
        case "deprivation":
            return f"lacks:one:poor:{key}" if divided else "lacks:sum:poor"
        case "information_device":
            return "lacks:one:poor:information_access_assets"
        case "children_right_level":
            return f"children:{divided or 'total'}"
        case "households_children_right_level":
            return "children:households"
        case "policy_served":
            return {"policy_id": f"policy:one:{key}", "unit_id": f"policy:unit:{key}"}.get(
                divided or "", "policy:total"
            )
    family = find_family(indicator_id) or indicator_id
    return f"{family}:{indicator_id}:{divided}" if divided else family


def list_members(
    rows: list[Cells], definition: TableDefinition, standard_id: str | None, reference: Reference
) -> list[dict[str, Member]]:
    """Return for each row of a table the columns that belong to a level."""
    name = definition.id
    if name in READERS:
        return [READERS[name](cells) for cells in rows]
    if name in (*LACKING, *SHARES):
        return list(_read_lacking(rows, name, standard_id, reference))
    return list(_read_form(rows, name))


def _read_matrix(cells: Cells) -> dict[str, Member]:
    return {
        column: Member(f"lacks:one:{of_class}:{cells['indicator_code']}", (cells[column],))
        for of_class in ("poor", "near_poor")
        for column in (of_class, f"{of_class}_unknown")
    }


def _read_equity(cells: Cells) -> dict[str, Member]:
    level = f"attribute:{cells['attribute']}"
    still = (cells["opening"] or 0) - (cells["left_list"] or 0)
    return {column: Member(level, (cells[column], still)) for column in EQUITY}


def _read_classes(level: str) -> Callable[[Cells], dict[str, Member]]:
    return lambda cells: {column: Member(level, (cells[column],)) for column in ("poor", "near_poor")}


def _read_wishes(cells: Cells) -> dict[str, Member]:
    whole = cells["households"]
    counts = {column: (cells[column], _subtract(whole, cells[column])) for column in ("lacking", "agreed")}
    return {
        column: Member(f"wish:{cells['wish_kind']}", of) for column, of in ({"households": (whole,)} | counts).items()
    }


def _read_policy(columns: tuple[str, ...]) -> Callable[[Cells], dict[str, Member]]:
    return lambda cells: {column: Member(f"policy:one:{cells['policy_id']}", (cells[column],)) for column in columns}


READERS: dict[str, Callable[[Cells], dict[str, Member]]] = {
    "deprivation_matrix": _read_matrix,
    "equity_groups": _read_equity,
    "deprivation_combinations": _read_classes("combinations"),
    "gap_points": _read_classes("gap_points"),
    "wish_counts": _read_wishes,
    **{name: _read_policy(columns) for name, columns in POLICY.items()},
}


def _read_lacking(
    rows: list[Cells], name: str, standard_id: str | None, reference: Reference
) -> Iterator[dict[str, Member]]:
    """Forms R4 to R7: a column each indicator in the order of the standard, the sum of all beside them."""
    labels = (one for one in reference.labels.values() if (one.slice, one.standard_id) == ("indicator", standard_id))
    codes = [label.key for label in sorted(labels, key=lambda label: label.sort_key)]
    of_class = "near_poor" if name.endswith("near_poor") else "poor"
    first = 2 if name in SHARES else 3
    whole = next((cells["number"] for cells in rows if cells["place"] == 1), None)
    for cells in rows:
        place, number = cells["place"], cells["number"]
        if place == 1:
            yield {}
        elif place is None or place < first:
            yield _hold(cells, f"lacks:sum:{of_class}", (number,))
        else:
            yield _hold(cells, f"lacks:one:{of_class}:{codes[place - first]}", (number, _subtract(whole, number)))


def _read_form(rows: list[Cells], name: str) -> Iterator[dict[str, Member]]:
    """Forms R8 to R11: all households or persons of a class, then those of them that the column says."""
    whole: float | None = None
    for cells in rows:
        place, number = cells["place"], cells["number"]
        is_whole = cells["name"].vi == "Tổng số" if name == "official_ethnicities" else place in CLASSES[name]
        if is_whole:
            whole = number
        rest = _subtract(whole, number) if place else None
        level = _name_form(name, place, cells)
        yield {} if is_whole and name != "official_children" else _hold(cells, level, (number, rest))


def _name_form(name: str, place: int | None, cells: Cells) -> str:
    if name == "official_groups":
        return GROUPS.get((place - 1) % 5 + 1, "groups:other") if place else "groups:other"
    if name == "official_ethnicities":
        return f"ethnicity:{cells['counted']}"
    # The poor children of the form, and those of them at no school, are those of the indicator.
    return "children:total" if name == "official_children" and place in OF_INDICATOR else name


def _hold(cells: Cells, level: str, counts: tuple[float | None, ...]) -> dict[str, Member]:
    return {column: Member(level, counts) for column in ("number", "share") if column in cells}


def _subtract(whole: float | None, part: float | None) -> float | None:
    return None if whole is None or part is None else whole - part
