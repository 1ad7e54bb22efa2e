"""The front door of the indicator engine: SQL files over a read-only warehouse -> small frozen results."""

from queries.before import open_before, value_before
from queries.breaks import Break, find_breaks
from queries.building import Building, find_building
from queries.catalogue import find_indicator, find_table, indicators, read_codes, tables, words_of
from queries.changes import (
    Changes,
    ListChange,
    ListedHousehold,
    NumberChange,
    TargetChange,
    find_changes,
    find_households,
)
from queries.comparison import Change, find_change
from queries.errors import AskedWrongly, DefinitionError, NotComparable, NoWarehouse, QueryError, UserError
from queries.facts import reference
from queries.filters import Filters
from queries.funnel import Funnel, Spot, Verdict, find_funnel
from queries.gaps import Gaps, find_gaps
from queries.indicator import Behind, Indicator
from queries.intervals import Interval, find_exact, find_limits, find_wilson
from queries.listing import Column, Table, TableDefinition
from queries.measurement import measure
from queries.movement import find_residual
from queries.multidimensional import Measure, Measured, alkire_foster, estimate_errors, measure_households
from queries.official import OFFICIAL, Violation, find_violations, read_terms
from queries.policies import Reach
from queries.progress import WorkStatus
from queries.result import Result, Row, Source
from queries.rules import Rule, rules
from queries.selection import select
from queries.simulation import (
    Basis,
    Cost,
    Gone,
    Help,
    Outcome,
    WhatIf,
    find_costs,
    rank_easiest,
    rank_neediest,
    what_if,
)
from queries.status import Status
from queries.target import Target
from queries.tasks import Standing, count_fresh_days
from queries.trend import Series, read_series
from queries.units import Unit
from queries.viewer import ROLES, Mode, Viewer
from queries.ward import Area, Period, Reference, Round, SchoolLevel, Setting, SourceFile, Standard, Ward, WorkUnit
from queries.warehouse import Warehouse, default_warehouse, find_data_dir, open_snapshot, open_warehouse
from queries.words import Words, same, write_day, write_period


def value(
    indicator_id: str, filters: Filters, by: str | None = None, *, viewer: Viewer, warehouse: Warehouse | None = None
) -> Result:
    """Compute one indicator, divided `by` area_id, period or one of its slices. Raises QueryError."""
    return measure(find_indicator(indicator_id), filters, by, viewer, warehouse or default_warehouse())


def compare(
    indicator_id: str, begin: Filters, end: Filters, *, viewer: Viewer, warehouse: Warehouse | None = None
) -> Change:
    """Compute the change of one indicator between two periods. Raises NotComparable and every other QueryError."""
    return find_change(find_indicator(indicator_id), begin, end, viewer, warehouse or default_warehouse())


def series(indicator_id: str, filters: Filters, *, viewer: Viewer, warehouse: Warehouse | None = None) -> Series:
    """Compute one indicator over the periods of one kind, cut at the changes of boundary. Raises QueryError."""
    return read_series(find_indicator(indicator_id), filters, viewer, warehouse or default_warehouse())


def table(
    table_id: str, filters: Filters, *, viewer: Viewer, warehouse: Warehouse | None = None, by_area: bool = False
) -> Table:
    """Read one table or listing as this viewer may see it; a table of sums also khối by khối. Raises QueryError."""
    return select(find_table(table_id), filters, viewer, warehouse or default_warehouse(), by_area=by_area)


__all__ = [
    "OFFICIAL",
    "ROLES",
    "Area",
    "AskedWrongly",
    "Basis",
    "Behind",
    "Break",
    "Building",
    "Change",
    "Changes",
    "Column",
    "Cost",
    "DefinitionError",
    "Filters",
    "Funnel",
    "Gaps",
    "Gone",
    "Help",
    "Indicator",
    "Interval",
    "ListChange",
    "ListedHousehold",
    "Measure",
    "Measured",
    "Mode",
    "NoWarehouse",
    "NotComparable",
    "NumberChange",
    "Outcome",
    "Period",
    "QueryError",
    "Reach",
    "Reference",
    "Result",
    "Round",
    "Row",
    "Rule",
    "SchoolLevel",
    "Series",
    "Setting",
    "Source",
    "SourceFile",
    "Spot",
    "Standard",
    "Standing",
    "Status",
    "Table",
    "TableDefinition",
    "Target",
    "TargetChange",
    "Unit",
    "UserError",
    "Verdict",
    "Viewer",
    "Violation",
    "Ward",
    "Warehouse",
    "WhatIf",
    "Words",
    "WorkStatus",
    "WorkUnit",
    "alkire_foster",
    "compare",
    "count_fresh_days",
    "default_warehouse",
    "estimate_errors",
    "find_breaks",
    "find_building",
    "find_changes",
    "find_costs",
    "find_data_dir",
    "find_exact",
    "find_funnel",
    "find_gaps",
    "find_households",
    "find_limits",
    "find_residual",
    "find_table",
    "find_violations",
    "find_wilson",
    "indicators",
    "measure_households",
    "open_before",
    "open_snapshot",
    "open_warehouse",
    "rank_easiest",
    "rank_neediest",
    "read_codes",
    "read_terms",
    "reference",
    "rules",
    "same",
    "series",
    "table",
    "tables",
    "value",
    "value_before",
    "what_if",
    "words_of",
    "write_day",
    "write_period",
]
