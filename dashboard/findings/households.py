"""The headings of the pages about households, children and training, and of the overview."""

from collections import Counter

from dashboard import format as fmt
from dashboard.findings.targets import REACHED, end_sentence, incomplete, missing, remaining, share_marked
from dashboard.text import Text
from queries import Result, Status


def overview(statuses: tuple[tuple[Status | None, str], ...], movement: str, text: Text) -> str:
    """Count the rows by the words of their state («1/7 dòng chỉ tiêu đã đạt, 3 còn thời gian …») and add `movement`."""
    others = Counter(words for status, words in statuses if status not in REACHED)
    reached = len(statuses) - others.total()
    counts = text("finding.overview", reached=reached, total=len(statuses))
    counts += "".join(f", {number} {words}" for words, number in others.items())
    return f"{counts}. {movement}".strip()


def opening_stock(stock: Result, change: Result) -> float | None:
    """Return the households at the opening: the closing count less the net change, where both are of the same ones."""
    now, moved = stock.total, change.total
    if stock.is_divided_by_group is not change.is_divided_by_group:
        return None
    if now is None or moved is None or now.numerator is None or moved.numerator is None:
        return None
    return now.numerator - moved.numerator if now.areas_reported == moved.areas_reported else None


def poverty(stock: Result, change: Result, text: Text) -> str:
    """Say how many poor households there are, how many there were and what is left to do."""
    told = missing(stock, text)
    if told or stock.total is None:
        return told or ""
    opening = opening_stock(stock, change)
    known = {
        "day": fmt.day(stock.as_of, text),
        "now": fmt.counted(stock.total.numerator, "household", text),
        "doubt": _unknown_class(stock.total.unknown, text),
    }
    if opening is None or change.total is None:
        why = text.of(change.withheld) or text("finding.no_opening")
        why = why if change.is_divided_by_group else text("finding.change_of_all")
        return incomplete(stock.total, text) + text("finding.poverty_now", **known) + " " + why
    moved = fmt.signed(change.total.numerator, text) if change.total.numerator else text("finding.unchanged")
    said = text("finding.poverty", **known, begin=fmt.counted(opening, "household", text), change=moved)
    left = remaining(change.target, change.total, "household", text) if change.target else ""
    return incomplete(stock.total, text) + " ".join(filter(None, (said, end_sentence(left))))


def _unknown_class(unknown: int, text: Text) -> str:
    return text("finding.unknown_class", unknown=fmt.counted(unknown, "household", text)) if unknown else ""


def untaken(steps: tuple[str, ...], text: Text) -> str:
    """Say which steps no household took: a zero that is known is told, not left out."""
    return text("finding.untaken", steps="; ".join(step.lower() for step in steps)) if steps else ""


def share_of(key: str, result: Result, text: Text) -> str:
    """Say «7/9 trẻ …, còn thiếu 02 trẻ» with the words of `key`; an empty base is empty only once it is whole."""
    told = missing(result, text)
    if told or result.total is None:
        return told or ""
    noun, row = result.indicator.unit.noun, result.total
    if row.denominator == 0:
        return text(f"{key}_empty") if row.is_complete else incomplete(row, text) + text("finding.no_members")
    if row.unknown and row.unknown == row.denominator:
        return incomplete(row, text) + text("finding.all_unknown", whole=fmt.counted(row.denominator, noun, text))
    said = text(key, share=fmt.share(row.numerator, row.denominator, noun, text))
    left = remaining(result.target, row, noun, text) if result.target else ""
    return incomplete(row, text) + " ".join(filter(None, (said, end_sentence(left))))


def two_measures(by_child: Result, by_household: Result, small_below: int, text: Text) -> tuple[str, ...]:
    """Say the same children counted twice, by child and by household, and why the two shares differ."""
    measures = (("children.by_child", by_child), ("children.by_household", by_household))
    said = [
        text(key, shown=share_marked(result.total, result.indicator.unit.noun, small_below, text))
        for key, result in measures
        if result.total and not missing(result, text)
    ]
    return (*said, text("children.differ")) if len(said) == len(measures) else tuple(said)


def excluded(adopted: Result, wider: Result, text: Text) -> str:
    """Say how many poor households the adopted denominator leaves out; nothing while it is not whole."""
    if not (adopted.total and wider.total) or adopted.total.denominator is None or wider.total.denominator is None:
        return ""
    if not adopted.total.is_complete:
        return ""
    left_out = wider.total.denominator - adopted.total.denominator
    return text("finding.training_excluded", excluded=fmt.counted(left_out, "household", text))
