"""Where many households changed class: flows from class to class. Few are better told by the table."""

from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard import format as fmt
from dashboard import theme
from dashboard.text import Text
from queries import Table, words_of


@dataclass(frozen=True, slots=True)
class Flow:
    begin: str
    end: str
    households: int


def read_flows(matrix: Table) -> tuple[Flow, ...]:
    """Return the cells of `movement_matrix` that leave the diagonal."""
    cells = zip(*(matrix.column(name) for name in ("begin_class", "end_class", "households")), strict=True)
    flows = (Flow(str(begin), str(end), int(str(count))) for begin, end, count in cells if count is not None)
    return tuple(flow for flow in flows if flow.begin != flow.end and flow.households)


def draw(flows: tuple[Flow, ...], text: Text) -> go.Figure:
    begins, ends = list(dict.fromkeys(f.begin for f in flows)), list(dict.fromkeys(f.end for f in flows))
    labels = [_say(code, _sum(flows, "begin", code), text) for code in begins]
    labels += [_say(code, _sum(flows, "end", code), text) for code in ends]
    sankey = go.Sankey(
        node={"label": labels, "color": theme.QUIET, "pad": 24, "hovertemplate": "%{label}<extra></extra>"},
        link={
            "source": [begins.index(f.begin) for f in flows],
            "target": [len(begins) + ends.index(f.end) for f in flows],
            "value": [f.households for f in flows],
            "color": theme.PALE,
            "customdata": [_words(f, text) for f in flows],
            "hovertemplate": "%{customdata}<extra></extra>",
        },
    )
    return go.Figure(sankey, layout={"template": theme.TEMPLATE, "height": 380})


def describe(flows: tuple[Flow, ...], text: Text) -> str:
    return "; ".join(_words(flow, text) for flow in flows)


def _words(flow: Flow, text: Text) -> str:
    return f"{_class(flow.begin, text)} → {_class(flow.end, text)}: {fmt.counted(flow.households, 'household', text)}"


def _say(code: str, households: int, text: Text) -> str:
    return f"{_class(code, text)}: {fmt.count(households, text)}"


def _sum(flows: tuple[Flow, ...], side: str, code: str) -> int:
    return sum(flow.households for flow in flows if getattr(flow, side) == code)


def _class(code: str, text: Text) -> str:
    return text.of(words_of("class", code))
