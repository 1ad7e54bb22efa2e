"""The page of households over the sample ward: the list, the card, who may fall back; nothing outside the office."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from queries import Filters, Viewer, Warehouse, reference, table

OpenPage, ReadPage, Alter = Callable[..., AppTest], Callable[..., str], Callable[..., None]
LINK = re.compile(r'href="ho\?[^"]*\bho=(H-\w+)"[^>]*>(.*?)</a>')


def strip(words: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", words))).strip()


def bodies(page: AppTest) -> str:
    return "\n".join(block.proto.body for block in page.get("html"))


def find_household(warehouse: Warehouse, condition: str) -> str:
    ((household_id,), *_) = (
        warehouse.cursor().execute(f"SELECT DISTINCT household_id FROM core.{condition} ORDER BY 1").fetchall()
    )
    return str(household_id)


def test_the_list_is_the_rounds_and_each_row_opens_its_card(read_page: ReadPage, warehouse: Warehouse) -> None:
    words = read_page("household")
    listed = table("household_list", Filters(), viewer=Viewer(), warehouse=warehouse)
    drawn = words[: words.index("</table>")]
    assert len(LINK.findall(drawn)) == len(listed.rows) == 54
    assert "<h1>54 hộ trong danh sách kỳ 2026: chọn một hộ để mở thẻ.</h1>" in words


def test_the_search_finds_without_accents_and_says_what_it_does_not_find(
    open_page: OpenPage, warehouse: Warehouse
) -> None:
    page = open_page("household")
    page.text_input(key="household_search").input("khoi 7 dinh thi").run()
    words = bodies(page)
    drawn = words[: words.index("</table>")]
    found = [unescape(name) for _, name in LINK.findall(drawn)]
    assert found
    assert all(name.startswith("Đinh Thị") for name in found)
    page.text_input(key="household_search").input("zzz").run()
    assert "Không hộ nào trong danh sách khớp «zzz»." in unescape(bodies(page))
    assert "household_search" not in dict(page.query_params)


def test_the_filter_of_khoi_reaches_the_list_and_the_risk(read_page: ReadPage, warehouse: Warehouse) -> None:
    tables = " ".join(strip(each) for each in re.findall(r"<table.*?</table>", read_page("household", khoi="khoi_3")))
    others = {area.name for area in reference(warehouse).areas} - {"Khối 3"}
    assert "Khối 3" in tables
    assert not [name for name in others if re.search(rf"\b{name}\b", tables)]


def test_the_card_tells_indicators_members_help_and_history(read_page: ReadPage, warehouse: Warehouse) -> None:
    household = find_household(warehouse, "entitlement WHERE period = '2026' AND NOT is_served")
    words = read_page("household", ho=household)
    life = re.findall(r'<table class="official cross life">.*?</table>', words)
    assert len(re.findall(r"<tr><th scope=\"row\"", life[0])) == 12
    marks = set(re.findall(r'class="mark"[^>]*>(.)<', life[0]))
    assert {"■", "✔"} <= marks
    for title in ("Thành viên của một hộ", "Hỗ trợ của một hộ"):
        assert f"<caption>{title}</caption>" in words
    assert "chưa được hưởng" in words
    assert '<section class="timeline">' in words
    assert re.search(r"[.]xlsx · [^<]* · dòng \d+", words)


def test_what_no_list_says_is_not_known_and_not_a_no(read_page: ReadPage, warehouse: Warehouse, alter: Alter) -> None:
    old = "standard_id = 'MDP_2022_2025' AND period = '2026'"
    household = find_household(warehouse, f"household_round WHERE {old} AND recognised_class = 'poor'")
    alter(f"UPDATE core.household_round SET nutrition = NULL WHERE household_id = '{household}' AND {old}")
    words = read_page("household", ho=household)
    (row,) = re.findall(r'<th scope="row"[^>]*>Dinh dưỡng.*?</tr>', words)
    assert strip(re.findall(r"<td[^>]*>(.*?)</td>", row)[0]) == "○ chưa rõ"
    assert re.search(r"Kỳ 2026: thiếu hụt \d+ trong 12 chỉ số, 1 chưa rõ", words)


def test_who_left_lately_and_met_a_shock_is_named_with_the_rule(read_page: ReadPage, warehouse: Warehouse) -> None:
    words = read_page("household")
    risky = table("relapse_risk", Filters(), viewer=Viewer(), warehouse=warehouse)
    states = risky.column("risk")
    assert f"{len(states)} hộ rời danh sách trong 36 tháng qua: {states.count('at_risk')} có biến cố" in words
    assert "tách hộ, đổi chủ hộ, nhập hộ" in words
    (household,) = {row["household_id"] for row in risky.records() if row["risk"] == "at_risk"}
    card = read_page("household", ho=household)
    assert "Rời danh sách kỳ 2026 (thoát cận nghèo): có biến cố – Bảo hiểm y tế" in card


def test_an_event_after_leaving_is_a_shock_and_one_before_is_none(alter: Alter, read_page: ReadPage) -> None:
    left = "SELECT household_id FROM core.movement WHERE period = '2025' AND kind = 'poor_to_above' LIMIT 1"
    row = (
        "INSERT INTO core.household_event "
        "SELECT 'E-X', ({}), NULL, 'head_changed', DATE '{}', 'x', 'khoi_1', 'f', 's', 1"
    )
    alter(row.format(left, "2026-03-01"))
    after = read_page("household")
    alter(row.format(left, "2023-03-01"))
    before = read_page("household")
    assert ": 2 có biến cố" in after
    assert ": 1 có biến cố" in before


@pytest.mark.parametrize("asked", ["H-NOBODY", "<b>x</b>"])
def test_an_unknown_household_is_named_and_the_list_shown(read_page: ReadPage, asked: str) -> None:
    words = unescape(read_page("household", ho=asked))
    assert f"Địa chỉ có giá trị không dùng được, đã bỏ qua: ho={asked}." in words
    assert "54 hộ trong danh sách kỳ 2026" in words


def test_a_household_that_left_says_when_it_was_last_listed(read_page: ReadPage, warehouse: Warehouse) -> None:
    later = "SELECT household_id FROM core.household_round WHERE period <> '2022'"
    gone = f"household_round WHERE period = '2022' AND household_id NOT IN ({later})"
    household = find_household(warehouse, gone)
    heading = strip(re.findall(r"<h1>(.*?)</h1>", read_page("household", ho=household))[0])
    assert "không có trong danh sách kỳ 2026, lần cuối có là kỳ 2022" in heading


def test_a_household_of_the_new_standard_alone_says_so(read_page: ReadPage, warehouse: Warehouse) -> None:
    old = "SELECT household_id FROM core.household_round WHERE standard_id = 'MDP_2022_2025' AND period = '2026'"
    found = f"household_round WHERE standard_id = 'MDP_2027_2030' AND household_id NOT IN ({old})"
    heading = strip(re.findall(r"<h1>(.*?)</h1>", read_page("household", ho=find_household(warehouse, found)))[0])
    assert heading.endswith("theo chuẩn khác, không có trong danh sách của chuẩn đang chọn")


@pytest.mark.parametrize("mode", ["trinh_chieu", "gui_ngoai"])
def test_outside_the_office_there_is_a_sentence_and_nobody(
    read_page: ReadPage, warehouse: Warehouse, mode: str
) -> None:
    heads = (
        warehouse.cursor("restricted.household")
        .execute("SELECT DISTINCT head_name FROM restricted.household")
        .fetchall()
    )
    known = find_household(warehouse, "household_round WHERE period = '2026'")
    answers = [read_page("household", che_do=mode, **more) for more in ({}, {"ho": known}, {"ho": "H-NOBODY"})]
    # Nobody learns there whether a household is known.
    assert len(set(answers)) == 1
    assert "<h1>Danh sách có họ tên chỉ dành cho người được giao, trong chế độ nội bộ.</h1>" in answers[0]
    assert not [name for (name,) in heads if name and name in answers[0]]
