"""What a warehouse says of its own making, in the one row of meta.snapshot and nowhere else: when and why."""

from dataclasses import asdict, dataclass
from datetime import datetime

import duckdb

from etl.schema import SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class Occasion:
    """Why something is published. `action`: load, decision, rollback, rebuild; None is told by what changed."""

    action: str | None = None
    published_by: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`previous`: the stamp of what was published before; `sealed_with`: the id of the key to its names."""

    stamp: str
    built_at: datetime
    inputs_sha256: str
    is_sample: bool
    previous: str | None
    action: str | None
    published_by: str | None
    note: str | None
    sealed_with: str
    schema_version: int = SCHEMA_VERSION


def write_snapshot(connection: duckdb.DuckDBPyConnection, snapshot: Snapshot) -> None:
    row = asdict(snapshot)
    connection.execute("DELETE FROM meta.snapshot")
    marks = ", ".join("?" for _ in row)
    connection.execute(f"INSERT INTO meta.snapshot ({', '.join(row)}) VALUES ({marks})", list(row.values()))
