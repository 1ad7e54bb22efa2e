"""What the first visitor of a cold server waits for, and the second: fresh servers, bare and ours by turns."""

import sys
from dataclasses import dataclass, field

from driver.browser import Seen, visit
from driver.clock import read_cpu_seconds
from driver.server import Server
from playwright.sync_api import Browser

from .pieces import Page
from .stage import Stage

FRESH = 3


@dataclass(frozen=True, slots=True)
class Arrival:
    """One visit by a browser that was never there; `cpu` is what it cost the server, in milliseconds."""

    seen: Seen
    cpu: float


@dataclass(frozen=True, slots=True)
class Arrivals:
    """One entry a fresh server."""

    bare: list[Arrival] = field(default_factory=list)
    ours: list[Arrival] = field(default_factory=list)
    second: list[Arrival] = field(default_factory=list)


def measure_arrivals(browser: Browser, stage: Stage, pages: dict[str, Page]) -> dict[str, Arrivals]:
    costs = {slug: Arrivals() for slug in pages}
    for number in range(FRESH):
        print(f"fresh servers, round {number + 1} of {FRESH}", file=sys.stderr)
        for slug, page in pages.items():
            cost, has_chart = costs[slug], page.charts > 0
            with stage.serve_floor() as floor:
                cost.bare.append(arrive(browser, floor, f"?page={slug}", has_chart=has_chart))
            with stage.serve_ours() as ours:
                cost.ours.append(arrive(browser, ours, slug, has_chart=has_chart))
                cost.second.append(arrive(browser, ours, slug, has_chart=has_chart))
    return costs


def arrive(browser: Browser, server: Server, path: str, *, has_chart: bool) -> Arrival:
    before = read_cpu_seconds(server.pid)
    seen = visit(browser, f"{server.url}/{path}", has_chart=has_chart)
    return Arrival(seen, (read_cpu_seconds(server.pid) - before) * 1000)
