"""What is said of a number divided by khối or by status: where it stands, who is short, who has not reported."""

from dashboard import format as fmt
from dashboard.findings.targets import has_figures, measured
from dashboard.text import Text
from queries import Result, Row


def stock_areas(result: Result, text: Text) -> str:
    """Say «11 hộ nghèo ở 8 khối, 4 khối không có hộ nào.»; who is silent is named, who is not known is not none."""
    if result.withheld or result.total is None:
        return ""
    if _is_held_back(result):
        return text("finding.suppressed")
    known = [row for row in result.rows if has_figures(row)]
    if not known:
        return _silent(result, text).strip()
    some = [row for row in known if row.numerator]
    none = [row for row in known if row.is_complete and not row.numerator and not row.unknown]
    count = fmt.count(sum(row.numerator or 0 for row in some), text)
    said = text("areas.stock", count=count, noun=text.of(result.indicator.title).lower(), some=len(some))
    if none:
        said += text("areas.stock_none", none=len(none))
    unknown = sum(row.unknown for row in known)
    if unknown:
        said += text("finding.unknown_class", unknown=fmt.counted(unknown, result.indicator.unit.noun, text))
    return said + "." + _silent(result, text)


def short_areas(result: Result, text: Text) -> str:
    """Name every khối where somebody is not reached, and where nobody knows; none is said only when all are in.

    Where some khối's numbers are held back nothing is said of the others: what is left out would tell of them.
    """
    if result.withheld or result.total is None:
        return ""
    if _is_held_back(result):
        return text("finding.suppressed")
    short = [row for row in result.rows if _is_short(row)]
    doubtful = [row for row in result.rows if has_figures(row) and row.unknown and row not in short]
    if short or doubtful:
        named = (("areas.short", short), ("areas.doubtful", doubtful))
        return " ".join(text(key, areas=_name(rows, text)) for key, rows in named if rows) + _silent(result, text)
    return text(f"areas.{_none_short(result)}") + _silent(result, text)


def _none_short(result: Result) -> str:
    """Return the key of what may be said where no khối is known to be short."""
    known = [row for row in result.rows if has_figures(row)]
    if all(row.is_complete for row in (*result.rows, result.total) if row):
        return "all_reached" if any(row.denominator for row in known) else "nobody"
    return "known_reached" if any(row.denominator for row in known) else "short_unknown"


def statuses(result: Result, noun: str, text: Text) -> str:
    """Say «09 trẻ đúng bậc, 01 trẻ vượt bậc, 01 trẻ chưa rõ bậc.» of the groups of one slice."""
    said = [
        f"{fmt.counted(row.denominator, noun, text)} {text.of(row.label)}" for row in result.rows if row.denominator
    ]
    return ", ".join(said) + "." if said else ""


def _is_short(row: Row) -> bool:
    """Tell whether somebody is known not to be reached, whatever the unknown turn out to be."""
    return has_figures(row) and (row.numerator or 0) + row.unknown < (row.denominator or 0)


def _name(rows: list[Row], text: Text) -> str:
    return ", ".join(f"{text.of(row.label)} {measured(row, text)}" for row in rows)


def _is_held_back(result: Result) -> bool:
    return any(row.suppressed for row in (*result.rows, result.total) if row)


def _silent(result: Result, text: Text) -> str:
    names = [text.of(row.label) for row in result.rows if not row.is_complete]
    return " " + text("areas.silent", areas=", ".join(names)) if names else ""
