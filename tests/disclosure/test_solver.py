"""The attacker must be able to find what is there to be found: small sets of cells that leak on purpose."""

import numpy as np
import pytest

from tests.disclosure.laws import find_laws
from tests.disclosure.questions import Answers, Key
from tests.disclosure.solver import attack, find_contradictions

# What one household adds: it is poor or not, lacks water or not, lacks light or not, or does not say.
POOR = ("poor_households", "poor")
WATER, DRY, LIGHT, ANY, AGAIN = [("deprivation", name) for name in ("water", "dry", "light", "any", "again")]
KEYS: list[Key] = [POOR, WATER, DRY, LIGHT, ANY]
HOUSEHOLDS = [(1, w, 1 - w, v, max(w, v)) for w in (0, 1) for v in (0, 1)] + [(0, 0, 0, 0, 0)]
LAWS = find_laws(KEYS, np.array(HOUSEHOLDS * 8, dtype=float))
TRUTH = {POOR: 11.0, WATER: 3.0, DRY: 8.0, LIGHT: 6.0, ANY: 7.0}


def find(*hidden: Key, **changed: float) -> set[str]:
    truth = TRUTH | {("deprivation", name): number for name, number in changed.items()}
    told = Answers({key: None if key in hidden else number for key, number in truth.items()})
    return {leak.key[1] for leak in attack(LAWS, told, Answers(dict(truth)))}


def test_what_is_left_of_the_whole_is_found() -> None:
    assert find(WATER) == {"water"}


def test_two_hidden_parts_are_not() -> None:
    assert find(WATER, DRY) == set()


def test_what_can_only_be_all_of_it_is_found() -> None:
    # Who lacks any is who lacks light: at least as many as lack either, at most as many as are poor.
    assert find(WATER, DRY, ANY, light=11.0, any=11.0) == {"any"}


def test_a_number_that_another_answer_tells_is_found_with_its_place() -> None:
    keys: list[Key] = [*KEYS, AGAIN]
    laws = find_laws(keys, np.array([(*row, row[1]) for row in HOUSEHOLDS] * 8, dtype=float))
    told = Answers({**TRUTH, WATER: None, DRY: None, AGAIN: 3.0})
    (leak, other) = attack(laws, told, Answers({**TRUTH, AGAIN: 3.0}))
    assert (leak.key, leak.truth, leak.shown) == (WATER, 3, AGAIN)
    assert other.key == DRY


def test_what_cannot_be_is_said_and_not_solved() -> None:
    wrong = Answers(dict(TRUTH) | {DRY: 9.0})
    assert find_contradictions(LAWS, Answers(dict(TRUTH))) == []
    assert find_contradictions(LAWS, wrong)
    with pytest.raises(AssertionError, match="do not fit"):
        attack(LAWS, Answers(wrong.cells | {LIGHT: None}), wrong)
