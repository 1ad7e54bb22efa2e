"""What one rerun of each page costs the server, as a ratio to a bare Streamlit page of the same charts and tables.

Two real servers, one session a page, one interleaved run: bare, ours, bare, ours … Nothing here passes or fails.
"""

import json
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from itertools import cycle
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from driver.clock import describe_run, read_cpu_seconds
from driver.ratio import compare
from driver.server import ROOT, Server, serve
from driver.session import Session, list_elements
from streamlit.proto.Element_pb2 import Element

TARGET = 3.0
# The elements that the floor can draw.
DRAWN = ("plotly_chart", "html", "button_group", "selectbox")
RERUNS, BATCHES, WARM_UPS = 20, 6, 15
# The filter that changes between two runs, and how many of its options take turns.
FILTER, OPTIONS = "Khối phố", 5
# What a server still does after the last message of a batch: it collects garbage.
SETTLE_SECONDS = 0.1
TODAY = "2026-11-20"


@dataclass(frozen=True, slots=True)
class Pieces:
    """What a page is made of, as a browser receives it; `texts` are blocks of HTML, tables among them.

    `groups` and `boxes`: the options of each row of buttons and of each select box in the page.
    """

    charts: int
    texts: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]
    boxes: tuple[tuple[str, ...], ...]

    @property
    def tables(self) -> int:
        return sum("<table" in text for text in self.texts)

    @property
    def widgets(self) -> int:
        return len(self.groups) + len(self.boxes)


@dataclass(frozen=True, slots=True)
class Costs:
    """CPU milliseconds a rerun, one number a batch: the bare page, ours unchanged, ours with another khối each time.

    `first` has one number: khối that this page has not shown yet.
    """

    first: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    same: list[float] = field(default_factory=list)
    other: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tab:
    """One open page and the server behind it; `options` of the filter take turns for ever."""

    server: Server
    session: Session
    options: Iterator[str]

    def rerun(self) -> None:
        self.session.rerun()

    def change_filter(self) -> None:
        self.session.choose(FILTER, next(self.options))
        self.session.rerun()


def main() -> None:
    with TemporaryDirectory() as folder, ExitStack() as stack:
        work = Path(folder)
        ours = start_ours(work, stack)
        tabs = {slug: open_tab(ours, stack, slug=slug) for slug in list_slugs(ours, stack)}
        pieces = {slug: read_pieces(tab) for slug, tab in tabs.items()}
        floor = start_floor(work, stack, pieces)
        bare = {slug: open_tab(floor, stack, query=f"page={slug}") for slug in tabs}
        costs = measure(bare, tabs)
    show(pieces, costs)


def start_ours(work: Path, stack: ExitStack) -> Server:
    """Serve the app over the sample ward; it builds its warehouse before it answers."""
    shutil.copytree(ROOT / "data" / "sample" / "raw", work / "ward" / "raw")
    settings = {"WARD_DATA": str(work / "ward"), "WARD_TODAY": TODAY}
    return stack.enter_context(serve(ROOT / "app.py", work / "ours.log", **settings))


def list_slugs(server: Server, stack: ExitStack) -> tuple[str, ...]:
    """Return the addresses in the menu, so that a new page is measured without a word here."""
    return open_tab(server, stack).session.slugs


def start_floor(work: Path, stack: ExitStack, pieces: dict[str, Pieces]) -> Server:
    """Serve the bare pages, which hold what ours were seen to show."""
    held = {slug: asdict(page) for slug, page in pieces.items()}
    (work / "pages.json").write_text(json.dumps(held), encoding="utf-8")
    script = ROOT / "bench" / "floor" / "app.py"
    return stack.enter_context(serve(script, work / "floor.log", BENCH_PAGES=str(work / "pages.json")))


def open_tab(server: Server, stack: ExitStack, slug: str = "", query: str = "") -> Tab:
    session = stack.enter_context(Session(server, slug, query))
    session.rerun()
    # Without the first option, the one that stands there when the page opens.
    options = session.boxes[FILTER].options[1 : OPTIONS + 1] if session.boxes else ()
    return Tab(server, session, cycle(options))


def read_pieces(tab: Tab) -> Pieces:
    """Count what the page draws. Stops where the floor cannot draw it yet, or where there is nothing to count."""
    tab.session.held.clear()
    drawn: dict[str, list[Element]] = {name: [] for name in DRAWN}
    for message in list_elements(tab.session.rerun()):
        element = message.delta.new_element
        drawn.setdefault(str(element.WhichOneof("type")), []).append(element)
    strange = sorted(drawn.keys() - set(DRAWN))
    if strange:
        sys.exit(f"/{tab.session.slug}: teach bench/floor/page.py to draw {', '.join(strange)}")
    pieces = Pieces(
        charts=len(drawn["plotly_chart"]),
        texts=tuple(element.html.body for element in drawn["html"]),
        groups=tuple(tuple(o.content for o in element.button_group.options) for element in drawn["button_group"]),
        boxes=tuple(tuple(element.selectbox.options) for element in drawn["selectbox"]),
    )
    if not pieces.charts + pieces.tables:
        sys.exit(f"/{tab.session.slug}: neither a chart nor a table came, nothing to measure")
    return pieces


def measure(bare: dict[str, Tab], ours: dict[str, Tab]) -> dict[str, Costs]:
    costs = {slug: Costs() for slug in ours}
    for slug in ours:
        warm_up(bare[slug], ours[slug], costs[slug])
    for number in range(BATCHES):
        print(f"batch {number + 1} of {BATCHES}", file=sys.stderr)
        for slug in ours:
            time_side_by_side(bare[slug], ours[slug], costs[slug])
    return costs


def warm_up(bare: Tab, ours: Tab, costs: Costs) -> None:
    time_batch(bare, bare.rerun, WARM_UPS)
    time_batch(ours, ours.rerun, WARM_UPS)
    costs.first.append(time_batch(ours, ours.change_filter, OPTIONS))
    time_batch(ours, ours.change_filter, WARM_UPS)


def time_side_by_side(bare: Tab, ours: Tab, costs: Costs) -> None:
    """Time one batch of each kind, so that a busy moment of the machine falls on all of them."""
    costs.bare.append(time_batch(bare, bare.rerun))
    costs.same.append(time_batch(ours, ours.rerun))
    costs.other.append(time_batch(ours, ours.change_filter))


def time_batch(tab: Tab, run: Callable[[], None], reruns: int = RERUNS) -> float:
    """Return CPU milliseconds of the whole server process per rerun."""
    before = read_cpu_seconds(tab.server.pid)
    for _ in range(reruns):
        run()
    time.sleep(SETTLE_SECONDS)
    return (read_cpu_seconds(tab.server.pid) - before) / reruns * 1000


def show(pieces: dict[str, Pieces], costs: dict[str, Costs]) -> None:
    print(describe_run())
    print(
        f"server CPU, ms a rerun: medians of {BATCHES} interleaved batches of {RERUNS}; ratio to bare: median min-max"
    )
    print(
        "page          charts tables texts widgets   bare   same  ratio min-max  other khối  ratio min-max  first look"
    )
    for slug, page in pieces.items():
        counts = f"{page.charts:6} {page.tables:6} {len(page.texts):5} {page.widgets:7}"
        print(f"/{slug:13}{counts} {describe_costs(costs[slug])}")
    above = [f"/{slug}" for slug in pieces if find_ratio(costs[slug]) > TARGET]
    print(f"target: at most {TARGET} times bare. Above it: {', '.join(above) or 'none'}")


def describe_costs(costs: Costs) -> str:
    bare, same, other = (median(batches) for batches in (costs.bare, costs.same, costs.other))
    return (
        f"{bare:6.1f} {same:6.1f}  {compare(costs.same, costs.bare)}"
        f" {other:11.1f}  {compare(costs.other, costs.bare)} {costs.first[0]:11.1f}"
    )


def find_ratio(costs: Costs) -> float:
    """Return the worse of the two: a rerun is as often as not a change of filter."""
    return max(compare(batches, costs.bare).middle for batches in (costs.same, costs.other))


if __name__ == "__main__":
    main()
