"""A `Plot` as bars of plain markup: sharp at any size of a projector, read out in words, nothing under the pointer.

The colours are those of stage.css; what is lacking or not known is striped, so that grey paper tells them apart.
"""

from functools import lru_cache
from html import escape

from dashboard import format as fmt
from dashboard import theme
from dashboard.charts.plot import Measure, Plot, Strand, describe, write_number
from dashboard.text import Text

# How much longer than the longest bar the track is: the numbers stand behind the bars.
ROOM: dict[Measure, float] = {"count": 1.16, "money": 1.42, "share": 1.2}
FIFTHS = 5


@lru_cache(maxsize=64)
def write(plot: Plot, text: Text) -> str:
    """Return the figure, from the first category at the top. Every word from data is escaped."""
    rows = "".join(_row(plot, place, text) for place in range(len(plot.categories)))
    words = escape(f"{plot.title}. {describe(plot, text)}")
    return (
        f'<figure class="plot {plot.shape}" role="img" aria-label="{words}">'
        f'<figcaption aria-hidden="true">{escape(plot.title)}{_key(plot)}</figcaption>'
        f'<div class="rows" aria-hidden="true">{rows}</div>{_axis(plot, text)}</figure>'
    )


def _row(plot: Plot, place: int, text: Text) -> str:
    lanes = _lanes(plot, place)
    bars = "".join(_lane(plot, place, strands, text) for strands in lanes)
    return f'<div class="row"><span class="name">{escape(plot.categories[place])}</span><div>{bars}</div></div>'


def _lanes(plot: Plot, place: int) -> list[list[Strand]]:
    """Return which strands share a line: each has its own, but for bars that stand on each other."""
    told = [strand for strand in plot.strands if strand.numbers[place] is not None]
    return [[strand] for strand in plot.strands] if plot.shape == "bars" else [told]


def _lane(plot: Plot, place: int, strands: list[Strand], text: Text) -> str:
    end = plot.find_starts()[place] if plot.shape == "waterfall" else 0.0
    bars, said = [], []
    for strand in strands:
        number = strand.numbers[place]
        length = abs(number or 0)
        bars.append(f'<i class="{strand.look}" style="left:{_share(plot, end)};width:{_share(plot, length)}"></i>')
        said.append(write_number(plot, strand, number, text))
        end += length
    shown = escape(" + ".join(said) or text("not_reported"))
    return f'<span class="lane">{"".join(bars)}<b style="left:{_share(plot, end)}">{shown}</b></span>'


def _share(plot: Plot, length: float) -> str:
    return f"{100 * length / (ROOM[plot.measure] * max(plot.furthest, 1)):.2f}%"


def _key(plot: Plot) -> str:
    if len(plot.strands) < 2 or plot.shape == "waterfall":
        return ""
    named = (f'<span><i class="{strand.look}"></i>{escape(strand.name)}</span>' for strand in plot.strands)
    return f'<span class="names">{"".join(named)}</span>'


def _axis(plot: Plot, text: Text) -> str:
    marks = "".join(
        f'<i style="left:{_share(plot, at)}"></i><span style="left:{_share(plot, at)}">{escape(words)}</span>'
        for at, words in list_ticks(plot, text)
    )
    return f'<div class="axis" aria-hidden="true"><span class="name">{escape(plot.axis)}</span><div>{marks}</div></div>'


def list_ticks(plot: Plot, text: Text) -> list[tuple[float, str]]:
    """Return where the axis is marked and with what: whole things at whole numbers, money in million đồng."""
    if plot.measure == "share":
        return [(fifth / FIFTHS, fmt.percent(fifth / FIFTHS, text)) for fifth in range(FIFTHS + 1)]
    unit = fmt.MILLION if plot.measure == "money" else 1
    step = theme.integer_step(max(plot.furthest / unit, 1))
    return [(at * unit, fmt.number(at, text)) for at in range(0, int(plot.furthest / unit) + 1, step)]
