"""The ward's rate beside the province's and the country's: one line a source, never two kinds of figure in one."""

from dataclasses import replace
from functools import lru_cache

import queries
from dashboard import format as fmt
from dashboard.charts import context
from dashboard.charts.context import OURS, Line, Point
from dashboard.grids import crosstabs, rows
from dashboard.ui import block, cache, cards, switch
from dashboard.ui.block import Picture
from dashboard.ui.choices import Choice
from dashboard.ui.filters import Chosen
from dashboard.ui.sections import years
from queries import Result, Row

RATES = ("poverty_rate", "near_poverty_rate", "multidimensional_poverty_rate")
# Which rate is looked at: «?ty_le=near_poverty_rate».
SWITCH = "ty_le"
# The name of a series says how it was made; a kind nobody is sure of would say more than its source.
SHOWN = ("series_name", "period", "value", "source", "note")


def show(chosen: Chosen, stock: Result) -> None:
    text, asked = chosen.text, years.read_years(chosen, stock)
    names = {indicator.id: text.of(indicator.title) for indicator in queries.indicators() if indicator.id in RATES}
    switched = Choice(SWITCH, {rate: names[rate] for rate in RATES})
    picked = switch.restore(switched)
    switch.draw(switched, text("context.switch"))
    lines = read_lines(asked, picked)
    finding = context.say_ours(lines, names[picked], text)
    if not lines:
        cards.section(finding)
        cards.nothing(text("context.none"))
        return
    block.show(
        chosen,
        "context",
        finding,
        context.say_others(lines, text),
        text("context.how"),
        picture=(Picture.of(context, lines),),
        grids=(crosstabs.figures(lines, text("context.figures", title=names[picked]), text),),
        lists=(list_figures(asked, picked), cache.table("resident_list", asked)),
        answers=(cache.series(picked, asked).result, cache.table("official_series", chosen)),
    )


@lru_cache(maxsize=64)
def read_lines(asked: Chosen, indicator_id: str) -> tuple[Line, ...]:
    """Return the ward's own line, cut at every break, then one for each series, kind and standard."""
    ours = [
        Line(_name(asked), "review", tuple(_point(row, asked) for row in part if row.value is not None), place=OURS)
        for part in cache.series(indicator_id, asked).segments
    ]
    theirs: dict[tuple[object, ...], list[Point]] = {}
    for row in cache.table("official_series", asked).records():
        if row["indicator_id"] == indicator_id and str(row["period"]).isdigit():
            key = (row["series_name"], row["kind"], row["place_id"], row["series_id"], row["standard_id"])
            theirs.setdefault(key, []).append(Point(int(str(row["period"])), float(str(row["value"]))))
    lines = [
        Line(asked.text.of(name), str(kind), tuple(points), str(at)) for (name, kind, at, *_), points in theirs.items()
    ]
    return tuple(line for line in (*ours, *lines) if line.points)


@lru_cache(maxsize=64)
def list_figures(asked: Chosen, indicator_id: str) -> queries.Table:
    """Return the published figures of one rate with their sources, the value as a share."""
    table = rows.keep(cache.table("official_series", asked), indicator_id=indicator_id)
    columns = tuple(replace(c, kind="share") if c.name == "value" else c for c in table.columns)
    return rows.drop_blank(rows.pick(replace(table, columns=columns), SHOWN))


def _name(asked: Chosen) -> str:
    ward = queries.reference()
    return next((area.name for area in ward.areas if area.area_id == asked.filters.area_id), ward.ward.name)


def _point(row: Row, asked: Chosen) -> Point:
    words = fmt.share(row.numerator, row.denominator, "household", asked.text)
    return Point(int(row.period), row.value or 0.0, words)
