"""Whether a build is running, perhaps in another process: its progress, believed only while its lock is held."""

from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from queries.warehouse import find_data_dir

LOCK = ".build.lock"
PROGRESS = ".build.progress"


@dataclass(frozen=True, slots=True)
class Building:
    """How many of the source files were read."""

    done: int
    total: int


def find_building(data_dir: Path | None = None) -> Building | None:
    """Return the running build of the data folder, None when there is none or it cannot be told.

    Asked in every run of a page: while nothing is built it costs one look for a file that is not there.
    """
    folder = data_dir or find_data_dir()
    try:
        done, total = (folder / PROGRESS).read_text(encoding="ascii").split()
        return Building(int(done), int(total)) if _is_held(folder / LOCK) else None
    except (OSError, ValueError):
        return None


def _is_held(lock: Path) -> bool:
    """Tell whether somebody holds the lock: a killed build leaves its progress, but no lock."""
    try:
        with FileLock(lock, blocking=False):
            return False
    except Timeout:
        return True
