"""Counts by group: of one attribute everything or nothing leaves the house, for the rest would tell the hidden."""

from collections.abc import Callable
from typing import Any

from queries import Filters, Mode, Viewer, Warehouse, table

Build = Callable[..., Warehouse]


def household(number: int, is_minority: bool, sex: str | None = "female", **others: Any) -> dict[str, Any]:
    listed = {"household_id": f"h{number}", "area_id": "khoi_1", "opening_class": "poor", "recognised_class": "poor"}
    told = {"is_ethnic_minority": is_minority, "has_disabled_member": False, "has_no_labour": False}
    return listed | told | {"head_sex": sex} | others


def read_sides(build: Build, *households: dict[str, Any]) -> list[tuple[object, object]]:
    warehouse = build({"reported": ["khoi_1"], "household_round": list(households)})
    found = table("equity_groups", Filters(), viewer=Viewer(mode=Mode.OUTGOING), warehouse=warehouse)
    assert None not in found.column("poor")
    return list(zip(found.column("side"), found.column("poor"), strict=True))


def test_one_small_side_hides_all_sides_of_its_attribute_and_no_other(build: Build) -> None:
    told = read_sides(build, *(household(n, n < 18, "female" if n < 10 else "male") for n in range(20)))
    assert told[:2] == [("woman_head", 10), ("not_woman_head", 10)]
    assert not any("minority" in str(side) for side, _ in told)


def test_who_is_still_listed_is_hidden_too_where_it_follows(build: Build) -> None:
    # 8 of 10 left the list: two did not.
    left = [household(n, True, recognised_class="not_poor") for n in range(8)]
    assert read_sides(build, *left, *(household(n, True) for n in range(8, 10))) == []


def test_that_everybody_is_of_one_side_does_not_show_by_the_sides_that_are_missing(build: Build) -> None:
    assert read_sides(build, *(household(n, True) for n in range(3))) == []
