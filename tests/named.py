"""A published file with its names, as whoever holds the key reads it; and one written by hand, sealed with that key."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import duckdb

from identity import ensure_key, open_beside, read_keys
from identity.tables import list_tables


def open_named(path: Path) -> duckdb.DuckDBPyConnection:
    """Read-only, every name open."""
    connection = _connect(path)
    beside = open_beside(connection)
    [(sealed_with,)] = connection.execute("SELECT sealed_with FROM meta.snapshot").fetchall()
    key = next(key for key in read_keys() if key.id == sealed_with)
    for table in list_tables(connection):
        beside.reveal(table, key)
    connection.execute(beside.looking)
    return connection


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    """Where pages have the file open in this process, under settings of their own, a copy says the same."""
    try:
        return duckdb.connect(str(path), read_only=True)
    except duckdb.ConnectionException:
        copy = Path(mkdtemp()) / path.name
        shutil.copy(path, copy)
        return duckdb.connect(str(copy), read_only=True)


@contextmanager
def write_names(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """To put rows into `restricted` of a file that has none, as the schema has them; they are sealed at the end."""
    with duckdb.connect(path) as connection:
        beside, key = open_beside(connection), ensure_key(path.parent)
        beside.prepare()
        connection.execute(beside.looking)
        yield connection
        beside.seal(key)
        connection.execute("UPDATE meta.snapshot SET sealed_with = $id", {"id": key.id})
        beside.close()


@contextmanager
def change_names(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """To change names of a file that is sealed."""
    with duckdb.connect(path) as connection:
        beside, key = open_beside(connection), ensure_key(path.parent)
        tables = list_tables(connection)
        for table in tables:
            beside.reveal(table, key)
        connection.execute(beside.looking)
        yield connection
        for table in tables:
            connection.execute(f"DELETE FROM {beside.file}.restricted.{table}")
        beside.seal(key)
        beside.close()
