"""Two snapshots -> what differs. A print of every answer finds where; only there is the question itself put to both."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import duckdb

from queries.catalogue import find_indicator, indicators
from queries.changes.model import ABSENT, Changes, ListChange, NumberChange, Place, TargetChange, same_number
from queries.errors import AskedWrongly, DefinitionError
from queries.facts import reference as read_reference
from queries.filters import Filters
from queries.indicator import Indicator
from queries.measurement import measure
from queries.privacy import effective_mode
from queries.result import Result, Row
from queries.scope import resolve
from queries.viewer import Mode, Viewer
from queries.ward import Reference
from queries.warehouse import Warehouse
from queries.words import Words

FOLDER = Path(__file__).parent
INSIDE_ONLY = Words(
    "Xem trước thay đổi chỉ có trong chế độ nội bộ.", "What a load would change is shown in internal mode alone."
)
Round = tuple[str, str | None]
Listed = dict[tuple[str, str, str], tuple[str, str]]


def find_changes(before: Warehouse | None, after: Warehouse, *, viewer: Viewer, today: date) -> Changes:
    """Put every question that either can answer to both.

    The sample ward is no ward's past. Without a past all is new, and the newest round alone is told.
    """
    if before and read_reference(before).is_sample != read_reference(after).is_sample:
        before = None
    stamp = before.stamp if before else None
    if effective_mode(viewer) is not Mode.INTERNAL or viewer.role == "area":
        return Changes(stamp, after.stamp, withheld=INSIDE_ONLY)
    newest = None if before else resolve(Filters(today=today), read_reference(after), viewer).period.period
    numbers, unchanged = list[NumberChange](), 0
    for indicator in indicators():
        differing, same = _compare_prints(indicator, before, after)
        unchanged += same
        for period, standard_id in differing:
            if newest not in (None, period):
                continue
            asked = Filters(period=period, standard_id=standard_id, today=today)
            numbers += _compare(indicator, asked, viewer, before, after)
    return Changes(
        stamp,
        after.stamp,
        numbers=_order(numbers, read_reference(after)),
        targets=tuple(_compare_targets(viewer, before, after, today)),
        lists=_compare_lists(before, after),
        unchanged=unchanged,
    )


def _compare_prints(indicator: Indicator, before: Warehouse | None, after: Warehouse) -> tuple[list[Round], int]:
    """Return the periods and standards that are not answered alike, and how many are."""
    then = _read_prints(indicator, before) if before else {}
    now = _read_prints(indicator, after)
    either = sorted({*then, *now}, key=lambda asked: (asked[0], asked[1] or ""))
    differing = [asked for asked in either if then.get(asked) != now.get(asked)]
    return differing, len(either) - len(differing)


def _read_prints(indicator: Indicator, warehouse: Warehouse) -> dict[Round, str]:
    is_ratio = indicator.kind == "ratio"
    statement = _read_sql("prints").format(
        keys=", ".join(("area_id", *indicator.slices)),
        denominator="denominator" if is_ratio else "CAST(NULL AS BIGINT)",
        is_missing="numerator IS NULL OR denominator IS NULL" if is_ratio else "numerator IS NULL",
        body=indicator.body,
    )
    try:
        rows = warehouse.cursor().execute(statement).fetchall()
    except (duckdb.BinderException, duckdb.CatalogException) as error:
        raise DefinitionError(f"{indicator.id}: {error}") from error
    return {(period, standard_id): print_ for period, standard_id, print_ in rows}


def _compare(
    indicator: Indicator, asked: Filters, viewer: Viewer, before: Warehouse | None, after: Warehouse
) -> Iterator[NumberChange]:
    """Yield the ward, then each khối, then each value of the slice without which nothing may be added up."""
    then, now = (_ask(indicator, asked, "area_id", viewer, side) for side in (before, after))
    found = [*_pair_totals(then, now), *_pair_rows(then, now)]
    if indicator.slices and (indicator.unit.uniform_by or not found or indicator.frequency == "report"):
        by = indicator.slices[0]
        found += _pair_rows(*(_ask(indicator, asked, by, viewer, side) for side in (before, after)))
    yield from found or _pair_totals(then, now, is_within=True)


def _ask(indicator: Indicator, asked: Filters, by: str | None, viewer: Viewer, side: Warehouse | None) -> Result | None:
    """Return the answer, None of a snapshot that knows no such period or standard."""
    if side is None:
        return None
    try:
        return measure(indicator, asked, by, viewer, side)
    except AskedWrongly:
        return None


def _pair_totals(then: Result | None, now: Result | None, *, is_within: bool = False) -> list[NumberChange]:
    before, after = (side.total if side else None for side in (then, now))
    told = now or then
    if told is None or same_number(before, after) is not is_within:
        return []
    return [_change(told, "ward", None, before, after, then, now, is_within=is_within)]


def _pair_rows(then: Result | None, now: Result | None) -> list[NumberChange]:
    """Return the rows that differ, those of now first and in its order."""
    told = now or then
    if told is None:
        return []
    before, after = ({row.key: row for row in side.rows} if side else {} for side in (then, now))
    keys = dict.fromkeys([*after, *before])
    pairs = [(before.get(key), after.get(key)) for key in keys]
    return [
        _change(told, "area" if told.by == "area_id" else "slice", told.by, one, other, then, now)
        for one, other in pairs
        if not same_number(one, other)
    ]


def _change(
    told: Result,
    place: Place,
    by: str | None,
    before: Row | None,
    after: Row | None,
    then: Result | None,
    now: Result | None,
    *,
    is_within: bool = False,
) -> NumberChange:
    row = after or before
    return NumberChange(
        indicator=told.indicator,
        period=told.filters.period or "",
        standard_id=row.standard_id if row else None,
        place=place,
        slice=by,
        label=row.label if row else None,
        before=before,
        after=after,
        is_comparable=_is_comparable(before, after) and _rest_alike(then, now),
        is_within=is_within,
    )


def _is_comparable(before: Row | None, after: Row | None) -> bool:
    """Tell whether both were counted within the same boundary: another load may say where the khối lay before."""
    if before is None or after is None:
        return True
    return (before.segment, before.is_stitched) == (after.segment, after.is_stitched)


def _rest_alike(then: Result | None, now: Result | None) -> bool:
    """Tell whether both rest on the same periods: a list of months and the list of their year are not one list."""
    if then is None or now is None or then.total is None or now.total is None:
        return True
    return (then.periods, then.is_divided) == (now.periods, now.is_divided)


def _order(numbers: list[NumberChange], reference: Reference) -> tuple[NumberChange, ...]:
    """Put the newest period first, and within it the indicators as the catalogue has them."""
    days = {period.period: (period.last_day, period.last_day - period.first_day) for period in reference.periods}
    known = sorted(days.values())
    places = {day: place for place, day in enumerate(reversed(known))}
    return tuple(sorted(numbers, key=lambda number: places.get(days.get(number.period, known[0]), len(places))))


def _compare_targets(viewer: Viewer, before: Warehouse | None, after: Warehouse, today: date) -> Iterator[TargetChange]:
    known = {indicator.id for indicator in indicators()}
    for target in read_reference(after).targets:
        if target.indicator_id in known:
            indicator = find_indicator(target.indicator_id)
            asked = Filters(period=str(target.year), standard_id=target.standard_id, today=today)
            then, now = (_ask(indicator, asked, None, viewer, side) for side in (before, after))
            yield TargetChange(target, indicator, then.total if then else None, now.total if now else None)


def _compare_lists(before: Warehouse | None, after: Warehouse) -> tuple[ListChange, ...]:
    """Count who came onto a list, left it or changed class, khối by khối."""
    then, now = _read_lists(before) if before else {}, _read_lists(after)
    counts: Counter[tuple[str, str, str, str, str]] = Counter()
    for key in {*then, *now}:
        (area, old), (newer, new) = then.get(key, ("", ABSENT)), now.get(key, ("", ABSENT))
        if old != new:
            counts[key[0], key[1], newer or area, old, new] += 1
    ordered = sorted(counts.items(), key=lambda one: one[0])
    return tuple(ListChange(*key, households) for key, households in ordered)


def _read_lists(warehouse: Warehouse) -> Listed:
    rows = warehouse.cursor().execute(_read_sql("lists")).fetchall()
    return {(period, standard, listed): (area, recognised) for period, standard, listed, area, recognised in rows}


@cache
def _read_sql(name: str) -> str:
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
