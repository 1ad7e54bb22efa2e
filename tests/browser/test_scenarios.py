"""A scenario in a real browser: who leaves changes with the ticks, it is kept under a name, and a link opens it."""

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.ui.households import name_household
from queries import Filters, Viewer, open_warehouse, table
from tests.browser.test_accessibility import list_grave
from tests.browser.test_loading import copy_two_years
from tests.browser.test_pages import scroll_to
from tests.conftest import PATIENCE_MS, Server

pytestmark = pytest.mark.browser
BUILT_MS = 120_000
NAME = "Một hộ thoát nghèo năm 2026"


@pytest.fixture(scope="module")
def desk(serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Server:
    """A ward of its own: what is saved here no other test meets."""
    folder = tmp_path_factory.mktemp("scenarios")
    copy_two_years(folder / "raw")
    return serve(folder)


@pytest.fixture
def visit(desk: Server, browser: Browser) -> Iterator[Callable[[str], Page]]:
    """`visit(address)`: each a visitor of their own, without anything of another's session."""
    visitors = []

    def open_address(address: str) -> Page:
        visitor = browser.new_context(base_url=desk.url, locale="en-US", viewport={"width": 1366, "height": 900})
        visitor.set_default_timeout(PATIENCE_MS)
        visitors.append(visitor)
        tab = visitor.new_page()
        tab.goto(address)
        expect(tab.get_by_text("Nếu hỗ trợ thì ai thoát?")).to_be_visible(timeout=BUILT_MS)
        expect(tab.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
        return tab

    yield open_address
    for visitor in visitors:
        visitor.close()


def print_files(folder: Path) -> dict[str, str]:
    """Every file but locks, by what is in it."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(".lock"))
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def find_household(folder: Path, fewest: int) -> tuple[str, list[str]]:
    """A poor household that has to lose so many deprivations: as it is called on the screen, and what it lacks."""
    gaps = table("household_gaps", Filters(), viewer=Viewer(), warehouse=open_warehouse(folder))
    row: dict[str, Any] = next(row for row in gaps.records() if row["fewest"] == fewest)
    return name_household(row), row["deprived_of"].vi.split("; ")


def choose_household(tab: Page, name: str) -> None:
    box = tab.get_by_test_id("stMultiSelect").first.locator("input")
    scroll_to(box)
    box.fill(name)
    tab.get_by_role("option", name=name, exact=True).click()
    tab.keyboard.press("Escape")


def press_pill(tab: Page, name: str) -> None:
    tab.get_by_test_id("stButtonGroup").get_by_role("button", name=name, exact=True).last.click()


def read_helped(tab: Page) -> str:
    return tab.locator("table.scenario").filter(has_text="Các hộ được hỗ trợ").inner_text()


def test_from_a_tick_to_a_link_and_the_warehouse_never_hears_of_it(visit: Callable[[str], Page], desk: Server) -> None:
    tab = visit("/thieu-hut")
    before = print_files(desk.data_dir)
    name, lacks = find_household(desk.data_dir, fewest=2)
    choose_household(tab, name)
    press_pill(tab, lacks[0])
    expect(tab.get_by_text("Hỗ trợ 01 hộ: 0 hộ thoát nghèo")).to_be_visible()
    press_pill(tab, lacks[1])
    expect(tab.get_by_text("Hỗ trợ 01 hộ: 1 hộ thoát nghèo")).to_be_visible()
    helped = read_helped(tab)
    assert name in helped
    tab.get_by_label("Người lập").fill("Cán bộ A")
    tab.get_by_label("Người lập").press("Tab")
    tab.get_by_label("Tên kịch bản").fill(NAME)
    tab.get_by_role("button", name="Lưu kịch bản").click()
    expect(tab.get_by_text(f"Đã lưu kịch bản «{NAME}». Số liệu không đổi.")).to_be_visible(timeout=BUILT_MS)
    expect(tab).to_have_url(re.compile(r"/thieu-hut\?kich_ban=K-\w+$"))

    other = visit(tab.url)
    expect(other.get_by_role("heading", name=f"Kịch bản «{NAME}»")).to_be_visible()
    expect(other.get_by_text("Hỗ trợ 01 hộ: 1 hộ thoát nghèo")).to_be_visible()
    assert read_helped(other) == helped
    assert list_grave(other) == []
    # The same name once more is a sentence, and what was typed stays.
    other.get_by_label("Người lập").fill("Cán bộ B")
    other.get_by_label("Người lập").press("Tab")
    other.get_by_label("Tên kịch bản").fill(NAME.upper())
    other.get_by_role("button", name="Lưu kịch bản").click()
    expect(other.get_by_text(re.compile(f"Đã có kịch bản «{NAME}» .Cán bộ A, "))).to_be_visible(timeout=BUILT_MS)
    expect(other.get_by_label("Tên kịch bản")).to_have_value(NAME.upper())

    after = print_files(desk.data_dir)
    assert after.pop("decisions/scenarios.csv")
    assert after == before

    # No page takes it for a file that waits.
    other.goto("/nap-so-lieu")
    expect(other.get_by_text("Lịch sử công bố")).to_be_visible(timeout=BUILT_MS)
    expect(other.get_by_role("button", name="Bỏ bản nháp", exact=True)).to_have_count(0)


def test_outside_the_office_the_link_opens_nothing(visit: Callable[[str], Page], desk: Server) -> None:
    path = desk.data_dir / "decisions" / "scenarios.csv"
    path.parent.mkdir(exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write("K-kin,2026-11-20T08:12:00,Lan,saved,Kịch bản kín,2026,khoi_1=income,\n")
    tab = visit("/thieu-hut?kich_ban=K-kin")
    expect(tab.get_by_role("heading", name="Kịch bản «Kịch bản kín»")).to_be_visible(timeout=BUILT_MS)
    tab = visit("/thieu-hut?kich_ban=K-kin&che_do=trinh_chieu")
    expect(tab.get_by_text("Danh sách có họ tên chỉ dành cho người").first).to_be_visible()
    expect(tab.get_by_text("Kịch bản kín")).to_have_count(0)
    expect(tab.get_by_label("Tên kịch bản")).to_have_count(0)
