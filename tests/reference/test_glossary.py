"""The glossary names every table, column and code that the reference data and the warehouse use."""

import re
from pathlib import Path

import duckdb
import pytest

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"
CODES = [
    "standard.standard_id",
    "standard_threshold.class",
    "standard_indicator.indicator_code",
    "unit.unit_id",
    "fund_source.fund_source_id",
    "programme.programme_id",
    "school_level.level_id",
    "period.kind",
    "area.level",
    "target.indicator_id",
    "target.wider_indicator_id",
]


@pytest.fixture(scope="module")
def words() -> set[str]:
    quoted = re.findall(r"`([^`]+)`", GLOSSARY.read_text(encoding="utf-8"))
    return {word for phrase in quoted for word in re.split(r"[=\s.]+", phrase)}


def test_every_table_and_column_is_explained(core: duckdb.DuckDBPyConnection, words: set[str]) -> None:
    names = core.execute(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema IN ('core', 'restricted', 'meta')"
    ).fetchall()
    assert {name for pair in names for name in pair} - words == set()


@pytest.mark.parametrize("column", CODES)
def test_every_code_is_explained(core: duckdb.DuckDBPyConnection, words: set[str], column: str) -> None:
    table, name = column.split(".")
    codes = core.execute(f"SELECT DISTINCT {name} FROM core.{table} WHERE {name} IS NOT NULL").fetchall()
    assert {code for (code,) in codes} - words == set()
