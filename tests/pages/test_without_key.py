"""Pages on a computer that lacks the key: every number, no name, and the sentence why."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.named import open_named
from tests.pages.test_pages import PAGES
from tests.pages.test_shell import open_shell, words

MISSING = "Không có khóa mở họ tên"
ReadPage = Callable[..., str]
NAMED = "SELECT head_name FROM restricted.household UNION SELECT name FROM restricted.person"
NUMBERS = "SELECT head_id_number FROM restricted.household UNION SELECT id_number FROM restricted.person"


@pytest.fixture
def names(warehouse_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Take a copy of the ward to a computer of its own; returns whom it is about."""
    name = (warehouse_dir / "current").read_text(encoding="ascii").strip()
    for file in (name, "current"):
        shutil.copy(warehouse_dir / file, tmp_path)
    # The copy: pages of other tests may have the other open, under settings of their own.
    with open_named(tmp_path / name) as connection:
        found = connection.execute(f"{NAMED} UNION {NUMBERS}").fetchall()
    monkeypatch.setenv("WARD_DATA", str(tmp_path))
    monkeypatch.setenv("WARD_KEY", str(tmp_path / "nowhere" / "identity.key"))
    return [text for (text,) in found if text]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("mode", ["noi_bo", "trinh_chieu"])
def test_every_page_opens_and_names_nobody(read_page: ReadPage, names: list[str], name: str, mode: str) -> None:
    told = read_page(name, che_do=mode)
    assert "<h1>" in told
    assert len(names) > 100
    assert [text for text in names if text in told] == []


def test_a_listing_says_why_it_is_not_shown(read_page: ReadPage, names: list[str]) -> None:
    assert MISSING in read_page("poverty", che_do="noi_bo")
    assert "has no key to the names" in read_page("poverty", che_do="noi_bo", lang="en")


@pytest.mark.parametrize(("mode", "is_told"), [("noi_bo", True), ("trinh_chieu", False), ("gui_ngoai", False)])
def test_it_is_said_above_the_page_in_the_office_alone(names: list[str], mode: str, is_told: bool) -> None:
    assert (MISSING in words(open_shell(che_do=mode)).split("<h1>")[0]) == is_told
