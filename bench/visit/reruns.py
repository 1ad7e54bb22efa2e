"""Server CPU of one rerun: two servers, one session a page on each, one interleaved run."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import cycle

from driver.clock import read_cpu_seconds
from driver.server import Server
from driver.session import Session

from .stage import FILTER

RERUNS, BATCHES, WARM_UPS = 20, 5, 10
# How many options of the filter take turns; the first one stands there when the page opens.
OPTIONS = 5
# What a server still does after the last message of a batch: it collects garbage.
SETTLE_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Reruns:
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


def measure_reruns(floor: Server, ours: Server, slugs: tuple[str, ...]) -> dict[str, Reruns]:
    with ExitStack() as stack:
        bare = {slug: open_tab(floor, stack, query=f"page={slug}") for slug in slugs}
        tabs = {slug: open_tab(ours, stack, slug=slug) for slug in slugs}
        costs = {slug: warm_up(bare[slug], tabs[slug]) for slug in slugs}
        for number in range(BATCHES):
            print(f"reruns, batch {number + 1} of {BATCHES}", file=sys.stderr)
            for slug in slugs:
                time_side_by_side(bare[slug], tabs[slug], costs[slug])
    return costs


def open_tab(server: Server, stack: ExitStack, slug: str = "", query: str = "") -> Tab:
    session = stack.enter_context(Session(server, slug, query))
    session.rerun()
    return Tab(server, session, cycle(session.boxes[FILTER].options[1 : OPTIONS + 1]))


def warm_up(bare: Tab, ours: Tab) -> Reruns:
    time_batch(bare, bare.rerun, WARM_UPS)
    time_batch(ours, ours.rerun, WARM_UPS)
    costs = Reruns(first=[time_batch(ours, ours.change_filter, OPTIONS)])
    time_batch(ours, ours.change_filter, WARM_UPS)
    return costs


def time_side_by_side(bare: Tab, ours: Tab, costs: Reruns) -> None:
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
