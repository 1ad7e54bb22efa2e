"""The workbook of a period: what it holds and lacks, the official forms, the tables, where they come from."""

from dataclasses import dataclass
from io import BytesIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from dashboard import theme
from dashboard.export.official import write_form
from dashboard.export.paper import Paper
from dashboard.export.workbook import (
    OPTIONS,
    Pens,
    clean,
    fit_height,
    name_sheets,
    write_about,
    write_grid,
    write_words,
)
from dashboard.grids import Grid
from dashboard.grids.official import Form
from dashboard.text import Text

WIDTHS = (34, 70, 14)


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """One sheet: an official form or a table. `name` is that of the sheet, `count` how many rows it has."""

    name: str
    body: Form | Grid

    @property
    def title(self) -> str:
        return self.body.title

    @property
    def count(self) -> int:
        if isinstance(self.body, Form):
            return len(self.body.lines) + len(self.body.totals)
        return len(self.body.rows)


def write(leaves: tuple[Leaf, ...], gaps: tuple[tuple[str, str], ...], paper: Paper, text: Text) -> bytes:
    """Return the workbook. `gaps` are (where, why) of what it lacks; `paper` has what stands around the tables."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        book.set_properties({"title": clean(paper.title), "comments": clean(*paper.lines), "created": paper.moment})
        pens = Pens(book)
        first, *names, last = name_sheets(
            [text("xlsx.contents"), *(leaf.name for leaf in leaves), text("file.sources")]
        )
        _write_contents(book.add_worksheet(first), leaves, names, gaps, paper, pens, text)
        for leaf, name in zip(leaves, names, strict=True):
            _write_leaf(book.add_worksheet(name), leaf, paper, pens, text)
        write_about(book.add_worksheet(last), paper, pens)
    return target.getvalue()


def _write_leaf(sheet: Worksheet, leaf: Leaf, paper: Paper, pens: Pens, text: Text) -> None:
    if isinstance(leaf.body, Form):
        write_form(sheet, leaf.body, paper, pens, text)
        return
    write_grid(sheet, leaf.body, Paper("", paper.lines, (), (), paper.moment), pens)
    sheet.set_paper(9)


def _write_contents(
    sheet: Worksheet,
    leaves: tuple[Leaf, ...],
    names: list[str],
    gaps: tuple[tuple[str, str], ...],
    paper: Paper,
    pens: Pens,
    text: Text,
) -> None:
    """Write the first sheet: whose numbers, of when; each sheet with a way to it; what is missing and why."""
    write_words(sheet, 0, 0, paper.title, pens.take(bold=True, font_size=16))
    for place, words in enumerate(paper.lines, start=1):
        write_words(sheet, place, 0, words, pens.take(italic=True))
    sheet.set_row(0, 24)
    top = len(paper.lines) + 2
    _write_heads(sheet, top, ("sheet", "content", "rows"), pens, text)
    link = pens.take(font_color=theme.BLUE, underline=1)
    for row, (leaf, name) in enumerate(zip(leaves, names, strict=True), start=top + 1):
        sheet.write_url(row, 0, f"internal:'{name}'!A1", link, name)
        write_words(sheet, row, 1, leaf.title, pens.take(text_wrap=True))
        sheet.write_number(row, 2, leaf.count, pens.take(num_format="#,##0"))
    row = top + len(leaves) + 2
    _write_heads(sheet, row, ("missing", "why"), pens, text)
    for place, (where, why) in enumerate(gaps or ((text("xlsx.nothing_missing"), ""),), start=row + 1):
        write_words(sheet, place, 0, where, pens.take(text_wrap=True))
        write_words(sheet, place, 1, why, pens.take(text_wrap=True))
        fit_height(sheet, place, [(where, WIDTHS[0]), (why, WIDTHS[1])])
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)


def _write_heads(sheet: Worksheet, row: int, keys: tuple[str, ...], pens: Pens, text: Text) -> None:
    for column, key in enumerate(keys):
        write_words(sheet, row, column, text(f"xlsx.{key}"), pens.take(bold=True, bottom=2, bg_color=theme.PALE))
