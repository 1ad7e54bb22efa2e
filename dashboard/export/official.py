"""An official form as an Excel sheet in its own layout: tiers of heads, their numbers, totals that are formulas."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from dashboard import format as fmt
from dashboard import theme
from dashboard.export.paper import Paper
from dashboard.export.workbook import OPTIONS, Pens, clean, name_sheets, write_about, write_words
from dashboard.grids.official import Form, FormColumn, FormLine
from dashboard.text import Text
from queries import words_of

# «4=3/1×100»: this column is one of the others over another.
SHARE = re.compile(r"\d+=(?P<part>\d+)/(?P<whole>\d+)×100")
COUNT, PERCENT = "#,##0", "0.00%"
TIERS = 3
# Points: groups, names of four lines, numbers with a formula of two.
HEIGHTS = (34, 68, 34)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the parts of a form stand on its sheet; rows and columns from 0."""

    form: Form
    top: int
    keys: int

    @property
    def first(self) -> int:
        return self.top + TIERS

    @property
    def last(self) -> int:
        return self.first + len(self.form.lines) - 1

    def find(self, place: int) -> int:
        """Return where the column of this number stands."""
        return self.keys + [column.place for column in self.form.columns].index(place)


def write(forms: tuple[Form, ...], names: tuple[str, ...], paper: Paper, sources: str, text: Text) -> bytes:
    """Return the workbook: a sheet for each form, under its short name, and the sources on the last one.

    `paper` is what stands around the forms; they are no grids of the page, so it has none.
    """
    target = BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        book.set_properties({"title": clean(paper.title), "comments": clean(*paper.lines), "created": paper.moment})
        pens = Pens(book)
        *named, last = name_sheets([*names, sources])
        for form, name in zip(forms, named, strict=True):
            write_form(book.add_worksheet(name), form, paper, pens, text)
        write_about(book.add_worksheet(last), paper, pens)
    return target.getvalue()


def write_form(sheet: Worksheet, form: Form, paper: Paper, pens: Pens, text: Text) -> None:
    frame = Frame(form, len(paper.lines) + 2, 3 if form.has_counted else 2)
    write_words(sheet, 0, 0, form.title.upper(), pens.take(bold=True, font_size=14))
    for place, words in enumerate(paper.lines, start=1):
        write_words(sheet, place, 0, words, pens.take(italic=True))
    _write_heads(sheet, frame, pens, text)
    for row, line in enumerate(form.lines, start=frame.first):
        _write_line(sheet, row, line, frame, pens, text)
    for row, line in enumerate(form.totals, start=frame.last + 1):
        _write_line(sheet, row, line, frame, pens, text, is_total=True)
    sheet.freeze_panes(frame.first, frame.keys)
    sheet.repeat_rows(frame.top, frame.first - 1)
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, 1, 22)
    sheet.set_column(2, frame.keys + len(form.columns) - 1, 12)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _write_heads(sheet: Worksheet, frame: Frame, pens: Pens, text: Text) -> None:
    pen = pens.take(bold=True, text_wrap=True, border=1, align="center", bg_color=theme.PALE)
    numbered = pens.take(italic=True, text_wrap=True, border=1, align="center")
    for row, height in enumerate(HEIGHTS, start=frame.top):
        sheet.set_row(row, height)
    names = [text(f"official.{name}") for name in ("order", "place", "counted")][: frame.keys]
    for place, (name, letter) in enumerate(zip(names, "ABC", strict=False)):
        sheet.merge_range(frame.top, place, frame.top + 1, place, name, pen)
        write_words(sheet, frame.top + 2, place, letter, pen)
    for start, heading, columns in _group(frame):
        for place, column in enumerate(columns, start=start):
            if heading:
                write_words(sheet, frame.top + 1, place, column.name, pen)
            else:
                sheet.merge_range(frame.top, place, frame.top + 1, place, column.name, pen)
            write_words(sheet, frame.top + 2, place, column.formula, numbered)
        if heading and len(columns) > 1:
            sheet.merge_range(frame.top, start, frame.top, start + len(columns) - 1, heading, pen)
        elif heading:
            write_words(sheet, frame.top, start, heading, pen)


def _group(frame: Frame) -> Iterator[tuple[int, str, list[FormColumn]]]:
    start = frame.keys
    for heading, some in groupby(frame.form.columns, key=lambda column: column.heading):
        columns = list(some)
        yield start, heading, columns
        start += len(columns)


def _write_line(
    sheet: Worksheet, row: int, line: FormLine, frame: Frame, pens: Pens, text: Text, *, is_total: bool = False
) -> None:
    look = {"border": 1, "bold": is_total}
    counted = [text.of(words_of("counted", line.counted))] if frame.form.has_counted else []
    for column, words in enumerate((line.order, line.name, *counted)):
        write_words(sheet, row, column, words, pens.take(**look))
    for column, (told, number) in enumerate(zip(frame.form.columns, line.numbers, strict=True), start=frame.keys):
        pen = pens.take(num_format=PERCENT if told.is_share else COUNT, align="right", **look)
        formula = _make_formula(row, column, told, line, frame, text) if is_total else ""
        if number is None:
            write_words(sheet, row, column, fmt.DASH, pen)
        elif formula:
            sheet.write_formula(row, column, formula, pen, number)
        else:
            sheet.write_number(row, column, number, pen)


def _make_formula(row: int, column: int, told: FormColumn, line: FormLine, frame: Frame, text: Text) -> str:
    """Return how the total follows from the sheet itself, "" where it does not: the khối are not told, or a share
    whose parts stand in another form."""
    if told.is_share:
        found = SHARE.fullmatch(told.formula)
        if found is None:
            return ""
        part, whole = (xl_rowcol_to_cell(row, frame.find(int(found[name]))) for name in ("part", "whole"))
        return f"={part}/{whole}"
    if not frame.form.lines:
        return ""
    cells = f"{xl_col_to_name(column)}{frame.first + 1}:{xl_col_to_name(column)}{frame.last + 1}"
    if not line.counted:
        return f"=SUM({cells})"
    way = text.of(words_of("counted", line.counted))
    return f'=SUMIF($C${frame.first + 1}:$C${frame.last + 1},"{way}",{cells})'
