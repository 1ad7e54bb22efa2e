"""Money of sources, units or lines on one axis: spent, left, not reported, and what is spent beyond the mark.

Heights are in pixels, so that a label above its bar is never cut off, on a projector or on a phone.
"""

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboard import theme
from dashboard.charts.labels import above, break_words
from dashboard.findings.money import say_row
from dashboard.format import MILLION
from dashboard.text import Text
from queries import Table

WORDS, BAR, BETWEEN, HEAD, FOOT = 21, 18, 16, 8, 48
# Room behind the longest bar.
ROOM = 1.04


@dataclass(frozen=True, slots=True)
class Spending:
    """One row in đồng: `within` is spent of `available`, `over` beyond it, `silent` is of lines that did not report."""

    name: str
    group: str
    words: str
    available: int
    within: int
    over: int
    silent: int

    @property
    def label(self) -> str:
        return f"{self.name}: {self.words}"

    @property
    def longest(self) -> int:
        return self.available + self.over


def read_spending(table: Table, names: tuple[str, ...], text: Text, group: str = "") -> tuple[Spending, ...]:
    """Return the rows of a table of money; `names` are joined by « – » into the name of each."""
    return tuple(_read(row, names, group, text) for row in table.records())


def is_empty(rows: tuple[Spending, ...]) -> bool:
    return not any(row.longest for row in rows)


def describe(rows: tuple[Spending, ...], text: Text) -> str:
    return "; ".join(row.label for row in rows)


def draw(rows: tuple[Spending, ...], text: Text) -> go.Figure:
    """Draw a bar each from 0 to its money, marked in black; what is spent beyond runs past the mark."""
    tops, labels, height = _place(rows)
    drawn = [(row, top) for row, top in zip(rows, tops, strict=True) if row.longest]
    parts = (
        ([(0, row.within) for row, _ in drawn], {"color": theme.BLUE}),
        ([(row.within, row.available - row.within - row.silent) for row, _ in drawn], _EMPTY),
        ([(row.available - row.silent, row.silent) for row, _ in drawn], _HATCHED),
        ([(row.available, row.over) for row, _ in drawn], {"color": theme.ORANGE}),
    )
    figure = go.Figure(
        [_bars(spans, [top for _, top in drawn], look) for spans, look in parts],
        layout={
            "template": theme.TEMPLATE,
            "barmode": "overlay",
            "height": height + HEAD + FOOT,
            "margin": {"l": 16, "r": 8, "t": HEAD, "b": FOOT},
        },
    )
    reach = max(row.longest for row in rows) * ROOM / MILLION
    figure.update_xaxes(range=[0, reach], automargin=False, nticks=6, tickformat=",~f", title=text("money.million"))
    figure.update_yaxes(range=[height, 0], visible=False, automargin=False)
    return figure.update_layout(annotations=labels, shapes=[_mark(row.available, top) for row, top in drawn])


_EMPTY = {"color": theme.PAPER, "line": {"color": theme.BLUE, "width": 1}}
_HATCHED = {"color": theme.PAPER, "pattern": theme.HATCH, "line": {"color": theme.QUIET, "width": 1}}


def _read(row: dict[str, Any], names: tuple[str, ...], group: str, text: Text) -> Spending:
    available, over = row["available_vnd"] or 0, row["overspent_vnd"] or 0
    return Spending(
        name=" – ".join(str(text.said(row[name])) for name in names if row[name]),
        group=str(text.said(row[group])) if group else "",
        words=say_row(row, text),
        available=available,
        within=max(0, (row["disbursed_vnd"] or 0) - over),
        over=over,
        silent=row["silent_vnd"] or 0,
    )


def _place(rows: tuple[Spending, ...]) -> tuple[list[int], list[dict[str, Any]], int]:
    """Return the top of each bar, all labels and the height of it all, in pixels; a new group opens with its name."""
    tops: list[int] = []
    labels: list[dict[str, Any]] = []
    y, group = 0, ""
    for row in rows:
        if row.group != group:
            group, y = row.group, y + BETWEEN + WORDS
            labels.append(above(f"<b>{break_words(group)}</b>", y))
        label = break_words(row.label)
        y += WORDS * (1 + label.count("<br>")) + 4
        labels.append(above(label, y, lift=2))
        tops.append(y)
        y += (BAR if row.longest else 0) + BETWEEN
    return tops, labels, y


def _bars(spans: list[tuple[int, int]], tops: list[int], look: dict[str, Any]) -> go.Bar:
    return go.Bar(
        base=[start / MILLION for start, _ in spans],
        x=[length / MILLION for _, length in spans],
        y=[top + BAR / 2 for top in tops],
        width=BAR,
        orientation="h",
        marker=look,
        hoverinfo="skip",
    )


def _mark(available: int, top: int) -> dict[str, Any]:
    place = {"x0": available / MILLION, "x1": available / MILLION, "y0": top - 3, "y1": top + BAR + 3}
    return {"type": "line", **place, "line": {"color": theme.INK, "width": 3}}
