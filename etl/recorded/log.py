"""What was typed in: decisions/recorded/<form>.csv, append-only; a line is taken back by a later one."""

import csv
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from etl.decisions.log import Line, NewLine, read_log
from etl.errors import InputError
from etl.layout import Layout, read_layouts

RECORDED = "recorded"
# Forms whose rows stand each for themselves.
FORMS = (
    "household_event",
    "household_review",
    "project_progress",
    "task_report",
    "meeting_conclusions",
    "policy_coverage",
    "entitlement_list",
    "resident_households",
    "consultation",
)
# `withdraws`: the record taken back. `period`: of a list or a report; `report_date`: the day of a report.
KEEPING = ("record_id", "recorded_at", "recorded_by", "withdraws", "period", "report_date")


@dataclass(frozen=True, slots=True)
class Typed:
    """One line; `cells` by field of the form, as somebody would write them in a workbook."""

    line: int
    record_id: str
    recorded_at: str
    recorded_by: str
    withdraws: str
    period: str
    report_date: str
    cells: Mapping[str, str]


def find_layout(form: str) -> Layout:
    """Raises InputError for a form that is not typed in line by line."""
    found = next((layout for layout in read_layouts() if layout.form == form and form in FORMS), None)
    if found is None:
        raise InputError(f"Không ghi từng dòng được cho biểu «{form}». Các biểu: {', '.join(FORMS)}.")
    return found


def read_typed(decisions: Path, form: str) -> list[Typed]:
    """Every line, withdrawn ones too. Raises InputError naming file and line where one cannot be read."""
    path = decisions / RECORDED / f"{form}.csv"
    if not path.exists():
        return []
    fields = _read_fields(path, find_layout(form))
    return [_read_line(line, fields) for line in read_log(decisions, f"{RECORDED}/{form}.csv", (*KEEPING, *fields))]


def _read_line(line: Line, fields: Sequence[str]) -> Typed:
    record_id, at, by, withdraws, period, day, *cells = line.cells
    return Typed(line.number, record_id, at, by, withdraws, period, day, dict(zip(fields, cells, strict=True)))


def list_in_force(lines: Sequence[Typed]) -> list[Typed]:
    """Without what was taken back and the lines that take back."""
    taken = {line.withdraws for line in lines if line.withdraws}
    return [line for line in lines if not line.withdraws and line.record_id not in taken]


def write_typed(
    decisions: Path,
    form: str,
    cells: Mapping[str, str],
    *,
    at: str,
    by: str,
    withdraws: str = "",
    period: str = "",
    report_date: str = "",
) -> NewLine:
    """The line to be added; its first cell is the id of the record."""
    path, record_id = decisions / RECORDED / f"{form}.csv", f"R-{secrets.token_hex(4)}"
    layout = find_layout(form)
    fields = _read_fields(path, layout) if path.exists() else tuple(layout.columns)
    if missing := [field for field in cells if field not in fields]:
        raise InputError(f"Tệp {path} chưa có cột {', '.join(missing)}. Hãy thêm cột ấy vào cuối mọi dòng rồi ghi lại.")
    kept = (record_id, at, by, withdraws, period, report_date)
    told = (*kept, *(cells.get(field, "") for field in fields))
    return NewLine(f"{RECORDED}/{form}.csv", (*KEEPING, *fields), told)


def _read_fields(path: Path, layout: Layout) -> tuple[str, ...]:
    """The fields of the file: those of the form when it was begun."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as source:
        head = tuple(next(csv.reader(source), ()))
    fields = head[len(KEEPING) :]
    if head[: len(KEEPING)] != KEEPING or not set(fields) <= set(layout.columns):
        raise InputError(
            f"Tệp {path}, dòng 1: phải mở đầu bằng «{','.join(KEEPING)}» rồi tên cột của biểu. Hãy sửa lại."
        )
    return fields
