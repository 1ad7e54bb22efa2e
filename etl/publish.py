"""A new versioned file per build, the pointer replaced last: readers see the old or the new, nothing between."""

from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from etl.whole_file import PART, sync, write_whole

_KEPT = 20
_PREFIX = "warehouse-"


def name_warehouse(root: Path, now: datetime) -> Path:
    """A free path for a build started at `now`."""
    stamp = now.strftime("%Y%m%d-%H%M%S")
    names = (stamp, *(f"{stamp}-{number}" for number in range(2, 1000)))
    return next(path for name in names if not (path := path_of(root, name)).exists())


def path_of(root: Path, stamp: str) -> Path:
    return root / f"{_PREFIX}{stamp}.duckdb"


def stamp_of(path: Path) -> str:
    return path.stem.removeprefix(_PREFIX)


def list_warehouses(root: Path) -> list[Path]:
    """The published files, the newest first; of one second «…-10» is newer than «…-2»."""
    return sorted(root.glob(f"{_PREFIX}*.duckdb"), key=_order, reverse=True)


def _order(path: Path) -> tuple[tuple[int, str], ...]:
    return tuple((len(part), part) for part in stamp_of(path).split("-"))


def publish(part: Path, target: Path, pointer: Path) -> None:
    """Make a finished file the current one; safe to kill at any line, and to run again after that."""
    if part.exists():
        sync(part)
        part.rename(target)
        sync(target.parent)
    point(pointer, target)


def point(pointer: Path, target: Path) -> None:
    write_whole(pointer, target.name + "\n", is_private=False)


def find_current(root: Path, pointer: Path) -> Path | None:
    """The published file, or None; a pointer to a file that is gone counts as none."""
    if not pointer.exists():
        return None
    path = root / pointer.read_text(encoding="ascii", errors="replace").strip()
    return path if path.is_file() else None


def clean_up(root: Path, current: Path, kept: Collection[str] = ()) -> None:
    """Remove all but the newest published files; those stamped as in `kept` stay."""
    for old in list_warehouses(root)[_KEPT:]:
        if old != current and stamp_of(old) not in kept:
            old.unlink(missing_ok=True)


def remove_parts(root: Path) -> None:
    """Remove what killed builds left; the caller holds the lock."""
    for rest in root.glob(f"{_PREFIX}*{PART}*"):
        rest.unlink(missing_ok=True)


def part_of(target: Path) -> Path:
    return target.with_name(target.name + PART)
