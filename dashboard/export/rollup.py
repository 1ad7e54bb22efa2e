"""A roll-up as Parquet, and as a workbook that reads back as the same lines."""

import json
from dataclasses import asdict, fields
from datetime import date, datetime
from io import BytesIO
from typing import get_args

import pyarrow as pa
import pyarrow.parquet as parquet
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from dashboard import theme
from dashboard.export.workbook import OPTIONS, Pens, clean, write_words
from queries.formula import looks_like_formula
from queries.rollup import COLUMNS, SCHEMA_VERSION, Check, Line, digest
from queries.rollup.reading import ABOUT, ROWS

TYPES = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), date: pa.date32()}
Words = tuple[tuple[str, str], ...]


def write_parquet(lines: tuple[Line, ...], checks: tuple[Check, ...]) -> bytes:
    """Return the lines with what they say of themselves; the same lines make the same bytes."""
    about = json.dumps(dict(list_about(lines, checks)), ensure_ascii=False)
    columns = [pa.field(field.name, _find_type(field.type)) for field in fields(Line)]
    schema = pa.schema(columns, metadata={ROWS: about})
    target = BytesIO()
    parquet.write_table(pa.Table.from_pylist([asdict(line) for line in lines], schema), target, compression="zstd")
    return target.getvalue()


def list_about(lines: tuple[Line, ...], checks: tuple[Check, ...]) -> tuple[tuple[str, str | int], ...]:
    """Return (what, how): version, digest of the lines, and each check with what breaks it."""
    told = ((f"check_{one.id}", "; ".join(one.broken) or "ok") for one in checks)
    return ("schema_version", SCHEMA_VERSION), ("digest", digest(lines)), ("lines", len(lines)), *told


def _find_type(kind: object) -> pa.DataType:
    (known,) = {*(get_args(kind) or (kind,))} & set(TYPES)
    return TYPES[known]


def write_workbook(
    lines: tuple[Line, ...], checks: tuple[Check, ...], title: str, words: Words, name: str, moment: datetime
) -> bytes:
    """Return the workbook: the lines, the checks, and on the sheet `name` what each indicator means."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        book.set_properties({"title": clean(title), "created": moment})
        pens = Pens(book)
        _write_lines(book.add_worksheet(ROWS), lines, pens)
        about = book.add_worksheet(ABOUT)
        for row, (what, how) in enumerate(list_about(lines, checks)):
            write_words(about, row, 0, what, pens.take(bold=True))
            about.write(row, 1, how, pens.take())
        about.set_column(0, 1, 30)
        told = book.add_worksheet(name)
        for row, pair in enumerate(words):
            for column, said in enumerate(pair):
                write_words(told, row, column, said, pens.take(text_wrap=True, bold=column == 0))
        told.set_column(0, 0, 34)
        told.set_column(1, 1, 100)
    return target.getvalue()


def _write_lines(sheet: Worksheet, lines: tuple[Line, ...], pens: Pens) -> None:
    for column, name in enumerate(COLUMNS):
        write_words(sheet, 0, column, name, pens.take(bold=True, bottom=2, bg_color=theme.PALE))
        sheet.set_column(column, column, max(12, len(name) + 2))
    for row, line in enumerate(lines, start=1):
        for column, cell in enumerate(asdict(line).values()):
            _write_cell(sheet, row, column, cell, pens)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(lines), len(COLUMNS) - 1)


def _write_cell(sheet: Worksheet, row: int, column: int, cell: object, pens: Pens) -> None:
    """Write a day as ISO words, for Excel has no day that is not a moment; nothing known is an empty cell."""
    if cell is None or cell == "":
        return
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell, pens.take())
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell, pens.take())
    else:
        words = cell.isoformat() if isinstance(cell, date) else str(cell)
        guard = {"quote_prefix": True} if looks_like_formula(words) else {}
        write_words(sheet, row, column, words, pens.take(**guard))
