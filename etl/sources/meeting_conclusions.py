"""Kết luận họp: one row per conclusion and unit; a list sent again tells how far each has come since."""

from datetime import date

from etl.clean.dates import parse_report_date
from etl.clean.identity import make_key
from etl.clean.text import fold_text
from etl.issue import Severity
from etl.row_reader import RowReader
from etl.sheet_report import Record
from etl.sources.assignment import read_status, read_unit
from identity import hide_who


def read_conclusion(row: RowReader) -> Record:
    """One conclusion as reported; without a unit of the plan it is nobody's.

    Raises RowQuarantined where nothing is concluded (rule `task_name_missing`).
    """
    content = row.text("task")
    if not content:
        raise row.quarantine("task_name_missing", "task", "thiếu nội dung kết luận")
    unit_id, day = read_unit(row), _read_meeting_date(row)
    meeting = row.text("meeting")
    return row.provenance() | {
        "period": row.report.period,
        "report_date": row.report.report_date,
        "conclusion_id": make_key(
            row.context.secret, "K", str(day or fold_text(meeting)), unit_id or "", fold_text(content)
        ),
        "meeting": meeting or None,
        "told_meeting": hide_who(meeting) or None,
        "meeting_date": day,
        "content": content,
        "told_content": hide_who(content),
        "unit_id": unit_id,
        "due_date": row.due_date("due_date"),
        "done_date": row.due_date("done_date"),
        "status": read_status(row),
        "note": row.text("note") or None,
    }


def _read_meeting_date(row: RowReader) -> date | None:
    """From its own column, else from the words of the meeting («Họp BCĐ ngày 15/05/2026»); None, said, without one."""
    named = row.value("meeting")
    found = row.due_date("meeting_date") or (
        named if isinstance(named, date) else parse_report_date(row.text("meeting"))
    )
    if found is None:
        row.note(Severity.INFO, "meeting_date", "meeting", "không rõ ngày họp; hãy ghi thêm ngày/tháng/năm")
    return found
