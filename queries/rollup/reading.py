"""A file that says it is a roll-up -> its lines, or one sentence why it is none."""

import json
import zipfile
from dataclasses import dataclass, fields
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, get_args

import pyarrow as pa
import pyarrow.parquet as parquet
from python_calamine import CalamineError, CalamineWorkbook

from queries.rollup.checks import check
from queries.rollup.line import COLUMNS, SCHEMA_VERSION, Line, digest

# The sheets of the workbook, and the key of what Parquet says about itself.
ROWS, ABOUT = "rollup", "checks"
# A ward has a few hundred lines; what is far beyond is no roll-up, and is not opened to find out.
MOST_BYTES, MOST_LINES = 20_000_000, 20_000
Table = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Rollup:
    """One ward, period and standard as a file tells it; every line has them alike."""

    file: str
    lines: tuple[Line, ...]
    digest: str

    @property
    def head(self) -> Line:
        return self.lines[0]


@dataclass(frozen=True, slots=True)
class Refused:
    """`ward` and `group` where the file says whose it is: it is then one that does not tell its numbers.

    `is_of_ward` False: no ward's file at all, a note among them, or a copy.
    """

    file: str
    why: str
    ward: str | None = None
    group: tuple[str, str] | None = None
    is_of_ward: bool = True


class Foreign(Exception):
    """The Vietnamese sentence why a file is of nobody's numbers."""


class Unfit(Exception):
    """The Vietnamese sentence why a file is no roll-up."""


def read(path: Path) -> Rollup | Refused:
    """Return what the file tells, checked anew: what it says of its own checks is not believed."""
    try:
        rows, about = _open(path)
        _check_version(rows, about)
        lines = tuple(_read_line(row, place) for place, row in enumerate(rows, start=2))
    except Foreign as foreign:
        return Refused(path.name, f"«{path.name}»: {foreign}", is_of_ward=False)
    except Unfit as unfit:
        return Refused(path.name, f"«{path.name}»: {unfit}")
    head = lines[0]
    why = _find_fault(lines, about)
    if why:
        return Refused(path.name, f"«{path.name}»: {why}", head.ward_code, head.group)
    return Rollup(path.name, lines, about["digest"])


def _find_fault(lines: tuple[Line, ...], about: dict[str, Any]) -> str | None:
    if about["digest"] != digest(lines):
        return "mã băm không khớp, số liệu đã bị sửa sau khi xuất. Hãy xin xã tệp xuất lại từ phần mềm."
    same = ("ward_code", "period", "standard_id", "mode", "definitions", "is_sample", "as_of")
    if len({tuple(getattr(line, name) for name in same) for line in lines}) > 1:
        return "các dòng không cùng một xã, kỳ và chuẩn nghèo. Mỗi tệp tổng hợp chỉ của một xã, một kỳ, một chuẩn."
    broken = {one.id: one.broken for one in check(lines) if not one.holds}
    if broken:
        shown = "; ".join(f"{name}: {', '.join(found[:3])}" for name, found in broken.items())
        return f"phép kiểm tra không đạt ({shown}). Xã cần xem lại số liệu rồi xuất lại."
    return None


def _open(path: Path) -> tuple[Table, dict[str, Any]]:
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MOST_BYTES else b""
    except OSError as error:
        raise Unfit(f"không mở được ({error.strerror}). Hãy kiểm tra đường dẫn.") from error
    if size > MOST_BYTES:
        raise Unfit(f"tệp {size // 1_000_000} MB, lớn hơn nhiều một tệp tổng hợp nên không đọc.")
    if data.startswith(b"PAR1"):
        return _open_parquet(data)
    if data.startswith(b"PK"):
        return _open_workbook(data)
    raise Foreign("không phải tệp tổng hợp (.parquet hoặc .xlsx do phần mềm xuất).")


def _open_parquet(data: bytes) -> tuple[Table, dict[str, Any]]:
    try:
        file = parquet.ParquetFile(pa.BufferReader(data))
        if file.metadata.num_rows > MOST_LINES:
            raise Unfit(f"có {file.metadata.num_rows} dòng, nhiều hơn hẳn một tệp tổng hợp nên không đọc.")
        about = (file.schema_arrow.metadata or {}).get(ROWS.encode())
        rows: Table = file.read().to_pylist()
        return rows, _read_about(json.loads(about) if about else {})
    except (pa.ArrowException, OSError, ValueError) as error:
        raise Unfit("tệp parquet hỏng hoặc chưa tải xong.") from error


def _open_workbook(data: bytes) -> tuple[Table, dict[str, Any]]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as zipped:
            if sum(part.file_size for part in zipped.infolist()) > 10 * MOST_BYTES:
                raise Unfit("tệp nén bung ra quá lớn nên không đọc.")
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        if not {ROWS, ABOUT} <= set(book.sheet_names):
            raise Foreign(f"không phải tệp tổng hợp: thiếu trang «{ROWS}» hoặc «{ABOUT}».")
        named, *rows = book.get_sheet_by_name(ROWS).to_python(nrows=MOST_LINES + 2)
        told = {str(row[0]): row[1] for row in book.get_sheet_by_name(ABOUT).to_python(nrows=100) if len(row) > 1}
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError) as error:
        raise Unfit("tệp Excel hỏng, có mật khẩu hoặc chưa tải xong.") from error
    if len(rows) > MOST_LINES:
        raise Unfit(f"có hơn {MOST_LINES} dòng, nhiều hơn hẳn một tệp tổng hợp nên không đọc.")
    heads = [str(name) for name in named]
    return [dict(zip(heads, row, strict=False)) for row in rows], _read_about(told)


def _read_about(told: object) -> dict[str, Any]:
    if not isinstance(told, dict) or not {"schema_version", "digest"} <= set(told):
        raise Foreign("không phải tệp tổng hợp: thiếu phiên bản và mã băm.")
    return told


def _check_version(rows: Table, about: dict[str, Any]) -> None:
    version = about["schema_version"]
    if version != SCHEMA_VERSION:
        shown = f"{version:g}" if isinstance(version, float) else version
        raise Unfit(f"phiên bản {shown} của tệp tổng hợp; phần mềm này đọc phiên bản {SCHEMA_VERSION}.")
    if not rows or set(rows[0]) != set(COLUMNS):
        missing = sorted(set(COLUMNS) - set(rows[0])) if rows else []
        raise Unfit(f"thiếu cột {', '.join(missing)}." if missing else "không có dòng nào hoặc có cột lạ.")


def _read_line(row: dict[str, Any], place: int) -> Line:
    cells = {}
    for field in fields(Line):
        try:
            cells[field.name] = _read_cell(row[field.name], field.type)
        except (ValueError, TypeError) as error:
            raise Unfit(f"dòng {place}, cột {field.name}: «{str(row[field.name])[:40]}» không đọc được.") from error
    return Line(**cells)


def _read_cell(cell: Any, kind: Any) -> Any:
    """Return the cell as its column has it. Excel knows no whole numbers, and an empty cell is «not told»."""
    wanted = get_args(kind) or (kind,)
    if cell is None or cell == "":
        if type(None) in wanted:
            return None
        if str in wanted:
            return ""
        raise ValueError(cell)
    if bool in wanted:
        if isinstance(cell, bool):
            return cell
        raise TypeError(cell)
    if date in wanted:
        return (
            cell.date() if isinstance(cell, datetime) else cell if isinstance(cell, date) else date.fromisoformat(cell)
        )
    if str in wanted:
        if isinstance(cell, str):
            return cell
        raise TypeError(cell)
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        raise TypeError(cell)
    if int in wanted:
        if cell != int(cell):
            raise ValueError(cell)
        return int(cell)
    return float(cell)
