"""What a document is asked with: one snapshot, one period, one reader, one language; each answer is read once."""

import os
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

import queries
from dashboard.charts.scoreboard import Readings
from dashboard.text import Text
from queries import Filters, Reference, Result, Table, Target, Viewer, Warehouse

KEPT = 512


@dataclass(frozen=True, slots=True)
class Desk:
    """Every number of a document comes through here, so that the page, the slide and the sheet ask alike."""

    warehouse: Warehouse
    filters: Filters
    viewer: Viewer
    text: Text

    @property
    def ward(self) -> Reference:
        return queries.reference(self.warehouse)

    @property
    def is_inside(self) -> bool:
        return self.viewer.mode is queries.Mode.INTERNAL

    @property
    def small_below(self) -> int:
        """Return the denominator under which a percentage is marked «số ít»."""
        return int(self.ward.settings["small_number_below"].value)

    def value(self, indicator_id: str, by: str | None = None) -> Result:
        return _read_value(self.warehouse, self.viewer, self.filters, indicator_id, by)

    def table(self, table_id: str, *, by_area: bool = False) -> Table:
        return _read_table(self.warehouse, self.viewer, self.filters, table_id, by_area)

    def but(self, **filters: Any) -> "Desk":
        """Return the same desk for another period, khối or unit."""
        return replace(self, filters=replace(self.filters, **filters))

    def readings(self, target: Target) -> Readings:
        """Return the results behind a target; None where its indicator is not counted."""
        known = {indicator.id for indicator in queries.indicators()}
        ids = (target.indicator_id, target.stock_indicator_id, target.wider_indicator_id)
        return Readings(*(self.value(name) if name in known else None for name in ids))


def read_today() -> date:
    """Return today, or the day that WARD_TODAY fixes for tests and reproducible pictures."""
    fixed = os.environ.get("WARD_TODAY")
    return date.fromisoformat(fixed) if fixed else date.today()


@lru_cache(maxsize=KEPT)
def _read_value(warehouse: Warehouse, viewer: Viewer, filters: Filters, indicator_id: str, by: str | None) -> Result:
    return queries.value(indicator_id, filters, by, viewer=viewer, warehouse=warehouse)


@lru_cache(maxsize=KEPT)
def _read_table(warehouse: Warehouse, viewer: Viewer, filters: Filters, table_id: str, by_area: bool) -> Table:
    return queries.table(table_id, filters, viewer=viewer, warehouse=warehouse, by_area=by_area)
