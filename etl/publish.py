"""A new versioned file per build, the pointer replaced last: readers see the old or the new, nothing between."""

import os
from datetime import datetime
from pathlib import Path

_KEPT = 20
_PART = ".part"


def name_warehouse(root: Path, now: datetime) -> Path:
    """A free path for a build started at `now`."""
    stamp = now.strftime("%Y%m%d-%H%M%S")
    names = (stamp, *(f"{stamp}-{number}" for number in range(2, 1000)))
    return next(path for name in names if not (path := root / f"warehouse-{name}.duckdb").exists())


def publish(part: Path, target: Path, pointer: Path) -> None:
    """Make a finished file the current one; safe to kill at any line."""
    _sync(part)
    part.rename(target)
    _sync(target.parent)
    fresh = pointer.with_name(f"{pointer.name}{_PART}")
    fresh.write_text(target.name + "\n", encoding="ascii")
    _sync(fresh)
    fresh.replace(pointer)
    _sync(pointer.parent)


def find_current(root: Path, pointer: Path) -> Path | None:
    """The published file, or None; a pointer to a file that is gone counts as none."""
    if not pointer.exists():
        return None
    path = root / pointer.read_text(encoding="ascii", errors="replace").strip()
    return path if path.is_file() else None


def clean_up(root: Path, current: Path) -> None:
    """Remove what killed builds left and all but the newest published files."""
    for rest in root.glob(f"warehouse-*{_PART}*"):
        rest.unlink(missing_ok=True)
    for old in sorted(root.glob("warehouse-*.duckdb"))[:-_KEPT]:
        if old != current:
            old.unlink(missing_ok=True)


def part_of(target: Path) -> Path:
    return target.with_name(target.name + _PART)


def _sync(path: Path) -> None:
    """Flush to disk; Windows cannot open a folder for that, and needs it less."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() or os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
