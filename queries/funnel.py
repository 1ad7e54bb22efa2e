"""Whether any khối differs from the ward by more than chance: exact limits around the ward's rate, no ranking."""

from dataclasses import dataclass
from enum import StrEnum

from queries.intervals import CONFIDENCE, find_limits
from queries.result import Result, Row

# The outer limits of the funnel.
OUTER = 0.998


class Verdict(StrEnum):
    """Where a khối lies whatever its unknown households turn out to be; else `UNCLEAR`."""

    INSIDE = "inside"
    ABOVE = "above"
    BELOW = "below"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Spot:
    """One khối; `is_far`: beyond the outer limits too."""

    row: Row
    verdict: Verdict
    is_far: bool


@dataclass(frozen=True, slots=True)
class Funnel:
    """`spots` in the order of the ward. `rate`: of the khối that are told, all together."""

    rate: float
    spots: tuple[Spot, ...]


def find_funnel(result: Result, least: int) -> Funnel | None:
    """Compare the khối of a share divided by area_id; None where fewer than `least` of them tell both numbers."""
    told = [row for row in result.rows if row.numerator is not None and row.denominator]
    if len(told) < max(least, 1):
        return None
    rate = min(sum(row.numerator or 0 for row in told) / sum(row.denominator or 0 for row in told), 1.0)
    return Funnel(rate, tuple(_place(row, rate) for row in told))


def _place(row: Row, rate: float) -> Spot:
    verdict = judge(row, rate, CONFIDENCE)
    is_out = verdict in (Verdict.ABOVE, Verdict.BELOW)
    return Spot(row, verdict, is_out and judge(row, rate, OUTER) is verdict)


def judge(row: Row, rate: float, confidence: float) -> Verdict:
    limits = find_limits(int(row.denominator or 0), rate, confidence)
    fewest = row.numerator or 0
    most = fewest + row.unknown
    if fewest > limits.high:
        return Verdict.ABOVE
    if most < limits.low:
        return Verdict.BELOW
    return Verdict.INSIDE if limits.low <= fewest and most <= limits.high else Verdict.UNCLEAR
