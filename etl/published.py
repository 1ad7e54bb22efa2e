"""A published warehouse, where this version of the software can read it and it is whole."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from etl.publish import find_current, stamp_of
from etl.schema import SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A source that was taken, with how many of its rows."""

    sha256: str
    loaded_date: date
    rows: int


@dataclass(frozen=True, slots=True)
class Published:
    """`files` by name; a refused file is not among them, but its content is among `contents`.

    `decided`: the lines of decisions that were in force, as `DataFolder.list_decided` tells them.
    """

    path: Path
    inputs_sha256: str
    is_sample: bool
    built_at: datetime
    published_by: str | None
    note: str | None
    sealed_with: str | None
    files: dict[str, PublishedFile]
    contents: frozenset[str]
    decided: tuple[tuple[str, tuple[int, int]], ...]

    @property
    def stamp(self) -> str:
        return stamp_of(self.path)


def find_published(root: Path, pointer: Path) -> Published | None:
    """What `current` names; None where it names nothing, another version of the schema or a damaged file."""
    path = find_current(root, pointer)
    return read_published(path) if path else None


def is_published(root: Path, pointer: Path) -> bool:
    """Tell whether `current` names a warehouse that can be read, also where this very program reads it already."""
    try:
        return find_published(root, pointer) is not None
    except duckdb.ConnectionException:
        # Open here under a reader's settings, which took it for whole and of this version.
        return True


def read_published(path: Path) -> Published | None:
    """One warehouse; None where it is of another version of the schema or damaged.

    Raises duckdb.ConnectionException where this program has it open under other settings.
    """
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            found = connection.execute("SELECT * FROM meta.snapshot")
            columns = [column[0] for column in found.description or ()]
            told = dict(zip(columns, found.fetchone() or (), strict=False))
            if told.get("schema_version") != SCHEMA_VERSION:
                return None
            _read_every_block(connection)
            return _read_inputs(connection, path, told)
    except duckdb.ConnectionException:
        raise
    except duckdb.Error:
        return None


def _read_inputs(connection: duckdb.DuckDBPyConnection, path: Path, told: dict[str, Any]) -> Published:
    files = connection.execute(
        "SELECT file, sha256, loaded_date, rows FROM meta.source_file WHERE refused_rule IS NULL"
    ).fetchall()
    contents = connection.execute(
        "SELECT DISTINCT sha256 FROM meta.source_file WHERE NOT starts_with(file, 'decisions/')"
    ).fetchall()
    decided = connection.execute("SELECT file, first_line, last_line FROM meta.decision_lines ORDER BY ALL").fetchall()
    return Published(
        path,
        told["inputs_sha256"],
        told["is_sample"],
        told["built_at"],
        told["published_by"],
        told["note"],
        told["sealed_with"],
        {name: PublishedFile(*rest) for name, *rest in files},
        frozenset(sha256 for (sha256,) in contents),
        tuple((file, (first, last)) for file, first, last in decided),
    )


def _read_every_block(connection: duckdb.DuckDBPyConnection) -> None:
    """Damage is an error only when its block is read, and every reader reads all of them at opening."""
    for schema, table in connection.execute("SELECT schema_name, table_name FROM duckdb_tables()").fetchall():
        connection.execute(f'SELECT max(hash(rows_)) FROM "{schema}"."{table}" AS rows_')
