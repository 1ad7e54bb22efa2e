"""The snapshot published before the one that is shown, and the same question put to it."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from weakref import WeakKeyDictionary

import duckdb

from queries.errors import AskedWrongly
from queries.facts import reference as read_reference
from queries.indicator import Access
from queries.measurement import measure
from queries.privacy import protects_small, read_small_counts, refuse_area
from queries.result import Result, Row
from queries.viewer import Viewer
from queries.ward import Reference
from queries.warehouse import OtherVersion, Warehouse, default_warehouse, list_snapshots, open_file

_before: WeakKeyDictionary[Warehouse, dict[date | None, Warehouse | None]] = WeakKeyDictionary()


def open_before(warehouse: Warehouse | None = None, until: date | None = None) -> Warehouse | None:
    """Return the newest older snapshot that was made of other inputs; None where there is none that can be read.

    `until`: one that was built on that day or earlier. Looked for once for each snapshot, and open as long as that one.
    """
    shown = warehouse or default_warehouse()
    known = _before.setdefault(shown, {})
    if until not in known:
        known[until] = _find_before(shown, until)
    return known[until]


def _find_before(shown: Warehouse, until: date | None) -> Warehouse | None:
    inputs = read_reference(shown).inputs_sha256
    snapshots = list_snapshots(shown.path.parent)
    for path in snapshots[snapshots.index(shown.path) + 1 :] if shown.path in snapshots else ():
        if until and _read_day(path) > f"{until:%Y%m%d}":
            continue
        try:
            candidate = open_file(path, None)
            if read_reference(candidate).inputs_sha256 != inputs:
                return candidate
        except (duckdb.Error, OtherVersion):
            continue
    return None


def _read_day(path: Path) -> str:
    """Return the day in the name of a snapshot, «20261120»."""
    return path.stem.removeprefix("warehouse-")[:8]


def value_before(now: Result, *, viewer: Viewer, before: Warehouse) -> Result | None:
    """Put the question of `now`, its defaults filled in, to the snapshot before; None where that knows no such period,
    khối or unit.

    Two numbers may be told where what happened between them may not: then the total of before is suppressed.
    """
    try:
        then = measure(now.indicator, now.filters, now.by, viewer, before)
    except AskedWrongly:
        return None
    if now.total is None or then.total is None:
        return then
    if not _points_at_somebody(now.total, then.total, now.indicator.access, viewer, read_reference(before)):
        return then
    hidden = replace(then.total, numerator=None, denominator=None, value=None, unknown=0, suppressed=True)
    return replace(then, total=hidden)


def _points_at_somebody(now: Row, then: Row, access: Access, viewer: Viewer, reference: Reference) -> bool:
    """Tell whether the change is of one khối outside the house, or small and of a sensitive number that leaves."""
    if refuse_area("ward", viewer, by_area=now.area_id != reference.ward.area_id):
        return True
    small = read_small_counts(reference.settings)
    changes = (abs(end - begin) for end, begin in zip(_count(now), _count(then), strict=True))
    return protects_small(access, viewer) and any(small.hide(change) for change in changes)


def _count(row: Row) -> tuple[float, ...]:
    """Return every count that a reader may see or work out; an unknown one is nobody's."""
    part, whole = row.numerator or 0, row.denominator or 0
    return part, whole, whole - part, row.unknown
