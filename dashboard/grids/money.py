"""Sums of money over lines of which some have not said what they spent: the sum says so beside itself."""

from dataclasses import replace
from functools import lru_cache

from dashboard.grids.grid import Grid, Line
from dashboard.text import Text

# What a line that does not report leaves open; what was assigned is known all the same.
OPEN = ("disbursed_vnd", "money_share", "remaining_vnd", "overspent_vnd")


@lru_cache(maxsize=64)
def mark_short(table: Grid, silent: tuple[int, ...], places: tuple[int, ...], text: Text) -> Grid:
    """Return the table with «chưa đủ» under the sums at `places` of each row that lacks a line, and of their total.

    `silent`: how many lines of each row have not reported.
    """
    lines = tuple(_mark(row, places, text) if lacks else row for row, lacks in zip(table.rows, silent, strict=True))
    foot = _mark(table.foot, places, text) if table.foot and any(silent) else table.foot
    return replace(table, rows=lines, foot=foot)


def _mark(row: Line, places: tuple[int, ...], text: Text) -> Line:
    short = text("money.short")
    return tuple(
        replace(cell, quiet=short) if place in places and cell.shown else cell for place, cell in enumerate(row)
    )
