"""The file of scenes opened from a disk in a real Chromium that has no network."""

import re
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from dashboard.briefing import SCENES, Desk
from dashboard.documents import stage
from dashboard.text import Text
from queries import Filters, Mode, Viewer, open_warehouse
from tests.browser.test_accessibility import list_grave
from tests.conftest import TODAY, Server, require_program

pytestmark = pytest.mark.browser

LAST = len(SCENES)


@pytest.fixture(scope="module")
def file(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    asked = Filters(today=date.fromisoformat(TODAY))
    desk = Desk(open_warehouse(server.data_dir), asked, Viewer(mode=Mode.MEETING), Text("vi"))
    path = tmp_path_factory.mktemp("stage") / "canh.html"
    path.write_bytes(stage.write(desk, lambda words, share: None, ".html").data)
    return path


@pytest.fixture
def tab(browser: Browser, file: Path) -> Iterator[Page]:
    """A tab without network on the first scene; it fails if it asked for anything but the file."""
    visitor = browser.new_context(locale="vi-VN", viewport={"width": 1366, "height": 768}, offline=True)
    page, asked = visitor.new_page(), []

    def note(route: Route) -> None:
        asked.append(route.request.url)
        if route.request.url.startswith("file:"):
            route.continue_()
        else:
            route.abort()

    visitor.route("**/*", note)
    page.goto(file.as_uri())
    yield page
    visitor.close()
    assert {url.split("#")[0] for url in asked} <= {file.as_uri()}


def test_keys_turn_the_scenes_and_the_address_keeps_them(tab: Page) -> None:
    shown = tab.locator(".sheet:visible")
    expect(shown).to_have_count(1)
    for key, place in (("ArrowRight", 2), ("PageDown", 3), ("End", LAST), ("ArrowRight", LAST), ("PageUp", LAST - 1)):
        tab.keyboard.press(key)
        expect(shown).to_have_attribute("id", f"canh-{place}")
        expect(shown).to_have_count(1)
    tab.reload()
    expect(shown).to_have_attribute("id", f"canh-{LAST - 1}")
    tab.keyboard.press("Home")
    expect(shown).to_have_attribute("id", "canh-1")
    tab.get_by_role("link", name="Sau").click()
    expect(shown).to_have_attribute("id", "canh-2")
    tab.locator(".fact summary:visible").first.press("Enter")
    expect(tab.locator(".told:visible")).to_have_count(1)
    tab.keyboard.press("Escape")
    expect(tab.locator(".told:visible")).to_have_count(0)


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768)])
def test_no_scene_is_cut(tab: Page, size: tuple[int, int]) -> None:
    tab.set_viewport_size({"width": size[0], "height": size[1]})
    for place in range(1, LAST + 1):
        tab.goto(f"{tab.url.split('#')[0]}#canh-{place}")
        cut = tab.evaluate(
            """[...document.querySelectorAll('.sheet.now, .sheet.now :is(.shown, .scroll)')]
            .filter(box => box.scrollHeight > box.clientHeight || box.scrollWidth > box.clientWidth)
            .map(box => box.className)"""
        )
        assert not cut, place


def test_paper_has_one_scene_a_page(tab: Page, tmp_path: Path) -> None:
    info = require_program("pdfinfo", install="apt-get install poppler-utils")
    tab.pdf(path=tmp_path / "scenes.pdf", prefer_css_page_size=True)
    told = subprocess.run([info, str(tmp_path / "scenes.pdf")], check=True, capture_output=True, text=True).stdout
    assert re.search(rf"Pages:\s+{LAST}\b", told)


def test_axe_finds_nothing_grave(tab: Page) -> None:
    assert not list_grave(tab)


def test_without_its_script_the_scenes_stand_under_each_other(browser: Browser, file: Path) -> None:
    visitor = browser.new_context(java_script_enabled=False, offline=True)
    page = visitor.new_page()
    page.goto(file.as_uri())
    expect(page.locator(".sheet:visible")).to_have_count(LAST)
    visitor.close()
