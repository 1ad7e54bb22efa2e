"""Reading workbooks through the child process; a file that kills the child is refused, the next gets a new child."""

import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import numpy as np

from etl.clean.text import Value
from etl.column import Codes, Column
from etl.errors import FileRefused
from etl.workbook.model import Cells, Range, Sheet, Workbook
from etl.workbook.package import check_package

_SECONDS_A_FILE = 60.0
_ROOT = Path(__file__).resolve().parents[2]


class WorkbookReader:
    """A context manager that keeps one child process for all files of a load."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def read(self, path: Path) -> Workbook:
        """All worksheets of one file. Raises FileRefused."""
        package = check_package(path)
        sheets = self._ask({"path": str(path.resolve()), "kind": package.kind})
        return Workbook(tuple(sheets), package.kind, package.has_macros, package.has_1904_dates)

    def _ask(self, request: dict[str, str]) -> list[Sheet]:
        child = self._child or self._start()
        assert child.stdin is not None
        assert child.stdout is not None
        alarm = threading.Timer(_SECONDS_A_FILE, child.kill)
        alarm.start()
        try:
            child.stdin.write(json.dumps(request).encode() + b"\n")
            child.stdin.flush()
            answer: dict[str, Any] = json.loads(child.stdout.readline())
            if "refused" in answer:
                raise FileRefused(answer["refused"], answer["message"])
            return [_make_sheet(sheet, child.stdout) for sheet in answer["sheets"]]
        except (BrokenPipeError, ValueError):  # no answer, or half of one
            self._stop()
            raise FileRefused(
                "reader_died",
                "Tệp này làm hỏng bộ đọc bảng tính nên bị từ chối; hãy lưu lại dạng .xlsx, bỏ phần thừa rồi nạp lại.",
            ) from None
        finally:
            alarm.cancel()

    def _start(self) -> subprocess.Popen[bytes]:
        self._child = subprocess.Popen(
            [sys.executable, "-m", "etl.workbook.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env={**os.environ, "PYTHONUTF8": "1"},
        )
        return self._child

    def _stop(self) -> None:
        if self._child is None:
            return
        child, self._child = self._child, None
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        try:
            child.wait(timeout=2)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _make_sheet(answer: dict[str, Any], codes: IO[bytes]) -> Sheet:
    """Raises ValueError where the codes end too early."""
    return Sheet(
        name=answer["name"],
        is_visible=answer["is_visible"],
        height=answer["height"],
        columns=tuple(_make_column(values, _read_codes(codes, answer["height"])) for values in answer["columns"]),
        merged=tuple(Range(*place) for place in answer["merged"]),
        hidden_rows=answer["hidden_rows"],
        hidden_columns=answer["hidden_columns"],
        hidden_ranges=tuple((first, last) for first, last in answer["hidden_ranges"]),
        capital_cells=frozenset((row, column) for row, column in answer["capital_cells"]),
        error_cells=tuple((row, column, shown) for row, column, shown in answer["error_cells"]),
    )


def _read_codes(codes: IO[bytes], height: int) -> Codes:
    return np.frombuffer(codes.read(4 * height), dtype=np.int32, count=height)


def _make_column(values: list[Any], codes: Codes) -> Cells:
    return Column(codes, [_make_value(value) for value in values])


def _make_value(value: Any) -> Value:
    if value == "":
        return None
    if isinstance(value, dict):
        return date.fromisoformat(value["date"])
    result: Value = value
    return result
