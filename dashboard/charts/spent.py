"""Money through the reports of the year: spent in steps, what is available as a line, the even pace of the days."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import plotly.graph_objects as go

from dashboard import format as fmt
from dashboard import theme
from dashboard.text import Text
from queries import Table

# Pixels: the picture itself, the words over it, months and key under it. Room above the highest sum.
HEIGHT, HEAD, FOOT, ROOM = 290, 26, 76, 1.16


@dataclass(frozen=True, slots=True)
class Point:
    """One date of report in đồng; `silent` lines did not say what they spent, `older` ones last reported before it."""

    day: date
    spent: int | None
    available: int
    silent: int
    older: int


@dataclass(frozen=True, slots=True)
class Spent:
    """The reports of a year, the oldest first, as seen on `day`."""

    points: tuple[Point, ...]
    day: date
    is_today: bool

    @property
    def available(self) -> int:
        return self.points[-1].available if self.points else 0

    def spread(self, day: date) -> float:
        """Return what the money available by the newest report would be on `day`, spread evenly over the year."""
        first, last = date(day.year, 1, 1), date(day.year, 12, 31)
        return self.available * ((day - first).days + 1) / ((last - first).days + 1)


def read_spent(table: Table) -> Spent:
    """Return the rows of `money_burnup` of one source, those on whose day one of the lines reported."""
    points = tuple(
        Point(
            row["report_date"],
            row["disbursed_vnd"],
            row["available_vnd"] or 0,
            row["silent_lines"],
            row["lines"] - row["reporting_lines"],
        )
        for row in table.records()
        if row["reporting_lines"]
    )
    return Spent(points, table.as_of, table.as_of == table.filters.today)


def is_empty(spent: Spent) -> bool:
    return not spent.available or not any(point.spent is not None for point in spent.points)


def say_last(spent: Spent, text: Text) -> str:
    """Say what the newest report adds up to, beside the even pace on its day; nothing is concluded from the two."""
    if is_empty(spent):
        return text("money.no_burnup")
    last = spent.points[-1]
    if last.spent is None:
        return text("money.last_untold", day=fmt.day(last.day, text), available=fmt.money(last.available, text))
    return text(
        "money.last_partly" if last.silent else "money.last",
        day=fmt.day(last.day, text),
        spent=fmt.money(last.spent, text),
        available=fmt.money(last.available, text),
        even=fmt.money(round(spent.spread(last.day)), text),
        count=last.silent,
    )


def say_key(spent: Spent, text: Text) -> str:
    """Say what a hollow mark means, where there is one."""
    return text("money.key_hollow") if any(point.silent or point.older for point in spent.points) else ""


def describe(spent: Spent, text: Text) -> str:
    return "; ".join(_say_point(point, text) for point in spent.points)


def draw(spent: Spent, text: Text) -> go.Figure:
    """Draw what is available, the even pace as a thin line, the steps of what was spent and today's line."""
    figure = go.Figure(layout={"template": theme.TEMPLATE, "height": HEIGHT + HEAD + FOOT})
    figure.add_traces([_draw_available(spent, text), _draw_even(spent, text), *_draw_steps(spent, text)])
    highest = max(max(point.available, point.spent or 0) for point in spent.points) / fmt.MILLION
    year = spent.day.year
    figure.update_xaxes(
        range=[date(year, 1, 1), date(year, 12, 31)],
        tickvals=[date(year, month, 15) for month in range(1, 13)],
        ticktext=[text("months.label", number=month) for month in range(1, 13)],
        tickangle=0,
        tickfont={"size": 12},
        showgrid=False,
        zeroline=False,
    )
    title = {"text": text("money.axis"), "font": {"size": 14}}
    figure.update_yaxes(range=[0, highest * ROOM], nticks=6, tickformat=",~f", title=title)
    return figure.update_layout(
        margin={"l": 8, "r": 12, "t": HEAD, "b": FOOT},
        shapes=[_down(spent)],
        annotations=[*_write_sums(spent, text), _name_available(spent, text), _name_day(spent, text)],
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 0, "yref": "container", "yanchor": "bottom", "itemclick": False},
    )


def _draw_available(spent: Spent, text: Text) -> go.Scatter:
    """Return what each report says is available, held to the end of the year by the newest."""
    days = [*(point.day for point in spent.points), date(spent.day.year, 12, 31)]
    sums = [*(point.available for point in spent.points), spent.available]
    return _line(days, sums, text("money.available"), shape="hv", color=theme.INK, width=2)


def _draw_even(spent: Spent, text: Text) -> go.Scatter:
    days = [date(spent.day.year, 1, 1), date(spent.day.year, 12, 31)]
    return _line(days, [0, spent.available], text("money.even"), color=theme.QUIET, width=1)


def _draw_steps(spent: Spent, text: Text) -> list[go.Scatter]:
    """Return the steps, cut where a line is missing from the sum: less than before would read as money paid back.

    A mark is hollow where a line is missing or told of an earlier day.
    """
    return [
        _line(
            [point.day for point in run],
            [point.spent or 0 for point in run],
            text("money.steps"),
            shape="hv",
            color=theme.BLUE,
            width=3,
        ).update(mode="lines+markers", marker=_mark(run), cliponaxis=False, showlegend=place == 0)
        for place, run in enumerate(_cut(spent.points))
    ]


def _cut(points: tuple[Point, ...]) -> list[list[Point]]:
    """Return the runs of points that may be joined; one with a silent line stands alone."""
    runs: list[list[Point]] = []
    for point in points:
        if point.spent is None:
            continue
        if runs and not point.silent and not runs[-1][-1].silent:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs


def _mark(run: list[Point]) -> dict[str, Any]:
    colours = [theme.PAPER if point.silent or point.older else theme.BLUE for point in run]
    return {"symbol": "circle", "size": 11, "color": colours, "line": {"color": theme.BLUE, "width": 3}}


def _line(days: list[date], sums: list[int], name: str, **line: Any) -> go.Scatter:
    return go.Scatter(
        x=days, y=[vnd / fmt.MILLION for vnd in sums], mode="lines", line=line, name=name, hoverinfo="skip"
    )


def _write_sums(spent: Spent, text: Text) -> list[dict[str, Any]]:
    """Write each sum left above its mark, clear of the steps that follow; one that is not whole under it."""
    return [_write_sum(point, point.spent / fmt.MILLION, text) for point in spent.points if point.spent is not None]


def _write_sum(point: Point, millions: float, text: Text) -> dict[str, Any]:
    side = {"xanchor": "right", "yanchor": "bottom", "xshift": -6, "yshift": 2}
    if point.silent:
        side = {"xanchor": "center", "yanchor": "top", "yshift": -8}
    return {
        "text": f"<b>{fmt.number(millions, text, 2)}</b>",
        "x": point.day,
        "y": millions,
        **side,
        "showarrow": False,
        "bgcolor": theme.PAPER,
        "borderpad": 0,
        "font": {"color": theme.BLUE},
    }


def _name_available(spent: Spent, text: Text) -> dict[str, Any]:
    """Write the newest sum over the end of its line: reports before may have told another."""
    words = text("money.available_sum", available=fmt.money(spent.available, text))
    place = {"x": date(spent.day.year, 12, 31), "y": spent.available / fmt.MILLION, "yanchor": "bottom"}
    look = {"showarrow": False, "font": {"size": 14}, "bgcolor": theme.PAPER, "yshift": 2}
    return {"text": words, "xanchor": "right", **place, **look}


def _down(spent: Spent) -> dict[str, Any]:
    ends = {"x0": spent.day, "x1": spent.day, "yref": "paper", "y0": 0, "y1": 1}
    return {"type": "line", **ends, "layer": "below", "line": {"color": theme.INK, "width": 2}}


def _name_day(spent: Spent, text: Text) -> dict[str, Any]:
    key = "timeline_year.today" if spent.is_today else "timeline_year.period_end"
    side = "left" if spent.day.month <= 3 else "right" if spent.day.month >= 10 else "center"
    place = {"x": spent.day, "y": 1, "yref": "paper", "xanchor": side, "yanchor": "bottom"}
    words = f"<b>{text(key, day=fmt.day(spent.day, text))}</b>"
    return {"text": words, **place, "showarrow": False, "font": {"size": 14}}


def _say_point(point: Point, text: Text) -> str:
    said = text(
        "money.point",
        day=fmt.day(point.day, text),
        spent=fmt.money(point.spent, text),
        available=fmt.money(point.available, text),
    )
    untold = text("money.point_silent", count=point.silent) if point.silent else ""
    older = text("money.point_older", count=point.older) if point.older else ""
    return ", ".join(filter(None, (said, untold, older)))
