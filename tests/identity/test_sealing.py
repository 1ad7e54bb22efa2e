"""Tables of `restricted`: bytes on disk, text in memory for whoever holds the key."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from identity import Cipher, Closed, open_beside, verify

KEY = Cipher(bytes(range(32)))
SCHEMA = """
CREATE SCHEMA restricted;
CREATE TABLE restricted.household (
    period VARCHAR NOT NULL, household_id VARCHAR NOT NULL, head_name VARCHAR, note VARCHAR,
    PRIMARY KEY (period, household_id)
);
CREATE TABLE restricted.task_note (task_id VARCHAR NOT NULL, report_date DATE NOT NULL, obstacle VARCHAR NOT NULL,
    PRIMARY KEY (task_id, report_date));
"""
ROWS = [("2026", "H-1", "Lò Văn Mẫu", None), ("2026", "H-2", "Hoàng Thị Mẫu", ""), ("2025", "H-1", "Lò Văn Mẫu", "ốm")]
Row = tuple[str, str, str | None, str | None]


def write(path: Path | str, rows: list[Row]) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(str(path))
    beside = open_beside(connection)
    connection.execute(SCHEMA)
    beside.prepare()
    connection.execute(beside.looking)
    columns = list(map(list, zip(*rows, strict=True)))
    connection.execute(
        "INSERT INTO restricted.household SELECT unnest($1), unnest($2), unnest($3), unnest($4)", columns
    )
    connection.execute("INSERT INTO restricted.task_note VALUES ('T-1', DATE '2026-10-31', 'bà Mẫu chưa ký')")
    beside.seal(KEY)
    beside.close()
    return connection


def read(
    connection: duckdb.DuckDBPyConnection, key: Cipher | None, table: str = "household"
) -> list[tuple[object, ...]]:
    beside = open_beside(connection)
    try:
        beside.reveal(table, key)
        return connection.cursor().execute(beside.looking).execute(f"SELECT * FROM restricted.{table}").fetchall()
    finally:
        beside.close()


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    path = tmp_path / "warehouse-20261120-081200.duckdb"
    write(path, ROWS).close()
    return path


def test_with_the_key_every_row_comes_back(sealed: Path) -> None:
    with duckdb.connect(str(sealed), read_only=True) as connection:
        assert sorted(read(connection, KEY), key=str) == sorted(ROWS, key=str)
        [(task, _, obstacle)] = read(connection, KEY, "task_note")
        assert (task, obstacle) == ("T-1", "bà Mẫu chưa ký")


cells = st.none() | st.text(st.characters(exclude_categories=["Cs"]))


@settings(deadline=None, max_examples=15)
@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=8))
def test_any_cells_come_back(told: list[tuple[str | None, str | None]]) -> None:
    rows: list[Row] = [("2026", f"H-{number}", *cells) for number, cells in enumerate(told)]
    with write(":memory:", rows) as connection:
        assert sorted(read(connection, KEY), key=str) == sorted(rows, key=str)


def test_without_the_key_the_rows_stand_there_without_names(sealed: Path) -> None:
    with duckdb.connect(str(sealed), read_only=True) as connection:
        assert sorted(read(connection, None)) == sorted((period, row, None, None) for period, row, *_ in ROWS)
        assert [row[2] for row in read(connection, None, "task_note")] == [None]


def test_another_key_opens_nothing(sealed: Path) -> None:
    with duckdb.connect(str(sealed), read_only=True) as connection, pytest.raises(Closed):
        read(connection, Cipher(bytes(32)))


def take_from_another_column(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("UPDATE restricted.household SET head_name = note")


def take_from_another_ward(connection: duckdb.DuckDBPyConnection) -> None:
    """Sealed with the same key, beside other rows."""
    with write(":memory:", [("2026", "H-7", "Kẻ Gian", None)]) as other:
        [(foreign,)] = other.execute("SELECT head_name FROM restricted.household").fetchall()
    connection.execute("UPDATE restricted.household SET head_name = $1 WHERE head_name IS NOT NULL", [foreign])


def write_over(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("UPDATE restricted.household SET head_name = encode('Kẻ Gian') WHERE head_name IS NOT NULL")


def take_away(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("UPDATE restricted.household SET head_name = NULL")


def rename_row(connection: duckdb.DuckDBPyConnection) -> None:
    """The names of one household stand beside the number of another."""
    connection.execute("UPDATE restricted.household SET household_id = 'H-3' WHERE household_id = 'H-2'")


def delete_row(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("DELETE FROM restricted.household WHERE household_id = 'H-2'")


def add_row(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("INSERT INTO restricted.household (period, household_id) VALUES ('2026', 'H-9')")


TAMPER = [take_from_another_column, take_from_another_ward, write_over, take_away, rename_row, delete_row, add_row]


@pytest.mark.parametrize("tamper", TAMPER)
def test_what_was_changed_is_named_and_nothing_is_shown(
    sealed: Path, tamper: Callable[[duckdb.DuckDBPyConnection], None]
) -> None:
    with duckdb.connect(str(sealed)) as connection:
        verify(connection, KEY)
        tamper(connection)
        with pytest.raises(Closed, match=r"restricted\.household\.head_name.*\(2025, H-1\).*\(2026, H-\d\)") as said:
            read(connection, KEY)
        assert "Mẫu" not in f"{said.value}{said.value.en}"
        assert "Gian" not in f"{said.value}{said.value.en}"
        with pytest.raises(Closed):
            verify(connection, KEY)
        assert {row[2] for row in read(connection, None)} == {None}


def test_a_long_table_comes_back_and_only_the_changed_piece_is_named(tmp_path: Path) -> None:
    rows: list[Row] = [("2026", f"H-{number:05}", f"Lò Văn {number}", None) for number in range(9_000)]
    with write(tmp_path / "long.duckdb", rows) as connection:
        assert sorted(read(connection, KEY)) == sorted(rows)
        pieces = connection.execute(
            "SELECT household_id FROM restricted.household WHERE head_name IS NOT NULL"
        ).fetchall()
        assert len(pieces) == 3
        connection.execute(
            "UPDATE restricted.household SET head_name = head_name || 'x'::BLOB WHERE household_id = $1", max(pieces)
        )
        with pytest.raises(Closed, match=r"\(2026, H-08192\).*\(2026, H-08999\)"):
            read(connection, KEY)


def test_a_table_of_plain_text_is_not_taken_for_a_sealed_one(sealed: Path) -> None:
    with duckdb.connect(str(sealed)) as connection:
        connection.execute("DROP TABLE restricted.household")
        connection.execute(
            "CREATE TABLE restricted.household (period VARCHAR, household_id VARCHAR, head_name VARCHAR, "
            "note VARCHAR, PRIMARY KEY (period, household_id))"
        )
        connection.execute("INSERT INTO restricted.household VALUES ('2026', 'H-1', 'Kẻ Gian', NULL)")
        with pytest.raises(Closed, match=r"restricted\.household"):
            read(connection, KEY)


def test_the_same_rows_make_the_same_bytes(sealed: Path, tmp_path: Path) -> None:
    with write(tmp_path / "again.duckdb", ROWS[::-1]) as again, duckdb.connect(str(sealed), read_only=True) as first:
        statement = "SELECT * FROM restricted.household"
        assert first.execute(statement).fetchall() == again.execute(statement).fetchall()
