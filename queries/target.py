"""A target of the plan and how far a number is from it, in whole households or children."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Protocol

from queries.words import Words


class Counted(Protocol):
    """What `shortfall` needs of a row."""

    @property
    def numerator(self) -> float | None: ...
    @property
    def denominator(self) -> float | None: ...
    @property
    def is_complete(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Target:
    """One row of core.target with its document. `value` is a fraction for a share, a count otherwise; None for a task.

    `scope` "ward": meaningless for one khối. `indicator_id` is the adopted reading, `wider_indicator_id` the other one.
    """

    target_id: str
    label: str
    place: str
    text_issued: str
    text_shown: str
    text_en: str
    kind: str
    indicator_id: str | None
    stock_indicator_id: str | None
    wider_indicator_id: str | None
    direction: str
    comparison: str | None
    value: Decimal | None
    unit: str | None
    scope: str
    year: int
    standard_id: str | None
    lead_unit_id: str | None
    lead_unit_name: str | None
    lead_unit_name_en: str | None
    document_id: str
    document: str
    adopted_reading: str | None
    adopted_document: str | None

    @property
    def lead(self) -> Words | None:
        return Words(self.lead_unit_name, self.lead_unit_name_en or "") if self.lead_unit_name else None

    def passing_count(self, denominator: float | None = None) -> int | None:
        """Return the count that just meets the target: 12 of 12, 19 of 20 for 95%; no denominator: a count."""
        if self.value is None:
            return None
        exact = Fraction(self.value) * (1 if denominator is None else Fraction(denominator))
        return floor(exact) if self.comparison == "<=" else ceil(exact)

    def shortfall(self, row: Counted) -> int | None:
        """Return how many households or children are to go; 0 when met, None when the count is not known whole."""
        limit = self.passing_count(row.denominator)
        if limit is None or row.numerator is None or not row.is_complete:
            return None
        gap = Fraction(row.numerator) - limit
        if self.comparison == "=":
            return ceil(abs(gap))
        return ceil(max(gap if self.comparison == "<=" else -gap, Fraction(0)))
