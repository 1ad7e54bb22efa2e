"""What the helps of a scenario would cost, line by line: only where somebody has written an amount, else why not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from queries.errors import AskedWrongly
from queries.facts import reference as read_reference
from queries.filters import Filters
from queries.privacy import refuse_names
from queries.scope import resolve
from queries.simulation.model import Outcome
from queries.viewer import Viewer
from queries.ward import Reference
from queries.warehouse import Warehouse, default_warehouse
from queries.words import Words

FOLDER = Path(__file__).parent
PRICES = (FOLDER / "prices.sql").read_text(encoding="utf-8")
PERSONS = (FOLDER / "persons.sql").read_text(encoding="utf-8")
HOUSEHOLD = "household"
UnitCosts = Mapping[str, int]
Counts = dict[tuple[str, str], tuple[int, int]]


class Basis(StrEnum):
    """Where a unit cost is from, or why there is none."""

    AUTHOR = "author"
    REFERENCE = "reference"
    LOAN = "loan"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Price:
    """An amount of the reference: of one household, or of one person of the kind that the indicator is about."""

    policy_id: str
    policy: Words
    item: Words
    per: str
    least_vnd: int
    most_vnd: int
    certainty: str
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cost:
    """One line. `code`: the indicator that an author's unit cost is kept under; `indicators`: all that it pays for.

    `counted` units of `unit` (household, or a kind of person), each `least_vnd` to `most_vnd`; `unclear` households
    whose persons nobody knows and `not_entitled` ones are not among them. Amounts are None where there is no price.
    """

    code: str
    indicators: tuple[str, ...]
    basis: Basis
    policy: Words | None
    item: Words | None
    unit: str
    households: int
    counted: int
    unclear: int
    not_entitled: int
    least_vnd: int | None
    most_vnd: int | None
    certainty: str | None

    @property
    def total(self) -> tuple[int, int] | None:
        """Return the least and the most; None where there is no price, or nothing that is known to be counted."""
        if self.least_vnd is None or self.most_vnd is None or not self.counted:
            return None
        return self.counted * self.least_vnd, self.counted * self.most_vnd


def find_costs(
    outcomes: tuple[Outcome, ...],
    unit_costs: UnitCosts,
    filters: Filters,
    *,
    viewer: Viewer,
    warehouse: Warehouse | None = None,
) -> tuple[Cost, ...]:
    """Price every help that meets something. An author's cost of one household goes before the reference's.

    A policy that meets several deprivations of a household is paid once. Raises AskedWrongly where no names are read.
    """
    opened = warehouse or default_warehouse()
    if refused := refuse_names("restricted", viewer):
        raise AskedWrongly(refused.vi, refused.en)
    reference = read_reference(opened)
    prices = read_prices(opened)
    rows = opened.cursor().execute(PERSONS, {"period": resolve(filters, reference, viewer).period.period}).fetchall()
    persons = {(household, kind): (count, unknown) for household, kind, count, unknown in rows}
    return tuple(
        _price(code, codes, outcomes, unit_costs, prices.get(code), persons, reference)
        for code, codes in _group(outcomes, prices)
    )


def read_prices(warehouse: Warehouse) -> dict[str, Price]:
    """Return the price of each indicator that has one: of the plan's first policy with an amount."""
    found: dict[str, Price] = {}
    for row in warehouse.cursor().execute(PRICES).fetchall():
        code, policy_id, name, name_en, item, item_en, per, least, most, certainty, classes = row
        words = Words(name, name_en or name), Words(item, item_en or item)
        found.setdefault(code, Price(policy_id, *words, per, least, most, certainty, tuple(classes.split(";"))))
    return found


def _group(outcomes: tuple[Outcome, ...], prices: dict[str, Price]) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Return the indicators that are met, those of one policy together, under a code that no other tick changes."""
    groups: dict[str, list[str]] = {}
    for met in dict.fromkeys(code for outcome in outcomes for code in outcome.removed):
        policy_id = prices[met].policy_id if met in prices else None
        alike = [code for code, price in prices.items() if price.policy_id == policy_id] or [met]
        groups.setdefault(min(alike), []).append(met)
    return ((code, tuple(codes)) for code, codes in groups.items())


def _price(
    code: str,
    codes: tuple[str, ...],
    outcomes: tuple[Outcome, ...],
    unit_costs: UnitCosts,
    price: Price | None,
    persons: Counts,
    reference: Reference,
) -> Cost:
    helped = {o.household_id: o.before for o in outcomes if set(codes) & set(o.removed)}
    own = next((unit_costs[one] for one in (code, *codes) if one in unit_costs), None)
    if own is not None or price is None:
        basis = Basis.AUTHOR if own is not None else _explain(codes, reference)
        count = len(helped)
        return Cost(code, codes, basis, None, None, HOUSEHOLD, count, count, 0, 0, own, own, None)
    kind = HOUSEHOLD if price.per == HOUSEHOLD else _read_kind(code, reference)
    entitled = [household for household, class_ in helped.items() if class_ in price.classes]
    counts = [_count(household, kind, persons) for household in entitled]
    known = [count for count in counts if count is not None]
    return Cost(
        code,
        codes,
        Basis.REFERENCE,
        price.policy,
        price.item,
        kind,
        len(helped),
        sum(known),
        len(counts) - len(known),
        len(helped) - len(entitled),
        price.least_vnd,
        price.most_vnd,
        price.certainty,
    )


def _count(household_id: str, kind: str, persons: Counts) -> int | None:
    """Return the units of one household; None where a member is not known, or where the lists name nobody."""
    if kind == HOUSEHOLD:
        return 1
    count, unknown = persons.get((household_id, kind), (0, 0))
    return count if count and not unknown else None


def _read_kind(code: str, reference: Reference) -> str:
    setting = reference.settings.get(f"cost_persons.{code}")
    return setting.value if setting else "person"


def _explain(codes: tuple[str, ...], reference: Reference) -> Basis:
    """Tell a loan, which is paid back, from a help that nobody has priced."""
    loans = reference.settings.get("cost_loans")
    lent = {f"policy:{policy_id}" for policy_id in loans.value.split(";")} if loans else set()
    linked = (reference.settings.get(f"remedy.{code}") for code in codes)
    return Basis.LOAN if any(one and lent & set(one.value.split(";")) for one in linked) else Basis.NONE
