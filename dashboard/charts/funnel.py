"""The khối around the rate of the ward, the larger the further right, and the limits of chance; who is out is named."""

from functools import lru_cache
from typing import Any

import plotly.graph_objects as go

from dashboard import format as fmt
from dashboard import theme
from dashboard.charts.labels import plain
from dashboard.text import Text
from queries import Funnel, Spot, Verdict, find_limits

# Confidence of the two pairs of limits, and how each is drawn.
LIMITS = ((0.95, "dash"), (0.998, "dot"))
# How many sizes the limits are drawn at, and how tall the picture is.
SIZES, HEIGHT = 120, 380
SIGNS = {
    Verdict.INSIDE: theme.Sign(theme.BLUE, "●", "circle"),
    Verdict.ABOVE: theme.BAD,
    Verdict.BELOW: theme.Sign(theme.INK, "▼", "triangle-down"),
    Verdict.UNCLEAR: theme.UNKNOWN,
}


def draw(funnel: Funnel, text: Text) -> go.Figure:
    figure = go.Figure(layout={"template": theme.TEMPLATE, "height": HEIGHT, "showlegend": True})
    sizes = _list_sizes(funnel)
    for confidence, dash in LIMITS:
        _draw_limits(figure, funnel, sizes, confidence, dash, text)
    figure.add_scatter(
        x=[sizes[0], sizes[-1]],
        y=[100 * funnel.rate] * 2,
        mode="lines",
        line={"color": theme.INK, "width": 1},
        name=text("funnel.ward", rate=fmt.percent(funnel.rate, text)),
        hoverinfo="skip",
    )
    for verdict in Verdict:
        _draw_spots(figure, [spot for spot in funnel.spots if spot.verdict is verdict], verdict, text)
    figure.update_xaxes(title=text("funnel.axis_households"), tickformat=",d")
    figure.update_yaxes(title={"text": text("funnel.axis_rate"), "standoff": 14}, ticksuffix="%", rangemode="tozero")
    return figure.update_layout(legend={"orientation": "h", "y": -0.22, "x": 0, "itemclick": False})


def describe(funnel: Funnel, text: Text) -> str:
    return "; ".join(f"{plain(text.of(spot.row.label))}: {_say(spot, text)}" for spot in funnel.spots)


def _say(spot: Spot, text: Text) -> str:
    counts = f"{fmt.count(spot.row.numerator, text)}/{fmt.count(spot.row.denominator, text)}"
    return f"{counts}, {fmt.percent(spot.row.value, text)}"


def _list_sizes(funnel: Funnel) -> list[int]:
    sizes = [int(spot.row.denominator or 0) for spot in funnel.spots]
    low, high = max(1, int(0.9 * min(sizes))), int(1.05 * max(sizes)) + 1
    step = max(1, (high - low) // SIZES)
    return [*range(low, high, step), high]


def _draw_limits(figure: go.Figure, funnel: Funnel, sizes: list[int], confidence: float, dash: str, text: Text) -> None:
    found = [_find_limits(size, funnel.rate, confidence) for size in sizes]
    for shares, is_named in (([high for _, high in found], True), ([low for low, _ in found], False)):
        figure.add_scatter(
            x=sizes,
            y=shares,
            mode="lines",
            line={"color": theme.GREY, "width": 1.5, "dash": dash, "shape": "hv"},
            name=text("funnel.limits", confidence=fmt.percent(confidence, text)),
            showlegend=is_named,
            hoverinfo="skip",
        )


@lru_cache(maxsize=1024)
def _find_limits(size: int, rate: float, confidence: float) -> tuple[float, float]:
    """Return the limits in percent."""
    limits = find_limits(size, rate, confidence)
    return 100 * limits.low / size, 100 * limits.high / size


def _draw_spots(figure: go.Figure, spots: list[Spot], verdict: Verdict, text: Text) -> None:
    if not spots:
        return
    sign, is_named = SIGNS[verdict], verdict is not Verdict.INSIDE
    words: list[Any] = [plain(text.of(spot.row.label)) for spot in spots]
    figure.add_scatter(
        x=[spot.row.denominator for spot in spots],
        y=[100 * (spot.row.value or 0) for spot in spots],
        mode="markers+text" if is_named else "markers",
        text=words,
        textposition="top center",
        marker={"symbol": sign.marker, "size": 11, "color": sign.colour, "line": {"width": 2, "color": sign.colour}},
        name=text(f"funnel.{verdict}"),
        hovertemplate=[f"{plain(text.of(spot.row.label))}: {_say(spot, text)}<extra></extra>" for spot in spots],
        cliponaxis=False,
    )
