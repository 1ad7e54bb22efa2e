"""Parts that several bodies read: each is written once, stands before who reads it, and nobody else pays for it."""

import re

import duckdb

from queries import indicators, tables
from queries.parts import add_parts, list_parts, load_parts


def test_a_body_without_parts_stays_as_it_is() -> None:
    body = "-- One row.\nSELECT project_figures AS word -- FROM project_silent\nFROM core.ward"
    assert add_parts(body) == body


def test_a_part_stands_behind_those_it_reads_and_before_the_steps_of_the_body() -> None:
    assert list_parts("SELECT * FROM project_money") == ("project_figures", "project_silent", "project_money")
    composed = add_parts("-- One row per line.\nWITH line AS (SELECT * FROM project_figures)\nSELECT * FROM line")
    assert composed.startswith("-- One row per line.\nWITH project_figures AS (")
    assert composed.count("WITH ") == 1
    assert composed.endswith("),\nline AS (SELECT * FROM project_figures)\nSELECT * FROM line")
    assert len(duckdb.extract_statements(composed)) == 1


def test_every_part_is_read_by_a_body() -> None:
    bodies = "\n".join(definition.body for definition in (*indicators(), *tables()))
    assert {name for name in load_parts() if f"{name} AS (" in bodies} == set(load_parts())


def test_no_body_looks_up_the_newest_report_of_a_project_by_itself() -> None:
    """The rule «newest report of the year at or before the end of the period» stands in one file."""
    read = re.compile(r"\b(?:FROM|JOIN)\s+core\.project_progress\b")
    own = {
        definition.id: _without_parts(definition.body)
        for definition in (*indicators(), *tables())
        if "core.project_progress" in definition.body
    }
    assert not [name for name, body in own.items() if read.search(body)]


def _without_parts(body: str) -> str:
    for part in load_parts().values():
        body = body.replace(part, "")
    return body
