"""A workbook understood: every sheet given to the form its content shows, every row accounted for."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from etl.checksums import check_summary
from etl.clean.dates import EPOCH, EPOCH_1904
from etl.decisions.corrections import correct
from etl.errors import FileRefused
from etl.file_findings import list_drafts, list_file_findings, say_draft, say_once
from etl.header import Header, find_header, list_titles
from etl.issue import Issue, Severity
from etl.layout import read_layouts
from etl.letters import restore_letters
from etl.reference import Context
from etl.sheet_reader import FORMS, read_sheet
from etl.sheet_report import SheetReport
from etl.sheet_time import read_year
from etl.sources.left_households import merge_left_households, merge_left_rows
from etl.sources.listed_ids import separate_namesakes, separate_shared_numbers
from etl.sources.person_households import merge_copied_persons
from etl.sources.repeated_households import merge_repeated
from etl.sources.unknown_areas import add_up_unknown_areas
from etl.workbook.model import Sheet, Workbook
from etl.workbook.reader import WorkbookReader

# Of this the reader gives values alone.
_HALF_SEEN = "xlsb"
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

    def forget_cells(self) -> None:
        """Keep the records alone: the cells of a long list take the memory that staging needs."""
        for sheet in self.sheets:
            sheet.raw = {}

    def forget_rows(self) -> None:
        """Keep what is said of the rows, not the rows: those of a long list take the memory that the models need."""
        for sheet in self.sheets:
            sheet.records = ()


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
        report.sheets.append(read_sheet(report.file, sheet, header, context, loaded_date, None))
    except FileRefused as refusal:
        report.refused = refusal


def hash_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_sheets(report: FileReport, workbook: Workbook, context: Context, loaded_date: date) -> None:
    if workbook.kind == _HALF_SEEN:
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

    names = [sheet.name for sheet in workbook.sheets if sheet.is_visible]
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
            header = find_header(sheet, context.answers, names)
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
            report.sheets.append(read_sheet(report.file, sheet, header, context, loaded_date, file_year))
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


def _check_across(report: FileReport, context: Context) -> None:
    lists = [sheet for sheet in report.sheets if sheet.form == "household_review"]
    separate_shared_numbers(lists, context.secret)
    separate_namesakes(lists, context.secret)
    merge_left_rows(lists)
    merge_repeated(lists)
    say_once(report.sheets, "extra_columns")
    for sheet in report.sheets:
        add_up_unknown_areas(sheet)
    persons = [sheet for sheet in report.sheets if sheet.form == "member_list"]
    merge_copied_persons(persons)
    merge_left_households(persons)
    lists += [sheet for sheet in persons if sheet.reports_households]
    for summary in report.sheets:
        if summary.form == "summary":
            check_summary(summary, lists, context)
