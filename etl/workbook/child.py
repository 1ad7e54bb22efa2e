"""The child process that parses workbooks: a line asks for one file, a line and its codes answer, under limits.

A crafted cell can make the parser abort the whole process; here that costs one file, not the server.
The line holds what is distinct, the values of each column; the codes behind it, one for each cell, are plain bytes.
"""

import json
import os
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from itertools import count, zip_longest
from pathlib import Path
from typing import Any

import python_calamine

from etl.errors import FileRefused
from etl.workbook.delimited import SHEET, read_delimited
from etl.workbook.limits import limit_process
from etl.workbook.traits import SheetTraits, find_error_words, refuse_bombs, scan_traits

_NO_TRAITS = SheetTraits()


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
            sheet, codes = _make_answer(SHEET, zip_longest(*rows, fillvalue=""))
            sheets = [(sheet | asdict(find_error_words(rows)), codes)]
        else:
            sheets = _read_xlsx(path) if kind == "xlsx" else _read_sheets(path)
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


def _read_xlsx(path: Path) -> list[SheetAnswer]:
    """What may be parsed at all is looked through for its traits beside the parser, which needs no Python meanwhile."""
    refuse_bombs(path)
    with ThreadPoolExecutor(max_workers=1) as beside:
        scanned = beside.submit(scan_traits, path)
        try:
            sheets = _read_sheets(path)
        finally:
            # What the scan refuses stands above what the parser says.
            traits = scanned.result()
    return [(sheet | asdict(traits.get(sheet["name"], _NO_TRAITS)), codes) for sheet, codes in sheets]


def _read_sheets(path: Path) -> list[SheetAnswer]:
    workbook = python_calamine.CalamineWorkbook.from_path(str(path))
    worksheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet]
    return [_read_sheet(workbook, sheet) for sheet in worksheets]


def _read_sheet(workbook: Any, metadata: Any) -> SheetAnswer:
    sheet = workbook.get_sheet_by_name(metadata.name)
    return _make_answer(
        metadata.name,
        zip(*sheet.to_python(skip_empty_area=False), strict=True),
        is_visible=metadata.visible == python_calamine.SheetVisibleEnum.Visible,
        merged=[[*first, *last] for first, last in sheet.merged_cell_ranges or ()],
    )


def _make_answer(
    name: str,
    columns: Iterable[Sequence[object]],
    *,
    is_visible: bool = True,
    merged: Sequence[Sequence[int]] = (),
) -> SheetAnswer:
    """All but what the cells themselves do not tell."""
    encoded = [_encode_column(column) for column in columns]
    return {
        "name": name,
        "is_visible": is_visible,
        "height": len(encoded[0][1]) if encoded else 0,
        "columns": [values for values, _ in encoded],
        "merged": merged,
        **asdict(_NO_TRAITS),
    }, [codes.tobytes() for _, codes in encoded]


def _encode_column(cells: Sequence[object]) -> tuple[list[object], "array[int]"]:
    """The distinct values, the empty one first, and for each cell which of them it holds, as 32-bit numbers."""
    index: defaultdict[object, int] = defaultdict(count(1).__next__, {"": 0})
    codes = array("i", list(map(index.__getitem__, cells)))
    if not ((0 in index or 1 in index) and bool in map(type, cells)):
        return list(index), codes
    # True, 1 and 1.0 are equal, and different cells.
    typed: defaultdict[tuple[type, object], int] = defaultdict(count(1).__next__, {(str, ""): 0})
    codes = array("i", [typed[type(cell), cell] for cell in cells])
    return [cell for _, cell in typed], codes


def _encode(value: object) -> object:
    match value:
        case datetime() | date():
            return {"date": value.isoformat()[:10]}
        case time() | timedelta():
            return str(value)
    raise TypeError(type(value).__name__)


if __name__ == "__main__":
    main()
