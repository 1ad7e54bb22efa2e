"""Poor households by attribute: a mark each, of the group, of the rest, or not known."""

import plotly.graph_objects as go

from dashboard.charts import areas
from dashboard.charts.areas import AROUND, COUNTED, SECOND, UNKNOWN, Group, Place, describe
from dashboard.charts.labels import break_words
from dashboard.text import Text
from queries import Table, words_of

__all__ = ["describe", "draw", "read_attributes"]

# Pixels of an attribute, letters of a line of its name: on a phone the marks need what is left.
ROW, WIDTH = 66, 12


def read_attributes(table: Table, text: Text) -> tuple[Place, ...]:
    """Return one line for each attribute that is told of, its poor households side by side."""
    rows = table.records()
    return tuple(_read(name, [row for row in rows if row["attribute"] == name], text) for name in _names(table))


def draw(places: tuple[Place, ...], text: Text) -> go.Figure:
    figure = areas.draw(places, text).update_layout(height=ROW * len(places) + AROUND)
    figure.for_each_annotation(lambda said: said.update(text=said.text.replace(" · ", "<br>"), align="left"))
    return figure.update_yaxes(ticktext=[break_words(place.name, WIDTH) for place in places])


def _names(table: Table) -> list[str]:
    return [str(name) for name in dict.fromkeys(table.column("attribute"))]


def _read(attribute: str, sides: list[dict[str, object]], text: Text) -> Place:
    counts = {str(row["side"]): int(str(row["poor"])) for row in sides}
    of, rest, unknown = (counts.get(side, 0) for side in (attribute, f"not_{attribute}", "unknown"))
    looks = ((COUNTED, "of_group", of), (SECOND, "the_rest", rest), (UNKNOWN, "unknown", unknown))
    groups = tuple(Group(text(f"equity.{name}"), look, count) for look, name, count in looks if count)
    words = text("equity.marks", of=of, whole=of + rest + unknown) if of + rest else ""
    doubt = text("equity.marks_unknown", unknown=unknown) if unknown else ""
    return Place(text.of(words_of("equity_side", attribute)), groups, " · ".join(filter(None, (words, doubt))))
