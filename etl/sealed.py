"""The key that seals what is built, and the names of what was published, for the commands that need them."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from etl.errors import InputError
from etl.publish import list_warehouses, stamp_of
from etl.published import Published, read_published
from etl.schema import SEALED_SINCE
from identity import Cipher, Closed, ensure_key, list_mentioned, open_beside, read_keys, tell_missing, verify


def take_key(data_dir: Path) -> Cipher:
    """The key that seals, made where there is none. Raises InputError."""
    try:
        return ensure_key(data_dir)
    except Closed as error:
        raise InputError(str(error)) from error


def is_legible(published: Published, key: Cipher) -> bool:
    """Whether this key sealed it and every name still opens; a build puts right what does not."""
    if published.sealed_with != key.id:
        return False
    with duckdb.connect(str(published.path), read_only=True) as connection:
        try:
            verify(connection, key)
        except Closed:
            return False
    return True


@contextmanager
def open_named(path: Path, statement: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse with the names that the statement asks for. Raises InputError where they cannot be opened."""
    with duckdb.connect(str(path), read_only=True) as connection:
        connection.execute("SET temp_directory = ''")
        beside = open_beside(connection)
        try:
            key = _find_key(connection)
            for table in sorted(list_mentioned(statement)):
                beside.reveal(table, key)
            connection.execute(beside.looking)
            yield connection
        except Closed as error:
            raise InputError(str(error)) from error
        finally:
            beside.close()


def _find_key(connection: duckdb.DuckDBPyConnection) -> Cipher:
    """Raises Closed."""
    keys = read_keys()
    [(wanted,)] = connection.execute("SELECT sealed_with FROM meta.snapshot").fetchall()
    for key in keys:
        if key.id == wanted:
            return key
    raise tell_missing(has_other=bool(keys))


def remove_unsealed(root: Path, kept: Collection[str]) -> None:
    """Remove what older versions of the software left with names as text: no version since reads it, and its sources
    are there. Those stamped as in `kept`, the ones of closed rounds, stay."""
    for path in (*list_warehouses(root), *root.glob("inbox/*/warehouse-*.duckdb")):
        if stamp_of(path) not in kept and is_unsealed(path):
            path.unlink(missing_ok=True)


def is_unsealed(path: Path) -> bool:
    """Whether it is of a version that wrote names as text; a file that cannot be read is not known to be one."""
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            found = connection.execute("SELECT * FROM meta.snapshot")
            columns = [column[0] for column in found.description or ()]
            told = dict(zip(columns, found.fetchone() or (), strict=False))
    except duckdb.Error:
        return False
    return "inputs_sha256" in told and (told.get("schema_version") or 0) < SEALED_SINCE


def count_legible(root: Path) -> tuple[int, int, int]:
    """How many published snapshots open with the keys of this computer, with none of them, and without any."""
    known, legible, closed, unsealed = {key.id for key in read_keys()}, 0, 0, 0
    for path in list_warehouses(root):
        published = read_published(path)
        legible += published is not None and published.sealed_with in known
        closed += published is not None and published.sealed_with not in known
        unsealed += published is None and is_unsealed(path)
    return legible, closed, unsealed
