"""Children by age as grids: the same children as in the strip, and who was born for which level of school."""

from functools import lru_cache

from dashboard.charts import ages
from dashboard.charts.ages import Counts, Strip
from dashboard.findings.children import BirthYears
from dashboard.grids.grid import Cell, Grid, Line, headed
from dashboard.text import Text


@lru_cache(maxsize=64)
def by_age(strip: Strip, text: Text) -> Grid:
    """Return status by age with sums on both sides."""
    counted = ages.tabulate(strip, text)
    heads = headed(text("strip.status"), *counted.columns, text("table.total"))
    rows = tuple(_line(row, text) for row in counted.rows)
    return Grid(text("strip.table"), heads, rows, _line(counted.total, text), "cross ages")


@lru_cache(maxsize=64)
def birth_years(levels: tuple[BirthYears, ...], text: Text) -> Grid:
    """Return one row a level with the years of birth that are due it."""
    heads = headed(*(text(f"school.{name}") for name in ("level", "born", "ages")))
    return Grid(text("school.table"), heads, tuple(_level(level) for level in levels))


def _line(row: Counts, text: Text) -> Line:
    label = f"{row.label[:1].upper()}{row.label[1:]}"
    # An age that nobody has is left empty for the eye; a file holds the zero that is known.
    counts = (Cell(str(count) if count else "·", (count,), "number") for count in row.counts)
    return Cell(label), *counts, Cell(str(row.total), (row.total,), "number")


def _level(level: BirthYears) -> Line:
    youngest, oldest = level.school_ages
    name = f"{level.level[:1].upper()}{level.level[1:]}"
    return Cell(name), _range(level.first, level.last), _range(youngest, oldest)


def _range(first: int, last: int) -> Cell:
    shown = f"{first}–{last}" if first != last else str(first)
    return Cell(shown, (shown,), "number")
