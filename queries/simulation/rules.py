"""The rule of a standard as the thresholds write it: bounds of a class by scores or by income, in order."""

from dataclasses import dataclass
from pathlib import Path

from queries.warehouse import Warehouse

STATEMENT = Path(__file__).with_name("rules.sql").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Threshold:
    """One class of a complete rule. `measure` is the B1 score or income, `count` the B2 points or deprivations.

    `_above` is exclusive, `_upto` inclusive, `_from` inclusive, `_below` exclusive; None is no bound.
    """

    standard_id: str
    area_type: str
    basis: str
    class_: str
    measure_above: int | None
    measure_upto: int | None
    count_from: int | None
    count_below: int | None

    def meets(self, measure: int, count: int) -> bool:
        return (
            (self.measure_above is None or measure > self.measure_above)
            and (self.measure_upto is None or measure <= self.measure_upto)
            and (self.count_from is None or count >= self.count_from)
            and (self.count_below is None or count < self.count_below)
        )


def read_rules(warehouse: Warehouse) -> tuple[Threshold, ...]:
    """Return the thresholds of every complete rule, in the order in which they are tried."""
    return tuple(Threshold(*row) for row in warehouse.cursor().execute(STATEMENT).fetchall())


def classify(rules: tuple[Threshold, ...], measure: int, count: int) -> str:
    """Return the class of the first threshold that is met; unknown where the rule says nothing."""
    return next((rule.class_ for rule in rules if rule.meets(measure, count)), "unknown")


def find_line(rules: tuple[Threshold, ...]) -> int | None:
    """Return the line that poor and near-poor households stand at or below."""
    return max((r.measure_upto for r in rules if r.class_ in ("poor", "near_poor") and r.measure_upto), default=None)
