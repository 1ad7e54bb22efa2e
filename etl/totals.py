"""The totals of each sheet that an inspection shows, counted from the same tables the dashboard reads."""

from collections import Counter
from pathlib import Path

import duckdb

from etl.parse import FileReport
from etl.reference import Context
from etl.sheet_report import Record, SheetReport, read_column
from etl.sources.movement_report import count_end, find_residual, name_figures

# Figure of the record -> step of the contract; `other` is the listed class that the report is not about.
_STEPS = {
    "begin_count": "begin",
    "to_listed": "to_{other}",
    "to_above": "to_above",
    "other_decrease": "other_decrease",
    "from_listed": "from_{other}",
    "relapsed": "relapsed",
    "new_count": "new",
    "other_increase": "other_increase",
    "end_count": "end_reported",
}
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
        case "movement_report":
            persons = _total_movement(sheet, "person", context)
            return _total_movement(sheet, "household", context) | {"persons": persons}
        case "household_event":
            return {"by_kind": dict(Counter(str(record["kind"]) for record in sheet.records))}
        case "official_series":
            return {"series": len({record["series_id"] for record in sheet.records}), "figures": len(sheet.records)}
        case _:
            return {}


def _count_classes(sheet: SheetReport, field: str) -> dict[str, int | None]:
    """Poor and near-poor; null where the list has no such column at all."""
    classes = read_column(sheet.records, field)
    counted = Counter(classes)
    if counted.keys() == {"unknown"}:
        return {"poor": None, "near_poor": None}
    return {name: counted[name] for name in ("poor", "near_poor")}


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


def _total_movement(sheet: SheetReport, counted: str, context: Context) -> dict[str, object]:
    """The steps of the contract; of a report of near-poor households `to_poor`, `from_poor` for `to_near`, `from_near`.

    A step without a column is null, a blank cell counts nothing. `residual` maps a khối to reported - formula,
    where it says what there was at the beginning and at the end.
    """
    figures = name_figures(str(sheet.listed_class))
    records = [record for record in sheet.records if record["counted"] == counted]
    other = "near" if sheet.listed_class == "poor" else "poor"
    names = {figure: name.format(other=other) for figure, name in _STEPS.items()}
    missing = [figure for column, figure in figures.items() if column not in sheet.columns]
    steps = {names[figure]: None if figure in missing else _sum_of(records, figure) for figure in names}
    known = [record for record in records if None not in (record["begin_count"], record["end_count"])]
    residual = {_name_area(record, context): find_residual(record) for record in known}
    return {
        **steps,
        "end_by_formula": sum(count_end(record) for record in records) if records else None,
        "blank_cells": sum(record[name] is None for record in records for name in names if name not in missing),
        "residual": {area: amount for area, amount in residual.items() if amount},
    }


def _sum_of(records: list[Record], field: str) -> int | None:
    """None where no row counts this at all (households or persons), or where one does not say begin or end."""
    values = [record[field] for record in records]
    if not values or (field in ("begin_count", "end_count") and None in values):
        return None
    return sum(value for value in values if isinstance(value, int))


def _name_area(record: Record, context: Context) -> str:
    return context.areas.display.get(str(record["area_id"]), "Toàn phường")


def _total_members(connection: duckdb.DuckDBPyConnection, sheet: SheetReport) -> dict[str, object]:
    found = connection.execute(_MEMBERS, {"file": sheet.file, "sheet": sheet.sheet})
    names = [column[0] for column in found.description]
    row = found.fetchone()
    return dict(zip(names, row or (), strict=True))
