"""A year of project lines and dated tasks, unit by unit: when each was last told of, and what was due before today.

Heights are in pixels, so that a label above its track is never cut off, on a projector or on a phone.
"""

from datetime import date, timedelta
from typing import Any

import plotly.graph_objects as go

from dashboard import format as fmt
from dashboard import theme
from dashboard.charts.labels import above, break_words
from dashboard.charts.tracks import Task, Timeline, Track
from dashboard.text import Text

# Pixels: a line of words, the room of a track under its words, between two units, over the picture for the months.
WORDS, TRACK, BETWEEN, HEAD = 21, 26, 14, 50
SIZE = 13


def is_empty(timeline: Timeline) -> bool:
    return not timeline.tracks and not timeline.tasks


def describe(timeline: Timeline, text: Text) -> str:
    """Return every line and task in words, unit by unit."""
    said = (
        f"{unit}: " + ", ".join(_say(part, timeline, text) for part in timeline.list_parts(unit))
        for unit in timeline.units
    )
    return "; ".join((_say_day(timeline, text), *said))


def say_key(text: Text) -> str:
    """Say what the marks and the tracks mean."""
    return text("timeline_year.key")


def draw(timeline: Timeline, text: Text) -> go.Figure:
    """Draw a track each, with a mark for every report or for the day a task is due, and one line through today."""
    places, labels, height = _place(timeline, text)
    layout = {
        "template": theme.TEMPLATE,
        "height": height + HEAD,
        "margin": {"l": 16, "r": 16, "t": HEAD, "b": 0},
    }
    figure = go.Figure([trace for part, y in places for trace in _mark(part, y, timeline.day)], layout=layout)
    first, last = date(timeline.day.year, 1, 1), date(timeline.day.year, 12, 31)
    months = [date(timeline.day.year, month, 1) for month in range(1, 13)]
    figure.update_xaxes(
        range=[first, last],
        tickvals=[month + timedelta(14) for month in months],
        ticktext=[text("months.label", number=month.month) for month in months],
        tickangle=0,
        tickfont={"size": 12},
        side="top",
        showgrid=False,
        zeroline=False,
        automargin=False,
    )
    figure.update_yaxes(range=[height, 0], visible=False, automargin=False)
    tracks = [shape for part, y in places for shape in _lay_track(part, y, timeline)]
    shapes = [*(_rule(month, height) for month in months), *tracks, _today(timeline, height)]
    return figure.update_layout(annotations=[*labels, _name_today(timeline, text)], shapes=shapes)


def _say(part: Track | Task, timeline: Timeline, text: Text) -> str:
    return part.words(timeline.day, text) if isinstance(part, Task) else part.words(text)


def _place(timeline: Timeline, text: Text) -> tuple[list[tuple[Track | Task, int]], list[dict[str, Any]], int]:
    """Return each part with the height of its track, all labels, and the height of it all, in pixels.

    Words have the colour of the paper behind them, so that neither today nor a month strikes them through.
    """
    places: list[tuple[Track | Task, int]] = []
    labels: list[dict[str, Any]] = []
    y = 0
    for unit in timeline.units:
        name = break_words(unit)
        y += BETWEEN + _measure(name)
        labels.append(above(f"<b>{name}</b>", y, bgcolor=theme.PAPER))
        for part in timeline.list_parts(unit):
            words = break_words(_say(part, timeline, text))
            y += 6 + _measure(words)
            labels.append(above(words, y, bgcolor=theme.PAPER))
            places.append((part, y + TRACK // 2))
            y += TRACK
    return places, labels, y


def _measure(words: str) -> int:
    return WORDS * (1 + words.count("<br>"))


def _mark(part: Track | Task, y: int, day: date) -> list[go.Scatter]:
    """Return the marks of one part: its reports, or the day it is due; what is not of this year has only its words."""
    if isinstance(part, Task):
        marks = [(part.due_date, part.sign(day))] if part.due_date and part.due_date.year == day.year else []
    else:
        marks = [] if part.is_absent else [(report.day, report.sign) for report in part.reports]
    if not marks:
        return []
    colours = [sign.colour for _, sign in marks]
    marker = {"symbol": [sign.marker for _, sign in marks], "size": SIZE, "color": colours}
    return [
        go.Scatter(
            x=[when for when, _ in marks],
            y=[y] * len(marks),
            mode="markers",
            marker=marker | {"line": {"width": 2, "color": colours}},
            cliponaxis=False,
            hoverinfo="skip",
        )
    ]


def _lay_track(part: Track | Task, y: int, timeline: Timeline) -> list[dict[str, Any]]:
    """Lay the year, over it the time that reports tell of, and dashes from the last report on once it is stale."""
    year = _stretch(date(timeline.day.year, 1, 1), date(timeline.day.year, 12, 31), y, theme.RULE, 2)
    if isinstance(part, Track) and part.is_absent:
        return [year | {"line": {"color": theme.RULE, "width": 10}}]
    if isinstance(part, Task) or not part.reports:
        return [year]
    last = part.reports[-1].day
    told = _stretch(date(timeline.day.year, 1, 1), last, y, theme.GREY, 3)
    return [year, told, _stretch(last, timeline.day, y, theme.QUIET, 3, "dash")] if part.is_stale else [year, told]


def _stretch(begin: date, end: date, y: int, colour: str, width: int, dash: str = "solid") -> dict[str, Any]:
    line = {"color": colour, "width": width, "dash": dash}
    return {"type": "line", "x0": begin, "x1": end, "y0": y, "y1": y, "layer": "below", "line": line}


def _rule(month: date, height: int) -> dict[str, Any]:
    line = {"color": theme.RULE, "width": 1}
    return {"type": "line", "x0": month, "x1": month, "y0": 0, "y1": height, "layer": "below", "line": line}


def _today(timeline: Timeline, height: int) -> dict[str, Any]:
    ends = {"x0": timeline.day, "x1": timeline.day, "y0": 0, "y1": height}
    return {"type": "line", **ends, "layer": "below", "line": {"color": theme.INK, "width": 2}}


def _name_today(timeline: Timeline, text: Text) -> dict[str, Any]:
    """Write the day over its line, above the months; kept inside the picture at both ends of the year."""
    side = "left" if timeline.day.month <= 3 else "right" if timeline.day.month >= 10 else "center"
    return {
        "text": f"<b>{_say_day(timeline, text)}</b>",
        "x": timeline.day,
        "xanchor": side,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 24,
        "showarrow": False,
    }


def _say_day(timeline: Timeline, text: Text) -> str:
    key = "timeline_year.today" if timeline.is_today else "timeline_year.period_end"
    return text(key, day=fmt.day(timeline.day, text))
