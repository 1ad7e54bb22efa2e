"""Rounds written straight into the stage tables: what the models make of them, whoever read the workbooks."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa

from etl.fill import create_schema
from etl.folder import PROJECT_DATA, DataFolder
from etl.reference import load_reference

ETL = PROJECT_DATA.parent / "etl"
OLD, NEW = "MDP_2022_2025", "MDP_2027_2030"
KHOI = tuple(f"khoi_{name}" for name in (*range(1, 9), "hoa_binh", "thuy_son", "ky_lan", "deo_giang"))
UNPLACED = "chua_xac_dinh"


@dataclass(frozen=True, slots=True)
class Listed:
    """One household on one list; `members` None: not written."""

    class_: str = "poor"
    area: str = "khoi_1"
    opening: str = "unknown"
    members: int | None = 2
    persons: int = 0
    code: str | None = None
    name: str | None = None
    number: str | None = None


class Ward:
    """One warehouse in the making. A household's name is its `listed_id` on every list and its household_id."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self._events = 0

    def list_round(
        self,
        period: str,
        households: dict[str, Listed],
        *,
        standard: str = OLD,
        silent: Iterable[str] = (),
        file: str | None = None,
    ) -> None:
        """A list of every khối but the silent ones; rows from 5 on in the order given."""
        file = file or f"{period}.xlsx"
        named = {*KHOI, *(row.area for row in households.values())} - set(silent)
        self._insert(
            "stage.named_area",
            [
                {"period": period, "standard_id": standard, "area_id": area, "form": "household_review"}
                for area in sorted(named)
            ],
        )
        at = {"source_file": file, "source_sheet": "Hộ", "period": period, "standard_id": standard}
        rows = list(enumerate(households.items(), start=5))
        self._insert(
            "stage.household_review",
            [
                at
                | {
                    "source_row": number,
                    "listed_id": key,
                    "area_id": row.area,
                    "opening_class": row.opening,
                    "recognised_class": row.class_,
                    "member_count": row.members,
                    "household_code": row.code,
                    "head_name": row.name or f"Hộ {key}",
                    "head_id_number": row.number,
                    "is_test": False,
                }
                for number, (key, row) in rows
            ],
        )
        self._insert(
            "stage.member_list",
            [
                at
                | {
                    "source_row": number,
                    "head_listed_id": key,
                    "own_key": f"P-{key}-{person}",
                    "id_number": f"{key}-{person}",
                }
                for number, (key, row) in rows
                for person in range(row.persons)
            ],
        )

    def tell(
        self,
        kind: str,
        household: str | None = None,
        day: date | None = None,
        *,
        period: str = "2026",
        file: str = "bien_dong.xlsx",
        **fields: object,
    ) -> str:
        """Write one event, return its id. `fields` are columns of stage.household_event."""
        self._events += 1
        event_id = f"E-{self._events:03}"
        event = {
            "source_file": file,
            "source_sheet": "Biến động",
            "source_row": self._events + 3,
            "period": period,
            "event_id": event_id,
            "kind": kind,
            "event_date": day,
            "area_id": "khoi_1",
            "listed_id": household,
        }
        self._insert("stage.household_event", [event | fields])
        return event_id

    def suggest(self, earlier: tuple[str, str], later: tuple[str, str], score: float = 0.8) -> None:
        ids = [*earlier, *later, earlier[1], later[1]]
        self.connection.execute("INSERT INTO core.link_suggestion VALUES (?, ?, ?, ?, ?, ?, ?, 'code')", [*ids, score])

    def insert(self, table: str, **row: object) -> None:
        self._insert(table, [row])

    def run(self, household_id: str = "listed_id") -> None:
        """Run the models; `household_id` is SQL over stage.listed, in place of the linking."""
        self._run("told")
        self._run("listed")
        self.connection.execute(
            f"CREATE VIEW stage.linked AS SELECT *, {household_id} AS household_id FROM stage.listed; "
            "INSERT INTO core.household_link BY NAME "
            "SELECT period, standard_id, listed_id, household_id, 'new' AS method FROM stage.linked"
        )
        self._run("models")

    def check(self, rule: str) -> list[dict[str, object]]:
        found = self.connection.execute((ETL / "checks" / f"{rule}.sql").read_text(encoding="utf-8") + "\nORDER BY ALL")
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def fetch(self, sql: str) -> list[tuple[object, ...]]:
        return self.connection.execute(sql).fetchall()

    def kinds(self, period: str = "2026", standard: str = OLD) -> dict[object, tuple[object, object]]:
        """Kind and reason of each household's movement in the pair that ends with `period`."""
        found = self.connection.execute(
            "SELECT household_id, kind, reason FROM core.movement WHERE period = ? AND standard_id = ?",
            [period, standard],
        )
        return {household: (kind, reason) for household, kind, reason in found.fetchall()}

    def _insert(self, table: str, rows: list[dict[str, object]]) -> None:
        if rows:
            self.connection.register("staged_rows", pa.Table.from_pylist(rows))
            self.connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM staged_rows")
            self.connection.unregister("staged_rows")

    def _run(self, folder: str) -> None:
        for path in sorted((ETL / folder).glob("*.sql")):
            self.connection.execute(path.read_text(encoding="utf-8"))


def prepare(folder: Path) -> duckdb.DuckDBPyConnection:
    """Schema and the project's reference facts, nothing staged."""
    connection = duckdb.connect(config={"threads": "1"})
    create_schema(connection)
    load_reference(connection, DataFolder(folder).map_reference())
    return connection


@contextmanager
def open_ward(connection: duckdb.DuckDBPyConnection) -> Iterator[Ward]:
    """A ward of its own on a shared connection; nothing of it stays."""
    connection.begin()
    try:
        yield Ward(connection)
    finally:
        connection.rollback()
