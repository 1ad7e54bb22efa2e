"""The file without a server: the scenes as they are on the projector, nobody named, nothing asked of anybody."""

import re
from collections.abc import Callable
from html import unescape

import pytest

from dashboard.briefing import Desk, tell_scenes
from dashboard.documents import stage
from queries import Mode
from tests.documents.test_scenes import MODES, list_words, read_names

Sit = Callable[..., Desk]


def write(desk: Desk) -> str:
    return stage.write(desk, lambda words, share: None, ".html").data.decode("utf-8")


@pytest.mark.parametrize("mode", MODES)
def test_the_file_says_what_the_scenes_say(sit: Sit, mode: Mode) -> None:
    desk = sit("2026", mode)
    page = unescape(write(desk))
    for scene in tell_scenes(desk):
        # The names of strands stand in the key of a chart, and in none where there is one strand or a waterfall.
        strands = [strand.name for strand in scene.plot.strands] if scene.plot else []
        split = [fact.shown for fact in scene.facts if fact.small]
        assert not [words for words in list_words(scene) if words not in (*strands, *split) and words not in page], (
            scene.id
        )
        for fact in scene.facts:
            assert fact.large in page
            assert fact.small in page
            assert all(words in page for _, words in fact.explain(desk.text))


@pytest.mark.parametrize("mode", MODES)
def test_nobody_is_named_and_nothing_is_asked_of_a_host(sit: Sit, mode: Mode) -> None:
    desk = sit("2026", mode)
    page = write(desk)
    names = read_names(desk.warehouse.path)
    assert len(names) > 100
    assert not [name for name in names if name in unescape(page)]
    assert not re.search(r"(src|href)=\"(?!#canh-)|url\(|@import|https?://", page)


def test_the_same_numbers_make_the_same_bytes(sit: Sit) -> None:
    assert write(sit()) == write(sit())


def test_each_number_of_a_chart_is_read_out_and_drawn_once(sit: Sit) -> None:
    [figure] = re.findall(r'<section class="screen screen-movement".*?</figure>', write(sit()), re.S)
    assert 'role="img"' in figure
    assert "Đầu kỳ: 12; " in figure
    assert re.findall(r"<b style=[^>]*>(.*?)</b>", figure) == ["12", "−1", "−1", "−1", "+1", "+1", "11"]
    assert re.findall(r'<i class="(\w+)"', figure) == ["level", *["done"] * 3, *["lacking"] * 2, "level"]
