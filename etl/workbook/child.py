"""The child process that parses workbooks: one request line in, one answer line out, under limits of memory and CPU.

A crafted cell can make the parser abort the whole process; here that costs one file, not the server.
"""

import json
import os
import sys
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import python_calamine

from etl.errors import FileRefused
from etl.workbook.delimited import SHEET, read_delimited
from etl.workbook.traits import SheetTraits, find_error_words, scan_traits

_MEMORY = 700 * 2**20
_CPU_SECONDS = 60
_NO_TRAITS = SheetTraits()


def main() -> None:
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    for line in sys.stdin:
        request = json.loads(line)
        _limit_process()
        answers.write(
            json.dumps(_answer(Path(request["path"]), request["kind"]), ensure_ascii=False, default=_encode) + "\n"
        )
        answers.flush()


def _limit_process() -> None:
    """Limits of this process, renewed for each file. Windows has no such call: the parent's time limit alone guards."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    allowed = int(used.ru_utime + used.ru_stime) + _CPU_SECONDS
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (allowed, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _answer(path: Path, kind: str) -> dict[str, Any]:
    try:
        if kind == "csv":
            rows = read_delimited(path)
            return {"sheets": [_make_answer(SHEET, rows, find_error_words(rows))]}
        traits = scan_traits(path) if kind == "xlsx" else {}
        return {"sheets": _read_sheets(path, traits)}
    except FileRefused as refusal:
        return {"refused": refusal.rule, "message": refusal.message}
    except MemoryError:
        return {
            "refused": "too_heavy",
            "message": "Tệp chiếm quá nhiều bộ nhớ khi mở; hãy xóa các sheet, dòng, cột thừa rồi nạp lại.",
        }
    except Exception as error:
        if "password" in str(error).lower():
            return {"refused": "password", "message": "Tệp có mật khẩu; hãy bỏ mật khẩu rồi nạp lại."}
        return {
            "refused": "unreadable",
            "message": "Không mở được tệp này, có thể tệp hỏng hoặc tải dở; hãy mở bằng Excel, lưu lại dạng .xlsx rồi "
            "nạp lại. Nếu Excel cũng không mở được, hãy xin lại tệp.",
        }


def _read_sheets(path: Path, traits: dict[str, SheetTraits]) -> list[dict[str, Any]]:
    workbook = python_calamine.CalamineWorkbook.from_path(str(path))
    worksheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet]
    return [_read_sheet(workbook, sheet, traits.get(sheet.name, _NO_TRAITS)) for sheet in worksheets]


def _read_sheet(workbook: Any, metadata: Any, traits: SheetTraits) -> dict[str, Any]:
    sheet = workbook.get_sheet_by_name(metadata.name)
    return _make_answer(
        metadata.name,
        sheet.to_python(skip_empty_area=False),
        traits,
        is_visible=metadata.visible == python_calamine.SheetVisibleEnum.Visible,
        merged=[[*first, *last] for first, last in sheet.merged_cell_ranges or ()],
    )


def _make_answer(
    name: str,
    rows: Sequence[Sequence[object]],
    traits: SheetTraits = _NO_TRAITS,
    *,
    is_visible: bool = True,
    merged: Sequence[Sequence[int]] = (),
) -> dict[str, Any]:
    return {
        "name": name,
        "is_visible": is_visible,
        "rows": rows,
        "merged": merged,
        "hidden_rows": traits.hidden_rows,
        "hidden_columns": traits.hidden_columns,
        "hidden_ranges": traits.hidden_ranges,
        "error_cells": traits.error_cells,
        "capital_cells": traits.capital_cells,
    }


def _encode(value: object) -> object:
    match value:
        case datetime() | date():
            return {"date": value.isoformat()[:10]}
        case time() | timedelta():
            return str(value)
    raise TypeError(type(value).__name__)


if __name__ == "__main__":
    main()
