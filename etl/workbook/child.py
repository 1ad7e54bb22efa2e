"""The child process that parses workbooks: a line asks for one file, lines and codes answer, under limits.

A crafted cell can make the parser abort the whole process; here that costs one file, not the server.
A line for the file; one for each sheet, and for each stretch of its rows one that tells its height and width, a line of
values and the codes for each column; a line with nothing behind the last stretch. At any line the file may be refused.
"""

import gc
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any

import python_calamine

from etl.errors import FileRefused
from etl.workbook.coding import CodedPart, encode, part_rows, write
from etl.workbook.delimited import SHEET, read_delimited
from etl.workbook.limits import limit_process
from etl.workbook.ods_traits import scan_content
from etl.workbook.traits import SheetTraits, refuse_bombs, scan_traits
from etl.workbook.xls_traits import scan_records

_SCANS = {"xls": scan_records, "ods": scan_content}


def main() -> None:
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    # Many rows at once and no cycle among them: to look for one takes a tenth of the time.
    gc.disable()
    for line in sys.stdin:
        request = json.loads(line)
        limit_process()
        answers.writelines(_answer(Path(request["path"]), request["kind"]))
        answers.flush()


def _answer(path: Path, kind: str) -> Iterator[bytes]:
    try:
        sheets = _read(path, kind)
        yield write({"sheets": len(sheets)})
        for sheet in sheets:
            yield from _tell(sheet)
    except FileRefused as refusal:
        yield _refuse(refusal.rule, refusal.message)
    except MemoryError:
        yield _refuse("too_heavy", "Tệp chiếm quá nhiều bộ nhớ khi mở; hãy xóa các sheet, dòng, cột thừa rồi nạp lại.")
    except Exception as error:
        if "password" in str(error).lower():
            yield _refuse("password", "Tệp có mật khẩu; hãy bỏ mật khẩu rồi nạp lại.")
            return
        yield _refuse(
            "unreadable",
            "Không mở được tệp này, có thể tệp hỏng hoặc tải dở; hãy mở bằng Excel, lưu lại dạng .xlsx rồi nạp lại. "
            "Nếu Excel cũng không mở được, hãy xin lại tệp.",
        )


def _read(path: Path, kind: str) -> list[dict[str, Any]]:
    """The sheets, each with its `parts`."""
    match kind:
        case "xlsx":
            return _read_xlsx(path)
        case "xls" | "ods":
            traits = _SCANS[kind](path)
            return _add_traits(_read_sheets(path), traits)
        case "csv":
            return [_make_answer(SHEET, encode(read_delimited(path)))]
        case _:
            return _read_sheets(path)


def _tell(sheet: dict[str, Any]) -> Iterator[bytes]:
    parts: Iterable[CodedPart] = sheet.pop("parts")
    yield write(sheet)
    for part in parts:
        yield write({"height": part.height, "columns": len(part.columns)})
        for values, codes in part.columns:
            yield write(values)
            yield codes
    yield write({})


def _refuse(rule: str, message: str) -> bytes:
    return write({"refused": rule, "message": message})


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
        list(encode([part_rows(sheet.to_python(skip_empty_area=False))])),
        is_visible=metadata.visible == python_calamine.SheetVisibleEnum.Visible,
        merged=[[*first, *last] for first, last in sheet.merged_cell_ranges or ()],
    )


def _make_answer(
    name: str, parts: Iterable[CodedPart], *, is_visible: bool = True, merged: Sequence[Sequence[int]] = ()
) -> dict[str, Any]:
    """A sheet, but for what its cells do not tell."""
    return {"name": name, "is_visible": is_visible, "parts": parts, **asdict(SheetTraits()), "merged": merged}


if __name__ == "__main__":
    main()
