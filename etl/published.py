"""The published warehouse, where this version of the software can read it and it is whole."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.publish import find_current
from etl.schema import SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class Published:
    path: Path
    inputs_sha256: str


def find_published(root: Path, pointer: Path) -> Published | None:
    """What `current` names; None where it names nothing, another version of the schema or a damaged file."""
    path = find_current(root, pointer)
    if path is None:
        return None
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            found = connection.execute("SELECT schema_version, inputs_sha256 FROM meta.snapshot").fetchone()
            _read_every_block(connection)
    except duckdb.Error:
        return None
    return Published(path, found[1]) if found and found[0] == SCHEMA_VERSION else None


def _read_every_block(connection: duckdb.DuckDBPyConnection) -> None:
    """Damage is an error only when its block is read, and every reader reads all of them at opening."""
    for schema, table in connection.execute("SELECT schema_name, table_name FROM duckdb_tables()").fetchall():
        connection.execute(f'SELECT max(hash(rows_)) FROM "{schema}"."{table}" AS rows_')
