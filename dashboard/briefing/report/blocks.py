"""What a report is made of: paragraphs with numbers, places for the office's own words, blanks, charts, tables."""

from dataclasses import dataclass
from typing import Literal

from dashboard.charts.plot import Plot
from dashboard.grids import Grid


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`look`: item has a dash before it, quote is what the plan says, note how a number is read."""

    words: str
    look: Literal["body", "item", "quote", "note"] = "body"


@dataclass(frozen=True, slots=True)
class Space:
    """A marked place for the office's own words; `prompt` says which."""

    prompt: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A number that nobody knows: a blank that says so, with the reason."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart; its caption is a sentence."""

    plot: Plot
    caption: str


@dataclass(frozen=True, slots=True, eq=False)
class Listing:
    """A table; `shares`: the widths of its columns against each other, () where they come from its words."""

    grid: Grid
    shares: tuple[float, ...] = ()


Block = Paragraph | Space | Gap | Picture | Listing


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """A heading of level 1 to 3 and what stands under it; `is_wide`: a sheet of its own, on its side."""

    title: str
    level: int
    blocks: tuple[Block, ...] = ()
    is_wide: bool = False


def list_items(*words: str) -> tuple[Paragraph, ...]:
    """Return an item for each sentence that says something."""
    return tuple(Paragraph(said, "item") for said in words if said)


def list_notes(*words: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(said, "note") for said in words if said)
