"""The scenes on the projector as Streamlit runs them: whatever the address asks, the projector's mode, and no name."""

from collections.abc import Callable
from itertools import product

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.briefing import SCENES
from dashboard.ui.choices import MODES
from queries import Warehouse
from tests.pages.test_pages import names_of

ReadPage, OpenPage = Callable[..., str], Callable[..., AppTest]
PLACES = tuple(str(place) for place in range(1, len(SCENES) + 1))
ASKED = (
    {},
    {"khoi": "khoi_7"},
    {"ky": "2026-H1"},
    {"ky": "2025-12"},
    {"nhom": "dtts"},
    {"don_vi": "vhxh"},
    {"chuan": "2026"},
)


@pytest.mark.parametrize(("place", "lang"), [*product(PLACES, ("vi",)), ("1", "en"), ("5", "en")])
def test_every_scene_opens_under_every_filter(read_page: ReadPage, place: str, lang: str) -> None:
    for chosen in ASKED:
        words = read_page("presenting", canh=place, lang=lang, **chosen)
        assert 'class="screen' in words
        assert "<h1>" in words
        assert ">None<" not in words


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("place", PLACES)
def test_no_mode_of_the_address_opens_more_than_the_projectors(read_page: ReadPage, place: str, mode: str) -> None:
    asked = {"canh": place, "khoi": "khoi_7"}
    assert read_page("presenting", che_do=mode, **asked) == read_page("presenting", **asked)


@pytest.mark.parametrize("place", PLACES)
def test_nobody_is_named_and_no_sheet_of_a_khoi(read_page: ReadPage, warehouse: Warehouse, place: str) -> None:
    names = names_of(warehouse)
    assert len(names) > 100
    for chosen in ({}, {"khoi": "khoi_7"}):
        words = read_page("presenting", canh=place, che_do="noi_bo", **chosen)
        assert not [name for name in names if name in words]


def test_nothing_can_be_taken_from_the_projector(open_page: OpenPage) -> None:
    page = open_page("presenting", che_do="noi_bo")
    assert not page.get("download_button")
    assert not page.get("plotly_chart")


@pytest.mark.parametrize("asked", ["99", "0", "x", "-1", "2.0"])
def test_a_scene_nobody_knows_is_the_first_and_is_named(read_page: ReadPage, asked: str) -> None:
    words = read_page("presenting", canh=asked)
    assert "screen-targets" in words
    assert f"canh={asked}" in words


def test_the_ends_go_no_further(open_page: OpenPage) -> None:
    first, last = open_page("presenting"), open_page("presenting", canh=PLACES[-1])
    assert first.button(key="stage_back").disabled
    assert not first.button(key="stage_next").disabled
    assert last.button(key="stage_next").disabled
    first.button(key="stage_next").click().run()
    assert first.query_params["canh"] == "2"


def test_a_scene_that_cannot_be_read_says_so_and_the_others_stand(
    read_page: ReadPage, alter: Callable[..., None]
) -> None:
    alter("DROP TABLE core.meeting_conclusion")
    assert "Cảnh này chưa đọc được số liệu" in read_page("presenting", canh="7")
    assert "screen-movement" in read_page("presenting", canh="2")
