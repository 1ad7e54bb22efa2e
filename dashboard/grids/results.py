"""Indicators as one long table for a file of data: each total, each part, counts before shares, what is unknown."""

from functools import lru_cache

from dashboard import format as fmt
from dashboard.grids.grid import Cell, Grid, Head, Line
from dashboard.text import Text
from queries import Indicator, Result, Row

NUMBERS = ("numerator", "denominator", "share", "unknown")


@lru_cache(maxsize=64)
def grid(results: tuple[Result, ...], title: str, text: Text) -> Grid:
    """Return one row for the total or, of a divided result, one for each of its parts."""
    lines = tuple(_line(result, row, text) for result in results for row in _list_rows(result))
    words = (Head(text(f"xlsx.{name}"), "words") for name in ("indicator", "divided", "part"))
    numbers = (
        Head(text(f"xlsx.{name}"), "number", format="share" if name == "share" else "decimal") for name in NUMBERS
    )
    states = (Head(text(f"xlsx.{name}"), "words") for name in ("unit", "reported", "state"))
    return Grid(title, ((*words, *numbers, *states),), lines)


def _list_rows(result: Result) -> tuple[Row, ...]:
    return result.rows if result.by else tuple(row for row in (result.total,) if row)


def _line(result: Result, row: Row, text: Text) -> Line:
    indicator = result.indicator
    by = text(f"xlsx.by_{result.by}") if result.by else text("xlsx.whole")
    part = "" if not result.by else text.of(row.label) or text("unclear")
    nothing = text("suppressed" if row.suppressed else "not_reported")
    if not result.by and indicator.unit.uniform_by and not row.suppressed:
        # Nobody owes a sum of what is not of one kind.
        nothing = fmt.DASH
    numbers = (row.numerator, row.denominator if indicator.kind == "ratio" else None)
    unknown = None if row.numerator is None else row.unknown
    return (
        _words(text.of(indicator.title)),
        _words(by),
        _words(part),
        _number(numbers[0], nothing, text),
        _number(numbers[1], nothing if indicator.kind == "ratio" else fmt.DASH, text),
        _share(indicator, row, nothing, text),
        _number(unknown, nothing, text),
        _words(text.noun(indicator.unit.noun)),
        _words(_say_reported(row)),
        _words(_say_state(row, text)),
    )


def _share(indicator: Indicator, row: Row, nothing: str, text: Text) -> Cell:
    """Return the share; «—» of what has none, or of a denominator of zero."""
    if indicator.kind != "ratio" or row.value is None:
        return Cell(nothing if indicator.kind == "ratio" and row.numerator is None else fmt.DASH, (None,), "number")
    return Cell(fmt.percent(row.value, text), (row.value,), "number")


def _number(value: float | None, nothing: str, text: Text) -> Cell:
    return Cell(nothing if value is None else fmt.number(value, text), (value,), "number")


def _say_reported(row: Row) -> str:
    return f"{row.areas_reported}/{row.areas_total}" if row.areas_total else ""


def _say_state(row: Row, text: Text) -> str:
    """Say hidden, incomplete, and of what a target judges its state."""
    if row.suppressed:
        return text("suppressed")
    status = text(f"status.{row.status.name.lower()}") if row.status else ""
    partial = "" if row.is_complete else text("xlsx.partial", told=say_told(row))
    return "; ".join(filter(None, (status, partial)))


def say_told(row: Row) -> str:
    """Return which of khối and parts are short: «11/12», «7/13»."""
    pairs = ((row.areas_reported, row.areas_total), (row.parts_told, row.parts_total))
    return ", ".join(f"{told}/{total}" for told, total in pairs if told != total)


def _words(said: str) -> Cell:
    return Cell(said, (said,), "words")
