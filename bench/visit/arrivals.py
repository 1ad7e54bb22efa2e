"""What the first visitor of a cold server waits for, and the second: fresh servers, bare and ours by turns."""

import sys
from dataclasses import dataclass, field

from driver.browser import Seen, visit
from driver.server import Server
from playwright.sync_api import Browser

from .pieces import Page
from .stage import Stage

FRESH = 3


@dataclass(frozen=True, slots=True)
class Arrivals:
    """One entry a fresh server; every visitor has a browser that was never there."""

    bare: list[Seen] = field(default_factory=list)
    bare_second: list[Seen] = field(default_factory=list)
    ours: list[Seen] = field(default_factory=list)
    ours_second: list[Seen] = field(default_factory=list)


def measure_arrivals(browser: Browser, stage: Stage, pages: dict[str, Page]) -> dict[str, Arrivals]:
    costs = {slug: Arrivals() for slug in pages}
    for number in range(FRESH):
        print(f"fresh servers, round {number + 1} of {FRESH}", file=sys.stderr)
        for slug, page in pages.items():
            arrive(browser, stage, slug, has_chart=page.charts > 0, costs=costs[slug])
    return costs


def arrive(browser: Browser, stage: Stage, slug: str, *, has_chart: bool, costs: Arrivals) -> None:
    with stage.serve_floor() as floor:
        first, second = visit_twice(browser, floor, f"?page={slug}", has_chart=has_chart)
    costs.bare.append(first)
    costs.bare_second.append(second)
    with stage.serve_ours() as ours:
        first, second = visit_twice(browser, ours, slug, has_chart=has_chart)
    costs.ours.append(first)
    costs.ours_second.append(second)


def visit_twice(browser: Browser, server: Server, path: str, *, has_chart: bool) -> tuple[Seen, Seen]:
    url = f"{server.url}/{path}"
    return visit(browser, url, has_chart=has_chart), visit(browser, url, has_chart=has_chart)
