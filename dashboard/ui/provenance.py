"""What every number carries with it: place, period, standard, how complete it is, which workbooks it came from."""

from datetime import datetime
from functools import lru_cache
from html import escape

from dashboard import format as fmt
from dashboard.text import Text
from dashboard.ui.filters import Chosen
from queries import Reference, Result, Table

# How many workbooks are named at once; the rest is one click away.
NAMED = 4
# How a snapshot is named after the moment of its build.
STAMP = "%Y%m%d-%H%M%S"


def badge_line(chosen: Chosen, ward: Reference, *answers: Result | Table) -> str:
    """Return «Toàn phường · Kỳ 2026 · Chuẩn … · Số liệu tạm tính, 12/12 khối đã báo cáo · nạp 20/11/2026»."""
    text = chosen.text
    asked = answers[0].filters if answers else chosen.filters
    areas = {area.area_id: area.name for area in ward.areas}
    standards = {standard.standard_id: text.of(standard.words) for standard in ward.standards}
    units = {unit.unit_id: text.of(unit.words) for unit in ward.units}
    parts = (
        areas.get(chosen.filters.area_id or "", ward.ward.name),
        units.get(chosen.filters.unit_id or "", ""),
        _period(asked.period, text),
        standards.get(asked.standard_id or "", ""),
        _state(answers, text),
        text("badge.loaded", moment=fmt.moment(datetime.strptime(ward.stamp, STAMP), text)),
        *_undivided(chosen, answers),
    )
    return " · ".join(part for part in parts if part)


@lru_cache(maxsize=64)
def source_block(text: Text, *answers: Result | Table) -> str:
    """Return the foot of a block: the workbooks, and each definition one click away."""
    files: dict[str, dict[str, int]] = {}
    for origin in (origin for answer in answers for origin in answer.sources):
        files.setdefault(origin.file, {}).update(origin.sheets)
    # Files stand in folders by year: the newest are named, what was looked back at is folded.
    newest = sorted(files.items(), key=lambda cited: _read_year(cited[0]), reverse=True)
    cited = [_cite(file, sheets, text) for file, sheets in newest] or [text("source.none")]
    rest = len(cited) - NAMED
    more = f"<details><summary>{text('source.more', count=rest)}</summary>{_paragraph(cited[NAMED:])}</details>"
    terms = "".join(
        f"<dt>{escape(title)}</dt><dd>{escape(words)}</dd>" for title, words in _definitions(answers, text).items()
    )
    return (
        f'<footer class="source">{_paragraph(cited[:NAMED], text("source.label"))}{more if rest > 0 else ""}'
        f"<details><summary>{text('source.definitions')}</summary><dl>{terms}</dl></details></footer>"
    )


def _period(code: str | None, text: Text) -> str:
    """Write «Kỳ 2026» of a year; a part of a year has a name of its own, «Tháng 7 năm 2026»."""
    if code is None or "-" not in code:
        return text("badge.period", period=code) if code else ""
    words = fmt.period(code, text)
    return words[:1].upper() + words[1:]


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


def _cite(file: str, sheets: dict[str, int], text: Text) -> str:
    return text("source.file", file=file, sheets=len(sheets), rows=fmt.count(sum(sheets.values()), text))


def _read_year(file: str) -> str:
    """Return the year that a file's folder is named after; without one it stands last."""
    return file[:4] if file[:4].isdigit() else ""


def _paragraph(cited: list[str], label: str = "") -> str:
    return f"<p>{f'{label}: ' if label else ''}{escape('; '.join(cited))}</p>"


def _definitions(answers: tuple[Result | Table, ...], text: Text) -> dict[str, str]:
    """Return title -> definition, each once, in the reader's language."""
    said = (answer.indicator if isinstance(answer, Result) else answer for answer in answers)
    return {text.of(known.title): text.of(known.definition) for known in said}
