"""Work and money of every reporting line on one axis of percent: slow work and slow money are seen apart.

Heights are in pixels, so that a label above its bars is never cut off, on a projector or on a phone.
"""

from typing import Any

import plotly.graph_objects as go

from dashboard import format as fmt
from dashboard import theme
from dashboard.charts.labels import above, break_words
from dashboard.charts.lines import Line
from dashboard.text import Text

WORDS, BAR, GAP = 21, 13, 3
BETWEEN, HEAD = 24, 36
# The words stand at the right edge, in room of their own.
# An overspent line runs past the mark, but one wild figure must not flatten all the others.
LEAST, MOST, WORDS_ROOM = 1.0, 2.0, 1.5


def draw(lines: tuple[Line, ...], text: Text) -> go.Figure:
    """Draw the lines in the order given; a new unit opens with its name."""
    tops, labels, height = _place(lines, text)
    figure = go.Figure(
        data=[
            _bars(lines, tops, "work", 0, theme.BLUE),
            _bars(lines, tops, "money", BAR + GAP, theme.PALE),
        ],
        layout={
            "template": theme.TEMPLATE,
            "barmode": "overlay",
            "height": height + HEAD,
            "margin": {"l": 16, "r": 8, "t": HEAD, "b": 0},
        },
    )
    reach = _reach(lines)
    ticks = {"tickvals": [quarter / 4 for quarter in range(round(reach * 4) + 1)], "tickformat": ".0%", "side": "top"}
    figure.update_xaxes(range=[0, reach * WORDS_ROOM], automargin=False, **ticks)
    figure.update_yaxes(range=[height, 0], visible=False, automargin=False)
    return figure.update_layout(annotations=labels, shapes=_marks(lines, tops, height))


def describe(lines: tuple[Line, ...], text: Text) -> str:
    return "; ".join(
        f"{line.name}: {line.state}"
        if line.is_absent
        else text(
            "paired.describe",
            name=line.name,
            work=_words(line.work, text),
            money=_words(line.money, text),
            state=line.state,
        )
        for line in lines
    )


def _place(lines: tuple[Line, ...], text: Text) -> tuple[list[float], list[dict[str, Any]], int]:
    """Return the top of each line's bars, all labels and the height of it all, in pixels."""
    tops: list[float] = []
    labels: list[dict[str, Any]] = []
    y, unit = 0, None
    for line in lines:
        if line.unit != unit:
            unit, y = line.unit, y + BETWEEN + WORDS
            labels.append(above(f"<b>{break_words(line.unit)}</b>", y))
        y += WORDS * (1 + line.label.count("<br>")) + 6
        labels.append(above(line.label, y, lift=2))
        tops.append(float(y))
        labels += [] if line.is_absent else _values(line, y, text)
        y += BETWEEN if line.is_absent else 2 * BAR + GAP + BETWEEN
    return tops, labels, y


def _bars(lines: tuple[Line, ...], tops: list[float], share: str, lift: int, fill: str) -> go.Bar:
    """Return the bars of work or of money; a share that is not reported has no bar, only its words."""
    drawn = [(getattr(line, share), top) for line, top in zip(lines, tops, strict=True) if not line.is_absent]
    return go.Bar(
        x=[min(value or 0, MOST) for value, _ in drawn],
        y=[top + lift + BAR / 2 for _, top in drawn],
        width=BAR,
        orientation="h",
        marker={"color": fill, "line": {"color": theme.BLUE, "width": 1}},
        hoverinfo="skip",
    )


def _values(line: Line, top: int, text: Text) -> list[dict[str, Any]]:
    """Print both shares at the right edge, clear of bars and ticks."""
    edge: dict[str, Any] = {"x": 1, "xanchor": "right", "font": {"size": 13}}
    shares = ((line.work, "work", BAR), (line.money, "money", 2 * BAR + GAP))
    return [
        above(f"{text(f'paired.{name}')} {_words(share, text)}", top + foot, **edge) for share, name, foot in shares
    ]


def _words(value: float | None, text: Text) -> str:
    return text("not_reported") if value is None else fmt.percent(value, text)


def _reach(lines: tuple[Line, ...]) -> float:
    """Return the end of the longest bar, at least 100 %."""
    shares = [share for line in lines for share in (line.work, line.money) if share is not None]
    return min(MOST, max([LEAST, *shares]))


def _marks(lines: tuple[Line, ...], tops: list[float], height: int) -> list[dict[str, Any]]:
    """Mark the plan at the date of the report on both bars, and 100 % through the whole picture."""
    marks = [_mark(1, 0, height, theme.GREY, 1)]
    for line, top in zip(lines, tops, strict=True):
        if line.plan is not None and not line.is_absent:
            marks.append(_mark(line.plan, top - 2, top + 2 * BAR + GAP + 2, theme.INK, 3))
    return marks


def _mark(x: float, y0: float, y1: float, colour: str, width: int) -> dict[str, Any]:
    return {"type": "line", "x0": x, "x1": x, "y0": y0, "y1": y1, "line": {"color": colour, "width": width}}
