"""What may differ between two snapshots: a number, a target, who stands on a list."""

from dataclasses import dataclass
from typing import Literal

from queries.indicator import Indicator
from queries.result import Row
from queries.target import Target
from queries.words import Words

# The class of a household that is not on the list of one of the two.
ABSENT = "absent"
Place = Literal["ward", "area", "slice"]


@dataclass(frozen=True, slots=True)
class NumberChange:
    """One number in both, of one period under one standard; a side is None where that snapshot has nothing of it.

    `place`: of the whole ward, of the khối or of the value of a slice that `label` names; `slice` is that slice.
    `is_comparable` False: the two were counted within another boundary or from other periods, and stand side by side
    without a difference. `is_within`: the number is the same, what it is made of is not.
    """

    indicator: Indicator
    period: str
    standard_id: str | None
    place: Place
    slice: str | None
    label: Words | None
    before: Row | None
    after: Row | None
    is_comparable: bool = True
    is_within: bool = False


@dataclass(frozen=True, slots=True)
class TargetChange:
    """A target in its own year under its own standard; a side is None where nothing of that year is loaded."""

    target: Target
    indicator: Indicator
    before: Row | None
    after: Row | None

    @property
    def is_changed(self) -> bool:
        return not same_number(self.before, self.after) or _status(self.before) != _status(self.after)


@dataclass(frozen=True, slots=True)
class ListChange:
    """How many households of one khối went from one class to another on the list of a round; `ABSENT`: not on it."""

    period: str
    standard_id: str
    area_id: str
    before_class: str
    after_class: str
    households: int


@dataclass(frozen=True, slots=True)
class Changes:
    """`before` and `after` are stamps; `before` None: nothing that could be compared was published.

    `numbers` differ; `unchanged` counts the questions (indicator, period, standard) that both answer alike. `targets`
    are all that rest on an indicator, changed or not. `withheld`: why this viewer sees none of it.
    """

    before: str | None
    after: str
    numbers: tuple[NumberChange, ...] = ()
    targets: tuple[TargetChange, ...] = ()
    lists: tuple[ListChange, ...] = ()
    unchanged: int = 0
    withheld: Words | None = None

    @property
    def is_nothing(self) -> bool:
        return not (self.numbers or self.lists or any(target.is_changed for target in self.targets))


def same_number(before: Row | None, after: Row | None) -> bool:
    """Tell whether both know the same; what nobody reported is as unknown as what nobody asked."""
    return _known(before) == _known(after)


def _known(row: Row | None) -> tuple[object, ...] | None:
    if row is None or (row.numerator is None and row.denominator is None):
        return None
    told = (row.areas_reported, row.areas_total, row.parts_told, row.parts_total)
    return row.numerator, row.denominator, row.unknown, *told


def _status(row: Row | None) -> object:
    return row.status if row else None
