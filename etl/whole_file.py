"""Files that are there whole or not at all, flushed to disk, for their owner's eyes alone where they are private."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PART = ".part"


def write_whole(path: Path, text: str, *, is_private: bool = True) -> None:
    """Put `text` in the place of the file, so that a reader, or a kill at any line, finds the old or the new."""
    make_private(path.parent)
    fresh = path.with_name(f".{path.name}{PART}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600 if is_private else 0o666)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as target:
        target.write(text)
    sync(fresh)
    fresh.replace(path)
    sync(path.parent)


def make_private(folder: Path) -> None:
    """Make the folder and those above it; the last is its owner's alone where it is new."""
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)


def tighten(*folders: Path) -> None:
    """Close folders that lie there already to all but their owner; on Windows the account's own rights hold."""
    for folder in folders if os.name != "nt" else ():
        # Of another owner: theirs to close.
        with suppress(OSError):
            if folder.is_dir() and folder.stat().st_mode & 0o077:
                folder.chmod(0o700)


@contextmanager
def keep_private() -> Iterator[None]:
    """Whatever this process makes meanwhile is for its owner alone, the working files of DuckDB too."""
    usual = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(usual)


def sync(path: Path) -> None:
    """Flush to disk; Windows cannot open a folder for that, and needs it less."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() or os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
