"""The child process that parses workbooks: a line asks for one file, a line and its codes answer, under limits.

A crafted cell can make the parser abort the whole process; here that costs one file, not the server.
The line holds what is distinct, the values of each column; the codes behind it, one for each cell, are plain bytes.
"""

import json
import os
import sys
from array import array
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from pathlib import Path
from typing import Any

import python_calamine

from etl.errors import FileRefused
from etl.workbook.delimited import SHEET, read_delimited
from etl.workbook.limits import limit_process
from etl.workbook.ods_traits import scan_content
from etl.workbook.traits import SheetTraits, find_error_words, scan_traits
from etl.workbook.xls_traits import scan_records

_NO_TRAITS = SheetTraits()
_SCANS = {"xlsx": scan_traits, "xls": scan_records, "ods": scan_content}


def main() -> None:
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    for line in sys.stdin:
        request = json.loads(line)
        limit_process()
        answer, codes = _answer(Path(request["path"]), request["kind"])
        answers.write(json.dumps(answer, ensure_ascii=False, default=_encode).encode("utf-8", "replace") + b"\n")
        answers.writelines(codes)
        answers.flush()


def _answer(path: Path, kind: str) -> tuple[dict[str, Any], list[bytes]]:
    """The answer and the codes of its columns, sheet by sheet in their order."""
    try:
        if kind == "csv":
            rows = read_delimited(path)
            sheets = [_make_answer(SHEET, rows, find_error_words(rows))]
        else:
            sheets = _read_sheets(path, _SCANS[kind](path) if kind in _SCANS else None)
        return {"sheets": [sheet for sheet, _ in sheets]}, [code for _, codes in sheets for code in codes]
    except FileRefused as refusal:
        return _refuse(refusal.rule, refusal.message)
    except MemoryError:
        return _refuse("too_heavy", "Tệp chiếm quá nhiều bộ nhớ khi mở; hãy xóa các sheet, dòng, cột thừa rồi nạp lại.")
    except Exception as error:
        if "password" in str(error).lower():
            return _refuse("password", "Tệp có mật khẩu; hãy bỏ mật khẩu rồi nạp lại.")
        return _refuse(
            "unreadable",
            "Không mở được tệp này, có thể tệp hỏng hoặc tải dở; hãy mở bằng Excel, lưu lại dạng .xlsx rồi nạp lại. "
            "Nếu Excel cũng không mở được, hãy xin lại tệp.",
        )


def _refuse(rule: str, message: str) -> tuple[dict[str, Any], list[bytes]]:
    return {"refused": rule, "message": message}, []


SheetAnswer = tuple[dict[str, Any], list[bytes]]


def _read_sheets(path: Path, traits: dict[str, SheetTraits] | None) -> list[SheetAnswer]:
    """Raises KeyError for a sheet whose traits are not known: its error cells would be empty ones."""
    workbook = python_calamine.CalamineWorkbook.from_path(str(path))
    worksheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet]
    return [_read_sheet(workbook, sheet, _NO_TRAITS if traits is None else traits[sheet.name]) for sheet in worksheets]


def _read_sheet(workbook: Any, metadata: Any, traits: SheetTraits) -> SheetAnswer:
    sheet = workbook.get_sheet_by_name(metadata.name)
    return _make_answer(
        metadata.name,
        sheet.to_python(skip_empty_area=False),
        traits,
        is_visible=metadata.visible == python_calamine.SheetVisibleEnum.Visible,
        merged=traits.merged or [[*first, *last] for first, last in sheet.merged_cell_ranges or ()],
    )


def _make_answer(
    name: str,
    rows: Sequence[Sequence[object]],
    traits: SheetTraits = _NO_TRAITS,
    *,
    is_visible: bool = True,
    merged: Sequence[Sequence[int]] = (),
) -> SheetAnswer:
    columns = [_encode_column(column) for column in zip_longest(*rows, fillvalue="")]
    return {
        "name": name,
        "is_visible": is_visible,
        "height": len(rows),
        "columns": [values for values, _ in columns],
        "merged": merged,
        "hidden_rows": traits.hidden_rows,
        "hidden_columns": traits.hidden_columns,
        "hidden_ranges": traits.hidden_ranges,
        "error_cells": traits.error_cells,
        "capital_cells": traits.capital_cells,
        "symbol_cells": traits.symbol_cells,
    }, [codes for _, codes in columns]


def _encode_column(cells: Sequence[object]) -> tuple[list[object], bytes]:
    """The distinct values, the empty one first, and for each cell which of them it holds, as 32-bit numbers."""
    keys: Sequence[object] = cells
    distinct: dict[object, None] = dict.fromkeys(("", *keys))
    values = list(distinct)
    if (0 in distinct or 1 in distinct) and bool in map(type, cells):
        # True, 1 and 1.0 are equal, and different cells.
        pairs = [(type(cell), cell) for cell in cells]
        values = [cell for _, cell in dict.fromkeys(((str, ""), *pairs))]
        keys, distinct = pairs, dict.fromkeys(((str, ""), *pairs))
    index = dict(zip(distinct, range(len(distinct)), strict=True))
    return values, array("i", list(map(index.__getitem__, keys))).tobytes()


def _encode(value: object) -> object:
    match value:
        case datetime() | date():
            return {"date": value.isoformat()[:10]}
        case time() | timedelta():
            return str(value)
    raise TypeError(type(value).__name__)


if __name__ == "__main__":
    main()
