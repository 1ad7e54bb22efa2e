"""What stands above every page when there is something to know about the snapshot that it shows."""

from functools import lru_cache

import queries
from dashboard import findings
from dashboard import format as fmt
from dashboard.ui import cache, cards
from dashboard.ui.filters import Chosen


def show(chosen: Chosen) -> None:
    """Say what is wrong with the snapshot and its names, what its figures lack, and that a newer one is being built."""
    shown = queries.default_warehouse()
    closed = shown.names.tell_trouble() if chosen.is_inside else None
    cards.warn(chosen.text.of(shown.warning), chosen.text.of(closed), *_read_gaps(chosen))
    cards.note(_tell_building(chosen))


@lru_cache(maxsize=cache.KEPT)
def _read_gaps(chosen: Chosen) -> tuple[str, ...]:
    return findings.untold(queries.find_gaps(chosen.filters, viewer=chosen.viewer), chosen.text)


def _tell_building(chosen: Chosen) -> str:
    building = queries.find_building()
    if building is None:
        return ""
    return chosen.text(
        "building", done=building.done, total=building.total, moment=fmt.stamp(chosen.stamp, chosen.text)
    )
