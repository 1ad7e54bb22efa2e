"""From the first line to the last annex: the blocks of the report as paragraphs, charts and tables of Word."""

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from dashboard.briefing.report import Block, Gap, Listing, Paragraph, Picture, Report, Section, Space
from dashboard.export.page import forget_moments
from dashboard.export.report import styles
from dashboard.export.report.letter import Letter, write_end, write_head
from dashboard.export.word_chart import add_chart
from dashboard.export.word_table import build_table
from dashboard.export.workbook import clean
from dashboard.text import Text

LOOKS = {"body": "Normal", "item": styles.ITEM, "quote": styles.QUOTE, "note": styles.NOTE}
DASH = "- "
END = "./."
TITLE_LETTERS = 250
# Rows of a table that shares its sheet: the totals alone.
FEW = 3


@dataclass(slots=True)
class Pen:
    """Where the next block goes: before `mark`, or at the end of the document; and how many of each kind stand."""

    document: Any
    letter: Letter
    text: Text
    mark: Any = None
    width: float = styles.WIDTH
    is_wide: bool = False
    charts: int = 0
    tables: int = 0
    places: int = 0
    style_ids: dict[str, str] = field(default_factory=dict)

    def add(self, words: str, style: str) -> Any:
        paragraph = self.document.add_paragraph(clean(words))
        paragraph._p.style = self.name_style(style)
        self.place(paragraph._p)
        return paragraph

    def name_style(self, style: str) -> str:
        """Return the id of a style. python-docx looks through all of them for every paragraph: here once."""
        if not self.style_ids:
            self.style_ids |= {one.name: one.style_id for one in self.document.styles}
        return self.style_ids[style]

    def place(self, element: Any) -> None:
        if self.mark is not None:
            self.mark.addprevious(element)


def write(report: Report, letter: Letter, text: Text, step: Callable[[float], None] = lambda share: None) -> bytes:
    """Return the report in our own layout."""
    document = Document()
    styles.set_styles(document, is_own=True)
    styles.set_page(document, letter.foot)
    write_head(document, letter, text)
    pen = Pen(document, letter, text)
    write_content(report, pen, step)
    write_end(document, text)
    write_annexes(report, pen)
    return close(document, letter, text)


def write_content(report: Report, pen: Pen, step: Callable[[float], None]) -> None:
    """Write from the opening to «./.»."""
    for opening in report.opening:
        pen.add(opening.words, LOOKS[opening.look])
    for place, section in enumerate(report.sections):
        write_section(section, pen, f"Heading {section.level}")
        step(place / len(report.sections))
    # Never the signature alone on a page.
    pen.add(f"{report.closing}{END}", "Normal").paragraph_format.keep_with_next = True


def write_annexes(report: Report, pen: Pen) -> None:
    """Write the annexes on sheets that lie on their side; what has little to show needs no sheet of its own."""
    if not report.annexes:
        return
    _turn_paper(pen.document)
    pen.mark, pen.width, pen.is_wide = None, styles.WIDE, True
    pen.add(pen.text("periodic.annexes").upper(), "Heading 1").alignment = WD_ALIGN_PARAGRAPH.CENTER
    is_first = True
    for section in report.annexes:
        rows = max((len(block.grid.rows) for block in section.blocks if isinstance(block, Listing)), default=0)
        write_section(section, pen, styles.ANNEX, on_new_page=not is_first and rows > FEW)
        is_first = False


def write_section(section: Section, pen: Pen, style: str, *, on_new_page: bool = False) -> None:
    if section.title:
        heading = pen.add(section.title, style)
        heading.paragraph_format.page_break_before = on_new_page
    for block in section.blocks:
        _write_block(block, pen)


def _write_block(block: Block, pen: Pen) -> None:
    match block:
        case Paragraph():
            pen.add(f"{DASH}{block.words}" if block.look == "item" else block.words, LOOKS[block.look])
        case Space():
            _write_space(block, pen)
        case Gap():
            pen.add(pen.text("periodic.blank", what=block.what, why=block.why.rstrip(".")), styles.UNKNOWN)
        case Picture():
            _write_picture(block, pen)
        case Listing():
            _write_table(block, pen)


def _write_space(space: Space, pen: Pen) -> None:
    """Write a place for the office's own words: a control of Word whose hint goes away with the first letter."""
    pen.places += 1
    words = clean(pen.text("periodic.space", prompt=space.prompt))
    style, hint = pen.name_style(styles.OWN_WORDS), pen.name_style(styles.HINT)
    control = parse_xml(
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:sdt><w:sdtPr>'
        f'<w:alias w:val="{_quote(space.prompt)[:60]}"/><w:tag w:val="own_{pen.places}"/>'
        f'<w:id w:val="{70_000 + pen.places}"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent>'
        f'<w:r><w:rPr><w:rStyle w:val="{hint}"/></w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'
        "</w:sdtContent></w:sdt></w:p>"
    )
    _append(control, pen)


def _write_picture(picture: Picture, pen: Pen) -> None:
    pen.charts += 1
    paragraph = pen.add("", "Normal")
    shape = paragraph.paragraph_format
    shape.first_line_indent, shape.keep_with_next, shape.space_after = Mm(0), True, Pt(2)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_chart(pen.document, paragraph, picture.plot, pen.charts, pen.width, pen.letter.moment, pen.text)
    pen.add(pen.text("periodic.figure", number=pen.charts, caption=picture.caption), "Caption")


def _write_table(listing: Listing, pen: Pen) -> None:
    if not pen.is_wide:
        pen.tables += 1
        words = pen.text("periodic.table", number=pen.tables, caption=listing.grid.title)
        pen.add(words, "Caption").paragraph_format.keep_with_next = True
    _append(build_table(listing.grid, pen.width, listing.shares), pen)
    # Word runs into the table what follows it at once.
    after = pen.add("", "Normal")
    after.paragraph_format.space_after = Pt(0)
    after.paragraph_format.line_spacing = Pt(6)


def _append(element: Any, pen: Pen) -> None:
    if pen.mark is None:
        pen.document.element.body.insert_element_before(element, "w:sectPr")
    else:
        pen.place(element)


def _turn_paper(document: Any) -> None:
    """End the upright section here; what follows lies on its side, and its first page is numbered too."""
    body = document.element.body
    last = body.sectPr
    upright = parse_xml(f"<w:p {nsdecls('w')}><w:pPr/></w:p>")
    body.insert_element_before(upright, "w:sectPr")
    upright.pPr.append(last.clone())
    section = document.sections[-1]
    for one in list(last):
        if one.tag in (qn("w:headerReference"), qn("w:footerReference"), qn("w:titlePg")):
            last.remove(one)
    section.page_width, section.page_height = Mm(styles.PAPER[1]), Mm(styles.PAPER[0])
    last.pgSz.set(qn("w:orient"), "landscape")
    section.left_margin = section.right_margin = Mm(styles.WIDE_SIDE)
    section.top_margin = section.bottom_margin = Mm(styles.TOP)


def close(document: Any, letter: Letter, text: Text) -> bytes:
    """Return the bytes, with nothing in them that a clock or this machine said."""
    told = document.core_properties
    told.title, told.subject = clean(text("periodic.title")), clean(letter.subject)[:TITLE_LETTERS]
    told.author = told.last_modified_by = told.comments = told.keywords = told.category = ""
    told.created = told.modified = letter.moment
    told.last_printed, told.revision, told.language = letter.moment, 1, text.lang
    target = BytesIO()
    document.save(target)
    return forget_moments(target.getvalue())


def _quote(words: str) -> str:
    return escape(clean(words), {'"': "&quot;"})
