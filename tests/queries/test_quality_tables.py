"""What the page of quality reads: who sent what by which day, sums held against rows, classes, states, files."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from queries import Filters, Mode, Table, Viewer, Warehouse, open_warehouse, table

OFFICER = Viewer()
OLD = "MDP_2022_2025"


def read(table_id: str, warehouse: Warehouse, viewer: Viewer = OFFICER, **filters: Any) -> Table:
    return table(table_id, Filters(**{"today": date(2026, 12, 1)} | filters), viewer=viewer, warehouse=warehouse)


def poor(name: str, area_id: str, file: str, **more: Any) -> dict[str, Any]:
    row = {"household_id": name, "area_id": area_id, "opening_class": "poor", "recognised_class": "poor"}
    return row | {"source_file": file} | more


FACTS: dict[str, Any] = {
    "source_file": [
        {"file": "khoi_1.xlsx", "form": "household_review", "loaded_date": "2026-11-10"},
        {"file": "khoi_1_them.xlsx", "form": "household_review", "loaded_date": "2026-11-20"},
        {"file": "dan_cu.xlsx", "form": "resident_households", "loaded_date": "2026-11-12"},
        {"file": "thang_4.xlsx", "form": "household_review", "loaded_date": "2026-05-02"},
    ],
    "household_round": [
        poor("a", "khoi_1", "khoi_1.xlsx"),
        poor("b", "khoi_1", "khoi_1_them.xlsx"),
        poor("a", "khoi_1", "thang_4.xlsx", period="2026-04"),
    ],
    "area_round": [
        {"area_id": "khoi_1", "resident_households": 200, "source_file": "dan_cu.xlsx"},
        {"area_id": "khoi_2", "resident_households": 300, "source_file": "dan_cu.xlsx"},
    ],
    "area_report": [
        *({"area_id": area, "is_reported": area != "khoi_10"} for area in ("khoi_1", "khoi_2", "khoi_10")),
        {"area_id": "khoi_1", "form": "member_list", "is_reported": False},
        {"area_id": "khoi_2", "form": "resident_households", "is_reported": True},
        {"area_id": "khoi_1", "period": "2026-04"},
        {"area_id": "khoi_1", "period": "2026-04", "form": "member_list", "is_reported": False},
    ],
    "report_due": [
        {"form": "household_review", "period": "2026", "due_date": "2026-11-15", "document_id": "kh"},
        {"form": "movement_report", "period": "2026", "due_date": "2026-12-10", "document_id": "kh"},
    ],
    "movement": [],
}


@pytest.fixture
def warehouse(build: Callable[..., Warehouse]) -> Warehouse:
    return build(FACTS)


def find_sent(found: Table) -> dict[tuple[str, str, str], tuple[Any, ...]]:
    return {
        (row["form"], row["reported_period"], row["area_key"]): (
            row["is_reported"],
            row["received_date"],
            row["due_date"],
        )
        for row in found.records()
    }


def test_the_matrix_of_a_year_has_its_months_and_what_is_due(warehouse: Warehouse) -> None:
    sent = find_sent(read("completeness", warehouse, period="2026"))
    due = date(2026, 11, 15)
    # Of two files of one khối the newest completes it.
    assert sent["household_review", "2026", "khoi_1"] == (True, date(2026, 11, 20), due)
    assert sent["household_review", "2026", "khoi_10"] == (False, None, due)
    # It has no household, and the files of the form are of two days: nobody knows which.
    assert sent["household_review", "2026", "khoi_2"][0] is True
    assert sent["resident_households", "2026", "khoi_2"] == (True, date(2026, 11, 12), None)
    assert sent["household_review", "2026-04", "khoi_1"] == (True, date(2026, 5, 2), None)
    # A month asks for the list of households alone.
    assert ("member_list", "2026-04", "khoi_1") not in sent
    # Nobody sent one, but a document asks every khối for it.
    assert {sent["movement_report", "2026", area] for area in ("khoi_1", "khoi_2", "khoi_10")} == {
        (False, None, date(2026, 12, 10))
    }
    assert not [key for key in sent if key[0] == "policy_coverage"]


def test_a_month_and_a_khoi_are_asked_for_alone(warehouse: Warehouse) -> None:
    assert set(find_sent(read("completeness", warehouse, period="2026-04"))) == {
        ("household_review", "2026-04", "khoi_1")
    }
    found = find_sent(read("completeness", warehouse, period="2026", area_id="khoi_2"))
    assert {area for _, _, area in found} == {"khoi_2"}
    names = read("completeness", warehouse, period="2026").column("document")
    assert set(names) == {"01/KH-UBND", None}


def test_who_sent_what_is_no_secret_of_a_household(warehouse: Warehouse) -> None:
    for mode in Mode:
        assert read("completeness", warehouse, Viewer(mode=mode), area_id="khoi_1").rows


def test_sums_are_counted_and_the_differing_come_first(build: Callable[..., Warehouse]) -> None:
    given = {"file": "a.xlsx", "sheet": "Hộ", "kind": "subtotal", "title": "Hộ nghèo"}
    warehouse = build(
        {
            "source_file": [{"file": "a.xlsx"}],
            "source_sheet": [{"file": "a.xlsx", "sheet": "Hộ", "form": "household_review"}],
            "checksum": [
                given | {"cell": "B7", "area_id": "khoi_1", "written": 2, "counted": 2},
                given | {"cell": "B9", "area_id": "khoi_2", "written": 3, "counted": 1},
                given | {"cell": "B12", "kind": "total", "written": 5, "counted": 5},
            ],
        }
    )
    rows = [(r["cell"], r["area_name"], r["difference"]) for r in read("checksums", warehouse).records()]
    assert rows == [("B9", "Khối 2", 2), ("B12", None, 0), ("B7", "Khối 1", 0)]
    counted = read("checksum_counts", warehouse, Viewer(mode=Mode.MEETING)).rows
    assert set(counted) == {("household_review", "subtotal", 2, 1, 1), ("household_review", "total", 1, 1, 0)}
    assert read("checksums", warehouse, Viewer(mode=Mode.MEETING)).withheld


def test_classes_are_counted_beside_each_other_and_lead_to_their_rows(build: Callable[..., Warehouse]) -> None:
    classes = [("poor", "poor"), ("near_poor", "poor"), ("average_living", "not_poor"), ("poor", "unknown")]
    rows = [
        poor(f"h{place}", "khoi_1", "a.xlsx", recognised_class=decided, computed_class=computed, source_row=10 + place)
        for place, (decided, computed) in enumerate(classes)
    ]
    warehouse = build({"reported": ["khoi_1"], "household_round": rows, "movement": []})
    counted = {row[:2]: row[2] for row in read("class_by_score", warehouse).rows}
    assert counted == {
        ("poor", "poor"): 1,
        ("near_poor", "poor"): 1,
        # Scores do not tell an average living standard from not poor.
        ("not_poor", "not_poor"): 1,
        ("poor", "unknown"): 1,
    }
    differing = sum(
        n for (decided, computed), n in counted.items() if "unknown" not in (decided, computed) and decided != computed
    )
    assert differing == len(read("class_differences", warehouse).rows) == 1


def test_each_round_tells_its_state_and_the_decision_that_closed_it(warehouse: Warehouse) -> None:
    states = {row["round"]: row for row in read("round_states", warehouse).records()}
    assert (states["2026"]["figure_status"], states["2026"]["areas_reported"], states["2026"]["areas_total"]) == (
        "preliminary",
        2,
        3,
    )
    assert (states["2025"]["figure_status"], states["2025"]["decision_number"]) == ("official", "83/QĐ-UBND")
    assert (states["2025"]["areas_reported"], states["2025"]["areas_total"]) == (None, None)


def test_files_are_named_in_the_office_alone(warehouse: Warehouse) -> None:
    assert "khoi_1.xlsx" in read("source_files", warehouse).column("file")
    for mode in (Mode.MEETING, Mode.OUTGOING):
        outside = read("source_files", warehouse, Viewer(mode=mode))
        assert set(outside.column("file")) == {None}
        assert len(outside.rows) == len(FACTS["source_file"])


def test_who_loaded_a_file_is_read_where_the_warehouse_keeps_it(
    warehouse: Warehouse, publish: Callable[..., Path], data_dir: Path
) -> None:
    path = publish(FACTS, "20261102-080000")
    with duckdb.connect(path) as connection:
        columns = [row[0] for row in connection.execute("DESCRIBE meta.source_file").fetchall()]
        if "loaded_by" not in columns:
            assert set(read("source_files", warehouse).column("loaded_by")) == {None}
            connection.execute("ALTER TABLE meta.source_file ADD COLUMN loaded_by VARCHAR")
        connection.execute("UPDATE meta.source_file SET loaded_by = 'Chuyên viên A'")
    assert set(read("source_files", open_warehouse(data_dir)).column("loaded_by")) == {"Chuyên viên A"}


def test_reports_of_policies_lead_to_their_rows(build: Callable[..., Warehouse]) -> None:
    warehouse = build(
        {
            "policy": [{"policy_id": "bhyt", "name": "Bảo hiểm y tế"}],
            "policy_coverage": [
                {"policy_id": "bhyt", "area_id": "khoi_1", "eligible": 8, "served": 7, "source_row": 6},
                {
                    "policy_id": "bhyt",
                    "area_id": "khoi_1",
                    "eligible": 9,
                    "report_date": "2025-12-01",
                    "period": "2025",
                },
            ],
        }
    )
    rows = read("policy_list", warehouse, period="2026").records()
    assert [(str(row["policy_name"]), row["eligible"], row["served"], row["source_row"]) for row in rows] == [
        ("Bảo hiểm y tế", 8, 7, 6)
    ]
    assert read("policy_list", warehouse, period="2025").column("served") == (None,)


def test_every_report_of_a_line_leads_to_its_row(build: Callable[..., Warehouse]) -> None:
    line = {"line_id": "DA2", "project_ids": "DA2", "line_name": "Dự án 2", "unit_id": "kinh_te"}
    days = ["2025-12-31", "2026-03-31", "2026-06-30"]
    warehouse = build({"project_progress": [line | {"report_date": day, "source_file": f"{day}.xlsx"} for day in days]})
    assert read("project_report_list", warehouse, period="2026").column("source_file") == tuple(
        f"{day}.xlsx" for day in days[1:]
    )
    assert read("project_report_list", warehouse, period="2026-Q1").column("source_file") == ("2026-03-31.xlsx",)
