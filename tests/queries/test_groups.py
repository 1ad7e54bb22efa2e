"""Households of one group: the parts of the whole, who may be told, and what cannot be divided."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from queries import (
    AskedWrongly,
    Filters,
    Indicator,
    Mode,
    Viewer,
    Warehouse,
    find_table,
    indicators,
    measure_households,
    open_warehouse,
    table,
    tables,
    value,
    what_if,
)
from queries.aggregation import Question, Sums, add_up
from queries.groups import is_divisible, list_groups

ROOT = Path(__file__).parents[2]
OFFICER, MEETING, OUTGOING = Viewer(), Viewer(mode=Mode.MEETING), Viewer(mode=Mode.OUTGOING)
DIVIDED = [indicator for indicator in indicators() if is_divisible(indicator.id, indicator.body)]
Build = Callable[..., Warehouse]

each_group = pytest.mark.parametrize("group", list_groups())


@pytest.fixture(scope="module")
def ward(ward_dir: Path) -> Warehouse:
    subprocess.run(
        [sys.executable, "-m", "etl", "build", "--data", str(ward_dir)], cwd=ROOT, check=True, capture_output=True
    )
    return open_warehouse(ward_dir)


def read(sums: tuple[Sums, ...]) -> dict[object, list[float]]:
    return {one.key: [one.numerator or 0, one.denominator or 0, one.unknown] for one in sums}


def add(sides: list[dict[object, list[float]]]) -> dict[object, list[float]]:
    keys = dict.fromkeys(key for side in sides for key in side)
    return {key: [sum(side.get(key, [0] * 3)[place] for side in sides) for place in range(3)] for key in keys}


@each_group
@pytest.mark.parametrize("indicator", DIVIDED, ids=lambda indicator: indicator.id)
@pytest.mark.parametrize("by", [None, "area_id", "period"])
def test_the_group_the_others_and_the_untold_are_everybody(
    ward: Warehouse, group: str, indicator: Indicator, by: str | None
) -> None:
    for period in ("2025", "2026", "2026-07"):
        everybody = Question((period,), "MDP_2022_2025", "phuong", "phuong", None, by)
        sides = [
            read(add_up(indicator, replace(everybody, group=group, is_of_group=is_of_group), ward))
            for is_of_group in (True, False, None)
        ]
        assert add(sides) == read(add_up(indicator, everybody, ward)), period


def test_what_counts_households_is_divided_and_nothing_else() -> None:
    named = {indicator.id for indicator in DIVIDED}
    assert {"poor_households", "near_poor_households", "escaped", "new_poor", "relapsed", "deprivation"} <= named
    assert {"children_right_level", "training_coverage", "information_device", "unexplained_households"} <= named
    # All residents are of no known group, nor are reports; and the two ends of a balance need the same households.
    assert not named & {"poverty_rate", "near_poverty_rate", "policy_served", "project_output", "net_change_poor"}
    divided = {one.id for one in tables() if is_divisible(one.id, one.body)}
    assert {"household_list", "deprivation_matrix", "equity_groups", "official_groups", "children_list"} <= divided
    assert not divided & {"movement", "official_summary", "policy_matrix", "task_list", "source_files"}


def household(name: str, minority: bool | None, sex: str | None, area: str = "khoi_1") -> dict[str, Any]:
    told = {"is_ethnic_minority": minority, "head_sex": sex}
    return {"household_id": name, "area_id": area, "opening_class": "poor", "recognised_class": "poor"} | told


@pytest.fixture
def told(build: Build) -> Warehouse:
    """Four minority households, one of an unknown ethnicity and seven others; women head five, of two nobody says."""
    minority = [True] * 4 + [None] + [False] * 7
    sexes = ["female"] * 5 + ["male"] * 5 + [None] * 2
    pairs = enumerate(zip(minority, sexes, strict=True))
    households = [household(f"h{n}", *pair) for n, pair in pairs]
    residents = [{"area_id": "khoi_1", "resident_households": 100, "resident_persons": 400}]
    return build({"reported": ["khoi_1"], "household_round": households, "area_round": residents})


def test_who_is_of_no_known_group_is_counted_apart(told: Warehouse) -> None:
    for group, count, untold in (("ethnic_minority", 4, 1), ("woman_headed", 5, 2)):
        found = value("poor_households", Filters(group=group), viewer=OFFICER, warehouse=told)
        assert found.total is not None
        assert (found.total.numerator, found.total.unknown, found.group_untold) == (count, 0, untold)
        assert found.is_divided_by_group
        assert found.target is found.total.status is None


def test_a_list_has_the_households_of_the_group(told: Warehouse) -> None:
    found = table("household_list", Filters(group="woman_headed"), viewer=OFFICER, warehouse=told)
    assert (len(found.rows), found.group_untold) == (5, 2)


def test_what_cannot_be_divided_is_of_everybody_and_says_so(told: Warehouse) -> None:
    rate = value("poverty_rate", Filters(group="woman_headed"), viewer=OFFICER, warehouse=told)
    assert rate.total is not None
    assert (rate.total.numerator, rate.is_divided_by_group, rate.group_untold) == (12, False, None)
    movement = table("movement", Filters(group="woman_headed"), viewer=OFFICER, warehouse=told)
    assert not movement.is_divided_by_group
    assert value("poverty_rate", Filters(), viewer=OFFICER, warehouse=told).is_divided_by_group


@pytest.mark.parametrize("viewer", [MEETING, OUTGOING])
def test_outside_the_office_no_group_is_told_of_a_khoi(told: Warehouse, viewer: Viewer) -> None:
    asked = Filters(group="ethnic_minority", area_id="khoi_1")
    found = value("poor_households", asked, viewer=viewer, warehouse=told)
    assert found.total is not None
    assert (found.total.numerator, found.total.suppressed, found.group_untold) == (None, True, None)
    assert found.withheld is not None
    assert "nội bộ" in found.withheld.vi
    by_area = value("poor_households", replace(asked, area_id=None), "area_id", viewer=viewer, warehouse=told)
    assert {row.numerator for row in by_area.rows} == {None}


@pytest.mark.parametrize("viewer", [MEETING, OUTGOING])
def test_outside_the_office_no_table_is_of_a_group(told: Warehouse, viewer: Viewer) -> None:
    for name in ("deprivation_matrix", "equity_groups", "official_groups"):
        assert find_table(name)
        found = table(name, Filters(group="woman_headed"), viewer=viewer, warehouse=told)
        assert (found.rows, found.withheld is None) == ((), False)
    assert table("movement", Filters(group="woman_headed"), viewer=viewer, warehouse=told).rows


@pytest.mark.parametrize(("others", "count"), [(1, None), (5, 7)])
def test_few_others_hide_the_group_from_what_leaves_the_house(build: Build, others: int, count: int | None) -> None:
    """With the ward's public count, 11 of 12 would tell that one household is Kinh."""
    households = [household(f"h{n}", n >= others, "male") for n in range(12)]
    warehouse = build({"reported": ["khoi_1"], "household_round": households})
    found = value("poor_households", Filters(group="ethnic_minority"), viewer=OUTGOING, warehouse=warehouse)
    assert found.total is not None
    assert (found.total.numerator, found.total.suppressed) == (count, count is None)
    everybody = value("poor_households", Filters(), viewer=OUTGOING, warehouse=warehouse)
    assert everybody.total is not None
    assert everybody.total.numerator == 12


def test_measures_and_scenarios_are_of_the_group(ward: Warehouse) -> None:
    """The unknown would be neither side: every household of the sample ward has a head's sex and an ethnicity."""
    for group, of in (("ethnic_minority", "is_ethnic_minority"), ("woman_headed", "head_sex = 'female'")):
        listed = (
            f"SELECT count(*) FROM core.household_round WHERE period = '2026' AND standard_id = 'MDP_2022_2025' "
            f"AND recognised_class IN ('poor', 'near_poor') AND {of}"
        )
        ((count,),) = ward.cursor().execute(listed).fetchall()
        asked = Filters(period="2026", standard_id="MDP_2022_2025", group=group)
        measured = measure_households(3, asked, viewer=OFFICER, warehouse=ward)
        assert measured.by_household is not None
        assert measured.by_household.n == count > 10
        assert measure_households(3, asked, viewer=MEETING, warehouse=ward).withheld
        outcomes = what_if((), asked, viewer=OFFICER, warehouse=ward).outcomes
        assert len([one for one in outcomes if one.standard_id == "MDP_2022_2025"]) == count


def test_a_group_that_nobody_knows_is_a_sentence(told: Warehouse) -> None:
    with pytest.raises(AskedWrongly, match="Không có nhóm hộ «dtts»"):
        value("poor_households", Filters(group="dtts"), viewer=OFFICER, warehouse=told)
