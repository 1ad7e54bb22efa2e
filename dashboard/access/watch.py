"""The access file as it stands now: read anew when it changes, and closed to everybody while it is at fault."""

import os
from functools import cache, lru_cache
from pathlib import Path

from dashboard.access import errors
from dashboard.access.document import Known, parse
from dashboard.access.roster import Access, Way

NAME = "access.toml"


def find_file(data_dir: Path) -> Path:
    return Path(os.environ.get("WARD_ACCESS") or data_dir / NAME)


def read_access(data_dir: Path, known: Known | None = None) -> Access:
    """Return what the file says now; without a file, the one PC. Raises AccessError.

    The way is that of the process's first reading: a file that vanishes must not make an officer of everybody.
    """
    path = find_file(data_dir)
    way = _read_first(path)
    access = _read_now(path, known)
    if access.way is not way:
        raise errors.changed_way(path.name, way)
    return access


def _read_now(path: Path, known: Known | None) -> Access:
    try:
        stat = path.stat()
    except FileNotFoundError:
        if os.environ.get("WARD_ACCESS"):
            raise errors.missing_file(str(path)) from None
        return Access()
    except OSError as error:
        raise errors.unreadable(str(path), error.strerror or "") from error
    return _read_as_it_was(path, stat.st_mtime_ns, stat.st_size, known)


@cache
def _read_first(path: Path) -> Way:
    return _read_now(path, None).way


@lru_cache(maxsize=16)
def _read_as_it_was(path: Path, mtime_ns: int, size: int, known: Known | None) -> Access:
    try:
        # Notepad writes a mark before the first letter.
        written = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise errors.unreadable(str(path), getattr(error, "strerror", None) or "không phải UTF-8") from error
    return parse(written, path.name, known)
