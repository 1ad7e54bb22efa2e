"""Poor households of each khối under the old standard and the new one: two marks on a line, in administrative order."""

from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard import format as fmt
from dashboard import theme
from dashboard.charts.labels import above, break_words
from dashboard.text import Text
from queries import Result

ROW = 46
BAR = {"color": theme.GREY, "width": 3}


@dataclass(frozen=True, slots=True)
class Pair:
    """One khối; a count is None where its list under that standard is not in."""

    name: str
    old: float | None
    new: float | None

    def words(self, text: Text) -> str:
        return f"{self.name}: {fmt.count(self.old, text)} → {fmt.count(self.new, text)}"


def read_pairs(old: Result, new: Result) -> tuple[Pair, ...]:
    """Pair the khối of two results in their order, which is the administrative one; what is not whole is not known."""
    counts = [{row.key: row.numerator for row in result.rows if row.is_complete} for result in (old, new)]
    names = {row.key: str(row.label or "") for result in (old, new) for row in result.rows if row.areas_total}
    return tuple(Pair(name, counts[0].get(key), counts[1].get(key)) for key, name in names.items())


def draw(pairs: tuple[Pair, ...], names: tuple[str, str], text: Text) -> go.Figure:
    """Draw one row a khối; `names` are those of the old and the new standard."""
    most = max((count for pair in pairs for count in (pair.old, pair.new) if count is not None), default=0)
    figure = go.Figure(layout={"template": theme.TEMPLATE, "height": ROW * len(pairs) + 90})
    figure.add_traces([_marks(pairs, "new", names[1]), _marks(pairs, "old", names[0])])
    figure.update_xaxes(**theme.integer_axis(most, room=1.08), title={"text": text("axis.households")})
    figure.update_yaxes(range=[len(pairs) - 0.4, -0.8], visible=False)
    labels = [above(break_words(pair.words(text)), place, lift=9) for place, pair in enumerate(pairs)]
    bars = [
        {"type": "line", "x0": pair.old, "x1": pair.new, "y0": place, "y1": place, "layer": "below", "line": BAR}
        for place, pair in enumerate(pairs)
        if pair.old is not None and pair.new is not None and pair.old != pair.new
    ]
    # Drawn first, the new standard's mark lies under the old one's ring; in the key the old one comes first.
    key = {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "traceorder": "reversed", "itemclick": False}
    return figure.update_layout(annotations=labels, shapes=bars, showlegend=True, legend=key)


def describe(pairs: tuple[Pair, ...], names: tuple[str, str], text: Text) -> str:
    return f"{names[0]} → {names[1]}: " + "; ".join(pair.words(text) for pair in pairs)


def _marks(pairs: tuple[Pair, ...], standard: str, name: str) -> go.Scatter:
    """Return the marks of one standard: hollow circles for the old, diamonds for the new that may stand in them."""
    counts = [(getattr(pair, standard), place) for place, pair in enumerate(pairs)]
    drawn = [(count, place) for count, place in counts if count is not None]
    symbol, colour, size = ("circle-open", theme.INK, 17) if standard == "old" else ("diamond", theme.BLUE, 11)
    return go.Scatter(
        x=[count for count, _ in drawn],
        y=[place for _, place in drawn],
        mode="markers",
        marker={"symbol": symbol, "color": colour, "size": size, "line": {"width": 2, "color": colour}},
        name=name,
        cliponaxis=False,
        hoverinfo="skip",
    )
