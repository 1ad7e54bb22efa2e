"""An attacker with a solver: between which bounds does a hidden cell lie, given the laws and all that is told?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from math import ceil, floor
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, lil_array

from tests.disclosure.laws import Laws
from tests.disclosure.questions import Answers, Key, keep_open

CLOSE = 1e-5
SOLVED, UNBOUNDED = 0, 3


@dataclass(frozen=True, slots=True)
class Leak:
    """A hidden cell that can only be what it is; `shown` is the cell that tells the same openly, if one does."""

    key: Key
    truth: float
    shown: Key | None = None


def attack(laws: Laws, told: Answers, truth: Answers) -> list[Leak]:
    """Return the hidden cells of somebody that the attacker finds, and would not find in what is posted anyway."""
    sought = {key: place for key, place in laws.places.items() if told.read(key) is None and truth.read(key)}
    found = _pin(laws, told, set(sought.values()))
    known = _pin(laws, keep_open(told), found)
    open_cells = {place: key for key, place in laws.places.items() if told.read(key) is not None}
    return [
        Leak(key, truth.read(key) or 0, open_cells.get(place))
        for key, place in sought.items()
        if place in found - known
    ]


def _pin(laws: Laws, told: Answers, sought: set[int]) -> set[int]:
    """Return those of the variables sought that can be one whole number alone."""
    low, high = np.zeros(laws.size), np.full(laws.size, np.inf)
    for key, place in laws.places.items():
        if (number := told.read(key)) is not None:
            low[place] = high[place] = number
    ask = partial(
        linprog,
        A_eq=_write_laws(laws, told),
        b_eq=np.zeros(len(laws.dependent) + len(told.shares)),
        A_ub=_write_order(laws),
        b_ub=np.zeros(len(laws.smaller)),
        bounds=np.column_stack([low, high]),
    )
    return {place for place in sought if low[place] == high[place] or _is_pinned(ask, laws.size, place)}


def _is_pinned(ask: Callable[..., Any], size: int, place: int) -> bool:
    """Tell whether the least and the most that a variable can be are one whole number."""
    ends = []
    for sign in (1, -1):
        aim = np.zeros(size)
        aim[place] = sign
        found = ask(aim)
        if found.status == UNBOUNDED:
            return False
        assert found.status == SOLVED, f"the laws do not fit what is told: {found.message}"
        ends.append(sign * found.fun)
    return ceil(ends[0] - CLOSE) >= floor(ends[1] + CLOSE)


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
    return csr_array((signs, (np.tile(np.arange(count), 2), np.concatenate([laws.smaller, laws.larger]))), (count, laws.size))


def tell(leaks: Iterable[Leak]) -> str:
    """Say what was found, a line each."""
    return "\n".join(
        f"{' · '.join(leak.key)} = {leak.truth:g}" + (f", stands in {' · '.join(leak.shown)}" if leak.shown else "")
        for leak in leaks
    )
