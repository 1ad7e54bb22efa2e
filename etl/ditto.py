"""«nt», «〃», «-nt-» below a khối, a unit, a policy: the one above, where a row of data above says it."""

from dataclasses import replace
from functools import lru_cache

from etl.clean.text import Value, tidy_text
from etl.header import Header
from etl.issue import Severity
from etl.sheet_report import SheetReport
from etl.table import Table
from etl.workbook.address import name_cell
from etl.workbook.model import Cells

_DITTO = frozenset({"nt", "n/t", "n.t", "như trên", "nhu tren", '"', "''", ",,", "〃", "″", "”", "“", "ditto"})
_AROUND = " .-–—_()"


def take_from_above(report: SheetReport, table: Table, header: Header) -> Table:
    """The table with what each such cell means, said once a column.

    Without a row of data above in the same section it says nothing: the cell is left empty, its khối «chưa xác định».
    """
    columns = dict(table.columns)
    for field, column in table.columns.items():
        if header.layout.columns[field].fills_down and any(map(_is_ditto_value, column.values)):
            put = _fill(table, column)
            columns[field] = column.put(put)
            if taken := [row + 1 for row, value in put.items() if value is not None]:
                _say(report, header, field, header.columns[field], taken)
    return replace(table, columns=columns)


def _fill(table: Table, column: Cells) -> dict[int, Value]:
    """What each cell that refers to the one above means, by its row."""
    above: Value = None
    put: dict[int, Value] = {}
    for index in table.rows.tolist():
        other = table.others.get(index)
        if other is not None and other.kind != "data":
            above = above if other.kind in ("header", "column_numbers") else None
        elif _is_ditto_value(value := column[index]):
            put[index] = above
        else:
            above = value
    return put


def _is_ditto_value(value: Value) -> bool:
    return isinstance(value, str) and is_ditto(value)


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
