"""Sentences said from results: what the heading of a page, its chart's description and the report all quote."""

from collections import Counter

from dashboard import format as fmt
from dashboard.text import Text
from queries import Result, Row, Setting, Status, Table, Target, WorkStatus

REACHED = (Status.MET, Status.EXCEEDED)


def missing(result: Result, text: Text) -> str | None:
    """Say why there is no number to speak of, or return None when there is one."""
    if result.withheld:
        return result.withheld
    if result.total is None:
        return text("finding.nothing_loaded", period=result.filters.period)
    if result.total.suppressed:
        return text("finding.suppressed")
    if result.total.numerator is None:
        return text("finding.none_reported", period=result.filters.period)
    return None


def incomplete(row: Row, text: Text) -> str:
    """Return «Chưa đủ số liệu, 11/12 khối đã báo cáo. » in front of a sentence, or nothing."""
    if row.is_complete:
        return ""
    return text("finding.incomplete", reported=row.areas_reported, total=row.areas_total) + " "


def remaining(target: Target, row: Row, noun: str, text: Text) -> str:
    """Say how far the target still is in whole households or children; empty when it is reached or cannot be told."""
    gap = target.shortfall(row)
    if gap is None or row.numerator is None or row.status in (*REACHED, Status.NOT_APPLICABLE, None):
        return ""
    if gap == 0:
        return text("remaining.unclear", unknown=fmt.counted(row.unknown, noun, text)) if row.unknown else ""
    if target.comparison == "<=":
        return _above(gap, row.numerator, noun, text)
    if target.comparison == "=":
        goal = fmt.count(target.passing_count(), text)
        return text("remaining.more_than", actual=fmt.counted(row.numerator, noun, text), goal=goal)
    key = "remaining.short_unknown" if row.unknown else "remaining.short"
    return text(key, gap=fmt.counted(gap, noun, text), unknown=fmt.count(row.unknown, text))


def _above(gap: int, change: float, noun: str, text: Text) -> str:
    said = text("remaining.reduce", gap=fmt.counted(gap, noun, text))
    return said if change <= 0 else f"{said}; {text('remaining.grew', grown=fmt.counted(change, noun, text))}"


def overview(statuses: tuple[tuple[Status | None, str], ...], movement: str, text: Text) -> str:
    """Count the rows by the words of their state («1/7 dòng chỉ tiêu đã đạt, 3 còn thời gian …») and add `movement`."""
    others = Counter(words for status, words in statuses if status not in REACHED)
    reached = len(statuses) - others.total()
    counts = text("finding.overview", reached=reached, total=len(statuses))
    counts += "".join(f", {number} {words}" for words, number in others.items())
    return f"{counts}. {movement}".strip()


def opening_stock(stock: Result, change: Result) -> float | None:
    """Return the households at the opening: the closing count less the net change."""
    if stock.total is None or change.total is None or stock.total.numerator is None or change.total.numerator is None:
        return None
    return stock.total.numerator - change.total.numerator


def poverty(stock: Result, change: Result, text: Text) -> str:
    """Say how many poor households there are, how many there were and what is left to do."""
    told = missing(stock, text) or missing(change, text)
    if told or stock.total is None or change.total is None:
        return told or ""
    said = text(
        "finding.poverty",
        day=fmt.day(stock.as_of, text),
        now=fmt.counted(stock.total.numerator, "household", text),
        begin=fmt.counted(opening_stock(stock, change), "household", text),
        change=fmt.signed(change.total.numerator, text) if change.total.numerator else text("finding.unchanged"),
    )
    left = remaining(change.target, change.total, "household", text) if change.target else ""
    return incomplete(stock.total, text) + " ".join(filter(None, (said, _sentence(left))))


def share_of(key: str, result: Result, text: Text) -> str:
    """Say «7/9 trẻ …, còn thiếu 02 trẻ» with the words of `key`; an empty base is said to be empty, never 100%."""
    told = missing(result, text)
    if told or result.total is None:
        return told or ""
    noun, row = result.indicator.unit.noun, result.total
    if row.denominator == 0:
        return text(f"{key}_empty")
    said = text(key, share=fmt.share(row.numerator, row.denominator, noun, text))
    left = remaining(result.target, row, noun, text) if result.target else ""
    return incomplete(row, text) + " ".join(filter(None, (said, _sentence(left))))


def share_marked(row: Row, noun: str, small_below: int, text: Text) -> str:
    """Return «7/9 trẻ · 77,78% (số ít)»: the count first, and the percentage of a handful says that it is one."""
    counted = fmt.share(row.numerator, row.denominator, noun, text)
    percentage = fmt.percent_of(row.numerator, row.denominator, text)
    if percentage == fmt.DASH:
        return counted
    mark = f" ({text('small')})" if fmt.is_small(row.denominator, small_below) else ""
    return f"{counted} · {percentage}{mark}"


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
    """Say how many poor households the adopted denominator of the training target leaves out."""
    if (
        adopted.total is None
        or wider.total is None
        or adopted.total.denominator is None
        or wider.total.denominator is None
    ):
        return ""
    left_out = wider.total.denominator - adopted.total.denominator
    return text("finding.training_excluded", excluded=fmt.counted(left_out, "household", text))


def projects(lines: Table, disbursement: Result, text: Text) -> str:
    """Count the reporting lines by state and add the money: «2/8 dòng chậm, 1 cần chú ý; đã giải ngân …»."""
    states = Counter(WorkStatus(str(status)) for status in lines.column("work_status"))
    if not states:
        return text("finding.no_projects", period=lines.filters.period)
    late = states[WorkStatus.LATE] + states[WorkStatus.UNSTARTED]
    said = text("finding.projects", late=late, total=states.total(), attention=states[WorkStatus.ATTENTION])
    return f"{said} {_money_spent(disbursement, text)}".strip()


def _money_spent(disbursement: Result, text: Text) -> str:
    row = disbursement.total
    if row is None or row.numerator is None or row.denominator is None:
        return ""
    key = "finding.disbursed_partly" if row.unknown else "finding.disbursed"
    return text(
        key,
        spent=fmt.money(row.numerator, text),
        available=fmt.money(row.denominator, text),
        share=fmt.percent(row.value, text),
        unknown=fmt.count(row.unknown, text),
    )


def overspent(lines: Table, text: Text) -> tuple[str, ...]:
    """Name every line whose spending is above its money, with both sums."""
    columns = ("line_name", "disbursed_vnd", "available_vnd", "is_overspent")
    return tuple(
        text(
            "finding.overspent",
            name=name,
            spent=fmt.money(_number(spent), text),
            available=fmt.money(_number(money), text),
        )
        for name, spent, money, is_over in zip(*(lines.column(column) for column in columns), strict=True)
        if is_over
    )


def untaken(steps: tuple[str, ...], text: Text) -> str:
    """Say which steps no household took: a zero that is known is told, not left out."""
    return text("finding.untaken", steps="; ".join(step.lower() for step in steps)) if steps else ""


def rule(settings: dict[str, Setting], text: Text) -> str:
    """Say the one rule by which a line is late, with the thresholds that are in force."""
    return text(
        "finding.rule",
        late=fmt.percent(float(settings["project_late_below"].value), text),
        attention=fmt.percent(float(settings["project_attention_below"].value), text),
        days=settings["stale_grace_days"].value,
    )


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


def _sentence(words: str) -> str:
    """Return the words with a capital and a full stop, or nothing."""
    return words[:1].upper() + words[1:] + "." if words else ""


def _number(value: object) -> float:
    return float(str(value))
