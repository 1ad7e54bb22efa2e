"""What stands around the content: whose document it is, number and day left blank, who signs, who gets it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt

from dashboard.export.page import FONT
from dashboard.export.report.styles import set_font
from dashboard.export.workbook import clean
from dashboard.text import Text

CENTER, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT
SIDES, ENDS = (60, 100), (80, 80)
# Empty lines where somebody signs and the seal goes.
SIGNING = 4


@dataclass(frozen=True, slots=True)
class Letter:
    """`subject` is the «trích yếu», `place` where it is signed, `foot` small print; `moment` is that of the load."""

    ward: str
    place: str
    subject: str
    foot: str
    moment: datetime

    def list_fields(self, text: Text) -> dict[str, str]:
        """Return the fields that a ward's template may name, each as it stands in our own layout."""
        return {
            "co_quan": f"{text('periodic.office')}\n{self.ward.upper()}",
            "so_ky_hieu": text("periodic.number"),
            "dia_danh": self.place,
            "ngay": text("periodic.day_blank"),
            "trich_yeu": self.subject,
            "ky": f"{text('periodic.sign_for')}\n{text('periodic.sign_as')}",
            "nguoi_ky": text("periodic.signer_blank"),
            "noi_nhan": text("periodic.receiver_list"),
        }


def write_head(document: Any, letter: Letter, text: Text) -> None:
    """Write the two columns above the title, and the title."""
    table = _lay_out(document, 2, SIDES)
    office, nation = table.rows[0].cells
    _write(office, text("periodic.office"), 13, is_bold=True)
    _write(office, letter.ward.upper(), 13, is_bold=True)
    _rule(office, 18)
    _write(nation, text("periodic.nation"), 12, is_bold=True)
    _write(nation, text("periodic.motto"), 13, is_bold=True)
    _rule(nation, 22)
    number, day = table.rows[1].cells
    _write(number, text("periodic.number"), 13)
    _write(day, text("periodic.place_day", place=letter.place, day=text("periodic.day_blank")), 14, is_italic=True)
    title = document.add_paragraph()
    title.paragraph_format.space_before = Pt(14)
    _say(title, text("periodic.kind"), 14, is_bold=True, align=CENTER)
    subject = document.add_paragraph()
    subject.paragraph_format.left_indent = subject.paragraph_format.right_indent = Mm(12)
    _say(subject, letter.subject, 14, is_bold=True, align=CENTER)
    _draw_rule(document.add_paragraph(), 60)


def write_end(document: Any, text: Text) -> None:
    """Write who gets a copy, and who signs: names and seal are the office's."""
    table = _lay_out(document, 1, ENDS)
    copies, signer = table.rows[0].cells
    _write(copies, text("periodic.receivers"), 12, is_bold=True, is_italic=True, align=LEFT)
    for line in text("periodic.receiver_list").split("\n"):
        _write(copies, line, 11, align=LEFT)
    for line in (text("periodic.sign_for"), *text("periodic.sign_as").split("\n")):
        _write(signer, line, 14, is_bold=True)
    for line in ("",) * SIGNING:
        _write(signer, line, 14)
    _write(signer, text("periodic.signer_blank"), 14, is_bold=True)


def _lay_out(document: Any, rows: int, sides: tuple[int, int]) -> Any:
    """Return an empty table without lines, of two columns."""
    table = document.add_table(rows=rows, cols=2)
    table.autofit = False
    for column, width in zip(table.columns, sides, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        for cell, width in zip(row.cells, sides, strict=True):
            cell.width = Mm(width)
    return table


def _write(
    cell: Any, words: str, size: float, *, is_bold: bool = False, is_italic: bool = False, align: Any = CENTER
) -> None:
    first = cell.paragraphs[0]
    paragraph = cell.add_paragraph() if first.runs or first._p.getnext() is not None else first
    _say(paragraph, words, size, is_bold=is_bold, is_italic=is_italic, align=align)


def _say(
    paragraph: Any, words: str, size: float, *, is_bold: bool = False, is_italic: bool = False, align: Any
) -> None:
    shape = paragraph.paragraph_format
    shape.first_line_indent, shape.space_after, shape.line_spacing = Mm(0), Pt(0), 1.0
    paragraph.alignment = align
    run = paragraph.add_run(clean(words))
    set_font(run, size)
    run.font.bold, run.font.italic = is_bold, is_italic


def _rule(cell: Any, indent: float) -> None:
    _draw_rule(cell.add_paragraph(), indent)


def _draw_rule(paragraph: Any, indent: float) -> None:
    """Draw the short line under a name: the border of a paragraph of no height, drawn in from both sides."""
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Mm(indent)
    shape.first_line_indent, shape.space_before, shape.space_after, shape.line_spacing = Mm(0), Pt(3), Pt(6), Pt(3)
    run = paragraph.add_run("")
    run.font.size, run.font.name = Pt(2), FONT
    edge = '<w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/>'
    border = parse_xml(f"<w:pBdr {nsdecls('w')}>{edge}</w:pBdr>")
    before = paragraph._p.get_or_add_pPr()
    place = next((one for one in before if one.tag.endswith(("}spacing", "}ind", "}jc"))), None)
    before.append(border) if place is None else place.addprevious(border)
