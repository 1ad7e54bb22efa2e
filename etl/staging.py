"""Columns and rows appended to a table of DuckDB."""

import ctypes
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, islice

import duckdb
import numpy as np
import pyarrow as pa

from etl.column import Codes, Column, make_column, repeat

_LONG = 150_000
# Rows that DuckDB writes together.
_AT_ONCE = 122_880
_PACKED_AT_ONCE = 2
_TEXT = pa.dictionary(pa.int32(), pa.string())


def append_columns(
    connection: duckdb.DuckDBPyConnection, table: str, parts: Sequence[Mapping[str, Column[object]]]
) -> None:
    """Append parts of columns of one length each; a field that a part lacks is NULL there."""
    if rows := _read_batches(parts):
        _append(connection, table, rows)


def stage_columns(
    connection: duckdb.DuckDBPyConnection, form: str, parts: Sequence[Mapping[str, Column[object]]]
) -> None:
    """The same into the table of a form, packed before the next rows come: a long list stands there whole but once."""
    rows = _read_batches(parts)
    while rows and (some := list(islice(rows, _PACKED_AT_ONCE))):
        _append(connection, f"stage.{form}", pa.RecordBatchReader.from_batches(rows.schema, some))
        pack_long(connection, "stage")


def _append(connection: duckdb.DuckDBPyConnection, table: str, rows: pa.RecordBatchReader) -> None:
    connection.register("incoming_rows", rows)
    connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM incoming_rows")
    connection.unregister("incoming_rows")


def pack_long(connection: duckdb.DuckDBPyConnection, schema: str) -> None:
    """Have the database that holds long tables of this schema write them anew: in memory they take a seventh then."""
    long = "SELECT DISTINCT database_name FROM duckdb_tables() WHERE schema_name = ? AND estimated_size > ?"
    for (name,) in connection.execute(long, [schema, _LONG]).fetchall():
        connection.execute(f'CHECKPOINT "{name}"')


def release() -> None:
    """Give back to the system what the rows appended took, and Python for them: glibc keeps it unless it is told."""
    pa.default_memory_pool().release_unused()
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)


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
    rows = _read_batches([columns])
    return rows.read_all() if rows else pa.table({})


def _read_batches(parts: Sequence[Mapping[str, Column[object]]]) -> pa.RecordBatchReader | None:
    """The rows some at a time, each written when it is asked for: a long list does not stand there a second time.

    None where there are none.
    """
    parts = [part for part in parts if any(map(len, part.values()))]
    if not parts:
        return None
    names = list(dict.fromkeys(name for part in parts for name in part))
    schema = pa.schema([(name, _TEXT) for name in names])
    return pa.RecordBatchReader.from_batches(schema, chain.from_iterable(_cut(part, names) for part in parts))


def _cut(part: Mapping[str, Column[object]], names: Sequence[str]) -> Iterator[pa.RecordBatch]:
    height = max(map(len, part.values()))
    writers = [_write_column(part.get(name) or repeat(None, height)) for name in names]
    for start in range(0, height, _AT_ONCE):
        yield pa.RecordBatch.from_arrays([write(start) for write in writers], names=list(names))


def _write_column(column: Column[object]) -> Callable[[int], pa.DictionaryArray]:
    """What writes the rows from one on; values that are fewer than those are written once for all of them."""
    if len(column.values) <= _AT_ONCE:
        texts = _write_values(column.values)
        return lambda start: _join(column.codes[start : start + _AT_ONCE], texts)
    return lambda start: _write_each(column, column.codes[start : start + _AT_ONCE])


def _write_each(column: Column[object], codes: Codes) -> pa.DictionaryArray:
    values = [column.values[code] for code in codes.tolist()]
    return _join(np.arange(len(values), dtype=np.int32), _write_values(values))


def _join(codes: Codes, texts: pa.Array) -> pa.DictionaryArray:
    codes = np.ascontiguousarray(codes, dtype=np.int32)
    return pa.DictionaryArray.from_arrays(
        pa.Array.from_buffers(pa.int32(), len(codes), [None, pa.py_buffer(codes)]), texts
    )


def _write_values(values: Sequence[object]) -> pa.Array:
    # `pa.array` would import pandas for it, which takes longer than most files do.
    texts = pa.lib.StringBuilder()
    texts.append_values([None if value is None else str(value) for value in values])
    return texts.finish()
