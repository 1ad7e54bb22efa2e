"""Words on a slide: boxes with the size, colour and weight they are read with, and how much room they take."""

from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.util import Emu, Pt

from dashboard import theme
from dashboard.export.workbook import clean

# Of Arial: the width of a letter and the height of a line, as shares of the size.
LETTER, LINE = 0.5, 1.2
INCH = 72
# Behind what must stand out.
PAPER = "#eef1f5"


@dataclass(frozen=True, slots=True)
class Pen:
    size: float
    is_bold: bool = False
    colour: str = theme.INK


@dataclass(frozen=True, slots=True)
class Box:
    """Where something stands, in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def places(self) -> tuple[Emu, Emu, Emu, Emu]:
        left, top, width, height = (Emu(int(inches * 914_400)) for inches in self.values)
        return left, top, width, height

    @property
    def values(self) -> tuple[float, float, float, float]:
        return self.left, self.top, self.width, self.height


Line = tuple[tuple[str, Pen], ...]


def write_box(slide: Any, box: Box, lines: tuple[Line, ...], *, fill: str = "", edge: str = "") -> Any:
    """Add a box of lines, each of differently written pieces."""
    shape = slide.shapes.add_textbox(*box.places)
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, MSO_ANCHOR.MIDDLE
    frame.margin_top = frame.margin_bottom = Pt(2)
    fill_lines(frame, lines)
    if fill:
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour(fill)
    if edge:
        shape.line.color.rgb, shape.line.width = colour(edge), Pt(1.5)
    return shape


def fill_lines(frame: Any, lines: tuple[Line, ...], font: str = "") -> None:
    """Write the lines into a frame, whatever stood there; without a `font` it is that of the slides."""
    frame.clear()
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        for words, pen in line:
            run = paragraph.add_run()
            # Pieces of a line are told apart by spaces that stand at their ends.
            run.text = f"{_edge(words)}{clean(words)}{_edge(words[::-1])}"
            run.font.size, run.font.bold, run.font.color.rgb = Pt(pen.size), pen.is_bold, colour(pen.colour)
            if font:
                run.font.name = font


def _edge(words: str) -> str:
    return " " * (len(words) - len(words.lstrip(" ")))


def count_lines(words: str, width: float, size: float) -> int:
    """Return how many lines the words need in a width of inches."""
    letters = max(int(width * INCH / (size * LETTER)), 1)
    return max(len(wrap(words, letters)), 1)


def measure(words: str, width: float, size: float) -> float:
    """Return the height in inches that the words need."""
    return count_lines(words, width, size) * size * LINE / INCH


def shrink(words: str, box: Box, sizes: tuple[float, ...]) -> float:
    """Return the largest of the sizes at which the words fit the box, else the smallest."""
    return next((size for size in sizes if measure(words, box.width - 0.2, size) <= box.height), sizes[-1])


def colour(name: str) -> RGBColor:
    told: RGBColor = RGBColor.from_string(name.lstrip("#").upper())
    return told


def share_width(lengths: list[int], width: float) -> list[float]:
    """Share the width among columns after their longest words, none too narrow to read, none to take all."""
    weights = [min(max(length, 7), 40) for length in lengths]
    return [width * weight / sum(weights) for weight in weights]
