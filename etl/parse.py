"""A workbook understood: every sheet given to the form its content shows, every row accounted for."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from pathlib import Path

import numpy as np

from etl.checksums import check_summary, check_sums
from etl.clean.dates import EPOCH, EPOCH_1904, parse_report_date
from etl.clean.numbers import read_money_scale
from etl.clean.text import tidy_text
from etl.decisions.corrections import correct
from etl.errors import FileRefused
from etl.file_findings import list_drafts, list_file_findings, say_draft, say_once
from etl.header import Header, find_header, list_titles
from etl.issue import Issue, Severity
from etl.layout import read_layouts
from etl.letters import restore_letters
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
    say_unknown_section,
)
from etl.sheet_report import Record, RowQuarantined, SheetReport, read_column
from etl.sheet_rows import SheetRow, Table, read_table
from etl.sheet_time import SheetTime, read_time, read_year
from etl.sources.entitlement_list import read_entitlement
from etl.sources.household_event import read_event
from etl.sources.household_review import read_households
from etl.sources.left_households import merge_left_households
from etl.sources.listed_ids import separate_namesakes, separate_shared_numbers
from etl.sources.member_list import read_persons
from etl.sources.movement_report import read_listed_class, read_movement, take_ward_rows
from etl.sources.official_series import read_figure
from etl.sources.policy_coverage import read_coverage
from etl.sources.project_progress import read_line
from etl.sources.repeated_households import merge_repeated
from etl.sources.resident_households import read_residents
from etl.sources.task_report import read_task
from etl.sources.unknown_areas import add_up_unknown_areas
from etl.table_reader import TableReader
from etl.workbook.model import Rows, Sheet, Workbook
from etl.workbook.reader import WorkbookReader

_READERS: dict[str, Callable[[RowReader], Record]] = {
    "project_progress": read_line,
    "resident_households": read_residents,
    "movement_report": read_movement,
    "household_event": read_event,
    "official_series": read_figure,
    "task_report": read_task,
    "policy_coverage": read_coverage,
    "entitlement_list": read_entitlement,
}
FORMS = ("household_review", *_READERS, "member_list")
_DATED_FORMS = ("project_progress", "task_report", "policy_coverage")
_LISTS_OF_HOUSEHOLDS = ("household_review", "member_list")
_SMALLEST_IN_DONG = 100_000
# Of these the reader gives values alone.
_HALF_SEEN = ("xls", "xlsb", "ods")
_SAY_MACROS = "Tệp có macro: chỉ đọc số liệu đã lưu trong ô, không chạy macro."
_SAY_HALF_SEEN = (
    "Tệp .{}: đã đọc số liệu nhưng không thấy được ô lỗi (#N/A, #REF! bị coi là ô trống), dòng ẩn và cột ẩn của loại "
    "tệp này. Nên mở bằng Excel hoặc LibreOffice, lưu dạng .xlsx rồi nạp bản đó."
)


@dataclass(slots=True)
class FileReport:
    """One file: its sheets understood, or the reason why nothing was taken."""

    file: str
    sha256: str
    sheets: list[SheetReport] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    refused: FileRefused | None = None
    hidden_rows: int = 0
    hidden_columns: int = 0
    hidden_sheets: int = 0

    def list_issues(self) -> list[Issue]:
        return self.issues + [issue for sheet in self.sheets for issue in sheet.issues]


def read_file(path: Path, name: str, *, reader: WorkbookReader, context: Context, loaded_date: date) -> FileReport:
    """Everything one file gives; never raises for what the file holds. `name` is the path shown to people."""
    report = FileReport(name, hash_file(path))
    try:
        workbook, report.issues = restore_letters(reader.read(path), name)
        workbook, mended = correct(workbook, context.corrections.get(report.sha256, ()), name)
        report.issues += mended
        epoch = EPOCH_1904 if workbook.has_1904_dates else EPOCH
        _read_sheets(report, workbook, replace(context, epoch=epoch), loaded_date)
    except FileRefused as refusal:
        report.sheets.clear()
        report.refused = refusal
    return report


def read_known_sheet(report: FileReport, sheet: Sheet, header: Header, context: Context, loaded_date: date) -> None:
    """Add to the report what a sheet gives whose header is known already."""
    try:
        report.sheets.append(_read_sheet(report.file, sheet, header, context, loaded_date, None))
    except FileRefused as refusal:
        report.refused = refusal


def hash_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_sheets(report: FileReport, workbook: Workbook, context: Context, loaded_date: date) -> None:
    if workbook.kind in _HALF_SEEN:
        report.issues.append(Issue(Severity.WARNING, "half_seen", _SAY_HALF_SEEN.format(workbook.kind), report.file))
    if workbook.has_macros:
        report.issues.append(Issue(Severity.INFO, "macros", _SAY_MACROS, report.file))
    report.issues += list_file_findings(workbook, report.file)
    refusals: list[FileRefused] = []
    found: list[tuple[Sheet, Header]] = []

    def refuse(sheet: Sheet, refusal: FileRefused) -> None:
        refusals.append(refusal)
        report.issues.append(
            Issue(Severity.ERROR, refusal.rule, refusal.message, report.file, sheet.name, asked=refusal.asked)
        )

    for sheet in workbook.sheets:
        report.hidden_rows += sheet.hidden_rows
        report.hidden_columns += sheet.hidden_columns
        if not sheet.is_visible:
            report.hidden_sheets += 1
            _say_left_out(
                report, sheet, "hidden_sheet", "đang ẩn nên không lấy số liệu; nếu cần, hãy bỏ ẩn rồi nạp lại"
            )
            continue
        try:
            header = find_header(sheet, context.answers)
        except FileRefused as refusal:
            refuse(sheet, refusal)
            continue
        if header is not None:
            found.append((sheet, header))
        elif sheet.height:
            _say_left_out(report, sheet, "unknown_form", "không phải biểu nào của phần mềm nên không lấy số liệu")
    drafts = list_drafts(sheet for sheet, _ in found)
    for name in sorted(drafts):
        report.issues.append(say_draft(report.file, name))
    found = [(sheet, header) for sheet, header in found if sheet.name not in drafts]
    file_year = _find_file_year(found)
    for sheet, header in found:
        try:
            report.sheets.append(_read_sheet(report.file, sheet, header, context, loaded_date, file_year))
        except FileRefused as refusal:
            refuse(sheet, refusal)
    if not report.sheets:
        raise refusals[0] if refusals else FileRefused("unknown_form", _describe_unknown(workbook))
    _check_across(report, context)


def _find_file_year(found: list[tuple[Sheet, Header]]) -> int | None:
    """The one year that sheets of a workbook name: it is also the year of those beside them that name none."""
    years = {read_year(list_titles(sheet, header), header.labels, sheet.name) for sheet, header in found} - {None}
    return years.pop() if len(years) == 1 else None


def _say_left_out(report: FileReport, sheet: Sheet, rule: str, why: str) -> None:
    report.issues.append(Issue(Severity.INFO, rule, f"Trang «{sheet.name}» {why}.", report.file, sheet.name))


def _describe_unknown(workbook: Workbook) -> str:
    shown = (f"«{sheet.name}»{'' if sheet.is_visible else ' đang ẩn'}" for sheet in workbook.sheets)
    names = ", ".join(shown) or "không có trang nào"
    forms = "; ".join(layout.title for layout in read_layouts() if layout.form in FORMS)
    return (
        f"Không nhận ra biểu nào trong tệp (các trang: {names}). "
        f"Phần mềm nhận: {forms}. Hãy kiểm tra dòng tiêu đề cột rồi nạp lại."
    )


def _read_sheet(
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
        stretches = _list_stretches(report, table, context)
        areas = [stretch.area_id for stretch in stretches for _ in stretch.rows]
        reader = TableReader(table, table.data_rows, areas, header, report, context, scale)
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
    return {**row.cells, "area_id": context.areas.find(tidy_text(row.cells.get("area")))}


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
    """Data rows, 0-based, between two sections or totals, and the khối that the section or the sheet gives them."""

    rows: Rows
    area_id: str | None


def _list_stretches(report: SheetReport, table: Table, context: Context) -> list[Stretch]:
    """The data rows, a part for each stretch between two sections or totals; the others are counted and said."""
    area_id, start, data, stretches = context.areas.find(report.sheet), 0, table.data_rows, list[Stretch]()
    if area_id:
        report.area_ids.add(area_id)
    for row in table.skipped:
        report.skipped[row.kind] += 1
        if row.kind in ("section", "total"):
            end = int(np.searchsorted(data, row.number - 1))
            stretches.append(Stretch(data[start:end], area_id))
            start = end
        if row.kind == "section":
            area_id = None if row.names_unknown_place else row.section_area_id or area_id
            say_unknown_section(report, row, context.areas)
            report.area_ids.update({row.section_area_id} - {None})  # type: ignore[arg-type]
    return [*stretches, Stretch(data[start:], area_id)]


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


_COPY = ("duplicate_row", "running_number", "trùng hệt một dòng ở trên nên chỉ tính một lần")


def _merge_copies(reader: TableReader) -> TableReader:
    """The rows that are written for the first time; copies are counted."""
    first: dict[object, int] = {}
    is_first = [first.setdefault(signature, place) == place for place, signature in enumerate(reader.list_signatures())]
    for place, is_new in enumerate(is_first):
        if not is_new:
            reader.report.rows_merged += 1
            reader.reader(place).note(Severity.INFO, *_COPY)
    return reader if all(is_first) else reader.keep(is_first)


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
    report.test_rows = sum(map(bool, read_column(report.records, "is_test")))
    report.area_ids.update(area for area in read_column(report.records, "area_id") if isinstance(area, str))


def _check_across(report: FileReport, context: Context) -> None:
    lists = [sheet for sheet in report.sheets if sheet.form == "household_review"]
    separate_shared_numbers(lists, context.secret)
    separate_namesakes(lists, context.secret)
    merge_repeated(lists)
    say_once(report.sheets, "extra_columns")
    for sheet in report.sheets:
        add_up_unknown_areas(sheet)
    persons = [sheet for sheet in report.sheets if sheet.form == "member_list"]
    merge_left_households(persons)
    lists += [sheet for sheet in persons if sheet.reports_households]
    for summary in report.sheets:
        if summary.form == "summary":
            check_summary(summary, lists, context)
