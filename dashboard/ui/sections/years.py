"""The count year by year, and what may be compared: a break cuts the line, and a refused difference says why."""

from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

import queries
from dashboard import findings
from dashboard.charts import trend
from dashboard.charts.stairs import Stairs
from dashboard.grids import Grid, crosstabs
from dashboard.ui import block, cache, cards, place
from dashboard.ui.block import Picture
from dashboard.ui.choices import CHANGES, shorten
from dashboard.ui.filters import Chosen
from queries import NotComparable, Result, Series, Standard

COUNTS = ("poor_households", "near_poor_households")
RATE = "poverty_rate"


def show(chosen: Chosen, stock: Result) -> None:
    text, asked = chosen.text, read_years(chosen, stock)
    stairs = read_stairs(asked)
    if stairs.is_empty:
        cards.nothing(text("years.none"), text("empty.todo"))
        return
    block.show(
        chosen,
        "years",
        say_newest(asked),
        text("years.how"),
        picture=(Picture.of(trend, stairs),),
        notes=say_changes(asked),
        grids=(by_area(asked, link_years(asked)),),
        lists=(cache.table("resident_list", asked),),
        answers=(*(one.result for one in read_series(asked)[0][1]), cache.value(RATE, asked)),
    )


def read_years(chosen: Chosen, stock: Result) -> Chosen:
    """Return the question put to the year of the chosen period: the years are always shown up to that one."""
    periods = {period.period: period for period in queries.reference().periods}
    day = periods[stock.filters.period or ""].last_day
    year = next((p.period for p in periods.values() if p.kind == "year" and p.last_day.year == day.year), None)
    return replace(chosen, filters=replace(chosen.filters, period=year, standard_id=stock.filters.standard_id))


@lru_cache(maxsize=cache.KEPT)
def read_series(asked: Chosen) -> tuple[tuple[Standard, tuple[Series, ...]], ...]:
    """Return the series under each standard that some year is loaded under, in the order they came into force."""
    ward = queries.reference()
    loaded = {survey.standard_id for survey in ward.rounds if survey.is_loaded}
    found = []
    for standard in ward.standards:
        if standard.standard_id in loaded:
            of_it = replace(asked, filters=replace(asked.filters, standard_id=standard.standard_id))
            series = tuple(cache.series(indicator_id, of_it) for indicator_id in COUNTS)
            if series[0].segments:
                found.append((standard, series))
    return tuple(found)


@lru_cache(maxsize=64)
def read_stairs(asked: Chosen) -> Stairs:
    names = tuple(asked.text.of(queries.words_of("class", code)) for code in ("poor", "near_poor"))
    named = tuple((shorten(standard, asked.text), series) for standard, series in read_series(asked))
    return trend.read_trend(named, names, asked.text)


@lru_cache(maxsize=64)
def say_newest(asked: Chosen) -> str:
    """Say the newest count beside the one before it, or why the two cannot be compared."""
    pairs = _pairs(asked)
    if not pairs:
        return findings.only_year(_list_known(asked)[-1], asked.text)
    begin, end = pairs[-1]
    try:
        change = queries.compare(COUNTS[0], begin, end, viewer=asked.viewer)
    except NotComparable as refusal:
        return asked.text.of(refusal.words)
    return findings.year_on_year(change, asked.text)


@lru_cache(maxsize=64)
def say_changes(asked: Chosen) -> tuple[str, ...]:
    """Say of each pair of neighbouring years how the rate changed and what did it, the newest first."""
    said = []
    for begin, end in reversed(_pairs(asked)):
        try:
            change = queries.compare(RATE, begin, end, viewer=asked.viewer)
        except NotComparable as refusal:
            said.append(asked.text.of(refusal.words))
        else:
            said.append(findings.rate_change(change, cache.small_below(), asked.text))
    return tuple(said)


def link_years(asked: Chosen) -> tuple[str, ...]:
    """Return for each listed year the way to its own page, which ends where the khối goes."""
    return tuple(place.link(CHANGES, ky=row.period, khoi="") for row in _list_known(asked))


@lru_cache(maxsize=64)
def by_area(asked: Chosen, links: tuple[str, ...]) -> Grid:
    """Return the poor households of each khối year by year; every number leads to its year and khối."""
    listed = _list_known(asked)
    years = tuple(
        (
            row.period,
            cache.value(COUNTS[0], replace(asked, filters=replace(asked.filters, period=row.period)), by="area_id"),
        )
        for row in listed
    )
    cuts = tuple(end.period for begin, end in pairwise(listed) if begin.segment != end.segment)
    return crosstabs.by_year(years, cuts, links, asked.text("years.by_area"), asked.text)


def _list_known(asked: Chosen) -> list[queries.Row]:
    return [row for row in _rows(asked) if row.numerator is not None]


def _rows(asked: Chosen) -> list[queries.Row]:
    """Return the years under the standard asked for, oldest first."""
    of_it = (series[0] for standard, series in read_series(asked) if standard.standard_id == asked.filters.standard_id)
    return [row for series in of_it for segment in series.segments for row in segment]


def _pairs(asked: Chosen) -> list[tuple[queries.Filters, queries.Filters]]:
    """Return neighbouring years that are both loaded."""
    rows = _list_known(asked)
    return [
        (replace(asked.filters, period=begin.period), replace(asked.filters, period=end.period))
        for begin, end in pairwise(rows)
    ]
