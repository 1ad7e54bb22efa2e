"""Policies, money and tasks as a person meets them: nothing off the screen, every status with its shape."""

import pytest
from playwright.sync_api import Page, expect

from queries import Standing, words_of

pytestmark = pytest.mark.browser

LAPTOP = {"width": 1366, "height": 768}
# A task with a day is judged by it; what nobody reports stands among the measures.
SAID = set(Standing) - {Standing.OVERDUE}


def test_policy_by_khoi_fits_a_laptop(page: Page) -> None:
    page.set_viewport_size(LAPTOP)
    page.goto("/chinh-sach")
    table = page.locator("table.policies-by-area")
    expect(table).to_be_visible()
    wide, shown = table.evaluate("table => [table.scrollWidth, table.parentElement.clientWidth]")
    assert wide <= shown


def test_every_standing_is_met_on_the_page_of_tasks(page: Page) -> None:
    page.goto("/nhiem-vu")
    tables = page.locator("table.tasks")
    expect(tables.first).to_contain_text("quá hạn 51 ngày")
    expect(page.get_by_text("Phiếu của 9 đầu mối").first).to_be_visible()
    words = " ".join(tables.all_inner_texts())
    assert {standing for standing in SAID if words_of("task_standing", standing).vi not in words} == set()


def test_each_source_of_money_is_chosen_and_drawn_by_itself(page: Page) -> None:
    page.goto("/kinh-phi")
    steps = page.locator("h2").filter(has_text="Đến 31/10/2026:")
    expect(steps).to_be_visible()
    sources = {"Chuyển nguồn 2021-2025": "25 triệu đồng trên 50", "Vận động, hỗ trợ khác": "25 triệu đồng trên 40"}
    for source, spent in sources.items():
        page.get_by_role("radio", name=source).click()
        expect(steps).to_contain_text(spent)
    page.goto("/kinh-phi?ky=2025")
    expect(page.locator("h2").first).to_contain_text("Chưa rõ nguồn: 87%")
