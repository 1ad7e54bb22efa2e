"""Tiến độ nhiệm vụ: one row per task of a unit; what was not written is unknown, never zero."""

from etl.clean.identity import make_key
from etl.clean.text import fold_text
from etl.issue import Severity
from etl.reference import Context
from etl.row_reader import RowReader
from etl.sheet_report import Record

_STEPS = ("output_needed", "output_started", "output_done")


def read_task(row: RowReader) -> Record:
    """One task as reported. Raises RowQuarantined for a task without a name or of an unknown unit."""
    name = row.text("task")
    if not name:
        raise row.quarantine("task_name_missing", "task", "thiếu tên nhiệm vụ")
    unit_id = row.context.units.find(row.text("unit"))
    if unit_id is None:
        near = row.context.units.suggest(row.text("unit"))
        hint = f" (gần nhất: «{row.context.unit_names[near]}»)" if near else ""
        raise row.quarantine("unit_unknown", "unit", f"không nhận ra đơn vị; ghi như kế hoạch{hint}")
    outputs = {field: row.count(field) for field in _STEPS}
    _check_outputs(row, outputs)
    return row.provenance() | {
        "period": row.report.period,
        "report_date": row.report.report_date,
        "task_id": make_key(row.context.secret, "T", unit_id, fold_text(name)),
        "unit_id": unit_id,
        "measure_id": find_measure(name, row.context),
        "name": name,
        "due_date": row.due_date("due_date"),
        "done_date": row.due_date("done_date"),
        "status": _read_status(row),
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


def _read_status(row: RowReader) -> str:
    """Where no word is written, a day of completion says that it is done."""
    status = row.word("status")
    if status is None and row.text("status"):
        known = row.header.layout.columns["status"].list_words()
        row.note(
            Severity.WARNING, "task_status", "status", f"không nhận ra trạng thái; để «chưa rõ». Ghi một trong: {known}"
        )
    if row.text("done_date") and status not in (None, "done"):
        row.note(
            Severity.WARNING,
            "task_done_date",
            "done_date",
            f"có ngày hoàn thành nhưng trạng thái ghi «{row.text('status')}»; trạng thái đó được giữ, hãy xem lại",
        )
    return status or ("done" if row.text("done_date") and not row.text("status") else "unknown")


def _check_outputs(row: RowReader, outputs: dict[str, int | None]) -> None:
    needed, started, done = (outputs[field] for field in _STEPS)
    if done is not None and ((started is not None and done > started) or (needed is not None and done > needed)):
        row.note(
            Severity.WARNING,
            "task_outputs",
            "output_done",
            "số đã xong lớn hơn số đã bắt đầu hoặc số cần làm; số trong tệp được giữ, hãy xem lại",
        )
