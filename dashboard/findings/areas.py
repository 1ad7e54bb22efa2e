"""What is said of a number divided by khối or by status: where it stands, who is short, who has not reported."""

from dashboard import format as fmt
from dashboard.findings.targets import has_figures, measured
from dashboard.text import Text
from queries import Result, Row


def stock_areas(result: Result, text: Text) -> str:
    """Say «11 hộ nghèo ở 8 khối; 4 khối không có hộ nghèo nào.»; a silent khối is named, never counted as none."""
    if result.withheld or result.total is None:
        return ""
    known = [row for row in result.rows if row.is_complete and row.numerator is not None]
    some = [row for row in known if row.numerator]
    noun = text.of(result.indicator.title).lower()
    said = text(
        "areas.stock", count=fmt.count(sum(row.numerator or 0 for row in some), text), noun=noun, some=len(some)
    )
    if len(known) > len(some):
        said += text("areas.stock_none", none=len(known) - len(some))
    return said + "." + _silent(result, text)


def short_areas(result: Result, text: Text) -> str:
    """Name every khối where somebody is not reached or not known, with its count; none is said only when all are in."""
    if result.withheld or result.total is None:
        return ""
    short = [row for row in result.rows if _is_short(row)]
    if short:
        places = ", ".join(f"{text.of(row.label)} {measured(row, text)}" for row in short)
        return text("areas.short", areas=places) + _silent(result, text)
    if not result.total.is_complete or result.total.numerator is None:
        return text("areas.short_unknown") + _silent(result, text)
    return text("areas.all_reached" if result.total.denominator else "areas.nobody")


def statuses(result: Result, noun: str, text: Text) -> str:
    """Say «09 trẻ đúng bậc, 01 trẻ vượt bậc, 01 trẻ chưa rõ bậc.» of the groups of one slice."""
    said = [
        f"{fmt.counted(row.denominator, noun, text)} {text.of(row.label)}" for row in result.rows if row.denominator
    ]
    return ", ".join(said) + "." if said else ""


def _is_short(row: Row) -> bool:
    return has_figures(row) and (row.numerator or 0) < (row.denominator or 0)


def _silent(result: Result, text: Text) -> str:
    names = [text.of(row.label) for row in result.rows if not row.is_complete]
    return " " + text("areas.silent", areas=", ".join(names)) if names else ""
