"""The summary as a Word document: one A4 page, whatever its numbers; what is too long for its place ends in «…»."""

from textwrap import wrap
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from dashboard.briefing.summary import Summary
from dashboard.export.page import Page, fit
from dashboard.export.report.letter import Letter
from dashboard.export.report.write import close
from dashboard.export.sheet_page import set_sheet
from dashboard.text import Text

WIDTH = 182
TARGETS, LETTERS = (8, 47, 44, 53, 30), (4, 29, 27, 33, 18)
ASKED = (8, 92, 36, 46)
# Points of a row of two lines, of one sentence of two lines, of a question.
ROW, QUESTION, LINE, EDGE = 26.5, 38, 12.6, 3.5
# How many sentences the page has room for.
GOOD, BAD = 3, 4
LONG = 112
# Letters of a number that is read first.
SHORT = 20


def write(summary: Summary, letter: Letter, text: Text) -> bytes:
    document: Any = Document()
    set_sheet(document, size=10.5)
    page = Page(document, is_first=True)
    center = WD_ALIGN_PARAGRAPH.CENTER
    page.add([(letter.ward.upper(), letter.foot)], (70, 112), 14, bold=(0,), letters=90)
    page.add([(summary.title.upper(),)], (WIDTH,), 34, size=14, bold=(0,), letters=150, align=center)
    page.add([(summary.badge,)], (WIDTH,), 24, size=9, letters=220, align=center)
    _write_facts(page, summary, text)
    _head(page, text("summary.targets"))
    rows = [
        (
            one.label,
            fit(one.name, LETTERS[1], 2),
            fit(one.figure, LETTERS[2], 2),
            fit(one.state, LETTERS[3], 2),
            one.lead,
        )
        for one in summary.targets
    ]
    heads = (text("overview.label"), *(text(f"overview.{name}") for name in ("target", "actual", "status", "lead")))
    page.add(rows, TARGETS, [ROW] * len(rows), size=9.5, letters=LONG, border="single", heads=heads)
    _write_sentences(page, text("summary.good"), summary.good, GOOD, text)
    _write_sentences(page, text("summary.bad"), summary.bad, BAD, text)
    _head(page, text("summary.decisions"))
    asked = [
        (str(number), fit(one.question, 48, 3), fit(one.lead, 18, 2), "")
        for number, one in enumerate(summary.decisions, start=1)
    ]
    heads = ("", *(text(f"summary.{name}") for name in ("question", "lead", "opinion")))
    page.add(asked, ASKED, [QUESTION] * len(asked), size=10, letters=160, bold=(1,), border="single", heads=heads)
    return close(document, letter, text)


def _write_facts(page: Page, summary: Summary, text: Text) -> None:
    """Write the large numbers over what they count; a reason why there is none stands in the table."""
    if not summary.facts:
        return
    widths = (WIDTH / len(summary.facts),) * len(summary.facts)
    center = WD_ALIGN_PARAGRAPH.CENTER
    shown = tuple(fact.large if len(fact.large) <= SHORT else text("overview.no_data") for fact in summary.facts)
    page.add([shown], widths, 22, size=16, bold=range(len(shown)), letters=22, align=center)
    page.add([tuple(fact.label for fact in summary.facts)], widths, 24, size=9, letters=60, align=center)


def _write_sentences(page: Page, title: str, said: tuple[str, ...], most: int, text: Text) -> None:
    _head(page, title)
    more = text("scene.more", count=len(said) - most) if len(said) > most else ""
    shown = [f"– {fit(words, LONG, 2)}" for words in said[:most]] or [text("summary.nothing")]
    if more:
        shown[-1] = fit(f"{shown[-1]} {more}", LONG, 2)
    heights = [LINE * len(wrap(words, LONG)) + EDGE for words in shown]
    page.add([(words,) for words in shown], (WIDTH,), heights, size=10.5, letters=LONG * 2 + 20)


def _head(page: Page, words: str) -> None:
    page.add([(words,)], (WIDTH,), 15, size=11.5, bold=(0,), letters=100)
