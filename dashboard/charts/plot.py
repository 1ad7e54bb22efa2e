"""A chart as numbers beside names, before it is drawn: the same one on a scene, in a slide, in a report.

Other charts of this package are drawn for the screen alone; this one an office program must be able to edit too, so it
holds nothing but what its data sheet shows.
"""

from dataclasses import dataclass
from typing import Literal

from dashboard import format as fmt
from dashboard import theme
from dashboard.text import Text

Shape = Literal["bars", "stacked", "waterfall"]
Look = Literal["level", "done", "lacking", "unknown", "pale"]
Measure = Literal["count", "money", "share"]
# Blue is good, orange is not, grey says neither; what nobody knows is striped.
COLOURS: dict[Look, str] = {
    "level": theme.GREY,
    "done": theme.BLUE,
    "lacking": theme.ORANGE,
    "unknown": theme.QUIET,
    "pale": theme.PALE,
}


@dataclass(frozen=True, slots=True)
class Strand:
    """One row of numbers, one for each category; None is not known or does not occur there: no bar, never one of 0."""

    name: str
    look: Look
    numbers: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """`id` is unique in a document. Of a waterfall every category has a number in one strand: a count in `level`, a
    signed change in any other. Money is in whole đồng, a share a fraction; `axis` names what is counted.
    """

    id: str
    title: str
    shape: Shape
    categories: tuple[str, ...]
    strands: tuple[Strand, ...]
    measure: Measure
    axis: str

    def find_starts(self) -> tuple[float, ...]:
        """Return where each bar of a waterfall begins: at 0 for a count, at the lower end of a change."""
        starts, level = [], 0.0
        for look, number in self.steps:
            change = number or 0.0
            starts.append(0.0 if look == "level" else min(level, level + change))
            level = change if look == "level" else level + change
        return tuple(starts)

    @property
    def steps(self) -> tuple[tuple[Look, float | None], ...]:
        """The one number of each category of a waterfall with its look."""
        found = []
        for place in range(len(self.categories)):
            told = [(strand.look, strand.numbers[place]) for strand in self.strands]
            found.append(next((one for one in told if one[1] is not None), (told[0][0], None)))
        return tuple(found)

    @property
    def furthest(self) -> float:
        """The end of the longest bar, or of the longest row of bars."""
        if self.shape == "waterfall":
            ends = (start + abs(number or 0) for start, (_, number) in zip(self.find_starts(), self.steps, strict=True))
        elif self.shape == "stacked":
            rows = zip(*(strand.numbers for strand in self.strands), strict=True)
            ends = (sum(number or 0 for number in row) for row in rows)
        else:
            ends = (number or 0 for strand in self.strands for number in strand.numbers)
        return max(ends, default=0)

    @property
    def is_empty(self) -> bool:
        return not any(number for strand in self.strands for number in strand.numbers)


def write_number(plot: Plot, strand: Strand, number: float | None, text: Text) -> str:
    """Return one number in the words of the page."""
    if number is None:
        return text("not_reported")
    if plot.measure == "money":
        return fmt.money(number, text)
    if plot.measure == "share":
        return fmt.percent(number, text)
    is_change = plot.shape == "waterfall" and strand.look != "level"
    return fmt.signed(number, text) if is_change else fmt.count(number, text)


def describe(plot: Plot, text: Text) -> str:
    """Say every number of the chart in words, for who cannot see it."""
    return "; ".join(
        f"{category}: {', '.join(_name_parts(plot, place, text)) or text('not_reported')}"
        for place, category in enumerate(plot.categories)
    )


def _name_parts(plot: Plot, place: int, text: Text) -> list[str]:
    told = [(strand, strand.numbers[place]) for strand in plot.strands if strand.numbers[place] is not None]
    named = len(plot.strands) > 1 and plot.shape != "waterfall"
    return [
        f"{strand.name} {write_number(plot, strand, number, text)}"
        if named
        else write_number(plot, strand, number, text)
        for strand, number in told
    ]
