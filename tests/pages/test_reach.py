"""Every filter reaches every block of every page: what it shows is another, or it says that it is not divided by it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.ui import block, provenance
from tests.pages.test_pages import PAGES

OpenPage = Callable[..., AppTest]
Blocks = dict[str, tuple[Any, ...]]
ReadBlocks = Callable[..., tuple[Blocks, str]]
# A value of each filter that divides, and what is said where it cannot.
DIVIDING = {
    "khoi": ("khoi_7", "Không chia theo khối"),
    "don_vi": ("vhxh", "Không chia theo đơn vị"),
    "nhom": ("nu", "Không chia theo nhóm hộ"),
}
# The one line that is silent is of that unit: the same with and without the filter.
SAME = {("money", "don_vi"): ["money_silent"]}
LINK = re.compile(r'href="[^"]*"')


@pytest.fixture
def read_blocks(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> ReadBlocks:
    """`read_blocks("children", khoi="khoi_7")`: what each block of a page shows, by its name, and the badge line."""
    shown: Blocks = {}
    show = block.show

    def note(chosen: Any, name: str, finding: str, *details: str, **parts: Any) -> None:
        # Links keep the filters: that alone is no other number.
        grids = [LINK.sub("", grid.html) for grid in parts.get("grids", ()) if grid]
        drawn = LINK.sub("", parts.get("markup") or "")
        lists = [table.rows for table in parts.get("lists", ())]
        said = provenance.say_group(chosen, parts.get("answers", ()))
        of_ward = parts.get("is_of_ward", False) and chosen.filters.area_id
        shown[name] = (finding, details, parts.get("picture"), parts.get("notes"), grids, drawn, lists, said, of_ward)
        show(chosen, name, finding, *details, **parts)

    monkeypatch.setattr(block, "show", note)

    def run(name: str, **chosen: str) -> tuple[Blocks, str]:
        shown.clear()
        words = "\n".join(html.proto.body for html in open_page(name, **chosen).get("html"))
        (badges,) = re.findall(r'<p class="badges">(.*?)</p>', words)
        return dict(shown), badges

    return run


# No filter asks anything of the trail.
@pytest.mark.parametrize("name", PAGES[:-1])
def test_a_filter_divides_a_block_or_it_is_said_that_it_does_not(read_blocks: ReadBlocks, name: str) -> None:
    whole, _ = read_blocks(name)
    assert whole
    for code, (value, undivided) in DIVIDING.items():
        blocks, badges = read_blocks(name, **{code: value})
        unmoved = [key for key in blocks if blocks[key] == whole.get(key)]
        assert undivided in badges or unmoved == SAME.get((name, code), []), code


@pytest.mark.parametrize("name", PAGES)
def test_period_and_standard_stand_under_the_title_of_every_page(read_blocks: ReadBlocks, name: str) -> None:
    for chosen, said in (({"ky": "2025"}, "Kỳ 2025"), ({"chuan": "2026"}, "Chuẩn 2026-2030"), ({"nhom": "nu"}, "nữ")):
        _, badges = read_blocks(name, **chosen)
        assert said in badges, chosen


def test_a_block_that_no_khoi_divides_says_so(open_page: OpenPage) -> None:
    for name in ("training", "deprivations", "policies", "quality"):
        words = "".join(html.proto.body for html in open_page(name, khoi="khoi_7").get("html"))
        assert "<p>Không chia theo khối.</p>" in words, name
