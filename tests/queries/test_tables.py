"""Official tables and listings: what they add up to, and what they do not leave out."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from queries import Filters, Table, Viewer, Warehouse, Words, table, value

OFFICER = Viewer()


def read(table_id: str, warehouse: Warehouse, **filters: Any) -> Table:
    return table(table_id, Filters(**{"today": date(2026, 5, 15)} | filters), viewer=OFFICER, warehouse=warehouse)


def read_cells(found: Table) -> list[dict[str, object]]:
    return [dict(zip([column.name for column in found.columns], row, strict=True)) for row in found.rows]


def list_household(name: str, begin: str, end: str, area_id: str = "khoi_1") -> dict[str, object]:
    return {"household_id": name, "area_id": area_id, "opening_class": begin, "recognised_class": end}


# Of every class at either end.
HOUSEHOLDS = [
    list_household("a", "poor", "poor"),
    list_household("b", "poor", "near_poor"),
    list_household("c", "poor", "not_poor"),
    list_household("d", "poor", "poor", "khoi_2"),
    list_household("e", "poor", "unknown"),
    list_household("f", "near_poor", "poor"),
    list_household("g", "not_poor", "poor"),
    list_household("h", "unknown", "poor", "khoi_2"),
    list_household("i", "not_poor", "near_poor"),
]


def build_members(build: Callable[..., Warehouse]) -> Warehouse:
    statuses = ["right_level", "ahead", "late", "unknown", "exempt", "not_attending"]
    children = [
        {"household_id": "a", "person_id": f"p{n}", "age_on_reference_date": 5 + n, "school_status": status}
        for n, status in enumerate(statuses)
    ]
    youths = [
        {"household_id": "a", "person_id": "y1", "training_status": "trained"},
        {"household_id": "d", "person_id": "y2", "training_status": "none"},
        {"household_id": "e", "person_id": "y3", "training_status": "trained"},
        {"household_id": "f", "person_id": "y4"},
    ]
    names = [{"period": "2026", "household_id": "a", "household_code": "01", "head_name": "Hoàng Văn Thử"}]
    people = [{"period": "2026", "person_id": "p0", "name": "Hoàng Thị Thử"}]
    facts = {
        "reported": ["khoi_1", "khoi_2"],
        "household_round": HOUSEHOLDS,
        "person_round": children + youths,
        "household": names,
        "person": people,
    }
    return build(facts)


@pytest.mark.parametrize("area_id", [None, "khoi_1", "khoi_2"])
def test_the_rows_of_children_add_up_to_the_indicator(area_id: str | None, build: Callable[..., Warehouse]) -> None:
    warehouse = build_members(build)
    outcomes = read("children", warehouse, area_id=area_id).column("outcome")
    total = value("children_right_level", Filters(area_id=area_id), viewer=OFFICER, warehouse=warehouse).total
    assert total is not None
    counted = (outcomes.count("reached"), len(outcomes) - outcomes.count("exempt"), outcomes.count("unknown"))
    assert counted == (total.numerator, total.denominator, total.unknown)
    assert len(read("children_list", warehouse, area_id=area_id).rows) == len(outcomes)


def test_the_rows_of_training_add_up_to_the_indicator(build: Callable[..., Warehouse]) -> None:
    warehouse = build_members(build)
    found = read("training_households", warehouse).column("coverage")
    total = value("training_coverage", Filters(), viewer=OFFICER, warehouse=warehouse).total
    assert total is not None
    counted = found.count("covered"), found.count("covered") + found.count("not_covered") + found.count("unknown")
    assert counted == (total.numerator, total.denominator)
    assert (found.count("unknown"), found.count("no_youth"), found.count("not_listed")) == (1, 1, 2)


def test_lists_with_names_lead_to_the_row_of_the_source(build: Callable[..., Warehouse]) -> None:
    first = read_cells(read("children_list", build_members(build)))[0]
    assert (first["head_name"], first["name"], first["household_code"]) == ("Hoàng Văn Thử", "Hoàng Thị Thử", "01")
    assert (first["source_file"], first["source_sheet"], first["source_row"]) == ("ra_soat.xlsx", "Khối", 7)


def test_class_differences_are_of_decided_and_computed_class(build: Callable[..., Warehouse]) -> None:
    households = [
        list_household("a", "poor", "poor") | {"computed_class": "near_poor"},
        list_household("b", "poor", "poor") | {"computed_class": "poor"},
        list_household("c", "poor", "poor") | {"computed_class": "unknown"},
        # Scores cannot tell these two apart.
        list_household("d", "poor", "average_living") | {"computed_class": "not_poor"},
    ]
    found = read("class_differences", build({"household_round": households}))
    assert [(row["recognised_class"], row["computed_class"]) for row in read_cells(found)] == [("poor", "near_poor")]


def report_line(line_id: str, unit_id: str, **changes: object) -> dict[str, object]:
    plain = {
        "line_id": line_id,
        "project_ids": line_id,
        "line_name": f"Dòng {line_id}",
        "unit_id": unit_id,
        "report_date": "2026-04-30",
        "output_unit": "hộ",
        "output_planned": 10,
        "output_done": 5,
        "assigned_vnd": 100,
        "disbursed_vnd": 40,
    }
    return plain | changes


def test_each_project_line_is_told_with_plan_money_and_state(build: Callable[..., Warehouse]) -> None:
    lines = [
        report_line("DA2", "kinh_te", output_milestone=5, carried_over_vnd=100),
        report_line("DA2", "kinh_te", output_milestone=5, fund_source_id="mobilised", disbursed_vnd=260),
        # A combined line is one row under both names, never split.
        report_line("L2", "van_hoa", project_ids="DA4-T2,DA4-T3", output_done=1, disbursed_vnd=None),
    ]
    first, second = read_cells(read("project_lines", build({"project_progress": lines})))
    assert first["project_names"] == Words("Sinh kế", "Livelihoods")
    assert first["fund_sources"] == Words("Chuyển nguồn, Vận động", "Carried over, Mobilised")
    assert (first["plan_at_report"], first["is_spread"], first["work_share"], first["work_status"]) == (
        10,
        False,
        0.5,
        "on_track",
    )
    assert (first["available_vnd"], first["disbursed_vnd"], first["remaining_vnd"]) == (300, 300, 0)
    assert (first["money_share"], first["is_overspent"]) == (1, False)
    assert str(second["project_names"]) == "Đi làm việc nước ngoài; Việc làm"
    # 120 of 365 days: 3,29 of 10; one done is late, and what nobody reported is not 0.
    assert second["plan_at_report"] == pytest.approx(10 * 120 / 365)
    assert (second["is_spread"], second["work_status"]) == (True, "late")
    assert (second["disbursed_vnd"], second["remaining_vnd"], second["money_share"]) == (None, None, None)


def test_money_spent_beyond_the_plan_is_shown_as_it_is(build: Callable[..., Warehouse]) -> None:
    warehouse = build({"project_progress": [report_line("DA2", "kinh_te", disbursed_vnd=125)]})
    line = read_cells(read("project_lines", warehouse))[0]
    assert (line["money_share"], line["is_overspent"], line["remaining_vnd"]) == (1.25, True, -25)
    total = value("project_disbursement", Filters(unit_id="kinh_te"), viewer=OFFICER, warehouse=warehouse).total
    assert total is not None
    assert total.value == 1.25


def test_a_line_reported_as_not_started_has_done_nothing(build: Callable[..., Warehouse]) -> None:
    lines = [report_line("DA2", "kinh_te", scope="not_started", output_done=None, disbursed_vnd=None)]
    line = read_cells(read("project_lines", build({"project_progress": lines}), unit_id="kinh_te"))[0]
    assert (line["output_done"], line["work_share"], line["work_status"]) == (0, 0, "unstarted")
    assert line["disbursed_vnd"] is None


def test_a_project_nobody_reports_keeps_its_row_under_its_unit(build: Callable[..., Warehouse]) -> None:
    warehouse = build({"project_progress": [report_line("DA2", "kinh_te")]})
    found = read_cells(read("project_lines", warehouse, unit_id="van_hoa"))
    assert [(line["line_id"], line["report_date"], line["work_status"]) for line in found] == [
        ("DA4-T2", None, "unknown"),
        ("DA4-T3", None, "unknown"),
    ]
    # Before anybody reported at all there is nothing to name.
    assert read("project_lines", warehouse, period="2025").rows == ()


def test_a_report_is_judged_as_of_the_day_the_page_is_seen_from(build: Callable[..., Warehouse]) -> None:
    warehouse = build({"project_progress": [report_line("DA2", "kinh_te", output_done=10)]})
    fresh = read_cells(read("project_lines", warehouse, unit_id="kinh_te", today=date(2026, 6, 14)))[0]
    stale = read_cells(read("project_lines", warehouse, unit_id="kinh_te", today=date(2026, 6, 15)))[0]
    assert (fresh["work_status"], fresh["is_stale"]) == ("done", False)
    assert (stale["work_status"], stale["is_stale"]) == ("unknown", True)
    # The end of a past period stands still, whatever today is.
    closed = read_cells(read("project_lines", warehouse, period="2026-Q2", unit_id="kinh_te", today=date(2027, 6, 1)))[
        0
    ]
    assert closed["is_stale"] is True
    april = read_cells(read("project_lines", warehouse, period="2026-04", unit_id="kinh_te", today=date(2027, 6, 1)))[0]
    assert april["is_stale"] is False


def test_loaded_and_refused_files_are_both_listed(build: Callable[..., Warehouse]) -> None:
    facts = {
        "source_file": [
            {"file": "a.xlsx", "form": "household_review"},
            {"file": "b.xlsx", "refused_rule": "zip_bomb", "refused_message": "Tệp nén bất thường."},
        ],
        "source_sheet": [{"file": "a.xlsx", "form": "household_review", "sheet": "Khối 1"}],
        "issue": [
            {"issue_id": 1, "severity": "info", "rule": "x", "message": "Ghi chú"},
            {"issue_id": 2, "severity": "error", "rule": "y", "message": "Lỗi"},
        ],
    }
    warehouse = build(facts)
    assert [(row["file"], row["refused_message"]) for row in read_cells(read("source_files", warehouse))] == [
        ("a.xlsx", None),
        ("b.xlsx", "Tệp nén bất thường."),
    ]
    assert read("load_issues", warehouse).column("message") == ("Tệp nén bất thường.", "Lỗi", "Ghi chú")
