"""Sums -> rows: what is hidden from this viewer, then the ratio, the name and the status."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from queries.aggregation import Sums
from queries.breaks import count_boundaries, is_stitched
from queries.disclosure import hides
from queries.families import name_level
from queries.indicator import Indicator
from queries.labels import find_label
from queries.privacy import (
    SmallCounts,
    blank,
    is_small,
    protect_group,
    protects_small,
    read_small_counts,
    refuse_area,
    refuse_group,
    refuse_names,
)
from queries.result import Row
from queries.scope import Scope, find_round
from queries.status import Status, judge
from queries.target import Target
from queries.viewer import Viewer
from queries.ward import Period, Reference
from queries.words import Words


@dataclass(frozen=True, slots=True)
class Sight:
    """One question as one viewer may see it. `small` None: small counts are told. `is_ward`: of the whole ward.

    `periods` are those whose lists and reports answer. `hidden`: by period of a row the levels that do not leave the
    house. `units` are those whose rows alone are added up, None for all.
    """

    indicator: Indicator
    scope: Scope
    reference: Reference
    by: str | None
    periods: tuple[str, ...]
    target: Target | None
    is_ward: bool
    hides_total: bool
    withheld: Words | None
    small: SmallCounts | None
    group: str | None
    hidden: Mapping[str, frozenset[str]]
    units: tuple[str, ...] | None

    def is_closed(self, period_id: str) -> bool:
        found = find_round(period_id, self.scope.filters.standard_id, self.reference)
        return found is not None and found.is_closed

    def find_target(self, period_id: str) -> Target | None:
        """Return the target where it speaks of this period and standard.

        A flow is held against it only from the first day of its year: nobody set a target for a single later month.
        """
        period = next(p for p in self.reference.periods if p.period == period_id)
        target, standard_id = self.target, self.scope.filters.standard_id
        if (
            target is None
            or self.group is not None
            or period.last_day.year != target.year
            or target.standard_id not in (None, standard_id)
        ):
            return None
        return target if self.indicator.kind != "flow" or period.first_day == date(target.year, 1, 1) else None

    def find_day(self, period_id: str) -> date:
        """Return the last day that a row speaks of: of its own period, else of the newest part that answers for it."""
        parts = (period_id,) if period_id in self.periods else self.periods
        return max(period.last_day for period in self.reference.periods if period.period in parts)

    def hides(self, group: Sums, period: str) -> bool:
        """Tell whether a group of the answer must not leave: it is small, or a small one would follow from it."""
        if self.small is None:
            return False
        by = None if group.is_total else self.by
        levels: tuple[str, ...] = (name_level(self.indicator.id, by, group.key),)
        if self.units is not None and by in (None, "period"):
            levels = tuple(name_level(self.indicator.id, "unit_id", unit) for unit in self.units)
        return is_small(group, self.small) or hides(levels, self.hidden[period])

    @property
    def area_id(self) -> str:
        chosen = self.scope.filters.area_id
        return self.reference.ward.area_id if self.is_ward or chosen is None else chosen


def look(
    indicator: Indicator,
    scope: Scope,
    reference: Reference,
    viewer: Viewer,
    by: str | None,
    periods: tuple[str, ...],
    *,
    is_divided: bool,
    group: str | None,
    hidden: Mapping[str, frozenset[str]],
    units: tuple[str, ...] | None,
) -> Sight:
    """Settle what this viewer may see of the question."""
    access = protect_group(indicator.access, group)
    is_ward = scope.is_ward or not is_divided
    no_names = refuse_names(indicator.access, viewer)
    refused_total = (
        no_names or refuse_group(group, viewer, by_area=not is_ward) or refuse_area(access, viewer, by_area=not is_ward)
    )
    refused_by_area = None
    if by == "area_id":
        refused_by_area = refuse_group(group, viewer, by_area=True) or refuse_area(access, viewer, by_area=True)
    small = read_small_counts(reference.settings) if protects_small(access, viewer) else None
    return Sight(
        indicator=indicator,
        scope=scope,
        reference=reference,
        by=by,
        periods=periods,
        target=next((t for t in reference.targets if t.target_id == indicator.target), None),
        is_ward=is_ward,
        hides_total=refused_total is not None,
        withheld=refused_total or refused_by_area,
        small=small,
        group=group,
        hidden=hidden,
        units=units,
    )


def read_total(total: Sums, sight: Sight) -> Row:
    row = _write(total, sight, sight.scope.period.period, sight.area_id, hidden=sight.hides_total)
    # Whether the ward meets its target may leave the house, its number hidden; of a khối, or of few, it would tell it.
    if sight.hides_total or (row.suppressed and (not sight.is_ward or _is_of_few(total, sight))):
        return row
    return replace(row, status=_judge(total, sight, row.period, is_ward=sight.is_ward))


def _is_of_few(total: Sums, sight: Sight) -> bool:
    return sight.small is not None and sight.small.hide(total.denominator)


def read_rows(groups: tuple[Sums, ...], total: Sums | None, sight: Sight) -> tuple[Row, ...]:
    """Return the groups in the order in which they are shown."""
    standard_id = sight.scope.filters.standard_id
    shown = [
        g for g in groups if _is_shown(g) and not (sight.by == "area_id" and g.key == sight.reference.ward.area_id)
    ]
    named = [(find_label(sight.by or "", g.key, standard_id, sight.reference), g) for g in shown]
    return tuple(
        _read_row(group, label, total, sight) for (label, _), group in sorted(named, key=lambda pair: pair[0][1])
    )


def _read_row(group: Sums, label: Words, total: Sums | None, sight: Sight) -> Row:
    is_area, is_period = sight.by == "area_id", sight.by == "period"
    parts = sight.indicator.parts
    if total and parts and is_area:
        group = replace(group, parts_total=total.parts_total)
    elif total and not is_area and not is_period and sight.by != parts:
        group = replace(group, areas_total=total.areas_total, areas_missing=total.areas_missing)
    period = group.key if is_period and group.key else sight.scope.period.period
    area_id = group.key if is_area and group.key else sight.area_id
    row = _write(group, sight, period, area_id, hidden=sight.withheld is not None)
    is_judged = (is_area or is_period) and not row.suppressed
    status = _judge(group, sight, period, is_ward=sight.is_ward and is_period) if is_judged else None
    return replace(row, key=group.key, label=label, status=status)


def _is_shown(group: Sums) -> bool:
    """A row without a slice value carries the presence of a khối, not a case; with a count it is «chưa rõ»."""
    return not group.is_total and (group.key is not None or any((group.numerator, group.denominator, group.unknown)))


def _write(group: Sums, sight: Sight, period: str, area_id: str, *, hidden: bool) -> Row:
    """Hide, then divide."""
    is_hidden = hidden or sight.hides(group, period)
    told = blank(group) if is_hidden else group
    day = sight.find_day(period)
    return Row(
        period=period,
        standard_id=group.standard_id,
        area_id=area_id,
        key=None,
        label=None,
        numerator=told.numerator,
        denominator=told.denominator,
        value=_divide(told) if sight.indicator.kind == "ratio" else told.numerator,
        unknown=told.unknown,
        areas_reported=group.areas_total - group.areas_missing,
        areas_total=group.areas_total,
        suppressed=is_hidden,
        segment=count_boundaries(area_id, day, sight.reference),
        is_stitched=is_stitched(area_id, day, sight.reference),
        parts_told=group.parts_told,
        parts_total=group.parts_total,
    )


def write_nothing(period: Period, standard_id: str | None, area_id: str, reference: Reference) -> Row:
    """Return the row of a period that nothing is loaded for: no count, no khối."""
    return Row(
        period=period.period,
        standard_id=standard_id,
        area_id=area_id,
        key=None,
        label=None,
        numerator=None,
        denominator=None,
        value=None,
        unknown=0,
        areas_reported=0,
        areas_total=0,
        segment=count_boundaries(area_id, period.last_day, reference),
        is_stitched=is_stitched(area_id, period.last_day, reference),
    )


def _divide(told: Sums) -> float | None:
    return told.numerator / told.denominator if told.numerator is not None and told.denominator else None


def _judge(group: Sums, sight: Sight, period_id: str, *, is_ward: bool) -> Status | None:
    """Return the status where the target speaks of this period, standard and place, else None."""
    target, unit = sight.find_target(period_id), sight.indicator.unit
    if target is None or target.value is None or (target.scope == "ward" and not is_ward):
        return None
    return judge(
        target,
        group.numerator,
        group.denominator,
        group.unknown,
        is_complete=group.is_complete,
        is_closed=sight.is_closed(period_id),
        is_signed=unit.is_signed,
    )
