"""The sheet of one đầu mối on paper, as a real browser prints it."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
# A4 in points, as Chromium rounds it.
A4 = ("594.95", "841.91")


@pytest.mark.parametrize(
    ("unit", "title", "most"), [("mttq", "Phiếu đề nghị phối hợp", 1), ("vhxh", "Phiếu đôn đốc", 2)]
)
def test_the_sheet_alone_is_printed_on_whole_pages(page: Page, unit: str, title: str, most: int) -> None:
    page.goto(f"/nhiem-vu?don_vi={unit}")
    sheet = page.locator(".unit-sheet")
    expect(sheet.locator("h2")).to_have_text(title)
    page.emulate_media(media="print")
    expect(sheet).to_be_visible()
    for other in (".stSidebar", "h1", ".printed", ".source", ".sheets", ".stDownloadButton"):
        expect(page.locator(other).first).to_be_hidden()
    printed = page.pdf(prefer_css_page_size=True)
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert len(sizes) <= most
    assert {tuple(round(float(side)) for side in size) for size in sizes} == {tuple(round(float(side)) for side in A4)}
