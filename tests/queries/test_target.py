"""How many are enough, and how many are still to go."""

from dataclasses import dataclass
from decimal import Decimal

import pytest

from queries import Target


@dataclass(frozen=True)
class Count:
    numerator: float | None
    denominator: float | None = None
    is_complete: bool = True


def make_target(comparison: str, value: str | None, **changes: object) -> Target:
    plain: dict[str, object] = dict.fromkeys(Target.__slots__, "")
    plain |= {"comparison": comparison, "value": None if value is None else Decimal(value), "year": 2026}
    return Target(**(plain | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("share", "denominator", "needed"),
    [
        ("0.95", 3, 3),
        ("0.95", 7, 7),
        ("0.95", 12, 12),
        ("0.95", 19, 19),
        ("0.95", 20, 19),
        ("0.95", 40, 38),
        ("0.95", 41, 39),
        ("0.95", 100, 95),
        ("0.95", 0, 0),
        ("1.0000", 11, 11),
        # 0.29 * 100 is 28.999… in floating point.
        ("0.29", 100, 29),
        ("0.07", 100, 7),
    ],
)
def test_passing_count_of_a_share_is_exact(share: str, denominator: int, needed: int) -> None:
    assert make_target(">=", share).passing_count(denominator) == needed


def test_passing_count_of_a_count_is_the_count() -> None:
    assert make_target("<=", "-2.0000").passing_count() == -2
    assert make_target("=", "0").passing_count() == 0


def test_a_ceiling_share_rounds_down() -> None:
    assert make_target("<=", "0.10").passing_count(19) == 1


def test_a_task_has_no_passing_count() -> None:
    assert make_target("", None).passing_count(5) is None


@pytest.mark.parametrize(
    ("comparison", "value", "row", "gap"),
    [
        # «Còn phải giảm 01 hộ»: one fewer by now, two are wanted.
        ("<=", "-2", Count(-1), 1),
        ("<=", "-2", Count(1), 3),
        ("<=", "-2", Count(-3), 0),
        ("=", "0", Count(1), 1),
        (">=", "0.95", Count(6, 7), 1),
        (">=", "0.95", Count(19, 20), 0),
        (">=", "1", Count(None, 7), None),
        # A khối is silent: how many are missing is not known.
        (">=", "1", Count(6, 7, is_complete=False), None),
    ],
)
def test_shortfall(comparison: str, value: str, row: Count, gap: int | None) -> None:
    assert make_target(comparison, value).shortfall(row) == gap
