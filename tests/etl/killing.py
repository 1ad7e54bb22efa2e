"""python -m tests.etl.killing ROOT OUT STRIDE FUNCTION ARGUMENTS: a step of the desk, on copies of ROOT, killed.

The first run is killed at its first change of a file, the next STRIDE changes later, and so on until one ends.

Each run is a process of its own that gets SIGKILL just before the change: OUT/1, OUT/2, … are what it left.
"""

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from datetime import date, datetime
from importlib import import_module
from pathlib import Path

from etl.desk.preview import draft_files
from etl.progress import Progress, say_nothing
from tests.etl.conftest import TODAY

_CHANGES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod")


def draft_one(path: str, *, root: Path, now: datetime, note: str, today: date, on_progress: Progress) -> None:
    draft_files([Path(path)], root=root, today=today, now=now, on_progress=on_progress)


def kill_at(count: int, root: Path) -> None:
    """Die just before the change of that number under `root`."""
    seen = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        is_writing = event == "open" and int(str(arguments[2])) & (os.O_WRONLY | os.O_RDWR) != 0
        if (event in _CHANGES or is_writing) and str(arguments[0]).startswith(str(root)):
            seen += 1
            if seen == count:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def main() -> None:
    root, out, stride, function = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    told = json.loads(sys.argv[5])
    module, name = function.split(":")
    step: Callable[..., object] = getattr(import_module(module), name)
    arguments = told.pop("name"), told
    count = 0
    while True:
        count += 1
        copy = out / str(count)
        shutil.copytree(root, copy)
        child = os.fork()
        if child == 0:
            kill_at(1 + (count - 1) * stride, copy)
            step(arguments[0], root=copy, now=datetime(2026, 11, 20, 20, 0), **_fill(arguments[1]))
            os._exit(0)
        if not os.WIFSIGNALED(os.waitpid(child, 0)[1]):
            print(count)
            return


def _fill(told: dict[str, object]) -> dict[str, object]:
    return {**told, "today": TODAY, "on_progress": say_nothing} if "note" in told else told


if __name__ == "__main__":
    main()
