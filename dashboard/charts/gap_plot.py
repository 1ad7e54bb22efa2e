"""Each household a mark: how far from the line of income, how many deprivations, between the lines of the standard.

No name and no khối: the list beneath, inside the office, says who.
"""

from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard import format as fmt
from dashboard import theme
from dashboard.format import MILLION
from dashboard.text import Text
from queries import Table

HEIGHT = 420
LOOKS = {"poor": ("circle", theme.BLUE), "near_poor": ("diamond-open", theme.QUIET)}


@dataclass(frozen=True, slots=True)
class Dot:
    """Households of one class that stand at one place; `gap` in points of B1, or in đồng.

    `poor_from`: as many deprivations make a household below the line poor; None while the standard does not say.
    """

    listed: str
    gap: int
    deprivations: int
    households: int
    is_money: bool
    poor_from: int | None

    def words(self, text: Text) -> str:
        gap = fmt.signed(self.gap, text)
        return text(
            "gap_plot.dot_money" if self.is_money else "gap_plot.dot",
            households=fmt.padded(self.households, text),
            listed=text(f"deprivations.{self.listed}"),
            gap=gap,
            deprivations=self.deprivations,
        )


def read_dots(points: Table) -> tuple[Dot, ...]:
    """Return the marks of the measure that more households have: scores and incomes share no axis."""
    dots = [
        Dot(listed, row[gap], row["deprivations"], row[listed], gap == "income_gap_vnd", row["poor_from"])
        for row in points.records()
        for gap in ("b1_gap", "income_gap_vnd")
        for listed in LOOKS
        if row[listed] and row[gap] is not None and row["deprivations"] is not None
    ]
    by_money = [dot for dot in dots if dot.is_money]
    by_score = [dot for dot in dots if not dot.is_money]
    return tuple(max((by_score, by_money), key=lambda some: sum(dot.households for dot in some)))


def draw(dots: tuple[Dot, ...], text: Text) -> go.Figure:
    figure = go.Figure(layout={"template": theme.TEMPLATE, "height": HEIGHT, "showlegend": True, "margin": {"l": 56}})
    for listed, (symbol, colour) in LOOKS.items():
        own = [dot for dot in dots if dot.listed == listed]
        if own:
            figure.add_trace(_marks(own, symbol, colour, text))
    is_money = dots[0].is_money
    figure.add_vline(x=0, line={"color": theme.INK, "width": 1.5})
    borders = {dot.poor_from for dot in dots if dot.poor_from is not None}
    for border in borders:
        figure.add_hline(y=border - 0.5, line={"color": theme.INK, "width": 1.5, "dash": "dot"})
    low, high = min(0, *(_x(dot) for dot in dots)), max(0, *(_x(dot) for dot in dots))
    room = (high - low) * 0.06 or 1
    figure.update_xaxes(
        range=[low - room, high + room], title=text("gap_plot.money" if is_money else "gap_plot.points")
    )
    top = max(*borders, *(dot.deprivations for dot in dots), 1)
    figure.update_yaxes(range=[-0.6, top + 0.8], dtick=1, title=text("gap_plot.deprivations"))
    return figure.update_layout(legend={"orientation": "h", "y": -0.25, "x": 0, "itemclick": False})


def describe(dots: tuple[Dot, ...], text: Text) -> str:
    return "; ".join(dot.words(text) for dot in dots)


def _x(dot: Dot) -> float:
    return dot.gap / MILLION if dot.is_money else dot.gap


def _marks(dots: list[Dot], symbol: str, colour: str, text: Text) -> go.Scatter:
    return go.Scatter(
        x=[_x(dot) for dot in dots],
        y=[dot.deprivations for dot in dots],
        mode="markers+text",
        text=[fmt.count(dot.households, text) if dot.households > 1 else "" for dot in dots],
        textposition="top center",
        name=text(f"deprivations.{dots[0].listed}"),
        marker={"symbol": symbol, "size": 12, "color": colour, "line": {"width": 2, "color": colour}},
        customdata=[dot.words(text) for dot in dots],
        hovertemplate="%{customdata}<extra></extra>",
    )
