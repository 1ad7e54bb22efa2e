"""Alkire-Foster over a ward's listed households: unknowns apart, by household and by member, a few never outside."""

from collections.abc import Callable

import pytest

from queries import AskedWrongly, Filters, Measured, Mode, Viewer, Warehouse, measure_households
from tests.queries.listed import build_ward, list_household

Build = Callable[..., Warehouse]
# The sceptic's four households as deprivations of one ward, one of them not wholly known beside them.
FIVE = (
    list_household("H-1", "poor", "1101", member_count=4),
    list_household("H-2", "near_poor", "0100", member_count=3),
    list_household("H-3", "poor", "1011", member_count=5, area_id="khoi_2"),
    list_household("H-4", "near_poor", "0000", member_count=2),
    list_household("H-5", "poor", "11?0", member_count=6),
    list_household("H-6", "not_poor", "0000", member_count=9),
)


def ask(warehouse: Warehouse, shortfalls: int = 2, mode: Mode = Mode.INTERNAL, area_id: str | None = None) -> Measured:
    return measure_households(shortfalls, Filters(area_id=area_id), viewer=Viewer(mode=mode), warehouse=warehouse)


def test_by_household_and_by_member_each_under_its_own_name(build: Build) -> None:
    found = ask(build_ward(build, *FIVE))
    assert found.by_household
    assert found.by_member
    assert (found.by_household.n, found.by_household.headcount, found.left_out) == (4, 0.5, 1)
    assert found.by_member.headcount == pytest.approx(9 / 14)
    assert found.by_member.m0 == pytest.approx(27 / 56)
    assert dict(found.by_member.contributions)["employment"] == pytest.approx(1 / 3)


def test_of_one_khoi_and_only_inside(build: Build) -> None:
    warehouse = build_ward(build, *FIVE)
    inside = ask(warehouse, area_id="khoi_2")
    assert inside.by_household
    assert (inside.by_household.n, inside.by_household.headcount) == (1, 1)
    assert ask(warehouse, mode=Mode.MEETING, area_id="khoi_2").withheld
    # Two of four are poor so: what leaves the house does not say it.
    assert ask(warehouse, mode=Mode.OUTGOING).withheld
    assert ask(warehouse, mode=Mode.MEETING).by_household


@pytest.mark.parametrize("shortfalls", [0, 5, -1])
def test_a_number_of_shortfalls_that_cannot_be_is_a_sentence(build: Build, shortfalls: int) -> None:
    with pytest.raises(AskedWrongly, match="Số thiếu hụt phải từ 1 đến 4"):
        ask(build_ward(build, *FIVE), shortfalls)


def test_without_a_list_there_is_nothing_to_measure(build: Build) -> None:
    found = ask(build_ward(build))
    assert (found.by_household, found.by_member, found.withheld) == (None, None, None)
