"""The child process that parses workbooks: a line asks for one file, lines and codes answer, under limits.

A crafted cell can make the parser abort the whole process; here that costs one file, not the server.
A line for the file, one for each sheet, one for the distinct values of each column; behind that the codes, one for each
cell, as plain bytes.
"""

import gc
import json
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import IO, Any

import python_calamine

from etl.errors import FileRefused
from etl.workbook.coding import CodedColumn, encode, write
from etl.workbook.delimited import SHEET, read_delimited
from etl.workbook.limits import limit_process
from etl.workbook.ods_traits import scan_content
from etl.workbook.traits import SheetTraits, refuse_bombs, scan_traits
from etl.workbook.xls_traits import scan_records

_SCANS = {"xls": scan_records, "ods": scan_content}
_ROWS_AT_ONCE = 10_000


def main() -> None:
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    # Rows by the ten thousand and no cycle among them: to look for one takes a tenth of the time.
    gc.disable()
    for line in sys.stdin:
        request = json.loads(line)
        limit_process()
        answer = _answer(Path(request["path"]), request["kind"])
        sheets = answer.pop("sheets", [])
        _tell(answers, write(answer | {"sheets": len(sheets)}))
        for sheet in sheets:
            columns: list[CodedColumn] = sheet.pop("columns")
            _tell(answers, write(sheet | {"columns": len(columns)}))
            for column in columns:
                _tell(answers, column.write_values())
                answers.write(column.codes)
        answers.flush()


def _tell(answers: IO[bytes], line: str) -> None:
    answers.write(line.encode("utf-8", "replace") + b"\n")


def _answer(path: Path, kind: str) -> dict[str, Any]:
    try:
        match kind:
            case "xlsx":
                return {"sheets": _read_xlsx(path)}
            case "xls" | "ods":
                traits = _SCANS[kind](path)
                return {"sheets": _add_traits(_read_sheets(path), traits)}
            case "csv":
                return {"sheets": [_read_text(path)]}
            case _:
                return {"sheets": _read_sheets(path)}
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


def _refuse(rule: str, message: str) -> dict[str, Any]:
    return {"refused": rule, "message": message}


def _read_xlsx(path: Path) -> list[dict[str, Any]]:
    """What may be parsed at all is looked through for its traits beside the parser, which needs no Python meanwhile."""
    refuse_bombs(path)
    with ThreadPoolExecutor(max_workers=1) as beside:
        scanned = beside.submit(scan_traits, path)
        try:
            sheets = _read_sheets(path)
        finally:
            # What the scan refuses stands above what the parser says.
            traits = scanned.result()
    return _add_traits(sheets, traits)


def _add_traits(sheets: list[dict[str, Any]], traits: dict[str, SheetTraits]) -> list[dict[str, Any]]:
    """Raises KeyError for a sheet whose traits are not known: its error cells would be empty ones."""
    told = [asdict(traits[sheet["name"]]) for sheet in sheets]
    return [sheet | one | {"merged": one["merged"] or sheet["merged"]} for sheet, one in zip(sheets, told, strict=True)]


def _read_sheets(path: Path) -> list[dict[str, Any]]:
    workbook = python_calamine.CalamineWorkbook.from_path(str(path))
    worksheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet]
    return [_read_sheet(workbook, sheet) for sheet in worksheets]


def _read_sheet(workbook: Any, metadata: Any) -> dict[str, Any]:
    sheet = workbook.get_sheet_by_name(metadata.name)
    return _make_answer(
        metadata.name,
        encode([sheet.to_python(skip_empty_area=False)]),
        is_visible=metadata.visible == python_calamine.SheetVisibleEnum.Visible,
        merged=[[*first, *last] for first, last in sheet.merged_cell_ranges or ()],
    )


def _read_text(path: Path) -> dict[str, Any]:
    rows = read_delimited(path)
    return _make_answer(SHEET, encode(iter(lambda: list(islice(rows, _ROWS_AT_ONCE)), [])))


def _make_answer(
    name: str, columns: list[CodedColumn], *, is_visible: bool = True, merged: Sequence[Sequence[int]] = ()
) -> dict[str, Any]:
    """A sheet, but for what its cells do not tell."""
    return {
        "name": name,
        "is_visible": is_visible,
        "height": len(columns[0].codes) if columns else 0,
        "columns": columns,
        **asdict(SheetTraits()),
        "merged": merged,
    }


if __name__ == "__main__":
    main()
