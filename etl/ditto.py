"""«nt», «〃», «-nt-» below a khối, a unit, a policy: the one above, where a row of data above says it."""

from functools import lru_cache

from etl.clean.text import tidy_text
from etl.header import Header
from etl.issue import Severity
from etl.sheet_report import SheetReport
from etl.sheet_rows import SheetRow
from etl.workbook.model import Value, name_cell

_DITTO = frozenset({"nt", "n/t", "n.t", "như trên", "nhu tren", '"', "''", ",,", "〃", "″", "”", "“", "ditto"})
_AROUND = " .-–—_()"


def take_from_above(report: SheetReport, rows: list[SheetRow], header: Header) -> None:
    """Put into each such cell what it means, and say so once a column.

    Without a row of data above in the same section it says nothing: the cell is left empty, its khối «chưa xác định».
    """
    for field, column in header.columns.items():
        if header.layout.columns[field].fills_down:
            taken = _fill(rows, field)
            if taken:
                _say(report, header, field, column, taken)


def _fill(rows: list[SheetRow], field: str) -> list[int]:
    """The rows whose cell was filled."""
    above: Value = None
    taken = []
    for row in rows:
        if row.kind != "data":
            above = above if row.kind in ("header", "column_numbers") else None
            continue
        value = row.cells.get(field)
        if isinstance(value, str) and is_ditto(value):
            row.cells[field] = above
            taken += [row.number] if above is not None else []
        else:
            above = value
    return taken


@lru_cache(maxsize=20_000)
def is_ditto(written: str) -> bool:
    return tidy_text(written).lower().strip(_AROUND) in _DITTO


def _say(report: SheetReport, header: Header, field: str, column: int, taken: list[int]) -> None:
    cell = name_cell(taken[0] - 1, column)
    report.add_issue(
        Severity.REPAIR,
        "ditto",
        f"Cột «{header.layout.columns[field].title}»: {len(taken)} ô ghi như trên («nt», «〃»…), ô đầu là {cell}; đã "
        "lấy theo dòng ngay trên. Hãy kiểm tra, nên ghi đủ ở từng dòng.",
        row=taken[0],
        cell=cell,
        column=field,
    )
