"""Files taken into a draft: copied under a tidy name, readable by their owner alone."""

import os
import re
import shutil
import unicodedata
from collections.abc import Collection
from itertools import chain, count
from pathlib import Path

# What no file system of the three takes, and what would hide a file or make it look like Excel's own lock.
_UNWANTED = re.compile(r'[\x00-\x1f<>:"/\\|?*]')
_HIDING = ".~$ "
_LONGEST = 120


def take_in(paths: Collection[Path], folder: Path) -> list[Path]:
    """Copy the files side by side; of two names alike the second gets a number."""
    return [_copy(path, free_path(folder / tidy_name(path.name))) for path in paths]


def tidy_name(name: str) -> str:
    shown = _UNWANTED.sub("_", unicodedata.normalize("NFC", name)).lstrip(_HIDING).rstrip(". ")
    path = Path(shown or "tệp")
    return f"{path.stem[:_LONGEST]}{path.suffix[:12]}"


def free_path(path: Path, given: Collection[Path] = ()) -> Path:
    """The path itself, or with « (2)», « (3)»… before its ending; not one that is `given` to somebody already."""
    names = chain([path], (path.with_stem(f"{path.stem} ({number})") for number in count(2)))
    return next(name for name in names if not name.exists() and name not in given)


def _copy(source: Path, target: Path) -> Path:
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with source.open("rb") as read, os.fdopen(handle, "wb") as written:
        shutil.copyfileobj(read, written)
    return target
