"""A scenario and what follows from it."""

from dataclasses import dataclass

# The help that lifts income, or the B1 score that estimates it, above the line of poor and near-poor households.
INCOME = "income"
LISTED = ("poor", "near_poor")


@dataclass(frozen=True, slots=True)
class Help:
    """What is supposed to be gone: `indicators` by code, or INCOME; of the named households, or of a whole khối."""

    indicators: tuple[str, ...]
    household_ids: tuple[str, ...] = ()
    area_id: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """One household under one standard. `before` is the decided class, `after` what the rule would say then.

    `removed`: the helps that meet something it lacks. `doubt`: why `after` is unknown.
    """

    household_id: str
    area_id: str
    standard_id: str
    before: str
    after: str
    removed: tuple[str, ...]
    deprivations_before: int
    deprivations_after: int
    doubt: str | None

    @property
    def leaves_poor(self) -> bool:
        return self.before == "poor" and self.after not in ("poor", "unknown")

    @property
    def leaves_list(self) -> bool:
        return self.before in LISTED and self.after not in (*LISTED, "unknown")


@dataclass(frozen=True, slots=True)
class Gone:
    """What a scenario was made for and is no more: `what` household, area or indicator, by its id.

    `listed`: the class that the household has in the period now, None where no list of it has the household.
    `is_known`: some list of any round has it.
    """

    what: str
    code: str
    listed: str | None = None
    is_known: bool = False


@dataclass(frozen=True, slots=True)
class WhatIf:
    """`left_out`: the standards whose rule is not complete, under which nothing was computed.

    `gone`: what was left out of a scenario that was made earlier.
    """

    period: str
    outcomes: tuple[Outcome, ...]
    left_out: tuple[str, ...]
    gone: tuple[Gone, ...] = ()

    @property
    def standards(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(outcome.standard_id for outcome in self.outcomes))

    def count(self, standard_id: str, class_: str, *, after: bool) -> int:
        """Return the households of one class; before, those that were decided so."""
        found = (o for o in self.outcomes if o.standard_id == standard_id)
        return sum((o.after if after else o.before) == class_ for o in found)
