"""Sealed on disk, plain in a database in memory that stands in the place of the file's own tables."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from identity.cipher import Cipher, name_place
from identity.errors import find_tampered
from identity.tables import Table, find_database, find_sealed, list_tables

Cells = Sequence[str | bytes | None]
_ROWS_AT_ONCE = 50_000


@dataclass(frozen=True, slots=True)
class Beside:
    """The database in memory beside a file. `looking`: what makes a cursor read it where a statement says `restricted`.

    It is never written to a disk, and the connection writes no temporary files from then on.
    """

    connection: duckdb.DuckDBPyConnection
    file: str
    memory: str

    @property
    def looking(self) -> str:
        return _look_in(f"{self.file}.main,{self.memory}.restricted,{self.memory}.stage")

    def prepare(self) -> None:
        """Turn the empty tables of a new file into sealed ones, with a plain one in memory for each."""
        for table in list_tables(self.connection).values():
            self.connection.execute(f"DROP TABLE {self.file}.restricted.{table.name}")
            self.connection.execute(table.declare(self.file, "BLOB", has_index=True))
            self.connection.execute(table.declare(self.memory, "VARCHAR"))

    def seal(self, cipher: Cipher) -> None:
        """Write what stands in memory into the file; the same rows are always written alike. Nothing stays staged."""
        self.connection.execute(f"DROP SCHEMA {self.memory}.stage CASCADE")
        self.connection.execute(f"CREATE SCHEMA {self.memory}.stage")
        # Nothing is alike among what is sealed: to look for it takes longer than to seal it.
        self.connection.execute("SET disabled_compression_methods = 'dict_fsst'")
        self.connection.begin()
        for table in list_tables(self.connection).values():
            self._seal_table(table, cipher)
        self.connection.commit()
        self.connection.execute("RESET disabled_compression_methods")

    def _seal_table(self, table: Table, cipher: Cipher) -> None:
        places, width = table.list_places(), len(table.key)
        for rows in self.connection.cursor().sql(table.select_named(self.memory)).to_arrow_reader(_ROWS_AT_ONCE):
            named, cells = rows.columns[width], rows.columns[width + 1 :]
            sealed = [cipher.seal_column(column, place, named) for place, column in zip(places, cells, strict=True)]
            self._append(table, self.file, [*rows.columns[:width], *sealed])

    def reveal(self, name: str, cipher: Cipher | None) -> None:
        """Make the plain table in memory; without a key all that is sealed is NULL.

        Raises Closed, and makes nothing, where a cell was changed.
        """
        table = find_sealed(self.connection, name) if cipher else list_tables(self.connection)[name]
        rows, places = self.connection.execute(table.select(self.file)).fetchall(), table.list_places()
        opened = [_open_row(row, table, places, cipher) for row in rows]
        self.connection.execute(table.declare(self.memory, "VARCHAR", all_optional=cipher is None))
        self._fill(table, opened)

    def _fill(self, table: Table, rows: Sequence[Sequence[str | None]]) -> None:
        if rows:
            self._append(table, self.memory, [_write_text(column) for column in zip(*rows, strict=True)])

    def _append(self, table: Table, database: str, columns: Sequence[pa.Array]) -> None:
        names = ", ".join(column.name for column in (*table.key, *table.sealed))
        self.connection.register("incoming_names", pa.Table.from_arrays(columns, names=names.split(", ")))
        self.connection.execute(f"INSERT INTO {database}.restricted.{table.name} SELECT {names} FROM incoming_names")
        self.connection.unregister("incoming_names")

    def close(self) -> None:
        self.connection.execute(_look_in(f"{self.file}.main"))
        self.connection.execute(f"DETACH {self.memory}")


def open_beside(connection: duckdb.DuckDBPyConnection) -> Beside:
    """A name of its own: two connections of one process to one file share what is attached."""
    memory = f"identity_{secrets.token_hex(4)}"
    connection.execute(f"ATTACH ':memory:' AS {memory} (READ_WRITE)")
    connection.execute(f"CREATE SCHEMA {memory}.restricted")
    connection.execute(f"CREATE SCHEMA {memory}.stage")
    return Beside(connection, find_database(connection), memory)


def declare_plain(connection: duckdb.DuckDBPyConnection) -> None:
    """Turn the empty tables of a database that never gets into a file into such as stand beside one."""
    database = find_database(connection)
    for table in list_tables(connection).values():
        connection.execute(f"DROP TABLE {database}.restricted.{table.name}")
        connection.execute(table.declare(database, "VARCHAR"))


def _look_in(path: str) -> str:
    quoted = path.replace("'", "''")
    return f"SET search_path = '{quoted}'"


def verify(connection: duckdb.DuckDBPyConnection, cipher: Cipher) -> None:
    """Open every cell once. Raises Closed where one was changed."""
    for name in list_tables(connection):
        table = find_sealed(connection, name)
        places = table.list_places()
        for row in connection.execute(table.select(find_database(connection))).fetchall():
            _open_row(row, table, places, cipher)


def _open_row(row: Cells, table: Table, places: Sequence[bytes], cipher: Cipher | None) -> list[str | None]:
    key, cells = _split(row, table)
    here = name_place(*key)
    opened: list[str | None] = []
    for column, place, cell in zip(table.sealed, places, cells, strict=True):
        text = cipher.open(bytes(cell), place + here) if cipher and isinstance(cell, bytes) else None
        if text is None and cell is not None and cipher:
            raise find_tampered(table.name, column.name, key)
        opened.append(text)
    return [*key, *opened]


def _split(row: Cells, table: Table) -> tuple[list[str], Cells]:
    return [str(part) for part in row[: len(table.key)]], row[len(table.key) :]


def _write_text(column: Iterable[str | None]) -> pa.Array:
    # `pa.array` would import pandas for it, which takes longer than most builds do.
    texts = pa.lib.StringBuilder()
    texts.append_values(list(column))
    return texts.finish()
