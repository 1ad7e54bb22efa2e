"""Consultation sheets as a Word document: one A4 page for each household, whatever its names and numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from textwrap import wrap
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from dashboard.export.page import FONT, Page, cut, fit, forget_moments
from dashboard.grids.consultation import Asked, Sheet
from dashboard.text import Text

MARGIN, WIDTH = Mm(13), 180
# Points of a line of the indicators and of the edge of their rows, and how many they may come to.
LINE, EDGE, LIFE_ROOM = 9.7, 1.5, 252
LIFE_WIDTHS, LIFE_LETTERS = (26, 40, 36, 78), (15, 24, 26, 53)
LONGEST = 10_000
BLANK, BLANKS, AGREED = 20, 5, 2
MARKS = {True: "■", False: "✓", None: "○"}
WORDS = {True: "household.deprived", False: "household.not_deprived", None: "consultation.ask"}


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above every sheet; `notes` such as that the data are fictional. `moment` is that of the load."""

    ward: str
    province: str
    subtitle: str
    notes: tuple[str, ...]
    kinds: tuple[str, ...]
    moment: datetime


def write(sheets: Sequence[Sheet], heading: Heading, text: Text) -> bytes:
    """Return the document, a page for each sheet in the order given."""
    document: Any = Document()
    _set_page(document, heading, text)
    for number, sheet in enumerate(sheets):
        page = Page(document, is_first=number == 0)
        _write_head(page, heading, text)
        _write_facts(page, sheet)
        _write_life(page, sheet.asked, text)
        _write_helps(page, sheet)
        page.add([(sheet.unknown or text("consultation.all_known"),)], (WIDTH,), 21, size=8.5, letters=230)
        _write_blanks(page, heading, text)
        _write_signatures(page, text)
        page.add([(f"{sheet.source} · {sheet.household_id}",)], (WIDTH,), 10, size=7, letters=150)
    target = BytesIO()
    document.save(target)
    return forget_moments(target.getvalue())


def _set_page(document: Any, heading: Heading, text: Text) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin = section.bottom_margin = MARGIN
    section.header_distance = section.footer_distance = Mm(5)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(9.5)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    told = document.core_properties
    told.title, told.subject = text("consultation.title"), cut(heading.subtitle, 250)
    told.author = told.last_modified_by = told.comments = told.keywords = ""
    told.created = told.modified = heading.moment


def _write_head(page: Page, heading: Heading, text: Text) -> None:
    right = WD_ALIGN_PARAGRAPH.RIGHT
    head = page.add([(heading.ward.upper(), " · ".join(heading.notes))], (90, 90), 14, bold=(0,), letters=60)
    head.cell(0, 1).paragraphs[0].alignment = right
    page.add(
        [(text("consultation.title").upper(),)],
        (WIDTH,),
        20,
        size=14,
        bold=(0,),
        letters=60,
        align=WD_ALIGN_PARAGRAPH.CENTER,
    )
    page.add([(f"{heading.province} · {heading.subtitle}",)], (WIDTH,), 12, size=9, align=WD_ALIGN_PARAGRAPH.CENTER)


def _write_facts(page: Page, sheet: Sheet) -> None:
    pairs = zip(sheet.facts[::2], sheet.facts[1::2], strict=True)
    rows = [(*left, *right) for left, right in pairs]
    page.add(rows, (26, 66, 40, 48), 15, letters=(18, 40, 28, 29), bold=(1, 3), border="single")


def _write_life(page: Page, asked: tuple[Asked, ...], text: Text) -> None:
    heads = tuple(text(f"consultation.{name}") for name in ("dimension", "indicator", "state", "remedies"))
    rows = [
        (one.dimension, one.indicator, f"{MARKS[one.is_deprived]} {text(WORDS[one.is_deprived])}", one.remedies)
        for one in asked
    ]
    lines = share_lines(rows)
    fitting = [
        tuple(fit(words, letters, count) for words, letters in zip(row, LIFE_LETTERS, strict=True))
        for row, count in zip(rows, lines, strict=True)
    ]
    heights = [count * LINE + EDGE for count in lines]
    page.add(fitting, LIFE_WIDTHS, heights, size=8.5, letters=LONGEST, border="single", heads=heads)


def share_lines(rows: Sequence[tuple[str, ...]]) -> list[int]:
    """Return how many lines each row gets: what it needs, and where the page has no room for that, fewer."""
    needed = [max(len(wrap(words, fits)) for words, fits in zip(row, LIFE_LETTERS, strict=True)) for row in rows]
    for most in range(max(needed, default=1), 1, -1):
        given = [min(most, count) for count in needed]
        if sum(given) * LINE + len(rows) * EDGE <= LIFE_ROOM:
            return given
    return [1] * len(rows)


def _write_helps(page: Page, sheet: Sheet) -> None:
    heads, words = zip(*sheet.helps, strict=True)
    widths = (60, 60, 60)
    page.add([words], widths, 48, size=8.5, letters=190, border="single", heads=heads)


def _write_blanks(page: Page, heading: Heading, text: Text) -> None:
    """Kinds to tick as the form has them, lines for the household's own words and for what is agreed."""
    ticks = "   ".join(f"☐ {kind}" for kind in heading.kinds)
    page.add([(text("consultation.wishes"),)], (WIDTH,), 14, bold=(0,), letters=110)
    page.add([(ticks,)], (WIDTH,), 26, size=9, letters=250)
    page.add([("",)] * BLANKS, (WIDTH,), BLANK, border="dotted")
    page.add([(text("consultation.agreed"),)], (WIDTH,), 14, bold=(0,), letters=110)
    page.add([("",)] * AGREED, (WIDTH,), BLANK, border="dotted")


def _write_signatures(page: Page, text: Text) -> None:
    widths = (60, 60, 60)
    page.add([(text("consultation.day"),)], (WIDTH,), 13, align=WD_ALIGN_PARAGRAPH.RIGHT)
    named = tuple(text(f"consultation.{who}") for who in ("sign_household", "sign_asker", "sign_area"))
    page.add([named], widths, 50, bold=(0, 1, 2), letters=42, align=WD_ALIGN_PARAGRAPH.CENTER)
