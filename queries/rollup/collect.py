"""One period of one ward -> the lines of its roll-up, all from the answers that the pages show."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from queries.catalogue import find_table, indicators
from queries.errors import UserError
from queries.facts import reference as read_reference
from queries.filters import Filters
from queries.indicator import Indicator
from queries.listing import Table
from queries.measurement import measure
from queries.result import Result, Row
from queries.rollup.definitions import MOVEMENT, digest_definitions
from queries.rollup.line import DECIMALS, SCHEMA_VERSION, Line
from queries.scope import Scope, resolve
from queries.selection import select
from queries.viewer import Viewer
from queries.ward import Reference
from queries.warehouse import Warehouse


def collect(filters: Filters, viewer: Viewer, warehouse: Warehouse) -> tuple[Line, ...]:
    """Return every indicator of the whole ward, in total and by each of its slices, and the steps of its movement.

    Never by khối or of one household, whatever the filters choose. Raises UserError where the ward has no official
    code: without one nobody can tell two wards of one name apart.
    """
    reference = read_reference(warehouse)
    whole = Filters(filters.period, None, filters.standard_id, today=filters.today)
    begin = partial(Line, **_head(resolve(whole, reference, viewer), viewer, reference))
    lines = [
        line
        for indicator in indicators()
        for by in (None, *indicator.slices)
        for line in _read(measure(indicator, whole, by, viewer, warehouse), begin)
    ]
    lines += _read_steps(select(find_table(MOVEMENT), whole, viewer, warehouse), begin)
    return tuple(sorted(lines, key=lambda line: line.name))


def _head(scope: Scope, viewer: Viewer, reference: Reference) -> dict[str, Any]:
    """Return what all lines of a file have alike."""
    code = reference.ward.code
    if code is None:
        raise UserError(
            f"«{reference.ward.name}» chưa có mã trong reference/areas.csv nên chưa lập được tệp tổng hợp.",
            f"«{reference.ward.name}» has no official code in reference/areas.csv: its roll-up cannot be made.",
        )
    return {
        "schema_version": SCHEMA_VERSION,
        "ward_code": code,
        "ward_name": reference.ward.name,
        "province": reference.ward.province_name,
        "period": scope.period.period,
        "standard_id": scope.filters.standard_id or "",
        "mode": str(viewer.mode),
        "figure_status": scope.round.figure_status if scope.round else None,
        "is_closed": scope.round is not None and scope.round.is_closed,
        "is_sample": reference.is_sample,
        "as_of": _find_day(scope),
        "definitions": digest_definitions(reference),
    }


def _find_day(scope: Scope) -> date:
    """Return the day that the numbers speak of; a closed round has one of its own, whenever the file is made."""
    return scope.round.reference_date if scope.round and scope.round.is_closed else scope.as_of


def _read(result: Result, begin: "partial[Line]") -> Iterator[Line]:
    """Yield the rows that were asked for; none where nothing is loaded."""
    rows = result.rows if result.by else tuple(row for row in (result.total,) if row)
    for row in rows:
        yield begin(
            indicator_id=result.indicator.id,
            kind=result.indicator.kind,
            unit=result.indicator.unit.id,
            is_additive=is_additive(result.indicator, result.by),
            slice=result.by,
            key=row.key,
            answered_by=",".join(result.periods),
            numerator=_round(row.numerator),
            denominator=_round(row.denominator),
            unknown=_tell_unknown(row),
            areas_reported=row.areas_reported,
            areas_total=row.areas_total,
            parts_told=row.parts_told,
            parts_total=row.parts_total,
            status=None if row.status is None else str(row.status),
            suppressed=row.suppressed,
        )


def is_additive(indicator: Indicator, by: str | None) -> bool:
    """Tell whether numbers of two wards add up: not where they may count different things."""
    same = indicator.unit.uniform_by
    return same is None or by == same


def _read_steps(table: Table, begin: "partial[Line]") -> Iterator[Line]:
    """Yield opening, steps and end of each class of households, in households."""
    for step in table.records():
        yield begin(
            indicator_id=MOVEMENT,
            kind="flow",
            unit="household",
            is_additive=True,
            slice=str(step["listed_class"]),
            key=str(step["step"]),
            answered_by=table.filters.period or "",
            numerator=_round(step["households"]),
            denominator=None,
            unknown=0,
            areas_reported=table.areas_reported,
            areas_total=table.areas_total,
            parts_told=0,
            parts_total=0,
            status=None,
            suppressed=False,
        )


def _round(number: float | None) -> float | None:
    return None if number is None else round(float(number), DECIMALS) + 0.0


def _tell_unknown(row: Row) -> int | None:
    """Return how many are not known; of a hidden row nothing is told, not even that there are none."""
    return None if row.suppressed or row.numerator is None else row.unknown
