"""A data folder of the test's own, built and opened for looking."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from etl.build import build
from etl.inspection import InspectedFile, inspect
from tests.named import open_named

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 8, 12)

Query = Callable[[str], list[tuple[object, ...]]]


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "ward" / "raw"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def build_raw(raw: Path) -> Iterator[Callable[[], Query]]:
    """Build the folder and hand out a query over what was published."""
    opened: list[duckdb.DuckDBPyConnection] = []

    def run() -> Query:
        connection = open_named(build(raw.parent, today=TODAY, now=NOW).path)
        opened.append(connection)
        return lambda sql: connection.execute(sql).fetchall()

    yield run
    for connection in opened:
        connection.close()


@pytest.fixture
def inspect_files(tmp_path: Path) -> Callable[..., list[InspectedFile]]:
    return lambda *paths: inspect(paths, root=tmp_path / "nothing", today=TODAY)
