"""The most common combinations of deprivations, one mark a household: which package of help serves which households."""

import plotly.graph_objects as go

from dashboard import format as fmt
from dashboard.charts import areas
from dashboard.charts.areas import AROUND, COUNTED, SECOND, Group, Place
from dashboard.charts.labels import break_words
from dashboard.text import Text
from queries import Table

# Combinations that are drawn, letters of a line of a name, pixels of a combination.
MOST, WIDTH, ROW = 8, 24, 62
LOOKS = (("poor", COUNTED), ("near_poor", SECOND))


def read_combinations(table: Table, text: Text) -> tuple[Place, ...]:
    """Return the most common combinations, poor and near-poor apart; who lacks nothing has none."""
    return tuple(
        Place(
            text.of(row["combination"]),
            tuple(Group(text(f"deprivations.{name}"), look, row[name]) for name, look in LOOKS if row[name]),
            fmt.counted((row["poor"] or 0) + (row["near_poor"] or 0), "household", text),
        )
        for row in [row for row in table.records() if row["deprivations"]][:MOST]
    )


def draw(places: tuple[Place, ...], text: Text) -> go.Figure:
    figure = areas.draw(places, text).update_layout(height=ROW * len(places) + AROUND)
    return figure.update_yaxes(ticktext=[break_words(place.name, WIDTH) for place in places])


def describe(places: tuple[Place, ...], text: Text) -> str:
    return areas.describe(places, text)
