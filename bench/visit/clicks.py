"""From the click on another khối to the new number: two tabs a page, bare and ours by turns."""

import sys
from dataclasses import dataclass, field
from itertools import cycle, islice

from driver.browser import choose, open_page
from driver.server import Server
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from .pieces import Page
from .reruns import OPTIONS
from .stage import FILTER

CLICKS = 10


@dataclass(frozen=True, slots=True)
class Clicks:
    """Milliseconds, one number a click; `first` are khối that no page has shown since the server started."""

    first: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    ours: list[float] = field(default_factory=list)


def measure_clicks(browser: Browser, floor: Server, ours: Server, pages: dict[str, Page]) -> dict[str, Clicks]:
    costs = {}
    for slug, page in pages.items():
        print(f"clicks, /{slug}", file=sys.stderr)
        box = next(piece for piece in page.sidebar if piece.text == FILTER)
        with open_page(browser, f"{floor.url}/?page={slug}") as bare, open_page(browser, f"{ours.url}/{slug}") as tab:
            costs[slug] = click_by_turns(bare, tab, box.options[OPTIONS + 1 : 2 * OPTIONS + 1])
    return costs


def click_by_turns(bare: Tab, ours: Tab, options: tuple[str, ...]) -> Clicks:
    """Choose each khối once on both, which is not compared, then let them take turns."""
    for option in options:
        choose(bare, FILTER, option)
    costs = Clicks(first=[choose(ours, FILTER, option) for option in options])
    for option in islice(cycle(options), CLICKS):
        costs.bare.append(choose(bare, FILTER, option))
        costs.ours.append(choose(ours, FILTER, option))
    return costs
