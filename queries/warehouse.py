"""The published snapshot, read-only: the file that `current` names, else the newest that is whole and can be read."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from weakref import WeakValueDictionary

import duckdb

from queries.errors import AskedWrongly, NoWarehouse
from queries.names import Names
from queries.words import Words

PATTERN = "warehouse-*.duckdb"
POINTER = "current"
_MOST_NAMED = 5
PROJECT_DATA = Path(__file__).resolve().parents[1] / "data"
# The shape of the warehouse that the SQL files of this package speak of; the number that etl writes into its files.
SCHEMA_VERSION = 10
# Nothing that reads may write, not even temporary files (names would stand in them), nor reach the network or another
# file, nor change these settings afterwards.
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "lock_configuration": "true",
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "memory_limit": "1GB",
    "temp_directory": "",
}

BRISK = {"threads": "2"}
# What an answer took is given back at once, which costs half a second in the first of them.
SPARING = {"threads": "1", "allocator_bulk_deallocation_flush_threshold": "1MB"}


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Warehouse:
    """One snapshot and the one connection to its file. `warning`: why it is not the one that `current` names."""

    path: Path
    stamp: str
    warning: Words | None
    connection: duckdb.DuckDBPyConnection
    names: Names

    def cursor(self, statement: str = "") -> duckdb.DuckDBPyConnection:
        """Return a cursor for one call; it keeps the snapshot readable after a newer one is published.

        It reads the names that the statement asks for, no others.
        """
        cursor = self.connection.cursor()
        self.names.show(statement, cursor)
        return cursor


class OtherVersion(Exception):
    """A whole file whose tables are those of another version of the software."""

    def __init__(self, version: int) -> None:
        super().__init__(version)
        self.is_newer = version > SCHEMA_VERSION


Mark = tuple[int, int, int]
_lock = Lock()
_opened: WeakValueDictionary[tuple[Path, Mark | None, Words | None], Warehouse] = WeakValueDictionary()
_default: tuple[Path, Mark | None, Warehouse] | None = None


def find_data_dir() -> Path:
    """Return the folder that WARD_DATA names, else `data/` beside the code."""
    return Path(os.environ.get("WARD_DATA") or PROJECT_DATA)


def default_warehouse() -> Warehouse:
    """Return the snapshot of the data folder, opened again only when `current` changes. Raises NoWarehouse."""
    global _default
    data_dir = find_data_dir()
    mark = _read_mark(data_dir / POINTER)
    known = _default
    if known is None or known[:2] != (data_dir, mark):
        known = _default = (data_dir, mark, open_warehouse(data_dir))
    return known[2]


def open_warehouse(data_dir: Path | str, *, is_sparing: bool = False) -> Warehouse:
    """Open what `current` names in `data_dir`, else the newest whole file of our version, with a warning.

    `is_sparing`: with a fifth less memory, for who asks once and goes. Raises NoWarehouse.
    """
    folder = Path(data_dir).resolve()
    named = _read_pointer(folder)
    reasons = [] if named else [Words(f"«{POINTER}» bị mất hoặc hỏng", f"«{POINTER}» is lost or broken")]
    others: list[OtherVersion] = []
    for path in _list_candidates(folder, named):
        warning = _warn(reasons, path) if reasons else None
        try:
            return open_file(path, warning, SPARING if is_sparing else BRISK)
        except duckdb.Error:
            reasons.append(Words(f"Không đọc được «{path.name}»", f"«{path.name}» cannot be read"))
        except OtherVersion as error:
            others.append(error)
            reasons.append(_tell_version(path, error))
    raise _explain_nothing(folder.name, others)


def _warn(reasons: list[Words], path: Path) -> Words:
    """Say why the snapshot shown is not the one that was published last."""
    vi, en = "; ".join(reason.vi for reason in reasons), "; ".join(reason.en for reason in reasons)
    return Words(f"{vi}. Đang dùng bản {_read_stamp(path)}.", f"{en}. Snapshot {_read_stamp(path)} is shown.")


def _tell_version(path: Path, error: OtherVersion) -> Words:
    vi, en = ("mới", "a newer") if error.is_newer else ("cũ", "an older")
    return Words(
        f"«{path.name}» do phần mềm bản {vi} hơn dựng, bản này không đọc được",
        f"«{path.name}» was built by {en} version of the software, which this one cannot read",
    )


def _explain_nothing(folder: str, others: list[OtherVersion]) -> NoWarehouse:
    """Say why nothing can be opened, and what to do; of files of another version, the first that was tried decides."""
    if not others:
        return NoWarehouse(
            f"Chưa có kho số liệu nào đọc được trong «{folder}». Hãy chạy: python -m etl build",
            f"There is no warehouse that can be read in «{folder}». Run: python -m etl build",
        )
    if others[0].is_newer:
        return NoWarehouse(
            f"Kho số liệu trong «{folder}» do phần mềm bản mới hơn dựng, bản này không đọc được. "
            "Hãy cập nhật phần mềm, hoặc dựng lại bằng bản này: python -m etl build",
            f"The warehouse in «{folder}» was built by a newer version of the software, which this one cannot read. "
            "Update the software, or build again with this one: python -m etl build",
        )
    return NoWarehouse(
        f"Kho số liệu trong «{folder}» do phần mềm bản cũ hơn dựng, bản này không đọc được. "
        "Hãy dựng lại từ các tệp nguồn: python -m etl build",
        f"The warehouse in «{folder}» was built by an older version of the software, which this one cannot read. "
        "Build it again from the source files: python -m etl build",
    )


def _read_pointer(folder: Path) -> Path | None:
    """Return the file that `current` names, None when the pointer is lost, empty or points outside the folder."""
    try:
        name = (folder / POINTER).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    path = folder / name
    return path if path.parent == folder and path.match(PATTERN) and path.is_file() else None


def _list_candidates(folder: Path, named: Path | None) -> list[Path]:
    others = [path for path in list_snapshots(folder) if path != named]
    return [named, *others] if named else others


def list_snapshots(folder: Path) -> list[Path]:
    """Return the published files, the newest first; of one second «…-2» is newer than the one without a number."""
    return sorted(folder.glob(PATTERN), key=lambda path: _read_stamp(path).split("-"), reverse=True)


def open_published(folder: Path, stamp: str) -> Warehouse:
    """Open an older snapshot of the data folder, as it was published. Raises AskedWrongly, NoWarehouse."""
    known = {_read_stamp(path): path for path in list_snapshots(folder)}
    if stamp not in known:
        newest = ", ".join(list(known)[:_MOST_NAMED]) or "—"
        raise AskedWrongly(
            f"Không có bản «{stamp}». Các bản mới nhất: {newest}.",
            f"There is no snapshot «{stamp}». The newest: {newest}.",
        )
    return open_snapshot(known[stamp])


def open_snapshot(path: Path) -> Warehouse:
    """Open one file that is not published: a draft, or a snapshot of the history. Raises NoWarehouse."""
    try:
        return open_file(path.resolve(), None)
    except duckdb.Error as error:
        raise _explain_nothing(path.parent.name, []) from error
    except OtherVersion as error:
        raise _explain_nothing(path.parent.name, [error]) from error


def open_file(path: Path, warning: Words | None, pace: Mapping[str, str] = BRISK) -> Warehouse:
    """Open one file, once for all who want it. Raises duckdb.Error where it is damaged, OtherVersion."""
    with _lock:
        key = (path, _read_mark(path), warning)
        warehouse = _opened.get(key)
        if warehouse is None:
            connection = duckdb.connect(path, read_only=True, config={**CONFIG, **pace})
            _check_version(connection)
            _check_whole(connection)
            warehouse = _opened[key] = Warehouse(path, _read_stamp(path), warning, connection, Names(connection))
        return warehouse


def _check_version(connection: duckdb.DuckDBPyConnection) -> None:
    """Raises OtherVersion; files from before the number was written have none."""
    found = connection.execute("SELECT * FROM meta.snapshot")
    columns, row = [column[0] for column in found.description or ()], found.fetchone()
    version = dict(zip(columns, row or (), strict=False)).get("schema_version", 0)
    if version != SCHEMA_VERSION:
        raise OtherVersion(version)


def _check_whole(connection: duckdb.DuckDBPyConnection) -> None:
    """Read every block once: a flipped bit is a checksum error only when its block is read. Raises duckdb.Error."""
    tables = connection.execute("SELECT schema_name, table_name FROM duckdb_tables()").fetchall()
    for schema, table in tables:
        connection.execute(f'SELECT max(hash(rows_)) FROM "{schema}"."{table}" AS rows_')


def _read_stamp(path: Path) -> str:
    return path.stem.removeprefix("warehouse-")


def _read_mark(path: Path) -> Mark | None:
    """Return what changes when a file is replaced, None when it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
