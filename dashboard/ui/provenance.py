"""The foot of a block: the workbooks its numbers came from, and one click away how each is counted."""

from functools import lru_cache
from html import escape

import queries
from dashboard import format as fmt
from dashboard.findings.provenance import (
    cite_sheets,
    explain,
    find_defined,
    is_of_group,
    list_distinct,
    list_sources,
    name_source,
    write_number,
)
from dashboard.text import Text
from dashboard.ui.filters import Chosen
from queries import Result, Source, Table, words_of

# Tables of the plan's own facts: no workbook gave them.
OF_REFERENCE = {"policy_amounts": "policy_amounts.csv", "remedies": "settings.csv"}
# How many workbooks are named at once; the rest is one click away.
NAMED = 4


@lru_cache(maxsize=64)
def source_block(text: Text, *answers: Result | Table, is_inside: bool = True, rows: str = "") -> str:
    """Return the foot of a block: the workbooks in one line, and one click away what is counted, how and from where.

    `is_inside` False, outside the office: no sheets and rows, for a sheet is often one khối's.
    `rows`: an address that ends where the number goes whose rows are asked for, "" where they may not be read.
    """
    sources = list_sources(answers)
    cited = [_cite(source, text) if is_inside else name_source(source, text) for source in sources]
    cited = cited or [_cite_no_workbook(answers, text)]
    more = text("source.more", count=len(cited) - NAMED) if len(cited) > NAMED else ""
    line = "; ".join(filter(None, (*cited[:NAMED], more)))
    terms = "".join(_define(answer, text, rows) for answer in list_distinct(answers))
    told = (cite_sheets(source, text) if is_inside else name_source(source, text) for source in sources)
    files = "".join(f"<li>{escape(words)}</li>" for words in told)
    return (
        f'<footer class="source"><p>{escape(text("source.label"))}: {escape(line)}</p>'
        f'<details class="about"><summary>ⓘ {escape(text("source.definitions"))}</summary>'
        f"<dl>{terms}</dl><p>{escape(text('source.files'))}</p><ul>{files}</ul></details></footer>"
    )


def say_group(chosen: Chosen, answers: tuple[Result | Table, ...]) -> tuple[str, ...]:
    """Say of a block whose households are counted where a group is chosen, and of how many nobody says it."""
    text, group = chosen.text, chosen.filters.group
    if not group or not answers:
        return ()
    mixed = [
        text.of(find_defined(answer).title)
        for answer in list_distinct(answers)
        if not is_of_group(answer, chosen.filters)
    ]
    if len(mixed) == len(list_distinct(answers)):
        return (f"{text('not_divided_by_group')}.",)
    untold = max((answer.group_untold or 0 for answer in answers), default=0)
    return (
        text("group.only", group=text.of(words_of("household_group", group))),
        text("group.untold", count=fmt.count(untold, text), noun=text.noun("household", untold)) if untold else "",
        text("group.mixed", names="; ".join(mixed)) if mixed else "",
    )


def _cite(source: Source, text: Text) -> str:
    if not source.file:
        return name_source(source, text)
    sheets, rows = len(source.sheets), sum(count for _, count in source.sheets)
    return text(
        "source.file",
        file=source.file,
        sheets=write_number(sheets, "sheet", text),
        rows=write_number(rows, "row", text),
    )


def _define(answer: Result | Table, text: Text, rows: str) -> str:
    """Return one definition: words, document, the formula itself as it runs, and the way to the rows it counts."""
    defined = find_defined(answer)
    folder = "indicators" if isinstance(answer, Result) else "tables"
    formula = (
        f'<a href="./formula/{folder}/{escape(defined.id)}.sql" target="_blank">{escape(text("source.formula"))}</a>'
    )
    words = "".join(f"{escape(sentence)} " for sentence in explain(defined, text))
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
