"""What each viewer may see, asked through the front door: nothing hidden can be had by another question."""

from collections.abc import Callable
from contextlib import suppress

import pytest

from queries import AskedWrongly, Filters, Mode, Status, Viewer, Warehouse, indicators, table, tables, value
from queries.aggregation import Sums
from queries.listing import has_unit
from queries.privacy import SmallCounts, is_small

OUTGOING, MEETING = Viewer(mode=Mode.OUTGOING), Viewer(mode=Mode.MEETING)
SMALL = SmallCounts(1, 4)


def make_sums(numerator: float | None, denominator: float | None, unknown: int = 0) -> Sums:
    return Sums(None, True, None, numerator, denominator, unknown, 1, 0, True)


@pytest.mark.parametrize(
    ("numerator", "denominator", "unknown", "hidden"),
    [
        (0, 0, 0, False),
        (0, 5, 0, False),
        (5, 5, 0, False),
        (5, 10, 0, False),
        (1, 10, 0, True),
        (4, 10, 0, True),
        (5, 4, 0, True),
        # The rest points at somebody as well as the count does.
        (9, 10, 0, True),
        (6, 10, 0, True),
        (5, 10, 1, True),
        (None, 3, 0, True),
        (None, None, 0, False),
        (4, None, 0, True),
    ],
)
def test_small_counts(numerator: float | None, denominator: float | None, unknown: int, hidden: bool) -> None:
    assert is_small(make_sums(numerator, denominator, unknown), SMALL) is hidden


@pytest.fixture
def warehouse(build: Callable[..., Warehouse]) -> Warehouse:
    """Khối 1: 6 poor households with one child each, 5 at the right level; Khối 2: none."""
    households = [
        {"household_id": f"h{n}", "area_id": "khoi_1", "opening_class": "poor", "recognised_class": "poor"}
        for n in range(6)
    ]
    children = [
        {"household_id": f"h{n}", "person_id": f"p{n}", "age_on_reference_date": 8, "school_status": status}
        for n, status in enumerate(["right_level"] * 5 + ["not_attending"])
    ]
    names = [{"period": "2026", "household_id": f"h{n}", "head_name": f"Nguyễn Văn {n}"} for n in range(6)]
    return build(
        {
            "reported": ["khoi_1", "khoi_2"],
            "household_round": households,
            "person_round": children,
            "household": names,
        }
    )


def test_outgoing_hides_a_sensitive_small_count_and_everything_it_follows_from(warehouse: Warehouse) -> None:
    result = value("children_right_level", Filters(), "school_status", viewer=OUTGOING, warehouse=warehouse)
    assert result.total is not None
    hidden = next(row for row in result.rows if row.key == "not_attending")
    for row in (result.total, hidden):
        assert row.suppressed
        assert (row.numerator, row.denominator, row.value, row.unknown) == (None, None, None, 0)
    assert hidden.status is None
    # Whether the ward meets its target is public; the number behind it is not.
    assert result.total.status is Status.OPEN


def test_outgoing_leaves_a_count_of_nobody_and_of_every_movement_alone(warehouse: Warehouse) -> None:
    equipped = value("information_device", Filters(), viewer=OUTGOING, warehouse=warehouse)
    assert equipped.total is not None
    assert (equipped.total.numerator, equipped.total.suppressed) == (0, False)
    escaped = value("escaped", Filters(), viewer=OUTGOING, warehouse=warehouse)
    assert escaped.total is not None
    assert not escaped.total.suppressed


def test_the_bounds_of_small_are_settings(build: Callable[..., Warehouse]) -> None:
    facts = {
        "reported": ["khoi_1"],
        "setting": [{"key": "suppression_from", "value": "1"}, {"key": "suppression_to", "value": "1"}],
        "household_round": [
            {
                "household_id": f"h{n}",
                "area_id": "khoi_1",
                "opening_class": "poor",
                "recognised_class": "poor",
                "information_access_assets": n < 2,
            }
            for n in range(4)
        ],
    }
    result = value("information_device", Filters(), viewer=OUTGOING, warehouse=build(facts))
    assert result.total is not None
    assert (result.total.numerator, result.total.denominator) == (2, 4)


OUTSIDE = {
    "projector": (MEETING, "Trình chiếu: theo khối chỉ hiện"),
    "leaving": (OUTGOING, "Gửi ra ngoài: theo khối chỉ có"),
    "public": (Viewer(role="public"), "Theo khối, tài khoản này chỉ thấy"),
}
# What is posted by law, and work and money that are nobody's.
PUBLIC = {
    *("poor_households", "near_poor_households"),
    *("poverty_rate", "near_poverty_rate", "multidimensional_poverty_rate"),
    *("project_output", "project_disbursement"),
}


@pytest.mark.parametrize(("viewer", "said"), OUTSIDE.values(), ids=OUTSIDE)
def test_outside_the_house_a_khoi_is_told_what_is_public_alone(viewer: Viewer, said: str, warehouse: Warehouse) -> None:
    told = set()
    for indicator in indicators():
        by_khoi = value(indicator.id, Filters(), "area_id", viewer=viewer, warehouse=warehouse)
        for_khoi = value(indicator.id, Filters(area_id="khoi_1"), viewer=viewer, warehouse=warehouse)
        if by_khoi.withheld is None:
            told.add(indicator.id)
            continue
        assert by_khoi.withheld.vi.startswith(said), indicator.id
        assert for_khoi.withheld == by_khoi.withheld, indicator.id
        for row in (*by_khoi.rows, *filter(None, [for_khoi.total])):
            assert (row.suppressed, row.numerator, row.denominator, row.unknown) == (True, None, None, 0), indicator.id
    assert told == PUBLIC


@pytest.mark.parametrize(("viewer", "said"), OUTSIDE.values(), ids=OUTSIDE)
def test_outside_the_house_no_table_tells_a_khoi(viewer: Viewer, said: str, warehouse: Warehouse) -> None:
    for definition in tables():
        if definition.access == "public":
            continue
        found = [table(definition.id, Filters(area_id="khoi_1"), viewer=viewer, warehouse=warehouse)]
        with suppress(AskedWrongly):
            found.append(table(definition.id, Filters(), viewer=viewer, warehouse=warehouse, by_area=True))
        for refused in found:
            assert refused.rows == (), definition.id
            assert refused.withheld is not None
            assert definition.access == "restricted" or refused.withheld.vi.startswith(said)


@pytest.mark.parametrize("viewer", [OUTGOING, Viewer(role="public")])
def test_a_hidden_khoi_does_not_follow_from_the_ward_and_the_others(
    viewer: Viewer, build: Callable[..., Warehouse]
) -> None:
    """6 of 20 in the ward and 5 of 10 in one khối may be told: together they would tell the 1 of the other."""
    households = [
        {
            "household_id": f"h{n}",
            "area_id": "khoi_1" if n < 10 else "khoi_2",
            "opening_class": "poor",
            "recognised_class": "poor",
            "information_access_assets": n not in (0, 1, 2, 3, 4, 10),
        }
        for n in range(20)
    ]
    warehouse = build({"reported": ["khoi_1", "khoi_2"], "household_round": households})
    inside = value("information_device", Filters(), "area_id", viewer=Viewer(), warehouse=warehouse)
    assert [(row.numerator, row.denominator) for row in inside.rows] == [(5, 10), (1, 10)]
    found = value("information_device", Filters(), "area_id", viewer=viewer, warehouse=warehouse)
    assert found.total is not None
    assert (found.total.numerator, found.total.denominator) == (6, 20)
    assert [row.numerator for row in found.rows] == [None, None]


def test_the_projector_tells_a_sensitive_number_of_the_ward_only(warehouse: Warehouse) -> None:
    whole = value("children_right_level", Filters(), "school_status", viewer=MEETING, warehouse=warehouse)
    assert whole.total is not None
    assert whole.total.numerator == 5
    assert [row.denominator for row in whole.rows] == [5, 1]
    assert whole.withheld is None
    by_khoi = value("children_right_level", Filters(), "area_id", viewer=MEETING, warehouse=warehouse)
    assert all(row.suppressed and row.denominator is None for row in by_khoi.rows)
    assert by_khoi.withheld
    for_khoi = value(
        "children_right_level", Filters(area_id="khoi_1"), "school_status", viewer=MEETING, warehouse=warehouse
    )
    assert for_khoi.total is not None
    assert for_khoi.total.suppressed
    assert for_khoi.total.status is None
    assert all(row.suppressed for row in for_khoi.rows)
    assert for_khoi.withheld
    poor = value("poor_households", Filters(), "area_id", viewer=MEETING, warehouse=warehouse)
    assert [row.numerator for row in poor.rows] == [6, 0]


def test_the_public_sees_what_may_leave_the_house_whatever_the_mode(warehouse: Warehouse) -> None:
    result = value("children_right_level", Filters(), viewer=Viewer(role="public"), warehouse=warehouse)
    assert result.total is not None
    assert result.total.suppressed


@pytest.mark.parametrize(
    ("viewer", "rows"),
    [
        (Viewer("officer"), 6),
        (Viewer("leader"), 6),
        (Viewer("area", areas=("khoi_1",)), 6),
        (Viewer("area", areas=("khoi_2",)), 0),
        (Viewer("area"), 0),
    ],
)
def test_names_are_for_officer_leader_and_each_khoi_its_own(viewer: Viewer, rows: int, warehouse: Warehouse) -> None:
    found = table("household_list", Filters(), viewer=viewer, warehouse=warehouse)
    assert len(found.rows) == rows
    assert found.withheld is None


@pytest.mark.parametrize(
    "viewer", [Viewer("unit"), Viewer("public"), OUTGOING, MEETING, Viewer("leader", mode=Mode.MEETING)]
)
def test_names_are_for_nobody_else(viewer: Viewer, warehouse: Warehouse) -> None:
    for definition in tables():
        found = table(definition.id, Filters(), viewer=viewer, warehouse=warehouse)
        assert "Nguyễn" not in repr(found.rows)
        if definition.access == "restricted":
            assert found.rows == ()
            # A unit reads the rows of its own work, of which this one has none.
            assert found.withheld or (viewer.role == "unit" and has_unit(definition))


def test_the_projector_shows_children_without_their_khoi_or_household(warehouse: Warehouse) -> None:
    found = table("children", Filters(), viewer=MEETING, warehouse=warehouse)
    assert len(found.rows) == 6
    assert set(found.column("area_name")) == set(found.column("household_id")) == {None}
    refused = table("children", Filters(area_id="khoi_1"), viewer=MEETING, warehouse=warehouse)
    assert refused.rows == ()
    assert refused.withheld


def test_no_list_of_children_leaves_the_house(warehouse: Warehouse) -> None:
    found = table("children", Filters(), viewer=OUTGOING, warehouse=warehouse)
    assert found.rows == ()
    assert found.withheld


def test_a_table_of_sensitive_sums_leaves_the_house_without_its_small_cells(build: Callable[..., Warehouse]) -> None:
    households = [
        {
            "household_id": f"h{n}",
            "area_id": "khoi_1",
            "opening_class": "poor",
            "recognised_class": "poor",
            "employment": True,
            "nutrition": n == 0,
            "information_access_assets": False,
        }
        for n in range(5)
    ]
    warehouse = build({"reported": ["khoi_1"], "household_round": households})
    found = table("deprivation_matrix", Filters(), viewer=OUTGOING, warehouse=warehouse)
    assert found.column("poor") == (5, None, 0)
    inside = table("deprivation_matrix", Filters(), viewer=Viewer(), warehouse=warehouse)
    assert inside.column("poor") == (5, 1, 0)
