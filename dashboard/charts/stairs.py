"""Counts over time as steps: a count holds until the next one is taken, and no line runs through a break or a gap."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from dashboard import format as fmt
from dashboard import theme
from dashboard.text import Text

# Heights in pixels: of the picture itself, and of one line of words above or under it.
ROOM, BAND, HEIGHT, LINE = 1.25, 0.07, 220, 18
# Words over a band and under a slot stand in lines of this many letters, which fit a phone.
BAND_WORDS, SLOT_WORDS = 12, 6
# The first line of a picture is the class the plan counts.
LOOKS = ((theme.BLUE, "circle", "solid"), (theme.QUIET, "diamond", "dash"))


@dataclass(frozen=True, slots=True)
class Slot:
    """One place on the axis of time; `counts`, one for each line, are None where no list is loaded.

    `is_hollow`: a count put together from units that were not yet one; `notes` say such things under the label.
    """

    label: str
    counts: tuple[float | None, ...]
    is_hollow: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """A break before the slot at `place`: the words stand in it, and no line crosses it."""

    place: int
    words: str


@dataclass(frozen=True, slots=True)
class Stairs:
    names: tuple[str, ...]
    slots: tuple[Slot, ...]
    bands: tuple[Band, ...] = ()

    @property
    def is_empty(self) -> bool:
        return all(count is None for slot in self.slots for count in slot.counts)


def draw(stairs: Stairs, text: Text) -> go.Figure:
    """Draw one stair a name, broken where a band or an empty slot stands."""
    most = max((count for slot in stairs.slots for count in slot.counts if count is not None), default=0)
    under = max((len(_label(slot)) for slot in stairs.slots), default=1)
    over = max((len(_break(band.words, BAND_WORDS)) for band in stairs.bands), default=0)
    margin = {"t": LINE * (over + 1), "b": LINE * (under + 2), "l": 8, "r": 8}
    figure = go.Figure(
        layout={"template": theme.TEMPLATE, "height": HEIGHT + margin["t"] + margin["b"], "margin": margin}
    )
    for line in range(len(stairs.names)):
        for run in _runs(stairs, line):
            figure.add_scatter(**_stair(stairs, line, run, text))
    places = list(range(len(stairs.slots)))
    labels = ["<br>".join(_label(slot)) for slot in stairs.slots]
    figure.update_xaxes(
        tickvals=places,
        ticktext=labels,
        range=[-0.5, len(places) - 0.4],
        showgrid=False,
        tickangle=0,
        zeroline=False,
        tickfont={"size": 13},
    )
    figure.update_yaxes(**theme.integer_axis(most, room=ROOM), title={"text": text("axis.households")})
    figure.update_layout(
        shapes=[_shade(band) for band in stairs.bands],
        annotations=[_name_band(band) for band in stairs.bands],
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 0, "yref": "container", "yanchor": "bottom", "itemclick": False},
    )
    return figure


def describe(stairs: Stairs, text: Text) -> str:
    """Return «2024: hộ nghèo 12, hộ cận nghèo 20; ‖ đổi địa giới; 2025: …»."""
    said = []
    for place, slot in enumerate(stairs.slots):
        said += [f"‖ {band.words}" for band in stairs.bands if band.place == place]
        counts = (f"{name} {fmt.count(count, text)}" for name, count in zip(stairs.names, slot.counts, strict=True))
        said.append(", ".join((slot.label, *slot.notes)) + ": " + ", ".join(counts))
    return "; ".join(said)


def _runs(stairs: Stairs, line: int) -> Iterator[list[int]]:
    """Give the places of one line in runs that neither a band nor an empty slot interrupts."""
    breaks, run = {band.place for band in stairs.bands}, list[int]()
    for place, slot in enumerate(stairs.slots):
        is_known = slot.counts[line] is not None
        if run and (place in breaks or not is_known):
            yield run
            run = []
        if is_known:
            run.append(place)
    if run:
        yield run


def _stair(stairs: Stairs, line: int, run: list[int], text: Text) -> dict[str, Any]:
    colour, symbol, dash = LOOKS[line % len(LOOKS)]
    slots = [stairs.slots[place] for place in run]
    return {
        "x": run,
        "y": [slot.counts[line] for slot in slots],
        "mode": "lines+markers+text",
        "line": {"shape": "hv", "color": colour, "width": 3, "dash": dash},
        "marker": {
            "symbol": [f"{symbol}-open" if slot.is_hollow else symbol for slot in slots],
            "size": 11,
            "color": colour,
            "line": {"width": 2, "color": colour},
        },
        "text": [f"<b>{fmt.count(slot.counts[line], text)}</b>" for slot in slots],
        "textposition": [_beside(slot, line) for slot in slots],
        "textfont": {"color": colour},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "name": stairs.names[line],
        "legendgroup": str(line),
        # Each line stands once in the key, however often it is broken.
        "showlegend": run[0] == next(_runs(stairs, line))[0],
    }


def _beside(slot: Slot, line: int) -> str:
    """Put the larger count of a slot above its mark, the smaller one below, both clear of the riser of the stair."""
    others = [count for other, count in enumerate(slot.counts) if other != line and count is not None]
    own = slot.counts[line] or 0
    is_lower = any(own < count or (own == count and line > 0) for count in others)
    return "bottom right" if is_lower and own > 0 else "top right"


def _shade(band: Band) -> dict[str, Any]:
    middle = band.place - 0.5
    ends = {"x0": middle - BAND, "x1": middle + BAND, "y0": 0, "y1": 1, "yref": "paper"}
    return {
        "type": "rect",
        **ends,
        "fillcolor": theme.RULE,
        "layer": "below",
        "line": {"width": 1, "color": theme.QUIET},
    }


def _name_band(band: Band) -> dict[str, Any]:
    return {
        "text": "<br>".join(_break(band.words, BAND_WORDS)),
        "x": band.place - 0.5,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"color": theme.QUIET, "size": 13},
    }


def _label(slot: Slot) -> list[str]:
    return [line for words in (slot.label, *slot.notes) for line in _break(words, SLOT_WORDS)]


def _break(words: str, width: int) -> list[str]:
    return [escape(line) for line in wrap(words, width, break_on_hyphens=False)]
