"""Each page over a real warehouse: it opens under every filter, and its numbers are the warehouse's."""

import re
from collections.abc import Callable
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.ui.choices import MODES
from queries import Filters, Mode, Viewer, Warehouse, reference, table, value

PAGES = (
    *("overview", "poverty", "children", "training", "information", "deprivations", "neighbourhoods"),
    *("projects", "money", "policies", "tasks", "official", "quality", "household", "trail"),
)
CHARTED = PAGES[1:-4]
ROOT = Path(__file__).resolve().parents[2]
OpenPage, ReadPage, OpenCharts = Callable[..., AppTest], Callable[..., str], Callable[..., dict[str, Any]]


def ask(indicator_id: str, warehouse: Warehouse, **filters: Any) -> float | None:
    asked = Filters(today=date(2026, 11, 20), **filters)
    total = value(indicator_id, asked, viewer=Viewer(), warehouse=warehouse).total
    return total.numerator if total else None


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_short_and_does_nothing_at_import(name: str) -> None:
    lines = (ROOT / "pages" / f"{name}.py").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 60
    assert not [line for line in lines if line.startswith(("cards.", "st."))]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("mode", "lang"), [*product(MODES, ("vi",)), ("noi_bo", "en")])
def test_every_page_opens_under_every_filter(read_page: ReadPage, name: str, mode: str, lang: str) -> None:
    for chosen in (
        {},
        {"khoi": "khoi_7"},
        {"khoi": "khoi_3"},
        {"ky": "2025"},
        {"ky": "2026-10"},
        {"ky": "2025-12"},
        {"don_vi": "vhxh"},
        {"chuan": "2026"},
        {"chuan": "so_sanh"},
        {"nhom": "dtts"},
        {"nhom": "nu", "khoi": "khoi_7"},
    ):
        words = read_page(name, che_do=mode, lang=lang, **chosen)
        assert "<h1>" in words
        assert not re.search(r"\b(None|nan|NaT)\b", re.sub(r"<[^>]*>", "", words)), chosen


@pytest.mark.parametrize("name", CHARTED)
def test_every_chart_is_light_and_told_in_words_too(open_charts: OpenCharts, name: str) -> None:
    charts = open_charts(name)
    assert charts
    for chart in charts.values():
        assert len(chart.alt) > 20
        assert len(chart.spec) < 150_000


# No workbook gave the trail, and no period is asked there.
@pytest.mark.parametrize("name", PAGES[:-1])
def test_every_page_carries_its_sentence_its_state_and_its_source(read_page: ReadPage, name: str) -> None:
    words = read_page(name)
    assert "Phường Tam Thanh · Kỳ 2026 · Chuẩn 2021-2025 (NĐ 07/2021) · Số liệu tạm tính" in words
    assert "nạp 20/11/2026 08:12" in words
    assert re.search(r"Nguồn: (2026/\w|mọi tệp đã nạp)", words)


@pytest.mark.parametrize("name", PAGES)
def test_sample_data_are_marked(
    read_page: ReadPage, sample_dir: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    assert "Dữ liệu mẫu" not in read_page(name)
    monkeypatch.setenv("WARD_DATA", str(sample_dir))
    assert "Dữ liệu mẫu – hư cấu" in read_page(name)


def test_the_overview_has_the_seven_rows_of_the_plan(read_page: ReadPage) -> None:
    words = read_page("overview")
    assert re.findall(r'<th scope="row"><b>(\w+)</b>', words) == ["1a", "1b", "2", "3", "4", "5", "6"]
    assert "11 hộ (đầu kỳ 12, −1)" in words
    assert "còn phải giảm 01 hộ" in words
    assert "cần 3, khởi công 3, xong 2 (nhà)" in words.split("<b>5</b>")[1].split("</tr>")[0]
    assert "210/224 lượt hưởng" in words.split("<b>6</b>")[1].split("</tr>")[0]


def test_links_of_the_overview_keep_the_filters(read_page: ReadPage) -> None:
    assert 'href="tre-em?khoi=khoi_7"' in read_page("overview", khoi="khoi_7")


def test_poverty_says_the_warehouses_number_for_every_khoi(read_page: ReadPage, warehouse: Warehouse) -> None:
    for area in reference(warehouse).areas:
        poor = ask("poor_households", warehouse, area_id=area.area_id)
        sentence = re.search(r"<h1>(.*?)</h1>", read_page("poverty", khoi=area.area_id))
        assert sentence
        said = re.search(r"có (\d+) hộ nghèo", sentence[1])
        assert said, sentence[1]
        assert int(said[1]) == poor


def test_khoi_add_up_to_the_ward(read_page: ReadPage, warehouse: Warehouse) -> None:
    words = read_page("poverty").split("Theo khối")[-1]
    body, foot = words.split("<tfoot>")
    cells = [int(cell) for cell in re.findall(r"<td>(?:<a [^>]*>)?(\d+)<", body)]
    poor, near = ask("poor_households", warehouse), ask("near_poor_households", warehouse)
    assert (sum(cells[::2]), sum(cells[1::2])) == (poor, near)
    assert [int(cell) for cell in re.findall(r"<td>(\d+)<", foot)[:2]] == [poor, near]


def test_the_list_has_as_many_poor_households_as_the_page(read_page: ReadPage, warehouse: Warehouse) -> None:
    folded = read_page("poverty").split('<details class="listing">')
    listed = next(part for part in folded if "Danh sách hộ rà soát" in part).split("</details>")[0]
    head, *rows = (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in listed.split("<tr>")[1:])
    closing = [row[head.index("Cuối kỳ")] for row in rows]
    assert closing.count("hộ nghèo") == ask("poor_households", warehouse)


def test_children_are_one_dot_each(open_charts: OpenCharts, warehouse: Warehouse) -> None:
    chart = open_charts("children")["children_statuses"]
    counted = value("children_right_level", Filters(), viewer=Viewer(), warehouse=warehouse).total
    assert counted
    assert sum(int(count) for count in re.findall(r": (\d+) trẻ", chart.alt)) == counted.denominator


def test_both_measures_of_children_and_why_they_differ(read_page: ReadPage) -> None:
    words = read_page("children")
    assert "Theo trẻ (chỉ tiêu của kế hoạch): 10/11 trẻ" in words
    assert "Theo hộ (cách tính thiếu hụt): 7/8 hộ" in words
    assert "mọi trẻ trong hộ" in words


def test_training_shows_both_denominators_and_the_excluded(read_page: ReadPage) -> None:
    words = read_page("training")
    assert "95% của 7 hộ = 7 hộ" in words
    assert "95% của 11 hộ = 11 hộ" in words
    assert "04 hộ nghèo không có người 16–30 tuổi" in words


def test_projects_print_the_rule_and_what_is_wrong(read_page: ReadPage) -> None:
    words = read_page("projects")
    assert "Chậm: dưới 80%. Cần chú ý: từ 80% đến dưới 95%" in words
    assert "giải ngân 150 triệu đồng, vượt vốn 120 triệu đồng" in words
    assert "tiền chưa báo cáo" in words
    assert "không thuộc phạm vi" in words


def test_a_unit_sees_its_own_lines(read_page: ReadPage) -> None:
    words = read_page("projects", don_vi="kthtdt")
    assert "Dự án 2" in words
    assert "Tiểu dự án 1, 2 - Dự án 6" not in words


def test_a_filter_that_cannot_divide_says_so(read_page: ReadPage) -> None:
    assert "Không chia theo khối" in read_page("projects", khoi="khoi_7")
    assert "Không chia theo khối" not in read_page("poverty", khoi="khoi_7")
    assert "Không chia theo đơn vị" in read_page("poverty", don_vi="vhxh")
    assert "Không chia theo đơn vị" not in read_page("projects", don_vi="vhxh")


def names_of(warehouse: Warehouse) -> set[str]:
    people = "SELECT head_name FROM restricted.household UNION SELECT name FROM restricted.person"
    return {name for (name,) in warehouse.cursor(people).execute(people).fetchall() if name}


@pytest.mark.parametrize("mode", [code for code, mode in MODES.items() if mode is not Mode.INTERNAL])
@pytest.mark.parametrize("name", PAGES)
def test_names_stay_in_the_office(read_page: ReadPage, warehouse: Warehouse, name: str, mode: str) -> None:
    names = names_of(warehouse)
    assert len(names) > 100
    for chosen in ({}, {"khoi": "khoi_7"}):
        words = read_page(name, che_do=mode, **chosen)
        assert not [person for person in names if person in words]


@pytest.mark.parametrize("name", CHARTED)
def test_no_name_is_in_a_chart(open_charts: OpenCharts, warehouse: Warehouse, name: str) -> None:
    drawn = "".join(chart.spec + chart.alt for chart in open_charts(name).values())
    assert drawn
    assert not [person for person in names_of(warehouse) if person in drawn]


def test_the_office_sees_the_list(read_page: ReadPage, warehouse: Warehouse) -> None:
    listed = table("children_list", Filters(), viewer=Viewer(), warehouse=warehouse)
    words = read_page("children")
    assert all(str(name) in words for name in listed.column("name"))


def test_a_khoi_is_not_told_on_the_projector(read_page: ReadPage) -> None:
    words = read_page("children", che_do="trinh_chieu", khoi="khoi_7")
    assert "chỉ hiện toàn phường" in words
    assert "/3" not in words
    assert "Khối Hòa Bình" not in read_page("children", che_do="trinh_chieu")


def test_english_page_has_no_vietnamese_frame(read_page: ReadPage) -> None:
    words = read_page("training", lang="en")
    assert "Poor households: 11 households" in words
    assert "By neighbourhood" in words
    for left in ("Hộ nghèo", "Theo khối", "Nguồn", "Định nghĩa", "Cộng"):
        assert left not in words


def test_a_period_without_figures_is_an_empty_state_not_a_zero(open_page: OpenPage, read_page: ReadPage) -> None:
    assert "Chưa có số liệu của kỳ tháng 12 năm 2025 theo chuẩn đang chọn." in read_page("poverty", ky="2025-12")
    for name in ("poverty", "children", "training"):
        assert not open_page(name, ky="2025-12").get("plotly_chart")
