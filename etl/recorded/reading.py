"""What was typed in, through the same reader as a source file: each line at its own row."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from etl.clean.dates import parse_due_date
from etl.clean.text import Value
from etl.column import repeat
from etl.errors import CellError
from etl.header import Header
from etl.layout import Layout, LayoutColumn
from etl.parse import FileReport, read_known_sheet
from etl.recorded.log import FORMS, RECORDED, Typed, find_layout, list_in_force, read_typed
from etl.reference import Context
from etl.workbook.model import Sheet

_UNSAID = "chưa rõ"


def read_recorded(decisions: Path, context: Context) -> list[FileReport]:
    """A file for each form that something was typed in for. Raises InputError where a line cannot be read."""
    files = []
    for form in FORMS:
        if lines := list_in_force(read_typed(decisions, form)):
            content = (decisions / RECORDED / f"{form}.csv").read_bytes()
            files.append(read_lines(form, lines, context, hashlib.sha256(content).hexdigest()))
    return files


def read_lines(form: str, lines: Sequence[Typed], context: Context, sha256: str = "") -> FileReport:
    """The lines as sheets, one for each period and day of report: a sheet has one of both."""
    report = FileReport(f"decisions/{RECORDED}/{form}.csv", sha256)
    for (period, day), stretch in groupby(sorted(lines, key=_sort), key=_group):
        sheet, header = _make_table(find_layout(form), list(stretch), period, day)
        read_known_sheet(report, sheet, header, context, _read_day(day) or context.today)
    return report


def _group(line: Typed) -> tuple[str, str]:
    return line.period, line.report_date


def _sort(line: Typed) -> tuple[str, str, int]:
    return line.period, line.report_date, line.line


def _read_day(written: str) -> date | None:
    try:
        return parse_due_date(written)
    except CellError:
        return None


def _make_table(layout: Layout, lines: Sequence[Typed], period: str, day: str) -> tuple[Sheet, Header]:
    """Row 1 the header, and each line at the row it has in its file."""
    labels = tuple(column.title for column in layout.columns.values())
    height = max(line.line for line in lines)
    columns = tuple(
        repeat(None, height).put({0: column.title, **{line.line - 1: _show(line, field, column) for line in lines}})
        for field, column in layout.columns.items()
    )
    sheet = Sheet(_name_sheet(period, day), is_visible=True, height=height, columns=columns)
    return sheet, Header(layout, 0, 1, {field: place for place, field in enumerate(layout.columns)}, labels)


def _show(line: Typed, field: str, column: LayoutColumn) -> Value:
    """A blank tick means no in a list that asks all; of a single fact it was not said."""
    if field == "running_number":
        return float(line.line - 1)
    unsaid = _UNSAID if column.read in ("tick", "class") else None
    return line.cells.get(field) or unsaid


def _name_sheet(period: str, day: str) -> str:
    """A name that tells the period as the names of sheets tell it."""
    year, _, month = period.partition("-")
    told = f"Tháng {int(month)} {year}" if month else f"Năm {year}" if year else ""
    return " · ".join(filter(None, (told, day))) or "Ghi nhận"


def list_rejected(report: FileReport) -> Iterator[str]:
    """What of a line stands against writing it down, in words."""
    if report.refused:
        yield report.refused.message
    for sheet in report.sheets:
        if sheet.rows_accepted != 1:
            yield from (issue.message for issue in sheet.issues if issue.severity == "error")
        yield from (issue.message for issue in sheet.issues if issue.rule in _REFUSED)


# What a file may carry along, but nobody should type in.
_REFUSED = frozenset(
    (
        "area_unknown",
        "area_missing",
        "event_date_missing",
        "event_date",
        "due_date",
        "number",
        "doubtful_tick",
        "id_number",
        "wish_kind",
        "wish_contradiction",
    )
)
