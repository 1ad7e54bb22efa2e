"""What every number carries with it: place, period, standard, how complete it is, which workbooks it came from."""

from functools import lru_cache
from html import escape

import queries
from dashboard import format as fmt
from dashboard.text import Text
from dashboard.ui.filters import Chosen
from queries import Indicator, Reference, Result, Source, Table, words_of

# Tables of the plan's own facts: no workbook gave them.
OF_REFERENCE = {"policy_amounts": "policy_amounts.csv", "remedies": "settings.csv"}
# How many workbooks are named at once; the rest is one click away.
NAMED = 4


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
        text.of(words_of("household_group", chosen.filters.group)) if chosen.filters.group else "",
        _period(asked.period, text),
        standards.get(asked.standard_id or "", ""),
        _state(answers, text),
        text("badge.loaded", moment=fmt.stamp(ward.stamp, text)),
        *_undivided(chosen, answers),
    )
    return " · ".join(part for part in parts if part)


@lru_cache(maxsize=64)
def source_block(text: Text, *answers: Result | Table, is_inside: bool = True, rows: str = "") -> str:
    """Return the foot of a block: the workbooks in one line, and one click away what is counted, how and from where.

    `is_inside` False, outside the office: no sheets and rows, for a sheet is often one khối's.
    `rows`: an address that ends where the number goes whose rows are asked for, "" where they may not be read.
    """
    sources = _list_sources(answers)
    cited = [_cite(source, text) if is_inside else source.file for source in sources]
    cited = cited or [_cite_no_workbook(answers, text)]
    more = text("source.more", count=len(cited) - NAMED) if len(cited) > NAMED else ""
    line = "; ".join(filter(None, (*cited[:NAMED], more)))
    terms = "".join(_define(answer, text, rows) for answer in _distinct(answers))
    told = (_cite_sheets(source, text) if is_inside else source.file for source in sources)
    files = "".join(f"<li>{escape(words)}</li>" for words in told)
    return (
        f'<footer class="source"><p>{escape(text("source.label"))}: {escape(line)}</p>'
        f'<details class="about"><summary>ⓘ {escape(text("source.definitions"))}</summary>'
        f"<dl>{terms}</dl><p>{escape(text('source.files'))}</p><ul>{files}</ul></details></footer>"
    )


def list_about(text: Text, *answers: Result | Table, is_inside: bool = True) -> tuple[tuple[str, str], ...]:
    """Return (what, words) for the last sheet of a file: definitions with their documents, then every workbook."""
    defined = ((text.of(one.title), " ".join(_explain(one, text))) for one in map(_defined, _distinct(answers)))
    sources = _list_sources(answers)
    told = (_cite_sheets(source, text) if is_inside else source.file for source in sources)
    return (*defined, *((text("source.label"), words) for words in told))


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
    by_unit = any(answer.indicator.frequency == "report" for answer in results) or any(
        column.name == "unit_id" for answer in answers if isinstance(answer, Table) for column in answer.columns
    )
    return (
        chosen.text("not_divided")
        if chosen.filters.area_id and not all(answer.is_divided for answer in results)
        else "",
        chosen.text("not_divided_by_unit") if chosen.filters.unit_id and not by_unit else "",
        "" if all(_is_of_group(answer, chosen) for answer in answers) else chosen.text("not_divided_by_group"),
    )


def say_group(chosen: Chosen, answers: tuple[Result | Table, ...]) -> tuple[str, ...]:
    """Say of a block whose households are counted where a group is chosen, and of how many nobody says it."""
    text, group = chosen.text, chosen.filters.group
    if not group or not answers:
        return ()
    mixed = [text.of(_defined(answer).title) for answer in _distinct(answers) if not _is_of_group(answer, chosen)]
    if len(mixed) == len(_distinct(answers)):
        return (f"{text('not_divided_by_group')}.",)
    untold = max((answer.group_untold or 0 for answer in answers), default=0)
    return (
        text("group.only", group=text.of(words_of("household_group", group))),
        text("group.untold", count=fmt.count(untold, text), noun=text.noun("household", untold)) if untold else "",
        text("group.mixed", names="; ".join(mixed)) if mixed else "",
    )


def _is_of_group(answer: Result | Table, chosen: Chosen) -> bool:
    return answer.is_divided_by_group and answer.filters.group == chosen.filters.group


def _distinct(answers: tuple[Result | Table, ...]) -> list[Result | Table]:
    """Return the answers, one for each definition."""
    return list({_defined(answer).title: answer for answer in answers}.values())


def _defined(answer: Result | Table) -> Indicator | Table:
    return answer.indicator if isinstance(answer, Result) else answer


def _list_sources(answers: tuple[Result | Table, ...]) -> list[Source]:
    """Return each workbook once with all its sheets. Files stand in folders by year: the newest come first."""
    found: dict[str, Source] = {}
    for source in (source for answer in answers for source in answer.sources):
        known = dict(found[source.file].sheets) if source.file in found else {}
        sheets = tuple((known | dict(source.sheets)).items())
        found[source.file] = Source(source.file, source.form, sheets, source.loaded_date)
    return sorted(found.values(), key=lambda source: _read_year(source.file), reverse=True)


def _cite(source: Source, text: Text) -> str:
    sheets, rows = len(source.sheets), sum(count for _, count in source.sheets)
    return text("source.file", file=source.file, sheets=_number(sheets, "sheet", text), rows=_number(rows, "row", text))


def _cite_sheets(source: Source, text: Text) -> str:
    named = (text("source.sheet", sheet=sheet, rows=_number(rows, "row", text)) for sheet, rows in source.sheets)
    sheets = "; ".join(named)
    loaded = text("badge.loaded", moment=fmt.day(source.loaded_date, text)) if source.loaded_date else ""
    return " · ".join(filter(None, (source.file, sheets, loaded)))


def _number(count: int, noun: str, text: Text) -> str:
    return f"{fmt.count(count, text)} {text.noun(noun, count)}"


def _read_year(file: str) -> str:
    """Return the year that a file's folder is named after; without one it stands last."""
    return file[:4] if file[:4].isdigit() else ""


def _define(answer: Result | Table, text: Text, rows: str) -> str:
    """Return one definition: words, document, the formula itself as it runs, and the way to the rows it counts."""
    defined = _defined(answer)
    folder = "indicators" if isinstance(answer, Result) else "tables"
    formula = (
        f'<a href="./formula/{folder}/{escape(defined.id)}.sql" target="_blank">{escape(text("source.formula"))}</a>'
    )
    words = "".join(f"{escape(sentence)} " for sentence in _explain(defined, text))
    way = f' · <a href="{escape(rows + defined.id)}" target="_self">{escape(text("source.rows"))}</a>' if rows else ""
    way = way if _has_rows(answer) else ""
    return f"<dt>{escape(text.of(defined.title))}</dt><dd>{words}{formula}{way}</dd>"


def _cite_no_workbook(answers: tuple[Result | Table, ...], text: Text) -> str:
    """Say what stands in the place of a workbook: a file of the plan, all that is loaded, or nothing yet."""
    files = [OF_REFERENCE[answer.id] for answer in answers if isinstance(answer, Table) and answer.id in OF_REFERENCE]
    if files:
        return text("source.reference", files=", ".join(files))
    return text("source.every" if _is_of_every_file(answers) else "source.none")


def _is_of_every_file(answers: tuple[Result | Table, ...]) -> bool:
    """Tell whether nothing here is of one form: what is said of files and findings is said of all that is loaded."""
    return not any(
        answer.indicator.sources if isinstance(answer, Result) else queries.find_table(answer.id).sources
        for answer in answers
    ) and bool(queries.reference().files)


def _has_rows(answer: Result | Table) -> bool:
    """Tell whether the number counts rows of other tables; a list's own rows name their places themselves."""
    return bool(answer.indicator.rows if isinstance(answer, Result) else queries.find_table(answer.id).rows)


def _explain(defined: Indicator | Table, text: Text) -> list[str]:
    """Return the definition and, of an indicator, the document behind it."""
    basis = defined.basis if isinstance(defined, Indicator) else None
    return [text.of(defined.definition), *([text("source.basis", document=text.of(basis))] if basis else [])]
