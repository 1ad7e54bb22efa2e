"""Columns and rows appended to a table of DuckDB."""

from collections.abc import Mapping, Sequence

import duckdb
import numpy as np
import pyarrow as pa

from etl.column import Column, make_column

_LONG = 150_000


def append_columns(
    connection: duckdb.DuckDBPyConnection, table: str, parts: Sequence[Mapping[str, Column[object]]]
) -> None:
    """Append parts of columns of one length each; a field that a part lacks is NULL there."""
    tables = [write_text(part) for part in parts if any(map(len, part.values()))]
    if not tables:
        return
    connection.register("incoming_rows", pa.concat_tables(tables, promote_options="permissive"))
    connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM incoming_rows")
    connection.unregister("incoming_rows")


def pack_long(connection: duckdb.DuckDBPyConnection, schema: str) -> None:
    """Have the database that holds long tables of this schema write them anew: in memory they take a seventh then."""
    long = "SELECT DISTINCT database_name FROM duckdb_tables() WHERE schema_name = ? AND estimated_size > ?"
    for (name,) in connection.execute(long, [schema, _LONG]).fetchall():
        connection.execute(f'CHECKPOINT "{name}"')


def release() -> None:
    """Give back to the system what the rows appended took."""
    pa.default_memory_pool().release_unused()


def append_rows(
    connection: duckdb.DuckDBPyConnection, table: str, names: Sequence[str], rows: Sequence[tuple[object, ...]]
) -> None:
    if rows:
        append_columns(connection, table, [name_rows(names, rows)])


def name_rows(names: Sequence[str], rows: Sequence[tuple[object, ...]]) -> dict[str, Column[object]]:
    """Rows as columns, by the names of their cells."""
    return {name: make_column([row[place] for row in rows]) for place, name in enumerate(names)}


def write_text(columns: Mapping[str, Column[object]]) -> pa.Table:
    """Columns of one length as text, each value once; DuckDB reads it as what its table holds."""
    return pa.Table.from_arrays(list(map(_write_column, columns.values())), names=list(columns))


def _write_column(column: Column[object]) -> pa.DictionaryArray:
    # `pa.array` would import pandas for it, which takes longer than most files do.
    texts = pa.lib.StringBuilder()
    texts.append_values([None if value is None else str(value) for value in column.values])
    codes = pa.py_buffer(np.ascontiguousarray(column.codes))
    kind = pa.from_numpy_dtype(column.codes.dtype)
    return pa.DictionaryArray.from_arrays(pa.Array.from_buffers(kind, len(column), [None, codes]), texts.finish())
