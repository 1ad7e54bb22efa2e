"""A real Chromium, asked what a person waits for; the times are the page's own (watch.js)."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
# As in tests/conftest.py.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
)
WATCH = Path(__file__).with_name("watch.js")


@dataclass(frozen=True, slots=True)
class Seen:
    """Milliseconds from asking for the page to the frame that shows its first heading, table and drawn chart; None
    where the page shows none (a table folded away is not seen).
    """

    heading: float
    table: float | None = None
    chart: float | None = None


@contextmanager
def open_browser() -> Iterator[Browser]:
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        sys.exit("chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@contextmanager
def open_page(browser: Browser, url: str) -> Iterator[Page]:
    """Open the address as a visitor who was never here, with nothing kept; wait until the page stands still."""
    visitor = browser.new_context(locale="vi-VN", viewport={"width": 1280, "height": 900})
    visitor.add_init_script(path=WATCH)
    page = visitor.new_page()
    page.goto(url)
    page.evaluate("watch.until(() => watch.seen.heading && watch.isIdle())")
    yield page
    visitor.close()


def visit(browser: Browser, url: str, *, has_chart: bool) -> Seen:
    with open_page(browser, url) as page:
        if has_chart:
            page.evaluate("watch.until(() => watch.seen.chart)")
        return Seen(**page.evaluate("watch.seen"))


def choose(page: Page, label: str, option: str) -> float:
    """Choose an option of a filter; return milliseconds until the heading has changed and the page is idle."""
    sidebar = page.get_by_test_id("stSidebar")
    sidebar.get_by_test_id("stSelectbox").filter(has=page.get_by_text(label, exact=True)).locator("input").click()
    listed = page.get_by_role("option", name=option, exact=True)
    listed.wait_for()
    page.evaluate("watch.arm()")
    listed.click()
    return float(page.evaluate("watch.until(() => watch.answer).then(() => watch.answer)"))
