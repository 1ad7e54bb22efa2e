"""Scenarios kept under a name: found again, taken away, brought back; and neither builds nor drafts hear of them."""

import json
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest

from etl.build import build
from etl.errors import InputError
from etl.folder import PROJECT_DATA, DataFolder
from etl.loads import read_loads
from etl.scenarios.keeping import list_scenarios, remove_scenario, restore_scenario, save_scenario
from etl.scenarios.model import Given, Supposed, read_supposed
from tests.etl.conftest import NOW, TODAY
from tests.etl.desk import Desk

HOUSEHOLD, OTHER = "H-LQNAYL2FAT", "H-MM3R2RPLKT"
SUPPOSED = Supposed(
    "2026",
    (Given(("employment", "income"), (HOUSEHOLD, OTHER), None), Given(("nutrition",), (), "khoi_1")),
    {"employment": 5_000_000},
)
FILE = "decisions/scenarios.csv"


@pytest.fixture
def desk(raw: Path) -> Desk:
    return Desk(raw.parent)


@pytest.fixture
def folder(desk: Desk) -> DataFolder:
    return DataFolder(desk.root)


def save(folder: DataFolder, name: str = "Quý IV", by: str = "Lan", supposed: Supposed = SUPPOSED) -> str:
    return save_scenario(folder, name, supposed, by=by, now=NOW)


def list_names(folder: DataFolder) -> list[str]:
    return [one.line.name for one in list_scenarios(folder).standing]


def test_what_was_supposed_is_found_again(folder: DataFolder) -> None:
    scenario_id = save(folder)
    (kept,) = list_scenarios(folder).kept
    assert (kept.line.scenario_id, kept.line.name, kept.line.said_by) == (scenario_id, "Quý IV", "Lan")
    assert (kept.line.said_at, kept.supposed, kept.is_removed) == ("2026-11-20T08:12:00", SUPPOSED, False)


def test_nothing_else_in_the_folder_changes_and_no_build_hears_of_it(desk: Desk, folder: DataFolder) -> None:
    desk.load(desk.write("a.xlsx", 1, 2))
    draft = desk.draft(desk.write("b.xlsx", 3, area="Khối 2"))

    def tell() -> tuple[object, ...]:
        files = {name: content for name, content in desk.list_files().items() if not name.endswith(".lock")}
        loads = read_loads(folder.decisions)
        return files, folder.hash_inputs(loads), folder.hash_decisions(), folder.list_decided(), desk.ask("drafts")

    before = tell()
    scenario_id = save(folder)
    written = tell()
    assert isinstance(written[0], dict)
    assert written[0].pop(FILE)
    assert written == before
    remove_scenario(folder, scenario_id, by="Minh", now=NOW)
    restore_scenario(folder, scenario_id, by="Minh", now=NOW)
    report = build(desk.root, today=TODAY, now=NOW + timedelta(days=1))
    assert not report.is_new
    assert not desk.ask("drafts")[0]["is_stale"]
    # Publishing and going back leave it where it is.
    first = desk.ask("snapshots")[0]["stamp"]
    desk.publish(draft)
    desk.run("rollback", first, "--by", "Minh")
    assert list_names(folder) == ["Quý IV"]


def test_it_goes_and_comes_back_by_later_lines(desk: Desk, folder: DataFolder) -> None:
    scenario_id = save(folder)
    assert remove_scenario(folder, scenario_id, by="Minh", now=NOW).line.name == "Quý IV"
    assert list_names(folder) == []
    with pytest.raises(InputError, match=f"Không có kịch bản «{scenario_id}» đang lưu"):
        remove_scenario(folder, scenario_id, by="Minh", now=NOW)
    restore_scenario(folder, scenario_id, by="Minh", now=NOW)
    assert list_names(folder) == ["Quý IV"]
    with pytest.raises(InputError, match="đã xóa"):
        restore_scenario(folder, scenario_id, by="Minh", now=NOW)
    assert len((desk.root / FILE).read_text(encoding="utf-8").splitlines()) == 4


def test_a_removed_name_is_free_and_then_bars_the_way_back(folder: DataFolder) -> None:
    first = save(folder)
    remove_scenario(folder, first, by="Minh", now=NOW)
    save(folder)
    with pytest.raises(InputError, match="Đã có kịch bản «Quý IV»"):
        restore_scenario(folder, first, by="Minh", now=NOW)


@pytest.mark.parametrize(
    ("name", "by", "said"),
    [
        ("Quý IV", "Lan", r"Đã có kịch bản «Quý IV» \(Lan, 20/11/2026 08:12\). Hãy đặt tên khác"),
        ("  quý   iv ", "Minh", "Đã có kịch bản «Quý IV»"),
        ("", "Lan", "Tên kịch bản còn trống"),
        (" \n\t ", "Lan", "Tên kịch bản còn trống"),
        ("K" * 300, "Lan", "Tên kịch bản dài 300 ký tự, nhiều nhất 80"),
        ("Khác", " ", "Tên người lập còn trống"),
        ("Khác", "L" * 300, "Tên người lập dài 300 ký tự"),
    ],
)
def test_a_name_that_cannot_be_used_is_refused_and_nothing_is_written(
    desk: Desk, folder: DataFolder, name: str, by: str, said: str
) -> None:
    save(folder)
    before = (desk.root / FILE).read_bytes()
    with pytest.raises(InputError, match=said):
        save(folder, name, by)
    assert (desk.root / FILE).read_bytes() == before


@pytest.mark.parametrize(
    ("helps", "costs", "said"),
    [
        ("", "", "chưa có hộ"),
        ("Nguyễn Thị A=income", "", "«Nguyễn Thị A» không phải mã hộ, mã khối"),
        (f"{HOUSEHOLD}=Việc làm", "", "«Việc làm» không phải mã hộ, mã khối hay mã chỉ số"),
        (f"{HOUSEHOLD}", "", "phải dạng MÃ_HỘ"),
        ("khoi_1,khoi_2=income", "", "phải dạng MÃ_HỘ"),
        (f"{HOUSEHOLD}=income", "income=0", "«0» không phải số đồng nguyên, lớn hơn 0"),
        (f"{HOUSEHOLD}=income", "income=-5", "không phải số đồng nguyên"),
        (f"{HOUSEHOLD}=income", "income=99999999999", "quá lớn"),
    ],
)
def test_only_ids_and_whole_amounts_are_taken(helps: str, costs: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_supposed("2026", helps, costs)


def test_a_period_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="kỳ ghi «năm nay»"):
        read_supposed("năm nay", f"{HOUSEHOLD}=income", "")


@pytest.mark.parametrize(
    ("damaged", "said"),
    [
        (b'K-1,"2026-11-20T08:00:00,Lan,saved,B\n', "không phải CSV mã UTF-8"),
        (b"K-1,2026-11-20T08:00:00,Lan,saved,\xff\xfe,2026,H-AAAA=income,\n", "không phải CSV mã UTF-8"),
        (b"K-1,2026-11-20T08:00:00,Lan\n", "có 3 ô, phải có 8"),
        (b"K-1,hom qua,Lan,saved,B,2026,H-AAAA=income,\n", "said_at ghi «hom qua»"),
        (b"K-1,2026-11-20T08:00:00,Lan,keep,B,2026,H-AAAA=income,\n", "verdict ghi «keep»"),
        (b"K-1,2026-11-20T08:00:00,Lan,saved,B,2026,???,\n", "«???» phải dạng"),
        (b"K-1,2026-11-20T08:00:00,Lan,saved,,2026,H-AAAA=income,\n", "thiếu mã, người lập hoặc tên"),
    ],
)
def test_a_damaged_line_is_told_and_kept_and_the_others_are_read(
    desk: Desk, folder: DataFolder, damaged: bytes, said: str
) -> None:
    save(folder, "A")
    path = desk.root / FILE
    path.write_bytes(path.read_bytes() + damaged)
    save(folder, "C")
    log = list_scenarios(folder)
    assert [one.line.name for one in log.kept] == ["A", "C"]
    (problem,) = log.problems
    assert problem.startswith(f"Tệp scenarios.csv, dòng 3: {said}")
    assert damaged in path.read_bytes()


def test_a_lost_header_loses_no_scenario(desk: Desk, folder: DataFolder) -> None:
    save(folder, "A")
    path = desk.root / FILE
    path.write_bytes(path.read_bytes().split(b"\n", 1)[1])
    log = list_scenarios(folder)
    assert [one.line.name for one in log.kept] == ["A"]
    assert "dòng 1: phải là tiêu đề" in log.problems[0]


def test_a_file_that_is_a_folder_is_a_sentence(desk: Desk, folder: DataFolder) -> None:
    (desk.root / FILE).mkdir(parents=True)
    with pytest.raises(InputError, match="Không mở được"):
        list_scenarios(folder)


def test_of_two_at_once_under_one_name_one_is_kept(folder: DataFolder) -> None:
    refused: list[str] = []

    def try_once() -> None:
        try:
            save(folder)
        except InputError as error:
            refused.append(str(error))

    threads = [Thread(target=try_once) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (list_names(folder), len(refused)) == (["Quý IV"], 7)


def test_scenarios_of_the_sample_ward_stand_beside_the_data_and_never_among_the_wards_own(tmp_path: Path) -> None:
    sample = DataFolder(PROJECT_DATA)
    if sample.is_sample:
        assert sample.scenarios == PROJECT_DATA / "decisions" / "scenarios_of_sample.csv"
    assert DataFolder(tmp_path).scenarios == tmp_path / FILE


def test_the_command_saves_lists_removes_and_restores(desk: Desk) -> None:
    words = ("--by=Lan", "--period=2026", f"--give={HOUSEHOLD}=income", "--cost=income=7000000")
    told = desk.ask("scenario", *words, "save", "Quý IV")
    assert told["status"] == "saved"
    scenario_id = told["scenario_id"]
    (one,) = desk.ask("scenario", "list")["scenarios"]
    assert json.loads(json.dumps(one)) == {
        "scenario_id": scenario_id,
        "name": "Quý IV",
        "saved_at": one["saved_at"],
        "saved_by": "Lan",
        "period": "2026",
        "helps": [{"indicators": ["income"], "household_ids": [HOUSEHOLD], "area_id": None}],
        "unit_costs_vnd": {"income": 7_000_000},
        "is_removed": False,
    }
    assert f"{scenario_id} · Quý IV" in desk.run("scenario", "list").stdout
    assert desk.ask("scenario", "--by=Lan", "remove", scenario_id)["status"] == "removed"
    assert desk.run("scenario", "list").stdout.strip() == "Chưa lưu kịch bản nào."
    assert desk.ask("scenario", "--by=Lan", "restore", scenario_id)["status"] == "restored"
    failed = desk.run("scenario", "--by=Lan", "--period=2026", "save", "Không có gì")
    assert (failed.returncode, failed.stderr.strip()) == (
        1,
        "Chưa lưu được kịch bản: chưa có hộ (hoặc khối) và hỗ trợ nào.",
    )
