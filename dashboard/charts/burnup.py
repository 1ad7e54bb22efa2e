"""One reporting line over its year: what was done against what was due by then, and no line past the last report."""

from datetime import date
from html import escape
from typing import Any

import plotly.graph_objects as go

from dashboard import format as fmt
from dashboard import theme
from dashboard.charts.outputs import Burnup, Point
from dashboard.text import Text

# Pixels: the picture itself, the words over it, months, title and key under it. Room above the highest count.
HEIGHT, HEAD, FOOT, ROOM = 260, 26, 84, 1.22
# Below this part of the height a count has no room between its mark and the axis.
LOWEST = 0.1


def is_empty(burnup: Burnup) -> bool:
    """Tell whether there is no picture: no plan, nothing countable, nothing reported, or a line that owes no report."""
    return burnup.is_absent or not burnup.goal or not burnup.is_told or not burnup.is_countable


def describe(burnup: Burnup, text: Text) -> str:
    """Return «Dự án 2: 31/03/2026 thực hiện 1, kế hoạch 1; …; kế hoạch năm: 10 hộ»."""
    said = [
        text(
            "burnup.point_spread" if point.is_spread else "burnup.point",
            day=fmt.day(point.day, text),
            done=fmt.count(point.done, text),
            planned=fmt.count(point.planned, text),
        )
        for point in burnup.points
    ]
    stale = [text("burnup.stale")] if burnup.is_stale else []
    return f"{burnup.name}: " + "; ".join([*said, *stale, _say_goal(burnup, text)])


def say_why_empty(burnup: Burnup, text: Text) -> str:
    """Say why there is no picture; empty where there is one."""
    reasons = (
        (burnup.is_absent, "burnup.absent"),
        (not burnup.goal, "burnup.no_plan"),
        (not burnup.is_told, "burnup.untold"),
        (not burnup.is_countable, "burnup.uncountable"),
    )
    return next((text(key) for holds, key in reasons if holds), "")


def say_last(burnup: Burnup, text: Text) -> str:
    """Say what the newest report says of the output: «Dự án 2 đến 31/10/2026: thực hiện 8/10 hộ, kế hoạch 8.»"""
    told = [point for point in burnup.points if point.done is not None]
    if burnup.is_absent or not told or not burnup.goal:
        return text("burnup.no_last", name=burnup.name)
    last = told[-1]
    return text(
        "burnup.last",
        name=burnup.name,
        day=fmt.day(last.day, text),
        done=fmt.count(last.done, text),
        goal=fmt.count(burnup.goal, text),
        unit=text.quoted(burnup.output_unit),
        planned=fmt.count(last.planned, text),
    )


def draw(burnup: Burnup, text: Text) -> go.Figure:
    """Draw the plan pale, what is done over it with its counts, the yearly plan across and today's line down."""
    figure = go.Figure(layout={"template": theme.TEMPLATE, "height": HEIGHT + HEAD + FOOT})
    figure.add_traces([*_draw_plan(burnup, text), *_draw_done(burnup, text), *_draw_stale(burnup)])
    most = max([burnup.goal, *(value for point in burnup.points for value in (point.done, point.planned) if value)])
    year = burnup.day.year
    months = [date(year, month, 15) for month in range(1, 13)]
    figure.update_xaxes(
        range=[date(year, 1, 1), date(year, 12, 31)],
        tickvals=months,
        ticktext=[text("months.label", number=month.month) for month in months],
        tickangle=0,
        tickfont={"size": 12},
        showgrid=False,
        zeroline=False,
    )
    title = text("burnup.axis", unit=escape(text.quoted(burnup.output_unit), quote=False))
    figure.update_yaxes(**theme.integer_axis(most, room=ROOM), title={"text": title, "font": {"size": 14}})
    return figure.update_layout(
        margin={"l": 8, "r": 12, "t": HEAD, "b": FOOT},
        shapes=[_across(burnup), _down(burnup)],
        annotations=[
            *(label for point in burnup.points for label in _write_counts(point, most * ROOM, text)),
            *(_name_goal(burnup, text), _name_day(burnup, text)),
        ],
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 0, "yref": "container", "yanchor": "bottom", "itemclick": False},
    )


def _draw_plan(burnup: Burnup, text: Text) -> list[go.Scatter]:
    """Return the milestones as broad pale steps, and the even spread as a thin straight line where one is needed."""
    points = [point for point in burnup.points if point.planned is not None and not point.is_spread]
    traces = []
    if points:
        traces.append(
            go.Scatter(
                x=[point.day for point in points],
                y=[point.planned for point in points],
                mode="lines+markers",
                line={"shape": "hv", "color": theme.PALE, "width": 9},
                marker={"symbol": "line-ew-open", "size": 16, "color": theme.INK, "line": {"width": 3}},
                name=text("burnup.milestone"),
                cliponaxis=False,
                hoverinfo="skip",
            )
        )
    if burnup.is_spread:
        year = burnup.day.year
        line = {"color": theme.QUIET, "width": 1}
        ends = {"x": [date(year, 1, 1), date(year, 12, 31)], "y": [0, burnup.goal]}
        traces.append(go.Scatter(**ends, mode="lines", line=line, name=text("burnup.spread"), hoverinfo="skip"))
    return traces


def _draw_done(burnup: Burnup, text: Text) -> list[go.Scatter]:
    """Return the steps of what was done, cut where a report did not say."""
    runs: list[list[Point]] = [[]]
    for point in burnup.points:
        if point.done is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [
        go.Scatter(
            x=[point.day for point in run],
            y=[point.done for point in run],
            mode="lines+markers",
            line={"shape": "hv", "color": theme.BLUE, "width": 3},
            marker={"symbol": "circle", "size": 11, "color": theme.BLUE},
            name=text("burnup.done"),
            showlegend=place == next(first for first, found in enumerate(runs) if found),
            cliponaxis=False,
            hoverinfo="skip",
        )
        for place, run in enumerate(runs)
        if run
    ]


def _draw_stale(burnup: Burnup) -> list[go.Scatter]:
    """Return dashes from the last count to the day the page is seen from: nobody said what has happened since."""
    last = burnup.points[-1]
    if not burnup.is_stale or last.done is None:
        return []
    line = {"color": theme.GREY, "width": 3, "dash": "dash"}
    ends = {"x": [last.day, burnup.day], "y": [last.done, last.done]}
    return [go.Scatter(**ends, mode="lines", line=line, showlegend=False, hoverinfo="skip")]


def _write_counts(point: Point, top: float, text: Text) -> list[dict[str, Any]]:
    """Write what was done at its mark, and a milestone on its other side where it is another number.

    What is behind stands under its line, clear of the steps and of the plan, unless the axis at the foot is too near.
    """
    if point.done is None:
        return []
    is_behind = point.planned is not None and point.done < point.planned
    side = "above right" if point.done < LOWEST * top else "below right" if is_behind else "above left"
    labels = [_write(f"<b>{fmt.count(point.done, text)}</b>", point.day, point.done, side, theme.BLUE)]
    if point.planned is not None and not point.is_spread and point.planned != point.done:
        side = "above left" if is_behind else "below right"
        labels.append(_write(fmt.count(point.planned, text), point.day, point.planned, side, theme.QUIET))
    return labels


def _write(words: str, day: date, y: float, side: str, colour: str) -> dict[str, Any]:
    """Write on paper of its own, so that the line of today does not strike a count through."""
    x_anchor, x_shift = ("left", 5) if side.endswith("right") else ("right", -5)
    y_anchor, y_shift = ("top", -4) if side.startswith("below") else ("bottom", 4)
    look = {"xshift": x_shift, "yshift": y_shift, "bgcolor": theme.PAPER, "borderpad": 0}
    place = {"x": day, "y": y, "xanchor": x_anchor, "yanchor": y_anchor}
    return {"text": words, **place, **look, "showarrow": False, "font": {"color": colour}}


def _across(burnup: Burnup) -> dict[str, Any]:
    ends = {"xref": "paper", "x0": 0, "x1": 1, "y0": burnup.goal, "y1": burnup.goal}
    return {"type": "line", **ends, "layer": "below", "line": {"color": theme.INK, "width": 2}}


def _down(burnup: Burnup) -> dict[str, Any]:
    ends = {"x0": burnup.day, "x1": burnup.day, "yref": "paper", "y0": 0, "y1": 1}
    return {"type": "line", **ends, "layer": "below", "line": {"color": theme.INK, "width": 2}}


def _name_goal(burnup: Burnup, text: Text) -> dict[str, Any]:
    return _words(_say_goal(burnup, text), date(burnup.day.year, 1, 5), burnup.goal, "left")


def _name_day(burnup: Burnup, text: Text) -> dict[str, Any]:
    key = "timeline_year.today" if burnup.is_today else "timeline_year.period_end"
    side = "left" if burnup.day.month <= 3 else "right" if burnup.day.month >= 10 else "center"
    words = f"<b>{text(key, day=fmt.day(burnup.day, text))}</b>"
    return _words(words, burnup.day, 1, side, yref="paper")


def _words(words: str, x: date, y: float, side: str, **layout: Any) -> dict[str, Any]:
    place = {"x": x, "y": y, "xanchor": side, "yanchor": "bottom"}
    return {"text": words, **place, "showarrow": False, "font": {"size": 14}, **layout}


def _say_goal(burnup: Burnup, text: Text) -> str:
    """Say the yearly plan, and what it was before where reports of the year differ."""
    known = {"goal": fmt.count(burnup.goal, text), "unit": escape(text.quoted(burnup.output_unit), quote=False)}
    before = ", ".join(fmt.count(goal, text) for goal in burnup.goals[:-1])
    return text("burnup.goal_before", before=before, **known) if before else text("burnup.goal", **known)
