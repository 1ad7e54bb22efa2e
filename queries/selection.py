"""Table, filters, viewer -> rows as this viewer may see them."""

from dataclasses import replace

from queries.concealment import conceal
from queries.coverage import Areas, count_areas
from queries.errors import AskedWrongly
from queries.facts import reference as read_reference
from queries.filters import Filters
from queries.groups import count_untold
from queries.listing import Column, Table, TableDefinition, has_unit, is_summed
from queries.privacy import (
    at_own_work,
    refuse_area,
    refuse_listing,
    refuse_names,
    refuse_table_of_group,
)
from queries.provenance import list_named, list_sources
from queries.reading import OF_ANY_STANDARD, OF_MONTHS, OF_ONE_HOUSEHOLD, compose, find_group, read_raw
from queries.result import Source
from queries.scope import Scope, resolve
from queries.viewer import Viewer
from queries.ward import Reference
from queries.warehouse import Warehouse
from queries.words import Words

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
    group = find_group(definition, scope)
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
        else conceal(
            read_raw(definition, scope, viewer, reference, warehouse), definition, scope, viewer, reference, warehouse
        )
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
