"""What a task of the plan and a conclusion of a meeting have in common: who is to do it, and how far it is."""

from etl.issue import Severity
from etl.row_reader import RowReader


def read_unit(row: RowReader) -> str | None:
    """The đầu mối of the plan; None, with a finding, where the cell is empty or names nobody of the nine."""
    written = row.text("unit")
    found = row.context.units.find(written) if written else None
    if found:
        return found
    if not written:
        row.note(
            Severity.WARNING, "unit_missing", "unit", "chưa ghi đầu mối; xếp vào «chưa rõ đầu mối». Hãy ghi ai làm"
        )
        return None
    near = row.context.units.suggest(written)
    hint = f" (gần nhất: «{row.context.unit_names[near]}»)" if near else ""
    advice = f"không nhận ra đơn vị; xếp vào «chưa rõ đầu mối». Ghi như kế hoạch{hint}, mỗi dòng một đầu mối"
    row.note(Severity.WARNING, "unit_unknown", "unit", advice)
    return None


def read_status(row: RowReader) -> str:
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
