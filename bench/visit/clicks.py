"""From the click on another khối to the new number: three tabs a page, two bare ones and ours by turns."""

import sys
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import cycle, islice, product

from driver.browser import choose, open_page
from driver.server import Server
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from .pieces import Page
from .reruns import OPTIONS
from .stage import FILTER

CLICKS = 20


@dataclass(frozen=True, slots=True)
class Clicks:
    """Milliseconds, one number a click; `first` are khối that the page has not shown since the server started,
    `answering` the bare page that changes as ours does.
    """

    first: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    answering: list[float] = field(default_factory=list)
    ours: list[float] = field(default_factory=list)


def list_options(page: Page) -> tuple[str, ...]:
    """Return the khối that are clicked."""
    box = next(piece for piece in page.sidebar if piece.text == FILTER)
    return box.options[OPTIONS + 1 : 2 * OPTIONS + 1]


def measure_clicks(browser: Browser, floor: Server, ours: Server, pages: dict[str, Page]) -> dict[str, Clicks]:
    costs = {}
    for slug, page in pages.items():
        print(f"clicks, /{slug}", file=sys.stderr)
        addresses = f"{floor.url}/?page={slug}", f"{floor.url}/?page={slug}&answers=1", f"{ours.url}/{slug}"
        with ExitStack() as stack:
            tabs = [stack.enter_context(open_page(browser, address)) for address in addresses]
            costs[slug] = click_by_turns(*tabs, list_options(page))
    return costs


def click_by_turns(bare: Tab, answering: Tab, ours: Tab, options: tuple[str, ...]) -> Clicks:
    """Choose each khối once on all, which is not compared, then let them take turns."""
    for tab, option in product((bare, answering), options):
        choose(tab, FILTER, option)
    costs = Clicks(first=[choose(ours, FILTER, option) for option in options])
    for option in islice(cycle(options), CLICKS):
        costs.bare.append(choose(bare, FILTER, option))
        costs.answering.append(choose(answering, FILTER, option))
        costs.ours.append(choose(ours, FILTER, option))
    return costs
