"""The published warehouse, where this version of the software can read it and it is whole."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from etl.publish import find_current
from etl.schema import SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A source that was taken, with how many of its rows."""

    sha256: str
    loaded_date: date
    rows: int


@dataclass(frozen=True, slots=True)
class Published:
    """`files` by name; a refused file is not among them."""

    path: Path
    inputs_sha256: str
    is_sample: bool
    files: dict[str, PublishedFile]


def find_published(root: Path, pointer: Path) -> Published | None:
    """What `current` names; None where it names nothing, another version of the schema or a damaged file."""
    path = find_current(root, pointer)
    if path is None:
        return None
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            found = connection.execute("SELECT schema_version, inputs_sha256, is_sample FROM meta.snapshot").fetchone()
            if found is None or found[0] != SCHEMA_VERSION:
                return None
            _read_every_block(connection)
            files = connection.execute(
                "SELECT file, sha256, loaded_date, rows FROM meta.source_file WHERE refused_rule IS NULL"
            ).fetchall()
    except duckdb.Error:
        return None
    return Published(path, found[1], found[2], {name: PublishedFile(*told) for name, *told in files})


def _read_every_block(connection: duckdb.DuckDBPyConnection) -> None:
    """Damage is an error only when its block is read, and every reader reads all of them at opening."""
    for schema, table in connection.execute("SELECT schema_name, table_name FROM duckdb_tables()").fetchall():
        connection.execute(f'SELECT max(hash(rows_)) FROM "{schema}"."{table}" AS rows_')
