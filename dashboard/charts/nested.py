"""Households inside households: all the poor, those the target counts, those that meet it. Both denominators show.

What comes after training has no figures in any form that is loaded: it stands as empty steps, so that nobody takes the
last bar for the end of the way.
"""

from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard import findings, theme
from dashboard import format as fmt
from dashboard.charts.labels import above, break_words
from dashboard.text import Text
from queries import Result

BAR, ROOM = 0.42, 1.12
UNTOLD = ("nested.certified", "nested.employed")


@dataclass(frozen=True, slots=True)
class Bar:
    """`shown` is the count in words; `is_told` false: a step without figures, as long as it could be at most."""

    label: str
    shown: str
    length: float
    unknown: float
    colour: str
    is_told: bool = True

    @property
    def words(self) -> str:
        return f"{self.label}: {self.shown}"


def draw(adopted: Result, wider: Result, text: Text) -> go.Figure:
    """Draw descending bars in households, the last told one with its unknown part hatched and both target lines."""
    bars = read_bars(adopted, wider, text)
    told = tuple(bar for bar in bars if bar.is_told)
    most = max((bar.length for bar in bars), default=0)
    layout = {"template": theme.TEMPLATE, "barmode": "overlay", "height": 96 * len(bars) + 120}
    figure = go.Figure(_known_and_unknown(told), layout=layout)
    figure.update_xaxes(**theme.integer_axis(most, room=ROOM), title={"text": text("axis.households")})
    figure.update_yaxes(range=[len(bars) - 0.3, -0.75], showticklabels=False, showgrid=False, zeroline=False)
    labels = [above(break_words(bar.words), place - BAR / 2, lift=2) for place, bar in enumerate(bars)]
    figure.update_layout(annotations=labels, shapes=[*_target_lines(adopted, wider, len(told) - 1), *_outlines(bars)])
    return figure


def describe(adopted: Result, wider: Result, text: Text) -> str:
    return "; ".join(bar.words for bar in read_bars(adopted, wider, text))


def is_empty(adopted: Result) -> bool:
    return adopted.total is None or not adopted.total.denominator


def read_bars(adopted: Result, wider: Result, text: Text) -> tuple[Bar, ...]:
    """Return the bars from the widest to the narrowest, each with its words; a number not known has no bar."""
    if adopted.total is None or wider.total is None:
        return ()
    noun = adopted.indicator.unit.noun
    steps = (
        ("nested.all", wider.total.denominator, 0, theme.PALE),
        ("nested.counted", adopted.total.denominator, 0, theme.GREY),
        ("nested.covered", adopted.total.numerator, adopted.total.unknown, theme.BLUE),
    )
    told = tuple(
        Bar(text(key), fmt.counted(length, noun, text) + _and_unknown(unknown, text), length, unknown, colour)
        for key, length, unknown, colour in steps
        if length is not None
    )
    if not told:
        return ()
    most = told[-1].length + told[-1].unknown
    later = (Bar(text(key), text("overview.no_data"), most, 0, theme.PAPER, is_told=False) for key in UNTOLD)
    return (*told, *later)


def _and_unknown(unknown: float, text: Text) -> str:
    return " " + text("nested.unknown", count=fmt.count(unknown, text)) if unknown else ""


def _known_and_unknown(bars: tuple[Bar, ...]) -> list[go.Bar]:
    """Return the solid bars, and a hatched one behind each that has an unknown part: an empty one would show a line."""
    shared = {"orientation": "h", "width": BAR, "hoverinfo": "skip"}
    striped = {"color": theme.PAPER, "line": {"color": theme.QUIET, "width": 1}, "pattern": theme.HATCH}
    colours = {"color": [bar.colour for bar in bars]}
    known = go.Bar(x=[bar.length for bar in bars], y=list(range(len(bars))), marker=colours, **shared)
    return [known] + [
        go.Bar(base=[bar.length], x=[bar.unknown], y=[place], marker=striped, **shared)
        for place, bar in enumerate(bars)
        if bar.unknown
    ]


def _target_lines(adopted: Result, wider: Result, place: int) -> list[dict[str, object]]:
    """Mark both readings of the target on the last bar: the adopted one solid, the wider one dashed."""
    lines = []
    for result, dash in ((adopted, "solid"), (wider, "dash")):
        goal = adopted.target.passing_count(result.total.denominator) if adopted.target and result.total else None
        if goal is not None:
            lines.append(
                {
                    "type": "line",
                    "x0": goal,
                    "x1": goal,
                    "y0": place - BAR / 2,
                    "y1": place + BAR * 0.8,
                    "line": {"color": theme.INK, "width": 3, "dash": dash},
                }
            )
    return lines


def _outlines(bars: tuple[Bar, ...]) -> list[dict[str, object]]:
    """Outline the steps without figures: dashed and empty."""
    line = {"color": theme.QUIET, "width": 2, "dash": "dash"}
    return [
        {"type": "rect", "x0": 0, "x1": bar.length, "y0": place - BAR / 2, "y1": place + BAR / 2, "line": line}
        for place, bar in enumerate(bars)
        if not bar.is_told and bar.length
    ]


def target_words(adopted: Result, wider: Result, text: Text) -> str:
    """Return «━ Chỉ tiêu: 95% của 7 hộ = 7 hộ · ┅ Cách đọc rộng: 95% của 11 hộ = 11 hộ»."""
    noun = adopted.indicator.unit.noun
    readings = (("nested.line_adopted", adopted), ("nested.line_wider", wider))
    said = [
        (key, findings.needed(adopted.target, result.total.denominator if result.total else None, noun, text))
        for key, result in readings
    ]
    return " · ".join(text(key, needed=words) for key, words in said if words)
