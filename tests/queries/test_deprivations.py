"""Deprivations by indicator and khối, their combinations, and how far each household stands from the lines."""

from collections.abc import Callable
from typing import Any

import pytest

from queries import Filters, Mode, Table, Viewer, Warehouse, table
from tests.queries.listed import INDICATOR_ROWS, build_ward, list_household

Build = Callable[..., Warehouse]
OFFICER, OUTGOING, MEETING = Viewer(), Viewer(mode=Mode.OUTGOING), Viewer(mode=Mode.MEETING)


def read(table_id: str, warehouse: Warehouse, viewer: Viewer = OFFICER, **more: Any) -> Table:
    by_area = more.pop("by_area", False)
    return table(table_id, Filters(**more), viewer=viewer, warehouse=warehouse, by_area=by_area)


def test_the_matrix_counts_by_khoi_with_what_is_not_known_apart(build: Build) -> None:
    warehouse = build_ward(
        build,
        list_household("H-1", "poor", "111?"),
        list_household("H-2", "poor", "1110", area_id="khoi_2"),
        list_household("H-3", "near_poor", "0100"),
        list_household("H-4", "not_poor", "1111"),
        silent=["khoi_10"],
    )
    counts = ("poor", "poor_unknown", "near_poor", "near_poor_unknown")
    found = {
        row["indicator_code"]: tuple(row[name] for name in counts)
        for row in read("deprivation_matrix", warehouse).records()
    }
    assert found == {
        "employment": (2, 0, 0, 0),
        "nutrition": (2, 0, 1, 0),
        "information_access_assets": (2, 0, 0, 0),
        "housing_quality": (0, 1, 0, 0),
    }
    by_area = {
        (r["area_id"], r["indicator_code"]): r["poor"]
        for r in read("deprivation_matrix", warehouse, by_area=True).records()
    }
    # A khối that reported nobody poor has 0, one that did not report has no number.
    assert (by_area["khoi_1", "employment"], by_area["khoi_2", "employment"], by_area["khoi_10", "employment"]) == (
        1,
        1,
        None,
    )
    assert read("deprivation_matrix", warehouse, MEETING, by_area=True).withheld is not None


def test_combinations_hold_each_household_once_the_most_common_first(build: Build) -> None:
    warehouse = build_ward(
        build,
        list_household("H-1", "poor", "1110"),
        list_household("H-2", "poor", "1110"),
        list_household("H-3", "near_poor", "0100"),
        list_household("H-4", "near_poor", "0000"),
        list_household("H-5", "poor", "11?1"),
    )
    found = read("deprivation_combinations", warehouse)
    rows = [(row["combination"].vi, row["deprivations"], row["poor"], row["near_poor"]) for row in found.records()]
    assert rows == [
        ("Tên employment; Tên nutrition; Tên information_access_assets", 3, 2, 0),
        ("không thiếu hụt chỉ số nào", 0, 0, 1),
        ("Tên nutrition", 1, 0, 1),
        ("còn chỉ số chưa rõ", None, 1, 0),
    ]


def test_no_combination_or_gap_of_a_few_leaves_the_house(build: Build) -> None:
    many = [list_household(f"H-{place}", "poor", "1110") for place in range(8)]
    more = [list_household(f"H-n{place}", "near_poor", "0100") for place in range(6)]
    warehouse = build_ward(build, *many, *more, list_household("H-one", "poor", "1111"))
    assert len(read("deprivation_combinations", warehouse).rows) == 3
    # One household alone would follow from the nine poor and the eight shown.
    assert read("deprivation_combinations", warehouse, OUTGOING).rows == ()
    assert read("gap_points", warehouse, OUTGOING).rows == ()
    assert read("household_gaps", warehouse, OUTGOING).withheld is not None
    assert read("household_gaps", warehouse, MEETING).withheld is not None
    assert len(read("gap_points", warehouse, MEETING).rows) == 3


def test_combinations_of_many_leave_the_house(build: Build) -> None:
    households = [list_household(f"H-{place}", "poor", "1110" if place < 8 else "0000") for place in range(16)]
    warehouse = build_ward(build, *households)
    assert read("deprivation_combinations", warehouse, OUTGOING).column("poor") == (8, 8)


def test_the_smallest_set_is_exact_and_only_where_the_rule_tells(build: Build) -> None:
    by_income = {"b1_score": None, "b2_score": None, "income_per_capita_vnd": 1500000}
    warehouse = build_ward(
        build,
        list_household("H-3of4", "poor", "1110", b1_score=150),
        list_household("H-4of4", "poor", "1111"),
        list_household("H-near", "near_poor", "1100"),
        list_household("H-income", "poor", "1111", **by_income),
        list_household("H-unsure", "poor", "111?"),
        list_household("H-b2", "poor", "1110", b2_score=50),
        list_household("H-decided", "poor", "1000", computed_class="near_poor"),
        list_household("H-bare", "poor", "1110", b1_score=None, b2_score=None),
    )
    found = {
        row["household_id"]: (row["b1_gap"], row["income_gap_vnd"], row["fewest"], row["doubt"])
        for row in read("household_gaps", warehouse).records()
    }
    assert found == {
        "H-3of4": (-25, None, 1, None),
        "H-4of4": (-75, None, 2, None),
        "H-near": (-75, None, None, None),
        "H-income": (None, -500000, 2, None),
        "H-unsure": (-75, None, None, "deprivation_unknown"),
        "H-b2": (-75, None, None, "b2_differs"),
        "H-decided": (-75, None, None, "class_differs"),
        "H-bare": (None, None, None, "scores_missing"),
    }


def test_a_standard_without_its_whole_rule_tells_no_smallest_set(build: Build) -> None:
    listed = list_household("H-1", "poor", "1111", standard_id="MDP_2027_2030", income_per_capita_vnd=2000000)
    report = {"area_id": "khoi_1", "standard_id": "MDP_2027_2030"}
    warehouse = build_ward(build, listed, area_report=[report])
    (row,) = read("household_gaps", warehouse, standard_id="MDP_2027_2030").records()
    # The income line is issued, so how far below it the household stands is known.
    assert (row["income_gap_vnd"], row["fewest"], row["doubt"]) == (-800000, None, "rule_incomplete")


def test_heavier_indicators_go_first(build: Build) -> None:
    weighed = [
        row | {"points": 30 if row["indicator_code"] == "nutrition" else row["points"]} for row in INDICATOR_ROWS
    ]
    warehouse = build_ward(build, list_household("H-1", "poor", "1110", b2_score=50), standard_indicator=weighed)
    assert read("household_gaps", warehouse).column("fewest") == (1,)


@pytest.mark.parametrize("viewer", [OFFICER, OUTGOING, MEETING])
def test_what_removes_a_deprivation_is_data(build: Build, viewer: Viewer) -> None:
    policies = [
        {"policy_id": "housing", "name": "Nhà ở", "name_en": "Housing", "place": "II.2.4", "lead_unit_id": "kinh_te"}
    ]
    amounts = [
        {
            "amount_id": f"a{place}",
            "policy_id": "housing",
            "sort_key": place,
            "item": "",
            "comparison": "=",
            "amount": amount,
            "unit": "đồng/nhà",
            "certainty": "unverified",
        }
        for place, amount in enumerate((60000000, 30000000))
    ]
    settings = [{"key": "remedy.housing_quality", "value": "policy:housing;project:DA2"}]
    small = [{"key": "suppression_from", "value": "1"}, {"key": "suppression_to", "value": "4"}]
    warehouse = build_ward(build, policy=policies, policy_amount=amounts, setting=settings + small)
    rows = read("remedies", warehouse, viewer).records()
    told = [(r["remedy"].vi, r["unit_name"].vi, r["least_vnd"], r["most_vnd"]) for r in rows if r["remedy"]]
    assert told == [("Nhà ở", "P. KT", 30000000, 60000000), ("Dự án 2: Sinh kế", "P. KT", None, None)]
    # Every other deprivation, and income, stands there without a remedy.
    assert sum(row["remedy"] is None for row in rows) == 4
