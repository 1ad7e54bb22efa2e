"""The rows of some files that wait to be mended, as a workbook of the same form; mended, it is a file like any."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_cell_to_rowcol
from xlsxwriter.workbook import Workbook as Book
from xlsxwriter.worksheet import Worksheet

from etl.clean.class_words import Result, name_result
from etl.clean.text import tidy_text
from etl.desk.aside import list_runs
from etl.desk.mended import name_property
from etl.errors import InputError
from etl.fill import create_schema
from etl.folder import DataFolder
from etl.header import Header, find_header
from etl.inspection import inspect
from etl.issue import Issue, Severity
from etl.letters import restore_letters
from etl.names import AreaIndex
from etl.reference import load_reference, read_context
from etl.sheet_report import SheetReport
from etl.workbook.model import Sheet
from etl.workbook.reader import WorkbookReader

_IN_DOUBT = "I. Chưa rõ hộ nghèo hay hộ cận nghèo"
_WAITING = "Dòng này chưa được tính"
_TOGETHER = re.compile(r"từ dòng (\d+) đến dòng (\d+)")
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_LONGEST_NAME = 31
_WIDTH = 16
# Excel's own bound on the text of a property; a longer list of rows goes on in the next.
_MOST_RUNS = 12


@dataclass(frozen=True, slots=True)
class Waiting:
    """`rows`: spreadsheet row -> why it waits; `results` -> the class that its section or its sheet tells."""

    sha256: str
    sheet: Sheet
    header: Header
    rows: dict[int, Issue]
    areas: AreaIndex
    results: dict[int, Result | None]


def mend(paths: Sequence[Path], target: Path, *, root: Path, today: date) -> int:
    """Write the workbook; returns how many rows it holds. Raises InputError where none waits or the target is there."""
    if target.exists():
        raise InputError(f"Đã có tệp {target}. Hãy chọn tên khác để không ghi đè.")
    found = list(_list_waiting(paths, root, today))
    if not found:
        raise InputError("Không có dòng nào chờ sửa trong các tệp này.")
    with xlsxwriter.Workbook(str(target), _OPTIONS) as book:
        names: list[str] = []
        for waiting in found:
            names.append(_name_sheet(waiting.sheet.name, names))
            _write(book, book.add_worksheet(names[-1]), waiting)
        _sign(book, found)
    target.chmod(0o600)
    return sum(len(waiting.rows) for waiting in found)


def _list_waiting(paths: Sequence[Path], root: Path, today: date) -> Iterator[Waiting]:
    areas = _read_areas(root, today)
    with WorkbookReader() as reader:
        for path, inspected in zip(paths, inspect(paths, root=root, today=today), strict=True):
            rows = {report.sheet: _list_rows(report) for report in inspected.report.sheets}
            if any(rows.values()):
                results = {report.sheet: report.held_results for report in inspected.report.sheets}
                sheets = restore_letters(reader.read(path), path.name)[0].sheets
                names = [sheet.name for sheet in sheets if sheet.is_visible]
                for sheet in sheets:
                    header = find_header(sheet, beside=names) if rows.get(sheet.name) else None
                    if header:
                        held = results[sheet.name]
                        yield Waiting(inspected.report.sha256, sheet, header, rows[sheet.name], areas, held)


def _read_areas(root: Path, today: date) -> AreaIndex:
    with duckdb.connect() as connection:
        create_schema(connection)
        load_reference(connection, DataFolder(root).map_reference())
        return read_context(connection, secret=b"", today=today).areas


def _list_rows(report: SheetReport) -> dict[int, Issue]:
    found: dict[int, Issue] = {}
    for issue in report.issues:
        if issue.severity is Severity.ERROR and issue.row and _WAITING in issue.message:
            together = _TOGETHER.search(issue.message)
            last = int(together[2]) if together else issue.row
            found |= {row: issue for row in range(issue.row, last + 1) if row not in found}
    return dict(sorted(found.items()))


def _write(book: Book, page: Worksheet, waiting: Waiting) -> None:
    """Titles and header as they are, then the rows; above them class and khối that a row does not name itself."""
    sheet, header = waiting.sheet, waiting.header
    width, below, day = len(header.labels), header.first_data_row, book.add_format({"num_format": "dd/mm/yyyy"})
    fault = book.add_format({"bg_color": "#FFF2CC", "num_format": "dd/mm/yyyy"})
    for row in range(below):
        for column in range(width):
            _put(page, row, column, sheet.cell(row, column), day)
    for place in sheet.merged:
        if place.bottom < below and place.right < width:
            page.merge_range(place.top, place.left, place.bottom, place.right, "")
            _put(page, place.top, place.left, sheet.cell(place.top, place.left), day)
    page.set_column(0, max(width - 1, 0), _WIDTH)
    page.freeze_panes(below, 0)
    line, said = below, list[str]()
    for number, issue in waiting.rows.items():
        named = [_name_class(waiting, number), _find_section(waiting, number)]
        sections = [section for section in named if section]
        for section in sections if sections != said else ():
            page.write_string(line, 0, section)
            line += 1
        said = sections or said
        at = _find_fault(waiting, issue)
        for column in range(width):
            _put(page, line, column, sheet.cell(number - 1, column), fault if column == at else day)
        page.write_comment(line, at, _explain(issue, number), {"x_scale": 2.5})
        line += 1


def _find_fault(waiting: Waiting, issue: Issue) -> int:
    """The column at fault; where a form has no such column, its first."""
    return xl_cell_to_rowcol(issue.cell)[1] if issue.cell else min(waiting.header.columns.values(), default=0)


def _explain(issue: Issue, number: int) -> str:
    return f"Dòng {number} của tệp gốc. {issue.message}"


def _name_class(waiting: Waiting, number: int) -> str | None:
    """A title of the class that its section tells; one of doubt, so that a row without any takes none from above."""
    if not any(waiting.results.values()):
        return None
    result = waiting.results.get(number)
    return name_result(result) if result else _IN_DOUBT


def _find_section(waiting: Waiting, number: int) -> str | None:
    """The khối of the nearest row above that names one and little else, for a row whose own cell does not."""
    sheet, areas, own = waiting.sheet, waiting.areas, waiting.header.columns.get("area")
    if own is not None and tidy_text(sheet.cell(number - 1, own)):
        return None
    for row in range(number - 2, waiting.header.first_data_row - 1, -1):
        texts = [text for column in range(len(waiting.header.labels)) if (text := tidy_text(sheet.cell(row, column)))]
        if 0 < len(texts) <= 2:
            found = areas.find(re.split("[:(]", texts[-1])[0])
            if found:
                return areas.display[found]
    return None


def _put(page: Worksheet, row: int, column: int, value: object, day: Format) -> None:
    """A text stays a text, whatever it looks like: «=1+1» is no formula, «0123» keeps its zero."""
    if isinstance(value, str):
        page.write_string(row, column, value, day)
    elif isinstance(value, bool):
        page.write_boolean(row, column, value, day)
    elif isinstance(value, float | int):
        page.write_number(row, column, value)
    elif isinstance(value, date):
        page.write_datetime(row, column, value, day)
    else:
        page.write_blank(row, column, None, day)


def _sign(book: Book, found: Sequence[Waiting]) -> None:
    """Say in the properties which rows of which content this is about; no cell of the table has to tell it."""
    number = 0
    for waiting in found:
        runs = [f"{first}-{last}" for first, last in list_runs(waiting.rows)]
        for start in range(0, len(runs), _MOST_RUNS):
            number += 1
            told = ",".join(runs[start : start + _MOST_RUNS])
            book.set_custom_property(name_property(number), f"{waiting.sha256}|{told}|{waiting.sheet.name}", "text")


def _name_sheet(name: str, taken: Sequence[str]) -> str:
    names = (name, *(f"{name[: _LONGEST_NAME - 5]} ({number})" for number in range(2, 1000)))
    return next(free for free in names if free.lower() not in {used.lower() for used in taken})
