"""The scenes of a meeting as slides: findings as titles, charts and tables that people can edit, notes to speak."""

from collections.abc import Sequence
from typing import Any

from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from dashboard import theme
from dashboard.briefing import Fact, Heading, Scene
from dashboard.charts.plot import Plot, describe
from dashboard.export import native_chart
from dashboard.export.deck_table import add_table
from dashboard.export.deck_template import FONT, TITLES, Base, open_base, save
from dashboard.export.deck_words import PAPER, Box, Line, Pen, fill_lines, measure, shrink, write_box
from dashboard.export.workbook import clean
from dashboard.text import Text

EMU = 914_400
LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}
MARGIN, TITLE_HEIGHT, FOOT, ASK = 0.45, 0.95, 0.34, 0.62
TITLE_SIZES, LINE_SIZE, CHART_SIZE = (26.0, 24.0, 22.0, 20.0, 18.0), 14.0, 14.0


def write(scenes: Sequence[Scene], heading: Heading, template: bytes | None, text: Text) -> bytes:
    """Return the deck: a title, then a slide for each scene. Raises BrokenTemplate."""
    base = open_base(template)
    _write_title(base, heading, text)
    total = len(scenes) + 1
    for place, scene in enumerate(scenes, start=2):
        _write_scene(base, scene, heading, f"{place}/{total}", text)
    _name_language(base.deck, text)
    return save(base.deck, text("deck.title"), heading.badges, heading.moment)


def _name_language(deck: Any, text: Text) -> None:
    """Say which language the words are in: a program that takes them for English marks each as misspelt."""
    for slide in deck.slides:
        for page in (slide._element, slide.notes_slide._element):
            for run in page.iter(qn("a:rPr")):
                run.set("lang", LANGUAGES[text.lang])


def _write_title(base: Base, heading: Heading, text: Text) -> None:
    slide = base.deck.slides.add_slide(base.title_layout)
    title = _find_title(slide)
    title.text_frame.text = clean(text("deck.title"))
    rest = _list_others(slide, title)
    lines = (
        (heading.ward, 24.0),
        (heading.period, 20.0),
        (heading.mode, 16.0),
        (heading.badges, 14.0),
        (heading.sample, 16.0),
    )
    told: tuple[Line, ...] = tuple(
        ((words, Pen(size, is_bold=size > 20, colour=theme.INK)),) for words, size in lines if words
    )
    if rest:
        fill_lines(rest[0].text_frame, told)
        _drop(rest[1:])
    if not base.is_own:
        width, height = base.deck.slide_width / EMU, base.deck.slide_height / EMU
        _place(title, Box(MARGIN * 2, height * 0.18, width - MARGIN * 4, height * 0.24))
        _set_title(title, 36.0, PP_ALIGN.CENTER)
        if rest:
            _place(rest[0], Box(MARGIN * 2, height * 0.46, width - MARGIN * 4, height * 0.4))
    slide.notes_slide.notes_text_frame.text = clean(
        f"{heading.ward}. {heading.badges}. {heading.mode}. {heading.sample}"
    )


def _write_scene(base: Base, scene: Scene, heading: Heading, place: str, text: Text) -> None:
    slide = base.deck.slides.add_slide(base.scene_layout)
    room = _write_finding(slide, base, scene.finding)
    room = _write_facts(slide, scene, room)
    room = _write_lines(slide, scene, room)
    room = _write_ask(slide, scene, room, text)
    if scene.plot:
        _add_chart(slide, scene.plot, room, heading, text)
    elif scene.grid:
        add_table(slide, scene.grid, room)
    _write_foot(slide, base, heading, place)
    slide.notes_slide.notes_text_frame.text = _write_notes(scene, text)


def _write_finding(slide: Any, base: Base, finding: str) -> Box:
    """Write the title; return the room under it, between the margins and above the foot."""
    width, height = base.deck.slide_width / EMU, base.deck.slide_height / EMU
    title = _find_title(slide)
    _drop(_list_others(slide, title))
    title.text_frame.text = clean(finding)
    box = Box(MARGIN, 0.22, width - 2 * MARGIN, TITLE_HEIGHT)
    if base.is_own:
        box = Box(*(edge / EMU for edge in (title.left, title.top, title.width, title.height)))
    else:
        _place(title, box)
    _set_title(title, shrink(finding, box, TITLE_SIZES), None if base.is_own else PP_ALIGN.LEFT)
    top = min(box.top + box.height, height * 0.3) + 0.06
    return Box(MARGIN, top, width - 2 * MARGIN, height - FOOT - top)


def _write_facts(slide: Any, scene: Scene, room: Box) -> Box:
    """Write the numbers beside each other: large above a picture, in one line above a table."""
    if not scene.facts:
        return room
    is_slim = scene.grid is not None
    height = 0.5 if is_slim else 0.98
    width = room.width / max(len(scene.facts), 3 if is_slim else 1)
    for place, fact in enumerate(scene.facts):
        box = Box(room.left + place * width, room.top, width - 0.1, height)
        write_box(slide, box, _name_fact(fact, is_slim=is_slim))
    return _below(room, height)


def _name_fact(fact: Fact, *, is_slim: bool) -> tuple[Line, ...]:
    small = ((f"  {fact.small}", Pen(13.0)),) if fact.small else ()
    if is_slim:
        return (((fact.large, Pen(22.0, is_bold=True)), *small, (f"  {fact.label}", Pen(14.0))),)
    return (((fact.large, Pen(28.0, is_bold=True)), *small), ((fact.label, Pen(13.0)),))


def _write_lines(slide: Any, scene: Scene, room: Box) -> Box:
    if not scene.lines:
        return room
    height = sum(measure(line, room.width - 0.2, LINE_SIZE) for line in scene.lines) + 0.12
    lines: tuple[Line, ...] = tuple(((line, Pen(LINE_SIZE, colour=theme.INK)),) for line in scene.lines)
    write_box(slide, Box(room.left, room.top, room.width, height), lines)
    return _below(room, height)


def _write_ask(slide: Any, scene: Scene, room: Box, text: Text) -> Box:
    """Write the question at the foot; return the room between."""
    if not scene.question:
        return room
    box = Box(room.left, room.top + room.height - ASK, room.width, ASK)
    asked = f"{text('stage.ask')} {scene.question}"
    size = shrink(asked, box, (18.0, 16.0, 14.0, 12.0))
    line = (
        (f"{text('stage.ask')} ", Pen(size, is_bold=True, colour=theme.BLUE)),
        (scene.question, Pen(size, is_bold=True)),
    )
    write_box(slide, box, (line,), fill=PAPER, edge=theme.INK)
    return Box(room.left, room.top, room.width, room.height - ASK - 0.08)


def _write_foot(slide: Any, base: Base, heading: Heading, place: str) -> None:
    width, height = base.deck.slide_width / EMU, base.deck.slide_height / EMU
    told = " · ".join(filter(None, (heading.sample, heading.badges, heading.mode)))
    box = Box(MARGIN, height - FOOT + 0.02, width - 2 * MARGIN - 0.7, FOOT - 0.06)
    write_box(slide, box, (((told, Pen(10.0, colour=theme.QUIET)),),))
    number = write_box(
        slide, Box(width - MARGIN - 0.7, box.top, 0.7, box.height), (((place, Pen(10.0, is_bold=True)),),)
    )
    number.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT


def _add_chart(slide: Any, plot: Plot, box: Box, heading: Heading, text: Text) -> None:
    series = native_chart.list_series(plot, text)
    data, kind = native_chart.chart_data(plot, series), native_chart.chart_kind(plot)
    frame = slide.shapes.add_chart(kind, *box.places, data)
    frame.name = clean(plot.title)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", clean(f"{plot.title}. {describe(plot, text)}"))
    native_chart.dress(frame.chart, plot, series, FONT, CHART_SIZE)
    workbook = native_chart.write_data(plot, series, heading.moment, text)
    frame.chart.part.chart_workbook.update_from_xlsx_blob(workbook)


def _write_notes(scene: Scene, text: Text) -> str:
    """Return what the speaker reads: the numbers, then how each is counted and from which workbook."""
    numbers = [f"{fact.shown} – {fact.label}" for fact in scene.facts]
    told = dict.fromkeys(f"{what}: {words}" for fact in scene.facts for what, words in fact.explain(text))
    parts = (
        scene.finding,
        *([text("deck.numbers"), *numbers] if numbers else []),
        *([text("deck.defined"), *told] if told else []),
        scene.question,
    )
    return "\n".join(clean(part) for part in parts if part)


def _below(room: Box, height: float) -> Box:
    return Box(room.left, room.top + height, room.width, room.height - height)


def _find_title(slide: Any) -> Any:
    return next(place for place in slide.placeholders if place.placeholder_format.type in TITLES)


def _list_others(slide: Any, title: Any) -> list[Any]:
    """Return the places of a slide but its title, as it lists them anew every time it is asked."""
    return [place for place in slide.placeholders if place.shape_id != title.shape_id]


def _drop(places: Sequence[Any]) -> None:
    """An empty place would read «Click to add text»."""
    for place in places:
        place._element.getparent().remove(place._element)


def _place(shape: Any, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = box.places


def _set_title(title: Any, size: float, alignment: Any) -> None:
    frame = title.text_frame
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, MSO_ANCHOR.MIDDLE
    for paragraph in frame.paragraphs:
        if alignment is not None:
            paragraph.alignment = alignment
        for run in paragraph.runs:
            run.font.size, run.font.bold = Pt(size), True
