"""The wishes by kind: where a wish is about no indicator, nobody owes a number of those who lack it."""

from dataclasses import replace
from functools import lru_cache

from dashboard import format as fmt
from dashboard.grids import listing
from dashboard.grids.grid import Grid
from dashboard.text import Text
from queries import Table


@lru_cache(maxsize=64)
def grid(table: Table, text: Text) -> Grid:
    """Return `wish_counts` without a total: a household may wish several things."""
    drawn = listing.drop_total(listing.grid(table, text))
    place = [column.name for column in table.columns].index("lacking")
    lines = tuple(
        tuple(
            replace(cell, shown=fmt.DASH) if here == place and number is None else cell
            for here, (cell, number) in enumerate(zip(line, row, strict=True))
        )
        for line, row in zip(drawn.rows, table.rows, strict=True)
    )
    return replace(drawn, rows=lines)
