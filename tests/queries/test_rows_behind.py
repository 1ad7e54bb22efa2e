"""The rows behind a number: reports of projects, residents, means of information. They add up to what is shown."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from queries import Filters, Mode, Table, Viewer, Warehouse, Words, table, value

OFFICER = Viewer()
NOVEMBER = date(2026, 11, 20)


def read(table_id: str, warehouse: Warehouse, **filters: Any) -> Table:
    return table(table_id, Filters(**{"today": NOVEMBER} | filters), viewer=OFFICER, warehouse=warehouse)


def read_cells(found: Table) -> list[dict[str, Any]]:
    return [dict(zip([column.name for column in found.columns], row, strict=True)) for row in found.rows]


def report(day: str, done: float | None, row: int, **changes: object) -> dict[str, object]:
    plain = {
        "line_id": "DA2",
        "project_ids": "DA2",
        "line_name": "Dự án 2",
        "unit_id": "kinh_te",
        "report_date": day,
        "output_unit": "hộ",
        "output_planned": 10,
        "output_done": done,
        "assigned_vnd": 100,
        "disbursed_vnd": 40,
        "source_file": f"{day}.xlsx",
        "source_row": row,
    }
    return plain | changes


@pytest.fixture
def projects(build: Callable[..., Warehouse]) -> Warehouse:
    """One line of two sources of money, the second of which reports only in March; a line of a unit of its own."""
    rows = [
        report("2025-12-31", 10, 5),
        report("2026-03-31", 1, 6, output_milestone=1),
        report("2026-03-31", 2, 7, output_milestone=2, fund_source_id="mobilised", disbursed_vnd=None),
        report("2026-06-30", 2, 8, output_milestone=4, disbursed_vnd=90),
        report("2026-06-30", 7, 9, line_id="DA4-T3", project_ids="DA4-T3", unit_id="van_hoa"),
    ]
    return build({"project_progress": rows})


def test_every_report_of_the_year_is_judged_on_its_own_day(projects: Warehouse) -> None:
    found = read_cells(read("project_reports", projects, unit_id="kinh_te"))
    assert [row["report_date"] for row in found] == [date(2026, 3, 31), date(2026, 6, 30)]
    march, june = found
    # 1 + 2 done of milestones 1 + 2, of a plan of 10 + 10; the mobilised money nobody told.
    assert (march["output_done"], march["plan_at_report"], march["output_planned"]) == (3, 3, 20)
    assert (march["work_share"], march["work_status"], march["money_share"]) == (0.15, "on_track", None)
    # In June the mobilised source keeps its March figures: 2 + 2 done of 4 + 2, and those are 91 days old.
    assert (june["output_done"], june["plan_at_report"], june["oldest_date"]) == (4, 6, date(2026, 3, 31))
    assert june["work_status"] == "unknown"


def test_the_last_report_says_what_the_line_says(projects: Warehouse) -> None:
    """Seen on the day of the report; later the line may be stale, its report stays what it was."""
    asked = {"period": "2026-Q2", "today": date(2026, 6, 30)}
    lines = {row["line_id"]: row for row in read_cells(read("project_lines", projects, **asked)) if row["report_date"]}
    last = {row["line_id"]: row for row in read_cells(read("project_reports", projects, **asked))}
    assert set(lines) == set(last) == {"DA2", "DA4-T3"}
    derived = ("output_done", "plan_at_report", "is_spread", "work_share", "plan_share", "work_status", "money_share")
    for line_id, row in lines.items():
        assert [last[line_id][name] for name in derived] == [row[name] for name in derived], line_id


def test_reports_after_the_period_and_of_other_years_are_not_of_it(projects: Warehouse) -> None:
    assert read("project_reports", projects, period="2026-Q1").column("report_date") == (date(2026, 3, 31),)
    assert read("project_reports", projects, period="2025").column("output_done") == (10,)
    assert read("project_reports", projects, period="2027").rows == ()


def test_the_sources_of_a_line_add_up_to_it_and_lead_to_its_rows(projects: Warehouse) -> None:
    found = read_cells(read("project_sources", projects, unit_id="kinh_te"))
    assert [(row["fund_source"], row["source_file"], row["source_row"]) for row in found] == [
        (Words("Chuyển nguồn", "Carried over"), "2026-06-30.xlsx", 8),
        (Words("Vận động", "Mobilised"), "2026-03-31.xlsx", 7),
    ]
    line = read_cells(read("project_lines", projects, unit_id="kinh_te"))[0]
    for name in ("output_planned", "output_milestone", "output_done", "assigned_vnd"):
        assert sum(row[name] for row in found) == line[name], name
    assert [row["disbursed_vnd"] for row in found] == [90, None]


def test_a_line_is_named_alike_in_every_table(build: Callable[..., Warehouse]) -> None:
    """By the codes of its projects in English, in the order of the plan; a line of no known project keeps its name."""
    both = {"line_id": "DA4-T3+DA2", "project_ids": "DA4-T3,DA2", "line_name": "Gộp"}
    unknown = {"line_id": "X", "project_ids": "X", "line_name": "Dự án X"}
    warehouse = build({"project_progress": [report("2026-06-30", 2, 8, **one) for one in (both, unknown)]})
    lines = {row["line_id"]: row for row in read_cells(read("project_lines", warehouse))}
    assert lines["X"]["line_name"] == Words("Dự án X", "Dự án X")
    for name in ("project_reports", "project_sources"):
        found = read_cells(read(name, warehouse))
        assert {row["line_id"] for row in found} == {"DA4-T3+DA2", "X"}
        for row in found:
            line = lines[row["line_id"]]
            assert (row["line_name"], row["unit_name"]) == (line["line_name"], line["unit_name"]), name


def test_a_line_reported_as_not_started_keeps_its_blank_cell_in_the_source(build: Callable[..., Warehouse]) -> None:
    warehouse = build({"project_progress": [report("2026-06-30", None, 6, scope="not_started")]})
    assert read_cells(read("project_sources", warehouse))[0]["output_done"] is None
    assert read_cells(read("project_reports", warehouse))[0]["output_done"] == 0


def test_residents_add_up_to_the_denominator_and_a_silent_khoi_keeps_its_row(build: Callable[..., Warehouse]) -> None:
    facts = {
        "reported": ["khoi_1", "khoi_2", "khoi_10"],
        "area_round": [
            {"area_id": "khoi_1", "resident_households": 200, "resident_persons": 700, "figure_status": "official"},
            {"area_id": "khoi_2", "resident_households": 300, "source_row": 8},
            {"area_id": "khoi_1", "resident_households": 190, "period": "2025"},
        ],
    }
    warehouse = build(facts)
    found = read_cells(read("resident_list", warehouse, period="2026"))
    assert [(row["area_name"], row["resident_households"], row["source_row"]) for row in found] == [
        ("Khối 1", 200, 7),
        ("Khối 2", 300, 8),
        ("Khối 10", None, None),
    ]
    assert found[0]["figure_status"] == "official"
    for area_id in ("khoi_1", "khoi_2"):
        total = value("poverty_rate", Filters("2026", area_id), viewer=OFFICER, warehouse=warehouse).total
        listed = read("resident_list", warehouse, period="2026", area_id=area_id).column("resident_households")
        assert total is not None
        assert listed == (total.denominator,)


@pytest.fixture
def households(build: Callable[..., Warehouse]) -> Warehouse:
    given = [
        ("a", "poor", False, "khoi_1"),
        ("b", "poor", True, "khoi_1"),
        ("c", "poor", None, "khoi_2"),
        # Nobody knows whether it is poor: its set in the house proves nothing yet.
        ("d", "unknown", False, "khoi_2"),
        ("e", "near_poor", True, "khoi_2"),
    ]
    rows = [
        {"household_id": name, "area_id": area_id, "opening_class": "poor", "recognised_class": listed}
        | {"information_access_assets": is_deprived, "source_row": 10 + place}
        for place, (name, listed, is_deprived, area_id) in enumerate(given)
    ]
    names = [{"period": "2026", "household_id": "a", "household_code": "01", "head_name": "Hoàng Văn Thử"}]
    return build({"reported": ["khoi_1", "khoi_2"], "household_round": rows, "household": names})


@pytest.mark.parametrize("area_id", [None, "khoi_1", "khoi_2"])
def test_the_rows_of_information_add_up_to_the_indicator(area_id: str | None, households: Warehouse) -> None:
    outcomes = read("information_list", households, area_id=area_id).column("outcome")
    total = value("information_device", Filters(area_id=area_id), viewer=OFFICER, warehouse=households).total
    assert total is not None
    counted = (outcomes.count("reached"), len(outcomes), outcomes.count("unknown"))
    assert counted == (total.numerator, total.denominator, total.unknown)


def test_each_household_says_whether_it_has_a_means_of_information(households: Warehouse) -> None:
    found = read_cells(read("information_list", households))
    assert [(row["information_asset"], row["outcome"], row["source_row"]) for row in found] == [
        ("yes", "reached", 10),
        ("no", "failed", 11),
        ("unknown", "unknown", 12),
        ("yes", "unknown", 13),
    ]
    assert (found[0]["household_code"], found[0]["head_name"]) == ("01", "Hoàng Văn Thử")


def test_the_list_of_households_stays_inside(households: Warehouse) -> None:
    for mode in (Mode.MEETING, Mode.OUTGOING):
        found = table("information_list", Filters(), viewer=Viewer(mode=mode), warehouse=households)
        assert found.rows == ()
        assert found.withheld
