"""A build: whole or not at all, the same content every time, identity only where it belongs."""

import hashlib
import json
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from filelock import FileLock

import queries.warehouse
from etl.build import build, ensure_warehouse
from etl.errors import InputError
from etl.folder import PROJECT_DATA, DataFolder
from etl.inspection import inspect
from etl.publish import find_current
from etl.schema import SCHEMA_SHA256, SCHEMA_VERSION
from queries import Building, find_building, open_warehouse
from tests.etl.conftest import NOW, TODAY, Query
from tests.etl.workbooks import household, member, write_households, write_members, write_rows
from tests.named import open_named

ROOT = PROJECT_DATA.parent
LATER = datetime(2026, 11, 21, 9, 0)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    root = tmp_path_factory.mktemp("ward")
    for part in ("raw", "decisions"):
        shutil.copytree(PROJECT_DATA / "sample" / part, root / part)
    return open_named(build(root, today=TODAY, now=NOW).path)


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    answers: dict[str, Any] = json.loads((PROJECT_DATA / "sample" / "EXPECTED.json").read_text(encoding="utf-8"))
    return answers


STANDARD, NEW_STANDARD = "MDP_2022_2025", "MDP_2027_2030"
YEARS = ("2022", "2023", "2024", "2025", "2026")


def count_classes(sample: duckdb.DuckDBPyConnection, period: str, standard: str = STANDARD) -> dict[str, int]:
    sql = (
        "SELECT recognised_class, count(*) FROM core.household_round "
        "WHERE period = $period AND standard_id = $standard GROUP BY ALL"
    )
    return dict(sample.execute(sql, {"period": period, "standard": standard}).fetchall())


@pytest.mark.parametrize("period", YEARS)
def test_every_round_closes_as_it_was_made(
    sample: duckdb.DuckDBPyConnection, truth: dict[str, Any], period: str
) -> None:
    told = truth["rounds"][period]
    assert count_classes(sample, period) == told["closing"] | {"not_poor": told["closing_not_poor"]}


def test_every_month_and_the_new_standard_close_as_they_were_made(
    sample: duckdb.DuckDBPyConnection, truth: dict[str, Any]
) -> None:
    lists = [(month, STANDARD, told) for month, told in truth["months"].items()]
    for period, standard, told in [*lists, ("2026", NEW_STANDARD, truth["new_standard"])]:
        left = {"not_poor": told["closing_not_poor"]} if told["closing_not_poor"] else {}
        assert count_classes(sample, period, standard) == told["closing"] | left


@pytest.mark.parametrize("period", ["2023", "2024", "2026"])
def test_the_movement_between_two_lists_is_what_happened(
    sample: duckdb.DuckDBPyConnection, truth: dict[str, Any], period: str
) -> None:
    """Every kind, in households and persons; who is absent or new without a reason is counted apart."""
    rows = sample.execute(
        "SELECT kind, begin_class, end_class, begin_members, end_members FROM core.movement WHERE period = $period",
        {"period": period},
    ).fetchall()
    for listed_class, told in truth["movement"][period]["ward"].items():
        found: dict[str, list[int]] = {}
        for kind, begin, end, begin_members, end_members in rows:
            if listed_class not in (begin, end):
                continue
            is_end = end == listed_class
            step = ("arrivals" if is_end else "absences") if kind == "unexplained" else kind
            for name, members in (
                (step, end_members if is_end else begin_members),
                *((("begin", begin_members),) if begin == listed_class else ()),
                *((("end", end_members),) if end == listed_class else ()),
            ):
                count = found.setdefault(name, [0, 0])
                count[0] += 1
                count[1] += members
        assert found == {step: count for step, count in told.items() if step != "member_change"}


def test_the_year_of_the_merger_is_told_by_its_own_opening_column(
    sample: duckdb.DuckDBPyConnection, truth: dict[str, Any]
) -> None:
    """The lists of 2024 and 2025 stand on two sides of 01/07/2025; nothing is subtracted across it."""
    assert sample.execute("SELECT DISTINCT basis FROM core.movement_pair WHERE period = '2025'").fetchall() == [
        ("opening_column",)
    ]
    sql = "SELECT {end}_class, count(*) FROM core.movement WHERE period = '2025' GROUP BY ALL"
    for end, told in (("begin", "opening"), ("end", "closing")):
        counted = dict(sample.execute(sql.format(end=end)).fetchall())
        expected = truth["rounds"]["2025"][told]
        assert {name: counted[name] for name in expected} == expected


def test_every_listed_row_is_the_household_it_was_made_for(
    sample: duckdb.DuckDBPyConnection, truth: dict[str, Any]
) -> None:
    """No two households in one, and none in two but the one pair that waits for a person to decide."""
    rows = sample.execute(
        "SELECT source_file || '|' || source_sheet || '|' || source_row, household_id FROM core.household_round"
    ).fetchall()
    made = {place: found for place, found in rows if place in truth["identity"]}
    assert len(made) == len(truth["identity"])
    true_of: dict[str, set[int]] = {}
    found_of: dict[int, set[str]] = {}
    for place, found in made.items():
        true_of.setdefault(found, set()).add(truth["identity"][place])
        found_of.setdefault(truth["identity"][place], set()).add(found)
    assert [found for found, true in true_of.items() if len(true) > 1] == []
    assert sorted(len(ids) for ids in found_of.values() if len(ids) > 1) == [2]


def test_rows_are_conserved(sample: duckdb.DuckDBPyConnection) -> None:
    sql = (
        "SELECT file, sheet FROM meta.source_sheet "
        "WHERE rows_read <> rows_accepted + rows_quarantined + rows_merged + rows_skipped_total"
    )
    assert sample.execute(sql).fetchall() == []
    assert sample.execute("SELECT count(*) > 10 FROM meta.source_sheet").fetchone() == (True,)


def test_every_fact_points_to_a_row_that_was_read(sample: duckdb.DuckDBPyConnection) -> None:
    forms = {
        "household_round": ("household_review", "member_list"),
        "person_round": ("member_list",),
        "project_progress": ("project_progress",),
        "task": ("task_report",),
        "meeting_conclusion": ("meeting_conclusions",),
        "policy_coverage": ("policy_coverage",),
        "entitlement": ("entitlement_list",),
        "wish": ("consultation",),
    }
    for table, of_forms in forms.items():
        rows = " UNION ALL ".join(f"SELECT source_file, source_sheet, source_row FROM raw.{form}" for form in of_forms)
        sql = f"""
            SELECT count(*) FROM core.{table} AS fact
            LEFT JOIN ({rows}) AS cells
                ON cells.source_file = fact.source_file AND cells.source_sheet = fact.source_sheet
                AND cells.source_row = fact.source_row
            WHERE cells.source_file IS NULL
        """
        assert sample.execute(sql).fetchone() == (0,)


def test_identity_stands_only_in_restricted(sample: duckdb.DuckDBPyConnection) -> None:
    names = [name for (name,) in sample.execute("SELECT DISTINCT head_name FROM restricted.household").fetchall()]
    numbers = [number for (number,) in sample.execute("SELECT head_id_number FROM restricted.household").fetchall()]
    columns = sample.execute(
        "SELECT table_schema, table_name, column_name FROM information_schema.columns "
        "WHERE table_schema IN ('raw', 'core', 'meta') AND data_type = 'VARCHAR'"
    ).fetchall()
    for schema, table, column in columns:
        sql = f'SELECT count(*) FROM {schema}.{table} WHERE list_contains($secrets, "{column}")'
        assert sample.execute(sql, {"secrets": names + numbers}).fetchone() == (0,), (schema, table, column)
        sql = f"SELECT count(*) FROM {schema}.{table} WHERE regexp_matches(\"{column}\", '(^|\\D)099\\d{{9}}(\\D|$)')"
        assert sample.execute(sql).fetchone() == (0,), (schema, table, column)


def test_no_staging_is_published(sample: duckdb.DuckDBPyConnection) -> None:
    schemas = {
        schema for (schema,) in sample.execute("SELECT DISTINCT table_schema FROM information_schema.tables").fetchall()
    }
    assert schemas == {"raw", "core", "restricted", "meta"}


def read_content(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = connection.execute(
            "SELECT table_schema || '.' || table_name FROM information_schema.tables"
        ).fetchall()
        names = sorted(name for (name,) in tables if name != "meta.snapshot")
        return {name: connection.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall() for name in names}


def fill(raw: Path) -> None:
    write_households(raw / "a.xlsx", household(1), household(2, closing="near_poor", deprived=1))
    write_members(raw / "b.xlsx", member(1, "Em", "15/05/2015", attends="x", level="THCS"))


def test_the_content_depends_only_on_the_inputs(raw: Path) -> None:
    fill(raw)
    first = build(raw.parent, today=TODAY, now=NOW)
    again = build(raw.parent, today=TODAY, now=LATER)
    assert not again.is_new
    assert again.path == first.path
    first_content = read_content(first.path)
    first.path.unlink()
    rebuilt = build(raw.parent, today=date(2026, 11, 25), now=LATER)
    assert rebuilt.path != first.path
    assert read_content(rebuilt.path) == first_content


def test_a_new_file_makes_a_new_warehouse_beside_the_old(raw: Path) -> None:
    fill(raw)
    first = build(raw.parent, today=TODAY, now=NOW)
    write_households(raw / "c.xlsx", household(9, area="Khối 2"))
    second = build(raw.parent, today=TODAY, now=LATER)
    assert first.path.exists()
    assert find_current(raw.parent, raw.parent / "current") == second.path


def test_a_refused_file_is_named_and_the_rest_is_published(raw: Path, build_raw: Callable[[], Query]) -> None:
    fill(raw)
    (raw / "hỏng.xlsx").write_bytes(b"PK\x03\x04 cut off")
    shutil.copy(raw / "a.xlsx", raw / "a (1).xlsx")
    query = build_raw()
    refused = query("SELECT file, refused_rule FROM meta.source_file WHERE refused_rule IS NOT NULL ORDER BY file")
    assert refused == [("a.xlsx", "duplicate_file"), ("hỏng.xlsx", "truncated")]
    assert query("SELECT count(*) FROM core.household_round") == [(2,)]


def test_of_two_copies_the_one_that_was_loaded_first_is_read(raw: Path, build_raw: Callable[[], Query]) -> None:
    fill(raw)
    build_raw()
    # Sorts before the file it was copied from, and comes a day later.
    shutil.copy(raw / "a.xlsx", raw / "a (1).xlsx")
    path = build(raw.parent, today=date(2026, 11, 28), now=LATER).path
    with duckdb.connect(str(path), read_only=True) as connection:
        told = connection.execute("SELECT file, refused_message FROM meta.source_file ORDER BY file").fetchall()
    day = f"{TODAY:%d/%m/%Y}"
    said = f"Nội dung giống hệt «a.xlsx», đã nạp ngày {day}, nên không nạp lần nữa."
    assert told == [("a (1).xlsx", said), ("a.xlsx", None), ("b.xlsx", None)]
    # The first one gone, the copy is a source like any other.
    (raw / "a.xlsx").unlink()
    path = build(raw.parent, today=TODAY, now=datetime(2026, 12, 1)).path
    with duckdb.connect(str(path), read_only=True) as connection:
        assert connection.execute("SELECT file FROM meta.source_file ORDER BY 1").fetchall() == [
            ("a (1).xlsx",),
            ("b.xlsx",),
        ]


def test_inspecting_what_is_published_says_when_it_was_loaded(raw: Path, tmp_path: Path) -> None:
    fill(raw)
    build(raw.parent, today=TODAY, now=NOW)
    copied = shutil.copy(raw / "a.xlsx", tmp_path / "tên khác.xlsx")
    other = write_households(tmp_path / "mới.xlsx", household(7))
    found = inspect([Path(copied), other], root=raw.parent, today=TODAY)
    told = [[issue.message for issue in one.issues if issue.rule == "already_loaded"] for one in found]
    day = f"{TODAY:%d/%m/%Y}"
    assert told == [[f"Nội dung này đã nạp ngày {day} với tên «a.xlsx»; nạp lần nữa không đổi gì."], []]


def test_half_a_copy_over_a_good_file_takes_no_year_away(raw: Path) -> None:
    fill(raw)
    good = (raw / "a.xlsx").read_bytes()
    before = build(raw.parent, today=TODAY, now=NOW).path
    (raw / "a.xlsx").write_bytes(good[: len(good) // 2])
    (raw / "mới.xlsx").write_bytes(b"PK\x03\x04 never was good")
    with pytest.raises(InputError) as refused:
        build(raw.parent, today=TODAY, now=LATER)
    said = str(refused.value)
    assert said.startswith("«a.xlsx» lần nạp trước đọc được 2 dòng, nay không nạp được: ")
    assert "Chưa công bố gì" in said
    assert "mới.xlsx" not in said
    assert find_current(raw.parent, raw.parent / "current") == before
    assert not list(raw.parent.glob("warehouse-*.part*"))
    (raw / "a.xlsx").unlink()
    assert build(raw.parent, today=TODAY, now=LATER).is_new


def test_a_file_that_is_mended_is_published(raw: Path) -> None:
    fill(raw)
    good = (raw / "a.xlsx").read_bytes()
    build(raw.parent, today=TODAY, now=NOW)
    (raw / "a.xlsx").write_bytes(good[: len(good) // 2])
    with pytest.raises(InputError):
        build(raw.parent, today=TODAY, now=LATER)
    (raw / "a.xlsx").write_bytes(good)
    write_households(raw / "c.xlsx", household(9, area="Khối 2"))
    assert build(raw.parent, today=TODAY, now=LATER).is_new


def test_a_test_household_is_held_back(raw: Path, build_raw: Callable[[], Query]) -> None:
    write_households(raw / "a.xlsx", household(1), household(2, name="Nguyễn VĂN A"))
    query = build_raw()
    assert query("SELECT count(*) FROM core.household_round") == [(1,)]
    assert query("SELECT count(*) FROM meta.issue WHERE rule = 'test_household'") == [(1,)]


def test_an_empty_folder_publishes_an_empty_warehouse(raw: Path, build_raw: Callable[[], Query]) -> None:
    query = build_raw()
    assert query("SELECT count(*) FROM core.household_round") == [(0,)]
    assert query("SELECT is_sample FROM meta.snapshot") == [(False,)]


def test_the_wards_own_reference_file_replaces_ours_file_by_file(raw: Path, build_raw: Callable[[], Query]) -> None:
    """One khối made rural by the ward's own list: B1 150 is above the rural line, below the urban one."""
    own = raw.parent / "reference" / "areas.csv"
    own.parent.mkdir()
    text = (PROJECT_DATA / "reference" / "areas.csv").read_text(encoding="utf-8-sig")
    lines = [line.replace(",urban,", ",rural,") if line.startswith("khoi_2,") else line for line in text.splitlines()]
    own.write_text("\n".join(lines) + "\n", encoding="utf-8")
    write_households(raw / "a.xlsx", household(1), household(2, area="Khối 2"))
    rows = build_raw()("SELECT area_id, computed_class FROM core.household_round ORDER BY area_id")
    assert rows == [("khoi_1", "poor"), ("khoi_2", "not_poor")]


def test_a_broken_reference_file_is_named(raw: Path) -> None:
    own = raw.parent / "reference" / "units.csv"
    own.parent.mkdir()
    own.write_text("unit_id,sort_key\nkthtdt,ba\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"units\.csv"):
        build(raw.parent, today=TODAY, now=NOW)
    assert find_current(raw.parent, raw.parent / "current") is None


@pytest.mark.parametrize(
    ("b1", "deprived", "computed"),
    [(175, 3, "poor"), (175, 2, "near_poor"), (175, 0, "near_poor"), (176, 12, "not_poor"), (None, 3, "unknown")],
)
def test_classes_computed_from_scores(
    raw: Path, build_raw: Callable[[], Query], b1: int | None, deprived: int, computed: str
) -> None:
    write_households(raw / "a.xlsx", household(1, b1=b1, deprived=deprived))
    assert build_raw()("SELECT computed_class FROM core.household_round") == [(computed,)]


def alter(path: Path, statement: str) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute(statement)


def make_older(path: Path) -> None:
    alter(path, "ALTER TABLE meta.snapshot DROP COLUMN schema_version")


def make_newer(path: Path) -> None:
    alter(path, "UPDATE meta.snapshot SET schema_version = schema_version + 1")


def spoil_a_name(path: Path) -> None:
    """One block goes bad, of a table that no build looks at; what the snapshot says of itself stays readable."""
    with duckdb.connect(str(path), read_only=True) as connection:
        [(sealed,), *_] = connection.execute("SELECT head_name FROM restricted.household").fetchall()
    content = bytearray(path.read_bytes())
    content[content.index(sealed)] ^= 0xFF
    path.write_bytes(bytes(content))
    with duckdb.connect(str(path), read_only=True) as connection:
        assert connection.execute("SELECT schema_version FROM meta.snapshot").fetchone() == (SCHEMA_VERSION,)


def lose_the_pointer(path: Path) -> None:
    (path.parent / "current").write_bytes("hỏng".encode())


@pytest.mark.parametrize("spoil", [make_older, make_newer, spoil_a_name, lose_the_pointer])
def test_what_cannot_be_read_is_built_again_of_the_same_inputs(raw: Path, spoil: Callable[[Path], None]) -> None:
    fill(raw)
    first = build(raw.parent, today=TODAY, now=NOW)
    spoil(first.path)
    again = build(raw.parent, today=TODAY, now=LATER)
    assert again.is_new
    assert again.path != first.path


def test_the_first_start_after_an_update_builds_and_the_next_does_not(raw: Path) -> None:
    fill(raw)
    first = build(raw.parent, today=TODAY, now=NOW).path
    make_older(first)
    ensure_warehouse(raw.parent)
    healed = find_current(raw.parent, raw.parent / "current")
    assert healed not in (first, None)
    ensure_warehouse(raw.parent)
    assert find_current(raw.parent, raw.parent / "current") == healed


def test_a_start_that_reads_the_warehouse_already_does_not_build_it_again(raw: Path) -> None:
    fill(raw)
    first = build(raw.parent, today=TODAY, now=NOW).path
    # As the launcher looks up which units and khối the access file may name.
    opened = open_warehouse(raw.parent)
    ensure_warehouse(raw.parent)
    assert find_current(raw.parent, raw.parent / "current") == first == opened.path


def test_the_number_rises_with_the_schema(raw: Path, build_raw: Callable[[], Query]) -> None:
    """Raise SCHEMA_VERSION in etl/schema.py and in queries/warehouse.py, then put the new digest beside the first."""
    statements = re.sub(r"--.*", "", (ROOT / "etl" / "schema.sql").read_text(encoding="utf-8"))
    assert hashlib.sha256(" ".join(statements.split()).encode()).hexdigest() == SCHEMA_SHA256
    assert queries.warehouse.SCHEMA_VERSION == SCHEMA_VERSION
    assert build_raw()("SELECT schema_version FROM meta.snapshot") == [(SCHEMA_VERSION,)]


def test_a_killed_build_leaves_what_was_published(raw: Path) -> None:
    fill(raw)
    first = build(raw.parent, today=TODAY, now=NOW)
    write_households(raw / "c.xlsx", *(household(number, area="Khối 2") for number in range(10, 400)))
    command = [sys.executable, "-m", "etl", "build", "--data", str(raw.parent)]
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while running.poll() is None and find_building(raw.parent) is None:
        pass
    assert list(raw.parent.glob("warehouse-*.part"))
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert (raw.parent / ".build.progress").exists()
    assert find_building(raw.parent) is None
    assert find_current(raw.parent, raw.parent / "current") == first.path
    after = build(raw.parent, today=TODAY, now=LATER)
    assert after.is_new
    assert not list(raw.parent.glob("*.part*"))


def test_a_running_build_tells_how_far_it_is_and_names_no_file(raw: Path) -> None:
    fill(raw)
    seen: list[tuple[Building | None, str]] = []
    progress = raw.parent / ".build.progress"

    def look(done: int, total: int, name: str) -> None:
        # What stands there is what the call before wrote.
        seen.append((find_building(raw.parent), progress.read_text(encoding="ascii") if progress.exists() else ""))

    build(raw.parent, today=TODAY, now=NOW, on_progress=look)
    assert seen == [(None, ""), (Building(0, 2), "0 2\n"), (Building(1, 2), "1 2\n")]
    assert not list(raw.parent.glob(".build.progress*"))
    assert find_building(raw.parent) is None


@pytest.mark.parametrize("words", ["", "7", "bảy 24", "7 24 1"])
def test_a_progress_that_nobody_can_read_is_no_build(tmp_path: Path, words: str) -> None:
    (tmp_path / ".build.progress").write_text(words, encoding="utf-8")
    with FileLock(tmp_path / ".build.lock"):
        assert find_building(tmp_path) is None


def test_the_officer_reads_sentences_and_never_a_traceback(tmp_path: Path) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "etl", *arguments], capture_output=True, encoding="utf-8", cwd=ROOT, check=False
        )

    missing = run("inspect", str(tmp_path / "none.xlsx"))
    assert (missing.returncode, missing.stdout) == (1, "")
    assert missing.stderr.startswith("Không thấy tệp")
    assert run("inspect").returncode == 2
    path = write_rows(tmp_path / "menu.xlsx", ["Phở"])
    refused = run("inspect", str(path), "--data", str(tmp_path))
    assert refused.returncode == 0
    assert "✖ Không nạp" in refused.stdout


def test_only_the_projects_own_empty_folder_shows_the_sample(tmp_path: Path) -> None:
    assert not DataFolder(tmp_path).is_sample
    own = DataFolder(PROJECT_DATA)
    assert own.is_sample is not any(path.is_file() for path in (PROJECT_DATA / "raw").rglob("*"))
