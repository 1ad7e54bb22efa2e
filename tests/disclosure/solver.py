"""An attacker with a solver: between which bounds does a hidden cell lie, given the laws and all that is told?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from math import ceil, floor
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog
from scipy.sparse import csr_array, lil_array

from tests.disclosure.laws import Laws
from tests.disclosure.questions import Answers, Key, keep_open

CLOSE = 1e-5
# No ward of the tests has that many of anything.
MOST = 1e5
# Before each hidden cell is asked for by itself, all are pushed about together.
PUSHES = 4
Numbers = npt.NDArray[np.float64]
Solve = Callable[[Numbers], Numbers]
# How many households the measures are of is a sum of what form R4 tells.
HARMLESS = {("measure", "known")}


@dataclass(frozen=True, slots=True)
class Leak:
    """A hidden cell that can only be what it is; `shown` is the cell that tells the same openly, if one does."""

    key: Key
    truth: float
    shown: Key | None = None


def attack(laws: Laws, told: Answers, truth: Answers) -> list[Leak]:
    """Return the hidden cells of somebody that the attacker finds, and would not find in what is posted anyway."""
    sought = {
        key: place
        for key, place in laws.places.items()
        if key not in HARMLESS and told.read(key) is None and truth.read(key)
    }
    found = _pin(laws, told, set(sought.values()))
    known = _pin(laws, keep_open(told), found)
    open_cells = {place: key for key, place in laws.places.items() if told.read(key) is not None}
    return [
        Leak(key, truth.read(key) or 0, open_cells.get(place))
        for key, place in sought.items()
        if place in found - known
    ]


def drop_chance(laws: Laws, truth: Answers) -> Laws:
    """Return the laws without the orders that this ward breaks: they held of the drawn khối by chance.

    A linear law does not hold by chance, see `find_contradictions`.
    """
    values, _, _ = _read_values(laws, truth)
    kept = ~(values[laws.smaller] > values[laws.larger])
    return replace(laws, smaller=laws.smaller[kept], larger=laws.larger[kept])


def find_contradictions(laws: Laws, truth: Answers) -> list[str]:
    """Return the laws that a ward breaks: they were no laws, and what was solved with them is worth nothing."""
    values, names, found = _read_values(laws, truth)
    for place, weights in zip(laws.dependent, laws.weights, strict=True):
        terms = np.flatnonzero(weights)
        # What is not known of the ward breaks nothing.
        if abs(weights[terms] @ values[laws.basis[terms]] - values[place]) > CLOSE:
            found.append(f"{names[place]} is not {[names[term] for term in laws.basis[terms]]}")
    above = values[laws.smaller] > values[laws.larger]
    pairs = zip(laws.smaller[above], laws.larger[above], strict=True)
    return found + [f"{names[one]} is above {names[other]}" for one, other in pairs]


def _read_values(laws: Laws, truth: Answers) -> tuple[Numbers, list[str], list[str]]:
    """Return each variable, not a number where the ward does not know it, its name, and which are not one."""
    values, names, found = np.full(laws.size, np.nan), [""] * laws.size, []
    for key, place in laws.places.items():
        if (number := truth.read(key)) is not None:
            if not np.isnan(values[place]) and values[place] != number:
                found.append(f"{key} is not always {names[place]}")
            values[place], names[place] = number, str(key)
    return values, names, found


def _pin(laws: Laws, told: Answers, sought: set[int]) -> set[int]:
    """Return those of the variables sought that can be one whole number alone."""
    low, high = np.zeros(laws.size), np.full(laws.size, MOST)
    for key, place in laws.places.items():
        if (number := told.read(key)) is not None:
            low[place] = high[place] = number
    solve = partial(
        _solve,
        A_eq=_write_laws(laws, told),
        b_eq=np.zeros(len(laws.dependent) + len(told.shares)),
        A_ub=_write_order(laws),
        b_ub=np.zeros(len(laws.smaller)),
        bounds=np.column_stack([low, high]),
    )
    free = [place for place in sorted(sought) if low[place] < high[place]]
    return sought - set(free) | {
        place for place in _list_narrow(solve, laws.size, free) if _is_pinned(solve, laws.size, place)
    }


def _list_narrow(solve: Solve, size: int, free: list[int]) -> list[int]:
    """Return the variables that are about the same wherever the others are pushed; one that moves is not found."""
    drawn = np.random.default_rng(0)
    corners = []
    for _ in range(PUSHES):
        aim = np.zeros(size)
        aim[free] = drawn.normal(size=len(free))
        corners += [solve(aim), solve(-aim)]
    return [place for place in free if np.ptp([corner[place] for corner in corners]) < 2]


def _is_pinned(solve: Solve, size: int, place: int) -> bool:
    """Tell whether the least and the most that a variable can be are one whole number."""
    aim = np.zeros(size)
    aim[place] = 1
    return ceil(solve(aim)[place] - CLOSE) >= floor(solve(-aim)[place] + CLOSE)


def _solve(aim: Numbers, **given: Any) -> Numbers:
    """Return the corner where the aim is least. Fails where no ward could have told what is told: a law is wrong."""
    found = linprog(aim, **given)
    assert found.status == 0, f"the laws do not fit what is told: {found.message}"
    return np.asarray(found.x)


def _write_laws(laws: Laws, told: Answers) -> csr_array:
    """Return the rows that are 0: a law each, and each share that is told of a whole that is not."""
    rows = lil_array((len(laws.dependent) + len(told.shares), laws.size))
    for row, (place, weights) in enumerate(zip(laws.dependent, laws.weights, strict=True)):
        terms = np.flatnonzero(weights)
        rows[row, laws.basis[terms]] = weights[terms]
        rows[row, place] = -1
    for row, (whole, part, share) in enumerate(told.shares, len(laws.dependent)):
        if whole in laws.places and part in laws.places:
            rows[row, laws.places[whole]], rows[row, laws.places[part]] = share, -1
    return csr_array(rows)


def _write_order(laws: Laws) -> csr_array:
    """Return the rows that are 0 or less."""
    count = len(laws.smaller)
    signs = np.repeat((1.0, -1.0), count)
    return csr_array(
        (signs, (np.tile(np.arange(count), 2), np.concatenate([laws.smaller, laws.larger]))), (count, laws.size)
    )


def tell(leaks: Iterable[Leak]) -> str:
    """Say what was found, a line each."""
    return "\n".join(
        f"{' · '.join(leak.key)} = {leak.truth:g}" + (f", stands in {' · '.join(leak.shown)}" if leak.shown else "")
        for leak in leaks
    )
