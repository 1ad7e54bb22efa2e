"""From the opening to the closing count, step by step: the official identity, drawn, and checked while it is drawn."""

from typing import Any

import plotly.graph_objects as go

from dashboard import theme
from dashboard.charts.labels import above, break_words
from dashboard.charts.steps import Step, reconcile
from dashboard.text import Text

BAR, ROOM = 0.46, 1.12
# Below the axis: its numbers and its name. Told to find this room itself, Plotly lays the whole picture out twice.
FOOT = 50


def draw(steps: tuple[Step, ...], text: Text) -> go.Figure:
    """Draw the steps from top to bottom; what does not add up stands as a step of its own before the closing count."""
    whole = reconcile(steps, text)
    starts = _starts(whole)
    furthest = max((start + abs(step.households or 0) for start, step in zip(starts, whole, strict=True)), default=0)
    layout = {"template": theme.TEMPLATE, "height": 56 * len(whole) + 70, "margin": {"b": FOOT}}
    figure = go.Figure(_bars(whole, starts, text), layout=layout)
    named = {"title": {"text": text("axis.households")}, "automargin": False}
    figure.update_xaxes(**theme.integer_axis(furthest, room=ROOM), **named)
    figure.update_yaxes(range=[len(whole) - 0.6, -0.85], visible=False, automargin=False)
    labels = [above(break_words(step.label), place - BAR / 2, lift=1) for place, step in enumerate(whole)]
    return figure.update_layout(annotations=labels, shapes=_connectors(whole))


def describe(steps: tuple[Step, ...], text: Text) -> str:
    return "; ".join(f"{step.label}: {step.words(text)}" for step in reconcile(steps, text))


def _bars(steps: tuple[Step, ...], starts: list[float], text: Text) -> go.Bar:
    return go.Bar(
        x=[abs(step.households or 0) for step in steps],
        y=list(range(len(steps))),
        base=starts,
        orientation="h",
        width=BAR,
        marker={
            "color": [_colour(step) for step in steps],
            # What nobody has explained is striped: no colour says whether it is good.
            "pattern": {
                "shape": ["/" if _is_doubtful(step) else "" for step in steps],
                "fgcolor": theme.QUIET,
                "bgcolor": theme.PAPER,
                "size": 6,
            },
        },
        text=[f"<b>{step.words(text)}</b>" for step in steps],
        textposition="outside",
        cliponaxis=False,
        hoverinfo="skip",
    )


def _starts(steps: tuple[Step, ...]) -> list[float]:
    """Return where each bar begins: at 0 for a count, at the lower end of the change for a step."""
    starts, level = [], 0.0
    for step in steps:
        change = step.households or 0
        starts.append(0.0 if step.is_level else min(level, level + change))
        level = change if step.is_level else level + change
    return starts


def _is_doubtful(step: Step) -> bool:
    return step.is_unexplained or step.key == "gap"


def _colour(step: Step) -> str:
    if step.is_level or _is_doubtful(step):
        return theme.GREY
    return theme.BLUE if (step.households or 0) < 0 else theme.ORANGE


def _connectors(steps: tuple[Step, ...]) -> list[dict[str, Any]]:
    """Join each bar to the next at the level reached, so that the eye can add up."""
    level = 0.0
    lines: list[dict[str, Any]] = []
    for place, step in enumerate(steps[:-1]):
        level = (step.households or 0) if step.is_level else level + (step.households or 0)
        ends = {"x0": level, "x1": level, "y0": place + BAR / 2, "y1": place + 1 - BAR / 2}
        lines.append({"type": "line", **ends, "line": {"color": theme.QUIET, "width": 1, "dash": "dot"}})
    return lines
