"""Age by status, one mark a child: at which age children leave the path from preschool to lower secondary.

Heights are in pixels, so that marks of one column touch neither each other nor the words, whatever the width.
"""

from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from dashboard import theme
from dashboard.charts.ages import Group, Strip, name_age
from dashboard.text import Text

# One mark with the room around it, words above and under the columns, one line of the key.
STEP, TIGHT, HEAD, COUNT, FOOT, LINE = 20, 12, 40, 22, 50, 26
# How wide a mark is, its line included, so that fourteen columns of marks fit a phone.
LARGE, SMALL = 14, 8
# Columns higher than the first draw small marks; above the second a mark is no longer a child that one can count.
MOST_LARGE, MOST = 12, 40
# Letters in one line over the narrowest level, and under one column, on a phone.
LETTERS, NARROW = 9, 5


def is_empty(strip: Strip) -> bool:
    """Tell whether there is nothing to draw: no child, or too many to stand for one each, whom the table counts."""
    return not 0 < strip.tallest <= MOST


def describe(strip: Strip, text: Text) -> str:
    """Return «Đúng bậc: 02 trẻ (4 tuổi: 1, 6 tuổi: 1); …»."""
    return "; ".join(f"{group.words(text)} ({_say_ages(group, strip, text)})" for group in strip.groups)


def draw(strip: Strip, text: Text) -> go.Figure:
    """Draw one mark a child above its age, the levels as columns of their own, and the key under it."""
    step = STEP if strip.tallest <= MOST_LARGE else TIGHT
    ground = HEAD + COUNT + step * strip.tallest
    height = ground + FOOT + LINE * len(strip.groups) + 4
    layout = {"template": theme.TEMPLATE, "height": height, "margin": {"l": 4, "r": 4, "t": 0, "b": 0}}
    figure = go.Figure(_place_marks(strip, ground, step, text), layout=layout)
    first, last = strip.place(strip.columns[0]), strip.place(strip.columns[-1])
    figure.update_xaxes(range=[first - 0.6, last + 0.8], visible=False)
    figure.update_yaxes(range=[height, 0], visible=False, automargin=False)
    labels = [*_label_ages(strip, ground, step, text), *_label_levels(strip), *_label_key(strip, ground, text)]
    return figure.update_layout(annotations=labels, shapes=[_base(strip, ground), *_borders(strip, ground)])


def _place_marks(strip: Strip, ground: int, step: int, text: Text) -> list[go.Scatter]:
    """Stack the children of each age, those at the right level first, and put each mark of the key under the ages."""
    heights = dict.fromkeys(strip.columns, 0)
    traces = []
    for line, group in enumerate(strip.groups):
        x, y = [strip.place(strip.columns[0])], [ground + FOOT + LINE * (line + 0.5)]
        for age in group.ages:
            x.append(strip.place(age))
            y.append(ground - step * (heights[age] + 0.5))
            heights[age] += 1
        sizes = [LARGE] + [LARGE if step == STEP else SMALL] * len(group.ages)
        marker = {"symbol": group.symbol, "size": sizes, "color": group.colour, "opacity": 1}
        traces.append(
            go.Scatter(
                x=x,
                y=y,
                mode="markers",
                marker=marker | {"line": {"width": 2, "color": group.colour}},
                name=group.words(text),
                cliponaxis=False,
                hoverinfo="skip",
            )
        )
    return traces


def _label_ages(strip: Strip, ground: int, step: int, text: Text) -> list[dict[str, Any]]:
    """Write every age under its column, how many children stand there above it, and what the numbers are."""
    ages = [
        _words(
            "<br>".join(wrap(name_age(age, text), NARROW)),
            strip.place(age),
            ground + 2,
            yanchor="top",
            font={"size": 14},
        )
        for age in strip.columns
    ]
    counts = [
        _words(f"<b>{count}</b>", strip.place(age), ground - step * count, yanchor="bottom", font={"size": 14})
        for age in strip.columns
        if (count := strip.count(age))
    ]
    title = _words(text("strip.axis"), 0.5, ground + 24, xref="paper", yanchor="top", font={"size": 14})
    return [*ages, *counts, title]


def _label_levels(strip: Strip) -> list[dict[str, Any]]:
    return [
        _words(
            "<br>".join(wrap(level.name, LETTERS)),
            (level.first + level.last) / 2,
            HEAD,
            yanchor="bottom",
            font={"size": 14, "color": theme.QUIET},
        )
        for level in strip.levels
    ]


def _label_key(strip: Strip, ground: int, text: Text) -> list[dict[str, Any]]:
    return [
        _words(
            group.words(text),
            strip.place(strip.columns[0]),
            ground + FOOT + LINE * (line + 0.5),
            xanchor="left",
            xshift=16,
            font={"color": group.colour},
        )
        for line, group in enumerate(strip.groups)
    ]


def _words(words: str, x: float, y: float, **layout: Any) -> dict[str, Any]:
    return {"text": words, "x": x, "y": y, "showarrow": False, **layout}


def _say_ages(group: Group, strip: Strip, text: Text) -> str:
    """Return «4 tuổi: 1, 6 tuổi: 2» of the ages that occur."""
    counts = ((age, group.ages.count(age)) for age in strip.columns)
    said = (
        f"{text('strip.age', age=age) if age is not None else text('strip.no_age')}: {count}"
        for age, count in counts
        if count
    )
    return ", ".join(said)


def _base(strip: Strip, ground: int) -> dict[str, Any]:
    ends = {"xref": "paper", "x0": 0, "x1": 1, "y0": ground, "y1": ground}
    return {"type": "line", **ends, "line": {"color": theme.QUIET, "width": 1}}


def _borders(strip: Strip, ground: int) -> list[dict[str, Any]]:
    """Draw where one level ends and the next begins; dashed where a full age may be due either."""
    dash = "solid" if strip.is_exact else "dash"
    return [
        {
            "type": "line",
            "x0": level.first - 0.5,
            "x1": level.first - 0.5,
            "y0": HEAD / 2,
            "y1": ground,
            "line": {"color": theme.GREY, "width": 2, "dash": dash},
        }
        for level in strip.levels[1:]
    ]
