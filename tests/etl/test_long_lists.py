"""What spares a long list time, and must change nothing."""

import base64
import hmac
import re
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import etl
from etl.clean.identity import make_key
from etl.column import make_column, repeat
from etl.fill import create_schema
from etl.layout import Layout, read_layouts
from etl.staging import append_columns

FOLDER = Path(etl.__file__).parent
SCHEMA = (FOLDER / "schema.sql").read_text(encoding="utf-8")
KEYS = dict(re.findall(r"-- Its key: (.+) \(`long_keys\.sql`\)\.\nCREATE TABLE core\.(\w+)", SCHEMA))
ONLY_FOR = {
    path.name: (found[1], statement)
    for path in sorted(FOLDER.rglob("*.sql"))
    if (found := re.search(r"Only for rows of (\w+\.\w+)", statement := path.read_text(encoding="utf-8")))
}


@pytest.mark.parametrize(("key", "table"), KEYS.items(), ids=KEYS.values())
def test_a_row_twice_in_a_table_without_an_index_is_found(key: str, table: str) -> None:
    with duckdb.connect() as connection:
        create_schema(connection)
        columns = connection.execute(
            "SELECT column_name, data_type, is_nullable FROM duckdb_columns() "
            "WHERE schema_name = 'core' AND table_name = ?",
            [table],
        ).fetchall()
        samples = {"VARCHAR": "'x'", "INTEGER": "1"}
        told = {name: samples[kind] for name, kind, is_nullable in columns if not is_nullable}
        assert set(key.split(", ")) <= set(told)
        insert = f"INSERT INTO core.{table} ({', '.join(told)}) VALUES ({', '.join(told.values())})"
        connection.execute(insert)
        assert find_repeated(connection) == []
        connection.execute(insert)
        assert find_repeated(connection) == [(table,)]


def find_repeated(connection: duckdb.DuckDBPyConnection) -> list[tuple[str]]:
    return connection.execute((FOLDER / "long_keys.sql").read_text(encoding="utf-8")).fetchall()


@pytest.mark.parametrize(("table", "statement"), ONLY_FOR.values(), ids=ONLY_FOR)
def test_a_statement_that_is_only_for_some_rows_reads_them(table: str, statement: str) -> None:
    """On its first line, as it is looked for, and of a table that it says something about."""
    first, _, rest = statement.partition("\n")
    assert first == f"-- Only for rows of {table}."
    assert f"FROM {table}" in rest
    assert not re.search(r"CREATE TABLE (?!stage\.(wish|event_household) )", rest)


@pytest.mark.parametrize("layout", read_layouts(), ids=lambda layout: layout.form)
def test_what_cannot_head_a_column_heads_none(layout: Layout) -> None:
    """Codes and numbers of a long list are not held against the headers: none may look like one."""
    headers = [header for column in layout.columns.values() for header in column.headers]
    assert [header for header in headers if not layout.may_head(header)] == []
    assert not any(map(layout.may_head, ("M0000012", "12 hộ", "")))


@settings(deadline=None)
@given(st.binary(max_size=100), st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=4))
def test_a_pseudonym_is_made_with_hmac(secret: bytes, parts: list[str]) -> None:
    digest = hmac.digest(secret, "\x1f".join(["H", *parts]).encode(), "sha256")
    assert make_key(secret, "H", *parts) == f"H-{base64.b32encode(digest).decode()[:10]}"


def test_rows_appended_some_at_a_time_are_all_there_and_in_order() -> None:
    """Longer than what is written together, and beside a part that lacks a field."""
    height = 300_001
    long = {"number": make_column(range(height)), "said": repeat("x", height)}
    short = {"number": make_column([-1, None])}
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE told (said VARCHAR, number INTEGER)")
        append_columns(connection, "told", [{}, long, short])
        told = connection.execute("SELECT number, said FROM told ORDER BY rowid").fetchall()
    assert told == [*((number, "x") for number in range(height)), (-1, None), (None, None)]
