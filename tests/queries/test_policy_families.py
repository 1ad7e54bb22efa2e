"""What is hidden of the policies of target 6 beside those that are small: worked by hand."""

from typing import Any

import pytest

from queries.disclosure import _complete_policies
from queries.privacy import SmallCounts

SMALL = SmallCounts(1, 4)


def row(policy_id: str, unit_id: str, eligible: int) -> dict[str, Any]:
    return {"policy_id": policy_id, "unit_id": unit_id, "eligible": eligible, "is_in_target": True}


def one(*policies: str) -> set[str]:
    return {f"policy:one:{policy}" for policy in policies}


def unit(*units: str) -> set[str]:
    return {f"policy:unit:{unit_id}" for unit_id in units}


@pytest.mark.parametrize(
    ("rows", "hidden", "expected"),
    [
        # Nothing small, nothing to complete.
        ([row("a", "x", 10), row("b", "y", 20)], set(), set()),
        # Alone it would be the total less the others; its partner is of the other unit, whose total would tell it.
        ([row("a", "x", 3), row("b", "y", 20), row("c", "x", 30)], one("a"), one("a", "b") | unit("x", "y")),
        # Two of one unit that are not few together: the unit tells their sum and neither of them.
        ([row("a", "x", 3), row("b", "x", 20), row("c", "y", 30)], one("a"), one("a", "b")),
        # Few together: their sum would be a small count.
        ([row("a", "x", 1), row("b", "x", 2), row("c", "x", 9), row("d", "y", 30)], one("a", "b"), one("a", "b", "c")),
        # A unit that is small itself would be the total less the others.
        (
            [row("a", "x", 2), row("b", "x", 3), row("c", "y", 9), row("d", "y", 8)],
            one("a", "b", "c", "d") | unit("x"),
            one("a", "b", "c", "d") | unit("x", "y"),
        ),
    ],
)
def test_what_would_follow_from_the_total_is_hidden_too(
    rows: list[dict[str, Any]], hidden: set[str], expected: set[str]
) -> None:
    assert _complete_policies(rows, frozenset(hidden), SMALL) == expected
