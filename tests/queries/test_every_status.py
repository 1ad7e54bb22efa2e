"""Every status occurs in the sample ward, so that nobody meets one for the first time on a real day."""

import shutil
import subprocess
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from queries import Filters, Reach, Standing, Status, Viewer, Warehouse, WorkStatus, open_warehouse, table, value

ROOT = Path(__file__).parents[2]
OFFICER = Viewer()
TODAY, LATER = date(2026, 11, 20), date(2026, 12, 30)
# The newest report, half the year, the year before, and the same report once it is old.
VIEWS: tuple[dict[str, Any], ...] = (
    {"period": "2026", "today": TODAY},
    {"period": "2026-Q2", "today": TODAY},
    {"period": "2025", "today": TODAY},
    {"period": "2026", "today": LATER},
)
TARGETS = (
    *("net_change_poor", "relapsed", "children_right_level", "training_coverage", "information_device"),
    "policy_served",
)


@pytest.fixture(scope="module")
def warehouse(ward_dir: Path) -> Warehouse:
    subprocess.run(
        [sys.executable, "-m", "etl", "build", "--data", str(ward_dir)], cwd=ROOT, check=True, capture_output=True
    )
    return open_warehouse(ward_dir)


def collect(table_id: str, column: str, warehouse: Warehouse, views: Iterable[dict[str, Any]] = VIEWS) -> set[str]:
    tables = (table(table_id, Filters(**view), viewer=OFFICER, warehouse=warehouse) for view in views)
    return {str(cell) for told in tables for cell in told.column(column)}


def collect_targets(warehouse: Warehouse) -> set[Status | None]:
    asked = ((name, by) for name in TARGETS for by in (None, "area_id"))
    results = (value(name, Filters(**VIEWS[0]), by, viewer=OFFICER, warehouse=warehouse) for name, by in asked)
    return {row.status for told in results for row in (told.total, *told.rows) if row is not None}


def test_every_state_of_a_project_occurs(warehouse: Warehouse) -> None:
    assert collect("project_lines", "work_status", warehouse) == set(WorkStatus)


def test_every_standing_of_a_task_occurs(warehouse: Warehouse) -> None:
    assert collect("task_list", "standing", warehouse) == set(Standing)


def test_every_standing_of_a_conclusion_occurs(warehouse: Warehouse) -> None:
    """A conclusion is known by a list alone, so none of them is unreported."""
    assert collect("conclusion_list", "standing", warehouse) == set(Standing) - {Standing.UNREPORTED}


def test_every_reach_of_a_policy_occurs(warehouse: Warehouse) -> None:
    khoi = ({**VIEWS[0], "area_id": area} for area in ("khoi_3", "khoi_5"))
    assert collect("policy_matrix", "reach", warehouse, (VIEWS[0], *khoi)) == set(Reach)


def test_every_source_of_the_plan_has_money_and_the_form_before_names_none(warehouse: Warehouse) -> None:
    now, before = (
        {row["fund_source_id"]: row["disbursed_vnd"] for row in told.records()}
        for told in (
            table("money_sources", Filters(**view), viewer=OFFICER, warehouse=warehouse)
            for view in (VIEWS[0], VIEWS[2])
        )
    )
    assert set(now) == {"carry_over_2021_2025", "programme_2026_2035", "mobilised"}
    assert all(now.values())
    assert {source for source, spent in before.items() if spent} == {"unknown"}


def test_every_status_of_a_target_occurs(warehouse: Warehouse, tmp_path: Path) -> None:
    """What is open today is not met once the round is decided; nothing in the story goes beyond a target."""
    open_year = {Status.MET, Status.OPEN, Status.UNKNOWN, Status.NOT_APPLICABLE}
    assert collect_targets(warehouse) - {None} == open_year
    path = shutil.copy(warehouse.path, tmp_path / warehouse.path.name)
    (tmp_path / "current").write_text(f"{warehouse.path.name}\n", encoding="ascii")
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "UPDATE core.round SET decision_number = '1', decision_date = DATE '2026-12-31' WHERE period = '2026'"
        )
    decided = collect_targets(open_warehouse(tmp_path))
    assert Status.NOT_MET in decided
    assert Status.OPEN not in decided
