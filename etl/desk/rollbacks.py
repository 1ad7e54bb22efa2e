"""Who went back to which snapshot: decisions/rollbacks.csv, append-only. The content of no warehouse depends on it."""

import csv
import io
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from etl.folder import ROLLBACKS_FILE
from etl.published import Published


@dataclass(frozen=True, slots=True)
class Rollback:
    """From the snapshot `left` back to `stamp`."""

    decided_at: str
    decided_by: str
    stamp: str
    left: str
    reason: str = ""


_FIELDS = tuple(field.name for field in fields(Rollback))


def read_rollbacks(decisions: Path) -> list[Rollback]:
    path = decisions / ROLLBACKS_FILE
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as source:
        return [Rollback(**row) for row in csv.DictReader(source)]


def write_out(rollbacks: list[Rollback]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([_FIELDS, *map(astuple, rollbacks)])
    return text.getvalue()


def find_return(decisions: Path, current: str) -> Rollback | None:
    """How the current snapshot became current again; None where it was published and stayed."""
    last = next(reversed(read_rollbacks(decisions)), None)
    return last if last and last.stamp == current else None


def tell_published(decisions: Path, current: Published) -> tuple[str | None, str, str | None]:
    """By whom, when and why what is published now became so."""
    back = find_return(decisions, current.stamp)
    if back:
        return back.decided_by, back.decided_at, back.reason or None
    return current.published_by, current.built_at.isoformat(timespec="seconds"), current.note
