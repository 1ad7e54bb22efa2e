"""Rates of the ward beside those of the province and the country: one line a series, never two kinds in one."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from dashboard import format as fmt
from dashboard import theme
from dashboard.text import Text

# How each kind is marked and its line drawn: a review counts everybody, a survey asks some, a forecast guesses, a
# statement does not say. A hollow mark is large enough to stand around another.
KINDS = {
    "review": ("circle", "solid", 10, "●"),
    "survey": ("square", "dot", 10, "■"),
    "forecast": ("circle-open", "dash", 16, "○"),
    "stated": ("diamond", "dashdot", 10, "◆"),
}
# Blue and broad is ours alone; every other place has a colour.
OURS, COLOURS = "", (theme.ORANGE, theme.INK, theme.QUIET)
# Pixels: of the picture, under it, and of a label; rounds in which labels push one another apart.
HEIGHT, UNDER, LABEL, SPREADS = 420, 40, 17, 40


@dataclass(frozen=True, slots=True)
class Point:
    """One year's rate, a fraction; `words` is the count behind it where it is known («11/4.210 hộ»)."""

    year: int
    value: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Figures that may be read as one line: one series, one kind, one standard, one boundary; `place` is its colour."""

    name: str
    kind: str
    points: tuple[Point, ...]
    place: str = OURS

    @property
    def is_ours(self) -> bool:
        return self.place == OURS


def draw(lines: tuple[Line, ...], text: Text) -> go.Figure:
    """Draw every figure, and write the first and the last of each series.

    The others, and the name of each mark, stand in the table that goes with the picture.
    """
    margin = {"l": 8, "r": 8, "t": 8, "b": UNDER}
    figure = go.Figure(layout={"template": theme.TEMPLATE, "height": HEIGHT, "margin": margin})
    for line in lines:
        for run in _runs(line.points):
            figure.add_scatter(**_look(line, run, lines, text))
    years = sorted({point.year for line in lines for point in line.points})
    highest = max((point.value for line in lines for point in line.points), default=0) or 1.0
    # Room on the left for half a mark, on the right for a label, below 0 for the ward's own marks.
    span = [-0.04 * highest, 1.12 * highest]
    figure.update_xaxes(
        tickvals=years,
        ticktext=[str(year) for year in years],
        range=[years[0] - 0.4, years[-1] + 1] if years else None,
        showgrid=False,
        zeroline=False,
    )
    figure.update_yaxes(range=span, tickformat=".1~%", title={"text": text("context.axis")})
    gap = (span[1] - span[0]) * LABEL / (HEIGHT - UNDER)
    return figure.update_layout(annotations=_labels(lines, gap, text))


def mark(line: Line, lines: tuple[Line, ...]) -> tuple[str, str]:
    """Return the shape and the colour under which a line is drawn, for the table beside it."""
    return KINDS.get(line.kind, KINDS["stated"])[-1], _colour(line, lines)


def describe(lines: tuple[Line, ...], text: Text) -> str:
    return "; ".join(
        f"{name_line(line, text)}: {', '.join(_say(point, text) for point in line.points)}" for line in lines
    )


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
    beside = (f"{line.name} {_percent_of(line.points[-1], text)}" for line in others.values())
    return text("context.others", others="; ".join(beside)) if others else ""


def _percent_of(point: Point, text: Text) -> str:
    return f"{fmt.percent(point.value, text)} ({point.year})"


def _look(line: Line, run: tuple[Point, ...], lines: tuple[Line, ...], text: Text) -> dict[str, Any]:
    symbol, dash, size, _ = KINDS.get(line.kind, KINDS["stated"])
    colour = _colour(line, lines)
    return {
        "x": [point.year for point in run],
        "y": [point.value for point in run],
        "mode": "lines+markers",
        "line": {"color": colour, "width": 4 if line.is_ours else 2, "dash": dash},
        "marker": {"symbol": symbol, "size": size, "color": colour, "line": {"width": 2, "color": colour}},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "name": name_line(line, text),
    }


def _colour(line: Line, lines: tuple[Line, ...]) -> str:
    places = list(dict.fromkeys(other.place for other in lines if not other.is_ours))
    return theme.BLUE if line.is_ours else COLOURS[places.index(line.place) % len(COLOURS)]


def _labels(lines: tuple[Line, ...], gap: float, text: Text) -> list[dict[str, Any]]:
    """Write the first figure of each series above its mark and the last one beside it, at least `gap` apart."""
    ends: dict[tuple[int, bool], list[tuple[float, str, str]]] = {}
    for one in {(line.name, line.kind): line for line in lines}.values():
        points = [p for line in lines if (line.name, line.kind) == (one.name, one.kind) for p in line.points]
        first, last = (choose(points, key=lambda point: point.year) for choose in (min, max))
        for point, is_last in {(first, first == last), (last, True)}:
            shown = fmt.percent(point.value, text)
            told = f"<b>{shown}</b>" if one.is_ours else shown
            # Beside its mark, yet never on the axis.
            height = max(point.value, gap * 0.7) if is_last else point.value + gap
            ends.setdefault((point.year, is_last), []).append((height, told, _colour(one, lines)))
    for there in ends.values():
        there.sort()
    return [
        {
            "text": told,
            "x": year,
            "y": height,
            "xanchor": "left" if is_last else "center",
            "xshift": 11 if is_last else 0,
            "yanchor": "middle",
            "showarrow": False,
            "font": {"size": 13, "color": colour},
        }
        for (year, is_last), there in ends.items()
        for height, (_, told, colour) in zip(_spread([height for height, *_ in there], gap), there, strict=True)
    ]


def _spread(heights: list[float], gap: float) -> list[float]:
    """Push heights, lowest first, until neighbours are `gap` apart, both sides by the same."""
    moved = list(heights)
    for _ in range(SPREADS):
        for low, high in pairwise(range(len(moved))):
            short = max(0.0, gap - (moved[high] - moved[low])) / 2
            moved[low], moved[high] = moved[low] - short, moved[high] + short
    return moved


def _runs(points: tuple[Point, ...]) -> list[tuple[Point, ...]]:
    """Cut the points where a year is missing: nobody knows what lay between."""
    runs: list[list[Point]] = []
    for point in sorted(points, key=lambda point: point.year):
        if runs and runs[-1][-1].year + 1 == point.year:
            runs[-1].append(point)
        else:
            runs.append([point])
    return [tuple(run) for run in runs]


def name_line(line: Line, text: Text) -> str:
    """The name of a published series says how it was made; ours is the yearly review."""
    return text("context.review", name=line.name) if line.is_ours else line.name


def _say(point: Point, text: Text) -> str:
    shown = f"{point.year}: {fmt.percent(point.value, text)}"
    return f"{shown} ({point.words})" if point.words else shown
