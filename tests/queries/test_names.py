"""Names beside a snapshot: opened when a table asks for them, said to be closed where the key does not open them."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

import queries
from identity import renew_key
from queries import Filters, Viewer, Warehouse, open_warehouse
from queries.catalogue import tables
from queries.reading import compose

Build = Callable[..., Warehouse]
NAME = "Hoàng Văn Mẫu"
FACTS = {
    "household_round": [
        {"household_id": "H-1", "area_id": "khoi_1", "opening_class": "poor", "recognised_class": "poor"},
    ],
    "household": [{"period": "2026", "household_id": "H-1", "head_name": NAME, "head_id_number": "099000000001"}],
    "task": [
        {"task_id": "T-1", "report_date": "2026-10-31", "name": "Rà soát", "status": "in_progress", "unit_id": "vhxh"},
    ],
    "task_note": [{"task_id": "T-1", "report_date": "2026-10-31", "obstacle": f"{NAME} vắng nhà"}],
}


@pytest.fixture(autouse=True)
def own_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "own" / "identity.key"
    monkeypatch.setenv("WARD_KEY", str(path))
    return path


def read(warehouse: Warehouse, table_id: str = "household_list") -> queries.Table:
    return queries.table(table_id, Filters(), viewer=Viewer(), warehouse=warehouse)


def open_again(data_dir: Path) -> Warehouse:
    """As the next start of the software."""
    path = next(data_dir.glob("*.duckdb"))
    path.touch()
    return open_warehouse(data_dir)


def test_with_the_key_a_listing_names_who_it_lists(build: Build) -> None:
    warehouse = build(FACTS)
    assert NAME in str(read(warehouse).rows)
    assert warehouse.names.tell_trouble() is None


def test_numbers_open_no_name(build: Build) -> None:
    warehouse = build(FACTS)
    for indicator in queries.indicators():
        queries.value(indicator.id, Filters(), viewer=Viewer(), warehouse=warehouse)
    attached = "SELECT database_name FROM duckdb_databases() WHERE database_name LIKE 'identity%'"
    assert warehouse.connection.execute(attached).fetchall() == []
    read(warehouse)
    [(memory,)] = warehouse.connection.execute(attached).fetchall()
    opened = "SELECT table_name FROM duckdb_tables() WHERE database_name = $memory"
    # No more than the listing asks for.
    assert warehouse.connection.execute(opened, {"memory": memory}).fetchall() == [("household",)]


def lose(path: Path) -> None:
    path.unlink()


def change(path: Path) -> None:
    renew_key(forget=True)


def damage(path: Path) -> None:
    path.write_text("hỏng", encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "said"), [(lose, "Không có khóa"), (change, "Khóa trên máy này không mở được"), (damage, "hỏng")]
)
def test_without_the_key_numbers_stand_and_listings_say_why(
    build: Build, data_dir: Path, own_key: Path, spoil: Callable[[Path], None], said: str
) -> None:
    build(FACTS)
    spoil(own_key)
    warehouse = open_again(data_dir)
    total = queries.value("poor_households", Filters(), viewer=Viewer(), warehouse=warehouse).total
    assert total is not None
    assert total.numerator == 1
    listed = read(warehouse)
    assert listed.rows == ()
    assert listed.withheld is not None
    assert said in listed.withheld.vi
    assert "python -m etl" in listed.withheld.vi
    assert "python -m etl" in listed.withheld.en
    assert warehouse.names.tell_trouble() == listed.withheld


def test_without_the_key_a_table_of_tasks_does_without_words(build: Build, data_dir: Path, own_key: Path) -> None:
    assert "vắng nhà" in str(read(build(FACTS), "task_list").rows)
    own_key.unlink()
    told = read(open_again(data_dir), "task_list")
    assert told.withheld is None
    assert "Rà soát" in str(told.rows)
    assert NAME not in str(told.rows)


def test_no_table_fails_without_the_key(build: Build, data_dir: Path, own_key: Path) -> None:
    build(FACTS)
    own_key.unlink()
    warehouse = open_again(data_dir)
    for table in tables():
        asked = Filters(household_id="H-1")
        found = queries.table(table.id, asked, viewer=Viewer(), warehouse=warehouse)
        asks = "restricted." in compose(table, of_unit=False)
        assert (found.withheld is not None) == (asks and table.access == "restricted"), table.id
        assert NAME not in str(found.rows)


def test_a_changed_cell_is_named_and_no_name_of_its_table_shown(build: Build, data_dir: Path) -> None:
    path = build(FACTS).path
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE restricted.household SET head_name = head_id_number")
    warehouse = open_again(data_dir)
    listed = read(warehouse)
    assert listed.rows == ()
    assert listed.withheld is not None
    assert "restricted.household.head_name " in listed.withheld.vi
    assert warehouse.names.tell_trouble() == listed.withheld
    # Another table is whole.
    assert "vắng nhà" in str(read(warehouse, "task_list").rows)


def test_whoever_may_not_see_names_is_not_told_of_keys(build: Build, data_dir: Path, own_key: Path) -> None:
    build(FACTS)
    own_key.unlink()
    told = queries.table("household_list", Filters(), viewer=Viewer(role="public"), warehouse=open_again(data_dir))
    assert told.withheld is not None
    assert "khóa" not in told.withheld.vi


def test_every_table_about_persons_says_that_it_is_restricted() -> None:
    """Of the others only the words of a report are sealed, and those are blank where the key is missing."""
    for table in tables():
        if "restricted." in compose(table, of_unit=False) and table.access != "restricted":
            assert [column.name for column in table.columns if column.kind == "free_text"], table.id
