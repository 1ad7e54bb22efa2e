"""What is said of a file as a whole, and which of its sheets are somebody's draft."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePosixPath

from etl.issue import Issue, Severity
from etl.sheet_report import SheetReport
from etl.workbook.model import Sheet, Workbook

_TEXT_NAMES = ("", ".csv", ".txt", ".tsv", ".tab")
# «Nhập» is where people type, «nháp» what they throw away: letters count. Without any mark «nhap» may be both.
_DRAFT = re.compile(
    r"(?<!\w)(?:nháp|cũ|bản sao|sao chép|copy|backup|bak|draft|old|bản lưu|lưu cũ|không dùng|bỏ)(?!\w)", re.IGNORECASE
)
_COPY = re.compile(r"^(?P<name>.+?)\s*\(\d+\)$")


def list_file_findings(workbook: Workbook, file: str) -> list[Issue]:
    """A name that promises another kind of file; a workbook that counts its days from 1904."""
    found = []
    suffix = PurePosixPath(file).suffix.lower()
    if workbook.kind == "csv" and suffix not in _TEXT_NAMES:
        said = f"Tệp có đuôi {suffix} nhưng thật ra là bảng dạng chữ (CSV); đã đọc như CSV. Nên lưu lại dạng .xlsx."
        found.append(Issue(Severity.INFO, "renamed_text", said, file))
    if workbook.has_1904_dates:
        said = "Tệp đếm ngày từ năm 1904 (Excel cho máy Mac đời cũ); ngày đã được đọc theo cách đếm này."
        found.append(Issue(Severity.INFO, "dates_1904", said, file))
    return found


def list_drafts(sheets: Iterable[Sheet]) -> set[str]:
    """Names of sheets that call themselves a draft, an old one, a copy («Khối 1 (2)» beside «Khối 1»).

    Empty where that would leave no other sheet: then they are the list.
    """
    names = {sheet.name for sheet in sheets}
    drafts = {name for name in names if _DRAFT.search(unicodedata.normalize("NFC", name)) or _is_copy(name, names)}
    return drafts if drafts != names else set()


def say_draft(file: str, name: str) -> Issue:
    said = (
        f"Trang «{name}» có tên của bản nháp, bản cũ hoặc bản sao nên không lấy số liệu; nếu cần, hãy đổi tên trang "
        "rồi nạp lại."
    )
    return Issue(Severity.WARNING, "draft_sheet", said, file, name)


def _is_copy(name: str, names: set[str]) -> bool:
    found = _COPY.match(name)
    return found is not None and found["name"].strip() in names


def say_once(sheets: Iterable[SheetReport], rule: str) -> None:
    """Where several sheets of one file say the very same, leave it with the first, which names how many more."""
    alike: dict[str, list[SheetReport]] = {}
    for sheet in sheets:
        for message in dict.fromkeys(issue.message for issue in sheet.issues if issue.rule == rule):
            alike.setdefault(message, []).append(sheet)
    for message, (first, *others) in alike.items():
        if others:
            said = f"{message.rstrip('.')} (và {len(others)} trang khác cũng vậy)."
            first.issues = [
                replace(issue, message=said) if issue.message == message else issue for issue in first.issues
            ]
        for sheet in others:
            sheet.issues = [issue for issue in sheet.issues if issue.message != message]
