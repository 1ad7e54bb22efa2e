"""Two warehouses compared once: what changed between two files that never change."""

from datetime import date
from functools import lru_cache
from pathlib import Path

import queries
from dashboard.findings import preview
from dashboard.ui import filters, trail
from dashboard.ui.filters import Chosen
from queries import Changes, Filters, ListedHousehold, Result, Viewer

KEPT = 16


def compare(before: Path | None, after: Path, chosen: Chosen) -> Changes:
    """Raises NoWarehouse where one of the two cannot be opened any more."""
    return _compare(before, after, chosen.viewer, filters.read_today())


@lru_cache(maxsize=KEPT)
def _compare(before: Path | None, after: Path, viewer: Viewer, today: date) -> Changes:
    former = queries.open_snapshot(before) if before else None
    return queries.find_changes(former, queries.open_snapshot(after), viewer=viewer, today=today)


@lru_cache(maxsize=KEPT)
def read_stocks(after: Path, chosen: Chosen) -> tuple[Result, ...]:
    """Return the counts of poor and near-poor households in the newest round, of the whole ward."""
    warehouse, asked = queries.open_snapshot(after), Filters(today=chosen.filters.today)
    return tuple(queries.value(one, asked, viewer=chosen.viewer, warehouse=warehouse) for one in preview.STOCKS)


def list_households(
    before: Path | None, after: Path, period: str, standard_id: str, chosen: Chosen
) -> tuple[ListedHousehold, ...]:
    """Return whom a draft changes, () where it cannot be written down that their names were read."""
    found = _find_households(before, after, period, standard_id, chosen)
    return found if not found or trail.note_once("view", "draft_households", chosen, len(found)) else ()


@lru_cache(maxsize=KEPT)
def _find_households(
    before: Path | None, after: Path, period: str, standard_id: str, chosen: Chosen
) -> tuple[ListedHousehold, ...]:
    former = queries.open_snapshot(before) if before else None
    return queries.find_households(former, queries.open_snapshot(after), period, standard_id, viewer=chosen.viewer)
