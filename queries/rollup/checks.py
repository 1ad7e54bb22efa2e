"""What must hold within the roll-up of one ward, checked where it is made and again where it is stacked."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import fsum, isclose

from queries.rollup.definitions import MOVEMENT
from queries.rollup.line import Line
from queries.units import UNITS

DECREASES = (
    *("poor_to_near", "poor_to_above", "near_to_poor", "near_to_above", "other_decrease", "absences"),
    *("became_unknown", "area_out"),
)
# What leaves one list may enter the other.
ENTERS = {"poor": ("near_to_poor",), "near_poor": ("poor_to_near",)}


@dataclass(frozen=True, slots=True)
class Check:
    """`broken` names the numbers that break it; () where it holds."""

    id: str
    broken: tuple[str, ...]

    @property
    def holds(self) -> bool:
        return not self.broken


def check(lines: tuple[Line, ...]) -> tuple[Check, ...]:
    """Return every check. What is hidden or not told breaks nothing."""
    return (
        Check("once", tuple(_list_repeated(lines))),
        Check("movement", tuple(_list_unbalanced(lines))),
        Check("slices", tuple(_list_unsummed(lines))),
        Check("unknown", tuple(_list_overfull(lines))),
    )


def adds_up(total: Line | None, parts: tuple[Line, ...]) -> bool | None:
    """Tell whether the parts make the total, None where one of them does not say."""
    if total is None or not (total.is_additive and total.numerator is not None):
        return None
    if any(part.numerator is None or part.suppressed for part in parts):
        return None
    if total.suppressed or None in [part.denominator for part in parts if total.denominator is not None]:
        return None
    return all(
        isclose(fsum(getattr(part, name) or 0 for part in parts), getattr(total, name) or 0, abs_tol=1e-6)
        for name in ("numerator", "denominator")
    )


def split_slices(lines: tuple[Line, ...]) -> dict[tuple[str, str], tuple[Line, ...]]:
    """Return the lines of each slice by indicator and slice, those of the movement left out."""
    found: dict[tuple[str, str], tuple[Line, ...]] = {}
    for line in lines:
        if line.slice is not None and line.indicator_id != MOVEMENT:
            name = line.indicator_id, line.slice
            found[name] = (*found.get(name, ()), line)
    return found


def _list_repeated(lines: tuple[Line, ...]) -> Iterator[str]:
    return (_say(*name) for name, count in Counter(line.name for line in lines).items() if count > 1)


def _list_unbalanced(lines: tuple[Line, ...]) -> Iterator[str]:
    """Yield the classes whose opening, less decreases, plus increases, is not their end."""
    for listed in ENTERS:
        steps = {line.key: line for line in lines if line.indicator_id == MOVEMENT and line.slice == listed}
        if not {"begin", "end"} <= set(steps) or any(step.numerator is None for step in steps.values()):
            continue
        if fsum(weigh(str(key), listed) * (step.numerator or 0) for key, step in steps.items()):
            yield f"{MOVEMENT}/{listed}"


def weigh(step: str, listed: str) -> int:
    """Return the sign of a step on the way from the opening to nothing left; the end takes away."""
    if step in ("end", *DECREASES) and step not in ENTERS[listed]:
        return -1
    return 1


def _list_unsummed(lines: tuple[Line, ...]) -> Iterator[str]:
    totals = {line.indicator_id: line for line in lines if line.slice is None}
    for (indicator_id, by), parts in split_slices(lines).items():
        if adds_up(totals.get(indicator_id), parts) is False:
            yield f"{indicator_id}/{by}"


def _list_overfull(lines: tuple[Line, ...]) -> Iterator[str]:
    """Yield the shares of a whole whose numerator and unknown together are more than the whole."""
    for line in lines:
        if (
            line.unit not in UNITS
            or not UNITS[line.unit].is_share
            or line.numerator is None
            or line.denominator is None
        ):
            continue
        if line.numerator + (line.unknown or 0) > line.denominator:
            yield _say(*line.name)


def _say(*name: str) -> str:
    return "/".join(filter(None, name))
