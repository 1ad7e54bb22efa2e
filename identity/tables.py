"""The tables of schema `restricted`: which columns name their rows, and which are sealed."""

import re
from dataclasses import dataclass

import duckdb

from identity.errors import find_unsealed

_MENTIONED = re.compile(r"\brestricted\.(\w+)")
_COLUMNS = """
SELECT table_name, column_name, data_type, is_nullable FROM duckdb_columns()
WHERE database_name = current_database() AND schema_name = 'restricted' ORDER BY table_name, column_index
"""
_KEYS = """
SELECT table_name, constraint_column_names FROM duckdb_constraints()
WHERE database_name = current_database() AND schema_name = 'restricted' AND constraint_type = 'PRIMARY KEY'
"""


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    type: str
    is_optional: bool


@dataclass(frozen=True, slots=True)
class Table:
    """One table of `restricted`: all but the columns of its key is sealed."""

    name: str
    key: tuple[Column, ...]
    sealed: tuple[Column, ...]

    def declare(self, database: str, kind: str, *, all_optional: bool = False, has_index: bool = False) -> str:
        """The statement that makes it, its sealed columns of this type.

        An index takes more time and memory than a long list itself: the file has one, which lets no key in twice.
        """
        told = [f"{column.name} {column.type} NOT NULL" for column in self.key]
        told += [
            f"{column.name} {kind}{'' if all_optional or column.is_optional else ' NOT NULL'}" for column in self.sealed
        ]
        if has_index:
            told.append(f"PRIMARY KEY ({', '.join(column.name for column in self.key)})")
        return f"CREATE TABLE {database}.restricted.{self.name} ({', '.join(told)})"

    def select(self, database: str) -> str:
        """Every row in the order of the key: the key as text, then what is sealed."""
        keys = [f"CAST({column.name} AS VARCHAR)" for column in self.key]
        told = ", ".join(keys + [column.name for column in self.sealed])
        order = ", ".join(column.name for column in self.key)
        return f"SELECT {told} FROM {database}.restricted.{self.name} ORDER BY {order}"


def list_mentioned(statement: str) -> frozenset[str]:
    """The tables of `restricted` that a statement reads."""
    return frozenset(_MENTIONED.findall(statement))


def find_database(connection: duckdb.DuckDBPyConnection) -> str:
    """The quoted name under which the connection knows its file."""
    [(name,)] = connection.execute("SELECT current_database()").fetchall()
    return '"' + str(name).replace('"', '""') + '"'


def list_tables(connection: duckdb.DuckDBPyConnection) -> dict[str, Table]:
    """The tables of the file by name, sealed or not."""
    keys = {name: list(columns) for name, columns in connection.execute(_KEYS).fetchall()}
    found: dict[str, dict[str, Column]] = {}
    for table, *column in connection.execute(_COLUMNS).fetchall():
        found.setdefault(table, {})[column[0]] = Column(*column)
    return {
        table: Table(
            table,
            tuple(columns[name] for name in keys.get(table, ())),
            tuple(column for name, column in columns.items() if name not in keys.get(table, ())),
        )
        for table, columns in found.items()
    }


def find_sealed(connection: duckdb.DuckDBPyConnection, name: str) -> Table:
    """One table of the file. Raises Closed where its text stands there for everybody: the software writes none such."""
    table = list_tables(connection)[name]
    if any(column.type != "BLOB" for column in table.sealed):
        raise find_unsealed(name)
    return table
