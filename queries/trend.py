"""One indicator over time, cut where nothing may be drawn from one point to the next."""

from dataclasses import dataclass, replace
from itertools import groupby

from queries.breaks import Break, find_breaks
from queries.facts import reference as read_reference
from queries.filters import Filters
from queries.indicator import Indicator
from queries.measurement import measure
from queries.result import Result, Row
from queries.rows import write_nothing
from queries.viewer import Viewer
from queries.ward import Period, Reference
from queries.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Series:
    """Points of one kind of period under one standard, from the first that is loaded to the last, oldest first.

    Points of two `segments` are never joined: the boundary changed between them, on the days of `breaks`. A period in
    between that nothing is loaded for is a row without counts, so that no line runs over it.
    """

    result: Result
    segments: tuple[tuple[Row, ...], ...]
    breaks: tuple[Break, ...]


def read_series(indicator: Indicator, filters: Filters, viewer: Viewer, warehouse: Warehouse) -> Series:
    """Measure one indicator over the periods of the kind asked for, up to the one asked for."""
    reference = read_reference(warehouse)
    result = measure(indicator, filters, "period", viewer, warehouse)
    known = {row.period: row for row in result.rows}
    periods = _span(known, reference)
    if not periods:
        return Series(result, (), ())
    area_id = result.rows[0].area_id
    standard_id = result.filters.standard_id
    rows = [
        known.get(p.period) or replace(write_nothing(p, standard_id, area_id, reference), key=p.period, label=p.words)
        for p in periods
    ]
    breaks = find_breaks(area_id, periods[0].last_day, periods[-1].last_day, reference)
    return Series(
        result,
        tuple(tuple(segment) for _, segment in groupby(rows, key=lambda row: row.segment)),
        # One standard is read, whichever is in force: its rounds are comparable on both sides of the other's end.
        tuple(found for found in breaks if found.kind == "boundary"),
    )


def _span(known: dict[str, Row], reference: Reference) -> list[Period]:
    """Return the periods from the first to the last that is known, of their kind, without a gap."""
    loaded = [period for period in reference.periods if period.period in known]
    if not loaded:
        return []
    first, last = loaded[0], loaded[-1]
    return [p for p in reference.periods if p.kind == last.kind and first.last_day <= p.last_day <= last.last_day]
