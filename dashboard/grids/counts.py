"""Short tables of one count a row: the groups of a slice, the steps of training."""

from functools import lru_cache

from dashboard import format as fmt
from dashboard.charts.nested import Bar
from dashboard.grids.grid import Cell, Grid, headed
from dashboard.text import Text
from queries import Result


@lru_cache(maxsize=64)
def by_slice(result: Result, title: str, heads: tuple[str, str], text: Text) -> Grid:
    """Return how many stand in each group of a slice; the foot is their sum, which the engine's total equals."""
    groups = [(text.of(row.label) or text("unclear"), row.denominator) for row in result.rows if row.denominator]
    rows = tuple((_name(label), _count(count, text)) for label, count in groups)
    whole = _count(sum(count for _, count in groups), text)
    if result.total and not result.total.is_complete:
        whole = Cell(text("table.partial", total=whole.shown), (None,), "number")
    return Grid(title, headed(*heads), rows, (Cell(text("table.total")), whole))


@lru_cache(maxsize=64)
def steps(bars: tuple[Bar, ...], title: str, heads: tuple[str, str], text: Text) -> Grid:
    """Return the steps of the training picture; one that no form tells is said to be without figures."""
    rows = tuple((Cell(bar.label), Cell(bar.shown, (bar.length if bar.is_told else None,), "number")) for bar in bars)
    return Grid(title, headed(*heads), rows)


def _name(label: str) -> Cell:
    return Cell(f"{label[:1].upper()}{label[1:]}")


def _count(count: float, text: Text) -> Cell:
    return Cell(fmt.count(count, text), (count,), "number")
