"""The totals of each sheet that an inspection shows, counted from the same tables the dashboard reads."""

from pathlib import Path

import duckdb

from etl.parse import FileReport
from etl.reference import Context
from etl.sheet_report import SheetReport

_MEMBERS = (Path(__file__).parent / "totals_member_list.sql").read_text(encoding="utf-8")


def add_totals(
    connection: duckdb.DuckDBPyConnection, file: FileReport, context: Context
) -> tuple[dict[str, object], ...]:
    """One entry per sheet of the file, {} for a form without totals."""
    return tuple(_total(connection, sheet, context) for sheet in file.sheets)


def _total(connection: duckdb.DuckDBPyConnection, sheet: SheetReport, context: Context) -> dict[str, object]:
    match sheet.form:
        case "household_review":
            return {
                "opening": _count_classes(sheet, "opening_class"),
                "closing": _count_classes(sheet, "recognised_class"),
            }
        case "resident_households":
            return {name: _sum(sheet, name) for name in ("resident_households", "resident_persons")}
        case "project_progress":
            return _total_projects(sheet, context)
        case "member_list":
            return _total_members(connection, sheet)
        case _:
            return {}


def _count_classes(sheet: SheetReport, field: str) -> dict[str, int | None]:
    """Poor and near-poor; null where the list has no such column at all."""
    classes = [record[field] for record in sheet.records]
    if classes and all(value == "unknown" for value in classes):
        return {"poor": None, "near_poor": None}
    return {name: classes.count(name) for name in ("poor", "near_poor")}


def _sum(sheet: SheetReport, field: str, unit_id: str | None = None) -> int | None:
    values = [record[field] for record in sheet.records if unit_id in (None, record.get("unit_id"))]
    known = [value for value in values if isinstance(value, int)]
    return sum(known) if known else None


def _total_projects(sheet: SheetReport, context: Context) -> dict[str, object]:
    units = dict.fromkeys(str(record["unit_id"]) for record in sheet.records)
    money = {"plan_vnd": "assigned_vnd", "disbursed_vnd": "disbursed_vnd"}
    return {
        **{name: _sum(sheet, field) for name, field in money.items()},
        "by_unit": {
            context.unit_names[unit]: {name: _sum(sheet, field, unit) for name, field in money.items()}
            for unit in units
        },
        "not_reported": [record["line_name"] for record in sheet.records if record["disbursed_vnd"] is None],
    }


def _total_members(connection: duckdb.DuckDBPyConnection, sheet: SheetReport) -> dict[str, object]:
    found = connection.execute(_MEMBERS, {"file": sheet.file, "sheet": sheet.sheet})
    names = [column[0] for column in found.description]
    row = found.fetchone()
    return dict(zip(names, row or (), strict=True))
