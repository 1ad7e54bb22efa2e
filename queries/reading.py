"""Table, scope, viewer -> the rows of the warehouse as they are, before anything is taken from what a viewer sees."""

import re
from functools import cache
from pathlib import Path

import duckdb

from queries.deprivations import sort_common
from queries.errors import DefinitionError
from queries.groups import is_divisible, restrict
from queries.listing import Column, TableDefinition, has_unit, is_summed
from queries.money import add_share, estimate_unspent
from queries.movement import blank_unknown_sizes
from queries.official import SHARED, add_shares
from queries.policies import add_reach
from queries.privacy import limit_areas, limit_units
from queries.project_lines import add_judgement, judge_each_report
from queries.scope import Scope
from queries.tasks import add_delay
from queries.viewer import Viewer
from queries.ward import Reference
from queries.warehouse import Warehouse
from queries.words import Words

# What the filters of a question say of a row; a row without period or standard is of all of them.
OF_ROUND = "(period IS NULL OR period = $period) AND (standard_id IS NULL OR standard_id = $standard)"
OF_AREA = "($area = $ward OR area_id = $area OR area_id = $ward)"
# A household bears the name of its first row. An older list loaded later may give it another; its rows keep theirs.
OF_HOUSEHOLD = """household_id = coalesce(
    (SELECT min(household_id) FROM core.household_round WHERE household_id = $household),
    (SELECT min(household_id) FROM core.household_link WHERE listed_id = $household
     HAVING min(household_id) = max(household_id)),
    $household)"""
TEMPLATE = Path(__file__).with_name("select.sql").read_text(encoding="utf-8")
# What Python adds to or takes from the rows of the warehouse, by table.
DERIVED = {
    "movement": blank_unknown_sizes,
    **dict.fromkeys(("money_sources", "money_units", "money_lines", "money_burnup"), add_share),
    "money_pace": estimate_unspent,
    "policy_matrix": add_reach,
    "project_lines": add_judgement,
    "project_reports": judge_each_report,
    "task_list": add_delay,
    "conclusion_list": add_delay,
    "deprivation_combinations": sort_common,
    **dict.fromkeys(SHARED, add_shares),
}
# Tables that show every round side by side, whatever period, standard and khối are chosen: those of one household,
# which may have moved, and the published series.
OF_ONE_HOUSEHOLD = (
    *("household_events", "household_timeline", "household_life", "household_members", "household_help"),
    "household_wishes",
)
OF_EVERY_ROUND = (*OF_ONE_HOUSEHOLD, "official_series")
# Tables whose rows hold the lists of both standards of a round, or of all months of a year.
OF_ANY_STANDARD = ("class_by_standard", "link_suggestions")
OF_MONTHS = ("monthly_movement",)


def find_group(definition: TableDefinition, scope: Scope) -> str | None:
    """Return the group that the rows are of; what is told of one household is told whatever group is chosen."""
    if definition.id in OF_EVERY_ROUND or not is_divisible(definition.id, definition.body):
        return None
    return scope.filters.group


def read_raw(
    definition: TableDefinition, scope: Scope, viewer: Viewer, reference: Reference, warehouse: Warehouse
) -> list[tuple[object, ...]]:
    limited = limit_areas(definition.access, viewer)
    units = limit_units(viewer, scope.filters.unit_id) if has_unit(definition) else None
    bound: dict[str, object] = {
        "period": scope.period.period,
        "standard": scope.filters.standard_id,
        "area": scope.filters.area_id,
        "ward": reference.ward.area_id,
        "units": list(units or ()),
        "household": scope.filters.household_id,
        "is_limited": limited is not None,
        "areas": list(limited or ()),
    }
    statement = compose(definition, of_unit=units is not None)
    if group := find_group(definition, scope):
        statement = restrict(statement)
        bound |= {"group": group, "is_of_group": True}
    asked = {name: value for name, value in bound.items() if re.search(rf"\${name}\b", statement)}
    try:
        rows = _pair_words(warehouse.cursor(statement).execute(statement, asked).fetchall(), definition)
    except (duckdb.BinderException, duckdb.CatalogException) as error:
        raise DefinitionError(f"{definition.id}: {error}") from error
    derive = DERIVED.get(definition.id)
    return derive(rows, definition, scope, reference) if derive else rows


def _pair_words(rows: list[tuple[object, ...]], definition: TableDefinition) -> list[tuple[object, ...]]:
    """Return the rows with `Words` where the body gives a name in both languages; nothing in Vietnamese is no name."""
    if not any(column.kind == "words" for column in definition.columns):
        return rows
    return [tuple(_pair(cell) if isinstance(cell, dict) else cell for cell in row) for row in rows]


def _pair(names: dict[str, str | None]) -> Words | None:
    vi = names["vi"]
    return None if vi is None else Words(vi, names["en"] or vi)


@cache
def compose(definition: TableDefinition, *, of_unit: bool) -> str:
    """Return the whole statement; sums are made over khối, in the order of the other columns."""
    read = [column for column in definition.columns if not column.is_derived]
    kept = [column.name for column in read if not (column.is_sum or column.is_earliest)]
    names = {column.name for column in definition.columns}
    # A row that also names a household of another khối is for nobody who answers for one of the two alone.
    limits = ["area_id", *(names & {"other_area_id"})]
    # Quoted, for a column may be called «end».
    order = ['"sort_key"', *(f'"{name}"' for name in kept)]
    return TEMPLATE.format(
        columns=", ".join(map(_select, read)),
        body=definition.body,
        of_round="TRUE" if definition.id in OF_EVERY_ROUND else OF_ROUND,
        of_area=OF_HOUSEHOLD if definition.id in OF_ONE_HOUSEHOLD else OF_AREA,
        of_unit="unit_id IN $units" if of_unit else "TRUE",
        of_limits=" AND ".join(f'coalesce("{name}", area_id) IN $areas' for name in limits),
        group_by=f"GROUP BY {', '.join(order)}" if is_summed(definition) else "",
        order_by=", ".join(order),
    )


def _select(column: Column) -> str:
    if column.is_earliest:
        return f'min("{column.name}") AS "{column.name}"'
    return _sum(column) if column.is_sum else f'"{column.name}"'


def _sum(column: Column) -> str:
    added = f'sum("{column.name}")'
    whole = f'CASE WHEN count(*) = count("{column.name}") THEN {added} END' if column.is_whole else added
    return f'CAST({whole} AS BIGINT) AS "{column.name}"'
