"""The page of one khối beside the ward over the sample ward: whole ward, one khối, and what leaves the office."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest

from queries import Filters, Viewer, Warehouse, reference, table

ReadPage, OpenCharts, Alter = Callable[..., str], Callable[..., dict[str, Any]], Callable[..., None]
ROW = re.compile(r"<tr><th scope=\"row\"[^>]*>(.*?)</th>(.*?)</tr>")


def strip(words: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", words))).strip()


def read_rows(words: str) -> dict[str, list[str]]:
    """Return the cells of every row by its head, the first of those that bear one name."""
    rows = [(strip(name), cells) for name, cells in ROW.findall(words)]
    return {name: [strip(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", cells)] for name, cells in reversed(rows)}


def test_khoi_stand_in_the_order_of_the_ward_and_no_number_ranks_them(
    read_page: ReadPage, warehouse: Warehouse
) -> None:
    names = [area.name for area in reference(warehouse).areas]
    heads = [strip(name) for name, _ in ROW.findall(read_page("neighbourhoods"))]
    listed = [head for head in heads if head in names]
    assert listed[: len(names)] == names
    assert len(listed) % len(names) == 0
    assert listed == names * (len(listed) // len(names))


def test_the_funnel_says_that_no_khoi_stands_out(read_page: ReadPage, open_charts: OpenCharts) -> None:
    assert "Không khối nào khác phường rõ rệt" in read_page("neighbourhoods")
    chart = open_charts("neighbourhoods")["chance"]
    assert "Khối 7: 3/823, 0,36%" in chart.alt


def test_a_khoi_that_stands_out_is_named(read_page: ReadPage, alter: Alter) -> None:
    alter("UPDATE core.area_round SET resident_households = 60 WHERE area_id = 'khoi_7' AND period = '2026'")
    words = read_page("neighbourhoods")
    assert "Cao hơn phường rõ rệt: Khối 7 3/60." in words
    assert "Không khối nào khác phường" not in words


def test_below_the_set_number_of_khoi_there_is_no_funnel(
    open_charts: OpenCharts, read_page: ReadPage, alter: Alter
) -> None:
    alter("UPDATE core.setting SET value = '13' WHERE key = 'funnel_areas_from'")
    assert "chance" not in open_charts("neighbourhoods")
    assert "Dưới 13 khối có đủ số liệu" in read_page("neighbourhoods")


def test_intervals_are_for_the_office_alone(read_page: ReadPage) -> None:
    assert read_rows(read_page("neighbourhoods"))
    assert "Wilson" in read_page("neighbourhoods")
    assert "Wilson" in read_page("neighbourhoods", khoi="khoi_7")
    for mode in ("trinh_chieu", "gui_ngoai"):
        assert "Wilson" not in read_page("neighbourhoods", che_do=mode)


def test_one_khoi_stands_beside_the_ward(read_page: ReadPage) -> None:
    words = read_page("neighbourhoods", khoi="khoi_7")
    rows = read_rows(words)
    assert "<h1>Khối 7: 3 hộ nghèo, 5 hộ cận nghèo; toàn phường 11 và 40.</h1>" in words
    assert rows["Hộ dân cư"] == ["823", "8.021"]
    assert rows["Hộ nghèo"] == ["3", "11"]
    told = next(cells for name, cells in rows.items() if name.startswith("Trẻ em hộ nghèo đi học đúng bậc"))
    assert told == ["3/3", "10/11 (1 chưa rõ)"]
    assert rows["Đủ điều kiện mà chưa được hưởng chính sách"] == ["1", "8"]
    assert rows["Việc làm"] == ["3", "11"]


def test_the_filter_of_khoi_reaches_every_block(read_page: ReadPage, warehouse: Warehouse) -> None:
    words = " ".join(
        strip(table) for table in re.findall(r"<table.*?</table>", read_page("neighbourhoods", khoi="khoi_3"))
    )
    others = {area.name for area in reference(warehouse).areas} - {"Khối 3"}
    assert not [name for name in others if re.search(rf"\b{name}\b", words)]
    found = table("equity_groups", Filters(area_id="khoi_3"), viewer=Viewer(), warehouse=warehouse)
    assert sum(row["near_poor"] for row in found.records() if row["attribute"] == "minority") == 2


def test_groups_keep_the_unknown_and_have_no_total(read_page: ReadPage, warehouse: Warehouse) -> None:
    words = read_page("neighbourhoods")
    assert "có người khuyết tật 2/11 (1 chưa rõ)" in words
    # The picture counts over the same households as the sentence above it.
    assert "có người khuyết tật: 2/11 · 1 chưa rõ" in words
    assert "có người khuyết tật chưa rõ hộ nào" in read_page("neighbourhoods", ky="2025")
    found = table("equity_groups", Filters(), viewer=Viewer(), warehouse=warehouse).records()
    for attribute in ("minority", "woman_head", "disability", "no_labour"):
        assert sum(row["poor"] for row in found if row["attribute"] == attribute) == 11
    drawn = words[words.index("Nghèo, cận nghèo đầu kỳ") :]
    assert "<tfoot>" not in drawn[: drawn.index("</table>")]


@pytest.mark.parametrize("mode", ["trinh_chieu", "gui_ngoai"])
@pytest.mark.parametrize("chosen", [{}, {"khoi": "khoi_7"}])
def test_nobody_is_named_outside_the_office(
    read_page: ReadPage, warehouse: Warehouse, mode: str, chosen: dict[str, str]
) -> None:
    heads = (
        warehouse.cursor("restricted.household")
        .execute("SELECT DISTINCT head_name FROM restricted.household")
        .fetchall()
    )
    assert len(heads) > 40
    words = read_page("neighbourhoods", che_do=mode, **chosen)
    assert not [name for (name,) in heads if name and name in words]


def test_a_silent_khoi_says_so(read_page: ReadPage, alter: Alter) -> None:
    alter(
        "DELETE FROM core.household_round WHERE area_id = 'khoi_7'",
        "UPDATE core.area_report SET is_reported = FALSE WHERE area_id = 'khoi_7'",
    )
    words = read_page("neighbourhoods", khoi="khoi_7")
    assert "<h1>Khối 7: chưa báo cáo.</h1>" in words
    assert read_rows(words)["Hộ nghèo"][0] == "chưa báo cáo"
