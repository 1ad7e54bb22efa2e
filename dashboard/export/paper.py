"""What one block of a page says, ready for a file: its finding, its tables, where it comes from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from dashboard.grids import Cell, Grid
from dashboard.grids.grid import Value


@dataclass(frozen=True, eq=False)
class Paper:
    """`title` is the finding, "" where each grid is headed by its own name; `about` is (what, words) of the last sheet.

    `lines` stand under the title: place, period, what the data are. `moment` is that of the load: the same numbers
    make the same file, whenever it is taken.
    """

    title: str
    lines: tuple[str, ...]
    grids: tuple[Grid, ...]
    about: tuple[tuple[str, str], ...]
    moment: datetime


def list_heads(grid: Grid) -> tuple[tuple[str, str], ...]:
    """Return (words, format) of every column of a file: a head with parts is one column for each."""
    return tuple(
        (f"{head.words} – {part}" if part else head.words, head.format)
        for head in grid.columns
        for part in head.parts or ("",)
    )


def list_values(grid: Grid, row: tuple[Cell, ...]) -> Iterator[Value]:
    """Yield the values of one row; an unknown number is said in words, in each of its columns."""
    for cell, head in zip(row, grid.columns, strict=True):
        width = len(head.parts) or 1
        values = (*cell.values, *[None] * (width - len(cell.values)))[:width]
        yield from (cell.shown or None if value is None else value for value in values)
