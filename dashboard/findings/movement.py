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
    """Say «Danh sách năm 2026 có 11 hộ nghèo, năm 2025 có 12 hộ (−1).» or why there is no difference."""
    if change.difference is None:
        return text.of(change.reason)
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
        return text("years.rate_unknown", **years, reason=text.of(change.reason))
    return text(
        "years.rate",
        **years,
        begin=begin,
        end=end,
        change=fmt.points(change.difference, text),
        numerator=fmt.points(change.numerator_effect, text),
        # What is read must add up: the last part takes the rounding of the other two.
        denominator=fmt.points(fmt.rest_of_points(change.difference, change.numerator_effect), text),
    )


def own_report(compared: Table, text: Text) -> str:
    """Say both counts where the ward's report and its lists end differently; nothing where either is not known."""
    for row in compared.records():
        if row["difference"] and row["reported"] is not None and row["ours"] is not None:
            counts = {name: fmt.counted(row[name], "household", text) for name in ("reported", "ours")}
            return text("overview.own_report", **counts)
    return ""


def changed_class(matrix: Table, text: Text) -> str:
    """Say how many of the households on either list changed class, entered or left."""
    cells = [(begin, end, _number(count) or 0) for begin, end, count in matrix.rows]
    changed = sum(count for begin, end, count in cells if begin != end)
    whole = fmt.counted(sum(count for *_, count in cells), "household", text)
    return text("matrix.finding", changed=fmt.count(changed, text), whole=whole) if cells else ""


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
    said = text("standards.finding", period=fmt.period(period, text), old=counts[0], new=counts[1])
    return incomplete(old.total if not old.total.is_complete else new.total, text) + said


def decompose(old: Result, new: Result, change: Result, text: Text) -> str:
    """Say «Do chuẩn mới +4 hộ (11 → 15 …); do đời sống −1 hộ (12 → 11 …)», each where both its ends are whole."""
    if change.withheld:
        return ""
    first, second, moved = (_read_whole(result.total) for result in (old, new, change))
    parts = [
        text("standards.by_standard_unknown")
        if first is None or second is None
        else text("standards.by_standard", **_say_step(first, second, text)),
        text("standards.by_life_unknown")
        if first is None or moved is None
        else text("standards.by_life", **_say_step(first - moved, first, text)),
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
        return text.of(by_area.withheld)
    open_areas = [
        f"{text.of(row.label)} "
        f"({_count_doubtful(row, text) if row.numerator is not None else text('unexplained.not_known')})"
        for row in by_area.rows
        if row.numerator or row.unknown or not row.is_complete
    ]
    return text("unexplained.where", areas=", ".join(open_areas)) if open_areas else ""


def _read_whole(row: Row | None) -> float | None:
    """Return a count that no khối and no class can still change, else None."""
    return None if row is None or not row.is_complete or row.unknown or row.suppressed else row.numerator


def _say_step(before: float, after: float, text: Text) -> dict[str, str]:
    change = f"{fmt.signed(after - before, text)} {text.noun('household', abs(after - before))}"
    return {"change": change, "before": fmt.count(before, text), "after": fmt.count(after, text)}


def _count_doubtful(row: Row, text: Text) -> str:
    shown = fmt.counted(row.numerator, "household", text)
    return text("table.unknown", shown=shown, unknown=fmt.count(row.unknown, text)) if row.unknown else shown


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))
