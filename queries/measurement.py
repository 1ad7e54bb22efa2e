"""Indicator, filters, viewer -> Result: what is shown, hidden, named and judged."""

from dataclasses import replace

from queries.aggregation import Question, Sums, add_up, list_periods
from queries.disclosure import Asked, find_hidden
from queries.facts import reference as read_reference
from queries.filters import Filters
from queries.groups import count_untold, is_divisible
from queries.indicator import Indicator
from queries.privacy import at_own_work, limit_units, protect_group, protects_small
from queries.provenance import list_sources
from queries.result import Result
from queries.rows import look, read_rows, read_total
from queries.scope import Scope, resolve
from queries.viewer import Viewer
from queries.ward import Reference
from queries.warehouse import Warehouse


def measure(indicator: Indicator, filters: Filters, by: str | None, viewer: Viewer, warehouse: Warehouse) -> Result:
    """Compute one indicator as this viewer may see it."""
    reference = read_reference(warehouse)
    scope = resolve(filters, reference, viewer)
    has_unit = "unit_id" in indicator.slices
    viewer = at_own_work(viewer, has_unit=has_unit)
    units = limit_units(viewer, scope.filters.unit_id) if has_unit else None
    chosen = scope.filters.group
    group = chosen if chosen and is_divisible(indicator.id, indicator.body) else None
    asked = replace(_ask(scope, reference, by, units), group=group)
    question, groups = _find_facts(indicator, asked, scope, reference, warehouse)
    is_divided = question.area_id == asked.area_id and not (by == "area_id" and has_no_khoi(groups))
    leaves = protects_small(protect_group(indicator.access, group), viewer)
    seen = look(
        indicator,
        scope,
        reference,
        viewer,
        by,
        question.periods,
        is_divided=is_divided,
        group=group,
        hidden=_find_hidden(indicator, question, groups, scope, reference, warehouse) if leaves else {},
        units=units,
    )
    total = next((g for g in groups if g.is_total or (by == "period" and g.key == scope.period.period)), None)
    return Result(
        indicator=indicator,
        filters=scope.filters,
        by=by,
        rows=read_rows(groups, total, seen) if is_divided or by != "area_id" else (),
        total=read_total(total, seen) if total and total.is_loaded else None,
        target=seen.find_target(scope.period.period),
        as_of=scope.as_of,
        sources=list_sources(indicator.sources, question.periods, question.standard_id, reference, viewer=viewer),
        is_divided=is_divided,
        round_is_closed=seen.is_closed(scope.period.period),
        withheld=seen.withheld,
        periods=question.periods,
        is_divided_by_group=group == chosen,
        group_untold=count_untold(scope, reference, warehouse)
        if group and not seen.withheld and not seen.small
        else None,
    )


def _find_hidden(
    indicator: Indicator,
    question: Question,
    groups: tuple[Sums, ...],
    scope: Scope,
    reference: Reference,
    warehouse: Warehouse,
) -> dict[str, frozenset[str]]:
    """Return what must not leave the house, for each period that has a row of its own."""
    asked = Asked(question.periods, question.standard_id, question.group)
    whole = {scope.period.period: find_hidden(indicator.id, asked, reference, warehouse)}
    if question.by != "period":
        return whole
    own = (group.key for group in groups if group.key)
    return whole | {
        period: find_hidden(indicator.id, replace(asked, periods=(period,)), reference, warehouse) for period in own
    }


def _ask(scope: Scope, reference: Reference, by: str | None, units: tuple[str, ...] | None) -> Question:
    periods: tuple[str, ...] = (scope.period.period,)
    if by == "period":
        same_kind = [p for p in reference.periods if p.kind == scope.period.kind and p.first_day <= scope.as_of]
        periods = tuple(dict.fromkeys([*(p.period for p in same_kind), *periods]))
    chosen = scope.filters
    return Question(periods, chosen.standard_id or "", chosen.area_id or "", reference.ward.area_id, units, by)


def _find_facts(
    indicator: Indicator, asked: Question, scope: Scope, reference: Reference, warehouse: Warehouse
) -> tuple[Question, tuple[Sums, ...]]:
    """Ask as asked; where that is empty, of the parts of the period, then of the ward for facts without a khối."""
    groups = add_up(indicator, asked, warehouse)
    if _is_loaded(groups):
        return asked, groups
    if asked.by != "period" and (parts := _find_parts(indicator, scope, reference, warehouse)):
        asked = replace(asked, periods=parts)
        groups = add_up(indicator, asked, warehouse)
    if not _is_loaded(groups) and not scope.is_ward:
        whole = replace(asked, area_id=asked.ward_id)
        of_ward = add_up(indicator, whole, warehouse)
        if _is_loaded(of_ward) and has_no_khoi(of_ward):
            return whole, of_ward
    return asked, groups


def _find_parts(indicator: Indicator, scope: Scope, reference: Reference, warehouse: Warehouse) -> tuple[str, ...]:
    """Return the periods inside the chosen one: all of the longest kind for a flow, else the newest alone."""
    whole, known = scope.period, list_periods(indicator, warehouse)
    inside = [
        p
        for p in reference.periods
        if p.period in known and p != whole and whole.first_day <= p.first_day and p.last_day <= whole.last_day
    ]
    if not inside:
        return ()
    if indicator.kind != "flow":
        return (max(inside, key=lambda p: (p.last_day, -p.first_day.toordinal())).period,)
    longest = max(inside, key=lambda p: p.last_day - p.first_day).kind
    return tuple(p.period for p in inside if p.kind == longest)


def _is_loaded(groups: tuple[Sums, ...]) -> bool:
    return any(group.is_loaded for group in groups)


def has_no_khoi(groups: tuple[Sums, ...]) -> bool:
    return _is_loaded(groups) and all(group.areas_total == 0 for group in groups)
