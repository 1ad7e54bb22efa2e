"""Workbooks that attack: markup, scripts, formulas and short codes in every cell that a person fills in freely.

They go through the real loader; every page that shows them is opened in a real browser, which must show text, run
nothing and have nothing to refuse.
"""

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from playwright.sync_api import Browser, Dialog, Page, expect

from etl.build import build
from pages.menu import PAGES as ENTRIES
from queries import Filters, Viewer, open_warehouse, table
from tests.browser.test_pages import VIEWS
from tests.conftest import TODAY, Server
from tests.spoiled import copy_spoiled, spoil_areas

pytestmark = pytest.mark.browser

# Streamlit's numbers of 64 bits try WebAssembly once and do without: the policy stays closed to it.
PROBE = "script-src wasm-eval"
# Every page is the first of its kind here: nothing was made ready for the attacked names.
PATIENCE_MS = 60_000
# A word that no page writes in bold by itself, and what each code would have become.
BECOME = {
    "an image": "img[src='x'], img[onerror]",
    "a link": "a[href^='javascript'], a:text-is('bam')",
    "bold": "b:text-is('dam'), strong:text-is('dam'), tspan[style*='bold']:text-is('dam')",
    "code": "code:text-is('dam')",
    "colour": "[class*='stMarkdownColored']",
    "a formula": ".katex",
    "a calculation": ":text-is('49')",
}


@pytest.fixture(scope="module")
def attacked_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("attacked")
    copy_spoiled(folder)
    members = folder / "raw" / "2026" / "thanh_vien_2026.xlsx"
    members.rename(members.with_name("**dam** $7^2$ <b>dam<b> :smile: [bam](javascript:1).xlsx".replace("/", "")))
    spoil_areas(folder / "reference")
    build(folder, today=date.fromisoformat(TODAY), now=datetime(2026, 11, 20, 8, 12))
    return folder


@pytest.fixture(scope="module")
def attacked(serve: Callable[..., Server], attacked_dir: Path) -> Server:
    return serve(attacked_dir)


@pytest.fixture
def tab(browser: Browser, attacked: Server) -> Page:
    visitor = browser.new_context(base_url=attacked.url, locale="en-US", viewport={"width": 1280, "height": 900})
    page = visitor.new_page()
    page.add_init_script(
        "window.refused = []; document.addEventListener('securitypolicyviolation', e => "
        "window.refused.push(e.violatedDirective + ' ' + e.blockedURI))"
    )
    return page


def find_household(folder: Path) -> str:
    asked = Filters(today=date.fromisoformat(TODAY))
    named = table("household_names", asked, viewer=Viewer(), warehouse=open_warehouse(folder))
    return str(named.records()[0]["household_id"])


def test_nothing_that_a_cell_says_is_done_by_a_page(tab: Page, attacked: Server) -> None:
    dialogs: list[Dialog] = []
    tab.on("dialog", lambda dialog: (dialogs.append(dialog), dialog.dismiss()))
    household = find_household(attacked.data_dir)
    shown, done, refused = [], [], []
    loading = next(f"/{entry.slug}" for entry in ENTRIES if entry.name == "loading")
    for address in (*VIEWS, f"/ho?ho={household}", loading, "/tre-em?lang=en", "/bien-dong?khoi=khoi_7&lang=en"):
        tab.goto(address)
        expect(tab.locator("h1").first).to_be_visible(timeout=PATIENCE_MS)
        expect(tab.get_by_test_id("stStatusWidget")).to_have_count(0)
        # What is folded away is there as well.
        tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        done += [(address, name) for name, made in BECOME.items() if tab.locator(made).count()]
        words = tab.locator("body").inner_text()
        shown += [address] if "**dam**" in words and "<b>dam</b>" in words else []
        refused += [(address, one) for one in tab.evaluate("window.refused") if one != PROBE]
        assert tab.evaluate("window.ran") is None, address
    assert (done, refused, dialogs) == ([], [], [])
    # A page that shows nothing of it proves nothing: most of them name a khối or a household.
    assert len(shown) >= 12, shown


def test_a_pointer_on_a_picture_shows_text(tab: Page) -> None:
    tab.goto("/khoi-pho")
    chart = tab.locator(".js-plotly-plot").first
    expect(chart).to_be_visible()
    box = chart.bounding_box()
    assert box is not None
    for step in range(1, 12):
        tab.mouse.move(box["x"] + box["width"] * step / 12, box["y"] + box["height"] / 2)
        tab.wait_for_timeout(80)
        assert tab.locator(BECOME["bold"]).count() == 0
    names = [words for words in chart.locator("text").all_text_contents() if "dam" in words]
    assert len(names) >= 12
    assert [words for words in names if "<b>dam</b> **dam** $7^2$ :smile:" not in words] == []


@pytest.mark.parametrize("address", ["/bien-dong", "/nhiem-vu", "/khoi-pho"])
def test_a_file_holds_text_and_no_formula(tab: Page, address: str) -> None:
    tab.goto(address)
    expect(tab.locator("h1").first).to_be_visible(timeout=PATIENCE_MS)
    with tab.expect_download() as taken:
        tab.get_by_role("button", name="Excel").first.click()
    book = openpyxl.load_workbook(BytesIO(Path(taken.value.path()).read_bytes()), rich_text=True)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    attacked = [cell for cell in cells if "dam" in str(cell.value)]
    assert attacked
    assert {cell.data_type for cell in attacked} == {"s"}
    assert {type(cell.value) for cell in attacked} == {str}
    assert [cell.hyperlink for cell in cells if cell.hyperlink and "javascript" in str(cell.hyperlink.target)] == []


def test_a_letter_holds_text_and_no_field(tab: Page) -> None:
    """Word runs what stands in a field, and shows as bold what stands in a run of its own."""
    tab.goto("/ho?khoi=khoi_7")
    with tab.expect_download(timeout=PATIENCE_MS) as taken:
        tab.get_by_role("button", name="phiếu tham vấn").first.click(timeout=PATIENCE_MS)
    document = Document(taken.value.path())
    cells = [cell for sheet in document.tables for row in sheet.rows for cell in row.cells]
    attacked = [cell for cell in cells if "dam" in cell.text]
    assert attacked
    assert [cell.text for cell in attacked if "<b>dam</b> **dam**" not in cell.text] == []
    written = document.element.xml
    assert "instrText" not in written
    assert "javascript" not in "".join(part.target_ref for part in document.part.rels.values() if part.is_external)
