"""The tables behind «Việc cần làm», with rows worked by hand: tasks, forms sent, who waits for a policy."""

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

import pytest

from queries import AskedWrongly, Filters, Mode, Table, Viewer, Warehouse, table
from queries.tasks import count_overdue

Build = Callable[..., Warehouse]
OFFICER, OUTGOING, MEETING = Viewer(), Viewer(mode=Mode.OUTGOING), Viewer(mode=Mode.MEETING)
MAY = date(2026, 5, 15)
ENTITLEMENTS = count()


def read(table_id: str, warehouse: Warehouse, viewer: Viewer = OFFICER, **filters: Any) -> Table:
    return table(table_id, Filters(**{"today": MAY} | filters), viewer=viewer, warehouse=warehouse)


def read_cells(found: Table) -> list[dict[str, Any]]:
    return [dict(zip([column.name for column in found.columns], row, strict=True)) for row in found.rows]


@pytest.mark.parametrize(
    ("due", "status", "days"),
    [
        (date(2026, 5, 14), "in_progress", 1),
        (date(2026, 5, 14), "blocked", 1),
        # The due day itself is still in time.
        (date(2026, 5, 15), "in_progress", 0),
        (date(2026, 5, 14), "done", 0),
        (date(2026, 5, 14), "unknown", None),
        (date(2026, 5, 15), "unknown", 0),
        (None, "in_progress", None),
        (None, "done", 0),
    ],
)
def test_days_overdue(due: date | None, status: str, days: int | None) -> None:
    assert count_overdue(due, status, MAY) == days


@pytest.fixture
def tasks(build: Build) -> Warehouse:
    return build(
        {
            "task": [
                {"task_id": "a", "name": "Tập huấn", "due_date": "2026-04-30", "report_date": "2026-03-31"},
                {"task_id": "a", "name": "Tập huấn", "due_date": "2026-04-30", "status": "blocked"},
                {"task_id": "b", "name": "Niêm yết", "due_date": "2026-04-30", "status": "done", "unit_id": "van_hoa"},
                # Not written when it is due: the plan says it.
                {"task_id": "c", "name": "Rà soát", "measure_id": "review"},
                # Of last year: what is done is over, what is not done is still owed.
                {"task_id": "d", "name": "Cũ, xong", "report_date": "2025-12-31", "status": "done"},
                {"task_id": "e", "name": "Cũ, chưa xong", "report_date": "2025-12-31", "due_date": "2025-12-31"},
            ],
            "task_note": [{"task_id": "a", "report_date": "2026-04-30", "obstacle": "Ông A chưa ký"}],
            "measure": [
                {
                    "measure_id": "review",
                    "name": "Rà soát",
                    "name_en": "Review",
                    "lead_unit_id": "kinh_te",
                    "due_date": "2026-12-14",
                },
                {
                    "measure_id": "meeting",
                    "name": "Hội nghị",
                    "name_en": "Conference",
                    "lead_unit_id": "van_hoa",
                    "due_date": "2026-04-30",
                },
                {"measure_id": "always", "name": "Tuyên truyền", "name_en": "Communication", "lead_unit_id": "van_hoa"},
            ],
        }
    )


def test_a_task_is_told_by_its_newest_report_and_a_silent_milestone_stays(tasks: Warehouse) -> None:
    told = [
        (row["task_id"], row["due_date"], row["status"], row["days_overdue"])
        for row in read_cells(read("task_list", tasks))
    ]
    assert told == [
        ("e", date(2025, 12, 31), "in_progress", 135),
        ("a", date(2026, 4, 30), "blocked", 15),
        ("c", date(2026, 12, 14), "in_progress", 0),
        ("meeting", date(2026, 4, 30), "unknown", None),
        ("b", date(2026, 4, 30), "done", 0),
    ]


def test_a_report_later_than_the_period_is_not_known_in_it(tasks: Warehouse) -> None:
    first = {row["task_id"]: row for row in read_cells(read("task_list", tasks, period="2026-Q1"))}
    # The review is reported only in April: in March it is a milestone that nobody reports.
    assert (first["a"]["status"], first["a"]["days_overdue"], first["review"]["status"]) == (
        "in_progress",
        0,
        "unknown",
    )
    assert "c" not in first


def test_tasks_are_those_of_the_unit_and_of_no_khoi(tasks: Warehouse) -> None:
    assert read("task_list", tasks, unit_id="van_hoa").column("task_id") == ("meeting", "b")
    assert len(read("task_list", tasks, area_id="khoi_1").rows) == 5


def test_what_a_task_reports_in_its_own_words_stays_in_the_office(tasks: Warehouse) -> None:
    assert "Ông A chưa ký" in read("task_list", tasks).column("obstacle")
    for viewer in (OUTGOING, MEETING, Viewer("public")):
        assert set(read("task_list", tasks, viewer).column("obstacle")) == {None}


def test_forms_are_due_by_khoi_and_a_month_asks_for_households_alone(build: Build) -> None:
    reports = [
        {"area_id": area, "form": form, "period": period, "is_reported": (area, form) != ("khoi_2", "member_list")}
        for area in ("khoi_10", "khoi_2", "chua_xac_dinh")
        for form in ("household_review", "member_list")
        for period in ("2026", "2026-04")
    ]
    warehouse = build({"area_report": reports})
    year = [tuple(row.values()) for row in read_cells(read("area_reports", warehouse, period="2026"))]
    assert year == [
        ("khoi_2", "Khối 2", "household_review", True, True),
        ("khoi_2", "Khối 2", "member_list", True, False),
        ("khoi_10", "Khối 10", "household_review", True, True),
        ("khoi_10", "Khối 10", "member_list", True, True),
    ]
    assert read("area_reports", warehouse, period="2026-04", area_id="khoi_2").column("is_due") == (True, False)
    # Who sent nothing is no secret of a household.
    assert read("area_reports", warehouse, MEETING, period="2026", area_id="khoi_2").rows


def entitle(policy_id: str, area_id: str, is_served: bool | None, since: str | None = None) -> dict[str, object]:
    named = {"entitlement_id": f"g{next(ENTITLEMENTS)}", "policy_id": policy_id}
    return {**named, "area_id": area_id, "is_served": is_served, "entitled_since": since}


def cover(
    policy_id: str, area_id: str, eligible: int | None, served: int | None, **changes: object
) -> dict[str, object]:
    return {"policy_id": policy_id, "area_id": area_id, "eligible": eligible, "served": served, **changes}


@pytest.fixture
def policies(build: Build) -> Warehouse:
    """Listed: 6 of Khối 1 wait, 1 of Khối 2. Covered: Khối 1 lacks 5, Khối 2 does not say, Khối 10 says too many."""
    names = ("listed", "covered", "ward", "silent", "uncounted")
    waiting = [entitle("listed", "khoi_1", False, f"2026-0{month}-01") for month in (2, 1, 3, 4, 4)]
    return build(
        {
            "policy": [
                {
                    "policy_id": name,
                    "name": name,
                    "sort_key": place,
                    "lead_unit_id": "van_hoa" if name == "ward" else "kinh_te",
                    "has_percentage": name != "uncounted",
                }
                for place, name in enumerate(names)
            ],
            "entitlement": [
                *waiting,
                entitle("listed", "khoi_1", False),
                entitle("listed", "khoi_1", True, "2025-01-01"),
                entitle("listed", "khoi_1", None, "2024-01-01"),
                entitle("listed", "khoi_2", False, "2026-03-01"),
            ],
            "policy_coverage": [
                # A list of persons is there: what the khối report of the same policy is not counted beside it.
                cover("listed", "khoi_1", 100, 0),
                cover("covered", "khoi_1", 10, 1, report_date="2026-03-31"),
                cover("covered", "khoi_1", 10, 5),
                cover("covered", "khoi_2", 7, None),
                cover("covered", "khoi_10", 3, 4),
                # The khối report, so the ward's own row is not added to them.
                cover("covered", "phuong", 50, 0),
                cover("ward", "phuong", 30, 20),
            ],
        }
    )


def count_unserved(found: Table) -> dict[str, tuple[object, ...]]:
    return {
        row["policy_id"]: tuple(row[name] for name in ("origin", "waiting", "unknown", "unclear_areas", "oldest_since"))
        for row in read_cells(found)
    }


def test_who_waits_is_counted_from_one_source_and_the_unknown_is_not_unserved(policies: Warehouse) -> None:
    assert count_unserved(read("unserved", policies)) == {
        "listed": ("entitlement_list", 7, 1, 0, date(2026, 1, 1)),
        # Of the 7 of Khối 2, which does not say, and the 3 of Khối 10, which says 4, nobody knows who is served.
        "covered": ("policy_coverage", 5, 10, 2, None),
        "ward": ("policy_coverage", 10, 0, 0, None),
        "silent": (None, None, None, None, None),
    }


def test_who_waits_in_one_khoi_and_of_one_unit(policies: Warehouse) -> None:
    second = count_unserved(read("unserved", policies, area_id="khoi_2"))
    assert second["listed"] == ("entitlement_list", 1, 0, 0, date(2026, 3, 1))
    assert second["covered"] == ("policy_coverage", None, 7, 1, None)
    divided = {row["policy_id"]: row["is_divided"] for row in read_cells(read("unserved", policies, area_id="khoi_2"))}
    assert divided == {"listed": True, "covered": True, "ward": False, "silent": False}
    assert list(count_unserved(read("unserved", policies, unit_id="van_hoa"))) == ["ward"]


def test_before_anybody_reported_a_policy_there_is_nothing_to_name(policies: Warehouse) -> None:
    assert read("unserved", policies, period="2025").rows == ()
    march = count_unserved(read("unserved", policies, period="2026-Q1"))
    # Two khối are not in the report of March.
    assert march["covered"] == ("policy_coverage", 9, 0, 2, None)


def test_small_counts_of_who_waits_do_not_leave_the_house(policies: Warehouse) -> None:
    assert count_unserved(read("unserved", policies, OUTGOING)) == {
        "listed": ("entitlement_list", None, None, 0, None),
        # One was served beyond the eligible, which another table would tell.
        "covered": ("policy_coverage", None, None, None, None),
        "ward": ("policy_coverage", 10, 0, 0, None),
        "silent": (None, None, None, None, None),
    }


def test_outside_the_house_who_waits_is_told_of_the_ward_alone(policies: Warehouse) -> None:
    assert count_unserved(read("unserved", policies, MEETING)) == count_unserved(read("unserved", policies))
    for viewer in (MEETING, OUTGOING):
        of_khoi = read("unserved", policies, viewer, area_id="khoi_1")
        assert (of_khoi.rows, bool(of_khoi.withheld)) == ((), True)


def test_a_table_of_sums_is_told_khoi_by_khoi_to_who_may_see_it(policies: Warehouse) -> None:
    def ask(table_id: str, viewer: Viewer) -> Table:
        return table(table_id, Filters(today=MAY), viewer=viewer, warehouse=policies, by_area=True)

    counted = [(row["area_id"], row["policy_id"], row["waiting"]) for row in read_cells(ask("unserved", OFFICER))]
    assert [row for row in counted if row[1] == "listed"] == [
        ("khoi_1", "listed", 6),
        ("khoi_10", "listed", 0),
        ("khoi_2", "listed", 1),
    ]
    for viewer in (OUTGOING, MEETING):
        refused = ask("unserved", viewer)
        assert (refused.rows, bool(refused.withheld)) == ((), True)
    with pytest.raises(AskedWrongly, match="không cộng theo khối"):
        ask("task_list", OFFICER)
