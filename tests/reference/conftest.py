"""The reference tables as a build loads them, and the plan they quote, cut into its sections."""

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from etl.reference import TABLES, load_reference

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "data" / "reference"
PLAN = ROOT / "tests" / "data" / "ke-hoach-2026.txt"
_HEADING = re.compile(r"(?P<roman>[IV]+)\. |(?P<number>\d(\.\d)?)\.? ")


@pytest.fixture(scope="session")
def reference_dir() -> Path:
    return REFERENCE


@pytest.fixture(scope="session")
def reference_tables() -> dict[str, str]:
    """File stem -> table, as the build knows them."""
    return TABLES


@pytest.fixture(scope="session")
def core() -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse with the reference tables and nothing else; types, keys and NOT NULL are the schema's own."""
    with duckdb.connect() as connection:
        connection.execute((ROOT / "etl" / "schema.sql").read_text(encoding="utf-8"))
        load_reference(connection, {stem: REFERENCE / f"{stem}.csv" for stem in TABLES})
        yield connection


@pytest.fixture(scope="session")
def plan_sections() -> dict[str, str]:
    """The plan's sections by place ("I.2", "II.2.3", "V.9"): each with its heading, white space as single blanks."""
    body = PLAN.read_text(encoding="utf-8").partition("I. MỤC TIÊU")
    duties, closing, rest = body[2].partition("Yêu cầu các phòng chuyên môn, các cơ quan")
    lines = (body[1] + duties).splitlines()
    sections: dict[str, list[str]] = {}
    roman, place = "", ""
    for line in lines:
        heading = _HEADING.match(line)
        if heading and heading["roman"]:
            roman = place = heading["roman"]
        elif heading:
            place = f"{roman}.{heading['number']}"
        sections.setdefault(place, []).append(line[heading.end() :] if heading else line)
    sections["V"].append(closing + rest.partition("Nơi nhận:")[0])
    return {place: " ".join(" ".join(lines).split()) for place, lines in sections.items()}
