"""What every number carries with it: place, period, standard, how complete it is, which workbooks it came from."""

from datetime import datetime
from functools import lru_cache
from html import escape

from dashboard import format as fmt
from dashboard.text import Text
from dashboard.ui.filters import Chosen
from queries import Reference, Result, Source, Table

# How a snapshot is named after the moment of its build.
STAMP = "%Y%m%d-%H%M%S"


def badge_line(chosen: Chosen, ward: Reference, *answers: Result | Table) -> str:
    """Return «Toàn phường · Kỳ 2026 · Chuẩn … · Số liệu tạm tính, 12/12 khối đã báo cáo · nạp 20/11/2026»."""
    text = chosen.text
    asked = answers[0].filters if answers else chosen.filters
    areas = {area.area_id: area.name for area in ward.areas}
    standards = {standard.standard_id: standard.name for standard in ward.standards}
    units = {unit.unit_id: unit.short_name for unit in ward.units}
    parts = (
        areas.get(chosen.filters.area_id or "", ward.ward.name),
        units.get(chosen.filters.unit_id or "", ""),
        text("badge.period", period=asked.period) if asked.period else "",
        standards.get(asked.standard_id or "", ""),
        _state(answers, text),
        text("badge.loaded", moment=fmt.moment(datetime.strptime(ward.stamp, STAMP))),
        *_undivided(chosen, answers),
    )
    return " · ".join(part for part in parts if part)


@lru_cache(maxsize=64)
def source_block(text: Text, *answers: Result | Table) -> str:
    """Return the foot of a block: the workbooks, and each definition one click away."""
    files = dict.fromkeys(_cite(origin, text) for answer in answers for origin in answer.sources)
    cited = "; ".join(files) or text("source.none")
    terms = "".join(
        f"<dt>{escape(title)}</dt><dd>{escape(words)}</dd>" for title, words in _definitions(answers, text).items()
    )
    return (
        f'<footer class="source"><p>{text("source.label")}: {escape(cited)}</p>'
        f"<details><summary>{text('source.definitions')}</summary><dl>{terms}</dl></details></footer>"
    )


def _state(answers: tuple[Result | Table, ...], text: Text) -> str:
    first = next((answer for answer in answers if isinstance(answer, Result)), None)
    if first is None or first.total is None:
        return ""
    is_closed = first.round_is_closed and first.indicator.frequency == "round"
    state = text("badge.closed" if is_closed else "badge.preliminary")
    total = first.total
    if not total.areas_total:
        return state
    return f"{state}, {text('badge.reported', reported=total.areas_reported, total=total.areas_total)}"


def _undivided(chosen: Chosen, answers: tuple[Result | Table, ...]) -> tuple[str, ...]:
    """Say which chosen filter these numbers cannot be divided by."""
    results = [answer for answer in answers if isinstance(answer, Result)]
    by_unit = any(answer.indicator.frequency == "report" for answer in results)
    return (
        chosen.text("not_divided")
        if chosen.filters.area_id and not all(answer.is_divided for answer in results)
        else "",
        chosen.text("not_divided_by_unit") if chosen.filters.unit_id and not by_unit else "",
    )


def _cite(origin: Source, text: Text) -> str:
    rows = sum(accepted for _, accepted in origin.sheets)
    return text("source.file", file=origin.file, sheets=len(origin.sheets), rows=fmt.count(rows, text))


def _definitions(answers: tuple[Result | Table, ...], text: Text) -> dict[str, str]:
    """Return title -> definition, each once, in the reader's language."""
    said = (answer.indicator if isinstance(answer, Result) else answer for answer in answers)
    return {text.of(known.title): text.of(known.definition) for known in said}
