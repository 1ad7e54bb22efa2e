"""A grid as a table of Word: tiers of heads that repeat on every page, numbers to the right, totals bold."""

from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from dashboard.export.page import FONT
from dashboard.export.workbook import clean
from dashboard.grids import Cell, Grid
from dashboard.grids.grid import Head, Line

# Twentieths of a point, in which Word measures widths; half points, in which it measures letters.
TWIPS = 1440 / 25.4
# Letters of a table by how many columns it has at most.
SIZES = ((5, 11.0), (7, 10.0), (9, 9.5), (16, 9.0), (20, 8.0), (99, 7.5))
HEAD_FILL = "E8EDF2"
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="606060"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def build_table(grid: Grid, width: float, shares: tuple[float, ...] = (), size: float = 0) -> Any:
    """Return the table, `width` millimetres wide; `shares` are its columns against each other, () all alike.

    `size` 0: the more columns, the smaller the letters.
    """
    count = len(grid.columns)
    size = size or next(letters for most, letters in SIZES if count <= most)
    parts = shares or (1.0,) * count
    widths = [round(width * TWIPS * part / sum(parts)) for part in parts]
    rows = (
        *_write_heads(grid, widths, size),
        *(_write_row(row, grid, widths, size) for row in grid.rows),
        *(_write_row(row, grid, widths, size, is_total=True) for row in (grid.foot, *grid.feet) if row),
    )
    columns = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="50" w:type="dxa"/><w:right w:w="50" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblCaption w:val="{_quote(grid.title)}"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _write_heads(grid: Grid, widths: list[int], size: float) -> Iterator[str]:
    """Write the tiers; a head that spans rows stands in the first of them and is continued below."""
    count = len(widths)
    below: dict[int, int] = {}
    for tier in grid.heads:
        heads, cells, place = iter(tier), [], 0
        while place < count:
            if below.get(place):
                below[place] -= 1
                cells.append(_write_cell([], widths[place], "<w:vMerge/>", size, "center", HEAD_FILL))
                place += 1
                continue
            head = next(heads, None)
            if head is None:
                break
            below |= {place + step: head.rows - 1 for step in range(head.columns) if head.rows > 1}
            cells.append(_write_head(head, sum(widths[place : place + head.columns]), size))
            place += head.columns
        yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _write_head(head: Head, width: int, size: float) -> str:
    span = f'<w:gridSpan w:val="{head.columns}"/>' if head.columns > 1 else ""
    merge = '<w:vMerge w:val="restart"/>' if head.rows > 1 else ""
    return _write_cell([_run(head.words, size, is_bold=True)], width, span + merge, size, "center", HEAD_FILL)


def _write_row(row: Line, grid: Grid, widths: list[int], size: float, *, is_total: bool = False) -> str:
    kinds = [head.kind for head in grid.columns]
    cells = (
        _write_cell(
            _write_words(cell, size, is_total=is_total),
            width,
            "",
            size,
            "right" if (cell.kind or kind).split(" ")[0] == "number" else "left",
            HEAD_FILL if is_total else "",
        )
        for cell, kind, width in zip(row, kinds, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _write_words(cell: Cell, size: float, *, is_total: bool) -> list[str]:
    shown = f"{cell.mark.shape} {cell.shown}" if cell.mark else cell.shown
    words = [_run(shown, size, is_bold=is_total)]
    return [*words, _run(cell.quiet, max(size - 1, 6.5), is_italic=True)] if cell.quiet else words


def _run(words: str, size: float, *, is_bold: bool = False, is_italic: bool = False) -> str:
    look = ("<w:b/>" if is_bold else "") + ("<w:i/>" if is_italic else "")
    return (
        f'<w:r><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:eastAsia="{FONT}"/>{look}'
        f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(clean(words))}</w:t></w:r>'
    )


def _write_cell(runs: list[str], width: int, merge: str, size: float, side: str, fill: str) -> str:
    # The mark of a paragraph has a size of its own, which an empty cell is as high as.
    shape = (
        '<w:pPr><w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/><w:ind w:firstLine="0"/>'
        f'<w:jc w:val="{side}"/><w:rPr><w:sz w:val="{round(size * 2)}"/></w:rPr></w:pPr>'
    )
    paragraphs = "".join(f"<w:p>{shape}{run}</w:p>" for run in runs) or f"<w:p>{shape}</w:p>"
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    # The order of these is the schema's: width, spans, shade, what stands where.
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merge}{shade}<w:vAlign w:val="center"/></w:tcPr>'
        f"{paragraphs}</w:tc>"
    )


def _quote(words: str) -> str:
    return escape(clean(words), {'"': "&quot;"})
