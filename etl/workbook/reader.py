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
from typing import Any, Self

from etl.errors import FileRefused
from etl.workbook.model import Range, Sheet, Value, Workbook
from etl.workbook.package import check_package

_SECONDS_A_FILE = 60.0
_ROOT = Path(__file__).resolve().parents[2]


class WorkbookReader:
    """A context manager that keeps one child process for all files of a load."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def read(self, path: Path) -> Workbook:
        """All worksheets of one file. Raises FileRefused."""
        package = check_package(path)
        answer = self._ask({"path": str(path.resolve()), "kind": package.kind})
        if "refused" in answer:
            raise FileRefused(answer["refused"], answer["message"])
        sheets = tuple(_make_sheet(sheet) for sheet in answer["sheets"])
        return Workbook(sheets, package.kind, package.has_macros, package.has_1904_dates)

    def _ask(self, request: dict[str, str]) -> dict[str, Any]:
        child = self._child or self._start()
        assert child.stdin is not None
        assert child.stdout is not None
        alarm = threading.Timer(_SECONDS_A_FILE, child.kill)
        alarm.start()
        try:
            child.stdin.write(json.dumps(request) + "\n")
            child.stdin.flush()
            line = child.stdout.readline()
        except BrokenPipeError:
            line = ""
        finally:
            alarm.cancel()
        if not line:
            self._stop()
            raise FileRefused(
                "reader_died",
                "Tệp này làm hỏng bộ đọc bảng tính nên bị từ chối; hãy lưu lại dạng .xlsx, bỏ phần thừa rồi nạp lại.",
            )
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _start(self) -> subprocess.Popen[str]:
        self._child = subprocess.Popen(
            [sys.executable, "-m", "etl.workbook.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
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


def _make_sheet(answer: dict[str, Any]) -> Sheet:
    return Sheet(
        name=answer["name"],
        is_visible=answer["is_visible"],
        rows=tuple(tuple(_make_value(value) for value in row) for row in answer["rows"]),
        merged=tuple(Range(*place) for place in answer["merged"]),
        hidden_rows=answer["hidden_rows"],
        hidden_columns=answer["hidden_columns"],
        hidden_ranges=tuple((first, last) for first, last in answer["hidden_ranges"]),
        capital_cells=frozenset((row, column) for row, column in answer["capital_cells"]),
        error_cells=tuple((row, column, shown) for row, column, shown in answer["error_cells"]),
    )


def _make_value(value: Any) -> Value:
    if value == "":
        return None
    if isinstance(value, dict):
        return date.fromisoformat(value["date"])
    result: Value = value
    return result
