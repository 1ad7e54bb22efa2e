"""From a number to its file, its row, its formula: a real server, a real Chromium, the file that really arrives."""

import re
import struct
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import unquote
from urllib.request import urlopen

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from queries import Filters, Viewer, indicators, open_warehouse, table, value
from tests.conftest import TODAY, Server

pytestmark = pytest.mark.browser

ASKED = {"today": date.fromisoformat(TODAY)}
SOURCE = re.compile(r"\w+\.xlsx · .+ · dòng \d+")
RED = (0x7A, 0x1F, 0x1F)
# It would paint the page's title if it ever ran.
SCRIPTED = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="#7a1f1f"/>'
    "<script>top.document.title = 'taken'</script></svg>"
)


# The colour in the middle of the emblem, as the browser paints it.
READ_EMBLEM = """image => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [260, 52];
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0, 260, 52);
  return [...pen.getImageData(24, 26, 1, 1).data.slice(0, 3)];
}"""


def write_png(colour: tuple[int, int, int]) -> bytes:
    """Return a picture of one point."""

    def part(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = part(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + part(b"IDAT", zlib.compress(bytes((0, *colour)))) + part(b"IEND", b"")


def open_page(page: Page, address: str) -> str:
    page.goto(address)
    heading = page.locator("h1").first
    expect(heading).to_be_visible()
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
    return heading.inner_text()


def search(page: Page, asked: str) -> None:
    box = page.get_by_role("searchbox", name="Tìm khối, hộ").or_(page.get_by_label("Tìm khối, hộ"))
    box.first.press_sequentially(asked, delay=20)


def download(page: Page, block: str, label: str, folder: Path) -> Path:
    with page.expect_download() as taken:
        page.locator(f".st-key-files_{block}").get_by_role("button", name=label).click()
    path = folder / taken.value.suggested_filename
    taken.value.save_as(path)
    return path


def test_the_downloaded_workbook_has_the_number_of_the_page(page: Page, server: Server, tmp_path: Path) -> None:
    asked = Filters(area_id="khoi_7", **ASKED)
    total = value("children_right_level", asked, viewer=Viewer(), warehouse=open_warehouse(server.data_dir)).total
    assert total is not None
    assert (total.numerator, total.denominator) == (3, 3)
    assert "3/3 trẻ" in open_page(page, "/tre-em?khoi=khoi_7")
    path = download(page, "children_areas", "Tải Excel", tmp_path)
    assert re.fullmatch(r"children_areas-2026-khoi_7-noi_bo-\d{8}\.xlsx", path.name)
    book = openpyxl.load_workbook(path)
    shares, listed, sources = book.worksheets
    (row,) = (row for row in shares.iter_rows(values_only=True) if row[0] == "Khối 7")
    assert row[1:4] == (3, 3, 0)
    children = [row for row in listed.iter_rows(values_only=True) if row[0] == "Khối 7"]
    assert len(children) == 3
    assert all(str(file).endswith(".xlsx") and isinstance(line, int) for *_, file, _, line in children)
    assert "Nguồn" in [cell.value for cell in sources["A"]]
    # The page still stands as it did, and the file of the same name can be taken again.
    assert "khoi=khoi_7" in page.url
    assert download(page, "children_areas", "Tải CSV", tmp_path).read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_same_file_twice_is_the_same_bytes(page: Page, tmp_path: Path) -> None:
    open_page(page, "/bien-dong?muc=cac_nam")
    first = download(page, "years", "Tải Excel", tmp_path).read_bytes()
    assert download(page, "years", "Tải Excel", tmp_path).read_bytes() == first


def test_nothing_can_be_taken_from_the_projector(page: Page) -> None:
    open_page(page, "/bien-dong?che_do=trinh_chieu")
    expect(page.locator("table.official").first).to_be_visible()
    expect(page.get_by_text("Tải Excel", exact=False).filter(visible=True)).to_have_count(0)


@pytest.mark.parametrize("address", ["/bien-dong", "/tre-em", "/dao-tao-nghe"])
def test_from_the_number_of_a_khoi_to_file_sheet_and_row(page: Page, address: str) -> None:
    open_page(page, address)
    row = page.locator("table.cross tr").filter(has=page.locator("th[scope=row]", has_text=re.compile("^Khối 7$")))
    number = row.last.locator("a").first
    shown = number.inner_text()
    # One click: the khối alone, its list open.
    number.click()
    expect(page.get_by_text("Khối 7 · Kỳ 2026").first).to_be_visible()
    assert "khoi=khoi_7" in page.url
    cited = page.locator("details.listing[open] td.source-row")
    expect(cited.first).to_be_visible()
    told = cited.all_inner_texts()
    assert told
    assert all(SOURCE.search(words) for words in told)
    assert len(told) >= int(shown.split("/")[0])


def test_a_khoi_is_found_without_accents_and_opened(page: Page) -> None:
    open_page(page, "/tre-em?lang=vi")
    search(page, "khoi hoa binh")
    found = page.locator("ul.found a")
    expect(found.first).to_have_text("Khối Hòa Bình")
    found.first.click()
    expect(page.get_by_text("Khối Hòa Bình · Kỳ 2026").first).to_be_visible()
    assert "/tre-em?" in page.url


def test_a_household_is_found_by_its_head_and_its_name_is_in_no_address(page: Page, server: Server) -> None:
    listed = table("household_names", Filters(), viewer=Viewer(), warehouse=open_warehouse(server.data_dir))
    name = next(str(name) for name in listed.column("head_name") if name)
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    page.on("framenavigated", lambda frame: addresses.append(frame.url))
    open_page(page, "/?khoi=khoi_3&lang=vi")
    search(page, name)
    found = page.locator("ul.found a")
    expect(found.first).to_contain_text(name)
    found.first.click()
    expect(page.locator(".timeline h2")).to_contain_text(name)
    assert re.search(r"/ho\?.*\bho=H-", page.url)
    addresses.append(page.url)
    words = [word for word in name.split() if len(word) > 1]
    assert words
    assert not [address for address in addresses if all(word in unquote(address.replace("+", " ")) for word in words)]


def test_a_formula_is_served_as_it_runs(page: Page, server: Server) -> None:
    (rate,) = (one for one in indicators() if one.id == "poverty_rate")
    with urlopen(f"{server.url}/formula/indicators/poverty_rate.sql", timeout=10) as answer:
        assert answer.headers["content-type"].startswith("text/plain")
        assert answer.read().decode("utf-8") == rate.body
    for unknown in ("indicators/none", "tables/poverty_rate", "facts/ward"):
        assert page.request.get(f"/formula/{unknown}.sql").status == 404
    assert not page.request.get("/formula/indicators/..%2f..%2ffacts%2fward.sql").ok
    open_page(page, "/bien-dong")
    page.get_by_text("Nguồn và cách tính").first.click()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Công thức (SQL)").first.click()
    expect(opened.value.locator("body")).to_contain_text("SELECT")


@pytest.mark.parametrize("address", ["/", "/bien-dong", "/tre-em?khoi=khoi_7", "/du-an"])
def test_a_printed_page_names_the_files_instead_of_losing_numbers(page: Page, address: str) -> None:
    open_page(page, address)
    said = page.get_by_text("Hãy dùng nút «Tải Excel»")
    tables = page.locator("table.official, table.bullets")
    expect(tables.first).to_be_attached()
    expect(said).to_be_hidden()
    page.emulate_media(media="print")
    expect(said).to_be_visible()
    expect(page.locator("h1").first).to_be_visible()
    for part in (tables, page.locator(".js-plotly-plot"), page.locator("[data-testid=stSidebar]")):
        expect(part.filter(visible=True)).to_have_count(0)


@pytest.mark.parametrize(
    ("file", "content"), [("logo.png", write_png(RED)), ("logo.svg", SCRIPTED.encode())], ids=["png", "svg"]
)
def test_the_wards_own_emblem_and_colour(
    serve: Callable[..., Server], server: Server, browser: Browser, tmp_path: Path, file: str, content: bytes
) -> None:
    """From the ward's own reference file to the menu; a script inside its picture never runs."""
    own = tmp_path / "reference"
    own.mkdir()
    (own / file).write_bytes(content)
    head, facts = Path("data/reference/ward.csv").read_text(encoding="utf-8-sig").splitlines()
    (own / "ward.csv").write_text(f"{head}\n{facts[:-2]},{file},#7a1f1f\n", encoding="utf-8-sig")
    (tmp_path / "raw").symlink_to(server.data_dir / "raw")
    served = serve(tmp_path)
    visitor = browser.new_context(locale="en-US")
    tab = visitor.new_page()
    tab.goto(served.url)
    expect(tab.locator("h1").first).to_be_visible(timeout=60_000)
    logo = tab.get_by_test_id("stSidebarLogo").or_(tab.get_by_test_id("stLogo")).first
    expect(logo).to_be_visible()
    assert tuple(logo.evaluate(READ_EMBLEM)) == RED
    source = logo.get_attribute("src") or ""
    assert tab.title() != "taken"
    # The picture by itself, as somebody may open it.
    drawn = visitor.new_page()
    drawn.goto(source if source.startswith("data:") else f"{served.url}/{source.lstrip('./')}")
    assert drawn.locator("image").count() == 1
    assert drawn.title() != "taken"
    visitor.close()
