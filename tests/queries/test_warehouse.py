"""Opening what was published: the pointer, the fallback, and nothing but reading."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from queries import Filters, NoWarehouse, Viewer, Warehouse, default_warehouse, open_warehouse, value
from queries.warehouse import SCHEMA_VERSION

OLD, NEW = "20261101-080000", "20261102-080000"
Build = Callable[..., Warehouse]


def name_file(stamp: str) -> str:
    return f"warehouse-{stamp}.duckdb"


@pytest.fixture
def two_snapshots(publish: Callable[..., Path], data_dir: Path) -> Path:
    """Two whole files; `current` names the newer one."""
    publish({}, OLD)
    publish({}, NEW)
    return data_dir


def test_the_pointer_decides_even_for_an_older_file(two_snapshots: Path) -> None:
    assert open_warehouse(two_snapshots).stamp == NEW
    (two_snapshots / "current").write_text(name_file(OLD), encoding="utf-8")
    chosen = open_warehouse(two_snapshots)
    assert (chosen.stamp, chosen.warning) == (OLD, None)


@pytest.mark.parametrize(
    "pointer", [None, "", "warehouse-20990101-000000.duckdb", "../data/warehouse-20261101-080000.duckdb", "current"]
)
def test_a_lost_or_broken_pointer_falls_back_to_the_newest_file_and_says_so(
    two_snapshots: Path, pointer: str | None
) -> None:
    (two_snapshots / "current").unlink()
    if pointer is not None:
        (two_snapshots / "current").write_text(pointer, encoding="utf-8")
    chosen = open_warehouse(two_snapshots)
    assert chosen.stamp == NEW
    assert chosen.warning is not None
    assert "«current» bị mất hoặc hỏng" in chosen.warning.vi


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def replace_with_text(path: Path) -> None:
    path.write_text("không phải cơ sở dữ liệu", encoding="utf-8")


def flip_bits_of_every_block(path: Path) -> None:
    """Spoil the data blocks, leaving the three headers (4 KiB each) as they are."""
    content = bytearray(path.read_bytes())
    for place in range(3 * 4096 + 100, len(content), 4096):
        content[place] ^= 0xFF
    path.write_bytes(bytes(content))


@pytest.mark.parametrize("spoil", [cut_short, empty, replace_with_text, flip_bits_of_every_block])
def test_a_damaged_file_falls_back_to_the_one_before_and_says_so(
    two_snapshots: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(two_snapshots / name_file(NEW))
    chosen = open_warehouse(two_snapshots)
    assert chosen.stamp == OLD
    assert chosen.warning is not None
    assert name_file(NEW) in chosen.warning.vi


def test_nothing_to_read_is_a_sentence_with_the_command(two_snapshots: Path, tmp_path: Path) -> None:
    for path in two_snapshots.glob("*.duckdb"):
        cut_short(path)
    for folder in (two_snapshots, tmp_path / "nowhere"):
        with pytest.raises(NoWarehouse, match="python -m etl build"):
            open_warehouse(folder)


def set_version(path: Path, version: int | None) -> None:
    """Make a file one of another version of the software; None: of before versions were numbered."""
    column = "schema_version"
    change = f"UPDATE meta.snapshot SET {column} = {version}" if version else f"ALTER TABLE meta.snapshot DROP {column}"
    with duckdb.connect(str(path)) as connection:
        connection.execute(change)


VERSIONS = [(None, "bản cũ hơn"), (SCHEMA_VERSION + 1, "bản mới hơn")]


@pytest.mark.parametrize(("version", "age"), VERSIONS)
def test_a_file_of_another_version_is_passed_over_and_said_to_be(
    two_snapshots: Path, version: int | None, age: str
) -> None:
    set_version(two_snapshots / name_file(NEW), version)
    chosen = open_warehouse(two_snapshots)
    assert chosen.stamp == OLD
    assert chosen.warning is not None
    assert f"«{name_file(NEW)}» do phần mềm {age} dựng" in chosen.warning.vi


@pytest.mark.parametrize(("version", "age"), VERSIONS)
def test_nothing_of_our_version_is_a_sentence_with_the_command(
    two_snapshots: Path, version: int | None, age: str
) -> None:
    for path in two_snapshots.glob("*.duckdb"):
        set_version(path, version)
    with pytest.raises(NoWarehouse, match=f"{age} dựng.*python -m etl build"):
        open_warehouse(two_snapshots)


def test_the_default_is_opened_again_only_when_the_pointer_changes(
    two_snapshots: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WARD_DATA", str(two_snapshots))
    first = default_warehouse()
    assert default_warehouse() is first
    held = first.cursor()
    (two_snapshots / "current").unlink()
    (two_snapshots / "current").write_text(name_file(OLD), encoding="utf-8")
    assert default_warehouse().stamp == OLD
    # Who was reading goes on reading the old snapshot.
    del first
    assert held.execute("SELECT count(*) FROM core.ward").fetchone() == (1,)


def test_the_same_snapshot_is_one_connection(two_snapshots: Path) -> None:
    assert open_warehouse(two_snapshots) is open_warehouse(two_snapshots)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO core.setting VALUES ('x', 'x', NULL, '', NULL)",
        "SELECT * FROM read_text('/etc/hostname')",
        "COPY core.ward TO 'ward.csv'",
        "ATTACH 'other.duckdb'",
        "SET enable_external_access = true",
        "INSTALL httpfs",
    ],
)
def test_a_reader_can_only_read(two_snapshots: Path, statement: str) -> None:
    with pytest.raises(duckdb.Error):
        open_warehouse(two_snapshots).cursor().execute(statement)


def test_a_new_snapshot_gives_new_numbers(build: Build, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARD_DATA", str(data_dir))
    household = {"area_id": "khoi_1", "opening_class": "poor", "recognised_class": "poor"}
    seen = []
    for stamp, count in ((OLD, 1), (NEW, 2)):
        build({"household_round": [household | {"household_id": f"h{n}"} for n in range(count)]}, stamp)
        total = value("poor_households", Filters(), viewer=Viewer()).total
        seen.append(total and total.numerator)
    assert seen == [1, 2]
