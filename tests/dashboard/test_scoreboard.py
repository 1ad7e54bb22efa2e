"""One row of the overview: what it claims, what it draws, what it refuses to say."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from dashboard.charts import bullet
from dashboard.charts.bullet import Bullet
from dashboard.charts.scoreboard import Readings, read_bullet
from dashboard.text import Text
from queries import Result, Row, Status, Target, same

SMALL = 20
MakeRow, MakeTarget, MakeResult = Callable[..., Row], Callable[..., Target], Callable[..., Result]


@pytest.fixture
def reduction(make_target: MakeTarget) -> Target:
    return make_target("<=", "-2")


def test_a_decrease_is_drawn_in_households(reduction: Target, net_change: Result, poor: Result, vi: Text) -> None:
    row = read_bullet(reduction, Readings(net_change, poor), SMALL, vi)
    assert (row.opening, row.actual, row.goal) == (12, 11, 10)
    assert row.excess == 1
    assert '<i class="over" style="left:83.33%;width:8.33%">' in bullet.markup((row,), vi)
    assert row.figure == "11 hộ (đầu kỳ 12, −1)"
    assert (row.status, row.remaining) == (Status.OPEN, "còn phải giảm 01 hộ, hạn 31/12/2026")


def test_the_wider_reading_stands_beside(reduction: Target, net_change: Result, poor: Result, vi: Text) -> None:
    row = read_bullet(reduction, Readings(net_change, poor, net_change), SMALL, vi)
    assert row.note == "Cách đọc khác – Số đo: −1 hộ"


def test_a_share_is_drawn_over_its_whole(make_target: MakeTarget, make_result: MakeResult, make_row: MakeRow) -> None:
    share = make_result(make_row(7, 9, unknown=1, status=Status.UNKNOWN), noun="child")
    row = read_bullet(make_target(">=", "1"), Readings(share), SMALL, Text("vi"))
    assert (row.whole, row.actual, row.unknown, row.goal) == (9, 7, 1, 9)
    assert row.figure == "7/9 trẻ · 77,78% (số ít)"
    assert row.longest == 9


def test_a_target_of_another_year_claims_no_status(
    make_target: MakeTarget, make_result: MakeResult, make_row: MakeRow, vi: Text
) -> None:
    row = read_bullet(make_target(">=", "1", year=2025), Readings(make_result(make_row(7, 9))), SMALL, vi)
    assert (row.status, row.status_words, row.goal) == (None, "chỉ tiêu của năm 2025", None)


def test_a_target_of_the_ward_is_not_judged_for_one_khoi(
    reduction: Target, make_result: MakeResult, make_row: MakeRow, vi: Text
) -> None:
    row = read_bullet(reduction, Readings(make_result(make_row(0), target=reduction)), SMALL, vi)
    assert (row.status, row.status_words, row.remaining) == (None, "chỉ tiêu của toàn phường", "")


def test_a_yearly_target_is_not_judged_for_a_later_month(
    reduction: Target, make_result: MakeResult, make_row: MakeRow, vi: Text
) -> None:
    row = read_bullet(reduction, Readings(make_result(make_row(0))), SMALL, vi)
    assert (row.status, row.status_words, row.remaining) == (None, "chỉ tiêu của cả năm", "")


def test_a_target_says_nothing_of_another_standard(
    make_target: MakeTarget, make_result: MakeResult, make_row: MakeRow, vi: Text
) -> None:
    target = make_target("<=", "-2", standard_id="MDP_2022_2025")
    result = make_result(make_row(0))
    other = replace(result, filters=replace(result.filters, standard_id="MDP_2027_2030"))
    assert read_bullet(target, Readings(other), SMALL, vi).status_words == "chỉ tiêu theo chuẩn khác"


def test_the_wider_reading_tells_what_is_not_known(
    reduction: Target, net_change: Result, poor: Result, make_result: MakeResult, make_row: MakeRow, vi: Text
) -> None:
    wider = make_result(make_row(-3, unknown=2))
    assert read_bullet(reduction, Readings(net_change, poor, wider), SMALL, vi).note.endswith("−3 hộ (2 chưa rõ)")


@pytest.mark.parametrize(("is_counted", "said"), [(True, "chưa có số liệu"), (False, "chưa tính trong bản này")])
def test_without_a_number_there_is_no_zero(
    reduction: Target, make_result: MakeResult, vi: Text, said: str, *, is_counted: bool
) -> None:
    """What nobody loaded and what no indicator counts yet are two things."""
    row = read_bullet(reduction, Readings(make_result(None) if is_counted else None), SMALL, vi)
    assert (row.figure, row.status_words, row.actual) == (said, said, None)
    assert 'class="bar"' not in bullet.markup((row,), vi)


def test_a_number_too_small_to_tell_keeps_its_status(
    make_target: MakeTarget, make_result: MakeResult, make_row: MakeRow, vi: Text
) -> None:
    hidden = make_result(make_row(None, suppressed=True, status=Status.MET))
    row = read_bullet(make_target(">=", "1"), Readings(hidden), SMALL, vi)
    assert (row.figure, row.status, row.status_words) == ("số nhỏ, không công bố", Status.MET, "đạt")


def test_a_number_held_back_gives_its_reason(reduction: Target, net_change: Result, vi: Text) -> None:
    held = replace(net_change, withheld=same("Không dành cho chế độ này."))
    row = read_bullet(reduction, Readings(held), SMALL, vi)
    assert (row.figure, row.status, row.status_words) == ("Không dành cho chế độ này.", None, "không hiển thị")


def test_an_incomplete_count_says_so(
    reduction: Target, net_change: Result, poor: Result, make_row: MakeRow, vi: Text
) -> None:
    partial = replace(net_change, total=make_row(-1, areas_reported=11, status=Status.UNKNOWN))
    row = read_bullet(reduction, Readings(partial, poor), SMALL, vi)
    assert (row.status_words, row.remaining) == ("chưa rõ", "")
    assert "11/12 khối đã báo cáo" in row.note


def make_bullet(**changes: object) -> Bullet:
    words = dict.fromkeys(("label", "sentence", "figure", "note", "status_words", "remaining", "lead"), "x")
    return replace(Bullet(status=None, **words), **changes)  # type: ignore[arg-type]


def test_words_of_data_cannot_write_markup(vi: Text) -> None:
    words = '<script>alert("1")</script>'
    drawn = bullet.markup((make_bullet(sentence=words, figure=words, note=words, lead=words, link=words),), vi)
    assert "<script" not in drawn


def test_bars_are_to_scale(vi: Text) -> None:
    drawn = bullet.markup((make_bullet(whole=9, actual=6, unknown=3, goal=9),), vi)
    assert 'class="done" style="left:0.00%;width:66.67%"' in drawn
    assert 'class="doubt" style="left:66.67%;width:33.33%"' in drawn
    assert 'class="goal" style="left:100.00%"' in drawn


def test_one_household_does_not_fill_the_scale() -> None:
    assert make_bullet(actual=1.0).longest == 5


@pytest.mark.parametrize("status", list(Status))
def test_status_is_a_shape_and_a_word(vi: Text, status: Status) -> None:
    drawn = bullet.markup((make_bullet(status=status, status_words=str(status)),), vi)
    assert str(status) in drawn
    assert any(shape in drawn for shape in "✔▲■○–")
