"""Ours beside the floor: ratios of pairs measured side by side, never of two means."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times the floor; `lowest` and `highest` are single pairs."""

    middle: float
    lowest: float
    highest: float

    def __str__(self) -> str:
        return f"{self.middle:5.2f} {self.lowest:4.2f}-{self.highest:4.2f}"


def compare(ours: Sequence[float], floor: Sequence[float]) -> Ratio:
    pairs = [mine / bare for mine, bare in zip(ours, floor, strict=True)]
    return Ratio(median(pairs), min(pairs), max(pairs))
