"""What has been kept as long as the ward's settings say: found by one command, removed by the same with a word more."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import duckdb

from etl.desk.closures import read_closures
from etl.desk.draft import KEPT, list_drafts, remove_draft
from etl.errors import InputError
from etl.folder import DataFolder
from etl.publish import find_current, list_warehouses, path_of, stamp_of
from trail import count_older, find_account, find_trail, shorten

SNAPSHOT, DRAFT, SOURCE, TRAIL = "snapshot", "draft", "source", "trail"
KEYS = {
    SNAPSHOT: "retain_snapshots_days",
    SOURCE: "retain_sources_years",
    TRAIL: "retain_trail_days",
}
_STAMP = "%Y%m%d-%H%M%S"


@dataclass(frozen=True, slots=True)
class Due:
    """`kind`: snapshot, draft, source or trail; `what`: its stamp, id, file in raw/ or number of lines."""

    kind: str
    what: str
    since: str


def list_due(root: Path, now: datetime) -> tuple[Due, ...]:
    """Return what is older than the settings of the published warehouse keep it. Raises InputError without one."""
    folder = DataFolder(root)
    current = find_current(root, folder.pointer)
    if current is None:
        raise InputError("Chưa công bố bản số liệu nào, nên chưa biết giữ bao lâu. Chạy: python -m etl build")
    with duckdb.connect(str(current), read_only=True) as connection:
        kept = _read_settings(connection)
        # The sample ward's files are the project's own.
        sources = () if folder.is_sample else tuple(_list_sources(connection, now, kept))
    return (
        *_list_snapshots(folder, current, now - timedelta(days=kept[SNAPSHOT])),
        *_list_drafts(folder, now - KEPT),
        *sources,
        *_list_lines(root, now - timedelta(days=kept[TRAIL])),
    )


def remove(root: Path, due: tuple[Due, ...], now: datetime) -> None:
    """Remove what `list_due` found; the caller holds the lock. What a source file gave is gone from the next build."""
    folder = DataFolder(root)
    for one in due:
        match one.kind:
            case "snapshot":
                path_of(root, one.what).unlink(missing_ok=True)
            case "draft":
                remove_draft(folder.inbox, one.what)
            case "source":
                (folder.raw / one.what).unlink(missing_ok=True)
    if any(one.kind == TRAIL for one in due):
        with duckdb.connect(str(find_current(root, folder.pointer)), read_only=True) as connection:
            days = _read_settings(connection)[TRAIL]
        who, role = find_account()
        shorten(find_trail(root), (now - timedelta(days=days)).astimezone(), who=who, role=role, now=now)


def _read_settings(connection: duckdb.DuckDBPyConnection) -> Mapping[str, int]:
    rows = connection.execute("SELECT key, value FROM core.setting WHERE key LIKE 'retain_%'").fetchall()
    found = dict(rows)
    missing = [key for key in KEYS.values() if key not in found]
    if missing:
        raise InputError(f"settings.csv thiếu {', '.join(missing)}. Hãy thêm rồi dựng lại.")
    return {kind: int(float(found[key])) for kind, key in KEYS.items()}


def _list_snapshots(folder: DataFolder, current: Path, before: datetime) -> Iterator[Due]:
    """Yield the published files nobody decided upon, the one that is shown apart."""
    closed = {closure.stamp for closure in read_closures(folder.decisions)}
    for path in list_warehouses(folder.root):
        stamp = stamp_of(path)
        moment = datetime.strptime("-".join(stamp.split("-")[:2]), _STAMP)
        if path != current and stamp not in closed and moment < before:
            yield Due(SNAPSHOT, stamp, moment.date().isoformat())


def _list_drafts(folder: DataFolder, before: datetime) -> Iterator[Due]:
    for draft in list_drafts(folder.inbox):
        if datetime.fromisoformat(draft.created_at) < before:
            yield Due(DRAFT, draft.draft, draft.created_at[:10])


def _list_sources(connection: duckdb.DuckDBPyConnection, now: datetime, kept: Mapping[str, int]) -> Iterator[Due]:
    """Yield the files of which every period ended so many years ago; one whose period nobody knows stays."""
    rows = connection.execute(
        "SELECT sheet.file, max(period.last_day) FROM meta.source_sheet AS sheet"
        " LEFT JOIN core.period AS period ON period.period = sheet.period"
        " GROUP BY sheet.file HAVING count(*) = count(period.last_day) ORDER BY 1"
    ).fetchall()
    for file, last_day in rows:
        if last_day.year + kept[SOURCE] < now.year:
            yield Due(SOURCE, file, last_day.isoformat())


def _list_lines(root: Path, before: datetime) -> Iterator[Due]:
    lines = count_older(find_trail(root), before.astimezone())
    if lines:
        yield Due(TRAIL, str(lines), before.date().isoformat())
