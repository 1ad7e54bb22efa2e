"""Intervals against vectors worked elsewhere, and the funnel: no khối stands out by chance more often than it says."""

from datetime import date
from random import Random

import pytest

from queries import Filters, Result, Row, Verdict, find_exact, find_funnel, find_limits, find_wilson
from queries.catalogue import find_indicator
from tests.conftest import TODAY

SHARE = find_indicator("poverty_rate")


def percent(share: float) -> float:
    return round(100 * share, 2)


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(0, 3, 0, 56.15), (3, 3, 43.85, 100), (2, 3, 20.77, 93.85), (3, 110, 0.93, 7.71), (0, 110, 0, 3.37)],
)
def test_wilson_is_as_published(count: int, of: int, low: float, high: float) -> None:
    found = find_wilson(count, of)
    assert (percent(found.low), percent(found.high)) == (low, high)


@pytest.mark.parametrize(("count", "of", "low", "high"), [(3, 110, 0.57, 7.76), (0, 3, 0, 70.76), (3, 3, 29.24, 100)])
def test_the_exact_interval_is_clopper_and_pearsons(count: int, of: int, low: float, high: float) -> None:
    found = find_exact(count, of)
    assert (percent(found.low), percent(found.high)) == (low, high)


@pytest.mark.parametrize("find", [find_wilson, find_exact])
@pytest.mark.parametrize(("count", "of"), [(0, 0), (4, 3), (-1, 3)])
def test_what_is_no_share_has_no_interval(find: type, count: int, of: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        find(count, of)


def test_limits_are_those_of_the_binomial_sum() -> None:
    # P(X = 0) = 0.9 ** 20 = 0.1216; P(X <= 4) = 0.9568, P(X <= 5) = 0.9887.
    assert (find_limits(20, 0.1).low, find_limits(20, 0.1).high) == (0, 5)
    assert (find_limits(5, 0.0).low, find_limits(5, 0.0).high) == (0, 0)
    assert (find_limits(5, 1.0).low, find_limits(5, 1.0).high) == (5, 5)


def make_result(counts: list[tuple[int | None, int, int]]) -> Result:
    rows = tuple(
        Row("2026", None, f"k{place}", f"k{place}", None, numerator, of, None, unknown, 1, 1)
        for place, (numerator, of, unknown) in enumerate(counts)
    )
    asked = Filters()
    return Result(SHARE, asked, "area_id", rows, None, None, date.fromisoformat(TODAY), (), True, False)


def verdicts(counts: list[tuple[int | None, int, int]]) -> list[Verdict]:
    funnel = find_funnel(make_result(counts), 12)
    assert funnel is not None
    return [spot.verdict for spot in funnel.spots]


def test_a_khoi_far_from_the_ward_is_told_wherever_it_stands() -> None:
    counts: list[tuple[int | None, int, int]] = [*[(2, 200, 0)] * 11, (20, 200, 0)]
    expected = [*[Verdict.INSIDE] * 11, Verdict.ABOVE]
    assert verdicts(counts) == expected
    assert verdicts(counts[::-1]) == expected[::-1]
    assert verdicts([*[(30, 200, 0)] * 11, (1, 200, 0)])[-1] is Verdict.BELOW


def test_nothing_is_claimed_that_the_unknown_may_overturn() -> None:
    assert verdicts([*[(2, 200, 0)] * 11, (3, 200, 20)])[-1] is Verdict.UNCLEAR


def test_a_khoi_that_did_not_report_counts_for_nothing() -> None:
    counts: list[tuple[int | None, int, int]] = [*[(2, 200, 0)] * 11, (None, 200, 0)]
    assert find_funnel(make_result(counts), 12) is None
    assert find_funnel(make_result(counts), 11) is not None


def test_of_khoi_drawn_from_one_rate_at_most_one_in_twenty_stands_out() -> None:
    draw = Random(20261120)
    outside = total = 0
    for _ in range(1000):
        sizes = [draw.randint(80, 300) for _ in range(12)]
        counts = [(sum(draw.random() < 0.05 for _ in range(size)), size, 0) for size in sizes]
        found = verdicts([*counts])
        outside += sum(verdict is not Verdict.INSIDE for verdict in found)
        total += len(found)
    assert outside / total <= 0.05
