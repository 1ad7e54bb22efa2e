"""Scenarios kept under a name, on the page: saved, opened by a link, removed, brought back; the data never change."""

import hashlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from queries import Warehouse
from tests.pages.test_deprivations import read_blocks

OpenPage = Callable[..., AppTest]
HEADER = "scenario_id,said_at,said_by,verdict,name,period,helps,unit_costs_vnd\n"
FILE = Path("decisions") / "scenarios.csv"
SLOW = 60


@pytest.fixture
def desk_dir(warehouse_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The snapshot in a folder of its own, that the loader may write decisions into."""
    name = (warehouse_dir / "current").read_text(encoding="ascii").strip()
    for file in (name, "current"):
        shutil.copy(warehouse_dir / file, tmp_path)
    monkeypatch.setenv("WARD_DATA", str(tmp_path))
    return tmp_path


@pytest.fixture
def listed(warehouse: Warehouse) -> list[tuple[str, str, int]]:
    """The poor households of 2026 by id, khối and B2 points, those of three deprivations first."""
    return (
        warehouse.cursor()
        .execute(
            "SELECT household_id, area_id, b2_score FROM core.household_round WHERE period = '2026' "
            "AND standard_id = 'MDP_2022_2025' AND recognised_class = 'poor' ORDER BY b2_score, household_id"
        )
        .fetchall()
    )


def keep(folder: Path, *lines: str) -> None:
    path = folder / FILE
    path.parent.mkdir(exist_ok=True)
    told = path.read_text(encoding="utf-8") if path.exists() else HEADER
    path.write_text(told + "".join(f"{line}\n" for line in lines), encoding="utf-8")


def line(name: str, helps: str, *, period: str = "2026", costs: str = "") -> str:
    return f'K-{name},2026-11-20T08:12:00,Lan,saved,{name},{period},"{helps}",{costs}'


def print_files(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(".lock"))
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def tick(page: AppTest, households: list[str], *indicators: str) -> None:
    page.multiselect(key="if_households").set_value(households)
    page.button_group(key="if_indicators").set_value(list(indicators))
    page.run(timeout=SLOW)


def save(page: AppTest, name: str, who: str = "Lan") -> None:
    named = next(box for box in page.text_input if str(box.key).startswith("if_name_"))
    named.set_value(name)
    page.text_input(key="if_who").set_value(who)
    next(button for button in page.button if button.label == "Lưu kịch bản").click()
    page.run(timeout=SLOW)
    assert not page.exception


def read_opened(page: AppTest) -> str:
    """The scenario that the address names now."""
    told = page.query_params["kich_ban"]
    return told if isinstance(told, str) else told[0]


def find_button(page: AppTest, key: str) -> Any:
    return next(button for button in page.button if button.key == key)


def test_a_saved_scenario_opens_by_its_link_and_nothing_else_changed(
    open_page: OpenPage, desk_dir: Path, listed: list[tuple[str, str, int]]
) -> None:
    before, page = print_files(desk_dir), open_page("deprivations")
    households = [listed[0][0], listed[1][0]]
    tick(page, households, "employment", "health_insurance", "income")
    ticked = read_blocks(page)
    save(page, "Hai hộ năm 2026")
    after = print_files(desk_dir)
    assert after.pop(str(FILE))
    assert after == before
    words = read_blocks(page)
    assert "Đã lưu kịch bản «Hai hộ năm 2026». Số liệu không đổi." in words
    # Another visit, by the link alone.
    opened = open_page("deprivations", kich_ban=read_opened(page))
    assert sorted(opened.multiselect(key="if_households").value) == sorted(households)
    told = read_blocks(opened)
    assert ticked[ticked.index("Hỗ trợ 02 hộ:") : ticked.index("Các hộ được hỗ trợ")] in told
    assert "Kịch bản «Hai hộ năm 2026» Lan lập lúc" in told
    assert "Đã sửa so với kịch bản đã lưu" not in told
    # Above the line they are poor and near-poor no more.
    assert re.search(r"Hai hộ năm 2026 Lan [\d/]+ [\d:]+ 2026 2 2 ", told)


@pytest.mark.parametrize(
    ("name", "who", "said"),
    [
        ("Đã có", "Lan", "Đã có kịch bản «Đã có» (Lan, 20/11/2026 08:12). Hãy đặt tên khác"),
        ("", "Lan", "Tên kịch bản còn trống"),
        ("K" * 300, "Lan", "Tên kịch bản dài 300 ký tự, nhiều nhất 80"),
        ("Khác", "", "Tên người lập còn trống"),
    ],
)
def test_what_cannot_be_saved_is_said_and_the_ticks_stay(
    open_page: OpenPage, desk_dir: Path, listed: list[tuple[str, str, int]], name: str, who: str, said: str
) -> None:
    keep(desk_dir, line("Đã có", f"{listed[0][0]}=employment"))
    before, page = print_files(desk_dir), open_page("deprivations")
    tick(page, [listed[0][0]], "employment")
    save(page, name, who)
    assert said in read_blocks(page)
    assert page.multiselect(key="if_households").value == [listed[0][0]]
    assert print_files(desk_dir) == before


def test_of_a_household_that_left_the_list_a_sentence_and_the_rest_is_computed(
    open_page: OpenPage, desk_dir: Path, listed: list[tuple[str, str, int]], warehouse: Warehouse
) -> None:
    ((left, head),) = (
        warehouse.cursor("restricted.household")
        .execute(
            "SELECT earlier.household_id, identity.head_name FROM core.household_round AS earlier "
            "JOIN restricted.household AS identity USING (period, household_id) "
            "WHERE earlier.period = '2025' AND earlier.recognised_class = 'poor' AND earlier.household_id NOT IN "
            "(SELECT household_id FROM core.household_round WHERE period = '2026') ORDER BY 1 LIMIT 1"
        )
        .fetchall()
    )
    keep(desk_dir, line("A", f"{left},H-NOBODY22,{listed[0][0]}=income;khoi_99=income;{listed[0][0]}=a_car"))
    words = read_blocks(open_page("deprivations", kich_ban="K-A"))
    assert f"{head} không có trong danh sách nào của kỳ 2026: không tính hộ này." in words
    assert "Hộ H-NOBODY22 không còn trong số liệu: không tính hộ này." in words
    assert "Khối «khoi_99» không còn: không tính khối này." in words
    assert "Chuẩn không còn chỉ số «a_car»: không tính hỗ trợ này." in words
    assert "Hỗ trợ 01 hộ:" in words
    assert "02 hộ không còn trong danh sách" in words


def test_over_another_period_it_says_so(
    open_page: OpenPage, desk_dir: Path, listed: list[tuple[str, str, int]]
) -> None:
    keep(desk_dir, line("A", f"{listed[0][0]}=income"), line("B", f"{listed[0][0]}=income", period="1999"))
    words = read_blocks(open_page("deprivations", kich_ban="K-A", ky="2025"))
    assert "Kịch bản lập cho kỳ 2026; đang tính theo danh sách của kỳ 2025." in words
    # Of a period that nobody knows there is a row without numbers, and the reason.
    assert "B Lan 20/11/2026 08:12 1999 — — " in words


def test_a_damaged_file_is_told_and_the_others_are_listed(
    open_page: OpenPage, desk_dir: Path, listed: list[tuple[str, str, int]]
) -> None:
    keep(desk_dir, line("A", f"{listed[0][0]}=income"), 'K-1,"2026', line("C", f"{listed[0][0]}=income"))
    words = read_blocks(open_page("deprivations"))
    assert "Kịch bản đã lưu: 2" in words
    assert "Tệp scenarios.csv, dòng 3: không phải CSV mã UTF-8. Dòng này chưa dùng được, vẫn còn trong tệp" in words


def test_it_is_removed_and_brought_back(
    open_page: OpenPage, desk_dir: Path, listed: list[tuple[str, str, int]]
) -> None:
    keep(desk_dir, line("A", f"{listed[0][0]}=income"))
    page = open_page("deprivations", kich_ban="K-A")
    find_button(page, "if_remove").click().run(timeout=SLOW)
    assert "Tên người ghi còn trống" in read_blocks(page)
    page.text_input(key="if_who").set_value("Minh")
    find_button(page, "if_remove").click().run(timeout=SLOW)
    words = read_blocks(page)
    assert "Đã xóa kịch bản «A»" in words
    assert "Kịch bản đã lưu" not in words
    assert "kich_ban" not in page.query_params
    assert not page.multiselect(key="if_households").value
    find_button(page, "if_restore").click().run(timeout=SLOW)
    assert "Kịch bản «A» Lan lập lúc" in read_blocks(page)
    assert page.multiselect(key="if_households").value == [listed[0][0]]
    assert (desk_dir / FILE).read_text(encoding="utf-8").splitlines()[2].endswith(",Minh,removed,,,,")


def test_an_unit_cost_is_marked_as_its_authors_and_kept(
    open_page: OpenPage, desk_dir: Path, listed: list[tuple[str, str, int]]
) -> None:
    page = open_page("deprivations")
    tick(page, [listed[0][0], listed[1][0]], "income")
    words = read_blocks(page)
    assert "chưa có đơn giá; vốn vay phải trả lại không tính là chi phí" in words
    assert "Chưa có mức hỗ trợ nào được ghi để tính chi phí." in words
    page.number_input(key="if_cost_income").set_value(15_000_000)
    page.run(timeout=SLOW)
    assert "Chi phí đã biết: 30 triệu đồng." in read_blocks(page)
    save(page, "Có đơn giá")
    assert "income=15000000" in (desk_dir / FILE).read_text(encoding="utf-8")
    told = read_blocks(open_page("deprivations", kich_ban=read_opened(page)))
    assert "02 hộ 15 triệu đồng 30 triệu đồng đơn giá do người lập kịch bản nhập" in told


def test_two_groups_help_each_its_own_and_open_again(
    open_page: OpenPage, desk_dir: Path, listed: list[tuple[str, str, int]]
) -> None:
    keep(desk_dir, line("A", f"{listed[0][0]}=income;khoi_1=nutrition;{listed[1][0]}=employment,income"))
    page = open_page("deprivations", kich_ban="K-A")
    assert page.multiselect(key="if_households").value == [listed[0][0]]
    assert page.selectbox(key="if_area_1").value == "khoi_1"
    assert page.button_group(key="if_indicators_2").value == ["employment", "income"]
    page.button_group(key="if_indicators_2").set_value(["income"])
    page.run(timeout=SLOW)
    words = read_blocks(page)
    assert "Đã sửa so với kịch bản đã lưu; muốn giữ thì lưu dưới một tên khác." in words


def test_whoever_comes_back_to_an_open_scenario_finds_its_ticks(
    open_page: OpenPage, desk_dir: Path, listed: list[tuple[str, str, int]]
) -> None:
    keep(desk_dir, line("A", f"{listed[0][0]}=income", costs="income=2000000"))
    page = open_page("deprivations", kich_ban="K-A", ky="2026")
    # A list of classes alone: the ticks are not drawn meanwhile.
    for period in ("2024", "2026"):
        page.session_state["filter_ky"] = period
        page.run(timeout=SLOW)
    words = read_blocks(page)
    assert page.multiselect(key="if_households").value == [listed[0][0]]
    assert page.number_input(key="if_cost_income").value == 2_000_000
    assert "Hỗ trợ 01 hộ: 1 hộ thoát nghèo" in words
    assert "Đã sửa so với kịch bản đã lưu" not in words


def test_an_address_of_no_scenario_says_so_and_ticks_nothing(open_page: OpenPage, desk_dir: Path) -> None:
    page = open_page("deprivations", kich_ban="K-<b>none</b>" + "x" * 300)
    words = read_blocks(page)
    assert "Không có kịch bản «K-<b>none</b>xxx" in words
    assert "x" * 80 not in words
    assert not page.multiselect(key="if_households").value
    assert "kich_ban" not in page.query_params


@pytest.mark.parametrize("mode", ["trinh_chieu", "gui_ngoai"])
def test_outside_the_office_no_scenario_is_told(
    open_page: OpenPage, desk_dir: Path, listed: list[tuple[str, str, int]], mode: str
) -> None:
    keep(desk_dir, line("Kịch bản kín", f"{listed[0][0]}=income"))
    page = open_page("deprivations", kich_ban="K-Kịch bản kín", che_do=mode)
    assert "Kịch bản kín" not in read_blocks(page)
    assert not page.multiselect
    assert not page.text_input


def test_a_name_is_shown_as_it_is_written_never_as_markup(
    open_page: OpenPage, desk_dir: Path, listed: list[tuple[str, str, int]]
) -> None:
    keep(desk_dir, line("<img src=x>**đậm**", f"{listed[0][0]}=income"))
    page = open_page("deprivations", kich_ban="K-<img src=x>**đậm**")
    bodies = "".join(block.proto.body for block in page.get("html"))
    assert "<img src=x>" not in bodies
    assert "&lt;img src=x&gt;**đậm**" in bodies
    assert r"\*\*đậm\*\*" in find_button(page, "if_remove").label
