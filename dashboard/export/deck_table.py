"""A `Grid` as a real table of a slide: rows of the height they need, a mark before its word, small print under it."""

from typing import Any

from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from dashboard import theme
from dashboard.export.deck_words import PAPER, Box, Line, Pen, colour, fill_lines, measure, share_width
from dashboard.grids import Cell, Grid

# Thin lines and no colour: PowerPoint's «No Style, Table Grid».
STYLE = "{5940675A-B579-460E-94D1-54222C63F5DA}"
SIZES = (18.0, 17.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0)
SMALL = 0.78
MARGIN, EDGE = 0.08, 0.03


def add_table(slide: Any, grid: Grid, box: Box) -> None:
    """Put the table into the box, in the largest letters that it holds."""
    heads = [column.words for column in grid.columns]
    widths = share_width(_longest(grid, heads), box.width)
    size = next((size for size in SIZES if sum(_heights(grid, heads, widths, size)) <= box.height), SIZES[-1])
    heights = _heights(grid, heads, widths, size)
    shape = slide.shapes.add_table(len(heights), len(heads), *box.places)
    shape.name = grid.title
    # What a screen reader says of it; the words themselves stand in its cells.
    shape._element.nvGraphicFramePr.cNvPr.set("descr", _describe(grid, heads))
    table = shape.table
    shape._element.find(f".//{qn('a:tableStyleId')}").text = STYLE
    table.horz_banding = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Emu(int(width * 914_400))
    for row, height in zip(table.rows, heights, strict=True):
        row.height = Emu(int(height * 914_400))
    shape.height = Emu(int(sum(heights) * 914_400))
    for place, words in enumerate(heads):
        _fill(table.cell(0, place), (((words, Pen(size * 0.9, is_bold=True)),),))
        table.cell(0, place).fill.solid()
        table.cell(0, place).fill.fore_color.rgb = colour(PAPER)
    for number, line in enumerate(grid.rows, start=1):
        for place, cell in enumerate(line):
            _fill(table.cell(number, place), _write(cell, size))


def _write(cell: Cell, size: float) -> tuple[Line, ...]:
    words = (cell.shown, Pen(size))
    first: Line = (
        ((f"{cell.mark.shape} ", Pen(size, is_bold=True, colour=cell.mark.colour)), words) if cell.mark else (words,)
    )
    return (first, ((cell.quiet, Pen(size * SMALL, colour=theme.QUIET)),)) if cell.quiet else (first,)


def _fill(place: Any, lines: tuple[Line, ...]) -> None:
    place.margin_left = place.margin_right = Emu(int(MARGIN * 914_400))
    place.margin_top = place.margin_bottom = Pt(EDGE * 72)
    fill_lines(place.text_frame, lines)


def _heights(grid: Grid, heads: list[str], widths: list[float], size: float) -> list[float]:
    def need(words: str, quiet: str, width: float) -> float:
        inner = width - 2 * MARGIN
        return measure(words, inner, size) + (measure(quiet, inner, size * SMALL) if quiet else 0)

    tallest = [max(need(words, "", width) for words, width in zip(heads, widths, strict=True))]
    for line in grid.rows:
        cells = zip(line, widths, strict=True)
        tallest.append(max(need(_words(cell), cell.quiet, width) for cell, width in cells))
    return [height + 2 * EDGE for height in tallest]


def _longest(grid: Grid, heads: list[str]) -> list[int]:
    words = [[float(len(word)) for word in heads], *([float(len(_words(cell))) for cell in line] for line in grid.rows)]
    quiet = [[len(cell.quiet) * SMALL for cell in line] for line in grid.rows]
    return [int(max(row[place] for row in (*words, *quiet))) for place in range(len(heads))]


def _words(cell: Cell) -> str:
    return f"{cell.mark.shape} {cell.shown}" if cell.mark else cell.shown


def _describe(grid: Grid, heads: list[str]) -> str:
    return f"{grid.title}: {', '.join(heads)}"
