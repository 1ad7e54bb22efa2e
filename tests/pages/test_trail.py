"""What the screen writes down before it shows or gives away, and the page of the trail."""

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from trail import Act, append, find_trail, read, verify

OpenPage, ReadPage = Callable[..., AppTest], Callable[..., str]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A trail of this test alone."""
    monkeypatch.setenv("WARD_TRAIL", str(tmp_path / "trail.jsonl"))
    return find_trail(tmp_path)


def list_acts(path: Path) -> list[tuple[str, str, str, dict[str, str]]]:
    return [(e.act.act, e.act.what, e.act.mode, dict(e.act.filters)) for e in reversed(read(path))]


def test_every_list_with_names_is_written_down_once_a_session(open_page: OpenPage, path: Path) -> None:
    page = open_page("children", khoi="khoi_7")
    assert ("view", "children_list", "internal", {"khoi": "khoi_7"}) in list_acts(path)
    told = list_acts(path)
    page.run()
    assert list_acts(path) == told
    assert all(entry.act.rows for entry in read(path))
    open_page("children", khoi="khoi_7")
    assert len(list_acts(path)) == 2 * len(told)


def test_every_filter_of_a_list_stands_in_the_trail(open_page: OpenPage, path: Path) -> None:
    open_page("household", khoi="khoi_7", nhom="dtts", ky="2026", chuan="2021")
    seen = [filters for act, what, _, filters in list_acts(path) if what == "household_cards"]
    wanted = {"khoi": "khoi_7", "ky": "2026", "nhom": "ethnic_minority", "chuan": "MDP_2022_2025"}
    assert [filters for filters in seen if filters.items() >= wanted.items()], seen


@pytest.mark.parametrize("mode", ["trinh_chieu", "gui_ngoai"])
def test_where_no_name_is_shown_nothing_is_written(read_page: ReadPage, path: Path, mode: str) -> None:
    for name in ("children", "household", "policies", "training", "poverty"):
        read_page(name, che_do=mode)
    assert list_acts(path) == []


def test_what_cannot_be_written_down_is_not_shown(
    read_page: ReadPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = re.compile(r"\bho=H-\w+")
    assert named.search(read_page("household"))
    (tmp_path / "in-the-way").write_text("")
    monkeypatch.setenv("WARD_TRAIL", str(tmp_path / "in-the-way" / "trail.jsonl"))
    words = read_page("household")
    assert not named.search(words)
    assert "Không ghi được nhật ký truy cập, nên danh sách có họ tên không hiện." in words


def test_the_page_says_that_the_chain_is_whole_and_filters_by_kind(read_page: ReadPage, path: Path) -> None:
    assert "<h1>Nhật ký chưa có dòng nào</h1>" in read_page("trail")
    for act, what in (("view", "children_list"), ("publish", "d1"), ("sign_in", "oidc")):
        append(path, Act("<b>canbo</b>", "officer", act, what, 3, "internal"), now=datetime(2026, 11, 20, 9, 5))
    words = read_page("trail")
    assert "<h1>3 dòng nhật ký nối liền nhau, không dòng nào bị sửa</h1>" in words
    assert "&lt;b&gt;canbo&lt;/b&gt;" in words
    assert "Danh sách trẻ em hộ nghèo từ 3 đến dưới 16 tuổi" in words
    assert verify(path).head in words
    published = read_page("trail", loai_viec="cong_bo")
    assert ("Công bố</td>" in published, "oidc" in published) == (True, False)
    assert "3 lines of the trail hold together, none was changed" in read_page("trail", lang="en")


def test_a_line_that_was_changed_is_named_on_the_page(read_page: ReadPage, path: Path) -> None:
    for what in ("a", "b", "c"):
        append(path, Act("canbo", "officer", "view", what), now=datetime(2026, 11, 20, 9, 5))
    path.write_bytes(path.read_bytes().replace(b'"b"', b'"x"'))
    words = read_page("trail")
    assert "<h1>Nhật ký có 1 chỗ không còn như lúc ghi, trong 3 dòng</h1>" in words
    assert "dòng đã bị sửa" in words


def test_nothing_is_written_before_the_first_visitor(path: Path) -> None:
    code = "from dashboard.ui import warm; from pages.menu import PAGES; warm.run_once(e.page for e in PAGES[:8])"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)
    assert not path.exists()


def test_what_was_looked_at_is_named_in_the_language_of_the_screen(read_page: ReadPage, path: Path) -> None:
    for what in ("questions", "children_list.xlsx"):
        append(path, Act("canbo", "officer", "view", what, 3, "internal"), now=datetime(2026, 11, 20, 9, 5))
    words = read_page("trail")
    assert "Câu hỏi chờ trả lời</td>" in words
    assert "Danh sách trẻ em hộ nghèo từ 3 đến dưới 16 tuổi .xlsx</td>" in words
    assert "Questions that wait</td>" in read_page("trail", lang="en")
