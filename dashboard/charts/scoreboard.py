"""From a target and its readings to one row of the overview: numbers become words here, and nowhere else."""

from dataclasses import dataclass, replace
from datetime import date

from dashboard import findings, theme
from dashboard import format as fmt
from dashboard.charts.bullet import Bullet
from dashboard.text import Text
from queries import Result, Row, Standing, Status, Table, Target, words_of


@dataclass(frozen=True, slots=True)
class Readings:
    """The results behind one target; None where its indicator does not exist yet."""

    adopted: Result | None
    stock: Result | None = None
    wider: Result | None = None

    @property
    def results(self) -> tuple[Result, ...]:
        return tuple(result for result in (self.adopted, self.stock, self.wider) if result)


def read_bullet(target: Target, readings: Readings, small_below: int, text: Text) -> Bullet:
    """Return the row of one target; without a number it says «chưa có số liệu» and claims no status."""
    result = readings.adopted
    if result is None or findings.missing(result, text) or result.total is None:
        return _untold(target, result, text)
    left = findings.remaining(target, result.total, result.indicator.unit.noun, text)
    is_told = bool(left) and result.total.unknown != result.total.denominator
    shown = replace(result.total, unknown=0) if is_told else result.total
    named = replace(
        _blank(target, _figure(shown, result, readings, small_below, text), text),
        note=_note(result, readings.wider, small_below, text),
        status=result.total.status,
        status_words=_status_words(target, result, result.total, text),
        remaining=", ".join(filter(None, (left, _say_deadline(target, result.total, text)))),
    )
    return _draw_to_scale(named, target, result.total, readings)


def read_tasks(target: Target, carried: Table, text: Text) -> Bullet:
    """Return the row of a target without a number: its tasks as they stand, and no status of its own."""
    told = [row for row in findings.sort_overdue(carried.records()) if row["report_date"]]
    if not told:
        return replace(_blank(target, text("overview.no_data"), text), status_words=text("overview.no_report"))
    first = Standing(told[0]["standing"])
    figure = "; ".join(findings.outputs(row, text) for row in told)
    words = text.of(words_of("task_standing", first))
    if carried.as_of.year != target.year:
        return replace(_blank(target, figure, text), status_words=text("overview.other_year", year=target.year))
    due = told[0]["due_date"]
    return replace(
        _blank(target, figure, text),
        note="; ".join(
            text("tasks.of_report", name=text.said(row["name"]), day=fmt.day(row["report_date"], text)) for row in told
        ),
        status_words=words,
        sign=theme.STANDING_SIGNS[first],
        remaining=text("tasks.late_since", days=told[0]["days_overdue"], day=fmt.day(due, text))
        if first is Standing.OVERDUE
        else text("overview.until", day=fmt.day(due, text))
        if due
        else "",
    )


def _untold(target: Target, result: Result | None, text: Text) -> Bullet:
    """Return a row without a number: held back as a whole, too small to be told (its status stands), or not there."""
    if result and result.withheld:
        return replace(_blank(target, text.of(result.withheld), text), status_words=text("overview.withheld"))
    if result is None:
        return replace(_blank(target, text("overview.not_counted"), text), status_words=text("overview.not_counted"))
    if result.total is None or not result.total.suppressed:
        return _blank(target, text("overview.no_data"), text)
    words = _status_words(target, result, result.total, text)
    return replace(_blank(target, text("suppressed"), text), status=result.total.status, status_words=words)


def _blank(target: Target, figure: str, text: Text) -> Bullet:
    return Bullet(
        label=target.label,
        sentence=target.text_shown if text.lang == "vi" else target.text_en,
        figure=figure,
        note="",
        status=None,
        status_words=text("overview.no_data"),
        remaining="",
        lead=text.of(target.lead),
    )


def _say_deadline(target: Target, row: Row, text: Text) -> str:
    """Say until when, while a target is open."""
    return text("overview.until", day=fmt.day(date(target.year, 12, 31), text)) if row.status is Status.OPEN else ""


def _draw_to_scale(named: Bullet, target: Target, row: Row, readings: Readings) -> Bullet:
    """Add the quantities. A change is drawn on the axis of households: opening tick, present bar, target line."""
    goal = target.passing_count(row.denominator) if row.status else None
    opening = _opening(readings)
    if opening is None or readings.stock is None or readings.stock.total is None:
        return replace(named, whole=row.denominator, actual=row.numerator, unknown=row.unknown, goal=goal)
    now = readings.stock.total
    level = None if goal is None else max(0.0, opening + goal)
    return replace(named, actual=now.numerator, unknown=now.unknown, opening=opening, goal=level)


def _opening(readings: Readings) -> float | None:
    return findings.opening_stock(readings.stock, readings.adopted) if readings.stock and readings.adopted else None


def _figure(row: Row, result: Result, readings: Readings, small_below: int, text: Text) -> str:
    opening, noun = _opening(readings), result.indicator.unit.noun
    if row.denominator is not None:
        return findings.share_marked(row, noun, small_below, text)
    if opening is None or readings.stock is None or readings.stock.total is None:
        return fmt.counted(row.numerator, noun, text)
    now = fmt.counted(readings.stock.total.numerator, noun, text)
    return text(
        "overview.level",
        now=now,
        begin=fmt.count(opening, text),
        change=fmt.signed(row.numerator, text) if row.numerator else text("finding.unchanged"),
    )


def _status_words(target: Target, result: Result, row: Row, text: Text) -> str:
    """Name the status, or say why a number has none: a target of another year, standard or place."""
    if row.status:
        return text(f"status.{row.status.name.lower()}")
    if result.as_of.year != target.year:
        return text("overview.other_year", year=target.year)
    if target.standard_id not in (None, result.filters.standard_id):
        return text("overview.other_standard")
    if result.target is None:
        return text("overview.whole_year")
    return text("overview.ward_only" if target.scope == "ward" else "overview.no_status")


def _note(result: Result, wider: Result | None, small_below: int, text: Text) -> str:
    """Return the other reading of the same target, always shown beside the adopted one, and what is not reported."""
    parts = [_wider(wider, wider.total, small_below, text)] if wider and wider.total else []
    parts += [] if result.is_divided else [text("not_divided")]
    parts += [findings.incomplete(result.total, text).strip()] if result.total else []
    return " · ".join(part for part in parts if part)


def _wider(result: Result, row: Row, small_below: int, text: Text) -> str:
    noun = result.indicator.unit.noun
    if row.denominator is not None:
        shown = findings.share_marked(row, noun, small_below, text)
    elif result.indicator.unit.is_signed:
        shown = f"{fmt.signed(row.numerator, text)} {text.noun(noun)}"
    else:
        shown = fmt.counted(row.numerator, noun, text)
    if row.unknown and row.denominator is None:
        shown = text("table.unknown", shown=shown, unknown=fmt.count(row.unknown, text))
    return text("overview.wider", title=text.of(result.indicator.title), shown=shown)
