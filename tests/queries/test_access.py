"""Every question as every role, put to the whole sample ward; what comes back is held against docs/access.md."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from queries import Filters, Mode, Viewer, Warehouse, indicators, open_warehouse, reference, table, value
from queries import tables as all_tables
from queries.access import ALL, NOTHING, OWN_AREAS, OWN_UNITS, PATH, WHOLE_WARD, WITHOUT_SMALL, write_document
from queries.concealment import FILES
from queries.errors import NotAllowed
from queries.listing import Table, TableDefinition, has_unit, is_summed
from queries.reading import OF_ONE_HOUSEHOLD
from queries.viewer import ROLES

UNIT, AREA, OTHER_AREA = "vhxh", "khoi_7", "khoi_1"
VIEWERS = {
    "officer": Viewer(),
    "leader": Viewer("leader"),
    "unit": Viewer("unit", units=(UNIT,)),
    "area": Viewer("area", areas=(AREA,)),
    "public": Viewer("public"),
}
FIELDS = {ALL, NOTHING, OWN_AREAS, OWN_UNITS, WHOLE_WARD, WITHOUT_SMALL}


@pytest.fixture(scope="module")
def warehouse(ward_dir: Path) -> Warehouse:
    build = [sys.executable, "-m", "etl", "build", "--data", str(ward_dir)]
    subprocess.run(build, cwd=Path(__file__).parents[2], check=True, capture_output=True)
    return open_warehouse(ward_dir)


@pytest.fixture(scope="module")
def matrix() -> dict[str, dict[str, str]]:
    """What docs/access.md says of each role, by indicator or table."""
    lines = [line.strip("| ").split(" | ") for line in PATH.read_text(encoding="utf-8").splitlines() if "` | " in line]
    found = {cells[0].split("`")[1]: dict(zip(ROLES, cells[1:], strict=True)) for cells in lines if len(cells) == 6}
    assert set(found) == {one.id for one in (*indicators(), *all_tables())}
    return found


def ask(definition: TableDefinition, viewer: Viewer, warehouse: Warehouse, area_id: str | None = None) -> Table:
    household_id = None
    if definition.id in OF_ONE_HOUSEHOLD:
        cards = table("household_cards", Filters(area_id=AREA), viewer=Viewer(), warehouse=warehouse)
        household_id = str(cards.rows[0][0])
    return table(definition.id, Filters(area_id=area_id, household_id=household_id), viewer=viewer, warehouse=warehouse)


def leave_files(found: Table) -> tuple[tuple[object, ...], ...]:
    """Return the rows without how somebody called a file."""
    kept = [place for place, column in enumerate(found.columns) if column.name not in FILES]
    return tuple(tuple(row[place] for place in kept) for row in found.rows)


def test_how_a_file_is_called_is_read_in_the_office_and_beside_own_rows_alone(warehouse: Warehouse) -> None:
    viewers = {**VIEWERS, "sent out": Viewer(mode=Mode.OUTGOING), "projected": Viewer("leader", mode=Mode.MEETING)}
    for name, viewer in viewers.items():
        asked = Filters(area_id=AREA) if name == "area" else Filters()
        named = {
            one.id
            for one in indicators()
            for source in value(one.id, asked, viewer=viewer, warehouse=warehouse).sources
            if source.file
        }
        for definition in all_tables():
            seen = ask(definition, viewer, warehouse, asked.area_id)
            files = [place for place, column in enumerate(seen.columns) if column.name in FILES]
            if any(row[place] for row in seen.rows for place in files) or any(one.file for one in seen.sources):
                named.add(definition.id)
        if name in ("officer", "leader"):
            assert len(named) > 60
        else:
            assert all(one.access == "restricted" and name == "area" for one in all_tables() if one.id in named), name
            assert bool(named) == (name == "area")


def test_outside_the_office_a_source_is_a_form_and_a_period(warehouse: Warehouse) -> None:
    told = value("poor_households", Filters(), viewer=VIEWERS["public"], warehouse=warehouse).sources
    assert {(one.form, one.period, one.file, one.sheets) for one in told} == {("household_review", "2026", "", ())}


def test_the_page_is_in_step_and_uses_its_own_words(matrix: dict[str, dict[str, str]]) -> None:
    assert PATH.read_text(encoding="utf-8") == write_document()
    assert {field for fields in matrix.values() for field in fields.values()} <= FIELDS


@pytest.mark.parametrize("role", ROLES)
def test_every_table_gives_each_role_what_the_page_says(
    role: str, warehouse: Warehouse, matrix: dict[str, dict[str, str]]
) -> None:
    told = 0
    for definition in all_tables():
        whole = ask(definition, Viewer(), warehouse)
        area_id = AREA if role == "area" and matrix[definition.id][role] == OWN_AREAS else None
        seen = ask(definition, VIEWERS[role], warehouse, area_id)
        match matrix[definition.id][role]:
            case "—":
                assert (seen.rows, seen.withheld is None) == ((), False), definition.id
            case "của đơn vị mình":
                assert set(leave_files(seen)) <= set(leave_files(whole)) or is_summed(definition), definition.id
                if "unit_id" in [column.name for column in seen.columns]:
                    assert set(seen.column("unit_id")) <= {UNIT}, definition.id
            case "của khối mình":
                own = ask(definition, Viewer(), warehouse, AREA)
                # A listing leaves out what is of the whole ward.
                if definition.access == "restricted":
                    assert set(seen.rows) <= set(own.rows), definition.id
                else:
                    assert leave_files(seen) == leave_files(own), definition.id
            case "đủ":
                free = {n for n, one in enumerate(whole.columns) if one.kind == "free_text" or one.name in FILES}
                if role in ("officer", "leader"):
                    assert seen.rows == whole.rows, definition.id
                assert len(seen.rows) == len(whole.rows), definition.id
                if role in ("area", "public"):
                    assert all(row[n] is None for row in seen.rows for n in free), definition.id
                if role == "public":
                    assert tell_own_words(seen) & tell_own_words(whole) <= tell_plan_words(whole), definition.id
            case _:
                outgoing = ask(definition, Viewer(mode=Mode.OUTGOING), warehouse)
                assert (seen.rows, seen.withheld) == (outgoing.rows, outgoing.withheld), definition.id
        told += bool(seen.rows)
    assert told > 10


def tell_own_words(told: Table) -> set[str]:
    """What the ward wrote of its own work, as this viewer reads it."""
    own = [place for place, column in enumerate(told.columns) if column.is_own_words]
    return {str(row[place]) for row in told.rows for place in own if row[place] is not None}


def tell_plan_words(told: Table) -> set[str]:
    return {str(name) for name in told.column("measure")} if told.id == "task_list" else set()


def test_the_ward_has_words_of_its_own_to_keep(warehouse: Warehouse) -> None:
    """What the next test relies on."""
    for table_id, least in (("task_list", 5), ("conclusion_list", 8)):
        told = table(table_id, Filters(), viewer=Viewer(), warehouse=warehouse)
        assert len(tell_own_words(told) - tell_plan_words(told)) > least


@pytest.mark.parametrize("role", ROLES)
def test_every_indicator_gives_each_role_what_the_page_says(
    role: str, warehouse: Warehouse, matrix: dict[str, dict[str, str]]
) -> None:
    for indicator in indicators():
        said = matrix[indicator.id][role]
        whole = value(indicator.id, Filters(), viewer=Viewer(), warehouse=warehouse)
        seen = value(indicator.id, Filters(), viewer=VIEWERS[role], warehouse=warehouse)
        if said in (ALL, WHOLE_WARD):
            assert seen.total == whole.total, indicator.id
        elif said == WITHOUT_SMALL:
            assert seen == value(indicator.id, Filters(), viewer=Viewer(mode=Mode.OUTGOING), warehouse=warehouse)
        elif said == OWN_UNITS:
            own = value(indicator.id, Filters(unit_id=UNIT), viewer=Viewer(), warehouse=warehouse)
            assert seen.total == own.total, indicator.id
        else:
            assert said == OWN_AREAS
            assert seen.withheld is not None
            assert seen.total is None or (seen.total.suppressed, seen.total.numerator) == (True, None), indicator.id
            for by in (None, "area_id"):
                asked = Filters(area_id=AREA)
                own = value(indicator.id, asked, by, viewer=VIEWERS[role], warehouse=warehouse)
                if own.is_divided:
                    whole = value(indicator.id, asked, by, viewer=Viewer(), warehouse=warehouse)
                    assert replace(own, sources=()) == replace(whole, sources=()), indicator.id


def test_a_khoi_reads_nobody_elses_names(warehouse: Warehouse) -> None:
    names = {area.name for area in reference(warehouse).areas if area.area_id != AREA}
    for definition in all_tables():
        if definition.access != "restricted":
            continue
        seen = ask(definition, VIEWERS["area"], warehouse)
        assert not names & {cell for row in seen.rows for cell in row if isinstance(cell, str)}, definition.id


@pytest.mark.parametrize("account", [VIEWERS["area"], Viewer("area")])
def test_another_khoi_is_refused_whatever_is_asked(account: Viewer, warehouse: Warehouse) -> None:
    asked = Filters(area_id=OTHER_AREA)
    for indicator in indicators():
        with pytest.raises(NotAllowed, match="chỉ xem khối của mình"):
            value(indicator.id, asked, viewer=account, warehouse=warehouse)
    for definition in all_tables():
        with pytest.raises(NotAllowed):
            table(definition.id, asked, viewer=account, warehouse=warehouse)


def test_another_unit_is_refused_and_a_unit_without_work_reads_nothing(warehouse: Warehouse) -> None:
    others = next(unit.unit_id for unit in reference(warehouse).units if unit.unit_id != UNIT)
    for definition in filter(has_unit, all_tables()):
        with pytest.raises(NotAllowed, match="chỉ xem đơn vị của mình"):
            table(definition.id, Filters(unit_id=others), viewer=VIEWERS["unit"], warehouse=warehouse)
        assert table(definition.id, Filters(), viewer=Viewer("unit"), warehouse=warehouse).rows == ()


def test_names_of_a_unit_are_those_its_own_policies_wait_for(warehouse: Warehouse) -> None:
    own = table("unserved_list", Filters(), viewer=VIEWERS["unit"], warehouse=warehouse)
    every = table("unserved_list", Filters(), viewer=Viewer(), warehouse=warehouse)
    units = every.column("unit_id")
    assert leave_files(own) == tuple(row for row, unit in zip(leave_files(every), units, strict=True) if unit == UNIT)
    assert 0 < len(own.rows) < len(every.rows)
    meeting = Viewer("unit", units=(UNIT,), mode=Mode.MEETING)
    assert table("unserved_list", Filters(), viewer=meeting, warehouse=warehouse).rows == ()


def test_no_table_has_a_column_of_identity_numbers_or_whole_birth_dates() -> None:
    for definition in all_tables():
        words = f"{definition.id} {[column.name for column in definition.columns]}"
        assert not {"id_number", "birth_text", "birth_date"} & {column.name for column in definition.columns}, words


def test_an_unknown_role_is_nobody() -> None:
    with pytest.raises(ValueError, match="chairman"):
        Viewer("chairman")
