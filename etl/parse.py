"""A workbook understood: every sheet given to the form its content shows, every row accounted for."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from etl.checksums import check_summary, check_sums
from etl.clean.dates import parse_report_date
from etl.clean.numbers import read_money_scale
from etl.clean.text import tidy_text
from etl.errors import FileRefused
from etl.header import Header, find_header
from etl.issue import Issue, Severity
from etl.reference import Context
from etl.row_reader import RowReader, read_year
from etl.sheet_report import Record, RowQuarantined, SheetReport
from etl.sheet_rows import SheetRow, list_rows
from etl.sources.household_review import read_household, separate_shared_numbers
from etl.sources.member_list import read_member
from etl.sources.project_progress import read_line
from etl.sources.resident_households import read_residents
from etl.workbook.model import Sheet, Workbook, name_cell
from etl.workbook.reader import WorkbookReader

_READERS: dict[str, Callable[[RowReader], Record]] = {
    "household_review": read_household,
    "member_list": read_member,
    "project_progress": read_line,
    "resident_households": read_residents,
}
FORMS = tuple(_READERS)
_SMALLEST_IN_DONG = 100_000


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
        _read_sheets(report, reader.read(path), context, loaded_date)
    except FileRefused as refusal:
        report.sheets.clear()
        report.refused = refusal
    return report


def hash_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_sheets(report: FileReport, workbook: Workbook, context: Context, loaded_date: date) -> None:
    refusals: list[FileRefused] = []
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
            header = find_header(sheet)
            if header is not None:
                report.sheets.append(_read_sheet(report.file, sheet, header, context, loaded_date))
                continue
        except FileRefused as refusal:
            refusals.append(refusal)
            report.issues.append(Issue(Severity.ERROR, refusal.rule, refusal.message, report.file, sheet.name))
            continue
        if sheet.rows:
            _say_left_out(report, sheet, "unknown_form", "không phải biểu nào của phần mềm nên không lấy số liệu")
    if not report.sheets:
        raise refusals[0] if refusals else FileRefused("unknown_form", _describe_unknown(workbook))
    _check_across(report, context)


def _say_left_out(report: FileReport, sheet: Sheet, rule: str, why: str) -> None:
    report.issues.append(Issue(Severity.INFO, rule, f"Trang «{sheet.name}» {why}.", report.file, sheet.name))


def _describe_unknown(workbook: Workbook) -> str:
    names = ", ".join(f"«{sheet.name}»" for sheet in workbook.sheets) or "không có trang nào"
    return (
        f"Không nhận ra biểu nào trong tệp (các trang: {names}). "
        "Phần mềm nhận: danh sách hộ sau rà soát, danh sách thành viên hộ, "
        "tổng hợp số hộ dân cư, tiến độ dự án theo đơn vị. Hãy kiểm tra dòng tiêu đề cột rồi nạp lại."
    )


def _read_sheet(file: str, sheet: Sheet, header: Header, context: Context, loaded_date: date) -> SheetReport:
    titles = [tidy_text(value) for row in sheet.rows[: header.first_row] for value in row if value is not None]
    year = read_year(titles, header.labels, sheet.name)
    report = SheetReport(
        file, sheet.name, header.layout.form, str(year or context.plan_year), header.first_row + 1, header.columns
    )
    _say_of_header(report, header, has_year=year is not None)
    if header.layout.form == "project_progress":
        report.report_date = _read_report_date(titles) or min(loaded_date, date(int(report.period or 0), 12, 31))
    _report_error_cells(report, sheet, header)
    rows = list(list_rows(sheet, header, context.areas))
    report.rows_read = len(rows)
    if header.layout.form in _READERS:
        scale = _read_scale(titles, rows, header)
        _read_rows(report, rows, header, context, scale=scale, sheet_area_id=context.areas.find(sheet.name))
        check_sums(report, rows, header, context, scale=scale)
    else:
        report.skipped["summary"] = len(rows)
        report.raw = [_show_summary(row, context) for row in rows]
    report.check_conservation()
    return report


def _show_summary(row: SheetRow, context: Context) -> Record:
    return {**row.cells, "area_id": context.areas.find(tidy_text(row.cells.get("area")))}


def _read_report_date(titles: list[str]) -> date | None:
    return next((found for title in titles if (found := parse_report_date(title))), None)


def _read_scale(titles: list[str], rows: list[SheetRow], header: Header) -> int:
    """Đồng per unit of a money form. Raises FileRefused where no unit is named and figures are too small for đồng."""
    scale = next((scale for title in titles if (scale := read_money_scale(title))), None)
    if scale is not None or header.layout.form != "project_progress":
        return scale or 1
    figures = [row.cells.get("assigned_vnd") for row in rows if row.kind == "data"]
    if any(isinstance(figure, float | int) and 0 < figure < _SMALLEST_IN_DONG for figure in figures):
        raise FileRefused(
            "money_unit_missing",
            f"Không rõ tiền ghi theo đồng hay triệu đồng (bảng bắt đầu ở dòng {header.first_row + 1}). "
            "Hãy thêm dòng «ĐVT: triệu đồng» phía trên bảng rồi nạp lại.",
        )
    return 1


def _say_of_header(report: SheetReport, header: Header, *, has_year: bool) -> None:
    """What was assumed of the sheet and what was left out of it."""
    if not has_year:
        report.add_issue(
            Severity.INFO, "year_assumed", f"Không thấy năm của biểu; tính là năm {report.period} theo kế hoạch."
        )
    extra = [label for place, label in enumerate(header.labels) if label and place not in header.columns.values()]
    if extra and header.layout.form in _READERS:
        names = ", ".join(f"«{label}»" for label in dict.fromkeys(extra))
        report.add_issue(Severity.INFO, "extra_columns", f"Các cột không dùng đến: {names}.")


def _report_error_cells(report: SheetReport, sheet: Sheet, header: Header) -> None:
    wanted = {column: name for name, column in header.columns.items()}
    for row, column, shown in sheet.error_cells:
        if column in wanted and row >= header.first_data_row:
            title = header.layout.columns[wanted[column]].title
            report.add_issue(
                Severity.WARNING,
                "error_cell",
                f"Ô {name_cell(row, column)} (cột «{title}») là ô lỗi {shown}: coi như thiếu, không phải 0; hãy sửa.",
                row=row + 1,
                cell=name_cell(row, column),
                column=wanted[column],
                found=shown,
            )


def _read_rows(
    report: SheetReport,
    rows: list[SheetRow],
    header: Header,
    context: Context,
    *,
    scale: int,
    sheet_area_id: str | None,
) -> None:
    area_id, seen = sheet_area_id, set[tuple[str, ...]]()
    if sheet_area_id:
        report.area_ids.add(sheet_area_id)
    for row in rows:
        if row.kind == "section":
            area_id = None if row.names_unknown_place else row.section_area_id or area_id
            _say_unknown_section(report, row)
            report.area_ids.update({row.section_area_id} - {None})  # type: ignore[arg-type]
        if row.kind != "data":
            report.skipped[row.kind] += 1
            continue
        reader = RowReader(row, header, report, context, scale, area_id)
        report.raw.append(reader.show_public_cells())
        if reader.signature() in seen:
            report.rows_merged += 1
            reader.note(
                Severity.INFO, "duplicate_row", "running_number", "trùng hệt một dòng ở trên nên chỉ tính một lần"
            )
            continue
        seen.add(reader.signature())
        _accept(report, reader)


def _say_unknown_section(report: SheetReport, row: SheetRow) -> None:
    if row.names_unknown_place:
        report.add_issue(
            Severity.WARNING,
            "area_unknown",
            f"Dòng {row.number}: khối «{row.section_title}» không có trong danh sách khối; các hộ bên dưới tạm xếp vào "
            "«Chưa xác định», tổng của phường không đổi. Hãy sửa tên hoặc thêm vào data/reference/areas.csv.",
            row=row.number,
            found=row.section_title,
        )


def _accept(report: SheetReport, reader: RowReader) -> None:
    try:
        record = _READERS[report.form](reader)
    except RowQuarantined:
        report.rows_quarantined += 1
        return
    report.rows_accepted += 1
    report.test_rows += bool(record.get("is_test"))
    report.records.append(record)
    if isinstance(area_id := record.get("area_id"), str):
        report.area_ids.add(area_id)


def _check_across(report: FileReport, context: Context) -> None:
    lists = [sheet for sheet in report.sheets if sheet.form == "household_review"]
    separate_shared_numbers(lists, context.secret)
    for summary in report.sheets:
        if summary.form == "summary":
            check_summary(summary, lists, context)
