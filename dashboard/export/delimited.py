"""One table as CSV for machines: decimal points, ISO dates, UTF-8 with a mark so that Excel reads Vietnamese too."""

import csv
from datetime import date
from io import StringIO

from dashboard.export.paper import list_heads, list_values
from dashboard.grids import Cell, Grid
from dashboard.grids.grid import Value
from queries.formula import guard


def write(grid: Grid) -> bytes:
    """Return heads, rows and totals of a grid."""
    target = StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow([guard(words) for words, _ in list_heads(grid)])
    writer.writerows(_fields(grid, row) for row in (*grid.rows, *((grid.foot,) if grid.foot else ())))
    return target.getvalue().encode("utf-8-sig")


def _fields(grid: Grid, row: tuple[Cell, ...]) -> list[str]:
    return [_field(value) for value in list_values(grid, row)]


def _field(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else repr(value)
    return str(value) if not isinstance(value, str) else guard(value)
