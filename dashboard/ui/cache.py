"""Answers kept per question, viewer and snapshot, so that a rerun asks nothing twice; at most `KEPT` of each.

Not `st.cache_resource`: it hashes every argument anew, 0.3 ms a call; these arguments are their own keys.
"""

from dataclasses import dataclass
from functools import lru_cache

import queries
from dashboard.briefing import Desk
from dashboard.charts.scoreboard import Readings
from dashboard.ui import trail
from dashboard.ui.filters import Chosen
from queries import Result, Series, Table, Target

KEPT = 512


@lru_cache(maxsize=KEPT)
def value(indicator_id: str, chosen: Chosen, by: str | None = None) -> Result:
    return queries.value(indicator_id, chosen.filters, by, viewer=chosen.viewer)


@dataclass(frozen=True, slots=True)
class Asker:
    """What is asked here for one question, for who asks page and document alike."""

    chosen: Chosen

    def value(self, indicator_id: str) -> Result:
        return value(indicator_id, self.chosen)

    def table(self, table_id: str, *, by_area: bool = False) -> Table:
        return table(table_id, self.chosen, by_area=by_area)


def sit(chosen: Chosen) -> Desk:
    """Return the desk of the same question, of every group."""
    return Desk(queries.default_warehouse(), chosen.of_every_group.filters, chosen.viewer, chosen.text)


def table(table_id: str, chosen: Chosen, *, by_area: bool = False) -> Table:
    """Return one table; of one with names it stands in the trail first that they were read."""
    return trail.show_noted(_read_table(table_id, chosen, by_area=by_area), chosen)


@lru_cache(maxsize=KEPT)
def _read_table(table_id: str, chosen: Chosen, *, by_area: bool) -> Table:
    return queries.table(table_id, chosen.filters, viewer=chosen.viewer, by_area=by_area)


@lru_cache(maxsize=KEPT)
def series(indicator_id: str, chosen: Chosen) -> Series:
    return queries.series(indicator_id, chosen.filters, viewer=chosen.viewer)


@lru_cache(maxsize=KEPT)
def readings(target: Target, chosen: Chosen) -> Readings:
    """Return the results behind a target, of every group; None where its indicator is not counted yet."""
    asked = chosen.of_every_group
    known = {indicator.id for indicator in queries.indicators()}
    ids = (target.indicator_id, target.stock_indicator_id, target.wider_indicator_id)
    return Readings(*(value(name, asked) if name in known else None for name in ids))


@lru_cache(maxsize=KEPT)
def answers(chosen: Chosen) -> tuple[Result, ...]:
    """Return every result that the targets rest on, for their sources and definitions."""
    return tuple(result for target in queries.reference().targets for result in readings(target, chosen).results)


def small_below() -> int:
    """Return the denominator under which a percentage is marked «số ít»."""
    return int(queries.reference().settings["small_number_below"].value)
