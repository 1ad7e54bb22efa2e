"""What the officer's commands leave in the trail, and that without it nothing is changed."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.named import open_named
from trail import find_trail, read, verify

ROOT = Path(__file__).parents[2]


def run(module: str, *words: str, data: Path, code: int = 0) -> str:
    done = subprocess.run(
        [sys.executable, "-m", module, *words, f"--data={data}"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == code, done.stderr
    return done.stdout + done.stderr


def list_acts(data: Path) -> list[tuple[str, str, int | None]]:
    return [(entry.act.act, entry.act.what, entry.act.rows) for entry in reversed(read(find_trail(data)))]


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample ward, whose officer builds, records one death, publishes it, looks at names and goes back."""
    data = tmp_path_factory.mktemp("noted") / "ward"
    data.mkdir()
    for name in ("raw", "decisions"):
        source = ROOT / "data" / "sample" / name
        for path in source.rglob("*"):
            if path.is_file():
                target = data / name / path.relative_to(source)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(path.read_bytes())
    run("etl", "build", data=data)
    return data


def test_building_publishing_going_back_and_reading_names_are_written_down(ward: Path) -> None:
    first = (ward / "current").read_text().strip().removeprefix("warehouse-").removesuffix(".duckdb")
    line = ["household_event", "kind=Chuyển đi", "event_date=15/05/2026", "document=01/GXN", "area=Khối 1"]
    run("etl", "record", *line, "head_name=Hoàng Văn Thử", "--by=Cán bộ", "--draft=new", data=ward)
    (draft,) = [path.name for path in (ward / "inbox").iterdir() if path.is_dir()]
    run("etl", "publish", draft, "--by=Cán bộ", data=ward)
    run("queries", "table", "household_list", data=ward)
    run("queries", "table", "children", data=ward)
    run("etl", "rollback", first, "--by=Cán bộ", data=ward)
    acts = list_acts(ward)
    assert [act for act, _, _ in acts] == ["build", "record", "publish", "view", "rollback"]
    assert acts[0][1] == f"warehouse-{first}"
    assert acts[1][1] == f"household_event {draft}"
    assert acts[3][1] == "household_list"
    assert acts[3][2]
    assert verify(find_trail(ward)).is_whole


def test_no_name_of_a_list_stands_in_it(ward: Path) -> None:
    told = find_trail(ward).read_text(encoding="utf-8")
    with open_named(next(iter(sorted(ward.glob("warehouse-*.duckdb"))))) as connection:
        names = connection.execute("SELECT DISTINCT head_name FROM restricted.household").fetchall()
    assert len(names) > 20
    assert [name for (name,) in names if name and name in told] == []
    assert "Hoàng Văn Thử" not in told


def test_where_nothing_can_be_written_down_nothing_is_changed_and_no_name_is_read(
    ward: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("WARD_TRAIL", str(tmp_path / "file" / "trail.jsonl"))
    before = {path: path.stat().st_mtime_ns for path in ward.rglob("*")}
    for words in (["build"], ["record", "task_report", "status=x", "--by=a"], ["aside", "a.xlsx", "--by=a"]):
        assert "Không ghi được nhật ký truy cập" in run("etl", *words, data=ward, code=1)
    told = run("queries", "table", "household_list", data=ward, code=1)
    assert "Danh sách có họ tên không được in" in told
    assert "H-" not in told
    assert {path: path.stat().st_mtime_ns for path in ward.rglob("*")} == before
