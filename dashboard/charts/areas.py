"""One mark per household or child, khối by khối in administrative order: who is counted, missing, unknown."""

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboard import findings, theme
from dashboard.charts.labels import plain
from dashboard.text import Text
from queries import Result, Row

# Pixels of a khối and around them; up to how many marks a row is counted at a glance.
ROW, AROUND, MOST = 28, 64, 24
# The shortest scale, on which three marks stand together and none touches the next on a phone, and room for the words
# behind the longest row.
LEAST, ROOM = 14, 1.5
Look = tuple[str, str]
# (shape, colour): filled and blue is what is counted, orange is not reached, hollow and grey is not known.
COUNTED, FAILED, UNKNOWN = ("circle", theme.BLUE), ("square", theme.ORANGE), ("circle-open", theme.QUIET)
SECOND = ("diamond-open", theme.QUIET)
# How the bar of a shape is filled, for who cannot tell the colours.
PATTERNS = {"circle": "", "square": "x", "circle-open": "/", "diamond-open": "/"}


@dataclass(frozen=True, slots=True)
class Group:
    """Marks of one look; `name` stands in the key."""

    name: str
    look: Look
    count: int


@dataclass(frozen=True, slots=True)
class Place:
    """One khối: what is drawn, and the same in words («2/3», «chưa báo cáo»)."""

    name: str
    groups: tuple[Group, ...]
    words: str


def read_share(result: Result, text: Text) -> tuple[Place, ...]:
    """Return reached, not reached and unknown of a share for each khối; nothing to draw where nothing is known."""
    return tuple(Place(text.of(row.label), _split(row, text), findings.measured(row, text)) for row in result.rows)


def read_stocks(results: tuple[Result, ...], names: tuple[str, ...], text: Text) -> tuple[Place, ...]:
    """Return counts of two classes for each khối, such as poor and near-poor households."""
    looks = (COUNTED, SECOND)
    found = [{row.key: row for row in result.rows} for result in results]
    keys = {row.key: text.of(row.label) for result in results for row in result.rows}
    return tuple(
        Place(
            label,
            tuple(
                Group(name, look, _whole(rows.get(key)))
                for rows, name, look in zip(found, names, looks, strict=True)
                if _whole(rows.get(key))
            ),
            " · ".join(findings.measured(rows.get(key), text) for rows in found),
        )
        for key, label in keys.items()
    )


def draw(places: tuple[Place, ...], text: Text) -> go.Figure:
    """Draw the khối from top to bottom, their words at the right edge, the key below."""
    most = max((sum(group.count for group in place.groups) for place in places), default=0)
    make = _marks if most <= MOST else _bar
    layout = {"template": theme.TEMPLATE, "height": ROW * len(places) + AROUND, "showlegend": True, "barmode": "stack"}
    figure = go.Figure([make(places, name, look) for name, look in _list_looks(places)], layout=layout)
    figure.update_xaxes(visible=False, range=[-0.4, max(most * ROOM, LEAST)])
    figure.update_yaxes(
        tickvals=list(range(len(places))),
        ticktext=[plain(place.name) for place in places],
        range=[len(places) - 0.4, -0.6],
        showgrid=False,
        zeroline=False,
    )
    figure.update_layout(legend={"orientation": "h", "y": 0, "yanchor": "top", "x": 0, "itemclick": False})
    return figure.update_layout(annotations=[_say(place, at) for at, place in enumerate(places)])


def describe(places: tuple[Place, ...], text: Text) -> str:
    return "; ".join(f"{place.name}: {place.words}" for place in places)


def _marks(places: tuple[Place, ...], name: str, look: Look) -> go.Scatter:
    """Return the marks of one look in every khối, each behind those of the looks before it."""
    spots = [spot for at, place in enumerate(places) for spot in _spots(place, at, look)]
    return go.Scatter(
        x=[x for x, _ in spots],
        y=[y for _, y in spots],
        mode="markers",
        name=name,
        marker={"symbol": look[0], "size": 9, "color": look[1], "line": {"width": 2, "color": look[1]}},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _spots(place: Place, at: int, look: Look) -> list[tuple[float, int]]:
    start = 0
    for group in place.groups:
        if group.look == look:
            return [(start + number + 0.5, at) for number in range(group.count)]
        start += group.count
    return []


def _bar(places: tuple[Place, ...], name: str, look: Look) -> go.Bar:
    """Return the counts of one look as bars: plain is counted, crossed not reached, striped not known or second."""
    counts = [sum(group.count for group in place.groups if group.look == look) for place in places]
    pattern = {"shape": PATTERNS[look[0]], "fgcolor": theme.PAPER, "fillmode": "overlay"}
    marker = {"color": look[1], "pattern": pattern, "line": {"width": 1, "color": theme.PAPER}}
    return go.Bar(
        x=counts, y=list(range(len(places))), orientation="h", width=0.6, marker=marker, name=name, hoverinfo="skip"
    )


def _list_looks(places: tuple[Place, ...]) -> list[tuple[str, Look]]:
    order = [COUNTED, FAILED, SECOND, UNKNOWN]
    looks = {group.look: group.name for place in places for group in place.groups}
    return [(looks[look], look) for look in order if look in looks]


def _say(place: Place, at: int) -> dict[str, Any]:
    behind = {"x": sum(group.count for group in place.groups), "xanchor": "left", "xshift": 6, "yanchor": "middle"}
    return {"text": place.words, "y": at, "showarrow": False, "font": {"size": 14}, **behind}


def _split(row: Row, text: Text) -> tuple[Group, ...]:
    if row.suppressed or row.numerator is None or row.denominator is None:
        return ()
    counts = (row.numerator, row.denominator - row.numerator - row.unknown, row.unknown)
    looks = (("reached", COUNTED), ("failed", FAILED), ("unknown", UNKNOWN))
    return tuple(
        Group(text(f"areas.{name}"), look, int(count))
        for (name, look), count in zip(looks, counts, strict=True)
        if count
    )


def _whole(row: Row | None) -> int:
    return 0 if row is None or row.suppressed or row.numerator is None else int(row.numerator)
