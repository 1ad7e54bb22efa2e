"""Rates of the ward beside those of the province and the country: one line a series, never two kinds in one."""

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboard import format as fmt
from dashboard import theme
from dashboard.text import Text

# How each kind is marked and its line drawn: a review counts everybody, a survey asks some, a forecast guesses.
KINDS = {"review": ("circle", "solid"), "survey": ("square", "dot"), "forecast": ("circle-open", "dash")}
# Blue and broad is ours alone.
COLOURS = (theme.ORANGE, theme.INK, theme.QUIET, theme.AMBER, theme.GREY)
# Where a figure is written, so that figures of one year and different kinds do not meet.
BESIDE = {"review": "top center", "survey": "middle left", "forecast": "middle right"}
HEIGHT, PER_NAME = 400, 26


@dataclass(frozen=True, slots=True)
class Point:
    """One year's rate, a fraction; `words` is the count behind it where it is known («11/4.210 hộ»)."""

    year: int
    value: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Figures that may be read as one line: one series, one kind, one standard, one boundary."""

    name: str
    kind: str
    points: tuple[Point, ...]
    is_ours: bool = False


def draw(lines: tuple[Line, ...], text: Text) -> go.Figure:
    names = list(dict.fromkeys(line.name for line in lines))
    figure = go.Figure(layout={"template": theme.TEMPLATE, "height": HEIGHT + PER_NAME * len(names)})
    told: set[tuple[str, str]] = set()
    for line in lines:
        for run in _runs(line.points):
            look = _look(line, run, names, text)
            figure.add_scatter(**look, showlegend=(line.name, line.kind) not in told)
            told.add((line.name, line.kind))
    years = sorted({point.year for line in lines for point in line.points})
    highest = max((point.value for line in lines for point in line.points), default=0)
    figure.update_xaxes(tickvals=years, ticktext=[str(year) for year in years], showgrid=False)
    # A little room under 0 for the figures of the ward, which is the lowest line.
    span = {"range": [-0.07 * highest, 1.2 * highest or 1], "tickformat": ".1~%", "rangemode": "normal"}
    figure.update_yaxes(**span, title={"text": text("context.axis")})
    key = {"orientation": "v", "x": 0, "xanchor": "left", "y": -0.14, "yanchor": "top", "itemclick": False}
    return figure.update_layout(showlegend=True, legend=key)


def describe(lines: tuple[Line, ...], text: Text) -> str:
    return "; ".join(f"{_name(line, text)}: {', '.join(_say(point, text) for point in line.points)}" for line in lines)


def say_ours(lines: tuple[Line, ...], title: str, text: Text) -> str:
    """Say the ward's newest rate, the count first."""
    ours = [line for line in lines if line.is_ours]
    if not ours:
        return text("context.theirs", title=title)
    newest = ours[-1].points[-1]
    shown = " · ".join(filter(None, (newest.words, fmt.percent(newest.value, text))))
    return text("context.ours", title=title, year=newest.year, place=ours[-1].name, shown=shown)


def say_others(lines: tuple[Line, ...], text: Text) -> str:
    """Say the newest published rate of each series; a forecast is no figure yet."""
    others = {line.name: line for line in lines if not line.is_ours and line.kind != "forecast"}
    beside = (f"{_name(line, text)} {_percent_of(line.points[-1], text)}" for line in others.values())
    return text("context.others", others="; ".join(beside)) if others else ""


def _percent_of(point: Point, text: Text) -> str:
    return f"{fmt.percent(point.value, text)} ({point.year})"


def _look(line: Line, run: tuple[Point, ...], names: list[str], text: Text) -> dict[str, Any]:
    symbol, dash = KINDS.get(line.kind, KINDS["review"])
    colour = theme.BLUE if line.is_ours else COLOURS[names.index(line.name) % len(COLOURS)]
    return {
        "x": [point.year for point in run],
        "y": [point.value for point in run],
        "mode": "lines+markers+text",
        "line": {"color": colour, "width": 4 if line.is_ours else 2, "dash": dash},
        "marker": {"symbol": symbol, "size": 10, "color": colour, "line": {"width": 2, "color": colour}},
        "text": [fmt.percent(point.value, text) for point in run],
        "textposition": "bottom center" if line.is_ours else BESIDE.get(line.kind, "top center"),
        "textfont": {"size": 12, "color": colour},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "name": _name(line, text),
    }


def _runs(points: tuple[Point, ...]) -> list[tuple[Point, ...]]:
    """Cut the points where a year is missing: nobody knows what lay between."""
    runs: list[list[Point]] = []
    for point in sorted(points, key=lambda point: point.year):
        if runs and runs[-1][-1].year + 1 == point.year:
            runs[-1].append(point)
        else:
            runs.append([point])
    return [tuple(run) for run in runs]


def _name(line: Line, text: Text) -> str:
    return f"{line.name} ({text(f'context.{line.kind}')})"


def _say(point: Point, text: Text) -> str:
    shown = f"{point.year}: {fmt.percent(point.value, text)}"
    return f"{shown} ({point.words})" if point.words else shown
