"""Lists with names as Word documents: each begins on a page of its own, its head repeats, who signs stands below."""

from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from dashboard.briefing.lists import NameList
from dashboard.export.page import Page
from dashboard.export.report import styles
from dashboard.export.report.letter import Letter
from dashboard.export.report.write import close
from dashboard.export.sheet_page import set_sheet
from dashboard.export.word_table import build_table
from dashboard.export.workbook import clean
from dashboard.text import Text

WIDTH = 182
CENTER, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT
SHARES = {4: (8, 42, 25, 25), 7: (7, 31, 16, 15, 11, 20, 16)}
# Points of the room to sign in.
SIGNING = 62


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every list: `above` the table, `below` it, and who signs, from left to right."""

    subtitle: str
    above: tuple[str, ...]
    below: tuple[str, ...]
    signers: tuple[str, ...]


def write(lists: tuple[NameList, ...], frame: Frame, letter: Letter, text: Text) -> bytes:
    document: Any = Document()
    set_sheet(document, size=13)
    styles.set_headings(document)
    section = document.sections[0]
    section.left_margin = section.right_margin = Mm(14)
    styles.number_pages(section.header.paragraphs[0])
    styles.write_foot(section.footer.paragraphs[0], letter.foot)
    for number, one in enumerate(lists):
        _write_list(document, one, frame, letter, text, is_first=number == 0)
    return close(document, letter, text)


def _write_list(document: Any, one: NameList, frame: Frame, letter: Letter, text: Text, *, is_first: bool) -> None:
    office = _say(document, f"{text('periodic.office')} {letter.ward.upper()}", is_bold=True)
    office.paragraph_format.page_break_before = not is_first
    if one.place:
        _say(document, one.place.upper(), is_bold=True)
    title = document.add_paragraph(clean(one.title.upper()), style="Heading 1")
    title.alignment = CENTER
    _say(document, frame.subtitle, align=CENTER, is_italic=True)
    for line in frame.above:
        _say(document, line, align=CENTER, is_italic=True)
    if one.grid.rows:
        table = build_table(one.grid, WIDTH, SHARES[len(one.grid.columns)], size=13)
        document.element.body.insert_element_before(table, "w:sectPr")
        _say(document, text("lists.count", count=len(one.grid.rows)), is_bold=True).paragraph_format.space_before = Pt(
            6
        )
    else:
        _say(document, one.nothing, is_bold=True)
    for line in frame.below:
        _say(document, line)
    page = Page(document, is_first=True)
    widths = (WIDTH / len(frame.signers),) * len(frame.signers)
    page.add([frame.signers], widths, SIGNING, size=12, letters=60, bold=range(len(widths)), align=CENTER)


def _say(document: Any, words: str, *, is_bold: bool = False, is_italic: bool = False, align: Any = LEFT) -> Any:
    paragraph = document.add_paragraph()
    paragraph.alignment, paragraph.paragraph_format.space_after = align, Pt(3)
    run = paragraph.add_run(clean(words))
    styles.set_font(run, 12.5)
    run.font.bold, run.font.italic = is_bold, is_italic
    return paragraph
