"""The policies as khối are drawn elsewhere: one mark or one length for each who is served, waits or is unknown."""

import plotly.graph_objects as go

from dashboard import format as fmt
from dashboard.charts import areas
from dashboard.charts.areas import AROUND, COUNTED, FAILED, UNKNOWN, Group, Place
from dashboard.charts.labels import break_words
from dashboard.text import Text
from queries import Table

LOOKS = (("served", COUNTED), ("waiting", FAILED), ("unknown", UNKNOWN))
# Letters of a line of a name, and pixels of a policy: names stand in two lines.
WIDTH, ROW = 26, 44


def read_policies(matrix: Table, text: Text) -> tuple[Place, ...]:
    """Return every policy of target 6 of which counts are told, here; what is hidden is not drawn."""
    rows = [row for row in matrix.records() if row["is_in_target"] and row["eligible"] and row["reach"] != "undivided"]
    return tuple(
        Place(
            text.of(row["policy_name"]),
            tuple(Group(text(f"policies.drawn_{name}"), look, row[name]) for name, look in LOOKS if row[name]),
            f"{fmt.count(row['served'] or 0, text)}/{fmt.count(row['eligible'], text)}",
        )
        for row in rows
    )


def draw(places: tuple[Place, ...], text: Text) -> go.Figure:
    figure = areas.draw(places, text).update_layout(height=ROW * len(places) + AROUND)
    return figure.update_yaxes(ticktext=[break_words(place.name, WIDTH) for place in places])


def describe(places: tuple[Place, ...], text: Text) -> str:
    return areas.describe(places, text)
