"""`python -m queries stack`: roll-ups of many wards on one terminal, or in one file."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import pyarrow as pa
import pyarrow.parquet as parquet
import typer

from queries.errors import UserError
from queries.output import Cells, Format, write
from queries.rollup.line import Line
from queries.rollup.stacking import Stack, Total, stack

STATES = {
    "whole": "đủ",
    "partial": "chưa đủ",
    "suppressed": "có xã không công bố",
    "mixed": "khác thời điểm",
    "not_added": "không cộng được",
}
SUFFIXES = (".parquet", ".csv", ".json")


def stack_files(
    files: Annotated[list[Path], typer.Argument(help="Tệp tổng hợp của các xã: .parquet, .xlsx.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Tệp ghi mọi dòng và dòng tổng: .parquet, .csv, .json.")
    ] = None,
    shape: Annotated[Format, typer.Option("--format", help="text, json hoặc csv.")] = Format.TEXT,
) -> None:
    """Xếp chồng tệp tổng hợp của nhiều xã; từ chối tệp không hợp."""
    if output and output.suffix not in SUFFIXES:
        raise UserError(
            f"Không ghi được «{output.name}». Đuôi tệp ghi được: {', '.join(SUFFIXES)}.",
            f"«{output.name}» cannot be written. Files end in: {', '.join(SUFFIXES)}.",
        )
    found = stack(files)
    for one in found.refused:
        print(one.why, file=sys.stderr)
    if not found.lines:
        raise UserError("Không có tệp tổng hợp nào xếp được.", "There is no roll-up that can be stacked.")
    if output:
        try:
            _write_file(found, output)
        except OSError as error:
            raise UserError(
                f"Không ghi được «{output}»: thư mục không có, không ghi được vào đó, hoặc tệp đang mở.",
                f"«{output}» cannot be written: there is no such folder, it is closed, or the file is open.",
            ) from error
    told = [_show(total) if shape is Format.TEXT else asdict(total) for total in found.totals]
    print(write(told, shape))
    if shape is Format.TEXT and any(total.is_sample for total in found.totals):
        print("Dữ liệu mẫu – hư cấu.")


def _show(total: Total) -> Cells:
    """Return a line of the terminal: counts before shares, and over how many wards."""
    state = STATES[total.state] if total.state != "partial" else f"chưa đủ, {total.wards_told}/{total.wards_total} xã"
    return {
        "kỳ": total.period,
        "chuẩn": total.standard_id,
        "chỉ tiêu": total.indicator_id,
        "chia theo": None if total.slice is None else f"{total.slice}={total.key or 'chưa rõ'}",
        "tử số": _number(total.numerator),
        "mẫu số": _number(total.denominator),
        "chưa rõ": total.unknown,
        "xã": f"{total.wards_told}/{total.wards_total}",
        "tình trạng": state,
    }


def _number(number: float | None) -> float | int | None:
    return int(number) if number is not None and number.is_integer() else number


def _write_file(found: Stack, path: Path) -> None:
    rows = list_rows(found)
    if path.suffix == ".parquet":
        parquet.write_table(pa.Table.from_pylist([_plain(row) for row in rows]), path)
        return
    shape = Format.CSV if path.suffix == ".csv" else Format.JSON
    written = write([_plain(row) for row in rows], shape)
    path.write_text(written, encoding="utf-8-sig" if shape is Format.CSV else "utf-8", newline="")


def list_rows(found: Stack) -> list[Cells]:
    """Return totals, then the lines of the wards, all with the same columns."""
    both = [{"level": "total", **asdict(total)} for total in found.totals]
    both += [{"level": "ward", **asdict(line), **_judge(line)} for line in found.lines]
    names = dict.fromkeys(name for row in (both[-1], both[0]) for name in row)
    return [{name: row.get(name) for name in names} for row in both]


def _judge(line: Line) -> Cells:
    """Return for a ward's own line what a total has: one ward, that tells it or does not."""
    value = line.numerator
    if line.kind == "ratio":
        value = line.numerator / line.denominator if line.numerator is not None and line.denominator else None
    state = "suppressed" if line.suppressed else "whole" if line.is_told else "partial"
    return {"value": value, "wards_told": int(line.is_told), "wards_total": 1, "state": state}


def _plain(row: Cells) -> Cells:
    return {name: cell.isoformat() if hasattr(cell, "isoformat") else cell for name, cell in row.items()}
