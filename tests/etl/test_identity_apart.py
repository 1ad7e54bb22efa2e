"""Who somebody is stands in the sources and nowhere else: every other byte of a data folder is searched for it."""

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import duckdb
import pytest

from etl.build import build
from etl.clean.text import fold_text
from etl.errors import InputError
from etl.folder import PROJECT_DATA, DataFolder
from etl.linking.review import list_suggestions
from etl.published import read_published
from etl.templates.template import make_template
from identity import read_keys, renew_key
from identity.tables import list_tables
from tests.etl.conftest import NOW, TODAY
from tests.etl.desk import Desk
from tests.etl.test_build import LATER, fill, read_content
from tests.named import open_named

# Where who somebody is must stand, as it came: what was loaded, and what was decided.
SOURCES = ("raw/", "decisions/", "files/")
_PREFIX = 6
_FULL_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
_NUMBER = re.compile(r"\d{9}|\d{12}")


def read_identity(path: Path) -> frozenset[str]:
    """Every name, number and full birth date, and every word of a report in somebody's own words."""
    found: set[str] = set()
    with open_named(path) as connection:
        for table in list_tables(connection).values():
            for column in table.sealed:
                rows = connection.execute(f"SELECT DISTINCT {column.name} FROM restricted.{table.name}").fetchall()
                found |= {text for (text,) in rows if text and is_telling(text, column.name)}
    return frozenset(found)


def is_telling(text: str, column: str) -> bool:
    if "birth" in column:
        return bool(_FULL_DATE.fullmatch(text))
    if "number" in column or "code" in column:
        return bool(_NUMBER.fullmatch(text))
    # One short word is no person: «con», «vợ», «Hộ».
    return column != "relation" and len(text) > 6


def list_needles(identity: Iterable[str]) -> set[bytes]:
    """As programs may write it: in UTF-8 and both UTF-16, as it is, in lower case, without marks."""
    forms = {form for text in identity for form in (text, text.lower(), fold_text(text)) if len(form) > 6}
    return {form.encode(encoding) for form in forms for encoding in ("utf-8", "utf-16-le", "utf-16-be")}


def search(path: Path, needles: set[bytes]) -> list[bytes]:
    # Pages of a database are mostly empty.
    content = re.sub(rb"\0{64,}", b"\0", path.read_bytes())
    begun = {content[place : place + _PREFIX] for place in range(len(content))}
    return [needle for needle in needles if needle[:_PREFIX] in begun and needle in content]


def list_files(root: Path) -> list[Path]:
    """All but the sources as they came."""
    files = (path for path in root.rglob("*") if path.is_file())
    return [path for path in files if not any(place in path.relative_to(root).as_posix() for place in SOURCES)]


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, frozenset[str], list[str]]:
    """A ward of which everything was done once, what its sources tell of persons, and what the commands printed."""
    desk = Desk(tmp_path_factory.mktemp("walk") / "ward")
    shutil.copytree(PROJECT_DATA / "sample" / "raw", desk.root / "raw")
    shutil.copytree(PROJECT_DATA / "sample" / "decisions", desk.root / "decisions")
    printed = [desk.run("build").stdout]
    first = desk.current
    assert first is not None
    new, waiting = desk.write("mới.xlsx", 901, 902, closing="near_poor"), desk.write("chờ.xlsx", 903)
    for command in (
        ("draft", str(new), "--by", "Lan"),
        ("publish", "DRAFT", "--by", "Minh"),
        ("rollback", first.stem.removeprefix("warehouse-"), "--by", "Minh"),
        ("draft", str(waiting), "--by", "Lan"),
        ("drafts",),
        ("snapshots",),
        ("key",),
    ):
        drafts = sorted(path.parent.name for path in desk.inbox.glob("*/draft.json"))
        done = desk.run(*(drafts[0] if word == "DRAFT" else word for word in command))
        printed += [done.stdout, done.stderr]
        assert done.returncode == 0, done.stderr
    identity = frozenset[str]().union(*map(read_identity, desk.root.rglob("warehouse-*.duckdb")))
    return desk, identity, printed


def test_the_sources_tell_of_many_persons(walked: tuple[Desk, frozenset[str], list[str]]) -> None:
    """What is searched for is there to be found: else the searches below would find nothing whatever happened."""
    _, identity, _ = walked
    assert sum(bool(_NUMBER.fullmatch(text)) for text in identity) > 100
    assert sum(bool(_FULL_DATE.fullmatch(text)) for text in identity) > 100
    assert sum(not re.search(r"\d", text) for text in identity) > 100


def test_the_search_finds_names_in_a_file_that_is_not_sealed(
    walked: tuple[Desk, frozenset[str], list[str]], tmp_path: Path
) -> None:
    desk, identity, _ = walked
    assert desk.current
    plain = tmp_path / "plain.duckdb"
    with open_named(desk.current) as connection:
        table = connection.execute("SELECT head_name, head_id_number, head_birth_text FROM restricted.household")
        rows = table.fetchall()
    with duckdb.connect(str(plain)) as connection:
        connection.execute(
            "CREATE TABLE household (head_name VARCHAR, head_id_number VARCHAR, head_birth_text VARCHAR)"
        )
        connection.executemany("INSERT INTO household VALUES (?, ?, ?)", rows)
    assert len(search(plain, list_needles(identity))) > 50


def test_no_byte_of_the_folder_tells_who_somebody_is(walked: tuple[Desk, frozenset[str], list[str]]) -> None:
    """Warehouses published and of drafts, old ones too, drafts, journals, logs of decisions, whatever was left."""
    desk, identity, _ = walked
    needles, files = list_needles(identity), list_files(desk.root)
    names = {path.name for path in files}
    assert "draft.json" in names
    assert len([name for name in names if name.startswith("warehouse-")]) == 3
    assert {path.relative_to(desk.root).as_posix(): found for path in files if (found := search(path, needles))} == {}


def test_no_cell_of_a_warehouse_tells_who_somebody_is(walked: tuple[Desk, frozenset[str], list[str]]) -> None:
    """As whoever copied the file reads it. Bytes alone would not do: text may lie there compressed."""
    desk, identity, _ = walked
    folded = {fold_text(text) for text in identity if len(fold_text(text)) > 6}
    for path in desk.root.rglob("warehouse-*.duckdb"):
        with duckdb.connect(str(path), read_only=True) as connection:
            columns = connection.execute(
                "SELECT schema_name, table_name, column_name FROM duckdb_columns() "
                "WHERE database_name = current_database() AND data_type = 'VARCHAR'"
            ).fetchall()
            cells = {
                str(cell)
                for schema, table, column in columns
                for (cell,) in connection.execute(f'SELECT DISTINCT "{column}" FROM {schema}."{table}"').fetchall()
            }
        whole = "\n".join(map(fold_text, cells))
        assert [text for text in folded if text in whole] == []
        sealed = [(table, column) for schema, table, column in columns if schema == "restricted"]
        with duckdb.connect(str(path), read_only=True) as connection:
            keys = {(table.name, column.name) for table in list_tables(connection).values() for column in table.key}
        assert set(sealed) <= keys


def test_no_command_prints_who_somebody_is(walked: tuple[Desk, frozenset[str], list[str]]) -> None:
    _, identity, printed = walked
    said = "\n".join(printed)
    assert "warehouse-" in said
    assert [text for text in identity if text in said] == []


@pytest.mark.skipif("os.name == 'nt'", reason="Windows keeps rights elsewhere")
def test_everything_written_is_for_its_owner_alone(walked: tuple[Desk, frozenset[str], list[str]]) -> None:
    desk, _, _ = walked
    for folder in ("raw", "decisions", "inbox"):
        assert (desk.root / folder).stat().st_mode & 0o777 == 0o700, folder
    # Laid into raw/ and decisions/ by hand, here by this test; and the pointer, which names a file.
    by_hand = {path.name for path in (PROJECT_DATA / "sample").rglob("*")} | {"current"}
    written = [path for path in desk.root.rglob("*") if path.is_file() and path.name not in by_hand]
    assert {"mới.xlsx", "chờ.xlsx", "draft.json", "loads.csv"} <= {path.name for path in written}
    assert [path.name for path in written if path.stat().st_mode & 0o077] == []


@pytest.fixture
def own_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "own" / "identity.key"
    monkeypatch.setenv("WARD_KEY", str(path))
    return path


def test_a_build_without_the_lost_key_brings_everything_back(raw: Path, own_key: Path) -> None:
    fill(raw)
    first = build(raw.parent, today=TODAY, now=NOW).path
    before = read_named(first)
    assert before["restricted.household"]
    own_key.unlink()
    with pytest.raises(InputError, match="Không có khóa"):
        make_template(DataFolder(raw.parent), "household_review", area=None, period=None, today=TODAY)
    with pytest.raises(InputError, match="Không có khóa"):
        list_suggestions(DataFolder(raw.parent))
    again = build(raw.parent, today=TODAY, now=LATER)
    assert again.is_new
    assert read_named(again.path) == before
    assert not build(raw.parent, today=TODAY, now=LATER).is_new


def read_named(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """As whoever holds the key reads it: all but the row that says when it was made."""
    with open_named(path) as connection:
        names = connection.execute("SELECT schema_name || '.' || table_name FROM duckdb_tables()").fetchall()
        return {
            name: connection.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall()
            for (name,) in sorted(names)
            if name != "meta.snapshot"
        }


def test_another_key_gives_other_bytes_and_the_same_ward(raw: Path, own_key: Path) -> None:
    fill(raw)
    first = build(raw.parent, today=TODAY, now=NOW).path
    before, sealed = read_named(first), read_content(first)["restricted.household"]
    renew_key(forget=False)
    again = build(raw.parent, today=TODAY, now=LATER).path
    assert again != first
    assert read_named(again) == before
    assert read_content(again)["restricted.household"] != sealed
    # The old key is still on its ring.
    assert read_named(first) == before


def test_a_changed_name_is_put_right_by_a_build(raw: Path) -> None:
    fill(raw)
    first = build(raw.parent, today=TODAY, now=NOW).path
    before = read_content(first)
    with duckdb.connect(str(first)) as connection:
        connection.execute("UPDATE restricted.household SET head_name = head_id_number")
    with pytest.raises(InputError, match=r"restricted\.household\.head_name"):
        make_template(DataFolder(raw.parent), "household_review", area=None, period=None, today=TODAY)
    again = build(raw.parent, today=TODAY, now=LATER)
    assert again.is_new
    assert read_content(again.path) == before


def test_what_older_versions_left_with_names_is_removed(raw: Path) -> None:
    fill(raw)
    first = build(raw.parent, today=TODAY, now=NOW).path
    with duckdb.connect(str(first)) as connection:
        connection.execute("UPDATE meta.snapshot SET schema_version = 5")
    newer = raw.parent / "warehouse-20270101-080000.duckdb"
    shutil.copy(first, newer)
    with duckdb.connect(str(newer)) as connection:
        connection.execute("UPDATE meta.snapshot SET schema_version = 99")
    second = build(raw.parent, today=TODAY, now=LATER).path
    assert not first.exists()
    assert second.exists()
    assert newer.exists()


def test_a_snapshot_says_which_key_opens_it(raw: Path) -> None:
    fill(raw)
    published = read_published(build(raw.parent, today=TODAY, now=NOW).path)
    assert published is not None
    assert published.sealed_with == read_keys()[0].id


def test_a_new_key_by_command_opens_old_and_new(raw: Path, own_key: Path) -> None:
    fill(raw)
    desk = Desk(raw.parent)
    build(raw.parent, today=TODAY, now=NOW)
    said = desk.run("key", "--new").stdout
    assert "kèm 1 khóa cũ" in said
    assert "2 bản số liệu mở được họ tên, 0 bản" in said
    assert "1 bản số liệu mở được họ tên, 2 bản" in desk.run("key", "--new", "--forget").stdout
    refused = desk.run("key", "--forget")
    assert refused.returncode == 1
    assert "--new" in refused.stderr
    assert own_key.read_text(encoding="utf-8").splitlines()[1] not in said
