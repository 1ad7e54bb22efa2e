"""A page of a Word document that nothing in it can push over: tables whose every row has an exact height.

What is too long for its place ends in «…».
"""

import zipfile
from collections.abc import Iterable, Sequence
from io import BytesIO
from textwrap import wrap
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell

from dashboard.export.workbook import clean

FONT = "Times New Roman"
# Points: between two tables, and a row of heads.
GAP, HEAD = 3, 13
# The zip format begins then; no clock or zone of this machine is in the file.
NO_MOMENT = (1980, 1, 1, 0, 0, 0)


class Page:
    """Where the tables of one sheet are added; the first paragraph begins a new page."""

    def __init__(self, document: Any, *, is_first: bool) -> None:
        self.document = document
        self._separate(2).paragraph_format.page_break_before = not is_first

    def add(
        self,
        rows: Iterable[tuple[str, ...]],
        widths: tuple[float, ...],
        height: float | Sequence[float],
        *,
        size: float = 9.5,
        letters: int | Sequence[int] = 90,
        bold: Sequence[int] = (),
        border: str = "",
        align: Any = WD_ALIGN_PARAGRAPH.LEFT,
        heads: tuple[str, ...] = (),
    ) -> Table:
        """Add a table of rows of this height in points, or each of its own; `letters` is how many fit a cell.

        `bold` are columns; `heads`: a bold row of one line above the others; `border`: single, dotted to write on.
        """
        lines = [*([heads] if heads else []), *rows]
        table: Table = self.document.add_table(rows=len(lines), cols=len(widths))
        table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
        fits = [letters] * len(widths) if isinstance(letters, int) else letters
        heights = [height] * len(lines) if isinstance(height, int | float) else [*([HEAD] if heads else []), *height]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        for number, (row, line) in enumerate(zip(table.rows, lines, strict=True)):
            is_head = bool(heads) and number == 0
            row.height, row.height_rule = Pt(HEAD if is_head else heights[number]), WD_ROW_HEIGHT_RULE.EXACTLY
            for place, (cell, words) in enumerate(zip(row.cells, line, strict=True)):
                cell.width = Mm(widths[place])
                _fill(cell, cut(words, fits[place]), size, is_bold=is_head or place in bold, align=align)
        _draw_borders(table, border)
        self._separate(GAP)
        return table

    def _separate(self, height: float) -> Any:
        """Word runs tables together that no paragraph parts."""
        paragraph = self.document.add_paragraph()
        shape = paragraph.paragraph_format
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(height)
        shape.space_before = shape.space_after = Pt(0)
        return paragraph


def _fill(cell: _Cell, words: str, size: float, *, is_bold: bool, align: Any) -> None:
    paragraph = cell.paragraphs[0]
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(size + 1.2)
    paragraph.alignment, cell.vertical_alignment = align, WD_CELL_VERTICAL_ALIGNMENT.TOP
    run = paragraph.add_run(words)
    run.font.size, run.font.bold, run.font.name = Pt(size), is_bold, FONT


def _draw_borders(table: Table, border: str) -> None:
    """Draw every line, or dotted ones to write on; none with ""."""
    sides = {"single": ("top", "left", "bottom", "right", "insideH", "insideV"), "dotted": ("bottom", "insideH")}
    borders = OxmlElement("w:tblBorders")
    for side in sides.get(border, ()):
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:val"), border)
        line.set(qn("w:sz"), "4")
        line.set(qn("w:color"), "808080")
        borders.append(line)
    # Word reads these in the order of its schema: borders stand before the layout.
    after = table._tbl.tblPr.find(qn("w:tblLayout"))
    if after is None:
        table._tbl.tblPr.append(borders)
    else:
        after.addprevious(borders)


def cut(words: str, letters: int) -> str:
    """Return the words as Word takes them, without control characters, and no longer than their place."""
    plain = clean(words)
    return plain if len(plain) <= letters else f"{plain[: letters - 1].rstrip()}…"


def fit(words: str, letters: int, lines: int) -> str:
    """Return as much of the words as stands in so many lines of so many letters."""
    told = wrap(clean(words), letters)
    return " ".join(told) if len(told) <= lines else cut(f"{' '.join(told[:lines])} …", letters * lines)


def forget_moments(data: bytes) -> bytes:
    """Return the same document with no time of writing in it: the same numbers make the same file."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as told:
        for name in source.namelist():
            told.writestr(zipfile.ZipInfo(name, NO_MOMENT), source.read(name), zipfile.ZIP_DEFLATED)
    return target.getvalue()
