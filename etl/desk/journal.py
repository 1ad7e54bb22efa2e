"""A change of several files that happens whole: written down first, then done, and done again after a kill."""

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from filelock import FileLock

from etl.publish import part_of, point, publish, remove_parts
from etl.whole_file import make_private, write_whole

LOCK = ".build.lock"
_JOURNAL = ".desk.journal"


@dataclass(frozen=True, slots=True)
class Change:
    """Paths are relative to the data folder. `moves`: from -> to; `writes`: file -> its whole new text.

    `current`: the warehouse to point at; where it is new, its part lies there finished. `drops`: files and folders to
    remove. Whoever makes a change holds the lock; each step may be done twice.
    """

    current: str
    moves: Mapping[str, str] = field(default_factory=dict)
    writes: Mapping[str, str] = field(default_factory=dict)
    drops: tuple[str, ...] = ()


def commit(root: Path, change: Change) -> None:
    """The change has happened once this has written its journal: whoever comes after a kill ends it."""
    write_whole(root / _JOURNAL, json.dumps(asdict(change), ensure_ascii=False))
    finish(root)


@contextmanager
def hold(root: Path) -> Iterator[None]:
    """Write a line of decisions: not into the midst of a change that replaces its file, nor before one that must be
    ended still."""
    with FileLock(root / LOCK):
        finish(root)
        yield


def finish(root: Path) -> None:
    """End the change that a killed command left, and clear away what it had not come to; the caller holds the lock."""
    journal = root / _JOURNAL
    if journal.exists():
        _carry_out(root, Change(**json.loads(journal.read_text(encoding="utf-8"))))
        journal.unlink()
    for rest in root.glob(f".{_JOURNAL}*"):
        rest.unlink()
    remove_parts(root)


def _carry_out(root: Path, change: Change) -> None:
    for source, target in change.moves.items():
        if (root / source).exists():
            make_private((root / target).parent)
            (root / source).rename(root / target)
    for name, text in change.writes.items():
        write_whole(root / name, text)
    warehouse = root / change.current
    if part_of(warehouse).exists():
        publish(part_of(warehouse), warehouse, root / "current")
    else:
        point(root / "current", warehouse)
    for name in change.drops:
        _drop(root / name)


def is_unfinished(root: Path) -> bool:
    return (root / _JOURNAL).exists()


def settle(root: Path) -> None:
    """End what a killed command left, for those who only look: without waiting for a build where there is nothing."""
    if is_unfinished(root):
        with FileLock(root / LOCK):
            finish(root)


def _drop(path: Path) -> None:
    """Where a page still has the draft open, Windows keeps the file; old drafts are removed later."""
    with suppress(OSError):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
