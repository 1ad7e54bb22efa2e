"""From the opening to the closing count, step by step: the official identity, drawn, and checked while it is drawn."""

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboard import format as fmt
from dashboard import theme
from dashboard.charts.labels import above, break_words
from dashboard.text import Text
from queries import Table, words_of

BAR, ROOM = 0.46, 1.12
OFFICIAL = ("other_decrease", "relapsed_poor", "new_poor", "other_increase", "arrivals")


@dataclass(frozen=True, slots=True)
class Step:
    """A count at one end of the period, or a change on the way: `households` is signed, None where nobody knows."""

    label: str
    households: float | None
    is_level: bool = False


def read_steps(table: Table, text: Text) -> tuple[Step, ...]:
    """Return the rows of `poor_movement` that happened: both ends, and every step that some household took."""
    rows = zip(table.column("step"), table.column("sign"), table.column("households"), strict=True)
    steps = tuple(
        Step(_name(step, text), None if count is None else _number(count) * (_number(sign) or 1), is_level=sign == 0)
        for step, sign, count in rows
    )
    return tuple(step for step in steps if step.is_level or step.households != 0)


def list_untaken(table: Table, text: Text) -> tuple[str, ...]:
    """Return the official steps that no household took, so that their absence is said and not only not drawn."""
    rows = zip(table.column("step"), table.column("households"), strict=True)
    return tuple(_name(step, text) for step, count in rows if step in OFFICIAL and count == 0)


def draw(steps: tuple[Step, ...], text: Text) -> go.Figure:
    """Draw the steps from top to bottom; what does not add up stands as a step of its own before the closing count."""
    whole = reconcile(steps, text)
    places, starts = list(range(len(whole))), _starts(whole)
    ends = [start + abs(step.households or 0) for start, step in zip(starts, whole, strict=True)]
    figure = go.Figure(
        go.Bar(
            x=[abs(step.households or 0) for step in whole],
            y=places,
            base=starts,
            orientation="h",
            width=BAR,
            marker={"color": [_colour(step) for step in whole]},
            text=[f"<b>{write_step(step, text)}</b>" for step in whole],
            textposition="outside",
            cliponaxis=False,
            hoverinfo="skip",
        ),
        layout={"template": theme.TEMPLATE, "height": 56 * len(whole) + 70},
    )
    figure.update_xaxes(**theme.integer_axis(max(ends, default=0), room=ROOM), title={"text": text("axis.households")})
    figure.update_yaxes(range=[len(whole) - 0.6, -0.85], visible=False)
    labels = [above(break_words(step.label), place - BAR / 2, lift=1) for place, step in enumerate(whole)]
    return figure.update_layout(annotations=labels, shapes=_connectors(whole))


def describe(steps: tuple[Step, ...], text: Text) -> str:
    return "; ".join(f"{step.label}: {write_step(step, text)}" for step in reconcile(steps, text))


def reconcile(steps: tuple[Step, ...], text: Text) -> tuple[Step, ...]:
    """Return the steps with the gap between opening, changes and closing as one more step, where there is one."""
    gap = find_gap(steps)
    if not gap:
        return steps
    return (*steps[:-1], Step(text("waterfall.gap"), gap), steps[-1])


def find_gap(steps: tuple[Step, ...]) -> float | None:
    """Return closing less (opening and all changes); 0 when the identity holds, None while an end is unknown."""
    if not steps or steps[0].households is None or steps[-1].households is None:
        return None
    return steps[-1].households - sum(step.households or 0 for step in steps[:-1])


def say_gap(steps: tuple[Step, ...], text: Text) -> str:
    """Name the gap in words where opening and changes do not make the closing count; empty when they do."""
    gap = find_gap(steps)
    return text("waterfall.unreconciled", gap=fmt.signed(gap, text)) if gap else ""


def write_step(step: Step, text: Text) -> str:
    return fmt.count(step.households, text) if step.is_level else fmt.signed(step.households, text)


def _name(step: object, text: Text) -> str:
    words = text.of(words_of("step", str(step)))
    return words[:1].upper() + words[1:]


def _number(value: object) -> float:
    return float(str(value))


def _starts(steps: tuple[Step, ...]) -> list[float]:
    starts, level = [], 0.0
    for step in steps:
        change = step.households or 0
        starts.append(0.0 if step.is_level else min(level, level + change))
        level = change if step.is_level else level + change
    return starts


def _colour(step: Step) -> str:
    if step.is_level:
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
