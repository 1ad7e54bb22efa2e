"""The ward's rate beside the province's and the country's: one line a source, never two kinds of figure in one."""

from dataclasses import replace
from functools import lru_cache

import streamlit as st

import queries
from dashboard import format as fmt
from dashboard.charts import context
from dashboard.charts.context import Line, Point
from dashboard.ui import cache, cards, tables
from dashboard.ui.filters import Chosen
from dashboard.ui.sections import years
from queries import Result, Row

RATES = ("poverty_rate", "near_poverty_rate", "multidimensional_poverty_rate")
SHOWN = ("series_name", "period", "value", "kind", "figure_status", "source", "note")


def show(chosen: Chosen, stock: Result) -> None:
    text, asked = chosen.text, years.read_years(chosen, stock)
    names = {indicator.id: text.of(indicator.title) for indicator in queries.indicators() if indicator.id in RATES}
    picked = st.segmented_control(
        text("context.switch"),
        RATES,
        default=RATES[0],
        format_func=names.__getitem__,
        key="context_rate",
        required=True,
        label_visibility="collapsed",
    )
    lines = read_lines(asked, picked or RATES[0])
    finding = context.say_ours(lines, names[picked or RATES[0]], text)
    cards.section(finding, context.say_others(lines, text), text("context.how"))
    if not lines:
        cards.nothing(text("context.none"))
        return
    cards.chart(context, chosen, lines, key="context_lines")
    cards.listing(list_figures(asked, picked or RATES[0]), chosen)
    cards.source(chosen, cache.value(picked or RATES[0], asked), cache.table("official_series", chosen))


@lru_cache(maxsize=64)
def read_lines(asked: Chosen, indicator_id: str) -> tuple[Line, ...]:
    """Return the ward's own line, cut at every break, then one for each series, kind and standard."""
    ours = [
        Line(_name(asked), "review", tuple(_point(row, asked) for row in part if row.value is not None), is_ours=True)
        for part in cache.series(indicator_id, asked).segments
    ]
    theirs: dict[tuple[object, ...], list[Point]] = {}
    for row in tables.records(cache.table("official_series", asked)):
        if row["indicator_id"] == indicator_id and str(row["period"]).isdigit():
            key = (row["series_id"], row["series_name"], row["kind"], row["standard_id"])
            theirs.setdefault(key, []).append(Point(int(str(row["period"])), float(str(row["value"]))))
    lines = [Line(str(name), str(kind), tuple(points)) for (_, name, kind, _), points in theirs.items()]
    return tuple(line for line in (*ours, *lines) if line.points)


@lru_cache(maxsize=64)
def list_figures(asked: Chosen, indicator_id: str) -> queries.Table:
    """Return the published figures of one rate with their sources, the value as a share."""
    table = tables.keep(cache.table("official_series", asked), indicator_id=indicator_id)
    columns = tuple(replace(c, kind="share") if c.name == "value" else c for c in table.columns)
    return tables.drop_blank(tables.pick(replace(table, columns=columns), SHOWN))


def _name(asked: Chosen) -> str:
    ward = queries.reference()
    return next((area.name for area in ward.areas if area.area_id == asked.filters.area_id), ward.ward.name)


def _point(row: Row, asked: Chosen) -> Point:
    words = fmt.share(row.numerator, row.denominator, "household", asked.text)
    return Point(int(row.period), row.value or 0.0, words)
