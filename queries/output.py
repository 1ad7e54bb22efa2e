"""Results and tables as JSON, CSV or lines on a terminal."""

import csv
import io
import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum

from queries.formula import guard
from queries.listing import Table
from queries.result import Result, Row
from queries.words import Words


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"
    CSV = "csv"


Cells = dict[str, object]
UNKNOWN = "—"


def list_rows(result: Result) -> list[Cells]:
    """Return the groups that were asked for, or the total alone; nothing when nothing is loaded."""
    shown = result.rows if result.by else tuple(row for row in (result.total,) if row)
    return [_write_row(row, result.by) for row in shown]


def list_cells(table: Table) -> list[Cells]:
    return [{column.name: _plain(cell) for column, cell in zip(table.columns, row, strict=True)} for row in table.rows]


def write(rows: Sequence[Cells], shape: Format) -> str:
    """Return the rows in one of the three shapes, without a last line end."""
    if shape is Format.JSON:
        return json.dumps(rows, ensure_ascii=False, indent=1)
    return _write_csv(rows) if shape is Format.CSV else _align(rows)


def _write_row(row: Row, by: str | None) -> Cells:
    cells: Cells = {"period": row.period, "standard_id": row.standard_id, "area_id": row.area_id}
    if by:
        cells[by] = row.key
    return cells | {
        "numerator": row.numerator,
        "denominator": row.denominator,
        "value": row.value,
        "unknown": None if row.suppressed else row.unknown,
        "status": row.status,
        "suppressed": row.suppressed,
    }


def _plain(cell: object) -> object:
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Words):
        return str(cell)
    return float(cell) if isinstance(cell, Decimal) else cell


def _write_csv(rows: Sequence[Cells]) -> str:
    if not rows:
        return ""
    text = io.StringIO(newline="")
    # As RFC 4180 has it: with "\n" alone Python leaves a "\r" within words unquoted.
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: guard(cell) if isinstance(cell, str) else cell for name, cell in row.items()})
    return text.getvalue().removesuffix("\r\n")


def _align(rows: Sequence[Cells]) -> str:
    """Return columns as wide as their widest cell, the header first."""
    if not rows:
        return ""
    lines = [list(rows[0]), *([UNKNOWN if cell is None else str(cell) for cell in row.values()] for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )
