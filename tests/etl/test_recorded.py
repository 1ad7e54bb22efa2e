"""«Ghi nhận thay đổi»: one fact typed in, read by the same reader as a file, taken back by a later line."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from etl.build import build
from etl.errors import InputError
from etl.folder import PROJECT_DATA, DataFolder
from etl.recorded.record import list_records, read_fact, record, withdraw
from tests.etl.conftest import NOW, TODAY, Query
from tests.etl.test_build import LATER, read_content
from tests.etl.workbooks import household, write_households, write_rows

Build = Callable[[], Query]
DEATH = ("kind=Cả hộ chết", "event_date=15/05/2026", "document=Giấy chứng tử 12", "area=Khối 1", "head_name=Hộ mẫu 1")
EVENT_FILE = "decisions/recorded/household_event.csv"


def type_in(raw: Path, form: str, *cells: str, by: str = "Cán bộ", period: str = "", now: datetime = NOW) -> str:
    return record(DataFolder(raw.parent), read_fact(form, cells, period=period, now=now), by=by, now=now)


@pytest.fixture
def ward(raw: Path) -> Path:
    """Two households at the end of 2025."""
    title = "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2025"
    write_households(raw / "a.xlsx", household(1), household(2), title=title)
    return raw


def test_an_event_typed_in_is_an_event_of_the_household(ward: Path, build_raw: Build) -> None:
    type_in(ward, "household_event", *DEATH)
    query = build_raw()
    sql = (
        "SELECT event.kind, event_date, source_file, source_row, head_name FROM core.household_event AS event "
        "JOIN restricted.household USING (household_id)"
    )
    assert query(sql) == [("dissolved", datetime(2026, 5, 15).date(), EVENT_FILE, 2, "Hộ mẫu 1")]
    assert query(f"SELECT form, rows FROM meta.source_file WHERE file = '{EVENT_FILE}'") == [("household_event", 1)]


def test_fields_may_be_named_by_the_words_above_their_column(ward: Path, build_raw: Build) -> None:
    cells = ("Loại biến động=Chuyển đi", "Ngày=15/05/2026", "Văn bản=GCT 1", "Khối=Khối 1", "Mã hộ=TT0002")
    type_in(ward, "household_event", *cells)
    assert build_raw()("SELECT kind FROM core.household_event WHERE household_id IS NOT NULL") == [("moved_out",)]


def test_what_was_typed_in_is_taken_back_by_a_later_line(ward: Path, build_raw: Build) -> None:
    record_id = type_in(ward, "household_event", *DEATH)
    kept = type_in(ward, "household_event", *DEATH[1:4], "kind=Chuyển đi", "head_name=Hộ mẫu 2")
    folder = DataFolder(ward.parent)
    assert withdraw(folder, record_id, by="Cán bộ", now=LATER) == "household_event"
    assert build_raw()("SELECT kind, source_row FROM core.household_event") == [("moved_out", 3)]
    assert [(line.record_id, holds) for _, line, holds in list_records(folder)] == [(record_id, False), (kept, True)]
    assert len((ward.parent / EVENT_FILE).read_text(encoding="utf-8").splitlines()) == 4
    with pytest.raises(InputError, match="đang có hiệu lực"):
        withdraw(folder, record_id, by="Cán bộ", now=LATER)


def test_a_project_figure_typed_in_is_a_report_of_its_day(raw: Path, build_raw: Build) -> None:
    cells = ("unit=Phòng Văn hóa - Xã hội", "project=Tiểu dự án 2 - Dự án 3", "assigned_vnd=100.000.000")
    type_in(raw, "project_progress", *cells, "disbursed_vnd=20.000.000", "report_date=31/10/2026")
    type_in(raw, "project_progress", *cells, "disbursed_vnd=45.000.000", "report_date=15/11/2026")
    found = build_raw()(
        "SELECT report_date, assigned_vnd, disbursed_vnd, source_row FROM core.project_progress ORDER BY 1"
    )
    days = [datetime(2026, 10, 31).date(), datetime(2026, 11, 15).date()]
    assert found == [(days[0], 100_000_000, 20_000_000, 2), (days[1], 100_000_000, 45_000_000, 3)]


def test_a_household_recognised_by_a_decision_joins_the_list_of_its_round(ward: Path, build_raw: Build) -> None:
    cells = ("head_name=Hộ mới", "area=Khối 2", "member_count=3", "closing_class=Hộ nghèo", "note=QĐ 12/QĐ-UBND")
    type_in(ward, "household_review", *cells, period="2025")
    query = build_raw()
    sql = "SELECT recognised_class, area_id FROM core.household_round WHERE source_file LIKE 'decisions/%'"
    assert query(sql) == [("poor", "khoi_2")]
    assert query("SELECT period, count(*) FROM core.household_round GROUP BY 1") == [("2025", 3)]


def test_the_class_of_a_listed_household_is_decided_with_a_document(ward: Path, build_raw: Build) -> None:
    build_raw()
    said = ("household=TT0001", "class=not_poor", "decision_number=12/QĐ-UBND", "decision_date=15/12/2025")
    record_id = type_in(ward, "household_decision", *said, period="2025")
    sql = "SELECT recognised_class FROM core.household_round JOIN restricted.household USING (period, household_id) "
    assert build_raw()(sql + "WHERE household_code = 'TT0001'") == [("not_poor",)]
    line = (ward.parent / "decisions" / "answers.csv").read_text(encoding="utf-8").splitlines()[1]
    assert "QĐ 12/QĐ-UBND ngày 15/12/2025" in line
    withdraw(DataFolder(ward.parent), record_id, by="Cán bộ", now=LATER)
    assert build_raw()(sql + "WHERE household_code = 'TT0001'") == [("poor",)]


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (
            ("household=TT0099", "class=poor", "decision_number=1", "decision_date=15/12/2025"),
            "record household_review",
        ),
        (("household=TT0001", "class=giàu", "decision_number=1", "decision_date=15/12/2025"), "loại hộ"),
        (("household=TT0001", "class=poor", "decision_number=1", "decision_date=31/02/2025"), "decision_date"),
        (("household=TT0001", "class=poor"), "decision_number"),
    ],
)
def test_a_decision_needs_a_listed_household_a_class_a_number_and_a_day(
    ward: Path, build_raw: Build, cells: tuple[str, ...], why: str
) -> None:
    build_raw()
    with pytest.raises(InputError, match=why):
        type_in(ward, "household_decision", *cells, period="2025")


@pytest.mark.parametrize(
    ("form", "cells", "why"),
    [
        ("household_event", DEATH[1:], "thiếu kind"),
        ("household_event", (*DEATH[1:], "kind=Đi chơi"), "loại biến động"),
        ("household_event", (*DEATH[:1], "event_date=31/02/2026", *DEATH[2:]), "ngày"),
        ("household_event", (*DEATH[:3], "area=Khối lạ", "head_name=Hộ mẫu 1"), "khối phố"),
        ("household_event", (*DEATH, "mau=đỏ"), "không có cột «mau»"),
        ("household_event", ("kind",), "dấu ="),
        ("movement_report", (), "Không ghi từng dòng"),
        ("project_progress", ("unit=Phòng lạ", "project=Dự án 2"), "đơn vị"),
    ],
)
def test_what_the_form_cannot_read_is_not_written(ward: Path, form: str, cells: tuple[str, ...], why: str) -> None:
    with pytest.raises(InputError, match=why):
        type_in(ward, form, *cells)
    assert not (ward.parent / "decisions" / "recorded").exists()


def test_nobody_types_in_without_a_name_or_over_the_sample(ward: Path) -> None:
    with pytest.raises(InputError, match="Chưa ghi ai"):
        type_in(ward, "household_event", *DEATH, by=" ")
    fact = read_fact("household_event", DEATH, period="", now=NOW)
    with pytest.raises(InputError, match="dữ liệu mẫu"):
        record(DataFolder(PROJECT_DATA), fact, by="Cán bộ", now=NOW)


def test_the_same_decisions_give_the_same_warehouse(ward: Path) -> None:
    type_in(ward, "household_event", *DEATH)
    first = build(ward.parent, today=TODAY, now=NOW)
    content = read_content(first.path)
    first.path.unlink()
    assert read_content(build(ward.parent, today=TODAY, now=LATER).path) == content


def test_an_event_in_a_file_and_typed_in_counts_once(ward: Path, build_raw: Build) -> None:
    headers = ["STT", "Họ và tên chủ hộ", "Khối phố", "Loại biến động", "Ngày", "Văn bản"]
    row = [1, "Hộ mẫu 1", "Khối 1", "Cả hộ chết", "15/05/2026", "Giấy chứng tử 12"]
    write_rows(ward / "b.xlsx", ["BIẾN ĐỘNG HỘ NĂM 2026"], headers, row)
    type_in(ward, "household_event", *DEATH)
    assert build_raw()("SELECT count(*) FROM core.household_event") == [(1,)]


def test_the_three_commands(ward: Path) -> None:
    def run(*arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "etl", *arguments, "--data", str(ward.parent)]
        return subprocess.run(
            command, capture_output=True, input=typed, encoding="utf-8", cwd=PROJECT_DATA.parent, check=False
        )

    tried = json.loads(run("record", "household_event", *DEATH, "--by", "Cán bộ", "--check", "--json").stdout)
    assert (tried["status"], tried["record_id"]) == ("checked", None)
    told = json.loads(run("record", "household_event", *DEATH, "--by", "Cán bộ", "--json").stdout)
    [shown] = json.loads(run("records", "--json").stdout)
    assert (shown["record_id"], shown["holds"], shown["cells"]["kind"]) == (told["record_id"], True, "Cả hộ chết")
    assert run("withdraw", told["record_id"], "--by", "Cán bộ").returncode == 0
    refused = run("record", "household_event", "kind=Chuyển đi", "--by", "Cán bộ")
    assert (refused.returncode, "Traceback" in refused.stderr) == (1, False)
    handed = ("record", "household_event", "--from-input", "--by", "Cán bộ", "--check", "--json")
    assert json.loads(run(*handed, typed=json.dumps(DEATH)).stdout)["status"] == "checked"
    refused = run(*handed, typed='{"kind": 1}')
    assert (refused.returncode, "không phải danh sách JSON" in refused.stderr) == (1, True)
