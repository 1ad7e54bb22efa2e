"""Scenarios: who would leave under the rule of each standard, and that the warehouse never hears of them."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from queries import (
    AskedWrongly,
    Filters,
    Gone,
    Help,
    Mode,
    Viewer,
    Warehouse,
    WhatIf,
    rank_easiest,
    rank_neediest,
    table,
    what_if,
)
from tests.queries.listed import RULES, build_ward, list_household

Build = Callable[..., Warehouse]
OFFICER = Viewer()
HOUSEHOLDS = (
    list_household("H-1", "poor", "1110", b1_score=170),
    list_household("H-2", "poor", "1111", area_id="khoi_2"),
    list_household("H-3", "near_poor", "0100", area_id="khoi_2"),
    list_household("H-4", "poor", "111?"),
    list_household("H-5", "not_poor", "0000"),
)


def ask(warehouse: Warehouse, *helps: Help, viewer: Viewer = OFFICER, **filters: Any) -> WhatIf:
    return what_if(helps, Filters(**filters), viewer=viewer, warehouse=warehouse)


def read_after(found: WhatIf) -> dict[str, tuple[str, str]]:
    return {outcome.household_id: (outcome.before, outcome.after) for outcome in found.outcomes}


def test_a_household_leaves_with_exactly_the_smallest_set(build: Build) -> None:
    warehouse = build_ward(build, *HOUSEHOLDS)
    one = ask(warehouse, Help(("employment",), ("H-1", "H-2")))
    assert (read_after(one)["H-1"], read_after(one)["H-2"]) == (("poor", "near_poor"), ("poor", "poor"))
    two = ask(warehouse, Help(("employment", "nutrition"), ("H-2",)))
    assert read_after(two)["H-2"] == ("poor", "near_poor")
    # Whoever is not helped keeps the class that was decided.
    assert read_after(two)["H-1"] == ("poor", "poor")
    (fewest,) = [row["fewest"] for row in gaps(warehouse).records() if row["household_id"] == "H-2"]
    assert fewest == 2


def gaps(warehouse: Warehouse) -> Any:
    return table("household_gaps", Filters(), viewer=Viewer(), warehouse=warehouse)


def test_no_service_lifts_a_near_poor_household_only_income_does(build: Build) -> None:
    warehouse = build_ward(build, *HOUSEHOLDS)
    served = ask(warehouse, Help(("nutrition",), ("H-3",)))
    assert read_after(served)["H-3"] == ("near_poor", "near_poor")
    earning = ask(warehouse, Help(("income",), area_id="khoi_2"))
    assert read_after(earning) == {
        "H-1": ("poor", "poor"),
        "H-2": ("poor", "not_poor"),
        "H-3": ("near_poor", "not_poor"),
        "H-4": ("poor", "poor"),
    }
    assert [(o.leaves_poor, o.leaves_list) for o in earning.outcomes if o.household_id == "H-3"] == [(False, True)]
    assert (
        earning.count("MDP_2022_2025", "poor", after=False),
        earning.count("MDP_2022_2025", "poor", after=True),
    ) == (3, 2)


def test_where_something_is_not_known_nothing_is_promised(build: Build) -> None:
    (outcome,) = [o for o in ask(build_ward(build, *HOUSEHOLDS), Help(("employment",), ("H-4",))).outcomes if o.removed]
    assert (outcome.after, outcome.doubt, outcome.leaves_poor) == ("unknown", "deprivation_unknown", False)


def test_a_help_that_meets_nothing_changes_nothing(build: Build) -> None:
    found = ask(build_ward(build, *HOUSEHOLDS), Help(("housing_quality",), ("H-1",)))
    assert not [outcome for outcome in found.outcomes if outcome.removed]


def test_a_standard_without_its_whole_rule_is_named_and_not_computed(build: Build) -> None:
    newly = list_household("H-1", "poor", "1110", standard_id="MDP_2027_2030")
    rounds = [
        {"period": "2026", "standard_id": standard, "reference_date": "2026-12-31", "figure_status": "preliminary"}
        for standard in ("MDP_2022_2025", "MDP_2027_2030")
    ]
    found = ask(build_ward(build, *HOUSEHOLDS, newly, round=rounds), Help(("employment",), ("H-1",)))
    assert (found.standards, found.left_out) == (("MDP_2022_2025",), ("MDP_2027_2030",))


def test_once_the_rule_is_complete_both_standards_answer(build: Build) -> None:
    rules = RULES[:6] + [rule | {"standard_id": "MDP_2027_2030"} for rule in RULES[:6] if rule["basis"] == "income"]
    newly = list_household(
        "H-1", "poor", "1111", standard_id="MDP_2027_2030", b1_score=None, b2_score=None, income_per_capita_vnd=1900000
    )
    warehouse = build_ward(build, *HOUSEHOLDS, newly, standard_threshold=rules)
    found = ask(warehouse, Help(("employment",), ("H-1",)))
    after = {outcome.standard_id: outcome.after for outcome in found.outcomes if outcome.household_id == "H-1"}
    # Three of twelve are left under the new one: still poor.
    assert after == {"MDP_2022_2025": "near_poor", "MDP_2027_2030": "poor"}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Help(("employment",), ("H-5",)), "Hộ «H-5» không còn trong danh sách hộ nghèo, cận nghèo của kỳ 2026"),
        (Help(("employment",), ("H-none",)), "không mô phỏng được cho hộ đã ra khỏi danh sách"),
        (Help(("a_car",), ("H-1",)), "Không có chỉ số «a_car»"),
        (Help(("employment",), area_id="khoi_99"), "Không có khối «khoi_99»"),
        (Help(("employment",)), "Hãy chọn hộ hoặc khối được hỗ trợ"),
    ],
)
def test_what_cannot_be_supposed_is_refused_in_a_sentence(build: Build, asked: Help, said: str) -> None:
    with pytest.raises(AskedWrongly, match=said) as refused:
        ask(build_ward(build, *HOUSEHOLDS), asked)
    assert refused.value.words.en


@pytest.mark.parametrize("viewer", [Viewer(mode=Mode.MEETING), Viewer(mode=Mode.OUTGOING), Viewer(role="public")])
def test_who_may_not_read_names_supposes_nothing_of_households(build: Build, viewer: Viewer) -> None:
    with pytest.raises(AskedWrongly, match="Danh sách có họ tên"):
        ask(build_ward(build, *HOUSEHOLDS), Help(("employment",), ("H-1",)), viewer=viewer)


def test_of_another_khoi_nothing_is_told(build: Build) -> None:
    found = ask(
        build_ward(build, *HOUSEHOLDS), Help(("income",), area_id="khoi_1"), viewer=Viewer("area", areas=("khoi_1",))
    )
    assert {outcome.area_id for outcome in found.outcomes} == {"khoi_1"}


def test_the_easiest_and_the_neediest_are_two_orders(build: Build) -> None:
    found = gaps(build_ward(build, *HOUSEHOLDS))
    assert [row["household_id"] for row in rank_easiest(found)] == ["H-1", "H-2"]
    # Of H-4 one indicator is not known: it still has three, and is not left out of the neediest.
    assert [row["household_id"] for row in rank_neediest(found)] == ["H-2", "H-4", "H-1"]


def test_a_scenario_leaves_every_byte_of_the_warehouse_alone(build: Build) -> None:
    warehouse = build_ward(build, *HOUSEHOLDS)
    before = hashlib.sha256(warehouse.path.read_bytes()).hexdigest(), sorted(warehouse.path.parent.iterdir())
    first = ask(warehouse, Help(("employment", "income"), ("H-1", "H-2")), Help(("nutrition",), area_id="khoi_2"))
    assert hashlib.sha256(warehouse.path.read_bytes()).hexdigest() == before[0]
    assert sorted(warehouse.path.parent.iterdir()) == before[1]
    assert (
        ask(warehouse, Help(("employment", "income"), ("H-1", "H-2")), Help(("nutrition",), area_id="khoi_2")) == first
    )


def test_of_a_scenario_made_earlier_what_is_no_more_is_named_and_the_rest_is_computed(build: Build) -> None:
    before = list_household("H-6", "poor", "1111", period="2025")
    warehouse = build_ward(build, *HOUSEHOLDS, before)
    kept = (
        Help(("employment", "a_car"), ("H-1", "H-5", "H-6", "H-none")),
        Help(("employment",), ("H-5",)),
        Help(("income",), area_id="khoi_99"),
        Help(("nutrition",), ("H-3",), area_id="khoi_2"),
    )
    found = what_if(kept, Filters(period="2026"), viewer=OFFICER, warehouse=warehouse, skips_gone=True)
    assert found.gone == (
        Gone("household", "H-5", "not_poor", is_known=True),
        Gone("household", "H-6", None, is_known=True),
        Gone("household", "H-none", None, is_known=False),
        Gone("area", "khoi_99"),
        Gone("indicator", "a_car"),
    )
    assert read_after(found)["H-1"] == ("poor", "near_poor")
    assert {o.household_id: o.removed for o in found.outcomes if o.removed} == {
        "H-1": ("employment",),
        "H-2": ("nutrition",),
        "H-3": ("nutrition",),
    }


def test_a_scenario_of_which_everybody_has_left_computes_nothing(build: Build) -> None:
    kept = Help(("employment",), ("H-5",))
    found = what_if((kept,), Filters(), viewer=OFFICER, warehouse=build_ward(build, *HOUSEHOLDS), skips_gone=True)
    assert not [outcome for outcome in found.outcomes if outcome.removed]
    assert [one.code for one in found.gone] == ["H-5"]
