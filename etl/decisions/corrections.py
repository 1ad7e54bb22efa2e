"""Cells of source files put right: decisions/corrections.csv, a reviewed file. A line counts only where the cell still
says what it said then.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from etl.clean.identity import mask_text
from etl.clean.text import Value, fold_text, tidy_text
from etl.decisions.log import read_log, require_day, require_filled
from etl.issue import Issue, Severity
from etl.layout import read_layouts
from etl.workbook.address import name_cell
from etl.workbook.model import Sheet, Workbook

CORRECTIONS_FILE = "corrections.csv"
_LETTERS = re.compile(r"[A-Z]{1,3}")


@dataclass(frozen=True, slots=True)
class Correction:
    """`column`: the letters of a column, or the words above it. `wrong` and `right` as the cell shows them, or ""."""

    line: int
    decided_at: str
    decided_by: str
    sha256: str
    sheet: str
    source_row: str
    column: str
    wrong: str
    right: str
    reason: str


_FIELDS = tuple(field.name for field in fields(Correction))[1:]


def read_corrections(decisions: Path) -> dict[str, list[Correction]]:
    """Corrections by the sha256 of their file. Raises InputError naming file and line where one cannot be read."""
    found: dict[str, list[Correction]] = {}
    for line in read_log(decisions, CORRECTIONS_FILE, _FIELDS):
        correction = Correction(line.number, *line.cells)
        require_filled(line, _FIELDS, may_be_empty=("wrong", "right"))
        require_day(line, "decided_at", correction.decided_at)
        if not correction.source_row.isdecimal():
            raise line.refuse(f"source_row ghi «{correction.source_row}», phải là số dòng của trang. Hãy sửa dòng này.")
        found.setdefault(correction.sha256.lower(), []).append(correction)
    return found


def correct(workbook: Workbook, corrections: Sequence[Correction], file: str) -> tuple[Workbook, list[Issue]]:
    """The workbook with its cells put right, and what is said of each: a repair, or that it does not apply."""
    if not corrections:
        return workbook, []
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    issues = []
    for correction in corrections:
        sheet = sheets.get(correction.sheet)
        columns = list(_find_columns(sheet, correction)) if sheet else []
        if sheet is None or len(columns) != 1 or not 0 < int(correction.source_row) <= sheet.height:
            issues.append(_refuse(correction, file, "không thấy đúng một ô như vậy trong tệp"))
            continue
        row, column = int(correction.source_row) - 1, columns[0]
        if tidy_text(sheet.cell(row, column)) != tidy_text(correction.wrong):
            issues.append(_refuse(correction, file, f"ô {name_cell(row, column)} không còn ghi như khi sửa"))
            continue
        sheets[sheet.name] = _put(sheet, row, column, correction.right)
        issues.append(_say(correction, file, row, column, is_personal=_is_personal(sheet, row, column)))
    return replace(workbook, sheets=tuple(sheets[sheet.name] for sheet in workbook.sheets)), issues


def _find_columns(sheet: Sheet, correction: Correction) -> Iterator[int]:
    if _LETTERS.fullmatch(correction.column):
        place = 0
        for letter in correction.column:
            place = place * 26 + ord(letter) - ord("A") + 1
        if place <= len(sheet.columns):
            yield place - 1
        return
    wanted, above = fold_text(correction.column), min(int(correction.source_row) - 1, sheet.height)
    for column in range(len(sheet.columns)):
        if wanted in _list_labels(sheet, above, column):
            yield column


def _list_labels(sheet: Sheet, rows: int, column: int) -> set[str]:
    """The folded words in a column above a row."""
    return {fold_text(value) for row in range(rows) if isinstance(value := sheet.cell(row, column), str)}


def _put(sheet: Sheet, row: int, column: int, right: str) -> Sheet:
    cells = sheet.columns[column]
    put = cells.put({row: _read(right, cells[row])})
    errors = tuple(error for error in sheet.error_cells if error[:2] != (row, column))
    columns = (*sheet.columns[:column], put, *sheet.columns[column + 1 :])
    return replace(sheet, columns=columns, error_cells=errors)


def _read(right: str, wrong: Value) -> Value:
    """A number stays a number, so that nobody has to know how the file writes it."""
    if isinstance(wrong, int | float) and not isinstance(wrong, bool) and re.fullmatch(r"-?\d{1,11}(\.\d+)?", right):
        return float(right)
    return right or None


def _is_personal(sheet: Sheet, row: int, column: int) -> bool:
    """Whether what stands here may name a person: unless its column is plainly one that does not."""
    labels = _list_labels(sheet, row, column)
    found = [
        layout.columns[field].is_personal
        for layout in read_layouts()
        for field in layout.columns
        if any(layout.has_header(field, label) for label in labels)
    ]
    return not found or any(found)


def _say(correction: Correction, file: str, row: int, column: int, *, is_personal: bool) -> Issue:
    def show(text: str) -> str:
        return f"«{mask_text(text) if is_personal else text}»" if text else "ô trống"

    cell = name_cell(row, column)
    message = (
        f"Ô {cell}: đã đọc là {show(correction.right)} thay cho {show(correction.wrong)} "
        f"theo dòng {correction.line} của decisions/{CORRECTIONS_FILE}."
    )
    return Issue(
        Severity.REPAIR,
        "corrected",
        message,
        file,
        correction.sheet,
        cell,
        row + 1,
        found=correction.wrong or None,
        used=correction.right or None,
        is_personal=is_personal,
    )


def _refuse(correction: Correction, file: str, why: str) -> Issue:
    message = (
        f"Dòng {correction.line} của decisions/{CORRECTIONS_FILE} chưa dùng được với «{file}»: {why} (trang "
        f"«{correction.sheet}», dòng {correction.source_row}, cột «{correction.column}»). Hãy xem lại dòng này."
    )
    return Issue(Severity.WARNING, "correction_unused", message, file, correction.sheet, row=int(correction.source_row))
