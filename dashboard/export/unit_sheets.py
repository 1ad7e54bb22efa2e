"""The sheets of the đầu mối as one Word document: each begins on a page of its own, with room for the answer."""

from collections.abc import Callable
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_LEADER
from docx.shared import Mm, Pt

from dashboard.briefing.unit_sheets import Part, UnitSheet
from dashboard.export.report import styles
from dashboard.export.report.letter import Letter
from dashboard.export.report.write import close
from dashboard.export.sheet_page import set_sheet
from dashboard.export.word_table import build_table
from dashboard.export.workbook import clean
from dashboard.text import Text

WIDTH = 182
SHARES = {5: (34, 17, 17, 22, 13), 4: (48, 20, 17, 15), 3: (12, 44, 44), 2: (12, 88)}
# Dotted lines to write an answer on.
LINES = 2
CENTER, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT


def write(sheets: tuple[UnitSheet, ...], letter: Letter, text: Text, step: Callable[[float], None]) -> bytes:
    document: Any = Document()
    set_sheet(document, size=12)
    styles.set_headings(document)
    section = document.sections[0]
    styles.number_pages(section.header.paragraphs[0])
    styles.write_foot(section.footer.paragraphs[0], letter.foot)
    for number, sheet in enumerate(sheets):
        _write_sheet(document, sheet, text, is_first=number == 0)
        step(number / len(sheets))
    return close(document, letter, text)


def _write_sheet(document: Any, sheet: UnitSheet, text: Text, *, is_first: bool) -> None:
    office = _say(document, sheet.office.upper(), is_bold=True)
    office.paragraph_format.page_break_before = not is_first
    title = document.add_paragraph(clean(sheet.kind.upper()), style="Heading 1")
    title.alignment = CENTER
    for line in sheet.lines:
        _say(document, line, align=CENTER if line is sheet.lines[0] else LEFT, is_bold=line is sheet.lines[0])
    document.add_paragraph(clean(f"1. {text('sheet.asked')}"), style="Heading 2")
    for number, asked in enumerate(sheet.asked, start=1):
        _say(document, f"{number}) {asked}" if len(sheet.asked) > 1 else asked)
    for number, part in enumerate(sheet.parts, start=2):
        _write_part(document, number, part)
    rule = _say(document, sheet.rule, size=10, is_italic=True)
    rule.paragraph_format.space_before = Pt(6)
    _write_answer(document, text)


def _write_part(document: Any, number: int, part: Part) -> None:
    document.add_paragraph(clean(f"{number}. {part.title}"), style="Heading 2")
    if not part.grid.rows:
        _say(document, part.nothing)
        return
    table = build_table(part.grid, WIDTH, SHARES.get(len(part.grid.columns), ()), size=10.5)
    document.element.body.insert_element_before(table, "w:sectPr")


def _write_answer(document: Any, text: Text) -> None:
    """Leave room for the answer of the unit, and for who sent the sheet; both stay together on one page."""
    answered = _say(document, text("sheet.answered"), is_bold=True)
    answered.paragraph_format.space_before, answered.paragraph_format.keep_with_next = Pt(8), True
    for _ in range(LINES):
        line = _say(document, "\t")
        line.paragraph_format.tab_stops.add_tab_stop(Mm(WIDTH), leader=WD_TAB_LEADER.DOTS)
        line.paragraph_format.space_before, line.paragraph_format.keep_with_next = Pt(8), True
    _say(document, text("sheet.sent"), is_bold=True).paragraph_format.space_before = Pt(8)


def _say(
    document: Any, words: str, *, size: float = 12, is_bold: bool = False, is_italic: bool = False, align: Any = LEFT
) -> Any:
    paragraph = document.add_paragraph()
    paragraph.alignment, paragraph.paragraph_format.space_after = align, Pt(3)
    run = paragraph.add_run(words if words == "\t" else clean(words))
    styles.set_font(run, size)
    run.font.bold, run.font.italic = is_bold, is_italic
    return paragraph
