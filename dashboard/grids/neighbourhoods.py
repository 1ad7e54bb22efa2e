"""One khối beside the ward, the intervals of its share, its households by group."""

from dataclasses import dataclass, replace
from functools import lru_cache

from dashboard import findings
from dashboard import format as fmt
from dashboard.grids import listing
from dashboard.grids.grid import Cell, Grid, Head, Line, Link, Value
from dashboard.text import Text
from queries import Interval, Result, Row, Table, find_exact, find_wilson

COUNTS = ("poor", "near_poor", "unknown", "opening", "left_list")


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of a profile: the same count of the khối and of the ward, and the page that tells more."""

    name: str
    here: str
    ward: str
    address: str = ""
    note: str = ""
    numbers: tuple[Value, Value] = (None, None)


def read_measure(here: Result, ward: Result, address: str, small_below: int, text: Text) -> Measure:
    """Return one indicator of the khối beside the ward's; a share over less than `small_below` is marked."""
    shown = (_measured(here, text), _measured(ward, text))
    return Measure(text.of(here.indicator.title), *shown, address, _share(here, ward, small_below, text))


def _measured(result: Result, text: Text) -> str:
    if result.withheld and (result.total is None or result.total.suppressed):
        return text("overview.withheld")
    if not result.is_divided and result.filters.area_id:
        return text("not_divided")
    return findings.measured(result.total, text)


def _share(here: Result, ward: Result, small_below: int, text: Text) -> str:
    """Write both shares in small print, behind the counts."""
    rows = [result.total for result in (here, ward) if result.total]
    told = [fmt.percent_of(row.numerator, row.denominator, text) for row in rows]
    if here.indicator.kind != "ratio" or len(rows) < len(("here", "ward")) or fmt.DASH in told:
        return ""
    marks = [f" ({text('small')})" if fmt.is_small(row.denominator, small_below) else "" for row in rows]
    own, whole = (share + mark for share, mark in zip(told, marks, strict=True))
    return text("neighbourhoods.shares", here=own, ward=whole)


@lru_cache(maxsize=64)
def profile(measures: tuple[Measure, ...], name: str, title: str, text: Text) -> Grid:
    heads = (
        Head(text("neighbourhoods.measure"), "words"),
        Head(name, "number"),
        Head(text("filter.whole_ward"), "number"),
    )
    return Grid(title, (heads,), tuple(_line(measure, text) for measure in measures), look="cross")


def _line(measure: Measure, text: Text) -> Line:
    link = Link(measure.address) if measure.address else None
    own, whole = (
        shown if number is None else number
        for shown, number in zip((measure.here, measure.ward), measure.numbers, strict=True)
    )
    return (
        Cell(measure.name, kind="words", link=link, quiet=measure.note),
        Cell(measure.here, (own,), "number"),
        Cell(measure.ward, (whole,), "number"),
    )


@lru_cache(maxsize=64)
def intervals(result: Result, text: Text, small_below: int) -> Grid:
    """Return the share of each khối, or of the one chosen, with both intervals; none where households are unknown."""
    rows = result.rows or tuple(row for row in (result.total,) if row)
    heads = (
        Head(text("table.area")),
        Head(text("intervals.counted"), parts=(text("file.counted"), text("file.of"))),
        Head(text("intervals.share"), format="share"),
        *(
            Head(text(f"intervals.{name}"), parts=(text("intervals.low"), text("intervals.high")))
            for name in ("wilson", "exact")
        ),
    )
    lines = tuple(_interval_line(row, text, small_below) for row in rows if findings.has_figures(row))
    return Grid(text("intervals.title"), (heads,), lines)


def _interval_line(row: Row, text: Text, small_below: int) -> Line:
    is_sure = row.denominator and not row.unknown and row.is_complete
    is_sure = is_sure and (row.numerator or 0) <= (row.denominator or 0)
    found = [
        find(int(row.numerator or 0), int(row.denominator or 0)) if is_sure else None
        for find in (find_wilson, find_exact)
    ]
    share = fmt.percent_of(row.numerator, row.denominator, text)
    quiet = text("small") if fmt.is_small(row.denominator, small_below) else ""
    return (
        Cell(text.of(row.label) if row.label else text("intervals.chosen")),
        Cell(findings.measured(row, text), (row.numerator, row.denominator), "number"),
        Cell(share, (row.value,), "number", quiet=quiet),
        *(_interval(each, text) for each in found),
    )


def _interval(found: Interval | None, text: Text) -> Cell:
    if found is None:
        return Cell(text("unclear"), (None, None), "number")
    shown = f"{fmt.percent(found.low, text)} – {fmt.percent(found.high, text)}"
    return Cell(shown, (found.low, found.high), "number")


@lru_cache(maxsize=64)
def equity(table: Table, text: Text) -> Grid:
    """Return the groups of each attribute under each other; attributes overlap and have no total."""
    return replace(listing.grid(table, text), foot=())
