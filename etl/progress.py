"""How far a build is, in a small file beside its lock, for whoever looks at the pages meanwhile. It names no files."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

Progress = Callable[[int, int, str], None]
_FILE = ".build.progress"


def say_nothing(done: int, total: int, name: str) -> None:
    """For whom nobody waits."""


@contextmanager
def announce(folder: Path, on_progress: Progress, name: str = _FILE) -> Iterator[Progress]:
    """Hand out a progress that is written down too, and gone at the end.

    What a killed build leaves is for nobody: readers ask whether the lock is held. No build fails over its progress:
    Windows refuses to replace a file that is just being read.
    """
    path = folder / name
    fresh = path.with_name(f"{name}.part")

    def announce_one(done: int, total: int, name: str) -> None:
        on_progress(done, total, name)
        with suppress(OSError):
            fresh.write_text(f"{done} {total}\n", encoding="ascii")
            fresh.replace(path)

    try:
        yield announce_one
    finally:
        for rest in (path, fresh):
            with suppress(OSError):
                rest.unlink(missing_ok=True)
