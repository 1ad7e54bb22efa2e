"""What a scenario costs: only where an amount is written, never 0 where nobody knows, and the author's own first."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from queries import AskedWrongly, Basis, Cost, Filters, Help, Mode, Viewer, Warehouse, find_costs, what_if
from tests.queries.listed import build_ward, list_household

Build = Callable[..., Warehouse]
OFFICER = Viewer()
OWN_SETTINGS = yaml.safe_load(Path(__file__).with_name("ward.yml").read_text(encoding="utf-8"))["setting"]
SETTINGS = {
    "remedy.employment": "policy:credit",
    "remedy.nutrition": "policy:study",
    "remedy.information_access_assets": "policy:house;policy:study",
    "remedy.housing_quality": "policy:house",
    "cost_months.study_1": "9",
    "cost_classes.study_1": "poor",
    "cost_persons.nutrition": "child_not_attending",
    "cost_loans": "credit",
    "child_age_from": "3",
    "child_age_below": "16",
}
AMOUNTS = [
    {"amount_id": "credit_1", "policy_id": "credit", "amount": 100_000_000, "unit": "đồng", "comparison": "<="},
    {"amount_id": "study_1", "policy_id": "study", "amount": 150_000, "unit": "đồng/tháng"},
    {"amount_id": "house_1", "policy_id": "house", "amount": 60_000_000, "unit": "đồng/nhà", "certainty": "confirmed"},
    {"amount_id": "house_2", "policy_id": "house", "amount": 30_000_000, "unit": "đồng/nhà"},
    {"amount_id": "house_3", "policy_id": "house", "amount": 1, "unit": "đồng/nhà", "valid_to": "2025-12-31"},
    {"amount_id": "house_4", "policy_id": "house", "amount": None, "unit": "đồng/nhà"},
]
HOUSEHOLDS = (
    list_household("H-1", "poor", "1111"),
    list_household("H-2", "poor", "1101", area_id="khoi_2"),
    list_household("H-3", "near_poor", "0100", area_id="khoi_2"),
)


def child(person: str, household: str, *, attends: bool | None, age: int | None = 9) -> dict[str, Any]:
    told = {"attends_school": attends, "age_on_reference_date": age}
    return {"person_id": person, "household_id": household, **told}


def build_priced(build: Build, *persons: dict[str, Any], **settings: str | None) -> Warehouse:
    told = {key: value for key, value in (SETTINGS | settings).items() if value is not None}
    policies = [{"policy_id": name, "name": f"Chính sách {name}"} for name in ("credit", "study", "house")]
    return build_ward(
        build,
        *HOUSEHOLDS,
        person_round=list(persons),
        setting=[*OWN_SETTINGS, *({"key": key, "value": value} for key, value in told.items())],
        policy=policies,
        policy_amount=[
            {"sort_key": place, "item": f"Mức {one['amount_id']}", "comparison": "=", "certainty": "unverified"} | one
            for place, one in enumerate(AMOUNTS, 1)
        ],
    )


def price(warehouse: Warehouse, *helps: Help, own: dict[str, int] | None = None) -> dict[str, Cost]:
    found = what_if(helps, Filters(), viewer=OFFICER, warehouse=warehouse)
    costs = find_costs(found.outcomes, own or {}, Filters(), viewer=OFFICER, warehouse=warehouse)
    return {cost.code: cost for cost in costs}


def test_one_house_is_paid_once_whatever_it_removes_and_only_by_amounts_in_force(build: Build) -> None:
    helps = Help(("housing_quality", "information_access_assets"), ("H-1", "H-2"))
    (cost,) = price(build_priced(build), helps).values()
    assert set(cost.indicators) == {"housing_quality", "information_access_assets"}
    assert (cost.basis, cost.unit, cost.households, cost.counted) == (Basis.REFERENCE, "household", 2, 2)
    assert cost.total == (60_000_000, 120_000_000)
    # Of two certainties the weaker is told.
    assert cost.certainty == "unverified"


def test_an_amount_a_month_is_of_the_months_and_of_the_children_known_not_to_attend(build: Build) -> None:
    warehouse = build_priced(
        build,
        child("P-1", "H-1", attends=False),
        child("P-2", "H-1", attends=False),
        child("P-3", "H-1", attends=True),
        child("P-4", "H-1", attends=False, age=16),
        child("P-5", "H-1", attends=False, age=2),
    )
    (cost,) = price(warehouse, Help(("nutrition",), ("H-1",))).values()
    assert (cost.unit, cost.counted, cost.unclear) == ("child_not_attending", 2, 0)
    assert cost.total == (2 * 9 * 150_000,) * 2


@pytest.mark.parametrize(
    "others",
    [
        (),
        (child("P-9", "H-2", attends=None),),
        (child("P-9", "H-2", attends=False), child("P-10", "H-2", attends=None)),
        (child("P-9", "H-2", attends=False), child("P-10", "H-2", attends=None, age=None)),
        (child("P-9", "H-2", attends=True),),
    ],
)
def test_a_household_whose_children_nobody_knows_is_counted_apart_and_never_as_nothing(
    build: Build, others: tuple[dict[str, Any], ...]
) -> None:
    warehouse = build_priced(build, child("P-1", "H-1", attends=False), *others)
    (cost,) = price(warehouse, Help(("nutrition",), ("H-1", "H-2"))).values()
    assert (cost.counted, cost.unclear, cost.total) == (1, 1, (1_350_000, 1_350_000))
    (alone,) = price(warehouse, Help(("nutrition",), ("H-2",))).values()
    assert (alone.counted, alone.unclear, alone.total) == (0, 1, None)


def test_whom_the_policy_does_not_reach_costs_nothing_known_and_is_said(build: Build) -> None:
    warehouse = build_priced(build, child("P-1", "H-3", attends=False))
    (cost,) = price(warehouse, Help(("nutrition",), ("H-3",))).values()
    assert (cost.households, cost.not_entitled, cost.counted, cost.total) == (1, 1, 0, None)


def test_a_monthly_amount_without_its_months_is_no_price(build: Build) -> None:
    warehouse = build_priced(build, child("P-1", "H-1", attends=False), **{"cost_months.study_1": None})
    (cost,) = price(warehouse, Help(("nutrition",), ("H-1",))).values()
    assert (cost.basis, cost.total) == (Basis.NONE, None)


def test_a_loan_is_no_cost_and_income_without_a_price_has_none(build: Build) -> None:
    costs = price(build_priced(build), Help(("employment", "income"), ("H-1",)))
    assert {code: (cost.basis, cost.total) for code, cost in costs.items()} == {
        "employment": (Basis.LOAN, None),
        "income": (Basis.NONE, None),
    }


def test_the_authors_cost_of_a_household_goes_before_the_references(build: Build) -> None:
    helps = Help(("housing_quality", "information_access_assets", "income"), ("H-1", "H-2"))
    own = {"information_access_assets": 45_000_000, "income": 2_000_000, "nutrition": 1}
    costs = price(build_priced(build), helps, own=own)
    assert {(cost.basis, cost.counted, cost.total) for cost in costs.values()} == {
        (Basis.AUTHOR, 2, (90_000_000, 90_000_000)),
        (Basis.AUTHOR, 2, (4_000_000, 4_000_000)),
    }


def test_what_meets_nothing_has_no_line(build: Build) -> None:
    assert price(build_priced(build), Help(("housing_quality",), ("H-3",))) == {}


@pytest.mark.parametrize("viewer", [Viewer(mode=Mode.MEETING), Viewer(mode=Mode.OUTGOING), Viewer(role="public")])
def test_who_may_not_read_names_is_told_no_cost_of_households(build: Build, viewer: Viewer) -> None:
    with pytest.raises(AskedWrongly, match="Danh sách có họ tên"):
        find_costs((), {}, Filters(), viewer=viewer, warehouse=build_priced(build))
