"""Rounds closed by a decision: decisions/closures.csv, append-only, where a later line wins."""

import csv
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

import duckdb

from etl.desk.aside import open_decided
from etl.errors import InputError

CLOSURES_FILE = "closures.csv"


@dataclass(frozen=True, slots=True)
class Closure:
    """`stamp`: the snapshot whose figures were decided upon; it is never cleaned up."""

    closed_at: str
    closed_by: str
    period: str
    standard_id: str
    decision_number: str
    decision_date: str
    stamp: str


FIELDS = tuple(field.name for field in fields(Closure))


def read_closures(decisions: Path) -> list[Closure]:
    """The closures in force, in the order of their lines. Raises InputError naming file and line."""
    path = decisions / CLOSURES_FILE
    if not path.exists():
        return []
    try:
        with open_decided(decisions, CLOSURES_FILE) as source:
            return _read(path, list(csv.reader(source)))
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"Không đọc được {path}: không phải tệp CSV mã UTF-8 ({error}). Hãy lưu lại tệp.") from None


def _read(path: Path, rows: list[list[str]]) -> list[Closure]:
    if not rows or tuple(rows[0]) != FIELDS:
        raise InputError(f"Tệp {path}, dòng 1: phải là tiêu đề «{','.join(FIELDS)}». Hãy sửa lại.")
    return [_read_line(f"Tệp {path}, dòng {number}", row) for number, row in enumerate(rows[1:], start=2) if row]


def _read_line(place: str, cells: list[str]) -> Closure:
    if len(cells) != len(FIELDS) or not all(cell.strip() for cell in cells[:-1]):
        raise InputError(f"{place}: phải có đủ {len(FIELDS)} ô, chỉ ô stamp được để trống. Hãy sửa dòng này.")
    closure = Closure(*(cell.strip() for cell in cells))
    try:
        date.fromisoformat(closure.decision_date)
    except ValueError:
        raise InputError(
            f"{place}: decision_date ghi «{closure.decision_date}», phải là ngày dạng 2026-12-31. Hãy sửa dòng này."
        ) from None
    return closure


def list_closed_stamps(decisions: Path) -> frozenset[str]:
    """Every snapshot that a closure ever named, also one that was taken back: it was decided upon."""
    path = decisions / CLOSURES_FILE
    if not path.exists():
        return frozenset()
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as source:
        return frozenset(row["stamp"] for row in csv.DictReader(source) if row.get("stamp"))


def close_rounds(connection: duckdb.DuckDBPyConnection, closures: list[Closure]) -> None:
    """Carry the decisions into core.round, from which every table takes whether a round is closed."""
    for closure in closures:
        connection.execute(
            "UPDATE core.round SET figure_status = 'official', decision_number = $number, decision_date = $day, "
            "decision_issuer = CASE WHEN decision_number = $number THEN decision_issuer END "
            "WHERE period = $period AND standard_id = $standard",
            {
                "number": closure.decision_number,
                "day": closure.decision_date,
                "period": closure.period,
                "standard": closure.standard_id,
            },
        )
