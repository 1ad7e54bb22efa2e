"""What was measured, as Markdown tables.

A ratio is the median of the pairs, bold where it is above its yardstick, then the lowest and the highest pair.
"""

from collections.abc import Iterable, Sequence
from math import inf
from statistics import median

from driver.browser import Seen
from driver.ratio import compare

from .arrivals import Arrival, Arrivals
from .clicks import Clicks
from .pieces import Page
from .reruns import Reruns

CPU, WAIT, KILOBYTES = 3.0, 1.3, 150


def write_reruns(pages: dict[str, Page], costs: dict[str, Reruns]) -> str:
    rows = [
        (
            *(f"/{slug}", page.charts, page.tables, page.texts, page.widgets),
            *(write_ms(costs[slug].bare, 1), write_ms(costs[slug].same, 1)),
            write_ratio(costs[slug].same, costs[slug].bare, CPU),
            *(write_ms(costs[slug].other, 1), write_ratio(costs[slug].other, costs[slug].bare, CPU)),
            write_ms(costs[slug].first),
        )
        for slug, page in pages.items()
    ]
    heads = "page|charts|tables|texts|widgets|bare|same|ratio|other khối|ratio|first look"
    title = f"Server CPU of one rerun, ms (yardstick {CPU} times bare)"
    return write_table(title, heads, rows)


def write_clicks(costs: dict[str, Clicks]) -> str:
    rows = [
        (
            f"/{slug}",
            write_ms(cost.bare),
            write_ms(cost.ours),
            write_ratio(cost.ours, cost.bare, WAIT),
            write_ms(cost.answering),
            write_ratio(cost.ours, cost.answering, WAIT),
            write_ms(cost.first),
        )
        for slug, cost in costs.items()
    ]
    title = f"From the click on another khối to its number, ms in Chromium (yardstick {WAIT} times bare)"
    return write_table(title, "page|bare|ours|ratio|bare, as much changes|ratio|first look", rows)


def write_arrivals(costs: dict[str, Arrivals]) -> str:
    rows = []
    for slug, cost in costs.items():
        bare, ours, second = (list_headings(arrivals) for arrivals in (cost.bare, cost.ours, cost.second))
        waits = (
            write_ms(bare),
            write_ms(ours),
            write_ratio(ours, bare, WAIT),
            write_ms(second),
            write_ratio(ours, second),
        )
        cpu = (write_ms([one.cpu for one in arrivals]) for arrivals in (cost.bare, cost.ours, cost.second))
        rows.append((f"/{slug}", *waits, *cpu))
    heads = "page|bare|ours|ratio|second visitor|first to second|CPU bare|CPU ours|CPU second visitor"
    title = f"First number on a fresh server, ms in Chromium, and CPU of the server (yardstick {WAIT} times bare)"
    return write_table(title, heads, rows)


def write_order(pages: dict[str, Page], costs: dict[str, Arrivals]) -> str:
    """Tell the first visit of each fresh server piece by piece, and what the largest figure weighs."""
    rows = []
    for slug, page in pages.items():
        seen = [one.seen for one in costs[slug].ours]
        times = (write_seen(seen, name) for name in ("heading", "table", "chart"))
        rows.append((f"/{slug}", *times, tell_order(seen), f"{page.largest_figure / 1000:.1f}" if page.charts else "–"))
    heads = "page|number|table|chart|numbers and tables before the chart|largest figure, KB"
    title = f"What stands there first, ms in Chromium, and the largest figure (yardstick {KILOBYTES} KB)"
    return write_table(title, heads, rows)


def tell_order(visits: Sequence[Seen]) -> str:
    """Count the visits in which the chart came in a later frame than the number and the first table."""
    drawn = [seen for seen in visits if seen.chart is not None]
    later = [seen for seen in drawn if seen.chart > max(seen.heading, seen.table or 0)]
    return f"{len(later)} of {len(drawn)}" if drawn else "–"


def list_headings(arrivals: Iterable[Arrival]) -> list[float]:
    return [one.seen.heading for one in arrivals]


def write_seen(visits: Iterable[Seen], name: str) -> str:
    times = [time for seen in visits if (time := getattr(seen, name)) is not None]
    return write_ms(times) if times else "–"


def write_ms(times: Sequence[float], decimals: int = 0) -> str:
    return f"{median(times):.{decimals}f}"


def write_ratio(ours: Sequence[float], floor: Sequence[float], yardstick: float = inf) -> str:
    ratio = compare(ours, floor)
    middle = f"**{ratio.middle:.2f}**" if ratio.middle > yardstick else f"{ratio.middle:.2f}"
    return f"{middle} ({ratio.lowest:.2f}-{ratio.highest:.2f})"


def write_table(title: str, heads: str, rows: Iterable[Sequence[object]]) -> str:
    columns = heads.split("|")
    lines = (columns, ["---"] * len(columns), *rows)
    return "\n".join([f"**{title}**", "", *(f"| {' | '.join(map(str, line))} |" for line in lines), ""])
