"""What is said of a change over time: between years, inside a year, between two standards, and what is left open."""

from dashboard import format as fmt
from dashboard.findings.targets import incomplete, missing, share_marked
from dashboard.text import Text
from queries import Change, Result, Row, Table

# What the lists of the months add up to over a year; an opening or an end does not.
SUMMED = ("left", "other_decrease", "entered", "other_increase", "unexplained_households")


def relapse(adopted: Result, wider: Result, text: Text) -> str:
    """Say who fell back, with the wide reading (near-poor who were poor before) beside the adopted one."""
    if missing(adopted, text) or adopted.total is None:
        return ""
    said = text("movement.relapsed", shown=_count_doubtful(adopted.total, text))
    if missing(wider, text) or wider.total is None:
        return said
    return said + " " + text("movement.relapsed_wide", shown=_count_doubtful(wider.total, text))


def only_year(row: Row, text: Text) -> str:
    """Say the one year there is."""
    return text("years.only", year=row.period, now=fmt.counted(row.numerator, "household", text))


def year_on_year(change: Change, text: Text) -> str:
    """Say «Cuối năm 2026 có 11 hộ nghèo, cuối năm 2025 có 12 hộ (−1).» or why there is no difference."""
    if change.difference is None:
        return change.reason or ""
    return text(
        "years.newest",
        year=change.end.period,
        before=change.begin.period,
        now=fmt.counted(change.end.numerator, "household", text),
        then=fmt.counted(change.begin.numerator, "household", text),
        change=fmt.signed(change.difference, text) if change.difference else text("finding.unchanged"),
    )


def rate_change(change: Change, small_below: int, text: Text) -> str:
    """Say both rates with their counts and what moved the rate: the households counted, or all households."""
    begin, end = (share_marked(row, "household", small_below, text) for row in (change.begin, change.end))
    years = {"year": change.end.period, "before": change.begin.period}
    if change.difference is None:
        return text("years.rate_unknown", **years, reason=change.reason or "")
    return text(
        "years.rate",
        **years,
        begin=begin,
        end=end,
        change=fmt.points(change.difference, text),
        numerator=fmt.points(change.numerator_effect, text),
        denominator=fmt.points(change.denominator_effect, text),
    )


def months(table: Table, text: Text) -> str:
    """Say the newest month, what the year's lists took off and put on, and what nobody has explained."""
    names = [column.name for column in table.columns]
    rows = [dict(zip(names, row, strict=True)) for row in table.rows if "poor" in row]
    if not rows:
        return text("months.none", year=table.filters.period)
    sums = {name: sum(float(str(row[name] or 0)) for row in rows) for name in names if name in SUMMED}
    said = text(
        "months.finding",
        month=text("months.month", number=int(str(rows[-1]["month"])[-2:])),
        now=fmt.counted(_number(rows[-1]["end"]), "household", text),
        fell=fmt.count(sums["left"] + sums["other_decrease"], text),
        rose=fmt.count(sums["entered"] + sums["other_increase"], text),
    )
    doubt = sums["unexplained_households"]
    return said + (text("months.doubt", unknown=fmt.counted(doubt, "household", text)) if doubt else "")


def standards(old: Result, new: Result, period: str, text: Text) -> str:
    """Say how many households are poor under each of the two standards, in the same round."""
    told = missing(old, text) or missing(new, text)
    if told or old.total is None or new.total is None:
        return told or ""
    counts = [fmt.counted(result.total.numerator, "household", text) for result in (old, new) if result.total]
    said = text("standards.finding", period=period, old=counts[0], new=counts[1])
    return incomplete(old.total if not old.total.is_complete else new.total, text) + said


def decompose(old: Result, new: Result, change: Result, text: Text) -> str:
    """Say «Do chuẩn mới +4 hộ; do đời sống −1 hộ», each told only where its two ends are known whole."""
    if change.withheld:
        return ""
    definition = _difference(old.total, new.total)
    life = change.total.numerator if change.total and _is_whole(change.total) else None
    parts = [
        text("standards.by_standard", change=_signed(definition, text))
        if definition is not None
        else text("standards.by_standard_unknown"),
        text("standards.by_life", change=_signed(life, text))
        if life is not None
        else text("standards.by_life_unknown"),
    ]
    return "; ".join(parts) + "."


def unexplained(counted: Result, text: Text) -> str:
    """Say how many households nobody has explained; none is good news, once every khối is in."""
    told = missing(counted, text)
    if told or counted.total is None or counted.total.numerator is None:
        return told or ""
    row = counted.total
    doubt = text("unexplained.doubt", unknown=fmt.counted(row.unknown, "household", text)) if row.unknown else ""
    if row.numerator:
        return (
            incomplete(row, text)
            + text("unexplained.some", count=fmt.counted(row.numerator, "household", text))
            + doubt
        )
    return incomplete(row, text) + text("unexplained.none" if not row.unknown else "unexplained.none_yet") + doubt


def unexplained_areas(by_area: Result, text: Text) -> str:
    """Name the khối with somebody to explain, and those of which nobody can tell; the others are left out."""
    if by_area.withheld:
        return by_area.withheld
    open_areas = [
        f"{row.label} ({_count_doubtful(row, text) if row.numerator is not None else text('unexplained.not_known')})"
        for row in by_area.rows
        if row.numerator or row.unknown or not row.is_complete
    ]
    return text("unexplained.where", areas=", ".join(open_areas)) if open_areas else ""


def _difference(old: Row | None, new: Row | None) -> float | None:
    if old is None or new is None or not (_is_whole(old) and _is_whole(new)):
        return None
    return (new.numerator or 0) - (old.numerator or 0)


def _is_whole(row: Row) -> bool:
    return row.numerator is not None and row.is_complete and not row.unknown and not row.suppressed


def _signed(value: float, text: Text) -> str:
    return f"{fmt.signed(value, text)} {text.noun('household', abs(value))}"


def _count_doubtful(row: Row, text: Text) -> str:
    shown = fmt.counted(row.numerator, "household", text)
    return text("table.unknown", shown=shown, unknown=fmt.count(row.unknown, text)) if row.unknown else shown


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))
