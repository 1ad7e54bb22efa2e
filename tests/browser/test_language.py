"""What only the browser writes: the numbers on the axes of a picture, and Streamlit's own words."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("lang", "number", "locale"), [("vi", "1.234,5", "vi"), ("en", "1,234.5", "en")])
def test_a_picture_writes_numbers_as_its_page_does(page: Page, lang: str, number: str, locale: str) -> None:
    page.goto(f"/bien-dong?muc=boi_canh&lang={lang}")
    plot = page.locator(".js-plotly-plot").first
    expect(plot.locator(".ytick text").first).to_be_visible()
    # The formatter that axis ticks and hover boxes are written with.
    assert plot.evaluate("plot => plot._fullLayout._d3locale.numberFormat(',.1f')(1234.5)") == number
    assert plot.evaluate("plot => plot._context.locale") == locale


def test_a_lost_page_is_said_in_vietnamese(page: Page) -> None:
    page.goto("/khong-co-trang-nay")
    expect(page.get_by_text("Không có trang này")).to_be_visible()
    expect(page.get_by_text(re.compile("Đang mở trang đầu"))).to_be_visible()
