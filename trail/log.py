"""The file: appended to under a lock, by the screen and by the command line alike, never written anew."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from filelock import FileLock

from trail.acts import Act
from trail.line import FIRST, Line, parse_line, split_lines, write_line

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700
# More than any line has: the last line stands within so many bytes of the end.
_LONGEST_LINE = 65_536


@dataclass(frozen=True, slots=True)
class Entry:
    """One line as it is read; `at` has seconds and the offset of the place where it was written."""

    number: int
    at: datetime
    act: Act


def append(path: Path, act: Act, *, now: datetime) -> None:
    """Write one line behind the last. Raises OSError: what cannot be written down must not be shown or done."""
    with locked(path):
        last = _read_last(path)
        said = {
            "number": 1 + (int(last.fields["number"]) if last and last.fields else _count(path)),
            "at": now.astimezone().isoformat(timespec="seconds"),
            **act.show(),
            "previous": last.digest if last else FIRST,
        }
        _write(path, write_line(said))


def check_writable(path: Path) -> None:
    """Raises OSError where a line could not be appended."""
    with locked(path), path.open("ab"):
        path.chmod(PRIVATE_FILE)


def read(path: Path) -> tuple[Entry, ...]:
    """Return every line that can be read, the newest first; () where nothing was ever written."""
    lines = split_lines(path.read_bytes()) if path.is_file() else []
    return tuple(_show(line.fields) for line in reversed(lines) if line.fields)


def _show(said: dict[str, object]) -> Entry:
    filters = said.get("filters")
    rows = said.get("rows")
    act = Act(
        who=str(said["who"]),
        role=str(said["role"]),
        act=str(said["act"]),
        what=str(said["what"]),
        rows=rows if isinstance(rows, int) else None,
        mode=str(said["mode"]),
        filters=MappingProxyType({str(k): str(v) for k, v in filters.items()} if isinstance(filters, dict) else {}),
    )
    return Entry(int(str(said["number"])), datetime.fromisoformat(str(said["at"])), act)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    with FileLock(path.with_name(f".{path.name}.lock")):
        yield


def replace_whole(path: Path, content: bytes) -> None:
    """Put other bytes in the file's place, whole or not at all; the caller holds the lock."""
    fresh = path.with_name(f".{path.name}.part")
    fresh.write_bytes(content)
    fresh.chmod(PRIVATE_FILE)
    fresh.replace(path)


def _read_last(path: Path) -> Line | None:
    if not path.is_file():
        return None
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _LONGEST_LINE))
        lines = [raw for raw in file.read().split(b"\n") if raw]
    return parse_line(lines[-1]) if lines else None


def _count(path: Path) -> int:
    return len(split_lines(path.read_bytes())) if path.is_file() else 0


def _write(path: Path, line: bytes) -> None:
    """A line that a power cut left torn keeps its place: the next begins below it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), PRIVATE_FILE)
    with os.fdopen(descriptor, "r+b") as file:
        size = file.seek(0, os.SEEK_END)
        if size:
            file.seek(size - 1)
            line = line if file.read(1) == b"\n" else b"\n" + line
        file.write(line)
        file.flush()
        os.fsync(file.fileno())
