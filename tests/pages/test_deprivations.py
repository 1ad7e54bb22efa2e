"""The page of deprivations over the sample ward: what it counts, what it supposes, and what stays in the office."""

import hashlib
import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from queries import Filters, Viewer, Warehouse, table

OpenPage, ReadPage = Callable[..., AppTest], Callable[..., str]


def strip(words: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", words))).strip()


def read_blocks(page: AppTest) -> str:
    blocks: list[Any] = list(page.get("html"))
    return strip(" ".join(block.proto.body for block in blocks))


def read_gaps(warehouse: Warehouse) -> list[dict[str, Any]]:
    found = table("household_gaps", Filters(period="2026"), viewer=Viewer(), warehouse=warehouse)
    return [row for row in found.records() if row["recognised_class"] == "poor"]


def test_the_heading_names_what_the_poor_lack_most(read_page: ReadPage, warehouse: Warehouse) -> None:
    ((count,),) = (
        warehouse.cursor()
        .execute(
            "SELECT count(*) FROM core.household_round WHERE period = '2026' AND standard_id = 'MDP_2022_2025' "
            "AND recognised_class = 'poor' AND telecommunication"
        )
        .fetchall()
    )
    heading = re.findall(r"<h1>(.*?)</h1>", read_page("deprivations"))[0]
    assert heading.startswith(f"11 hộ nghèo; thiếu nhiều nhất: Sử dụng dịch vụ viễn thông (0{count} hộ)")


def test_the_switch_divides_the_matrix_by_class(read_page: ReadPage) -> None:
    both, poor = strip(read_page("deprivations")), strip(read_page("deprivations", dien="ngheo"))
    assert "Hộ nghèo và cận nghèo thiếu nhiều nhất: Diện tích nhà ở bình quân đầu người (15 hộ)" in both
    assert "Hộ nghèo thiếu nhiều nhất: Sử dụng dịch vụ viễn thông (08 hộ)" in poor


def test_ticks_say_who_leaves_and_touch_no_file(open_page: OpenPage, warehouse: Warehouse, warehouse_dir: Path) -> None:
    def print_files() -> dict[str, str]:
        files = (path for path in warehouse_dir.rglob("*") if path.is_file())
        return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    nearest = min(read_gaps(warehouse), key=lambda row: (row["fewest"], row["household_id"]))
    assert nearest["fewest"] == 1
    before, page = print_files(), open_page("deprivations")
    assert "Chọn hộ (hoặc khối) và những thiếu hụt giả sử được gỡ" in read_blocks(page)
    page.multiselect(key="if_households").set_value([nearest["household_id"]])
    lacks = (
        warehouse.cursor()
        .execute(
            "SELECT indicator_code FROM core.standard_indicator WHERE standard_id = 'MDP_2022_2025' "
            "AND contains($named, name)",
            {"named": nearest["deprived_of"].vi},
        )
        .fetchall()
    )
    page.button_group(key="if_indicators").set_value([lacks[0][0]])
    page.run()
    assert not page.exception
    words = read_blocks(page)
    assert "Hỗ trợ 01 hộ: 1 hộ thoát nghèo, 0 hộ ra khỏi cả danh sách nghèo, cận nghèo." in words
    assert "Chuẩn 2021-2025 (NĐ 07/2021) hộ nghèo 11 10" in words
    assert "Chuẩn 2026-2030 (NĐ 351/2025, áp dụng từ 2027): chưa ban hành đủ quy tắc nên chưa tính." in words
    assert print_files() == before


def test_outside_the_office_no_household_is_named_or_supposed(open_page: OpenPage, warehouse: Warehouse) -> None:
    names = [str(row["head_name"]) for row in read_gaps(warehouse)]
    assert names[0] in read_blocks(open_page("deprivations"))
    for mode in ("trinh_chieu", "gui_ngoai"):
        page = open_page("deprivations", che_do=mode)
        assert not [name for name in names if name in read_blocks(page)]
        assert not page.multiselect


@pytest.mark.parametrize("mode", ["trinh_chieu", "gui_ngoai"])
def test_outside_the_office_no_khoi_is_told_of_and_the_page_says_why(read_page: ReadPage, mode: str) -> None:
    words = strip(read_page("deprivations", che_do=mode, khoi="khoi_7"))
    assert "theo khối chỉ" in words
    assert "không ghi các chỉ số thiếu hụt" not in words
    assert "Bảo hiểm y tế (" not in words


def test_measures_are_said_to_be_complementary(read_page: ReadPage) -> None:
    words = strip(read_page("deprivations"))
    assert "Chỉ số bổ trợ, không thay kết quả chính thức" in words
    # Eleven poor and the one near-poor household with four of twelve.
    assert "Trong 51 hộ trong danh sách, 23,53% thiếu từ 3 chỉ số (H)" in words


@pytest.mark.parametrize("period", ["2024", "2026-10"])
def test_a_list_of_classes_alone_says_so_and_nothing_is_zero(read_page: ReadPage, period: str) -> None:
    words = strip(read_page("deprivations", ky=period))
    assert "không ghi các chỉ số thiếu hụt" in words
    assert "không hộ nào ghi thiếu hụt" not in words


@pytest.mark.parametrize("poor_from", [3, 5])
def test_the_dotted_line_of_the_gap_plot_moves_with_the_standard(
    open_charts: Callable[..., dict[str, Any]], alter: Callable[..., None], poor_from: int
) -> None:
    alter(
        f"UPDATE core.standard_threshold SET deprivations_from = {poor_from} WHERE class = 'poor' AND basis = 'income'"
    )
    drawn = json.loads(open_charts("deprivations")["deprivations_gaps"].spec)["layout"]["shapes"]
    assert [shape["y0"] for shape in drawn if shape["line"].get("dash") == "dot"] == [poor_from - 0.5]


def test_a_khoi_without_poor_households_lacks_nothing_and_owes_no_list(read_page: ReadPage) -> None:
    words = strip(read_page("deprivations", khoi="khoi_thuy_son"))
    assert "Danh sách kỳ 2026 không có hộ nghèo, cận nghèo nào thiếu hụt." in words
    assert "không ghi các chỉ số thiếu hụt" not in words
    assert "Nạp danh sách" not in words


def test_the_heading_of_combinations_tells_of_what_is_drawn(read_page: ReadPage, warehouse: Warehouse) -> None:
    """No two poor households are alike, and the picture shows the near-poor: the heading speaks of both."""
    found = table("deprivation_combinations", Filters(), viewer=Viewer(), warehouse=warehouse).records()
    most = max(row["near_poor"] for row in found if row["deprivations"])
    words = read_page("deprivations")
    assert max(row["poor"] for row in found) == 1
    assert f"phải hỗ trợ theo từng hộ. Hộ cận nghèo: nhiều nhất {most:02d} hộ cùng một tổ hợp." in words
