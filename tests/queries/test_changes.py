"""What publishing would change: the same questions to two snapshots, and nothing told that is not known."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from queries import (
    Changes,
    ListChange,
    Mode,
    NoWarehouse,
    NumberChange,
    Status,
    Viewer,
    Warehouse,
    find_changes,
    find_households,
    open_snapshot,
)
from tests.queries.test_before import NEW, OLD
from tests.queries.test_warehouse import cut_short, set_version

Build, Facts = Callable[..., Warehouse], dict[str, Any]
TODAY = date(2026, 11, 20)


def household(name: str, closing: str = "poor", area: str = "khoi_1", **more: Any) -> Facts:
    given = {"household_id": name, "area_id": area, "opening_class": "poor", "recognised_class": closing}
    return given | {"source_row": 7} | more


def ward(*households: Facts, reported: tuple[str, ...] = ("khoi_1",), sample: bool = False, **more: Any) -> Facts:
    snapshot = {"stamp": "-", "built_at": "2026-11-01", "inputs_sha256": repr(households), "is_sample": sample}
    return {"household_round": list(households), "reported": list(reported), "snapshot": [snapshot], **more}


def compare(build: Build, then: Facts | None, now: Facts, viewer: Viewer | None = None) -> Changes:
    before = build(then, OLD) if then else None
    return find_changes(before, build(now, NEW), viewer=viewer or Viewer(), today=TODAY)


def find_number(changes: Changes, indicator: str, place: str = "ward", **more: str) -> NumberChange:
    (found,) = (
        n
        for n in changes.numbers
        if (n.indicator.id, n.place) == (indicator, place)
        and (n.label.vi if n.label else None) == more.get("label")
        and n.period == more.get("period", "2026")
    )
    return found


def count(change: NumberChange) -> tuple[float | None, float | None]:
    sides = (change.before, change.after)
    return tuple(row.numerator if row else None for row in sides)  # type: ignore[return-value]


def test_a_number_is_told_of_the_ward_and_of_the_khoi_that_moved(build: Build) -> None:
    then = ward(household("a"), household("b"), household("c", area="khoi_2"), reported=("khoi_1", "khoi_2"))
    now = ward(
        household("a"), household("b", "near_poor"), household("c", area="khoi_2"), reported=("khoi_1", "khoi_2")
    )
    changes = compare(build, then, now)
    assert count(find_number(changes, "poor_households")) == (3, 2)
    assert count(find_number(changes, "poor_households", "area", label="Khối 1")) == (2, 1)
    moved = {n.label.vi for n in changes.numbers if n.indicator.id == "poor_households" and n.label}
    assert moved == {"Khối 1"}


def test_the_same_facts_change_nothing_and_are_counted_as_such(build: Build) -> None:
    facts = ward(household("a"), household("b", "near_poor"))
    changes = compare(build, facts, facts)
    assert changes.is_nothing
    assert changes.numbers == changes.lists == ()
    assert changes.unchanged > 5
    assert all(not target.is_changed for target in changes.targets)


def test_a_khoi_that_had_not_reported_is_unknown_before_and_never_zero(build: Build) -> None:
    then = ward(household("a"), silent=["khoi_2"])
    now = ward(household("a"), household("c", area="khoi_2"), reported=("khoi_1", "khoi_2"))
    change = find_number(compare(build, then, now), "poor_households", "area", label="Khối 2")
    assert count(change) == (None, 1)
    whole = find_number(compare(build, then, now), "poor_households")
    assert whole.before is not None
    assert not whole.before.is_complete


def test_a_list_that_is_taken_away_is_unknown_after(build: Build) -> None:
    then = ward(household("a"), household("c", area="khoi_2"), reported=("khoi_1", "khoi_2"))
    change = find_number(
        compare(build, then, ward(household("a"), silent=["khoi_2"])), "poor_households", "area", label="Khối 2"
    )
    assert count(change) == (1, None)


def test_a_period_that_only_one_of_the_two_knows_is_told(build: Build) -> None:
    older = household("a", period="2025")
    changes = compare(build, ward(household("a")), ward(household("a"), older))
    change = find_number(changes, "poor_households", period="2025")
    assert change.before is None or change.before.numerator is None
    assert change.after is not None
    assert change.after.numerator == 1


def test_a_target_tells_its_state_on_both_sides(build: Build) -> None:
    then = ward(household("a", information_access_assets=True))
    now = ward(household("a", information_access_assets=False))
    changes = compare(build, then, now)
    (device,) = (t for t in changes.targets if t.indicator.id == "information_device")
    assert device.is_changed
    assert device.before
    assert device.before.status is Status.OPEN
    assert device.after
    assert device.after.status is Status.MET
    (relapsed,) = (t for t in changes.targets if t.indicator.id == "relapsed")
    assert not relapsed.is_changed


def test_what_a_sum_is_made_of_is_told_where_the_sum_is_the_same(build: Build) -> None:
    then = ward(household("a", employment=True, nutrition=False))
    now = ward(household("a", employment=False, nutrition=True))
    changes = compare(build, then, now)
    assert count(find_number(changes, "deprivation", "slice", label="Việc làm")) == (1, 0)
    assert count(find_number(changes, "deprivation", "slice", label="Dinh dưỡng")) == (0, 1)


def test_a_household_that_a_number_does_not_count_leaves_it_as_it_was(build: Build) -> None:
    changes = compare(build, ward(household("a")), ward(household("a"), household("b", "near_poor")))
    assert count(find_number(changes, "near_poor_households")) == (0, 1)
    assert "poor_households" not in {number.indicator.id for number in changes.numbers}


def test_who_enters_leaves_and_changes_class_is_counted_by_khoi(build: Build) -> None:
    then = ward(household("a"), household("b"), household("d", area="khoi_2"))
    now = ward(household("a", "near_poor"), household("b"), household("e"))
    moved = [(c.area_id, c.before_class, c.after_class, c.households) for c in compare(build, then, now).lists]
    assert moved == [
        ("khoi_1", "absent", "poor", 1),
        ("khoi_1", "poor", "near_poor", 1),
        ("khoi_2", "poor", "absent", 1),
    ]


def test_a_household_that_an_older_list_renamed_has_not_moved(build: Build) -> None:
    """It bears the name of its first row; on its own list it is the same row."""
    link = {"period": "2026", "standard_id": "MDP_2022_2025", "listed_id": "row", "method": "head"}
    then = ward(household("row"), household_link=[link | {"household_id": "row"}])
    now = ward(household("first"), household_link=[link | {"household_id": "first"}])
    assert compare(build, then, now).lists == ()


def test_names_stand_behind_the_counts_for_the_office_alone(build: Build) -> None:
    def named(name: str) -> Facts:
        return {"period": "2026", "household_id": name, "household_code": f"mã {name}", "head_name": f"Chủ hộ {name}"}

    then = ward(household("a"), household("b"), household=[named("a"), named("b")])
    now = ward(household("a", "near_poor"), household("c"), household=[named("a"), named("c")])
    sides = build(then, OLD), build(now, NEW)
    found = find_households(*sides, "2026", "MDP_2022_2025", viewer=Viewer())
    assert {(one.head_name, one.before_class, one.after_class) for one in found} == {
        ("Chủ hộ a", "poor", "near_poor"),
        ("Chủ hộ b", "poor", "absent"),
        ("Chủ hộ c", "absent", "poor"),
    }
    for viewer in (Viewer(role="unit"), Viewer(role="public"), Viewer(mode=Mode.MEETING)):
        assert find_households(*sides, "2026", "MDP_2022_2025", viewer=viewer) == ()


@pytest.mark.parametrize("mode", [Mode.MEETING, Mode.OUTGOING])
def test_outside_the_house_nothing_is_previewed(build: Build, mode: Mode) -> None:
    changes = compare(build, ward(household("a")), ward(household("b", "near_poor")), Viewer(mode=mode))
    assert changes.withheld
    assert not (changes.numbers)
    assert not (changes.lists)
    assert not changes.targets


def test_two_boundaries_stand_side_by_side_without_a_difference(build: Build) -> None:
    commune = {"area_id": "phuong", "level": "commune", "name": "Phường Thử", "sort_key": 0}
    place = {"area_id": "khoi_1", "level": "neighbourhood", "name": "Khối 1", "sort_key": 1, "parent_id": "phuong"}
    moved = [
        place | {"valid_from": "2021-01-01", "valid_to": "2025-06-30", "parent_id": "xa"},
        place | {"valid_from": "2025-07-01"},
    ]
    former = {"area_id": "xa", "level": "commune", "name": "Xã Cũ", "sort_key": 0, "valid_to": "2025-06-30"}
    then = ward(household("a"), household("b"), area=[commune, place])
    now = ward(household("a"), area=[commune, former, *moved])
    change = find_number(compare(build, then, now), "poor_households", "area", label="Khối 1")
    assert not change.is_comparable
    assert find_number(
        compare(build, then, ward(household("a"), area=[commune, place])), "poor_households"
    ).is_comparable


def test_two_standards_of_one_round_are_two_numbers(build: Build) -> None:
    coming = household("a", "poor", standard_id="MDP_2027_2030")
    now = ward(household("a"), coming | {"recognised_class": "near_poor"})
    changes = compare(build, ward(household("a"), coming), now)
    standards = {n.standard_id for n in changes.numbers if n.indicator.id == "poor_households"}
    assert standards == {"MDP_2027_2030"}
    assert {c.standard_id for c in changes.lists} == {"MDP_2027_2030"}


def test_the_sample_ward_is_nobodys_past(build: Build) -> None:
    changes = compare(build, ward(household("a"), household("b"), sample=True), ward(household("a")))
    assert changes.before is None
    assert count(find_number(changes, "poor_households")) == (None, 1)
    assert changes.lists == (ListChange("2026", "MDP_2022_2025", "khoi_1", "absent", "poor", 1),)


def test_a_first_load_tells_its_newest_round(build: Build) -> None:
    changes = compare(build, None, ward(household("a", period="2025"), household("a")))
    assert {number.period for number in changes.numbers} == {"2026"}
    assert {change.period for change in changes.lists} == {"2025", "2026"}


@pytest.mark.parametrize("spoil", [cut_short, lambda path: set_version(path, 99)])
def test_a_draft_that_cannot_be_read_is_said(publish: Callable[..., Path], spoil: Callable[[Path], None]) -> None:
    path = publish(ward(household("a")), NEW)
    spoil(path)
    with pytest.raises(NoWarehouse):
        open_snapshot(path)
