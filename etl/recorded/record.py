"""Writing one fact down, and taking it back: only what the form can read, with who and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from etl.build import WRITER_CONFIG
from etl.clean.text import fold_text, tidy_text
from etl.decisions.answers import Answers, write_answer
from etl.decisions.decided import read_decided
from etl.decisions.log import NewLine, append_line
from etl.desk.journal import hold
from etl.errors import InputError
from etl.fill import create_schema
from etl.folder import DataFolder
from etl.issue import Issue
from etl.layout import Layout
from etl.recorded.household_decision import FORM, decide_class, name_decision, take_back
from etl.recorded.log import FORMS, Typed, find_layout, list_in_force, read_typed, write_typed
from etl.recorded.reading import list_rejected, read_lines
from etl.reference import Context, load_reference, read_context

# Forms of reports, whose rows are of a day.
DATED = ("project_progress", "task_report", "meeting_conclusions", "policy_coverage")
# What nobody should leave out of a fact typed in.
_NEEDED = {
    "household_event": ("kind", "event_date", "document", "area"),
    "household_review": ("head_name", "area", "closing_class", "note"),
    "project_progress": ("unit", "project"),
    "consultation": ("consulted_date", "wish_kind"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One line as somebody typed it: `cells` by field; `period` and `report_date` where the form asks for them."""

    form: str
    cells: Mapping[str, str]
    period: str
    report_date: str


def read_fact(form: str, written: Sequence[str], *, period: str, now: datetime) -> Fact:
    """«kind=Chuyển đi», «Ngày=15/05/2026»: fields by their name or the words above their column.

    Raises InputError for a field that the form lacks.
    """
    layout = None if form == FORM else find_layout(form)
    cells: dict[str, str] = {}
    report_date = f"{now:%d/%m/%Y}" if form in DATED else ""
    for word in written:
        name, sign, value = word.partition("=")
        if not sign:
            raise InputError(f"«{word}» thiếu dấu =. Ghi từng ô dạng CỘT=GIÁ TRỊ, ví dụ «kind=Chuyển đi».")
        if name == "report_date" and form in DATED:
            report_date = tidy_text(value)
        else:
            cells[_find_field(layout, name) if layout else name.strip()] = tidy_text(value)
    return Fact(form, {field: value for field, value in cells.items() if value}, period, report_date)


def _find_field(layout: Layout, name: str) -> str:
    folded = fold_text(name)
    found = name if name in layout.columns else None
    found = found or next((field for field in layout.columns if layout.has_header(field, folded)), None)
    if found is None:
        raise InputError(
            f"Biểu «{layout.title}» không có cột «{name}». Các cột: "
            + ", ".join(f"{field} («{column.title}»)" for field, column in layout.columns.items())
            + "."
        )
    return found


def check_fact(folder: DataFolder, fact: Fact, *, by: str, now: datetime, shown: Path | None = None) -> list[Issue]:
    """Read the fact as the next build would; returns what is only to be noted.

    Raises InputError where the form would not take it, or something is missing.
    """
    if folder.is_sample:
        raise InputError("Đang xem dữ liệu mẫu: không ghi thay đổi. Hãy đặt tệp của phường vào data/raw trước.")
    if not by.strip():
        raise InputError("Chưa ghi ai nhập. Hãy thêm --by với tên hoặc chức danh.")
    if fact.form == FORM:
        period = _choose_period(folder, fact, now)
        decide_class(folder, fact.cells, by=by, period=period, today=now.date(), shown=shown)
        return []
    layout = find_layout(fact.form)
    if missing := [field for field in _NEEDED.get(fact.form, ()) if field not in fact.cells]:
        names = ", ".join(f"{field} («{layout.columns[field].title}»)" for field in missing)
        raise InputError(f"Chưa ghi được: thiếu {names}.")
    context, _ = _read_context(folder, now)
    period = fact.period or str(context.plan_year)
    line = Typed(2, "", "", by, "", period, fact.report_date, fact.cells)
    report = read_lines(fact.form, [line], context)
    if rejected := list(dict.fromkeys(list_rejected(report))):
        raise InputError("Chưa ghi được: " + " ".join(rejected))
    return report.list_issues()


def _choose_period(folder: DataFolder, fact: Fact, now: datetime) -> str:
    return fact.period or str(_read_context(folder, now)[0].plan_year)


def _read_context(folder: DataFolder, now: datetime) -> tuple[Context, Answers]:
    with duckdb.connect(config=WRITER_CONFIG) as connection:
        create_schema(connection)
        load_reference(connection, folder.map_reference())
        answers = read_decided(connection, folder).answers
        return read_context(connection, secret=folder.peek_secret(), today=now.date(), answers=answers), answers


def record(folder: DataFolder, fact: Fact, *, by: str, now: datetime) -> str:
    """Write the fact down; returns the id of the record. Raises as `check_fact`."""
    with hold(folder.root):
        record_id, line = prepare_record(folder, fact, by=by, now=now)
        append_line(folder.decisions, line)
    return record_id


def prepare_record(
    folder: DataFolder, fact: Fact, *, by: str, now: datetime, shown: Path | None = None
) -> tuple[str, NewLine]:
    """The id of the record and the line to write down; `shown`: the warehouse whose households are meant, where it is
    not the published one. Raises as `check_fact`."""
    check_fact(folder, fact, by=by, now=now, shown=shown)
    if fact.form == FORM:
        period = _choose_period(folder, fact, now)
        answer = decide_class(folder, fact.cells, by=by, period=period, today=now.date(), shown=shown)
        return name_decision(answer), write_answer(answer)
    line = write_typed(
        folder.decisions,
        fact.form,
        fact.cells,
        at=now.isoformat(timespec="seconds"),
        by=by,
        period=fact.period,
        report_date=fact.report_date,
    )
    return line.cells[0], line


def list_records(folder: DataFolder) -> list[tuple[str, Typed, bool]]:
    """Form, line and whether it holds, of everything typed in."""
    found = []
    for form in FORMS:
        lines = read_typed(folder.decisions, form)
        holding = {line.record_id for line in list_in_force(lines)}
        found += [(form, line, line.record_id in holding) for line in lines if not line.withdraws]
    return found


def withdraw(folder: DataFolder, record_id: str, *, by: str, now: datetime) -> str:
    """Take a record back by a later line; returns its form. Raises InputError where there is none that holds."""
    if not by.strip():
        raise InputError("Chưa ghi ai rút lại. Hãy thêm --by với tên hoặc chức danh.")
    with hold(folder.root):
        form, line = _prepare_withdrawal(folder, record_id, by=by, now=now)
        append_line(folder.decisions, line)
    return form


def _prepare_withdrawal(folder: DataFolder, record_id: str, *, by: str, now: datetime) -> tuple[str, NewLine]:
    if line := take_back(_read_context(folder, now)[1], record_id, by=by, today=now.date()):
        return FORM, line
    form = next((form for form, line, holds in list_records(folder) if holds and line.record_id == record_id), None)
    if form is None:
        raise InputError(f"Không có ghi nhận «{record_id}» đang có hiệu lực. Xem: python -m etl records.")
    at = now.isoformat(timespec="seconds")
    return form, write_typed(folder.decisions, form, {}, at=at, by=by, withdraws=record_id)
