"""One sheet through the form that its header shows: its time, its rows, its records, its sums."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

import numpy as np

from etl.checksums import check_sums
from etl.clean.class_words import Result
from etl.clean.dates import parse_report_date
from etl.clean.numbers import read_money_scale
from etl.clean.text import tidy_text
from etl.column import Rows, join, repeat
from etl.errors import FileRefused
from etl.header import Header, list_titles
from etl.issue import Severity
from etl.reference import Context
from etl.row_reader import RowReader
from etl.second_table import refuse_other_table
from etl.sheet_cells import examine_cells
from etl.sheet_findings import (
    ask_standard,
    ask_title,
    refuse_second_table,
    report_error_cells,
    say_of_header,
    say_unknown_class,
    say_unknown_section,
)
from etl.sheet_report import Record, RowQuarantined, SheetReport, read_column
from etl.sheet_rows import AREA, CLASS, SheetRow, find_outer
from etl.sheet_time import SheetTime, read_time
from etl.sources.consultation import read_wish
from etl.sources.entitlement_list import read_entitlement
from etl.sources.household_event import read_event
from etl.sources.household_review import read_households
from etl.sources.meeting_conclusions import read_conclusion
from etl.sources.member_list import read_persons
from etl.sources.movement_report import read_listed_class, read_movement, take_ward_rows
from etl.sources.official_series import read_figure
from etl.sources.policy_coverage import read_coverage
from etl.sources.project_progress import read_line
from etl.sources.resident_households import read_residents
from etl.sources.task_report import read_task
from etl.table import Table, read_table
from etl.table_reader import TableReader
from etl.workbook.model import Sheet

_READERS: dict[str, Callable[[RowReader], Record]] = {
    "project_progress": read_line,
    "resident_households": read_residents,
    "movement_report": read_movement,
    "household_event": read_event,
    "official_series": read_figure,
    "task_report": read_task,
    "meeting_conclusions": read_conclusion,
    "policy_coverage": read_coverage,
    "entitlement_list": read_entitlement,
    "consultation": read_wish,
}
FORMS = ("household_review", *_READERS, "member_list")
_DATED_FORMS = ("project_progress", "task_report", "meeting_conclusions", "policy_coverage")
_LISTS_OF_HOUSEHOLDS = ("household_review", "member_list")
_SMALLEST_IN_DONG = 100_000


def read_sheet(
    file: str, sheet: Sheet, header: Header, context: Context, loaded_date: date, file_year: int | None
) -> SheetReport:
    titles = list_titles(sheet, header)
    is_list = header.layout.form in _LISTS_OF_HOUSEHOLDS
    time = _read_time(sheet, header, titles, plan_year=file_year or context.plan_year)
    named = context.list_standards([*titles, *header.labels, sheet.name])
    in_force = context.find_standard_in_force(time.last_day) or context.standards[0].standard_id
    report = SheetReport(
        file,
        sheet.name,
        header.layout.form,
        time.period,
        named[0] if len(named) == 1 else in_force,
        header.first_row + 1,
        header.columns,
    )
    say_of_header(report, header, time, file_year, context.answers)
    if is_list and (len(named) > 1 or (not named and context.may_name_standard(titles, besides=in_force))):
        ask_standard(report, in_force, context)
    if header.layout.form == "movement_report":
        report.listed_class = read_listed_class(titles, header)
    if header.layout.form in _DATED_FORMS:
        report.report_date = _read_report_date(titles) or min(loaded_date, date(int(report.period or 0), 12, 31))
    report_error_cells(report, sheet, header)
    table = read_table(sheet, header, context.areas)
    if header.layout.form == "movement_report":
        table = take_ward_rows(table, context)
    refuse_second_table(report, table.skipped, header)
    refuse_other_table(report, sheet, table, header)
    table = examine_cells(report, sheet, table, header, context)
    report.rows_read = len(table.rows)
    if header.layout.form in FORMS:
        scale = _read_scale(titles, table, header)
        stretches = _list_stretches(report, table, context, header.list_class)
        areas = join([repeat(stretch.area_id, len(stretch.rows)) for stretch in stretches])
        results = join([repeat(stretch.result, len(stretch.rows)) for stretch in stretches])
        reader = TableReader(table, table.data_rows, areas, header, report, context, scale, results)
        report.raw = reader.show_public_cells()
        report.records = _read_records(reader, stretches, titles)
        _count_records(report)
        if is_list:
            ask_title(report, titles)
        check_sums(report, table.skipped, header, context, scale=scale)
    else:
        report.skipped["summary"] = len(table.rows)
        report.summary = [_show_summary(table.row(index), context) for index in table.rows.tolist()]
    report.check_conservation()
    return report


def _read_time(sheet: Sheet, header: Header, titles: list[str], *, plan_year: int) -> SheetTime:
    """Raises FileRefused (rule `period_unclear`) for what came and went in a quarter: no two lists tell the same."""
    form = header.layout.form
    if form not in (*_LISTS_OF_HOUSEHOLDS, "movement_report"):
        return read_time(titles, header.labels, sheet.name, plan_year=plan_year, has_months=False)
    time = read_time(titles, header.labels, sheet.name, plan_year=plan_year, has_months=True)
    if form == "movement_report" and time.is_stretch:
        raise FileRefused(
            "period_unclear",
            f"Biểu diễn biến ở trang «{sheet.name}» không phải của một tháng hay của cả năm nên không so được với danh "
            "sách. Hãy ghi rõ ở tiêu đề, ví dụ «NĂM 2026» hoặc «THÁNG 5 NĂM 2026», rồi nạp lại.",
        )
    if form == "movement_report" and time.doubt:
        return read_time(titles, header.labels, sheet.name, plan_year=plan_year, has_months=False)
    return time


def _show_summary(row: SheetRow, context: Context) -> Record:
    area_id = context.areas.find(tidy_text(row.cells.get("area")))
    return {**row.cells, "area_id": area_id, "is_total": row.kind == "total"}


def _read_report_date(titles: list[str]) -> date | None:
    return next((found for title in titles if (found := parse_report_date(title))), None)


def _read_scale(titles: list[str], table: Table, header: Header) -> int:
    """Đồng per unit of a money form. Raises FileRefused where no unit is named and figures are too small for đồng."""
    scale = next((scale for title in titles if (scale := read_money_scale(title))), None)
    if scale is not None or header.layout.form != "project_progress" or "assigned_vnd" in header.scales:
        return scale or 1
    figures = [table.row(index).cells.get("assigned_vnd") for index in table.data_rows.tolist()]
    if any(isinstance(figure, float | int) and 0 < figure < _SMALLEST_IN_DONG for figure in figures):
        raise FileRefused(
            "money_unit_missing",
            f"Không rõ tiền ghi theo đồng hay triệu đồng (bảng bắt đầu ở dòng {header.first_row + 1}). "
            "Hãy thêm dòng «ĐVT: triệu đồng» phía trên bảng rồi nạp lại.",
        )
    return 1


@dataclass(frozen=True, slots=True)
class Stretch:
    """Data rows, 0-based, between two sections or totals, with the khối and the class that the section or the sheet
    gives them.
    """

    rows: Rows
    area_id: str | None
    result: Result | None


def _list_stretches(report: SheetReport, table: Table, context: Context, of_list: Result | None) -> list[Stretch]:
    """The data rows, a part for each stretch between two sections or totals; the others are counted and said.

    `of_list`: the class that the sheet itself names. Of classes and khối the one that comes first holds the others: a
    new one of it ends the other too.
    """
    of_sheet = context.areas.find(report.sheet)
    area_id, result, start, data, stretches = of_sheet, of_list, 0, table.data_rows, list[Stretch]()
    if area_id:
        report.area_ids.add(area_id)
    outer = find_outer(table.skipped)
    for row in table.skipped:
        report.skipped[row.kind] += 1
        if row.kind in ("section", "total"):
            end = int(np.searchsorted(data, row.number - 1))
            stretches.append(Stretch(data[start:end], area_id, result))
            start = end
        if row.kind != "section":
            continue
        if row.class_title or row.names_unknown_class:
            result = row.class_title.result if row.class_title else None
            area_id = of_sheet if outer == CLASS else area_id
            say_unknown_class(report, row)
            continue
        area_id = None if row.names_unknown_place else row.section_area_id or area_id
        result = of_list if outer == AREA and (row.section_area_id or row.names_unknown_place) else result
        say_unknown_section(report, row, context.areas)
        report.area_ids.update({row.section_area_id} - {None})  # type: ignore[arg-type]
    return [*stretches, Stretch(data[start:], area_id, result)]


def _read_records(reader: TableReader, stretches: list[Stretch], titles: list[str]) -> Sequence[Record]:
    report, scale = reader.report, reader.money_scale
    if report.form == "household_review":
        said = len(report.issues)
        records = read_households(_merge_copies(reader))
        report.issues[said:] = sorted(report.issues[said:], key=lambda issue: issue.row or 0)
        return records
    rows = [
        [
            RowReader(reader.table.row(index), reader.header, report, reader.context, scale, stretch.area_id)
            for index in stretch.rows.tolist()
        ]
        for stretch in stretches
    ]
    return list(read_persons(report, rows, titles) if report.form == "member_list" else _read_rows(report, rows))


_MOST_COPIES_SAID = 200
_COPY = ("duplicate_row", "running_number", "trùng hệt một dòng ở trên nên chỉ tính một lần")


def _merge_copies(reader: TableReader) -> TableReader:
    """The rows that are written for the first time; copies are counted."""
    copies = reader.find_copies()
    reader.report.rows_merged += len(copies)
    for place in copies[:_MOST_COPIES_SAID]:
        reader.reader(place).note(Severity.INFO, *_COPY)
    if rest := copies[_MOST_COPIES_SAID:]:
        begin, end = (int(reader.rows[place]) + 1 for place in (rest[0], rest[-1]))
        said = f"Còn {len(rest)} dòng trùng hệt nữa, từ dòng {begin} đến dòng {end}; mỗi dòng chỉ tính một lần."
        reader.report.add_issue(Severity.INFO, "duplicate_row", said, row=begin)
    return reader.leave_out(copies)


def _read_rows(report: SheetReport, stretches: list[list[RowReader]]) -> Iterator[Record]:
    """The records of a form whose rows stand each for themselves; copies and quarantined rows are counted."""
    seen: set[tuple[str, ...]] = set()
    for reader in chain.from_iterable(stretches):
        if reader.signature() in seen:
            report.rows_merged += 1
            reader.note(Severity.INFO, *_COPY)
            continue
        seen.add(reader.signature())
        try:
            yield _READERS[report.form](reader)
        except RowQuarantined as held:
            report.rows_quarantined += 1
            report.waiting += [held.record] if held.record else []


def _count_records(report: SheetReport) -> None:
    report.rows_accepted = len(report.records)
    report.test_rows = len(read_column(report.records, "is_test").find(bool))
    report.area_ids.update(area for area in set(read_column(report.records, "area_id")) if isinstance(area, str))
