"""How far each policy reaches, and what of it leaves the house."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from queries import Filters, Mode, Table, Viewer, Warehouse, table, value
from queries.policies import judge_reach

Build = Callable[..., Warehouse]
OFFICER, OUTGOING, MEETING = Viewer(), Viewer(mode=Mode.OUTGOING), Viewer(mode=Mode.MEETING)
COUNTS = ("served", "eligible", "waiting", "unknown", "beyond")


def read(warehouse: Warehouse, viewer: Viewer = OFFICER, **filters: Any) -> Table:
    return table("policy_matrix", Filters(today=date(2026, 5, 15), **filters), viewer=viewer, warehouse=warehouse)


def count(found: Table, *names: str) -> dict[str, tuple[object, ...]]:
    return {row["policy_id"]: tuple(row[name] for name in names) for row in found.records()}


def cover(policy_id: str, served: int | None, eligible: int | None, area_id: str = "khoi_1") -> dict[str, object]:
    return {"policy_id": policy_id, "area_id": area_id, "eligible": eligible, "served": served}


def name_policies(*ids: str, **changes: object) -> list[dict[str, object]]:
    return [{"policy_id": name, "name": name, "sort_key": place, **changes} for place, name in enumerate(ids)]


def whole(policy_id: str, *rows: tuple[int | None, int | None]) -> list[dict[str, object]]:
    """The reports (served, eligible) of Khối 1, 2 and 10; a khối that is not given has nobody."""
    areas = ("khoi_1", "khoi_2", "khoi_10")
    told = [*rows, *[(0, 0)] * (len(areas) - len(rows))]
    return [cover(policy_id, *row, area) for row, area in zip(told, areas, strict=True)]


@pytest.fixture
def policies(build: Build) -> Warehouse:
    named = ("all", "waiting", "unclear", "beyond", "nobody", "missing", "silent")
    return build(
        {
            "policy": [*name_policies(*named), *name_policies("turns", has_percentage=False, is_in_target=False)],
            "policy_coverage": [
                *whole("all", (7, 7), (2, 2)),
                # Somebody waits, whatever Khối 2 says.
                *whole("waiting", (5, 9), (None, 3)),
                *whole("unclear", (9, 9), (None, 3)),
                *whole("beyond", (9, 9), (4, 3)),
                *whole("nobody"),
                cover("missing", 6, 6),
                cover("turns", 8, None, "phuong"),
            ],
        }
    )


def test_everybody_is_said_only_where_nobody_is_left(policies: Warehouse) -> None:
    assert count(read(policies), "reach", *COUNTS, "unclear_areas") == {
        "all": ("all", 9, 9, 0, 0, 0, 0),
        "waiting": ("waiting", 5, 12, 4, 3, 0, 1),
        "unclear": ("unclear", 9, 12, 0, 3, 0, 1),
        # Khối 2 says four of three: nobody knows who of the three was served, and one too many is written.
        "beyond": ("unclear", 9, 12, 0, 3, 1, 1),
        "nobody": ("nobody", 0, 0, 0, 0, 0, 0),
        # Two khối are not in the report.
        "missing": ("unclear", 6, 6, 0, 0, 0, 2),
        "silent": ("silent", None, None, None, None, None, None),
        "turns": ("counted", 8, None, None, 0, 0, 0),
    }


def test_a_count_that_nobody_reports_is_not_counted() -> None:
    blank = {"has_percentage": False, "served": None, "is_divided": True}
    for origin in ("policy_coverage", None):
        assert judge_reach({"origin": origin, **blank}, is_ward=True) == "silent"


def test_the_matrix_adds_up_to_the_target(policies: Warehouse) -> None:
    total = value("policy_served", Filters(period="2026"), viewer=OFFICER, warehouse=policies).total
    assert total is not None
    rows = [row for row in read(policies, period="2026").records() if row["is_in_target"] and row["eligible"]]
    assert sum(row["eligible"] for row in rows) == total.denominator == 51
    assert sum(row["served"] for row in rows) == total.numerator
    assert sum(row["unknown"] for row in rows) == total.unknown
    # Each eligible is served, waits or is unknown.
    assert sum(row["waiting"] for row in rows) == total.denominator - (total.numerator or 0) - total.unknown


def test_by_khoi_only_inside_the_house(policies: Warehouse) -> None:
    second = count(read(policies, area_id="khoi_2"), "reach", "served", "eligible", "is_divided")
    assert second["all"] == ("all", 2, 2, True)
    assert second["missing"] == ("unclear", None, None, True)
    # Of the ward alone: shown, and not of this khối.
    assert second["turns"] == ("undivided", 8, None, False)
    for viewer in (MEETING, OUTGOING):
        of_khoi = read(policies, viewer, area_id="khoi_2")
        assert (of_khoi.rows, bool(of_khoi.withheld)) == ((), True)
    assert count(read(policies, MEETING), *COUNTS) == count(read(policies), *COUNTS)


@pytest.fixture
def small(build: Build) -> Warehouse:
    names = ("one_waits", "few", "next", "large")
    reports = {"one_waits": (29, 30), "few": (12, 12), "next": (15, 15), "large": (90, 90)}
    named = name_policies(*names)
    return build({"policy": named, "policy_coverage": [row for name in names for row in whole(name, reports[name])]})


def test_one_who_waits_is_not_the_rest_of_other_numbers(small: Warehouse) -> None:
    """A row is hidden whole, for 29 of 30 says that one waits, and never alone: it would follow from the total."""
    told = count(read(small, OUTGOING), *COUNTS)
    assert told["one_waits"] == told["few"] == (None,) * len(COUNTS)
    assert told["next"] == (15, 15, 0, 0, 0)
    assert count(read(small), *COUNTS)["one_waits"] == (29, 30, 1, 0, 0)


def test_how_far_a_policy_reaches_may_leave(small: Warehouse) -> None:
    assert count(read(small, OUTGOING), "reach")["one_waits"] == ("waiting",)
    total = value("policy_served", Filters(period="2026"), viewer=OUTGOING, warehouse=small).total
    assert total is not None
    assert total.suppressed


def test_amounts_are_those_of_every_period_and_of_the_unit_in_charge(build: Build) -> None:
    amount = {"policy_id": "all", "item": "Mức", "comparison": ">=", "unit": "đồng", "certainty": "probable"}
    warehouse = build(
        {
            "policy": name_policies("all", lead_unit_id="van_hoa"),
            "policy_amount": [
                {**amount, "amount_id": "a", "sort_key": 1, "amount": 1893, "valid_to": "2025-05-09"},
                {**amount, "amount_id": "b", "sort_key": 2, "valid_from": "2025-05-10", "document_id": "kh"},
            ],
        }
    )

    def ask(**filters: Any) -> Table:
        return table("policy_amounts", Filters(**filters), viewer=OUTGOING, warehouse=warehouse)

    told = [(row["amount"], row["valid_from"], row["valid_to"], row["document"]) for row in ask().records()]
    assert told == [(1893, None, date(2025, 5, 9), None), (None, date(2025, 5, 10), None, "01/KH-UBND")]
    assert (len(ask(period="2025").rows), len(ask(unit_id="kinh_te").rows)) == (2, 0)
