"""What has been kept long enough: listed first, removed by a word more, and nothing else is touched."""

import json
import shutil
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from etl import retention
from trail import Act, append, find_trail, read, verify

ROOT = Path(__file__).parents[2]


def run(*words: str, data: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "etl", *words, f"--data={data}"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    """A ward with one list of 2025, its published snapshot, one of 2024, and a trail of six years and of today."""
    data = tmp_path / "ward"
    (data / "raw").mkdir(parents=True)
    for path in sorted((ROOT / "data" / "sample" / "raw").rglob("*2025*.xlsx"))[:2]:
        shutil.copy(path, data / "raw" / path.name)
    run("build", data=data)
    current = data / (data / "current").read_text().strip()
    shutil.copy(current, data / "warehouse-20240105-080000.duckdb")
    trail = find_trail(data)
    trail.unlink()
    now = datetime.now()
    for age in (2200, 2000, 30, 0):
        append(trail, Act("canbo", "officer", "view", f"before {age}"), now=now - timedelta(days=age))
    return data


def list_files(data: Path) -> set[Path]:
    return {path for path in data.rglob("*") if path.is_file() and not path.name.startswith(".")}


def test_what_is_due_is_named_and_stays_until_it_is_said_twice(ward: Path) -> None:
    before = list_files(ward)
    told = json.loads(run("retain", "--json", data=ward))
    assert told["status"] == "due"
    assert [(one["kind"], one["what"], one["since"][:4]) for one in told["due"]] == [
        ("snapshot", "20240105-080000", "2024"),
        ("trail", "2", str((datetime.now() - timedelta(days=1825)).year)),
    ]
    assert list_files(ward) == before
    assert len(read(find_trail(ward))) == 4


def test_removing_takes_that_and_nothing_else_and_the_trail_still_verifies(ward: Path) -> None:
    before, head = list_files(ward), verify(find_trail(ward)).head
    said = run("retain", "--apply", data=ward)
    assert "Đã xóa:\nbản số liệu 20240105-080000 (từ 05/01/2024)" in said
    assert before - list_files(ward) == {ward / "warehouse-20240105-080000.duckdb"}
    entries = read(find_trail(ward))
    assert [(entry.act.act, entry.act.what, entry.act.rows) for entry in entries] == [
        ("retain", "data", 2),
        ("retain", "trail", 2),
        ("view", "before 0", None),
        ("view", "before 30", None),
    ]
    assert verify(find_trail(ward), holds=head).is_whole
    assert run("retain", data=ward) == "Chưa có gì đủ hạn giữ.\n"


def test_a_cut_nobody_wrote_down_is_seen(ward: Path) -> None:
    run("retain", "--apply", data=ward)
    path = find_trail(ward)
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[1:]))
    assert [finding.line for finding in verify(path).findings] == [1]


def test_a_source_goes_when_all_its_periods_are_long_over(ward: Path) -> None:
    files = {path.name for path in (ward / "raw").iterdir()}
    of_2025 = {one.what for one in retention.list_due(ward, datetime(2036, 1, 2)) if one.kind == "source"}
    assert of_2025
    assert of_2025 <= files
    assert not [one for one in retention.list_due(ward, datetime(2035, 12, 31)) if one.kind == "source"]
    retention.remove(ward, retention.list_due(ward, datetime(2036, 1, 2)), datetime(2036, 1, 2))
    assert {path.name for path in (ward / "raw").iterdir()} == files - of_2025
