"""An inspection or a build as JSON for programs and as lines for the officer."""

from collections.abc import Iterator

from etl.build import BuildReport
from etl.inspection import InspectedFile
from etl.issue import Issue, Severity
from etl.layout import read_layouts
from etl.sheet_report import SheetReport

_TITLES = {layout.form: layout.title for layout in read_layouts()}
_MARKS = {
    Severity.ERROR: "✖ lỗi",
    Severity.WARNING: "▲ cảnh báo",
    Severity.REPAIR: "■ đã sửa khi đọc",
    Severity.INFO: "○ ghi chú",
}
_ROW_KINDS = {
    "header": "dòng tiêu đề in lại",
    "column_numbers": "dòng số cột",
    "section": "dòng khối",
    "total": "dòng tổng",
    "note": "ghi chú",
    "signature": "dòng ký",
    "summary": "dòng tổng hợp",
}


def show_inspection(inspected: InspectedFile) -> dict[str, object]:
    """One object of `inspect --json`."""
    report = inspected.report
    return {
        "file": report.file,
        "sha256": report.sha256,
        "refused": {"rule": report.refused.rule, "message": report.refused.message} if report.refused else None,
        "forms": [_show_sheet(sheet, totals) for sheet, totals in zip(report.sheets, inspected.totals, strict=True)],
        "issues": [show_issue(issue) for issue in inspected.issues],
        "hidden": {"rows": report.hidden_rows, "columns": report.hidden_columns, "sheets": report.hidden_sheets},
        "test_rows": sum(sheet.test_rows for sheet in report.sheets),
    }


def _show_sheet(sheet: SheetReport, totals: dict[str, object]) -> dict[str, object]:
    return {
        "form": sheet.form,
        "sheet": sheet.sheet,
        "period": sheet.period,
        "header_row": sheet.header_row,
        "rows_read": sheet.rows_read,
        "rows_accepted": sheet.rows_accepted,
        "rows_quarantined": sheet.rows_quarantined,
        "rows_merged": sheet.rows_merged,
        "rows_skipped": dict(sheet.skipped),
        "totals": totals,
    }


def show_issue(issue: Issue) -> dict[str, object]:
    return {
        "severity": issue.severity.value,
        "rule": issue.rule,
        "sheet": issue.sheet,
        "cell": issue.cell,
        "row": issue.row,
        "column": issue.column,
        "found": issue.found,
        "used": issue.used,
        "message": issue.message,
    }


def show_build(report: BuildReport) -> dict[str, object]:
    """The object of `build --json`; `found` is left out, a build's output may be kept in a log."""
    return {
        "warehouse": report.path.name,
        "is_new": report.is_new,
        "is_sample": report.is_sample,
        "files": [
            {
                "file": file.file,
                "refused": {"rule": file.refused.rule, "message": file.refused.message} if file.refused else None,
                "forms": [
                    {"form": sheet.form, "sheet": sheet.sheet, "rows_accepted": sheet.rows_accepted}
                    for sheet in file.sheets
                ],
            }
            for file in report.files
        ],
        "issues": [show_issue(issue) | {"file": issue.file, "found": None} for issue in report.issues],
    }


def describe_inspection(inspected: InspectedFile) -> Iterator[str]:
    """The lines an officer reads for one file."""
    report = inspected.report
    yield f"Tệp «{report.file}»"
    if report.refused:
        yield f"  ✖ Không nạp: {report.refused.message}"
    for sheet in report.sheets:
        place = f"{_TITLES[sheet.form]}, kỳ {sheet.period}, tiêu đề dòng {sheet.header_row}"
        yield f"  Trang «{sheet.sheet}»: {place} — {describe_rows(sheet)}"
    yield from (f"  {line}" for line in describe_issues(inspected.issues))


def describe_rows(sheet: SheetReport) -> str:
    """«đọc 84 dòng: nhận 66, …», the parts adding up."""
    parts = [f"nhận {sheet.rows_accepted}"]
    parts += [f"chờ sửa {sheet.rows_quarantined}"] if sheet.rows_quarantined else []
    parts += [f"trùng {sheet.rows_merged}"] if sheet.rows_merged else []
    parts += [f"{_ROW_KINDS.get(kind, kind)} {count}" for kind, count in sheet.skipped.items()]
    return f"đọc {sheet.rows_read} dòng: {', '.join(parts)}"


def describe_issues(issues: tuple[Issue, ...]) -> Iterator[str]:
    for issue in issues:
        place = f"«{issue.sheet}» — " if issue.sheet else ""
        yield f"{_MARKS[issue.severity]}: {place}{issue.message}"


def describe_build(report: BuildReport) -> Iterator[str]:
    """The lines an officer reads after a build."""
    if not report.is_new:
        yield f"Không có gì thay đổi; đang dùng {report.path.name}."
        return
    for file in report.files:
        if file.refused:
            yield f"✖ Không nạp «{file.file}»: {file.refused.message}"
        for sheet in file.sheets:
            yield f"✔ «{file.file}», trang «{sheet.sheet}» — {describe_rows(sheet)}"
    yield from (
        f"«{issue.file}» {line}"
        for issue in report.issues
        for line in describe_issues((issue,))
        if issue.severity is not Severity.INFO
    )
    yield f"Đã công bố {report.path.name}" + (" (dữ liệu mẫu – hư cấu)." if report.is_sample else ".")
