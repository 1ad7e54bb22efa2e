"""The pages as a person meets them: a real server, a real Chromium, the same number everywhere."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from queries import Filters, Mode, Viewer, open_warehouse, table, value
from tests.conftest import ROOT, TODAY, Server

pytestmark = pytest.mark.browser

PAGES = {
    "/": "Tổng quan",
    "/bien-dong": "Biến động hộ nghèo",
    "/tre-em": "Trẻ em đi học",
    "/dao-tao-nghe": "Đào tạo nghề",
    "/phuong-tien-thong-tin": "Phương tiện tiếp cận thông tin",
    "/khoi-pho": "Khối phố",
    "/ho": "Hộ",
    "/thieu-hut": "Thiếu hụt và mô phỏng",
    "/du-an": "Dự án theo đơn vị",
    "/kinh-phi": "Kinh phí",
    "/chinh-sach": "Chính sách",
    "/nhiem-vu": "Nhiệm vụ và đầu mối",
    "/bieu-tong-hop": "Biểu tổng hợp",
    "/chat-luong": "Chất lượng và nguồn số liệu",
    "/nhat-ky": "Nhật ký truy cập",
}
# What a first visit decides is the same for every page; each costs a server of its own.
FIRST = ("/", "/bien-dong", "/ho")
SECTIONS = ("dien_bien", "doi_chieu", "cac_nam", "trong_nam", "hai_chuan", "chua_ro", "boi_canh")
PARTS = ("quy_tac", "doi_chieu", "tep", "cach_tinh", "dong_nguon")
VIEWS = (
    *PAGES,
    *(f"/bien-dong?muc={section}" for section in SECTIONS[1:]),
    *(f"/chat-luong?phan={part}" for part in PARTS),
    *(f"/bieu-tong-hop?bieu={form}" for form in ("r2", "r5", "r9")),
)
ASKED = {"today": date.fromisoformat(TODAY)}


def open_page(page: Page, address: str) -> str:
    """Open an address and return the finding, the page's own sentence, once it stands."""
    page.goto(address)
    heading = page.locator("h1").first
    expect(heading).to_be_visible()
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
    return heading.inner_text()


def scroll_to(box: Locator) -> None:
    """As a person does before opening a list: a scroll still under way closes it again."""
    box.scroll_into_view_if_needed()
    # The browser tells of a scroll with the next frame: the second one is after it.
    box.page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def open_box(page: Page, label: str) -> None:
    box = page.get_by_test_id("stSelectbox").filter(has=page.get_by_text(label, exact=True)).locator("input")
    scroll_to(box)
    box.click()


def choose(page: Page, label: str, option: str) -> None:
    open_box(page, label)
    page.get_by_role("option", name=option, exact=True).click()


def read_details(page: Page, start: str) -> list[list[str]]:
    """The rows of a list that opens under the page, as texts."""
    details = page.locator("details").filter(has_text=start).first
    details.locator("summary").click()
    rows = details.locator("tbody tr").all()
    return [row.locator("td, th").all_inner_texts() for row in rows]


@pytest.mark.parametrize("address", FIRST)
def test_an_address_is_opened_by_a_fresh_server(
    serve: Callable[..., Server], ward_dir: Path, browser: Browser, address: str
) -> None:
    """The first visit of all decides how Streamlit takes the folder pages/: it must never be a blank page."""
    server = serve(ward_dir)
    visitor = browser.new_context(locale="en-US")
    tab = visitor.new_page()
    tab.goto(server.url + address)
    expect(tab.locator("h1").first).to_be_visible(timeout=30_000)
    expect(tab.get_by_text(PAGES[address]).first).to_be_visible()
    visitor.close()


def test_the_number_on_the_page_is_the_warehouses_and_the_lists(page: Page, server: Server) -> None:
    warehouse = open_warehouse(server.data_dir)
    for area_id, area in ((None, None), ("khoi_7", "Khối 7"), ("khoi_3", "Khối 3")):
        filters = Filters(area_id=area_id, **ASKED)
        poor = value("poor_households", filters, viewer=Viewer(), warehouse=warehouse).total
        assert poor is not None
        listed = table("household_list", filters, viewer=Viewer(), warehouse=warehouse)
        closing = [column.name for column in listed.columns].index("recognised_class")
        assert sum(row[closing] == "poor" for row in listed.rows) == poor.numerator
        sentence = open_page(page, f"/bien-dong?khoi={area_id}" if area_id else "/bien-dong")
        assert int(re.search(r"(\d+) hộ nghèo", sentence)[1]) == poor.numerator  # type: ignore[index]
        rows = read_details(page, "Danh sách hộ rà soát")
        assert len(rows) == len(listed.rows), area


def test_a_filter_survives_menu_reload_and_a_copied_link(page: Page, browser: Browser) -> None:
    whole = open_page(page, "/tre-em")
    choose(page, "Khối phố", "Khối 7")
    expect(page.locator("h1").first).not_to_have_text(whole)
    assert "khoi=khoi_7" in page.url
    filtered = page.locator("h1").first.inner_text()
    page.get_by_role("link", name="Biến động hộ nghèo").click()
    expect(page.get_by_text("Khối 7 · Kỳ 2026")).to_be_visible()
    assert "khoi=khoi_7" in page.url
    page.get_by_role("link", name="Trẻ em đi học").click()
    expect(page.locator("h1").first).to_have_text(filtered)
    page.reload()
    expect(page.locator("h1").first).to_have_text(filtered)
    visitor = browser.new_context(locale="en-US")
    other = visitor.new_page()
    other.goto(page.url)
    expect(other.locator("h1").first).to_have_text(filtered, timeout=20_000)
    visitor.close()


def test_a_group_of_households_goes_along_and_a_page_that_has_none_says_so(page: Page, server: Server) -> None:
    warehouse = open_warehouse(server.data_dir)
    found = value("poor_households", Filters(**ASKED, group="woman_headed"), viewer=Viewer(), warehouse=warehouse)
    assert found.total is not None
    whole = open_page(page, "/khoi-pho")
    choose(page, "Nhóm hộ", "Hộ có chủ hộ là nữ")
    expect(page.locator("h1").first).not_to_have_text(whole)
    expect(page.locator("h1").first).to_contain_text(f": {found.total.numerator:.0f} hộ nghèo")
    expect(page.get_by_text("Chỉ tính hộ có chủ hộ là nữ.").first).to_be_visible()
    assert "nhom=nu" in page.url
    page.get_by_role("link", name="Dự án theo đơn vị").click()
    expect(page.get_by_text("Không chia theo nhóm hộ.").first).to_be_visible()
    assert "nhom=nu" in page.url


def test_back_returns_to_the_page_before(page: Page) -> None:
    first = open_page(page, "/bien-dong?khoi=khoi_7")
    page.get_by_role("link", name="Đào tạo nghề").click()
    expect(page.locator("h1").first).not_to_have_text(first)
    page.go_back()
    expect(page.locator("h1").first).to_have_text(first)
    assert "khoi=khoi_7" in page.url


def test_an_unknown_value_in_the_address_is_ignored_aloud(page: Page) -> None:
    whole = open_page(page, "/bien-dong")
    assert open_page(page, "/bien-dong?khoi=khoi_999") == whole
    expect(page.get_by_text("khoi_999")).to_be_visible()


def test_a_section_is_chosen_by_keyboard_and_stands_in_the_address(page: Page) -> None:
    open_page(page, "/bien-dong?khoi=khoi_7")
    first = page.locator("h2").first.inner_text()
    page.get_by_role("radio", name="Diễn biến trong kỳ").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("h2").first).to_contain_text("▲ Khối 7 lệch")
    assert page.url.endswith("/bien-dong?khoi=khoi_7&muc=doi_chieu")
    page.reload()
    expect(page.locator("h2").first).to_contain_text("▲ Khối 7 lệch")
    page.go_back()
    expect(page.locator("h2").first).to_have_text(first)
    page.get_by_role("link", name="Trẻ em đi học").click()
    expect(page.get_by_text("Theo trẻ (chỉ tiêu của kế hoạch)")).to_be_visible()
    assert page.url.endswith("/tre-em?khoi=khoi_7")


def test_from_a_number_to_its_households_to_one_household_and_back(page: Page, server: Server) -> None:
    open_page(page, "/bien-dong?khoi=khoi_7")
    cell = page.locator("table.cross a[aria-label]").first
    households = int(cell.inner_text())
    cell.click()
    listed = page.locator("table.official a[href*='ho=']")
    expect(listed).to_have_count(households)
    assert "khoi=khoi_7" in page.url
    address, name = page.url, listed.first.inner_text()
    listed.first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".timeline h2")).to_contain_text(name)
    assert page.locator(".timeline li").count() >= 1
    page.get_by_role("link", name="← Trở lại").click()
    expect(listed).to_have_count(households)
    assert page.url == address
    # The same from a box, for whoever does not follow links.
    # A page that still grows scrolls: wait for the end of its run.
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    open_box(page, "Xem hộ")
    page.get_by_role("option").nth(1).click()
    expect(page.locator(".timeline")).to_be_visible()
    assert "ho=H-" in page.url


def test_from_a_khoi_to_its_list_to_the_card_and_the_row_it_was_read_from(page: Page, server: Server) -> None:
    open_page(page, "/khoi-pho")
    page.get_by_role("link", name=re.compile("^Khối 7: ")).first.click()
    expect(page.locator("h1").first).to_contain_text("Khối 7: ")
    page.get_by_role("link", name="Hộ", exact=True).click()
    listed = page.locator("table.official a[href*='ho=H-']")
    expect(listed.first).to_be_visible()
    assert "khoi=khoi_7" in page.url
    name = listed.first.inner_text()
    listed.first.click()
    expect(page.locator("h1").first).to_contain_text(name)
    expect(page.locator("table.life .mark").first).to_be_visible()
    expect(page.locator(".timeline").get_by_text(re.compile(r"[.]xlsx · .* · dòng [0-9]+")).first).to_be_visible()
    page.get_by_role("link", name="← Danh sách hộ").click()
    expect(listed.first).to_be_visible()
    assert "ho=" not in page.url.replace("khoi=", "")


def test_a_list_of_households_is_searched_without_accents(page: Page, server: Server) -> None:
    open_page(page, "/ho")
    rows = page.locator("table.official").first.locator("tbody tr")
    before = rows.count()
    box = page.get_by_label("Tìm trong danh sách (không cần dấu)")
    box.fill("khoi 7")
    box.press("Enter")
    expect(rows).not_to_have_count(before)
    assert all(text.startswith("Khối 7") for text in rows.all_inner_texts())
    assert "khoi" not in page.url.removeprefix(server.url)


def test_comparing_standards_opens_their_section_from_any_other(page: Page) -> None:
    open_page(page, "/bien-dong?muc=cac_nam")
    choose(page, "Chuẩn nghèo", "So sánh hai chuẩn")
    expect(page.locator("h2").first).to_contain_text("theo chuẩn cũ")
    expect(page.get_by_role("radio", name="Hai chuẩn")).to_have_attribute("aria-checked", "true")
    assert "chuan=so_sanh" in page.url
    assert "muc=" not in page.url


@pytest.mark.parametrize("address", VIEWS)
def test_no_axis_ticks_at_half_a_household(page: Page, address: str) -> None:
    open_page(page, address)
    without = ("/chat-luong", "/bieu-tong-hop", "/nhat-ky")
    if (
        address not in ("/", "/ho")
        and not address.startswith(without)
        and not address.endswith(("chua_ro", "doi_chieu"))
    ):
        expect(page.locator(".js-plotly-plot").first).to_be_visible()
    ticks = [text for text in page.locator(".xtick text, .ytick text").all_text_contents() if text.strip()]
    assert not [text for text in ticks if re.fullmatch(r"\d+,5", text)]


def test_names_leave_the_screen_in_a_meeting(page: Page, server: Server) -> None:
    names = [
        str(row[place])
        for listed in [
            table("household_list", Filters(**ASKED), viewer=Viewer(), warehouse=open_warehouse(server.data_dir))
        ]
        for place in [[column.name for column in listed.columns].index("head_name")]
        for row in listed.rows
    ]
    assert len(names) > 40
    for address in VIEWS:
        open_page(page, f"{address}{'&' if '?' in address else '?'}che_do=trinh_chieu")
        shown = page.content()
        assert not [name for name in names if name in shown], address


def test_the_projector_never_shows_the_khoi_of_a_child(page: Page, server: Server) -> None:
    filters = Filters(area_id="khoi_7", **ASKED)
    viewer = Viewer(mode=Mode.MEETING)
    total = value("children_right_level", filters, viewer=viewer, warehouse=open_warehouse(server.data_dir)).total
    assert total is None or total.suppressed
    assert "3/3" not in open_page(page, "/tre-em?che_do=trinh_chieu&khoi=khoi_7")


def test_a_khoi_without_a_list_is_not_a_khoi_without_poor_households(
    serve: Callable[..., Server], browser: Browser, tmp_path: Path
) -> None:
    command = [
        sys.executable,
        "-c",
        "import sys; sys.path.insert(0, 'data/sample'); import generate; from pathlib import Path; "
        "generate.write_ward(Path(sys.argv[1]), unreported=frozenset({'khoi_7'}))",
        str(tmp_path / "ward"),
    ]
    subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, "PYTHONUTF8": "1"})
    server = serve(tmp_path / "ward")
    visitor = browser.new_context(locale="en-US")
    tab = visitor.new_page()
    tab.goto(f"{server.url}/bien-dong")
    expect(tab.get_by_text("11/12 khối đã báo cáo").first).to_be_visible(timeout=30_000)
    row = tab.locator("tr").filter(has_text="Khối 7").first
    expect(row).to_contain_text("chưa báo cáo")
    tab.goto(server.url)
    expect(tab.locator("tr").filter(has_text="1a").first).to_contain_text("chưa rõ", timeout=20_000)
    visitor.close()


def test_an_empty_ward_says_so(serve: Callable[..., Server], browser: Browser, tmp_path: Path) -> None:
    server = serve(tmp_path)
    visitor = browser.new_context(locale="en-US")
    tab = visitor.new_page()
    for address in PAGES:
        tab.goto(server.url + address)
        expect(tab.get_by_text(re.compile("[Cc]hưa có")).first).to_be_visible(timeout=30_000)
        expect(tab.get_by_test_id("stException")).to_have_count(0)
    visitor.close()


def test_sample_data_are_marked_on_every_page(
    serve: Callable[..., Server], server: Server, browser: Browser, tmp_path: Path
) -> None:
    published = server.data_dir / (server.data_dir / "current").read_text(encoding="ascii").strip()
    shutil.copy(published, tmp_path)
    shutil.copy(server.data_dir / "current", tmp_path)
    with duckdb.connect(str(tmp_path / published.name)) as connection:
        connection.execute("UPDATE meta.snapshot SET is_sample = TRUE")
    sampled = serve(tmp_path)
    visitor = browser.new_context(locale="en-US")
    tab = visitor.new_page()
    for address in PAGES:
        tab.goto(sampled.url + address)
        expect(tab.get_by_text("Dữ liệu mẫu – hư cấu").first).to_be_visible(timeout=30_000)
    # A laptop at 200 %: the menu is folded, and its bar must not lie over the mark or the name of the page.
    tab.set_viewport_size({"width": 683, "height": 384})
    tab.goto(f"{sampled.url}/bien-dong")
    for piece in (".heading .sample", ".heading .eyebrow"):
        shown = tab.locator(piece).first
        expect(shown).to_be_visible(timeout=30_000)
        assert shown.evaluate(
            "piece => { const box = piece.getBoundingClientRect();"
            " return document.elementFromPoint(box.x + 5, box.y + box.height / 2) === piece }"
        ), piece
    visitor.close()


@pytest.mark.parametrize("address", ["/ho", "/thieu-hut", "/du-an", "/khoi-pho"])
def test_open_tables_end_within_a_laptop(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    open_page(page, address)
    expect(page.locator("table.official:visible").first).to_be_visible()
    past = page.evaluate(
        """() => [...document.querySelectorAll(".scroll")]
            .filter(box => !box.closest("details:not([open])") && box.scrollWidth > box.clientWidth)
            .map(box => box.innerText.slice(0, 40))"""
    )
    assert past == []
