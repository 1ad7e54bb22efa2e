"""Sealed on disk, plain in a database in memory that stands in the place of the file's own tables.

In the file a column is sealed in pieces of some thousand rows, in the order of the key: the first of these rows holds
the piece, the others NULL. To seal and to open cell by cell takes ten times as long, and tells how long each name is.
"""

import json
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

import duckdb
import pyarrow as pa

from identity.cipher import Cipher, name_place
from identity.errors import find_tampered
from identity.tables import Column, Table, find_database, find_sealed, list_tables

Texts = Sequence[str | None]
Keys = Sequence[Sequence[str]]
Cells = Sequence[str | bytes | None]
_ROWS = 4_096


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
            self.connection.execute(table.declare(self.file, "BLOB", all_optional=True, has_index=True))
            self.connection.execute(table.declare(self.memory, "VARCHAR"))

    def seal(self, cipher: Cipher) -> None:
        """Write what stands in memory into the file; the same rows are always written alike. Nothing stays staged."""
        self.connection.execute(f"DROP SCHEMA {self.memory}.stage CASCADE")
        self.connection.execute(f"CREATE SCHEMA {self.memory}.stage")
        self.connection.begin()
        for table in list_tables(self.connection).values():
            for keys, columns in _read_pieces(self.connection.cursor(), table, self.memory):
                self._keep(
                    table,
                    keys,
                    [
                        cipher.seal(json.dumps(cells, ensure_ascii=False), _name_piece(table, column, keys))
                        for column, cells in zip(table.sealed, columns, strict=True)
                    ],
                )
        self.connection.commit()

    def _keep(self, table: Table, keys: Keys, sealed: Sequence[bytes]) -> None:
        """The first row holds what seals all of them."""
        first = [*(part[0] for part in keys), *sealed]
        marks = ", ".join("?" * len(first))
        self.connection.execute(f"INSERT INTO {self.file}.restricted.{table.name} VALUES ({marks})", first)
        self._append(f"{self.file}.restricted.{table.name}", table.key, [part[1:] for part in keys])

    def reveal(self, name: str, cipher: Cipher | None) -> None:
        """Make the plain table in memory; without a key all that is sealed is NULL.

        Raises Closed, and makes nothing, where a piece was changed, or rows of it came or went.
        """
        table = find_sealed(self.connection, name) if cipher else list_tables(self.connection)[name]
        opened = list(_open_table(self.connection, table, self.file, cipher))
        self.connection.execute(table.declare(self.memory, "VARCHAR", all_optional=cipher is None))
        for columns in opened:
            self._append(f"{self.memory}.restricted.{table.name}", (*table.key, *table.sealed), columns)

    def _append(self, place: str, columns: Sequence[Column], texts: Sequence[Texts]) -> None:
        names = [column.name for column in columns]
        self.connection.register("incoming_names", pa.Table.from_arrays(list(map(_write, texts)), names=names))
        told = ", ".join(names)
        self.connection.execute(f"INSERT INTO {place} ({told}) SELECT {told} FROM incoming_names")
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
    """Open every piece once. Raises Closed where one was changed."""
    database = find_database(connection)
    for name in list_tables(connection):
        for _ in _open_table(connection, find_sealed(connection, name), database, cipher):
            pass


def _read_pieces(
    cursor: duckdb.DuckDBPyConnection, table: Table, database: str
) -> Iterator[tuple[Keys, Sequence[Cells]]]:
    """The columns of the key and those that are sealed, so many rows at a time."""
    cursor.execute(table.select(database))
    while rows := cursor.fetchmany(_ROWS):
        columns = list(zip(*rows, strict=True))
        yield columns[: len(table.key)], columns[len(table.key) :]


def _open_table(
    connection: duckdb.DuckDBPyConnection, table: Table, database: str, cipher: Cipher | None
) -> Iterator[Sequence[Texts]]:
    for keys, columns in _read_pieces(connection.cursor(), table, database):
        if cipher is None:
            yield [*keys, *([None] * len(keys[0]) for _ in columns)]
        else:
            yield [
                *keys,
                *(
                    _open_piece(table, column, keys, cells[0], cipher)
                    for column, cells in zip(table.sealed, columns, strict=True)
                ),
            ]


def _open_piece(table: Table, column: Column, keys: Keys, sealed: object, cipher: Cipher) -> Texts:
    told = cipher.open(sealed, _name_piece(table, column, keys)) if isinstance(sealed, bytes) else None
    if told is None:
        raise find_tampered(table.name, column.name, [part[0] for part in keys], [part[-1] for part in keys])
    opened: list[str | None] = json.loads(told)
    return opened


def _name_piece(table: Table, column: Column, keys: Keys) -> bytes:
    """Where a piece stands: in its table and column, beside rows of these keys and no others."""
    return name_place(table.name, column.name, sha256(json.dumps(keys).encode()).hexdigest())


def _write(texts: Texts) -> pa.Array:
    # `pa.array` would import pandas for it, which takes longer than most builds do.
    written = pa.lib.StringBuilder()
    written.append_values(list(texts))
    return written.finish()
