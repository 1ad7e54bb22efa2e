"""`python -m queries` as a person runs it: what is printed, and the exit code."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KEYS = ["period", "standard_id", "area_id", "numerator", "denominator", "value", "unknown", "status", "suppressed"]


def run(*arguments: str, data_dir: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "queries", *arguments, "--data", str(data_dir)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def ward_dir(publish: Callable[..., Path], data_dir: Path) -> Path:
    households = [
        {"household_id": "a", "area_id": "khoi_1", "opening_class": "poor", "recognised_class": "poor"},
        {"household_id": "b", "area_id": "khoi_1", "opening_class": "poor", "recognised_class": "near_poor"},
    ]
    residents = [{"area_id": "khoi_1", "resident_households": 40}, {"area_id": "khoi_2", "resident_households": 10}]
    publish({"reported": ["khoi_1"], "silent": ["khoi_2"], "household_round": households, "area_round": residents})
    return data_dir


def test_value_as_json_has_exactly_the_keys_of_the_contract(ward_dir: Path) -> None:
    done = run("value", "poverty_rate", "--format", "json", data_dir=ward_dir)
    (row,) = json.loads(done.stdout)
    assert (done.returncode, done.stderr, list(row)) == (0, "", KEYS)
    assert row == {
        "period": "2026",
        "standard_id": "MDP_2022_2025",
        "area_id": "phuong",
        "numerator": 1,
        "denominator": 50,
        "value": 0.02,
        "unknown": 0,
        "status": None,
        "suppressed": False,
    }


def test_value_by_khoi_and_by_slice(ward_dir: Path) -> None:
    rows = json.loads(run("value", "poverty_rate", "--by", "area_id", "--format", "json", data_dir=ward_dir).stdout)
    assert [(row["area_id"], row["numerator"], row["value"]) for row in rows] == [
        ("khoi_1", 1, 0.025),
        ("khoi_2", None, None),
    ]
    assert list(rows[0]) == KEYS
    (row,) = json.loads(run("value", "escaped", "--by", "kind", "--format", "json", data_dir=ward_dir).stdout)
    assert list(row) == [*KEYS[:3], "kind", *KEYS[3:]]
    assert (row["kind"], row["area_id"], row["numerator"]) == ("poor_to_near", "phuong", 1)


def test_value_as_csv_and_as_text_say_the_same(ward_dir: Path) -> None:
    as_csv = run("value", "poor_households", "--format", "csv", data_dir=ward_dir).stdout
    (row,) = csv.DictReader(io.StringIO(as_csv))
    assert (list(row), row["numerator"], row["denominator"]) == (KEYS, "1", "")
    as_text = run("value", "poor_households", data_dir=ward_dir).stdout
    assert "Chưa đủ, 1/2 khối đã báo cáo." in as_text
    assert as_text.splitlines()[1].split()[:4] == ["2026", "MDP_2022_2025", "phuong", "1"]


def test_value_of_a_period_without_data_says_so(ward_dir: Path) -> None:
    assert (
        json.loads(run("value", "poverty_rate", "--period", "2025", "--format", "json", data_dir=ward_dir).stdout) == []
    )
    told = run("value", "poverty_rate", "--period", "2025", data_dir=ward_dir)
    assert (told.returncode, told.stdout) == (0, "Chưa có số liệu «Tỷ lệ hộ nghèo» của kỳ 2025.\n")


def test_table_prints_its_columns(ward_dir: Path) -> None:
    rows = json.loads(run("table", "movement_matrix", "--area", "khoi_1", "--format", "json", data_dir=ward_dir).stdout)
    assert rows == [
        {"begin_class": "poor", "end_class": "poor", "households": 1},
        {"begin_class": "poor", "end_class": "near_poor", "households": 1},
    ]


def test_a_table_over_silent_khoi_says_so(ward_dir: Path) -> None:
    told = run("table", "movement", data_dir=ward_dir).stdout.splitlines()
    assert told[1].split() == ["poor", "begin", "0", "2", "—", "2"]
    assert told[-1] == "Chưa đủ, 1/2 khối."


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["value", "wealth"], "Không có chỉ tiêu «wealth»"),
        (["table", "wealth"], "Không có bảng «wealth»"),
        (["value", "poverty_rate", "--by", "colour"], "không chia theo «colour»"),
        (["value", "poverty_rate", "--period", "1999"], "Không có kỳ «1999»"),
        (["value", "poverty_rate", "--area", "khoi_99"], "Không có khối «khoi_99»"),
        (["table", "children", "--standard", "x"], "Không có chuẩn nghèo «x»"),
    ],
)
def test_what_is_not_known_is_one_sentence_and_exit_code_1(arguments: list[str], said: str, ward_dir: Path) -> None:
    done = run(*arguments, data_dir=ward_dir)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_without_a_warehouse_is_one_sentence_and_exit_code_1(tmp_path: Path) -> None:
    done = run("value", "poverty_rate", data_dir=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Chưa có kho số liệu nào đọc được")


def test_a_lost_pointer_is_said_beside_the_answer(ward_dir: Path) -> None:
    (ward_dir / "current").unlink()
    done = run("value", "poverty_rate", "--format", "json", data_dir=ward_dir)
    assert done.returncode == 0
    assert "«current» bị mất hoặc hỏng" in done.stderr
    assert json.loads(done.stdout)[0]["numerator"] == 1


def test_an_older_snapshot_gives_its_own_numbers(ward_dir: Path, publish: Callable[..., Path]) -> None:
    before = (ward_dir / "current").read_text(encoding="utf-8").strip()
    stamp = before.removeprefix("warehouse-").removesuffix(".duckdb")
    old = run("value", "poverty_rate", "--format", "json", data_dir=ward_dir).stdout
    household = {"household_id": "c", "area_id": "khoi_1", "opening_class": "poor", "recognised_class": "poor"}
    residents = [{"area_id": "khoi_1", "resident_households": 40}]
    publish({"reported": ["khoi_1"], "household_round": [household], "area_round": residents}, stamp="20991231-000000")
    assert run("value", "poverty_rate", "--format", "json", data_dir=ward_dir).stdout != old
    assert run("value", "poverty_rate", "--format", "json", "--snapshot", stamp, data_dir=ward_dir).stdout == old
    wrong = run("table", "household_list", "--snapshot", "20200101-000000", data_dir=ward_dir)
    assert wrong.returncode == 1
    assert "Không có bản «20200101-000000»" in wrong.stderr


@pytest.mark.parametrize("arguments", [["value", "poverty_rate", "--format", "xml"], ["value"], ["wealth"]])
def test_wrong_usage_is_exit_code_2(arguments: list[str], ward_dir: Path) -> None:
    assert run(*arguments, data_dir=ward_dir).returncode == 2


def test_list_names_every_indicator_and_table() -> None:
    command = [sys.executable, "-m", "queries", "list", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    rows = json.loads(done.stdout)
    assert {
        "id": "poverty_rate",
        "type": "indicator",
        "title": "Tỷ lệ hộ nghèo",
        "title_en": "Poor households, share",
    } in rows
    known = {path.stem for kind in ("indicators", "tables") for path in (ROOT / "queries" / kind).glob("*.sql")}
    assert {row["id"] for row in rows} == known
