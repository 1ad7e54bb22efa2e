"""A tiny ward in a real warehouse file, built from the published schema and the rows a test gives."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from queries import Warehouse, open_warehouse
from queries.warehouse import SCHEMA_VERSION
from tests.named import write_names

HERE = Path(__file__).parent
SCHEMA = (HERE.parents[1] / "etl" / "schema.sql").read_text(encoding="utf-8")
Facts = Mapping[str, Any]
# What a row says when its case does not: only columns that may not be empty.
ORIGIN = {"source_file": "ra_soat.xlsx", "source_sheet": "Khối", "source_row": 7}
ROUND = {"period": "2026", "standard_id": "MDP_2022_2025"}
DEFAULTS: dict[str, dict[str, object]] = {
    "area": {"valid_from": "2021-01-01", "is_fictional": True},
    "project": {"programme_id": "ntp", "report_frequency": "month"},
    "target": {
        "label": "1",
        "place": "I.2",
        "text_issued": "",
        "text_shown": "",
        "text_en": "",
        "kind": "numeric",
        "year": 2026,
        "document_id": "kh",
    },
    "setting": {"text_shown": ""},
    "area_round": {"period": "2026", **ORIGIN},
    "area_report": {**ROUND, "form": "household_review", "is_reported": True},
    "household_round": {**ROUND, "computed_class": "unknown", **ORIGIN},
    "person_round": {"period": "2026", **ORIGIN},
    "movement": {**ROUND, "begin_period": "2025"},
    "movement_pair": {**ROUND, "begin_period": "2025", "basis": "lists", "is_known": True, "history_is_whole": True},
    "movement_report": {
        "period": "2026",
        "area_id": "phuong",
        "listed_class": "poor",
        "counted": "household",
        **ORIGIN,
    },
    "household_event": ORIGIN,
    "link_suggestion": {"earlier_period": "2025", "later_period": "2026", "evidence": "name"},
    "measure": {"sort_key": 1, "place": "III", "text_issued": "", "text_shown": ""},
    "policy": {
        "name_en": "",
        "sort_key": 1,
        "place": "II.2",
        "text_issued": "",
        "text_shown": "",
        "counted": "người",
        "unit_counted": "person",
        "has_percentage": True,
        "is_in_target": True,
    },
    "task": {"period": "2026", "report_date": "2026-04-30", "unit_id": "kinh_te", "status": "in_progress", **ORIGIN},
    "meeting_conclusion": {
        "period": "2026",
        "report_date": "2026-04-30",
        "meeting": "Họp Ban Chỉ đạo",
        "meeting_date": "2026-03-15",
        "unit_id": "kinh_te",
        "status": "in_progress",
        **ORIGIN,
    },
    "policy_coverage": {"period": "2026", "report_date": "2026-04-30", **ORIGIN},
    "entitlement": {"period": "2026", **ORIGIN},
    "wish": {"period": "2026", "wish_kind": "housing", "has_agreement": False, **ORIGIN},
    "project_progress": {"period": "2026", "scope": "in_scope", "fund_source_id": "carry_over", **ORIGIN},
    "snapshot": {"schema_version": SCHEMA_VERSION},
    "source_file": {"sha256": "0", "rows": 1},
    "source_sheet": {
        "period": "2026",
        "rows_read": 1,
        "rows_accepted": 1,
        "rows_quarantined": 0,
        "rows_merged": 0,
        "rows_skipped_total": 0,
        "rows_skipped": "{}",
    },
}
SCHEMAS = {
    "snapshot": "meta",
    "source_file": "meta",
    "source_sheet": "meta",
    "issue": "meta",
    "checksum": "meta",
    "household": "restricted",
    "person": "restricted",
    "task_note": "restricted",
    "conclusion_note": "restricted",
}
# Who has a movement: who is of one of these classes at either end.
TOLD = {"poor", "near_poor", "unknown"}
# The movement of one row of a list, from its opening to its closing class; any other is unexplained.
KINDS = {
    ("poor", "near_poor"): "poor_to_near",
    ("poor", "not_poor"): "poor_to_above",
    ("near_poor", "poor"): "near_to_poor",
    ("near_poor", "not_poor"): "near_to_above",
}


@pytest.fixture(scope="session")
def bare_ward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ward of `ward.yml` without any fact, written once; every test adds to a copy of its own."""
    path = tmp_path_factory.mktemp("bare") / "ward.duckdb"
    with duckdb.connect(path) as connection:
        connection.execute(SCHEMA)
        for table, rows in yaml.safe_load((HERE / "ward.yml").read_text(encoding="utf-8")).items():
            _insert(connection, table, rows)
    return path


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def publish(bare_ward: Path, data_dir: Path) -> Callable[..., Path]:
    """`publish(facts, stamp)`: write a snapshot of the ward with `facts` and point `current` at it."""

    def write(facts: Facts, stamp: str = "20261101-080000") -> Path:
        data_dir.mkdir(exist_ok=True)
        path = data_dir / f"warehouse-{stamp}.duckdb"
        shutil.copy(bare_ward, path)
        with write_names(path) as connection:
            for table, rows in _complete(dict(facts)).items():
                # A table that a test gives replaces the ward's own.
                connection.execute(f"DELETE FROM {_name(table)}")
                _insert(connection, table, rows)
        (data_dir / "current").write_text(path.name, encoding="utf-8")
        return path

    return write


@pytest.fixture
def build(publish: Callable[..., Path], data_dir: Path) -> Callable[..., Warehouse]:
    """`build(facts, stamp)`: publish a snapshot and open it."""

    def build_snapshot(facts: Facts, stamp: str = "20261101-080000") -> Warehouse:
        publish(facts, stamp)
        return open_warehouse(data_dir)

    return build_snapshot


def _complete(facts: dict[str, Any]) -> dict[str, Any]:
    """Turn the short forms of a case into rows: who reported, and the movements that an opening column tells."""
    reports = [{"area_id": area} for area in facts.pop("reported", [])]
    reports += [{"area_id": area, "is_reported": False} for area in facts.pop("silent", [])]
    if reports:
        facts["area_report"] = reports + facts.get("area_report", [])
    listed = facts.get("household_round", [])
    if "movement_pair" not in facts:
        known = {_name_pair(row): True for row in listed} | {
            _name_pair(row): row.get("is_reported", True) for row in facts.get("area_report", [])
        }
        facts["movement_pair"] = [_pair(*pair, is_known=is_known) for pair, is_known in known.items()]
    if "movement" in facts:
        facts["movement"] = [_place(row) for row in facts["movement"]]
    else:
        facts["movement"] = [_move(row) for row in listed if {row["opening_class"], row["recognised_class"]} & TOLD]
    return facts


def _name_pair(row: Facts) -> tuple[str, str, str]:
    return row.get("period", "2026"), row.get("standard_id", "MDP_2022_2025"), row["area_id"]


def _pair(period: str, standard_id: str, area_id: str, *, is_known: bool) -> dict[str, object]:
    begin_period = str(int(period[:4]) - 1)
    key = {"period": period, "standard_id": standard_id, "area_id": area_id, "begin_period": begin_period}
    return {**key, "basis": "opening_column", "is_known": is_known, "history_is_whole": False}


def _place(row: Facts) -> dict[str, object]:
    """Who does not say that it moved was in the same khối at the opening; who was absent was in none."""
    return {"begin_area_id": None if row["begin_class"] == "absent" else row["area_id"], **row}


def _move(row: Facts) -> dict[str, object]:
    begin, end = row["opening_class"], row["recognised_class"]
    kind = "stayed" if begin == end != "unknown" else KINDS.get((begin, end), "unexplained")
    unexplained = "class_unknown" if "unknown" in (begin, end) else "history_incomplete"
    reason = unexplained if kind == "unexplained" else None
    kept = {key: row[key] for key in ("period", "standard_id", "household_id", "area_id") if key in row}
    opening = {"begin_area_id": row["area_id"], "begin_class": begin, "begin_period": str(int(_name_pair(row)[0]) - 1)}
    return {**kept, **opening, "end_class": end, "kind": kind, "reason": reason}


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: list[Facts]) -> None:
    for given in rows:
        row = DEFAULTS.get(table, {}) | dict(given)
        marks = ", ".join("?" for _ in row)
        connection.execute(f"INSERT INTO {_name(table)} ({', '.join(row)}) VALUES ({marks})", list(row.values()))


def _name(table: str) -> str:
    return f"{SCHEMAS.get(table, 'core')}.{table}"
