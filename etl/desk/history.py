"""What was published, the newest first."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from etl.desk.closures import read_closures
from etl.desk.journal import settle
from etl.desk.rollbacks import find_return
from etl.folder import DataFolder
from etl.publish import find_current, list_warehouses, stamp_of


@dataclass(frozen=True, slots=True)
class Entry:
    """`files`: how many sources it took. `closures`: the periods decided upon with it. `returned`: who went back to it.

    Of a file that cannot be read only the stamp is known.
    """

    stamp: str
    built_at: str | None = None
    action: str | None = None
    published_by: str | None = None
    note: str | None = None
    previous: str | None = None
    is_current: bool = False
    is_sample: bool = False
    files: int = 0
    closures: list[str] = field(default_factory=list)
    returned: dict[str, str] | None = None


def list_snapshots(root: Path) -> list[Entry]:
    settle(root)
    folder = DataFolder(root)
    current, closures = find_current(root, folder.pointer), read_closures(folder.decisions)
    entries = []
    for path in list_warehouses(root):
        stamp, is_current = stamp_of(path), path == current
        back = find_return(folder.decisions, stamp) if is_current else None
        entries.append(
            Entry(
                stamp,
                **_read_told(path),
                is_current=is_current,
                closures=sorted({closure.period for closure in closures if closure.stamp == stamp}),
                returned={"by": back.decided_by, "at": back.decided_at, "reason": back.reason} if back else None,
            )
        )
    return entries


def _read_told(path: Path) -> dict[str, Any]:
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            found = connection.execute("SELECT * FROM meta.snapshot")
            columns = [column[0] for column in found.description or ()]
            told = dict(zip(columns, found.fetchone() or (), strict=False))
            counted = "SELECT count(*) FROM meta.source_file WHERE refused_rule IS NULL"
            files = (connection.execute(counted).fetchone() or (0,))[0]
    except duckdb.Error:
        return {}
    kept = {name: told.get(name) for name in ("action", "published_by", "note", "previous")}
    return {
        **kept,
        "built_at": told["built_at"].isoformat(timespec="seconds"),
        "is_sample": told["is_sample"],
        "files": files,
    }
