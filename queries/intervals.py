"""Two intervals of a share for analysts, Wilson and exact, and the exact limits of chance around one common rate.

A review counts every listed household: its counts have no error. These only ask whether a difference could be chance.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from math import exp, lgamma, log, log1p, sqrt
from statistics import NormalDist

CONFIDENCE = 0.95
# Halving [0, 1] this often leaves less than a float can tell.
HALVINGS = 60


@dataclass(frozen=True, slots=True)
class Interval:
    """Both ends are fractions, or counts where limits of chance are asked for; both belong to it."""

    low: float
    high: float


def find_wilson(count: int, of: int, confidence: float = CONFIDENCE) -> Interval:
    """Return Wilson's score interval. Raises ValueError unless 0 <= count <= of and of > 0."""
    _check(count, of)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share, weight = count / of, z * z / of
    middle = (share + weight / 2) / (1 + weight)
    reach = z * sqrt(share * (1 - share) / of + weight / (4 * of)) / (1 + weight)
    # At the ends the formula is exactly 0 or 1, which a float only nearly is.
    return Interval(0.0 if count == 0 else middle - reach, 1.0 if count == of else middle + reach)


def find_exact(count: int, of: int, confidence: float = CONFIDENCE) -> Interval:
    """Return the interval of Clopper and Pearson. Raises ValueError unless 0 <= count <= of and of > 0."""
    _check(count, of)
    tail = (1 - confidence) / 2
    low = 0.0 if count == 0 else _halve(lambda rate: 1 - _at_most(count - 1, of, rate) < tail)
    high = 1.0 if count == of else _halve(lambda rate: _at_most(count, of, rate) > tail)
    return Interval(low, high)


def find_limits(of: int, rate: float, confidence: float = CONFIDENCE) -> Interval:
    """Return the counts between which chance leaves a count of `of` cases: beyond each end at most half the rest."""
    if of <= 0 or not 0 <= rate <= 1:
        raise ValueError(f"no limits for a rate of {rate} over {of}")
    tail = (1 - confidence) / 2
    low: int | None = None
    for count, below in enumerate(accumulate(_chance(each, of, rate) for each in range(of))):
        if low is None and below > tail:
            low = count
        if 1 - below <= tail:
            return Interval(count if low is None else low, count)
    return Interval(of if low is None else low, of)


def _check(count: int, of: int) -> None:
    if not 0 <= count <= of or of == 0:
        raise ValueError(f"no share of {count} in {of}")


def _halve(is_low: Callable[[float], bool]) -> float:
    """Return the rate at which `is_low` turns from true to false."""
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if is_low(middle) else (low, middle)
    return (low + high) / 2


def _at_most(count: int, of: int, rate: float) -> float:
    return sum(_chance(each, of, rate) for each in range(count + 1))


def _chance(count: int, of: int, rate: float) -> float:
    """Return the binomial probability; through logarithms, for a small rate to a high power is no float."""
    if rate in (0, 1):
        return float(count == of * rate)
    ways = lgamma(of + 1) - lgamma(count + 1) - lgamma(of - count + 1)
    return exp(ways + count * log(rate) + (of - count) * log1p(-rate))
