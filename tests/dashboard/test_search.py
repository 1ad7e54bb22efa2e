"""A name is found however it is typed."""

from unicodedata import normalize

import pytest

from dashboard.search import Entry, find, fold


def entries(*names: str) -> list[Entry]:
    return [Entry(name, fold(name), f"?khoi={at}") for at, name in enumerate(names)]


def names(asked: str, *shown: str) -> list[str]:
    return [entry.shown for entry in find(asked, entries(*shown))]


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
@pytest.mark.parametrize(
    "asked", ["hoang dong", "Hoàng Đồng", "HOÀNG ĐỒNG", "  hoàng   đồng ", "dong hoang", "hoàng\u00a0đ", "Ðồng", "ho d"]
)
def test_a_name_is_found_with_and_without_accents(asked: str, form: str) -> None:
    assert names(normalize(form, asked), normalize(form, "Hoàng Đồng"), "Hoà Bình") == [normalize(form, "Hoàng Đồng")]


@pytest.mark.parametrize("asked", ["", "   ", "\u00a0\t", "\u0301"])
def test_nothing_is_found_for_nothing(asked: str) -> None:
    assert names(asked, "Khối 1", "") == []


def test_the_khoi_that_was_written_out_comes_before_those_it_begins() -> None:
    assert names("khoi 1", "Khối 10", "Khối 1", "Khối 11", "Khối 2") == ["Khối 1", "Khối 10", "Khối 11"]


def test_a_short_name_is_not_buried_under_longer_ones() -> None:
    longer = [f"Lý An{letter} · Khối 2" for letter in "abcdefghij"]
    assert names("ly a", *longer, "Lý A · Khối 9")[0] == "Lý A · Khối 9"


def test_words_are_found_at_their_beginning_only() -> None:
    assert names("an", "Lan", "Bản", "An", "Ánh") == ["An", "Ánh"]
    assert names("khoi x", "Khối 1") == []


def test_a_household_is_found_by_name_and_khoi_together() -> None:
    shown = ("Lý A · Khối 1 · TT01", "Lý A · Khối 2 · TT02")
    assert names("khoi 2 ly", *shown) == [shown[1]]
    assert names("tt01", *shown) == [shown[0]]


def test_markup_and_patterns_are_only_words() -> None:
    assert names(".*", "Khối 1") == []
    assert names("<b>", "<b>x</b>") == ["<b>x</b>"]
