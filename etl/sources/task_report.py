"""Tiến độ nhiệm vụ: one row per task of a unit; what was not written is unknown, never zero."""

from etl.clean.identity import make_key
from etl.clean.text import fold_text
from etl.issue import Severity
from etl.reference import Context
from etl.row_reader import RowReader
from etl.sheet_report import Record
from etl.sources.assignment import read_status, read_unit
from identity import hide_who

_STEPS = ("output_needed", "output_started", "output_done")


def read_task(row: RowReader) -> Record:
    """One task as reported, perhaps of no known unit. Raises RowQuarantined for a task without a name."""
    name = row.text("task")
    if not name:
        raise row.quarantine("task_name_missing", "task", "thiếu tên nhiệm vụ")
    unit_id = read_unit(row)
    outputs = {field: row.count(field) for field in _STEPS}
    _check_outputs(row, outputs)
    return row.provenance() | {
        "period": row.report.period,
        "report_date": row.report.report_date,
        "task_id": make_key(row.context.secret, "T", unit_id or "", fold_text(name)),
        "unit_id": unit_id,
        "measure_id": find_measure(name, row.context),
        "name": name,
        "told_name": hide_who(name),
        "due_date": row.due_date("due_date"),
        "done_date": row.due_date("done_date"),
        "status": read_status(row),
        "output_unit": row.text("output_unit") or None,
        "obstacle": row.text("obstacle") or None,
        "proposal": row.text("proposal") or None,
        **outputs,
    }


def find_measure(name: str, context: Context) -> str | None:
    """The measure of the plan whose name the task's name is or contains; the longest where it contains several."""
    folded = f" {fold_text(name)} "
    found = [measure for measure in context.measures if f" {measure} " in folded]
    return context.measures[max(found, key=len)] if found else None


def _check_outputs(row: RowReader, outputs: dict[str, int | None]) -> None:
    needed, started, done = (outputs[field] for field in _STEPS)
    if done is not None and ((started is not None and done > started) or (needed is not None and done > needed)):
        row.note(
            Severity.WARNING,
            "task_outputs",
            "output_done",
            "số đã xong lớn hơn số đã bắt đầu hoặc số cần làm; số trong tệp được giữ, hãy xem lại",
        )
