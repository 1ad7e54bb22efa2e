"""Names beside a snapshot: opened into memory the first time that a statement asks for them, and never for numbers."""

from threading import Lock

import duckdb

from identity import Beside, Cipher, Closed, list_mentioned, open_beside, read_keys, tell_missing
from queries.words import Words


class Names:
    """The names of one snapshot, with what this computer's key opens of them, as it was when they were first asked for.

    A table that stays closed has its rows, and NULL where a name would be.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._lock = Lock()
        self._beside: Beside | None = None
        self._key: Cipher | None = None
        self._missing: Words | None = None
        self._is_sought = False
        self._opened: dict[str, Words | None] = {}

    def show(self, statement: str, cursor: duckdb.DuckDBPyConnection) -> None:
        """Let the cursor read the names that the statement asks for."""
        if tables := list_mentioned(statement):
            cursor.execute(self._open(tables).looking)

    def tell_closed(self, statement: str) -> Words | None:
        """Say why names that the statement asks for stay closed, None where it asks for none or all are open."""
        tables = list_mentioned(statement)
        if not tables:
            return None
        self._open(tables)
        return next((why for table in sorted(tables) if (why := self._opened[table])), None)

    def tell_trouble(self) -> Words | None:
        """Say what is wrong with names as far as it is known; opens none."""
        with self._lock:
            self._find_key()
        return self._missing or next(filter(None, self._opened.values()), None)

    def _open(self, tables: frozenset[str]) -> Beside:
        with self._lock:
            self._find_key()
            if self._beside is None:
                self._beside = open_beside(self._connection)
            for table in sorted(tables - self._opened.keys()):
                self._opened[table] = self._reveal(self._beside, table)
            return self._beside

    def _reveal(self, beside: Beside, table: str) -> Words | None:
        try:
            beside.reveal(table, self._key)
        except Closed as error:
            beside.reveal(table, None)
            return _write(error)
        return self._missing

    def _find_key(self) -> None:
        if self._is_sought:
            return
        try:
            keys = {key.id: key for key in read_keys()}
            [(sealed_with,)] = self._connection.execute("SELECT sealed_with FROM meta.snapshot").fetchall()
            self._key = keys.get(sealed_with)
            self._missing = None if self._key else _write(tell_missing(has_other=bool(keys)))
        except Closed as error:
            self._missing = _write(error)
        self._is_sought = True


def _write(error: Closed) -> Words:
    return Words(str(error), error.en)
