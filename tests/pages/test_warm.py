"""What the launcher does before the first visitor comes: the default view of every page is answered already."""

from collections.abc import Callable
from importlib import import_module

import pytest
from streamlit.testing.v1 import AppTest

import queries
from dashboard.ui import cache, warm
from tests.pages.test_pages import PAGES


def count_questions() -> int:
    return sum(kept.cache_info().misses for kept in (cache.value, cache._read_table, cache.series))


@pytest.mark.parametrize("name", PAGES)
def test_the_first_visitor_asks_nothing_new(open_page: Callable[..., AppTest], name: str) -> None:
    warm.run_once([import_module(f"pages.{name}").page])
    asked = count_questions()
    open_page(name)
    assert count_questions() == asked


def test_a_ward_without_data_is_no_reason_not_to_start() -> None:
    def fail() -> None:
        raise queries.NoWarehouse("Chưa có kho số liệu.", "There is no warehouse.")

    warm.run_once([fail])


def test_a_page_that_is_broken_does_not_start_in_silence() -> None:
    def fail() -> None:
        raise KeyError("a word that is not there")

    with pytest.raises(KeyError):
        warm.run_once([fail])
