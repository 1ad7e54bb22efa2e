"""The scenes of a meeting in a real Chromium: keys, address, sizes of projectors, nothing to take and nobody named."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.briefing import SCENES
from queries import Filters, Viewer, open_warehouse, table
from tests.browser.test_accessibility import list_grave
from tests.conftest import TODAY, Server, start_server

pytestmark = pytest.mark.browser

ADDRESS, LAST = "/trinh-chieu", len(SCENES)
SIZES = {"projector": (1920, 1080), "laptop": (1366, 768)}
SMALLEST = 28
# Scenes of half a year of which little is known: numbers without a picture.
HALF_TOLD = ((2, "&ky=2026-H1"), (3, "&ky=2026-H1"), (4, "&ky=2026-H1"))


def open_scene(page: Page, place: int | str = 1, more: str = "") -> None:
    page.goto(f"{ADDRESS}?canh={place}{more}")
    expect(page.locator(".screen h1")).to_be_visible()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def expect_place(page: Page, place: int) -> None:
    expect(page.locator(".place").filter(has_text=f"{place}/{LAST}")).to_be_visible()


@pytest.mark.parametrize("size", SIZES)
def test_every_scene_fills_the_screen_without_scrolling(server: Server, browser: Browser, size: str) -> None:
    width, height = SIZES[size]
    visitor = browser.new_context(base_url=server.url, locale="vi-VN", viewport={"width": width, "height": height})
    page = visitor.new_page()
    for place, more in (*((place, "") for place in range(1, LAST + 1)), *HALF_TOLD):
        open_scene(page, place, more)
        seen: dict[str, Any] = page.evaluate(
            """() => {
            const of = selector => [...document.querySelectorAll(selector)];
            const size = element => parseFloat(getComputedStyle(element).fontSize);
            const edge = box => box.getBoundingClientRect().bottom;
            const told = of('.screen :is(h1, .fact > summary > b, .ask, td, tbody th, .row .name)');
            const said = of('.screen *:not(.open)').filter(one => one.checkVisibility() &&
                [...one.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim()));
            return {
                page: document.documentElement.scrollHeight - innerHeight,
                wide: document.documentElement.scrollWidth - innerWidth,
                shown: of('.screen :is(.shown, .scroll)').map(box => box.scrollHeight - box.clientHeight),
                across: of('.screen, .screen :is(.head, .over, .facts)').map(box => box.scrollWidth - box.clientWidth),
                smallest: Math.min(...told.map(size)), any: Math.min(...said.map(size)),
                largest: Math.max(...of('.screen h1').map(size)),
                below: Math.max(...of('.screen .ask, .st-key-stage_buttons button').map(edge)),
            }}"""
        )
        assert max(seen["page"], seen["wide"], *seen["shown"], *seen["across"]) <= 0, place
        assert seen["smallest"] >= SMALLEST, place
        # What stands beside is smaller, and on the projector still as large as what is read from the back.
        assert seen["any"] >= (SMALLEST if size == "projector" else 20), place
        assert seen["largest"] <= 45, place
        assert seen["below"] <= height, place
    visitor.close()


def test_keys_of_keyboard_and_clicker_turn_the_page(page: Page) -> None:
    open_scene(page)
    page.locator("body").focus()
    for key, place in (
        ("ArrowRight", 2),
        ("PageDown", 3),
        ("ArrowLeft", 2),
        ("End", LAST),
        ("PageUp", LAST - 1),
        ("Home", 1),
    ):
        page.keyboard.press(key)
        expect_place(page, place)
    page.keyboard.press("ArrowLeft")
    expect_place(page, 1)
    page.get_by_role("button", name="Sau").click()
    expect_place(page, 2)
    assert page.url.endswith("?canh=2")
    finding = page.locator(".screen h1").inner_text()
    page.reload()
    expect(page.locator(".screen h1")).to_have_text(finding)
    expect_place(page, 2)
    # A key is heard once its button stands there.
    expect(page.get_by_role("button", name="Thoát")).to_be_enabled()
    page.wait_for_timeout(500)
    page.keyboard.press("Escape")
    expect(page.get_by_text("Mở trình chiếu")).to_be_visible()
    assert "/bao-cao" in page.url


@pytest.mark.parametrize("asked", ["99", "0", "ba"])
def test_a_scene_that_is_not_there_opens_the_first_and_says_so(page: Page, asked: str) -> None:
    open_scene(page, asked)
    expect_place(page, 1)
    expect(page.locator(".warned")).to_contain_text(f"canh={asked}")


def test_a_number_opens_its_definition_and_closes_by_keyboard(page: Page) -> None:
    open_scene(page, 2)
    number = page.locator(".fact summary").first
    number.focus()
    page.keyboard.press("Enter")
    told = page.locator(".fact .told").first
    expect(told).to_be_visible()
    expect(told).to_contain_text("Nguồn")
    box = told.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 1280
    page.keyboard.press("Enter")
    expect(told).not_to_be_visible()


def test_the_projector_has_no_menu_no_file_and_no_name(page: Page, server: Server) -> None:
    """Also where the address asks for the mode of the office."""
    warehouse = open_warehouse(server.data_dir)
    listed = table("household_list", Filters(today=date.fromisoformat(TODAY)), viewer=Viewer(), warehouse=warehouse)
    names = {str(name) for name in listed.column("head_name")}
    assert len(names) > 40
    for place in range(1, LAST + 1):
        open_scene(page, place, "&che_do=noi_bo&khoi=khoi_7")
        shown = page.content()
        assert not [name for name in names if name in shown], place
        for gone in ("stSidebar", "stDownloadButton", "stElementToolbar", "stAppHeader"):
            expect(page.get_by_test_id(gone).filter(visible=True)).to_have_count(0)
        assert page.locator(".screen [title], .screen svg").count() == 0
    open_scene(page, 3, "&che_do=noi_bo&khoi=khoi_7")
    expect(page.locator(".screen .ask")).to_contain_text("không công bố ở đây")


def test_axe_finds_nothing_grave_on_a_scene(page: Page) -> None:
    for place in (1, 2, 7):
        open_scene(page, place)
        assert not list_grave(page), place


def test_the_last_scene_stays_when_the_server_is_gone(ward_dir: Path, browser: Browser, tmp_path: Path) -> None:
    server, process = start_server(ward_dir, tmp_path / "log.txt")
    visitor = browser.new_context(locale="en-US")
    page = visitor.new_page()
    try:
        page.goto(f"{server.url}{ADDRESS}?canh=2")
        expect(page.get_by_role("button", name="Sau")).to_be_enabled(timeout=60_000)
        finding = page.locator(".screen h1").inner_text()
        expect(page.locator(".lost")).not_to_be_visible()
        process.kill()
        expect(page.locator(".lost")).to_be_visible(timeout=60_000)
        page.keyboard.press("ArrowRight")
        expect(page.locator(".screen h1")).to_have_text(finding)
        expect(page.get_by_test_id("stDialog").filter(visible=True)).to_have_count(0)
        assert "Mất kết nối máy chủ" in page.locator(".lost").inner_text()
        assert not re.search(r"[Cc]onnection|[Ss]erver|[Ee]rror", page.locator("body").inner_text())
    finally:
        visitor.close()
        process.kill()
        process.wait(timeout=20)
