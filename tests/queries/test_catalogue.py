"""Every SQL file under queries/ against the published schema and the plan's own facts."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from queries import Indicator, TableDefinition, Warehouse, indicators, tables, words_of
from queries.catalogue import read_codes

REFERENCE = Path(__file__).parents[2] / "data" / "reference"
FORMS = {
    "entitlement_list",
    "household_event",
    "household_review",
    "member_list",
    "movement_report",
    "policy_coverage",
    "project_progress",
    "resident_households",
    "task_report",
    "meeting_conclusions",
    "consultation",
}
KEYS = ["period", "standard_id", "area_id"]
# What other engines refuse or read differently: bodies stay in the subset that all of them run alike.
NOT_PORTABLE = (
    r"\bQUALIFY\b|\bEXCLUDE\b|\bILIKE\b|::|\$|\b\d+\.\d+\b"
    r"|\b(?:FILTER|ARG_MAX|ARG_MIN|LIST|QUANTILE|COUNT_IF|STRING_AGG|STRFTIME)\s*\("
)


def read_rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def describe(body: str, warehouse: Warehouse) -> list[str]:
    return [row[0] for row in warehouse.cursor().execute(f"DESCRIBE {body}").fetchall()]


def find_body(name: str, definitions: tuple[Indicator, ...] | tuple[TableDefinition, ...]) -> str:
    return next(definition.body for definition in definitions if definition.id == name)


@pytest.mark.parametrize("indicator", indicators(), ids=lambda indicator: indicator.id)
def test_body_gives_the_columns_of_the_contract(indicator: Indicator, build: Callable[..., Warehouse]) -> None:
    counts = ["numerator", "denominator", "unknown"] if indicator.kind == "ratio" else ["numerator", "unknown"]
    assert describe(indicator.body, build({})) == [*KEYS, *indicator.slices, *counts]


@pytest.mark.parametrize("definition", tables(), ids=lambda definition: definition.id)
def test_table_gives_its_declared_columns(definition: TableDefinition, build: Callable[..., Warehouse]) -> None:
    declared = [column.name for column in definition.columns if not column.is_derived]
    found = describe(definition.body, build({}))
    assert sorted(found) == sorted({*KEYS, "sort_key", *declared, *definition.slices})


def test_bodies_of_indicators_stay_in_the_portable_subset() -> None:
    bodies = {indicator.id: re.sub("--.*", "", indicator.body) for indicator in indicators()}
    found = {name: re.findall(NOT_PORTABLE, body, re.IGNORECASE) for name, body in bodies.items()}
    assert {name: words for name, words in found.items() if words} == {}


def test_sources_are_forms_that_can_be_loaded() -> None:
    named = {form for indicator in indicators() for form in indicator.sources}
    # Two names for the lists that a round is held against, which are of the forms too.
    held_against = {"opening_list", "earlier_lists"}
    assert named | {form for table in tables() for form in table.sources} == FORMS | held_against


def test_headers_and_targets_name_each_other() -> None:
    targets = {row["target_id"]: row for row in read_rows("targets")}
    for indicator in indicators():
        target = targets.get(indicator.target or "")
        assert (target is None) == (indicator.target is None), indicator.id
        if target:
            assert indicator.id in (target["indicator_id"], target["wider_indicator_id"])
            assert indicator.direction == target["direction"]


def test_every_indicator_that_a_target_names_exists() -> None:
    readings = ("indicator_id", "stock_indicator_id", "wider_indicator_id")
    named = {row[reading] for row in read_rows("targets") for reading in readings} - {""}
    assert named <= {indicator.id for indicator in indicators()}


def test_every_deprivation_of_the_standard_in_force_is_read() -> None:
    rows = read_rows("standard_indicators")
    asked = {row["indicator_code"] for row in rows if row["standard_id"] == "MDP_2022_2025"}
    assert len(asked) == 12
    for body in (find_body("deprivation", indicators()), find_body("deprivation_matrix", tables())):
        assert set(re.findall(r"WHEN '(\w+)' THEN household", body)) == asked


def test_every_code_column_names_a_list_of_words() -> None:
    lists = {column.codes for table in tables() for column in table.columns if column.kind == "code"}
    assert lists <= set(read_codes())


def test_a_code_without_words_names_itself() -> None:
    assert words_of("school_status", "late").vi == "học chậm bậc"
    assert words_of("school_status", "never_heard_of").vi == "never_heard_of"


def test_names_are_only_in_tables_that_are_restricted() -> None:
    for table in tables():
        # What reporters wrote in their own words is hidden cell by cell, by the kind of its column.
        has_free_text = any(column.kind == "free_text" for column in table.columns)
        body = re.sub(r"restricted\.(project|task|conclusion)_note", "", table.body) if has_free_text else table.body
        reads_names = "restricted." in body or any(column.kind == "name" for column in table.columns)
        assert not reads_names or table.access == "restricted", table.id
    assert not [indicator.id for indicator in indicators() if "restricted." in indicator.body]
