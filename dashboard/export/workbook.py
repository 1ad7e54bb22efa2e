"""A block as an Excel workbook: each table on a sheet of its own, real numbers and days, sources on the last sheet."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from itertools import chain, count
from math import ceil
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from dashboard import theme
from dashboard.export.paper import Paper, list_heads, list_values
from dashboard.grids import Cell, Grid
from dashboard.grids.grid import Value
from queries.formula import looks_like_formula

# Words from a ward's workbook stay words, whatever they look like.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# How Excel writes each kind of column; marks of thousands and decimals are the reader's own.
FORMATS = {"money": "#,##0", "share": "0.00%", "date": "dd/mm/yyyy"}
# Their heads, and the words for what is not known, stand where the numbers do.
NUMBERS = ("count", "decimal", "money", "share")
FONT = {"font_name": "Times New Roman", "font_size": 12}
# Of the last sheet: what, and the words; then points of a line and of the title, and what Excel allows a row.
ABOUT = (28, 100)
LINE_HEIGHT, TITLE_HEIGHT, HIGHEST = 16, 20, 400
# How much wider than a digit, by which Excel measures a column, a letter of this font is on average.
SLACK = 1.0
NARROW, WIDE, LONGEST_NAME, LONGEST_WORDS = 9, 46, 31, 32_000
# A name that Excel keeps for a sheet of its own.
RESERVED = "history"


def write(paper: Paper, sources: str) -> bytes:
    """Return the workbook; `sources` is the name of its last sheet."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        title = paper.title or paper.grids[0].title
        book.set_properties({"title": clean(title), "comments": clean(*paper.lines), "created": paper.moment})
        pens = Pens(book)
        names = name_sheets([*(grid.title for grid in paper.grids), sources])
        for grid, name in zip(paper.grids, names, strict=False):
            write_grid(book.add_worksheet(name), grid, paper, pens)
        write_about(book.add_worksheet(names[-1]), paper, pens)
    return target.getvalue()


class Pens:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def take(self, **settings: Any) -> Format:
        key = tuple(sorted(settings.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format({**FONT, "valign": "top", **settings})
        return self.made[key]


def write_grid(sheet: Worksheet, grid: Grid, paper: Paper, pens: Pens) -> None:
    lines = (*paper.lines, *([grid.title] if paper.title else []))
    write_words(sheet, 0, 0, paper.title or grid.title, pens.take(bold=True, font_size=14))
    for place, words in enumerate(lines, start=1):
        write_words(sheet, place, 0, words, pens.take(italic=True))
    top, heads, widths = len(lines) + 2, list_heads(grid), measure(grid)
    sheet.set_row(0, TITLE_HEIGHT)
    fit_height(sheet, top, [(words, width) for (words, _), width in zip(heads, widths, strict=True)])
    for column, (words, kind) in enumerate(heads):
        look = {"align": "right"} if kind in NUMBERS else _indent(column)
        pen = pens.take(bold=True, text_wrap=True, bottom=2, bg_color=theme.PALE, **look)
        write_words(sheet, top, column, words, pen)
    for place, row in enumerate(grid.rows, start=top + 1):
        _write_row(sheet, place, grid, row, pens)
        wrapped = zip(list_values(grid, row), widths, strict=True)
        fit_height(sheet, place, [(value, width) for value, width in wrapped if isinstance(value, str)])
    if grid.foot:
        _write_row(sheet, top + 1 + len(grid.rows), grid, grid.foot, pens, bold=True, top=2)
    if grid.rows:
        sheet.autofilter(top, 0, top + len(grid.rows), len(heads) - 1)
    sheet.freeze_panes(top + 1, 1)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _write_row(sheet: Worksheet, place: int, grid: Grid, row: tuple[Cell, ...], pens: Pens, **look: Any) -> None:
    for column, (value, (_, kind)) in enumerate(zip(list_values(grid, row), list_heads(grid), strict=True)):
        _write_value(sheet, place, column, value, kind, pens, look)


def _write_value(
    sheet: Worksheet, row: int, column: int, value: Value, kind: str, pens: Pens, look: dict[str, Any]
) -> None:
    if value is None or value == "":
        sheet.write_blank(row, column, None, pens.take(**look))
    elif isinstance(value, str):
        # Words that look like a formula keep their first sign when somebody edits the cell.
        guard = {"quote_prefix": True} if looks_like_formula(value) else {}
        side = {"align": "right"} if kind in NUMBERS else _indent(column)
        write_words(sheet, row, column, value, pens.take(text_wrap=len(value) > WIDE, **guard, **side, **look))
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, pens.take(num_format=FORMATS["date"], **look))
    else:
        sheet.write_number(row, column, float(value), pens.take(num_format=_format(kind, value), **look))


def _indent(column: int) -> dict[str, Any]:
    """Keep words away from the number that ends where they begin."""
    return {"indent": 1} if column else {}


def write_words(sheet: Worksheet, row: int, column: int, words: str, pen: Format) -> None:
    """Write words as they are. XlsxWriter leaves out what is too long and takes <r>…</r> for markup of its own."""
    whole = words if len(words) <= LONGEST_WORDS else f"{words[:LONGEST_WORDS]}…"
    sheet.write_string(row, column, f" {whole}" if whole.startswith("<r>") else whole, pen)


def _format(kind: str, value: float) -> str:
    """Return how a number is shown; one pattern for both would show a whole number as «3,»."""
    return FORMATS.get(kind, "#,##0" if float(value).is_integer() else "#,##0.##")


def write_about(sheet: Worksheet, paper: Paper, pens: Pens) -> None:
    for place, (what, words) in enumerate(paper.about):
        write_words(sheet, place, 0, what, pens.take(bold=True, text_wrap=True))
        write_words(sheet, place, 1, words, pens.take(text_wrap=True))
        fit_height(sheet, place, list(zip((what, words), ABOUT, strict=True)))
    for column, width in enumerate(ABOUT):
        sheet.set_column(column, column, width)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def measure(grid: Grid) -> list[int]:
    """Return how wide each column is, in letters: its longest cell, and the longest word of its head."""
    columns = [[words] for words, _ in list_heads(grid)]
    for row in grid.rows:
        for cells, value in zip(columns, list_values(grid, row), strict=True):
            cells.append(_measure_value(value))
    widest = (max((len(cell) for cell in cells), default=0) for _, *cells in columns)
    words = (max(map(len, head.split()), default=0) for head, *_ in columns)
    return [min(WIDE, max(NARROW, 2 + max(pair))) for pair in zip(widest, words, strict=True)]


def _measure_value(value: Value) -> str:
    """Return about what Excel shows of it: a sum of money has its marks of thousands."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return f"{value:,.0f}" if is_number else str(value or "")


def fit_height(sheet: Worksheet, row: int, cells: Sequence[tuple[str, float]]) -> None:
    """Make a row as high as its words need in columns of these widths; not every program does so by itself."""
    lines = max((ceil(len(line) * SLACK / width) for words, width in cells for line in [words or " "]), default=1)
    if lines > 1:
        sheet.set_row(row, min(HIGHEST, LINE_HEIGHT * lines))


def name_sheets(titles: Iterable[str]) -> list[str]:
    """Return names that Excel takes: short, without its own signs, no two alike."""
    names: list[str] = []
    for title in titles:
        short = _cut(clean(re.sub(r"[\[\]:*?/\\']", " ", title)), LONGEST_NAME - 3) or "1"
        taken = {RESERVED, *(name.lower() for name in names)}
        numbered = chain([short], (f"{short} {number}" for number in count(2)))
        names.append(next(name for name in numbered if name.lower() not in taken))
    return names


def _cut(words: str, length: int) -> str:
    """Return the beginning of the words; Excel counts in units of UTF-16, of which some letters take two."""
    return words.encode("utf-16-le")[: 2 * length].decode("utf-16-le", errors="ignore").strip()


def clean(*lines: str) -> str:
    """Return words for where XlsxWriter escapes no control characters: names of sheets, properties of the document."""
    printable = ("".join(letter if letter.isprintable() else " " for letter in line) for line in lines)
    return " · ".join(" ".join(line.split()) for line in printable)
