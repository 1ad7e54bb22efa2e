"""How tasks of the plan and conclusions of meetings stand, with rows worked by hand."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from queries import Filters, Mode, Table, Viewer, Warehouse, table
from queries.tasks import UNPLANNED, Standing, judge_standing

Build = Callable[..., Warehouse]
OFFICER, MEETING = Viewer(), Viewer(mode=Mode.MEETING)
MAY = date(2026, 5, 15)
YESTERDAY, TOMORROW = date(2026, 5, 14), date(2026, 5, 16)


def read(table_id: str, warehouse: Warehouse, viewer: Viewer = OFFICER, **filters: Any) -> Table:
    return table(table_id, Filters(**{"today": MAY} | filters), viewer=viewer, warehouse=warehouse)


@pytest.mark.parametrize(
    ("status", "due", "done", "standing"),
    [
        ("in_progress", YESTERDAY, None, "overdue"),
        ("blocked", YESTERDAY, None, "overdue"),
        ("blocked", TOMORROW, None, "blocked"),
        ("blocked", None, None, "blocked"),
        ("unknown", YESTERDAY, None, "unknown"),
        ("unknown", TOMORROW, None, "unknown"),
        # The due day itself is still in time.
        ("not_started", MAY, None, "in_time"),
        ("in_progress", None, None, "undated"),
        ("done", YESTERDAY, TOMORROW, "done_late"),
        ("done", YESTERDAY, YESTERDAY, "done"),
        ("done", YESTERDAY, None, "done"),
        ("done", None, YESTERDAY, "done"),
    ],
)
def test_the_rule_by_which_a_task_stands(status: str, due: date | None, done: date | None, standing: str) -> None:
    assert judge_standing(status, due, done, MAY, is_reported=True) is Standing(standing)


@pytest.mark.parametrize(
    ("status", "due", "standing"),
    [
        # What an old report says for it no longer holds, what it says against it stays.
        ("in_progress", TOMORROW, "stale"),
        ("not_started", None, "stale"),
        ("in_progress", YESTERDAY, "overdue"),
        ("blocked", TOMORROW, "blocked"),
        ("unknown", TOMORROW, "unknown"),
        ("done", TOMORROW, "done"),
    ],
)
def test_an_old_report_does_not_say_that_all_is_well(status: str, due: date | None, standing: str) -> None:
    assert judge_standing(status, due, None, MAY, is_reported=True, is_old=True) is Standing(standing)


OLD_IN_MAY = {"task_id": "a", "name": "Tập huấn", "report_date": "2026-03-31", "due_date": "2026-12-31"}


def test_a_report_grows_old_after_its_interval_and_the_grace(build: Build) -> None:
    """A month and 15 days: on the 45th day it still speaks."""
    limits = {"task_report_frequency": "month", "stale_grace_days": "15"}
    rule = [{"key": key, "value": limit, "text_shown": ""} for key, limit in limits.items()]
    warehouse = build({"task": [OLD_IN_MAY], "setting": rule})
    seen = {day: read("task_list", warehouse, today=day).column("standing") for day in (MAY, TOMORROW)}
    assert seen == {MAY: ("in_time",), TOMORROW: ("stale",)}


def test_a_snapshot_from_before_the_rule_keeps_its_tasks(build: Build) -> None:
    told = read("task_list", build({"task": [OLD_IN_MAY]}), today=date(2026, 12, 1))
    assert told.column("standing") == ("in_time",)


def test_a_milestone_that_nobody_reports_has_its_name_in_both_languages(build: Build) -> None:
    measure = {"measure_id": "meeting", "name": "Hội nghị", "name_en": "Conference", "place": "III.4"}
    dated = measure | {"lead_unit_id": "van_hoa", "due_date": "2026-06-30"}
    (row,) = read("task_list", build({"measure": [dated]})).records()
    assert (row["standing"], row["name"].vi, row["name"].en) == ("unreported", "Hội nghị", "Conference")


def test_what_nobody_reports_is_neither_late_nor_not_begun() -> None:
    for due in (YESTERDAY, TOMORROW, None):
        assert judge_standing("unknown", due, None, MAY, is_reported=False) is Standing.UNREPORTED


@pytest.fixture
def ward(build: Build) -> Warehouse:
    newer = {"report_date": "2026-05-10"}
    return build(
        {
            "task": [
                {"task_id": "a", "name": "Xóa Nhà tạm", "unit_id": None, "output_needed": 3},
                {"task_id": "b", "name": "Tập huấn", "unit_id": None},
                # The next report names the unit: the task is one and the same.
                {"task_id": "c", "name": "TẬP HUẤN", "unit_id": "van_hoa", **newer},
                {"task_id": "d", "name": "Hội nghị", "measure_id": "meeting", "status": "done"},
            ],
            "setting": [{"key": "target_task_words", "value": "nhà tạm;nhà dột nát", "text_shown": ""}],
            "measure": [
                {
                    "measure_id": "meeting",
                    "name": "Hội nghị",
                    "name_en": "Conference",
                    "lead_unit_id": "van_hoa",
                    "place": "III.4",
                },
                {
                    "measure_id": "always",
                    "name": "Tuyên truyền",
                    "name_en": "Communication",
                    "lead_unit_id": "van_hoa",
                    "place": "III.2",
                },
            ],
            "meeting_conclusion": [
                {"conclusion_id": "k", "content": "Đo đất", "due_date": "2026-04-30"},
                {"conclusion_id": "k", "content": "Đo đất", "due_date": "2026-04-30", "status": "done", **newer},
                {"conclusion_id": "l", "content": "In phiếu", "due_date": "2026-05-05", "unit_id": None},
                {
                    "conclusion_id": "m",
                    "content": "Gửi bà Lò Thị Mẫu, CCCD 000000000001",
                    "unit_id": "van_hoa",
                },
                {"conclusion_id": "n", "content": "Mua loa", "unit_id": None},
                {"conclusion_id": "o", "content": "mua loa", "unit_id": "van_hoa", **newer},
                # Of last year: what is done is over, what is not done is still owed.
                {"conclusion_id": "p", "content": "Cũ", "report_date": "2025-12-31", "status": "done"},
                {"conclusion_id": "q", "content": "Cũ hơn", "report_date": "2025-12-31", "due_date": "2025-12-31"},
            ],
            "conclusion_note": [{"conclusion_id": "k", "report_date": "2026-05-10", "note": "Ông A vắng nhà"}],
        }
    )


def test_a_task_of_no_known_unit_stands_last_and_is_told_so_until_a_report_names_it(ward: Warehouse) -> None:
    told = [(row["task_id"], row["unit_name"].vi, row["target_id"]) for row in read("task_list", ward).records()]
    assert told == [
        ("d", "Phòng Kinh tế", None),
        ("c", "Phòng Văn hóa", None),
        ("a", "Chưa rõ đầu mối", "T5"),
    ]
    before = read("task_list", ward, period="2026-04", today=date(2026, 4, 30))
    assert set(before.column("task_id")) == {"a", "b", "d"}


def test_a_conclusion_is_read_at_a_meeting_without_whom_it_names_and_outside_not_at_all(ward: Warehouse) -> None:
    assert "Gửi bà Lò Thị Mẫu, CCCD 000000000001" in read("conclusion_list", ward).column("content")
    assert "Gửi bà •••, CCCD •••" in read("conclusion_list", ward, MEETING).column("content")
    for viewer in (Viewer(mode=Mode.OUTGOING), Viewer("public")):
        assert set(read("conclusion_list", ward, viewer).column("content")) == {None}


@pytest.mark.parametrize("viewer", [Viewer(mode=Mode.OUTGOING), Viewer("public")])
def test_outside_nobody_reads_what_was_concluded_and_a_task_has_the_name_of_the_plan(
    ward: Warehouse, viewer: Viewer
) -> None:
    told, whole = (read("conclusion_list", ward, one) for one in (viewer, Viewer()))
    assert set(told.column("content")) | set(told.column("meeting")) == {None}
    assert told.column("due_date") == whole.column("due_date")
    tasks = read("task_list", ward, viewer).records()
    assert tasks
    for row in tasks:
        if row["target_id"] and not row["measure"]:
            assert row["name"].vi.startswith("Nhiệm vụ của chỉ tiêu ")
        else:
            assert row["name"] == (row["measure"] or UNPLANNED)


def test_conclusions_are_told_by_the_newest_list(ward: Warehouse) -> None:
    told = [
        (row["conclusion_id"], row["unit_name"].vi, row["standing"], row["days_overdue"])
        for row in read("conclusion_list", ward).records()
    ]
    assert told == [
        ("q", "Phòng Kinh tế", "overdue", 135),
        ("k", "Phòng Kinh tế", "done", 0),
        ("m", "Phòng Văn hóa", "undated", None),
        ("o", "Phòng Văn hóa", "undated", None),
        ("l", "Chưa rõ đầu mối", "overdue", 10),
    ]
    april = {row["conclusion_id"]: row for row in read("conclusion_list", ward, period="2026-04").records()}
    assert (april["k"]["standing"], "o" in april, "n" in april) == ("in_time", False, True)


def test_conclusions_are_those_of_the_unit_and_of_no_khoi(ward: Warehouse) -> None:
    assert read("conclusion_list", ward, unit_id="van_hoa").column("conclusion_id") == ("m", "o")
    assert len(read("conclusion_list", ward, area_id="khoi_1").rows) == 5


def test_the_note_of_a_conclusion_stays_in_the_office(ward: Warehouse) -> None:
    assert "Ông A vắng nhà" in read("conclusion_list", ward).column("note")
    assert set(read("conclusion_list", ward, MEETING).column("note")) == {None}


def test_measures_stand_in_the_order_of_the_plan_whoever_reports_them(ward: Warehouse) -> None:
    assert set(read("measure_list", ward).column("measure_id")) == {"always", "meeting"}
