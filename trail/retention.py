"""Lines that are older than the ward keeps them go, and the trail says how many and where it was cut."""

from datetime import datetime
from pathlib import Path

from trail.acts import Act
from trail.line import Line, split_lines
from trail.log import append, locked, replace_whole

TRAIL, CUT = "trail", "cut"


def count_older(path: Path, before: datetime) -> int:
    """Count the lines at the beginning that were written before that moment."""
    return len(_split(_read(path), before)[0])


def shorten(path: Path, before: datetime, *, who: str, role: str, now: datetime) -> int:
    """Take the lines away that were written before that moment; return how many. Raises OSError.

    A last line names the digest that the first kept line holds on to, so that the chain can still be verified.
    """
    with locked(path):
        gone, kept = _split(_read(path), before)
        if not gone:
            return 0
        replace_whole(path, b"".join(line.raw + b"\n" for line in kept))
    append(path, Act(who, role, "retain", TRAIL, len(gone), filters={CUT: gone[-1].digest}), now=now)
    return len(gone)


def _read(path: Path) -> list[Line]:
    return split_lines(path.read_bytes()) if path.is_file() else []


def _split(lines: list[Line], before: datetime) -> tuple[list[Line], list[Line]]:
    """Return the oldest lines up to the last one before that moment, and the rest; never the last line of all."""
    old = 0
    for number, line in enumerate(lines[:-1], start=1):
        if line.fields is None:
            continue
        if datetime.fromisoformat(line.fields["at"]) >= before:
            break
        old = number
    return lines[:old], lines[old:]
