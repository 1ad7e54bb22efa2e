"""The published snapshot, read-only: the file that `current` names, else the newest that is whole."""

import os
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from weakref import WeakValueDictionary

import duckdb

from queries.errors import NoWarehouse
from queries.words import Words

PATTERN = "warehouse-*.duckdb"
POINTER = "current"
# Nothing that reads may write, reach the network or another file, or change these settings afterwards.
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "lock_configuration": "true",
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "threads": "2",
    "memory_limit": "1GB",
}


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Warehouse:
    """One snapshot and the one connection to its file. `warning`: why it is not the one that `current` names."""

    path: Path
    stamp: str
    warning: Words | None
    connection: duckdb.DuckDBPyConnection

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """Return a cursor for one call; it keeps the snapshot readable after a newer one is published."""
        return self.connection.cursor()


Mark = tuple[int, int, int]
_lock = Lock()
_opened: WeakValueDictionary[tuple[Path, Mark | None, Words | None], Warehouse] = WeakValueDictionary()
_default: tuple[Path, Mark | None, Warehouse] | None = None


def find_data_dir() -> Path:
    """Return the folder that WARD_DATA names, else `data/` beside the code."""
    return Path(os.environ.get("WARD_DATA") or Path(__file__).resolve().parents[1] / "data")


def default_warehouse() -> Warehouse:
    """Return the snapshot of the data folder, opened again only when `current` changes. Raises NoWarehouse."""
    global _default
    data_dir = find_data_dir()
    mark = _read_mark(data_dir / POINTER)
    known = _default
    if known is None or known[:2] != (data_dir, mark):
        known = _default = (data_dir, mark, open_warehouse(data_dir))
    return known[2]


def open_warehouse(data_dir: Path | str) -> Warehouse:
    """Open what `current` names in `data_dir`, else the newest whole file, with a warning. Raises NoWarehouse."""
    folder = Path(data_dir).resolve()
    named = _read_pointer(folder)
    reasons = [] if named else [Words(f"«{POINTER}» bị mất hoặc hỏng", f"«{POINTER}» is lost or broken")]
    for path in _list_candidates(folder, named):
        warning = _warn(reasons, path) if reasons else None
        try:
            return _open_file(path, warning)
        except duckdb.Error:
            reasons.append(Words(f"Không đọc được «{path.name}»", f"«{path.name}» cannot be read"))
    raise NoWarehouse(
        f"Chưa có kho số liệu nào đọc được trong «{data_dir}». Hãy chạy: python -m etl build",
        f"There is no warehouse that can be read in «{data_dir}». Run: python -m etl build",
    )


def _warn(reasons: list[Words], path: Path) -> Words:
    """Say why the snapshot shown is not the one that was published last."""
    vi, en = "; ".join(reason.vi for reason in reasons), "; ".join(reason.en for reason in reasons)
    return Words(f"{vi}. Đang dùng bản {_read_stamp(path)}.", f"{en}. Snapshot {_read_stamp(path)} is shown.")


def _read_pointer(folder: Path) -> Path | None:
    """Return the file that `current` names, None when the pointer is lost, empty or points outside the folder."""
    try:
        name = (folder / POINTER).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    path = folder / name
    return path if path.parent == folder and path.match(PATTERN) and path.is_file() else None


def _list_candidates(folder: Path, named: Path | None) -> list[Path]:
    others = sorted((path for path in folder.glob(PATTERN) if path != named), reverse=True)
    return [named, *others] if named else others


def _open_file(path: Path, warning: Words | None) -> Warehouse:
    with _lock:
        key = (path, _read_mark(path), warning)
        warehouse = _opened.get(key)
        if warehouse is None:
            connection = duckdb.connect(path, read_only=True, config=CONFIG)
            _check_whole(connection)
            warehouse = _opened[key] = Warehouse(path, _read_stamp(path), warning, connection)
        return warehouse


def _check_whole(connection: duckdb.DuckDBPyConnection) -> None:
    """Read every block once: a flipped bit is a checksum error only when its block is read. Raises duckdb.Error."""
    tables = connection.execute("SELECT schema_name, table_name FROM duckdb_tables()").fetchall()
    for schema, table in tables:
        connection.execute(f'SELECT max(hash(rows_)) FROM "{schema}"."{table}" AS rows_')
    connection.execute("SELECT stamp FROM meta.snapshot")


def _read_stamp(path: Path) -> str:
    return path.stem.removeprefix("warehouse-")


def _read_mark(path: Path) -> Mark | None:
    """Return what changes when a file is replaced, None when it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
