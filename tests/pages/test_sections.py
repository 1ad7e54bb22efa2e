"""The page of movements, section by section: its numbers are the warehouse's, its names stay in the office."""

import json
import re
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.ui.choices import MODES, SECTIONS
from queries import Filters, Mode, Table, Viewer, Warehouse, reference, table, value

OpenPage, ReadPage, Alter = Callable[..., AppTest], Callable[..., str], Callable[..., None]
OpenCharts = Callable[..., dict[str, Any]]
ASKED = Filters(today=date(2026, 11, 20))
OLD, NEW = "MDP_2022_2025", "MDP_2027_2030"
CHARTED = ("dien_bien", "cac_nam", "trong_nam", "hai_chuan", "boi_canh")


def read(name: str, warehouse: Warehouse, filters: Filters = ASKED) -> Table:
    return table(name, filters, viewer=Viewer(), warehouse=warehouse)


def count(indicator_id: str, warehouse: Warehouse, **filters: Any) -> float | None:
    total = value(indicator_id, Filters(today=ASKED.today, **filters), viewer=Viewer(), warehouse=warehouse).total
    return total.numerator if total else None


def heading(words: str) -> str:
    return re.findall(r"<h2>(.*?)</h2>", words)[0]


def links(words: str) -> dict[str, str]:
    """Return where the cells of the transition table lead, with the number in each."""
    return {
        unescape(address).split("o=")[1]: shown
        for address, shown in re.findall(r'<a href="([^"]*\bo=[^"&]*)"[^>]*>(.*?)</a>', words)
    }


def names_of(warehouse: Warehouse) -> set[str]:
    people = "SELECT head_name FROM restricted.household UNION SELECT name FROM restricted.person"
    return {name for (name,) in warehouse.cursor(people).execute(people).fetchall() if name}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_opens_and_names_nobody_outside(
    read_page: ReadPage, warehouse: Warehouse, section: str, mode: str
) -> None:
    for chosen in ({}, {"khoi": "khoi_7"}, {"ky": "2025"}, {"ky": "2026-07"}, {"chuan": "2026"}, {"lang": "en"}):
        words = read_page("poverty", muc=section, che_do=mode, **chosen)
        assert "<h1>" in words
        assert not re.search(r"\b(None|nan|NaT)\b", re.sub(r"<[^>]*>", "", words.split('{"')[0])), chosen
        if MODES[mode] is not Mode.INTERNAL:
            assert not [name for name in names_of(warehouse) if name in words], chosen


@pytest.mark.parametrize("section", CHARTED)
def test_a_section_has_a_chart_told_in_words_and_whole_ticks(open_charts: OpenCharts, section: str) -> None:
    chart = next(iter(open_charts("poverty", muc=section).values()))
    assert len(chart.alt) > 20
    layout = json.loads(chart.spec)["layout"]
    if section != "boi_canh":
        steps = [axis["dtick"] for axis in (layout["xaxis"], layout["yaxis"]) if "dtick" in axis]
        assert steps
        assert all(float(step).is_integer() for step in steps)


def test_an_unknown_place_is_ignored_aloud(open_page: OpenPage) -> None:
    page = open_page("poverty", muc="moi", o="poor-rich", ho="H-0")
    words = "\n".join(block.proto.body for block in page.get("html"))
    assert "đã bỏ qua: muc=moi, o=poor-rich, ho=H-0." in words
    assert "o" not in page.query_params
    assert "Thực" in heading(words)


def test_comparing_standards_opens_their_section(read_page: ReadPage) -> None:
    assert heading(read_page("poverty", chuan="so_sanh")).startswith("Cùng kỳ 2026")
    assert heading(read_page("poverty", chuan="so_sanh", muc="dien_bien")).startswith("Thực")
    # Elsewhere the standard in force is shown.
    assert "Chuẩn 2021-2025" in read_page("children", chuan="so_sanh")


def test_the_net_change_is_the_warehouses(read_page: ReadPage, warehouse: Warehouse) -> None:
    net, escaped = count("net_change_poor", warehouse), count("escaped", warehouse)
    assert net is not None
    assert escaped is not None
    said = heading(read_page("poverty"))
    assert said.startswith(f"Thực {'giảm' if net < 0 else 'tăng'} 0{abs(net):.0f} hộ nghèo: thoát nghèo 0{escaped:.0f}")
    assert f"giảm khác 0{count('other_decrease_poor', warehouse):.0f} (chết, chuyển đi, nhập hộ)" in said


def test_both_readings_of_relapse_stand_on_the_page(read_page: ReadPage, warehouse: Warehouse) -> None:
    words = read_page("poverty", ky="2025")
    shown = [int(number) for number in re.findall(r"(?:Tái nghèo|từng nghèo): (\d+) hộ", words)]
    assert shown == [count("relapsed", warehouse, period="2025"), count("relapsed_wide", warehouse, period="2025")]


def test_a_cell_leads_to_as_many_households_as_it_counts(read_page: ReadPage, warehouse: Warehouse) -> None:
    cells = links(read_page("poverty"))
    matrix = {f"{begin}-{end}": str(households) for begin, end, households in read("movement_matrix", warehouse).rows}
    assert cells == matrix
    for cell, households in cells.items():
        words = read_page("poverty", o=cell)
        assert len(set(re.findall(r"\bho=(H-[^\"&]+)", words))) == int(households), cell
        assert 'aria-current="true"' in words


def test_a_cell_keeps_the_filters_and_says_what_it_opens(read_page: ReadPage) -> None:
    words = unescape(read_page("poverty", khoi="khoi_8"))
    address, said = re.findall(r'<a href="([^"]*\bo=[^"]*)" target="_self" aria-label="([^"]*)"', words)[0]
    assert address.startswith("?khoi=khoi_8&o=")
    assert re.search(r"→ .*: \d+ hộ, xem danh sách", said)


def test_the_box_offers_the_households_of_the_cell(open_page: OpenPage, warehouse: Warehouse) -> None:
    page = open_page("poverty", o="poor-poor")
    (box,) = page.selectbox
    listed = read("movement_list", warehouse)
    stayed = {
        name
        for name, begin, end in zip(
            *(listed.column(column) for column in ("head_name", "begin_class", "end_class")), strict=True
        )
        if (begin, end) == ("poor", "poor")
    }
    assert {option.split(" · ")[-1] for option in box.options} == stayed
    box.select_index(0).run()
    assert page.query_params["ho"]


def test_a_household_is_told_through_all_its_rounds(read_page: ReadPage, warehouse: Warehouse) -> None:
    longest = "SELECT household_id, count(*) FROM core.household_round GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1"
    household_id, rounds = warehouse.cursor().execute(longest).fetchall()[0]
    words = read_page("poverty", ho=household_id, o="poor-poor")
    timeline = words.split('<section class="timeline">')[1].split("</section>")[0]
    assert timeline.count("<li") == rounds + len(events_of(household_id, warehouse).rows)
    assert len(re.findall(r"\.xlsx · [^<]+ · dòng \d+", timeline)) >= rounds
    assert 'href="?o=poor-poor" target="_self">← Trở lại' in words


def events_of(household_id: str, warehouse: Warehouse) -> Table:
    return read("household_events", warehouse, Filters(household_id=household_id))


@pytest.mark.parametrize("mode", [code for code, mode in MODES.items() if mode is not Mode.INTERNAL])
def test_outside_the_office_numbers_lead_nowhere(read_page: ReadPage, warehouse: Warehouse, mode: str) -> None:
    (household_id,) = warehouse.cursor().execute("SELECT min(household_id) FROM core.movement").fetchall()[0]
    words = read_page("poverty", che_do=mode)
    assert links(words) == {}
    assert "chỉ dành cho người được giao" in words
    told = read_page("poverty", che_do=mode, ho=household_id)
    assert "chỉ dành cho người được giao" in told
    assert "timeline" not in told


def test_the_report_that_disagrees_is_shown_not_repaired(read_page: ReadPage, warehouse: Warehouse) -> None:
    compared = read("movement_report_comparison", warehouse)
    columns = (compared.column(name) for name in ("listed_class", "ours", "reported", "difference"))
    differing = [
        reported is None
        for listed, ours, reported, difference in zip(*columns, strict=True)
        if listed == "poor" and (difference or (reported is None and ours))
    ]
    assert "Biểu diễn biến của phường khác danh sách: Khối 7" in read_page("poverty")
    words = read_page("poverty", muc="doi_chieu")
    assert words.count('class="number differs"') == len(differing) > 0
    assert words.count("▲ biểu để trống") == sum(differing)
    assert "▲ Khối 7 lệch: tăng khác biểu để trống, cuối kỳ +1. Hệ thống giữ nguyên cả hai số" in words


def test_where_report_and_list_agree_nothing_points_to_the_comparison(read_page: ReadPage) -> None:
    assert "khác danh sách" not in read_page("poverty", khoi="khoi_6")
    words = read_page("poverty", muc="doi_chieu", khoi="khoi_6")
    assert "✔ Biểu của phường khớp với danh sách" in words
    assert "number differs" not in words


def test_no_line_of_the_years_crosses_a_break(open_page: OpenPage) -> None:
    (chart,) = open_page("poverty", muc="cac_nam").get("plotly_chart")
    spec = json.loads(chart.proto.spec)
    bands = [(shape["x0"] + shape["x1"]) / 2 for shape in spec["layout"]["shapes"]]
    assert len(bands) == 2
    assert all(max(trace["x"]) < band or min(trace["x"]) > band for trace in spec["data"] for band in bands)
    assert "đổi địa giới 01/07/2025" in chart.proto.alt
    assert "2024, ghép 02 đơn vị cũ" in chart.proto.alt


def test_a_refused_comparison_gives_its_reason(read_page: ReadPage) -> None:
    words = read_page("poverty", muc="cac_nam")
    assert "Tỷ lệ hộ nghèo 2025 → 2026: " in words
    assert "Không tính tăng, giảm giữa «Năm 2024» và «Năm 2025»" in words


def test_months_without_a_list_are_gaps(open_page: OpenPage, alter: Alter) -> None:
    alter(
        "DELETE FROM core.household_round WHERE period = '2026-06'",
        "DELETE FROM core.movement WHERE period = '2026-06'",
        "DELETE FROM core.movement_pair WHERE period = '2026-06'",
        "DELETE FROM core.area_report WHERE period = '2026-06'",
    )
    (chart,) = open_page("poverty", muc="trong_nam").get("plotly_chart")
    spec = json.loads(chart.proto.spec)
    ticks = spec["layout"]["xaxis"]["ticktext"]
    gap = next(place for place, words in enumerate(ticks) if words.startswith("T6"))
    assert "–" in ticks[gap]
    assert all(max(trace["x"]) < gap or min(trace["x"]) > gap for trace in spec["data"])


def test_the_new_standard_and_life_are_told_apart(read_page: ReadPage, warehouse: Warehouse) -> None:
    old, new = (count("poor_households", warehouse, period="2026", standard_id=standard) for standard in (OLD, NEW))
    life = count("net_change_poor", warehouse, period="2026", standard_id=OLD)
    assert old is not None
    assert new is not None
    words = read_page("poverty", muc="hai_chuan")
    assert f"{old:.0f} hộ nghèo theo chuẩn cũ, {new:.0f} hộ theo chuẩn mới" in words
    assert f"Do chuẩn mới: {new - old:+.0f} hộ ({old:.0f} → {new:.0f}, cùng một kỳ)" in words
    assert f"do đời sống: {life:+.0f} hộ ({old - life:.0f} → {old:.0f}, đầu kỳ".replace("-", "−") in words


def test_everybody_unexplained_is_listed_with_a_reason(read_page: ReadPage, warehouse: Warehouse) -> None:
    words = read_page("poverty", muc="chua_ro")
    listed = read("unexplained_list", warehouse)
    assert f"0{len(listed.rows)} hộ vào hoặc rời danh sách" in heading(words)
    assert all(str(name) in words for name in listed.column("head_name"))
    assert "Người giải thích: khối có hộ đó và Phòng Kinh tế" in words
    for earlier, later in zip(
        *(read("link_suggestions", warehouse).column(f"{side}_id") for side in ("earlier", "later")), strict=True
    ):
        assert re.search(rf"python -m etl link \S+ {earlier} \S+ {later} --verdict same", words)


def test_the_ward_stands_beside_province_and_country(open_page: OpenPage, read_page: ReadPage) -> None:
    (chart,) = open_page("poverty", muc="boi_canh").get("plotly_chart")
    traces = json.loads(chart.proto.spec)["data"]
    shapes = {(trace["name"].split("(")[-1], trace["marker"]["symbol"], trace["line"]["dash"]) for trace in traces}
    assert len({kind for kind, *_ in shapes}) == len(shapes) >= 3
    assert re.match(
        r"Tỷ lệ hộ nghèo năm 2026 của Phường Tam Thanh: \d+/[\d.]+ hộ · 0,",
        heading(read_page("poverty", muc="boi_canh")),
    )


EMPTY = {
    "cac_nam": (("DELETE FROM core.household_round", "DELETE FROM core.area_report"), "Chưa có danh sách cuối năm nào"),
    "trong_nam": (
        (
            "DELETE FROM core.movement_pair WHERE period LIKE '____-__'",
            "DELETE FROM core.area_report WHERE period LIKE '____-__'",
        ),
        "Chưa có danh sách tháng nào của năm 2026",
    ),
    "hai_chuan": (
        (
            f"DELETE FROM core.household_round WHERE standard_id = '{NEW}'",
            f"DELETE FROM core.area_report WHERE standard_id = '{NEW}'",
        ),
        "Mới nạp danh sách theo một chuẩn",
    ),
    "chua_ro": (
        ("DELETE FROM core.movement WHERE kind = 'unexplained'", "DELETE FROM core.link_suggestion"),
        "✔ Không có hộ nào chưa rõ lý do",
    ),
    "dien_bien": (
        ("UPDATE core.movement_pair SET is_known = FALSE, basis = 'none'", "DELETE FROM core.movement"),
        "Chưa có đầu kỳ nào so được",
    ),
    "boi_canh": (("DELETE FROM core.official_series", "DELETE FROM core.area_round"), "Chưa có số nào của tỷ lệ này"),
}


@pytest.mark.parametrize("section", EMPTY)
def test_a_section_with_nothing_to_show_says_why(
    open_charts: OpenCharts, read_page: ReadPage, alter: Alter, section: str
) -> None:
    statements, said = EMPTY[section]
    alter(*statements)
    assert said in read_page("poverty", muc=section)
    # How many there are in each khối is known even where no movement is.
    assert not open_charts("poverty", muc=section).keys() - {"poverty_areas"}


def test_a_khoi_without_its_list_is_named_not_counted(read_page: ReadPage, alter: Alter) -> None:
    alter(
        "UPDATE core.area_report SET is_reported = FALSE WHERE area_id = 'khoi_2' AND period = '2026'",
        "UPDATE core.movement_pair SET is_known = FALSE WHERE area_id = 'khoi_2' AND period = '2026'",
        "DELETE FROM core.household_round WHERE area_id = 'khoi_2' AND period = '2026'",
        "DELETE FROM core.movement WHERE 'khoi_2' IN (area_id, begin_area_id) AND period = '2026'",
    )
    assert "Chỉ gồm 11/12 khối" in read_page("poverty")
    assert "Khối 2 (chưa biết biến động)" in read_page("poverty", muc="chua_ro")
    assert "Do chuẩn mới: chưa tính được" in read_page("poverty", muc="hai_chuan")


def test_the_page_knows_every_khoi_in_every_section(open_page: OpenPage, warehouse: Warehouse) -> None:
    for area in reference(warehouse).areas:
        for section in SECTIONS:
            open_page("poverty", muc=section, khoi=area.area_id)


def test_flows_are_drawn_from_the_set_number_of_changes_on(open_charts: OpenCharts, alter: Alter) -> None:
    assert "poverty_matrix" not in open_charts("poverty")
    alter("UPDATE core.setting SET value = '3' WHERE key = 'sankey_from'")
    charts = open_charts("poverty")
    assert "→" not in charts["poverty_movement"].alt
    assert re.search(r"hộ nghèo → hộ cận nghèo: \d+ hộ", charts["poverty_matrix"].alt)


@pytest.mark.parametrize("mode", MODES)
def test_a_report_that_differs_is_never_said_to_agree(read_page: ReadPage, mode: str) -> None:
    """Where khối are withheld, the ward's own differences are told."""
    words = read_page("poverty", che_do=mode)
    if 'class="number differs"' in words:
        assert re.search(r"▲ (Khối \d+|Biểu của phường) lệch: tăng khác biểu để trống, cuối kỳ \+1\.", words)
    assert "✔ Biểu của phường khớp" not in words


def test_the_page_says_where_the_opening_comes_from(read_page: ReadPage, alter: Alter) -> None:
    lists, column = "với danh sách kỳ trước cùng chuẩn", "Đầu kỳ lấy từ cột đầu kỳ"
    newest, boundary = read_page("poverty"), read_page("poverty", ky="2025")
    assert lists in newest
    assert column not in newest
    assert (
        f"{column} ghi trong chính danh sách này, không so với danh sách kỳ trước. Đổi địa giới 01/07/2025" in boundary
    )
    assert lists not in boundary
    alter("UPDATE core.movement_pair SET basis = 'opening_column' WHERE period = '2026'")
    assert "Danh sách kỳ trước cùng chuẩn chưa nạp." in read_page("poverty")


def test_a_quarter_sends_to_its_months(read_page: ReadPage) -> None:
    words = read_page("poverty", ky="2026-Q1")
    assert "· Quý I năm 2026 ·" in words
    assert "Quý I năm 2026: diễn biến được tính theo từng tháng, xem mục «Trong năm»." in words
    assert "Nguồn: " in words


def test_a_month_bears_its_name(read_page: ReadPage) -> None:
    words = read_page("poverty", ky="2026-07")
    assert "· Tháng 7 năm 2026 ·" in words
    assert "2026-07" not in re.sub(r"<a [^>]*>", "", words)


def test_who_may_stand_twice_is_told(read_page: ReadPage) -> None:
    assert re.search(r"0[24] dòng dưới đây có thể chỉ là 0[12] hộ", read_page("poverty", muc="chua_ro"))


def test_a_statement_without_a_method_is_called_no_survey(read_page: ReadPage) -> None:
    words = read_page("poverty", muc="boi_canh")
    assert re.search(r"◆</span>Cả nước – Chính phủ nêu", words)
    assert not re.search(r"(Chính phủ|Government)[^<]*(khảo sát mẫu|sample survey)", words.split('{"')[0])


def test_another_khoi_moves_nothing(open_page: OpenPage, warehouse: Warehouse) -> None:
    """What moves up or down the browser makes anew: another khối changes words and pictures where they stand."""

    def list_blocks(khoi: str) -> list[tuple[int, int]]:
        page = open_page("poverty", khoi=khoi)
        return [(place, len(part.children)) for place, part in page.main.children.items() if hasattr(part, "children")]

    blocks = {area.area_id: list_blocks(area.area_id) for area in reference(warehouse).areas}
    pictures = {area: len(open_page("poverty", khoi=area).get("plotly_chart")) for area in blocks}
    assert set(pictures.values()) == {0, 1}
    assert len({tuple(found) for found in blocks.values()}) == 1, blocks
