"""One dot per child, coloured and shaped by status: of eleven children a percentage hides one, a dot shows each."""

from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard import format as fmt
from dashboard import theme
from dashboard.charts.labels import above, break_words
from dashboard.text import Text
from queries import Result, Row

# Above this many, dots are no longer counted at a glance: stacked bars with counts instead.
MOST_DOTS = 60
PER_LINE = 15
SIZE = 18

MARKERS = {
    "right_level": "circle",
    "ahead": "diamond",
    "finished_level": "hexagon",
    "late": "triangle-up",
    "late_allowed": "triangle-up-open",
    "not_attending": "square",
    "exempt": "x",
    "unknown": "circle-open",
}
# Reached or not, as the rows of the children say it.
OUTCOMES = {"reached": theme.BLUE, "failed": theme.ORANGE, "exempt": theme.QUIET, "unknown": theme.QUIET}


@dataclass(frozen=True, slots=True)
class Group:
    """The children of one status; `colour` tells reached (blue) from not reached (orange) and unknown (grey)."""

    key: str
    label: str
    children: int
    colour: str

    def words(self, text: Text) -> str:
        return f"{self.label[:1].upper()}{self.label[1:]}: {fmt.counted(self.children, 'child', text)}"


def draw(result: Result, text: Text) -> go.Figure:
    """Draw the children of a result divided by school status. An empty result has no picture: ask `is_empty` first."""
    groups = read_groups(result, text)
    if sum(group.children for group in groups) > MOST_DOTS:
        return _draw_stack(groups, text)
    return _draw_dots(groups, text)


def describe(result: Result, text: Text) -> str:
    return "; ".join(group.words(text) for group in read_groups(result, text))


def is_empty(result: Result) -> bool:
    return not any(row.denominator for row in result.rows)


def read_groups(result: Result, text: Text) -> tuple[Group, ...]:
    """Return the statuses that occur, in the order of the result; a suppressed status is left to the table to name."""
    return tuple(
        Group(row.key or "unknown", text.of(row.label) or text("status.unknown"), int(row.denominator), _colour(row))
        for row in result.rows
        if row.denominator
    )


def _colour(row: Row) -> str:
    return OUTCOMES["unknown" if row.unknown else "reached" if row.numerator else "failed"]


def _draw_dots(groups: tuple[Group, ...], text: Text) -> go.Figure:
    figure = go.Figure(layout={"template": theme.TEMPLATE})
    line = 0.0
    for group in groups:
        places = [(child % PER_LINE, line + child // PER_LINE) for child in range(group.children)]
        figure.add_scatter(
            x=[place[0] for place in places],
            y=[place[1] for place in places],
            mode="markers",
            marker={
                "symbol": MARKERS.get(group.key, "circle"),
                "size": SIZE,
                "color": group.colour,
                "line": {"width": 2, "color": group.colour},
            },
            name=group.label,
            hovertemplate=group.label + "<extra></extra>",
        )
        figure.add_annotation(above(break_words(group.words(text)), line, lift=SIZE - 4, colour=group.colour))
        line = places[-1][1] + 1.9
    # Positions, not quantities: the axes carry no ticks at all.
    figure.update_xaxes(visible=False, range=[-0.5, PER_LINE - 0.3])
    figure.update_yaxes(visible=False, range=[line - 1.2, -1.1])
    return figure.update_layout(height=int(36 * (line + 1)))


def _draw_stack(groups: tuple[Group, ...], text: Text) -> go.Figure:
    bars = [
        go.Bar(
            x=[group.children],
            y=[""],
            orientation="h",
            marker={"color": group.colour, "line": {"color": theme.PAPER, "width": 2}, "pattern": _pattern(group)},
            name=group.words(text),
            text=fmt.count(group.children, text),
            hovertemplate=group.words(text) + "<extra></extra>",
        )
        for group in groups
    ]
    layout = {"template": theme.TEMPLATE, "barmode": "stack", "height": 230, "showlegend": True}
    figure = go.Figure(data=bars, layout=layout)
    figure.update_layout(legend={"orientation": "h", "y": -0.45, "traceorder": "normal"})
    return figure.update_xaxes(
        **theme.integer_axis(sum(group.children for group in groups)), title=text("axis.children")
    )


def _pattern(group: Group) -> dict[str, object]:
    """Tell statuses of one colour apart without colour."""
    shapes = {"ahead": ".", "late": "\\", "late_allowed": "-", "unknown": "/"}
    return {"shape": shapes.get(group.key, ""), "fillmode": "overlay", "fgcolor": theme.PAPER}
