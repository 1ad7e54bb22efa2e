"""Table, filters, viewer -> rows as this viewer may see them."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import duckdb

from queries.concealment import conceal
from queries.coverage import Areas, count_areas
from queries.deprivations import sort_common
from queries.errors import AskedWrongly, DefinitionError
from queries.facts import reference as read_reference
from queries.filters import Filters
from queries.groups import count_untold, is_divisible, restrict
from queries.listing import Column, Table, TableDefinition, has_unit, is_summed
from queries.money import add_share, estimate_unspent
from queries.movement import blank_unknown_sizes
from queries.official import SHARED, add_shares
from queries.policies import add_reach
from queries.privacy import (
    at_own_work,
    limit_areas,
    limit_units,
    refuse_area,
    refuse_listing,
    refuse_names,
    refuse_table_of_group,
)
from queries.project_lines import add_judgement, judge_each_report
from queries.provenance import list_named, list_sources
from queries.result import Source
from queries.scope import Scope, resolve
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
# What a table of sums is divided by when it is asked for by khối.
OF_KHOI = Column("area_id", Words("Mã khối", "Neighbourhood id"), "area")


def select(
    definition: TableDefinition, filters: Filters, viewer: Viewer, warehouse: Warehouse, *, by_area: bool = False
) -> Table:
    """Read one table. A table that this viewer may not see comes back without rows and with the reason.

    `by_area`: a table of sums is added up within each khối only, whose id is the first column.
    """
    reference = read_reference(warehouse)
    scope = resolve(filters, reference, viewer)
    viewer = at_own_work(viewer, has_unit=has_unit(definition))
    if by_area:
        definition = _divide(definition)
    group = _find_group(definition, scope)
    withheld = (
        _refuse(definition, viewer, scope, by_area=by_area)
        or refuse_table_of_group(group, viewer)
        or _say_closed(definition, scope, warehouse)
    )
    if withheld is None and definition.id in OF_ONE_HOUSEHOLD and not scope.filters.household_id:
        raise AskedWrongly(
            f"Bảng «{definition.title.vi}» là của từng hộ. Hãy chọn một hộ trong danh sách.",
            f"The table «{definition.title.en}» is of one household. Choose a household in the list.",
        )
    rows = (
        []
        if withheld
        else conceal(_read_rows(definition, scope, viewer, reference, warehouse), definition, viewer, reference)
    )
    areas = count_areas(definition.coverage, scope, reference, warehouse) if definition.coverage else Areas(0, 0)
    return Table(
        id=definition.id,
        title=definition.title,
        definition=definition.definition,
        columns=definition.columns,
        rows=tuple(rows),
        access=definition.access,
        filters=scope.filters,
        as_of=scope.as_of,
        sources=_list_sources(definition, scope, rows, reference, viewer),
        withheld=withheld,
        areas_reported=areas.told,
        areas_total=areas.total,
        is_divided_by_group=group == scope.filters.group or definition.id in OF_ONE_HOUSEHOLD,
        group_untold=count_untold(scope, reference, warehouse) if group and not withheld else None,
    )


def _find_group(definition: TableDefinition, scope: Scope) -> str | None:
    """Return the group that the rows are of; what is told of one household is told whatever group is chosen."""
    if definition.id in OF_EVERY_ROUND or not is_divisible(definition.id, definition.body):
        return None
    return scope.filters.group


def _divide(definition: TableDefinition) -> TableDefinition:
    if not is_summed(definition):
        raise AskedWrongly(
            f"Bảng «{definition.title.vi}» là danh sách, không cộng theo khối.",
            f"The table «{definition.title.en}» is a list, which is not added up by neighbourhood.",
        )
    return replace(definition, columns=(OF_KHOI, *definition.columns))


def _list_sources(
    definition: TableDefinition, scope: Scope, rows: list[tuple[object, ...]], reference: Reference, viewer: Viewer
) -> tuple[Source, ...]:
    """Return the workbooks that gave the rows: of one household those they name, else those of the question."""
    names = [column.name for column in definition.columns]
    if definition.id in OF_ONE_HOUSEHOLD:
        file, sheet = names.index("source_file"), names.index("source_sheet")
        return list_named({(str(row[file]), str(row[sheet])) for row in rows}, reference)
    periods = {scope.period.period}
    if definition.id in OF_MONTHS:
        year = scope.period.last_day.year
        periods = {p.period for p in reference.periods if p.kind == "month" and p.last_day.year == year}
    if "earlier_period" in names:
        periods |= {str(row[names.index("earlier_period")]) for row in rows}
    standard_id = None if definition.id in OF_ANY_STANDARD else scope.filters.standard_id
    return list_sources(definition.sources, periods, standard_id, reference, viewer=viewer)


def _refuse(definition: TableDefinition, viewer: Viewer, scope: Scope, *, by_area: bool) -> Words | None:
    """Say why the whole table is not shown. A table of sums is protected cell by cell, a listing as a whole."""
    if definition.access == "restricted":
        # Of a khối's account every row is of its own, whatever is asked.
        return refuse_names(definition.access, viewer)
    refused = refuse_area(definition.access, viewer, by_area=not scope.is_ward) or (
        refuse_area(definition.access, viewer, by_area=True) if by_area else None
    )
    return refused or (None if is_summed(definition) else refuse_listing(definition.access, viewer))


def _say_closed(definition: TableDefinition, scope: Scope, warehouse: Warehouse) -> Words | None:
    """Say why names cannot be read where the table is about persons; others do without the words of a report."""
    if definition.access != "restricted":
        return None
    return warehouse.names.tell_closed(compose(definition, of_unit=scope.filters.unit_id is not None))


def _read_rows(
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
    if group := _find_group(definition, scope):
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
