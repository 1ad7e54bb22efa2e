"""A second table below the first on one sheet: of another form, or the same list of another year."""

from collections.abc import Iterator

import numpy as np

from etl.clean.text import fold_text, tidy_text
from etl.errors import FileRefused
from etl.header import MOST_TIERS, Header, find_header
from etl.layout import list_forms
from etl.sheet_report import SheetReport
from etl.sheet_rows import SheetRow
from etl.sheet_time import read_year
from etl.table import Table
from etl.workbook.model import Sheet

_FEWEST_LABELS = 2
_TITLE_ABOVE = 6
_FEWEST_CELLS = 3


def refuse_other_table(report: SheetReport, sheet: Sheet, table: Table, header: Header) -> None:
    """Raises FileRefused (rule `two_tables`): rows of the second would be read as rows of the first."""
    for last, row in _list_openings(table):
        below = header if row.kind == "header" else _find_table(sheet, row.number - 1)
        if below is None:
            continue
        above = _list_texts(sheet, max(last, row.number - 1 - _TITLE_ABOVE), row.number - 1)
        year, first = read_year(above, (), ""), int((report.period or "0")[:4])
        if below.layout.form != header.layout.form:
            raise _refuse(report, row.number, f"biểu «{below.layout.title}»")
        if year is not None and year != first:
            raise _refuse(report, row.number, f"của năm {year}, bảng trên của năm {first}")


def _list_openings(table: Table) -> Iterator[tuple[int, SheetRow]]:
    """Rows where another table may begin, after a gap or a row that is no data, and the last row of data before."""
    is_data, is_sparse = np.isin(table.rows, table.data_rows), table.count_filled() < _FEWEST_CELLS
    full = np.where(is_data & ~is_sparse, table.rows + 1, 0)
    last = np.maximum.accumulate(full) if len(full) else full
    is_apart = np.ones(len(table.rows), dtype=bool)
    is_apart[1:] = (np.diff(table.rows) > 1) | is_sparse[:-1] | ~is_data[:-1]
    for place in np.flatnonzero(is_apart | ~is_data).tolist():
        row = table.row(int(table.rows[place]))
        if place and (row.kind == "header" or (is_apart[place] and _has_labels(row))):
            yield int(last[place - 1]), row


def _has_labels(row: SheetRow) -> bool:
    texts = [tidy_text(value) for value in row.cells.values() if isinstance(value, str)]
    return sum(bool(list_forms(fold_text(text))) for text in texts) >= _FEWEST_LABELS


def _find_table(sheet: Sheet, first: int) -> Header | None:
    """The header that begins in this row, whatever form it is of."""
    part = sheet.cut(first, first + MOST_TIERS)
    try:
        found = find_header(part)
    except FileRefused:
        return None
    return found if found is not None and found.first_row == 0 else None


def _list_texts(sheet: Sheet, first: int, last: int) -> list[str]:
    return [text for row in range(first, last) for value in sheet.row(row) if (text := tidy_text(value))]


def _refuse(report: SheetReport, row: int, what: str) -> FileRefused:
    return FileRefused(
        "two_tables",
        f"Trang «{report.sheet}» có hai bảng, bảng sau ({what}) bắt đầu ở dòng {row}. Hãy để mỗi bảng ở một trang "
        "riêng rồi nạp lại.",
    )
