"""Every page for those who see badly, have no mouse or hold a phone: axe in Chromium, a tour by keyboard."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_pages import VIEWS, choose, open_page
from tests.conftest import Server

pytestmark = pytest.mark.browser

GRAVE = ("serious", "critical")
# What a page may be opened as; dark: the screen of a computer that asks for dark pages.
SIGHTS: dict[str, dict[str, Any]] = {
    "laptop": {"viewport": {"width": 1366, "height": 768}},
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
    "dark": {"viewport": {"width": 1920, "height": 1080}, "color_scheme": "dark"},
}
# A whole tour needs no more presses than this on the longest page.
MOST_PRESSES = 160


# Whatever fades in or out is paler than it will be: axe would take it for grey on white.
STANDING = """
() => Promise.all(document.getAnimations()
    .filter(change => change.effect.getComputedTiming().endTime < Infinity)
    .map(change => change.finished.catch(() => null)))
"""


def list_grave(page: Page) -> list[str]:
    """Open every fold of a page that stands still, then return what axe calls serious or critical, with the element."""
    expect(page.locator("[data-test-script-state=running]")).to_have_count(0)
    page.evaluate(STANDING)
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {node['html'][:160]}" for v in found if v["impact"] in GRAVE for node in v["nodes"]]


@pytest.mark.parametrize("sight", SIGHTS)
def test_axe_finds_nothing_grave(server: Server, browser: Browser, sight: str) -> None:
    visitor = browser.new_context(base_url=server.url, locale="vi-VN", **SIGHTS[sight])
    page = visitor.new_page()
    grave = {}
    for address in VIEWS:
        open_page(page, address)
        grave[address] = list_grave(page)
    visitor.close()
    assert not {address: found for address, found in grave.items() if found}


def test_axe_would_find_a_picture_without_words(page: Page) -> None:
    open_page(page, "/tre-em")
    page.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=\"data:,\">')")
    assert any(found.startswith("image-alt") for found in list_grave(page))


@pytest.mark.parametrize("address", ["/", "/bien-dong", "/tre-em", "/du-an"])
def test_a_tour_by_keyboard_reaches_everything(page: Page, address: str) -> None:
    """Menu, search, filters, links of tables, folds and files, each with a visible sign of where one stands."""
    open_page(page, address)
    wanted = {
        "a menu entry": "nav a, [data-testid=stSidebarNavLink]",
        "the search box": "[data-testid=stSidebar] input[type=search]",
        "a filter": "[data-testid=stSelectbox] input",
        "a fold": "details > summary",
        "a file": "[data-testid=stDownloadButton] button",
        "a table": ".scroll",
    }
    reached: set[str] = set()
    unmarked: list[str] = []
    for _ in range(MOST_PRESSES):
        page.keyboard.press("Tab")
        for name, selector in wanted.items():
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                reached.add(name)
                unmarked += [] if is_marked(page) else [name]
        if reached == set(wanted):
            break
    assert reached == set(wanted) - ({"a table"} if page.locator(".scroll").count() == 0 else set())
    assert not unmarked


def is_marked(page: Page) -> bool:
    """Tell whether the element with the focus shows where one stands."""
    style = "(({outlineStyle, outlineWidth}) => outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2)"
    return bool(page.evaluate(f"{style}(getComputedStyle(document.activeElement))"))


def test_a_filter_is_chosen_without_a_mouse(page: Page) -> None:
    whole = open_page(page, "/tre-em")
    box = page.get_by_test_id("stSelectbox").filter(has=page.get_by_text("Khối phố", exact=True)).locator("input")
    box.focus()
    page.keyboard.type("Khối 7")
    page.keyboard.press("Enter")
    expect(page.locator("h1").first).not_to_have_text(whole)
    assert "khoi=khoi_7" in page.url


def test_statuses_differ_without_colour(page: Page) -> None:
    """In grey each state still has a shape and a word of its own."""
    open_page(page, "/")
    said = [re.sub(r"\s+", " ", state) for state in page.locator(".status").all_inner_texts()]
    shapes: dict[str, set[str]] = {}
    for state in said:
        shape, _, word = state.strip().partition(" ")
        shapes.setdefault(shape, set()).add(word)
    assert len(shapes) >= 4
    assert all(len(words) == 1 for words in shapes.values())


def test_the_khoi_is_chosen_on_a_phone(server: Server, browser: Browser) -> None:
    visitor = browser.new_context(base_url=server.url, locale="vi-VN", **SIGHTS["phone"])
    page = visitor.new_page()
    whole = open_page(page, "/tre-em")
    page.get_by_test_id("stExpandSidebarButton").click()
    choose(page, "Khối phố", "Khối 7")
    expect(page.locator("h1").first).not_to_have_text(whole)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390
    visitor.close()
