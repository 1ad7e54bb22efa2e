"""The months inside one year: what each monthly list says and what changed since the one before."""

from dataclasses import replace
from functools import lru_cache

import queries
from dashboard import findings
from dashboard.charts import months
from dashboard.charts.months import CLASSES
from dashboard.grids import Grid, Link, listing, rows
from dashboard.ui import block, cache, cards, place
from dashboard.ui.block import Picture
from dashboard.ui.choices import CHANGES
from dashboard.ui.filters import Chosen
from queries import Result, Table, same

TABLE = "monthly_movement"
# Households that changed khối are still in the ward: the column is one khối's own.
SHOWN = (
    *("month", "begin", "left", "other_decrease", "entered", "other_increase", "area_change"),
    *("unexplained_households", "end"),
)


def show(chosen: Chosen, stock: Result) -> None:
    text, table = chosen.text, cache.table(TABLE, ask_year(chosen, stock))
    if table.withheld:
        cards.note(text.of(table.withheld))
        return
    year = table.filters.period or ""
    listed = tuple(p.period for p in queries.reference().periods if p.kind == "month" and p.period[:4] == year)
    stairs = months.read_months(table, listed, text)
    if stairs.is_empty:
        cards.nothing(text("months.none", year=year), text("months.todo"))
        return
    block.show(
        chosen,
        "months",
        findings.months(table, text),
        text("months.how"),
        picture=(Picture.of(months, stairs),),
        grids=tuple(list_months(table, code, chosen) for code in CLASSES),
        answers=(table,),
    )


@lru_cache(maxsize=64)
def of_class(table: Table, code: str, chosen: Chosen) -> Table:
    """Return the months of one class, with the class as the title."""
    name = chosen.text.of(queries.words_of("class", code))
    title = f"{name[:1].upper()}{name[1:]}"
    kept = rows.keep(table, listed_class=code)
    names = SHOWN if chosen.filters.area_id else tuple(name for name in SHOWN if name != "area_change")
    picked = rows.pick(kept, names)
    named = tuple((_name_month(str(month), chosen), *cells) for month, *cells in picked.rows)
    # An opening is the end of the month before: months are never added up.
    columns = tuple(replace(column, is_sum=False) for column in picked.columns)
    return replace(picked, columns=columns, rows=named, title=same(title))


def list_months(table: Table, code: str, chosen: Chosen) -> Grid:
    """Return the months of one class, each leading to the page of that month, where its list stands."""
    grid = listing.grid(of_class(table, code, chosen), chosen.text)
    months_listed = rows.keep(table, listed_class=code).column("month")
    links = (Link(place.link(CHANGES, ky=str(month))) for month in months_listed)
    lines = tuple((replace(row[0], link=link), *row[1:]) for row, link in zip(grid.rows, links, strict=True))
    return Grid(grid.title, grid.heads, lines, grid.foot, grid.look)


def _name_month(code: str, chosen: Chosen) -> str:
    """Write «Tháng 7»; the year stands in the badge line."""
    words = chosen.text("months.month", number=int(code[-2:]))
    return words[:1].upper() + words[1:]


def ask_year(chosen: Chosen, stock: Result) -> Chosen:
    """Return the question put to the year that holds the chosen period."""
    year = (stock.filters.period or "")[:4]
    return replace(chosen, filters=replace(chosen.filters, period=year))
