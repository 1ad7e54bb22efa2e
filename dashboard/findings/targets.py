"""What every sentence about a number rests on: is there one, is it whole, how far is it from its target."""

from dashboard import format as fmt
from dashboard.text import Text
from queries import Result, Row, Status, Target

REACHED = (Status.MET, Status.EXCEEDED)


def missing(result: Result, text: Text) -> str | None:
    """Say why there is no number to speak of, or return None when there is one."""
    if result.withheld:
        return text.of(result.withheld)
    if result.total is None:
        return text("finding.nothing_loaded", period=fmt.period(result.filters.period, text))
    if result.total.suppressed:
        return text("finding.suppressed")
    if result.total.numerator is None:
        return text("finding.none_reported", period=fmt.period(result.filters.period, text))
    return None


def incomplete(row: Row, text: Text) -> str:
    """Return «Chưa đủ số liệu, 11/12 khối đã báo cáo. » in front of a sentence, or nothing."""
    if row.is_complete:
        return ""
    told = {"reported": row.areas_reported, "total": row.areas_total, "told": row.parts_told, "parts": row.parts_total}
    areas, parts = row.areas_reported < row.areas_total, row.parts_told < row.parts_total
    key = (
        "finding.incomplete_both" if areas and parts else "finding.incomplete_parts" if parts else "finding.incomplete"
    )
    return text(key, **told) + " "


def remaining(target: Target, row: Row, noun: str, text: Text) -> str:
    """Say how far the target still is in whole households or children; empty when it is reached or cannot be told."""
    gap = target.shortfall(row)
    if gap is None or row.numerator is None or row.status in (*REACHED, Status.NOT_APPLICABLE, None):
        return ""
    if target.comparison == ">=" and gap:
        key = "remaining.short_unknown" if row.unknown else "remaining.short"
        return text(key, gap=fmt.counted(gap, noun, text), unknown=fmt.count(row.unknown, text))
    said = _too_many(target, gap, row.numerator, noun, text) if gap else ""
    return "; ".join(filter(None, (said, _doubt(target, row, noun, text))))


def _too_many(target: Target, gap: int, number: float, noun: str, text: Text) -> str:
    if target.comparison == "<=":
        return _above(gap, number, noun, text)
    goal = fmt.count(target.passing_count(), text)
    return text("remaining.more_than", actual=fmt.counted(number, noun, text), goal=goal)


def _doubt(target: Target, row: Row, noun: str, text: Text) -> str:
    """Say what is not known and may change the result: only an exact count is one of households on the list."""
    key = "remaining.unclear" if target.comparison == "=" else "remaining.doubt"
    return text(key, unknown=fmt.counted(row.unknown, noun, text)) if row.unknown else ""


def _above(gap: int, change: float, noun: str, text: Text) -> str:
    said = text("remaining.reduce", gap=fmt.counted(gap, noun, text))
    return said if change <= 0 else f"{said}; {text('remaining.grew', grown=fmt.counted(change, noun, text))}"


def needed(target: Target | None, denominator: float | None, noun: str, text: Text) -> str:
    """Restate a percentage as a count: «95% của 7 hộ = 7 hộ»."""
    goal = target.passing_count(denominator) if target and denominator else None
    if goal is None or target is None or target.value is None or denominator is None:
        return ""
    return text(
        "finding.needed",
        share=fmt.percent(float(target.value), text),
        whole=f"{fmt.count(denominator, text)} {text.noun(noun, denominator)}",
        goal=f"{fmt.count(goal, text)} {text.noun(noun, goal)}",
    )


def share_marked(row: Row, noun: str, small_below: int, text: Text) -> str:
    """Return «7/9 trẻ · 77,78% (số ít) (1 chưa rõ)»: the count first, then its share, then what to doubt in it.

    Where nothing is known of anybody there is no share: «chưa rõ cả 10 hộ», never «0%».
    """
    if not row.denominator and not row.is_complete:
        return text("not_reported")
    if row.unknown and row.unknown == row.denominator:
        return text("table.all_unknown", whole=fmt.counted(row.denominator, noun, text))
    shown = fmt.share(row.numerator, row.denominator, noun, text)
    percentage = fmt.percent_of(row.numerator, row.denominator, text)
    if percentage != fmt.DASH:
        mark = f" ({text('small')})" if fmt.is_small(row.denominator, small_below) else ""
        shown = f"{shown} · {percentage}{mark}"
    return text("table.unknown", shown=shown, unknown=fmt.count(row.unknown, text)) if row.unknown else shown


def measured(row: Row | None, text: Text) -> str:
    """Write «6/7 (1 chưa rõ)» of one khối, marked where some khối has not reported: nothing is guessed for it."""
    if row is None or row.suppressed:
        return text("suppressed" if row else "not_reported")
    if not has_figures(row):
        return text("not_reported")
    shown = _count(row, text)
    if row.unknown:
        shown = text("table.unknown", shown=shown, unknown=fmt.count(row.unknown, text))
    return shown if row.is_complete else text("table.partial", total=shown)


def has_figures(row: Row) -> bool:
    """Tell whether a row says anything: a zero that no khối reported, and an empty base not yet whole, do not."""
    if row.numerator is None:
        return False
    counted = row.denominator is None and row.areas_reported > 0
    return row.is_complete or counted or bool(row.denominator or row.numerator)


def _count(row: Row, text: Text) -> str:
    if row.denominator is None:
        return fmt.count(row.numerator, text)
    return f"{fmt.count(row.numerator, text)}/{fmt.count(row.denominator, text)}" if row.denominator else fmt.DASH


def end_sentence(words: str) -> str:
    """Return the words with a capital and a full stop, or nothing."""
    return words[:1].upper() + words[1:] + "." if words else ""
