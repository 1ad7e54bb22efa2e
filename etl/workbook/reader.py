"""Reading workbooks through the child process; a file that kills the child is refused, the next gets a new child."""

import json
import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from etl.errors import FileRefused
from etl.workbook.decoding import read_sheets
from etl.workbook.error_words import ERROR_WORDS
from etl.workbook.model import Sheet, Workbook
from etl.workbook.package import Package, check_package

# Its CPU is bounded apart (limits.py): a machine that is busy otherwise must not refuse a long list.
_SECONDS_A_FILE = 240.0
# numpy would take memory for a thread of each core, Arrow reserve some ahead: the child may have little (limits.py).
_ENVIRONMENT = {"PYTHONUTF8": "1", "OPENBLAS_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"}
_ROOT = Path(__file__).resolve().parents[2]


class WorkbookReader:
    """A context manager that keeps one child process for all files of a load.

    `ahead`: files that will be read, in this order: the child is at the next one while the last is being understood.
    """

    def __init__(self, ahead: Iterable[Path] = ()) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._ending: list[subprocess.Popen[bytes]] = []
        self._ahead = deque(ahead)
        self._begun: tuple[Path, Package] | None = None

    def __enter__(self) -> Self:
        self._look_ahead()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()
        for child in self._ending:
            _await_end(child)

    def read(self, path: Path) -> Workbook:
        """All worksheets of one file. Raises FileRefused."""
        if self._begun is not None and self._begun[0] != path:
            self._stop()
        try:
            package = self._begun[1] if self._begun else check_package(path)
            sheets = self._ask(path, package)
            if package.kind == "csv":
                sheets = list(map(_find_error_words, sheets))
        finally:
            self._begun = None
            self._look_ahead(past=path)
        return Workbook(tuple(sheets), package.kind, package.has_macros, package.has_1904_dates)

    def _look_ahead(self, past: Path | None = None) -> None:
        """Have the child begin with the file that comes after `past`; what is wrong with it is said when it is read."""
        if self._ahead and self._ahead[0] == past:
            self._ahead.popleft()
            if not self._ahead:
                # The memory of the last file is wanted by who understands it.
                self._stop()
        if self._ahead:
            with suppress(FileRefused, OSError):
                self._begin(self._ahead[0], check_package(self._ahead[0]))

    def _ask(self, path: Path, package: Package) -> list[Sheet]:
        try:
            if self._begun is None:
                self._begin(path, package)
            return self._await()
        except (BrokenPipeError, ValueError):  # no answer, or half of one
            self._stop()
            raise FileRefused(
                "reader_died",
                "Tệp này làm hỏng bộ đọc bảng tính nên bị từ chối; hãy lưu lại dạng .xlsx, bỏ phần thừa rồi nạp lại.",
            ) from None

    def _begin(self, path: Path, package: Package) -> None:
        child = self._child or self._start()
        assert child.stdin is not None
        child.stdin.write(json.dumps({"path": str(path.resolve()), "kind": package.kind}).encode() + b"\n")
        child.stdin.flush()
        self._begun = path, package

    def _await(self) -> list[Sheet]:
        """The answer of the child. Raises FileRefused; ValueError where it says nothing."""
        assert self._child is not None
        child = self._child
        assert child.stdout is not None
        alarm = threading.Timer(_SECONDS_A_FILE, child.kill)
        alarm.start()
        try:
            return read_sheets(child.stdout)
        finally:
            alarm.cancel()

    def _start(self) -> subprocess.Popen[bytes]:
        self._child = subprocess.Popen(
            [sys.executable, "-m", "etl.workbook.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env={**os.environ, **_ENVIRONMENT},
        )
        return self._child

    def _stop(self) -> None:
        """Tell the child to end, and do not wait: what it read is understood meanwhile."""
        if self._child is None:
            return
        child, self._child = self._child, None
        if self._begun:  # nobody asks for the answer any more
            child.kill()
        self._begun = None
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        self._ending = [ended for ended in self._ending if ended.poll() is None] + [child]


def _await_end(child: subprocess.Popen[bytes]) -> None:
    try:
        child.wait(timeout=2)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _find_error_words(sheet: Sheet) -> Sheet:
    """A table in text with its error cells, which stand there as words."""
    errors = [
        (row, place, str(column[row]))
        for place, column in enumerate(sheet.columns)
        for row in column.find(lambda value: value in ERROR_WORDS)
    ]
    return replace(sheet, error_cells=tuple(sorted(errors)))
