"""Numbers as officers write them."""

from datetime import date, datetime

import pytest

from dashboard import format as fmt
from dashboard.text import Text

VI, EN = Text("vi"), Text("en")


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (1234567.8, 1, "1.234.567,8"),
        (8012, 0, "8.012"),
        (0.5, 1, "0,5"),
        (-3, 0, "−3"),
        (0, 0, "0"),
        (2.50, 2, "2,5"),
        (825.25, 1, "825,3"),
        (0.5, 0, "1"),
    ],
)
def test_number(value: float, places: int, expected: str) -> None:
    assert fmt.number(value, VI, places) == expected


def test_missing_is_never_zero() -> None:
    for write in (fmt.count, fmt.signed, fmt.money):
        assert write(None, VI) == "chưa báo cáo"
    assert fmt.counted(None, "household", VI) == "chưa báo cáo"
    assert fmt.share(None, 9, "child", VI) == "chưa báo cáo"
    assert fmt.day(None, VI) == "chưa báo cáo"


@pytest.mark.parametrize(("value", "expected"), [(5, "05 hộ"), (0, "0 hộ"), (11, "11 hộ"), (1234, "1.234 hộ")])
def test_counts_are_padded_as_in_the_plan(value: float, expected: str) -> None:
    assert fmt.counted(value, "household", VI) == expected


def test_english_counts_have_two_forms() -> None:
    assert [fmt.counted(n, "child", EN) for n in (1, 2, 1200)] == ["1 child", "2 children", "1,200 children"]


@pytest.mark.parametrize(("value", "expected"), [(-2, "−2"), (1, "+1"), (0, "0")])
def test_signed(value: float, expected: str) -> None:
    assert fmt.signed(value, VI) == expected


@pytest.mark.parametrize(
    ("numerator", "denominator", "share", "percent"),
    [
        (7, 9, "7/9 trẻ", "77,78%"),
        (9, 9, "9/9 trẻ", "100%"),
        (0, 9, "0/9 trẻ", "0%"),
        (0, 0, "—", "—"),
        (10, 9, "10/9 trẻ", "—"),
        (199_999, 200_000, "199.999/200.000 trẻ", "99,99%"),
        (1, 200_000, "1/200.000 trẻ", "0,01%"),
        (4643, 199_765, "4.643/199.765 trẻ", "2,32%"),
    ],
)
def test_share_and_its_percentage(numerator: float, denominator: float, share: str, percent: str) -> None:
    assert fmt.share(numerator, denominator, "child", VI) == share
    assert fmt.percent_of(numerator, denominator, VI) == percent


def test_spending_above_the_plan_shows_as_it_is() -> None:
    assert fmt.percent(1.25, VI) == "125%"


def test_small_base_is_marked_below_twenty_only() -> None:
    assert [fmt.is_small(n, 20) for n in (None, 0, 1, 19, 20)] == [False, False, True, True, False]


@pytest.mark.parametrize(
    ("vnd", "expected"),
    [
        (12_400_000_000, "12,4 tỷ đồng"),
        (1_065_500_000, "1.065,5 triệu đồng"),
        (950_000, "950.000 đồng"),
        (0, "0 đồng"),
        (-2_000_000, "−2 triệu đồng"),
    ],
)
def test_money(vnd: float, expected: str) -> None:
    assert fmt.money(vnd, VI) == expected


def test_dates() -> None:
    assert fmt.day(date(2026, 12, 31), VI) == "31/12/2026"
    assert fmt.moment(datetime(2026, 11, 20, 8, 12), VI) == "20/11/2026 08:12"
    assert fmt.moment(datetime(2026, 5, 6, 8, 12), EN) == "6 May 2026 08:12"


@pytest.mark.parametrize(
    ("code", "vi", "en"),
    [
        ("2026", "2026", "2026"),
        ("2026-07", "tháng 7 năm 2026", "July 2026"),
        ("2026-Q2", "quý II năm 2026", "quarter II of 2026"),
        ("2026-H1", "6 tháng đầu năm 2026", "first half of 2026"),
        ("2026-9M", "9 tháng năm 2026", "nine months of 2026"),
        (None, "", ""),
    ],
)
def test_periods(code: str | None, vi: str, en: str) -> None:
    assert (fmt.period(code, VI), fmt.period(code, EN)) == (vi, en)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.00234, "+0,234"),
        (-0.0003, "−0,03"),
        (-0.000001, "≈ 0"),
        (0.0, "0"),
        (None, "—"),
    ],
)
def test_a_small_difference_of_rates_is_never_minus_zero(value: float | None, shown: str) -> None:
    assert fmt.points(value, Text("vi")) == shown


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("2026", "2026"),
        ("2026-07", "tháng 7 năm 2026"),
        ("2026-Q2", "quý II năm 2026"),
        ("2026-H1", "6 tháng đầu năm 2026"),
        ("2026-9M", "9 tháng năm 2026"),
        (None, ""),
    ],
)
def test_a_period_is_said_in_words(code: str | None, shown: str) -> None:
    assert fmt.period(code, Text("vi")) == shown


@pytest.mark.parametrize("name", ["20261120-081200", "20261120-081200-2"])
def test_a_snapshot_is_named_by_its_moment(name: str) -> None:
    """A second build of the same second has a number behind."""
    assert fmt.stamp(name, Text("vi")) == "20/11/2026 08:12"
