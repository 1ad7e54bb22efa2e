"""What stands above every page, and the news on the overview, over real snapshots."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from streamlit.testing.v1 import AppTest

from tests.pages.test_shell import open_shell, words

Alter = Callable[..., None]
OTHER_INPUTS = "UPDATE meta.snapshot SET inputs_sha256 = 'other'"
REFUSED = (
    "INSERT INTO meta.source_file (file, sha256, rows, refused_rule, refused_message) VALUES "
    "('2026/bà Lò Thị Mẫu <b>.xlsx', 'x', 0, 'truncated', 'Tệp của bà Lò Thị Mẫu bị cắt cụt.')"
)
HELD_BACK = "UPDATE meta.source_sheet SET rows_quarantined = 3 WHERE file = '2026/thanh_vien_2026.xlsx'"
ONE_FEWER = (
    "UPDATE core.household_round SET recognised_class = 'poor' WHERE household_id = "
    "(SELECT min(household_id) FROM core.household_round WHERE period = '2026' AND recognised_class = 'near_poor' "
    "AND standard_id = 'MDP_2022_2025') AND period = '2026' AND standard_id = 'MDP_2022_2025'"
)


@pytest.mark.parametrize("slug", ["", "bien-dong", "du-an"])
def test_a_whole_snapshot_needs_no_notice(slug: str) -> None:
    told = words(open_shell())
    assert 'class="warning"' not in told
    assert 'class="note"' not in told.split("<h1>")[0]


def test_files_and_rows_that_are_missing_are_named_for_the_office(alter: Alter) -> None:
    alter(REFUSED, HELD_BACK)
    told = words(open_shell()).split("<h1>")[0]
    assert (
        "▲ 01 tệp bị từ chối, chưa có trong số liệu: "
        "«2026/bà Lò Thị Mẫu &lt;b&gt;.xlsx» (Tệp của bà Lò Thị Mẫu bị cắt cụt)." in told
    )
    assert "▲ 03 dòng chờ sửa, chưa tính vào số liệu: «2026/thanh_vien_2026.xlsx» 03." in told


@pytest.mark.parametrize("mode", ["trinh_chieu", "gui_ngoai"])
def test_elsewhere_they_are_only_counted(alter: Alter, mode: str) -> None:
    alter(REFUSED, HELD_BACK)
    told = words(open_shell(che_do=mode))
    assert "▲ 01 tệp bị từ chối, chưa có trong số liệu." in told
    assert "▲ 03 dòng chờ sửa, chưa tính vào số liệu." in told
    assert "Lò Thị Mẫu" not in told


def test_rows_of_this_year_are_not_missing_in_the_year_before(alter: Alter) -> None:
    alter(HELD_BACK)
    assert "chờ sửa" not in words(open_shell(ky="2025"))


@pytest.fixture
def own_dir(warehouse_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The snapshot in a data folder that a build of this test's own may write beside."""
    for path in (*warehouse_dir.glob("warehouse-*"), warehouse_dir / "current"):
        shutil.copy(path, tmp_path)
    monkeypatch.setenv("WARD_DATA", str(tmp_path))
    return tmp_path


def test_a_running_build_is_said_and_a_killed_one_is_not(own_dir: Path) -> None:
    (own_dir / ".build.progress").write_text("7 24\n", encoding="ascii")
    assert "Đang dựng" not in words(open_shell())
    with FileLock(own_dir / ".build.lock"):
        said = "Đang dựng số liệu mới, đã đọc 7/24 tệp; trang này vẫn là số liệu nạp 20/11/2026 08:12."
        assert said in words(open_shell())
        assert "7/24 files read" in words(open_shell(lang="en"))
    assert "Đang dựng" not in words(open_shell())


def read_news(page: AppTest) -> str:
    return "".join(block.proto.body for block in page.get("html") if 'class="news' in block.proto.body)


def test_without_a_snapshot_before_there_is_no_news(open_page: Callable[..., AppTest]) -> None:
    assert read_news(open_page("overview")) == ""


def test_the_overview_tells_what_changed_since_the_snapshot_before(
    alter: Alter, open_page: Callable[..., AppTest]
) -> None:
    alter(ONE_FEWER)
    alter(OTHER_INPUTS, REFUSED, "UPDATE core.round SET decision_number = '1', decision_date = DATE '2026-11-19'")
    told = read_news(open_page("overview"))
    assert "<li>Hộ nghèo: 12 → 11</li>" in told
    assert "<li>Chỉ tiêu 1a: còn thời gian → không đạt</li>" in told
    assert "<li>Tệp nguồn: 01 tệp bị từ chối</li>" in told
    assert "thay đổi từ lần nạp 20/11/2026 09:00" in told
    assert "<li>Poor households: 12 → 11</li>" in read_news(open_page("overview", lang="en"))


def test_the_same_figures_loaded_again_are_no_change(alter: Alter, open_page: Callable[..., AppTest]) -> None:
    alter()
    alter(OTHER_INPUTS)
    assert "<h2>Từ lần nạp 20/11/2026 09:00: không có gì thay đổi</h2></section>" in read_news(open_page("overview"))


def test_a_khoi_whose_list_came_in(alter: Alter, open_page: Callable[..., AppTest]) -> None:
    silent = "UPDATE core.area_report SET is_reported = FALSE WHERE area_id = 'khoi_3' AND period = '2026'"
    alter(silent)
    alter(OTHER_INPUTS)
    told = read_news(open_page("overview"))
    assert "<li>Khối mới báo cáo: Khối 3</li>" in told
    assert "<li>Hộ nghèo: trước chưa đủ số liệu, nay 11</li>" in told


def test_what_leaves_does_not_tell_a_hidden_number_by_its_other_reading(
    alter: Alter, open_page: Callable[..., AppTest]
) -> None:
    """6/7 trained households are too few to be told; 6/11 of all poor households would tell the six."""
    alter("UPDATE core.person_round SET training_status = 'unknown' WHERE training_status IN ('trained', 'in_school')")
    alter(OTHER_INPUTS)
    wider = "Hộ nghèo có người được đào tạo, trên mọi hộ nghèo"
    assert wider in read_news(open_page("overview"))
    told = read_news(open_page("overview", che_do="gui_ngoai"))
    assert "không so với lần nạp trước" in told
    assert wider not in told


def test_on_the_projector_the_change_of_one_khoi_is_not_told(alter: Alter, open_page: Callable[..., AppTest]) -> None:
    alter(ONE_FEWER)
    alter(OTHER_INPUTS)
    told = read_news(open_page("overview", che_do="trinh_chieu", khoi="khoi_1"))
    assert "→" not in told
    assert "không so với lần nạp trước" in told
