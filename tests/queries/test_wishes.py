"""Wishes at the consultation: each told once for its round, counted by kind, of the household in its own words."""

from collections.abc import Callable
from typing import Any

import pytest

from queries import Filters, Mode, Table, Viewer, Warehouse, table

OFFICE = Viewer(role="officer")
DAY = "2026-06-18"
OUTSIDE = (Viewer("officer", mode=Mode.MEETING), Viewer("leader", mode=Mode.OUTGOING), Viewer("public"))


def read(name: str, warehouse: Warehouse, viewer: Viewer = OFFICE, **filters: Any) -> Table:
    return table(name, Filters(**filters), viewer=viewer, warehouse=warehouse)


def live(household_id: str, area_id: str = "khoi_1", **changes: Any) -> dict[str, Any]:
    given = {"opening_class": "poor", "recognised_class": "poor", "housing_quality": True, "housing_area": False}
    return {"household_id": household_id, "area_id": area_id, **given, **changes}


@pytest.fixture
def ward(build: Callable[..., Warehouse]) -> Warehouse:
    """Four households: one with two wishes, one whose list leaves open what it lacks, one with none, one not met."""
    asked = ("employment", "housing_quality", "housing_area")
    return build(
        {
            "reported": ["khoi_1", "khoi_2"],
            "standard_indicator": [
                {"standard_id": "MDP_2022_2025", "indicator_code": code, "sort_key": place, "dimension": "x",
                 "name": code, "name_en": code}
                for place, code in enumerate(asked)
            ],
            "setting": [
                {"key": "wish.housing", "value": "housing_quality;housing_area"},
                {"key": "wish.job", "value": "employment;income"},
                {"key": "wish.livelihood", "value": "income"},
                {"key": "suppression_from", "value": "1"},
                {"key": "suppression_to", "value": "4"},
            ],
            "household_round": [
                live("a", employment=None),
                live("b", housing_quality=False, housing_area=None),
                live("c", recognised_class="near_poor"),
                live("d", "khoi_2"),
                live("e", "khoi_2", recognised_class="not_poor"),
            ],
            "wish": [
                {"wish_id": "w1", "household_id": "a", "area_id": "khoi_1", "consulted_date": DAY,
                 "has_agreement": True},
                {"wish_id": "w2", "household_id": "a", "area_id": "khoi_1", "consulted_date": DAY, "wish_kind": "job"},
                {"wish_id": "w3", "household_id": "a", "area_id": "khoi_1", "consulted_date": DAY},
                {"wish_id": "w4", "household_id": "b", "area_id": "khoi_1", "consulted_date": "2026-09-01"},
                {"wish_id": "w5", "household_id": "c", "area_id": "khoi_1", "wish_kind": "none"},
                {"wish_id": "w6", "area_id": "khoi_2", "wish_kind": "livelihood"},
                {"wish_id": "w7", "household_id": "d", "area_id": "khoi_2", "period": "2025"},
            ],
        }
    )  # fmt: skip


def test_a_kind_counts_households_and_not_wishes(ward: Warehouse) -> None:
    rows = {row[0]: row[1:] for row in read("wish_counts", ward).rows}
    # Housing: a lacks it, of b it is not known. A job: the list leaves it open. Livelihood is about no indicator.
    assert rows == {"housing": (2, 1, 1), "job": (1, None, 0), "livelihood": (1, None, 0), "none": (1, None, 0)}


def test_a_month_knows_what_was_told_up_to_its_end(ward: Warehouse) -> None:
    told = {period: read("wish_list", ward, period=period).column("wish_kind") for period in ("2026-Q2", "2026-04")}
    assert sorted(map(str, told["2026-Q2"])) == ["housing", "housing", "job", "livelihood", "none"]
    assert sorted(map(str, told["2026-04"])) == ["livelihood", "none"]


def test_each_wish_says_whether_the_household_lacks_what_it_is_about(ward: Warehouse) -> None:
    rows = [(row["household_id"], row["wish_kind"], row["lacking"]) for row in read("wish_list", ward).records()]
    assert sorted(rows, key=str) == [
        ("a", "housing", "lacking"),
        ("a", "housing", "lacking"),
        ("a", "job", "unknown"),
        ("b", "housing", "unknown"),
        ("c", "none", None),
        (None, "livelihood", None),
    ]


def test_the_list_says_of_each_poor_and_near_poor_household_whether_it_was_consulted(ward: Warehouse) -> None:
    rows = {row["household_id"]: row["consulted"] for row in read("household_cards", ward).records()}
    assert rows == {"a": "consulted", "b": "consulted", "c": "consulted", "d": "not_consulted", "e": None}


def test_the_wishes_of_one_household_are_those_of_every_year(ward: Warehouse) -> None:
    assert read("household_wishes", ward, household_id="d").column("period") == ("2025",)
    assert read("household_wishes", ward, household_id="a").column("wish_kind") == ("housing", "job", "housing")
    assert read("household_wishes", ward, household_id="e").rows == ()


@pytest.mark.parametrize("viewer", OUTSIDE)
@pytest.mark.parametrize("name", ["wish_list", "household_wishes"])
def test_what_a_household_said_stays_in_the_office(ward: Warehouse, viewer: Viewer, name: str) -> None:
    found = read(name, ward, viewer, household_id="a")
    assert found.withheld
    assert found.rows == ()


def test_few_wishes_do_not_leave_the_house(ward: Warehouse) -> None:
    assert read("wish_counts", ward, Viewer("leader", mode=Mode.OUTGOING)).rows == ()
    assert read("wish_counts", ward, Viewer("officer", mode=Mode.MEETING), area_id="khoi_1").withheld
