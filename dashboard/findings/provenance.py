"""What every number carries with it into a page or a file: place, period, standard, state, definitions, workbooks."""

from dataclasses import replace

from dashboard import format as fmt
from dashboard.text import Text
from queries import Filters, Indicator, Reference, Result, Source, Table, words_of


def badge_line(asked_for: Filters, text: Text, ward: Reference, *answers: Result | Table) -> str:
    """Return «Toàn phường · Kỳ 2026 · Chuẩn … · Số liệu tạm tính, 12/12 khối đã báo cáo · nạp 20/11/2026»."""
    asked = answers[0].filters if answers else asked_for
    areas = {area.area_id: area.name for area in ward.areas}
    standards = {standard.standard_id: text.of(standard.words) for standard in ward.standards}
    units = {unit.unit_id: text.of(unit.words) for unit in ward.units}
    parts = (
        areas.get(asked_for.area_id or "", ward.ward.name),
        units.get(asked_for.unit_id or "", ""),
        text.of(words_of("household_group", asked_for.group)) if asked_for.group else "",
        say_period(asked.period, text),
        standards.get(asked.standard_id or "", ""),
        _state(answers, text),
        text("badge.loaded", moment=fmt.stamp(ward.stamp, text)),
        *_undivided(asked_for, answers, text),
    )
    return " · ".join(part for part in parts if part)


def list_about(text: Text, *answers: Result | Table, is_inside: bool = True) -> tuple[tuple[str, str], ...]:
    """Return (what, words) for the last sheet of a file: definitions with their documents, then every workbook."""
    defined = ((text.of(one.title), " ".join(explain(one, text))) for one in map(find_defined, list_distinct(answers)))
    sources = list_sources(answers)
    told = (cite_sheets(source, text) if is_inside else name_source(source, text) for source in sources)
    return (*defined, *((text("source.label"), words) for words in told))


def say_period(code: str | None, text: Text) -> str:
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


def _undivided(asked_for: Filters, answers: tuple[Result | Table, ...], text: Text) -> tuple[str, ...]:
    """Say which chosen filter these numbers cannot be divided by."""
    results = [answer for answer in answers if isinstance(answer, Result)]
    by_unit = any(answer.indicator.frequency == "report" for answer in results) or any(
        column.name == "unit_id" for answer in answers if isinstance(answer, Table) for column in answer.columns
    )
    return (
        text("not_divided") if asked_for.area_id and not all(answer.is_divided for answer in results) else "",
        text("not_divided_by_unit") if asked_for.unit_id and not by_unit else "",
        "" if all(is_of_group(answer, asked_for) for answer in answers) else text("not_divided_by_group"),
    )


def is_of_group(answer: Result | Table, asked_for: Filters) -> bool:
    return answer.is_divided_by_group and answer.filters.group == asked_for.group


def list_distinct(answers: tuple[Result | Table, ...]) -> list[Result | Table]:
    """Return the answers, one for each definition."""
    return list({find_defined(answer).title: answer for answer in answers}.values())


def find_defined(answer: Result | Table) -> Indicator | Table:
    return answer.indicator if isinstance(answer, Result) else answer


def list_sources(answers: tuple[Result | Table, ...]) -> list[Source]:
    """Return each workbook once with all its sheets. Files stand in folders by year: the newest come first."""
    found: dict[object, Source] = {}
    for source in (source for answer in answers for source in answer.sources):
        known = source.file or (source.form, source.period)
        earlier = dict(found[known].sheets) if known in found else {}
        found[known] = replace(source, sheets=tuple((earlier | dict(source.sheets)).items()))
    return sorted(found.values(), key=lambda source: _read_year(source.file or source.period or ""), reverse=True)


def name_source(source: Source, text: Text) -> str:
    """Return what a workbook is called; outside the office which form it is, of which period."""
    if source.file:
        return source.file
    return f"{text.of(words_of('form', source.form))} · {fmt.period(source.period, text)}"


def cite_sheets(source: Source, text: Text) -> str:
    named = (text("source.sheet", sheet=sheet, rows=write_number(rows, "row", text)) for sheet, rows in source.sheets)
    sheets = "; ".join(named)
    loaded = text("badge.loaded", moment=fmt.day(source.loaded_date, text)) if source.loaded_date else ""
    return " · ".join(filter(None, (name_source(source, text), sheets, loaded)))


def write_number(count: int, noun: str, text: Text) -> str:
    return f"{fmt.count(count, text)} {text.noun(noun, count)}"


def _read_year(file: str) -> str:
    """Return the year that a file's folder, or a period, is named after; without one it stands last."""
    return file[:4] if file[:4].isdigit() else ""


def explain(defined: Indicator | Table, text: Text) -> list[str]:
    """Return the definition and, of an indicator, the document behind it."""
    basis = defined.basis if isinstance(defined, Indicator) else None
    return [text.of(defined.definition), *([text("source.basis", document=text.of(basis))] if basis else [])]
