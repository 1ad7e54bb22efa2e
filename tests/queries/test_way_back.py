"""From every number the way back to file, sheet and row: every indicator and table names the rows that it counts."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from queries import (
    Behind,
    Filters,
    Indicator,
    Table,
    TableDefinition,
    Viewer,
    Warehouse,
    indicators,
    open_warehouse,
    table,
    tables,
    value,
)
from queries.catalogue import find_table

ROOT = Path(__file__).parents[2]
OFFICER = Viewer()
# How a row says where it was read: of a list, of both ends of a household, of a finding or sum in a file, of a file.
PLACES = (
    {"source_file", "source_sheet", "source_row"},
    {"end_file", "end_sheet", "end_row", "begin_file", "begin_sheet", "begin_row"},
    {"file", "sheet", "source_row"},
    {"file", "sheet", "sha256"},
)
# Not read from a ward's file: the plan's own words, with their place in it; published figures, with their source.
OF_DOCUMENTS = {
    **dict.fromkeys(("duty_list", "measure_list", "plan_policies", "plan_projects"), "place"),
    "official_series": "source",
    "policy_amounts": "document",
    "remedies": "indicator_code",
}
# Tables that are asked for one household at a time.
OF_ONE_HOUSEHOLD = (
    *("household_events", "household_timeline", "household_life", "household_members", "household_help"),
    "household_wishes",
)
OFFERED = ("2025", "2026", "2026-10")


@pytest.fixture(scope="module")
def warehouse(ward_dir: Path) -> Warehouse:
    subprocess.run(
        [sys.executable, "-m", "etl", "build", "--data", str(ward_dir)], cwd=ROOT, check=True, capture_output=True
    )
    return open_warehouse(ward_dir)


def tells_place(definition: TableDefinition) -> bool:
    names = {column.name for column in definition.columns}
    return any(place <= names for place in PLACES)


@pytest.mark.parametrize("defined", [*indicators(), *tables()], ids=lambda defined: defined.id)
def test_every_definition_leads_to_rows_that_name_their_place(defined: Indicator | TableDefinition) -> None:
    if isinstance(defined, TableDefinition) and defined.id in OF_DOCUMENTS:
        assert OF_DOCUMENTS[defined.id] in {column.name for column in defined.columns}
    elif isinstance(defined, TableDefinition) and tells_place(defined):
        assert not defined.rows
    else:
        assert defined.rows
        for behind in defined.rows:
            assert {column for column, _ in behind.where} <= {
                column.name for column in find_table(behind.table).columns
            }
        assert all(tells_place(find_table(behind.table)) for behind in defined.rows)


def list_places(answer: Table) -> Iterator[tuple[object, ...]]:
    """Give where each row was read; of a household, at the end or else at the opening."""
    for row in answer.records():
        for prefix in ("source_", "end_", "begin_", ""):
            file = row.get(f"{prefix}file")
            if file is not None:
                yield file, row.get(f"{prefix}sheet"), row.get(f"{prefix}row", row.get("source_row"))
                break


def read_rows(behind: Behind, warehouse: Warehouse, filters: Filters) -> Table:
    answer = table(behind.table, filters, viewer=OFFICER, warehouse=warehouse)
    kept = (row for row in answer.records() if all(row[column] in codes for column, codes in behind.where))
    return replace(answer, rows=tuple(tuple(row.values()) for row in kept))


def read_places(rows: tuple[Behind, ...], warehouse: Warehouse, filters: Filters) -> list[tuple[object, ...]]:
    answers = (read_rows(behind, warehouse, filters) for behind in rows)
    return [place for answer in answers for place in list_places(answer)]


@pytest.mark.parametrize("indicator", indicators(), ids=lambda indicator: indicator.id)
def test_every_number_of_the_ward_has_rows_behind_it(indicator: Indicator, warehouse: Warehouse) -> None:
    """Of the ward and of some khối, in a year with its past, the year of the plan, and a month."""
    known: list[float] = []
    for period in OFFERED:
        for area in (None, "khoi_1", "khoi_7", "khoi_8"):
            filters = Filters(period=period, area_id=area)
            total = value(indicator.id, filters, viewer=OFFICER, warehouse=warehouse).total
            if total is None:
                continue
            counted = max(abs(total.numerator or 0), total.denominator or 0, total.unknown)
            known.append(counted)
            places = read_places(indicator.rows, warehouse, filters)
            assert places or not counted, (period, area)
            assert all(file and sheet and row for file, sheet, row in places), (period, area)
    # Nobody fell back into poverty in the sample ward: a zero that is known.
    assert any(known) or (known and indicator.id == "relapsed")


@pytest.mark.parametrize(
    "name",
    [
        *(
            "poor_households",
            "near_poor_households",
            "poverty_rate",
            "near_poverty_rate",
            "multidimensional_poverty_rate",
        ),
        *("escaped", "new_poor", "other_decrease_poor", "other_increase_poor", "unexplained_households"),
        "information_device",
    ],
)
def test_the_rows_are_as_many_as_the_number_counts(name: str, warehouse: Warehouse) -> None:
    """Counted or not known: each household has its row; of means of information every poor household has."""
    indicator = next(one for one in indicators() if one.id == name)
    for period in OFFERED:
        for area in (None, "khoi_1", "khoi_7", "khoi_8"):
            filters = Filters(period=period, area_id=area)
            total = value(name, filters, viewer=OFFICER, warehouse=warehouse).total
            if total is None or total.numerator is None:
                continue
            counted = total.denominator if name == "information_device" else total.numerator + total.unknown
            assert len(read_rows(indicator.rows[0], warehouse, filters).rows) == counted, (period, area)


@pytest.mark.parametrize("definition", tables(), ids=lambda definition: definition.id)
def test_every_row_of_a_table_leads_back(definition: TableDefinition, warehouse: Warehouse) -> None:
    if definition.id in (*OF_DOCUMENTS, *OF_ONE_HOUSEHOLD):
        return
    filters = Filters(period="2026")
    answer = table(definition.id, filters, viewer=OFFICER, warehouse=warehouse)
    if not answer.rows:
        return
    if definition.rows:
        assert read_places(definition.rows, warehouse, filters)
    else:
        assert len(list(list_places(answer))) == len(answer.rows) or definition.id == "resident_list"
