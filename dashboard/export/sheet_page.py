"""The page of a document that is no letter: A4 upright, narrow margins, one face."""

from typing import Any

from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from dashboard.export.page import FONT

MARGIN, SIDE = 13, 14


def set_sheet(document: Any, *, size: float) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(SIDE)
    section.top_margin = section.bottom_margin = Mm(MARGIN)
    section.header_distance = section.footer_distance = Mm(6)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(size)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.paragraph_format.space_after = Pt(0)
