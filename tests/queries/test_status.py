"""Statuses by table: product (e) 15-17, domain 11.15 g and the order of contract 4."""

from decimal import Decimal

import pytest

from queries import Status, Target
from queries.status import judge

MET, NOT_MET, EXCEEDED = Status.MET, Status.NOT_MET, Status.EXCEEDED
OPEN, UNKNOWN, NOT_APPLICABLE = Status.OPEN, Status.UNKNOWN, Status.NOT_APPLICABLE


def make_target(comparison: str, value: str) -> Target:
    plain: dict[str, object] = dict.fromkeys(Target.__slots__, "")
    return Target(**(plain | {"comparison": comparison, "value": Decimal(value), "year": 2026}))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("comparison", "value", "numerator", "denominator", "unknown", "closed", "open_"),
    [
        # (e) 15: opening 5, target 3.
        ("<=", "3", 4, None, 0, NOT_MET, OPEN),
        ("<=", "3", 6, None, 0, NOT_MET, OPEN),
        ("<=", "3", 3, None, 0, MET, MET),
        ("<=", "3", 2, None, 0, EXCEEDED, EXCEEDED),
        # An unknown household can only add to a stock: 3 may be 4, 4 cannot be 3.
        ("<=", "3", 3, None, 1, UNKNOWN, UNKNOWN),
        ("<=", "3", 4, None, 1, NOT_MET, OPEN),
        ("<=", "3", 2, None, 1, MET, MET),
        # (e) 16: target 0.
        ("=", "0", 0, None, 0, MET, MET),
        ("=", "0", 1, None, 0, NOT_MET, OPEN),
        ("=", "0", None, None, 0, UNKNOWN, UNKNOWN),
        ("=", "0", 0, None, 2, UNKNOWN, UNKNOWN),
        ("=", "0", 1, None, 2, NOT_MET, OPEN),
        # (e) 17: 95 %.
        (">=", "0.95", 2, 3, 0, NOT_MET, OPEN),
        (">=", "0.95", 3, 3, 0, MET, MET),
        (">=", "0.95", 19, 20, 0, MET, MET),
        (">=", "0.95", 18, 20, 0, NOT_MET, OPEN),
        (">=", "0.95", 20, 20, 0, EXCEEDED, EXCEEDED),
        (">=", "0.95", 0, 0, 0, NOT_APPLICABLE, NOT_APPLICABLE),
        # Domain 11.15 g: of 12, all 12.
        (">=", "0.95", 11, 12, 0, NOT_MET, OPEN),
        (">=", "0.95", 12, 12, 0, MET, MET),
        # Unknowns decide, or do not.
        (">=", "1", 10, 11, 1, UNKNOWN, UNKNOWN),
        (">=", "1", 9, 11, 1, NOT_MET, OPEN),
        (">=", "0.95", 19, 20, 1, MET, MET),
        (">=", "0.95", 20, 21, 1, MET, MET),
        (">=", "0.95", 18, 20, 1, UNKNOWN, UNKNOWN),
        # A whole can be reached, never exceeded.
        (">=", "1", 11, 11, 0, MET, MET),
    ],
)
def test_status(
    comparison: str,
    value: str,
    numerator: float | None,
    denominator: float | None,
    unknown: int,
    closed: Status,
    open_: Status,
) -> None:
    target = make_target(comparison, value)
    for is_closed, expected in ((True, closed), (False, open_)):
        found = judge(target, numerator, denominator, unknown, is_complete=True, is_closed=is_closed)
        assert found is expected


@pytest.mark.parametrize(
    ("change", "unknown", "expected"),
    [
        (-1, 0, NOT_MET),
        (-2, 0, MET),
        (-3, 0, EXCEEDED),
        (1, 0, NOT_MET),
        (-2, 1, UNKNOWN),
        (-1, 1, UNKNOWN),
        (0, 1, NOT_MET),
    ],
)
def test_an_unknown_class_moves_a_net_change_either_way(change: int, unknown: int, expected: Status) -> None:
    target = make_target("<=", "-2")
    assert judge(target, change, None, unknown, is_complete=True, is_closed=True, is_signed=True) is expected


@pytest.mark.parametrize(("numerator", "denominator"), [(0, 0), (20, 20), (1, 20)])
def test_a_khoi_that_did_not_report_leaves_every_status_open_to_doubt(numerator: int, denominator: int) -> None:
    found = judge(make_target(">=", "0.95"), numerator, denominator, 0, is_complete=False, is_closed=True)
    assert found is UNKNOWN
