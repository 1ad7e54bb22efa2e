"""The consultation on the page of households: who was met, what is wished, and the sheet that goes to the household."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from streamlit.testing.v1 import AppTest

from dashboard.text import Text
from dashboard.ui import consultation
from dashboard.ui.filters import Chosen
from queries import Filters, Mode, Viewer, Warehouse, reference, table, value, words_of

OpenPage, ReadPage, Alter = Callable[..., AppTest], Callable[..., str], Callable[..., None]
ASKED = Filters(today=date(2026, 11, 20))
NOT_YET = "khoi_8"
MARKS = {True: "■", False: "✓", None: "○"}


def choose(mode: Mode = Mode.INTERNAL, **filters: Any) -> Chosen:
    return Chosen(reference().stamp, replace(ASKED, **filters), Viewer(role="officer", mode=mode), Text("vi"))


def read(name: str, **filters: Any) -> list[dict[str, Any]]:
    return table(name, replace(ASKED, **filters), viewer=Viewer(role="officer")).records()


def bodies(page: AppTest) -> str:
    return unescape("\n".join(block.proto.body for block in page.get("html")))


def buttons(page: AppTest) -> list[str]:
    return [str(button.proto.label) for button in page.get("download_button") if "Phiếu" in button.proto.label]


def write_sheets(**filters: Any) -> list[list[list[str]]]:
    """Return the tables of each page as rows of words."""
    chosen = choose(**filters)
    document = Document(BytesIO(consultation.write_document(chosen, consultation.list_asked(chosen), reference())))
    rows = [[[cell.text for cell in row.cells] for row in each.rows] for each in document.tables]
    starts = [place for place, each in enumerate(rows) if each[0][0] == "PHƯỜNG TAM THANH"]
    return [
        [row for each in rows[start:end] for row in each]
        for start, end in zip(starts, [*starts[1:], len(rows)], strict=True)
    ]


def test_each_poor_and_near_poor_household_of_the_khoi_has_a_page_with_what_is_known() -> None:
    pages = write_sheets(area_id="khoi_7")
    listed = [
        row for row in read("household_cards", area_id="khoi_7") if row["recognised_class"] in ("poor", "near_poor")
    ]
    assert len(pages) == len(listed) == 8
    for page, card in zip(pages, listed, strict=True):
        facts = {row[place]: row[place + 1] for row in page if len(row) == 4 for place in (0, 2)}
        assert facts["Chủ hộ"] == card["head_name"]
        assert facts["Loại hộ (theo quyết định)"] == words_of("class", card["recognised_class"]).vi
        assert facts["Số người"] == f"{card['member_count']:02d} người"
        assert facts["Số chỉ số thiếu hụt"] == str(card["deprived"])


def test_the_life_map_and_the_remedies_are_those_of_the_tables() -> None:
    [page, *_] = write_sheets(area_id="khoi_7")
    card = read("household_cards", area_id="khoi_7")[0]
    life = [
        row
        for row in read("household_life", household_id=card["household_id"])
        if (row["period"], row["standard_id"]) == ("2026", "MDP_2022_2025")
    ]
    top = next(place for place, row in enumerate(page) if row[0] == "Chiều") + 1
    drawn = page[top : top + 12]
    assert [(row[1], row[2][0]) for row in drawn] == [(row["indicator"].vi, MARKS[row["is_deprived"]]) for row in life]
    remedies: dict[str, set[str]] = {}
    for row in read("remedies"):
        remedies.setdefault(row["indicator"].vi, set()).add(
            row["unit_name"].vi if row["remedy"] else "Kế hoạch chưa có"
        )
    for row, told in zip(drawn, life, strict=True):
        wanted = remedies[told["indicator"].vi] if told["is_deprived"] else set()
        assert all(unit in row[3] for unit in wanted), row
        assert bool(row[3]) == bool(told["is_deprived"])


def test_help_had_and_help_waited_for_are_counted_as_on_the_card(warehouse: Warehouse) -> None:
    household_id, area_id = (
        warehouse.cursor()
        .execute(
            "SELECT household_id, area_id FROM core.entitlement WHERE period = '2026' AND NOT is_served "
            "AND household_id IS NOT NULL ORDER BY 1"
        )
        .fetchall()[0]
    )
    helped = Counter(
        (row["served"], row["policy_name"].vi) for row in read("household_help", household_id=household_id)
    )
    page = next(page for page in write_sheets(area_id=area_id) if page[-1][0].endswith(household_id))
    top = next(place for place, row in enumerate(page) if row[0].startswith("Hỗ trợ đã hưởng"))
    cells = dict(zip(("served", "not_served", "unknown"), page[top + 1], strict=True))
    assert any(state == "not_served" for state, _ in helped)
    for (state, policy), number in helped.items():
        assert f"{policy} ({number})" in cells[state]


def test_what_the_list_does_not_say_is_left_open_with_the_reason(alter: Alter) -> None:
    alter(
        "UPDATE core.household_round SET nutrition = NULL, member_count = NULL WHERE area_id = 'khoi_7'",
        "DELETE FROM core.entitlement",
    )
    for page in write_sheets(area_id="khoi_7"):
        words = [word for row in page for word in row]
        assert words[words.index("Số người") + 1] == "……………… (danh sách không ghi)"
        assert words[words.index("Dinh dưỡng") + 1] == "○ chưa rõ: ☐ thiếu ☐ đủ"
        assert "Danh sách 2026 không ghi 1/12 chỉ số, hỏi hộ rồi đánh dấu: Dinh dưỡng." in words
        assert words.count("……………… (chưa nạp danh sách đối tượng)") == 3


def test_the_sheets_are_offered_for_one_household_and_for_a_khoi(open_page: OpenPage) -> None:
    (card, *_) = read("household_cards", area_id="khoi_7")
    one = open_page("household", ho=card["household_id"])
    [button] = [each for each in one.get("download_button") if "Phiếu" in each.proto.label]
    assert button.proto.label == "↓ Phiếu tham vấn (Word)"
    assert buttons(open_page("household", khoi="khoi_7")) == [
        "↓ Phiếu tham vấn của 08 hộ nghèo, cận nghèo trong khối (Word)"
    ]
    whole = open_page("household")
    assert buttons(whole) == []
    assert "Chọn một khối để lấy phiếu tham vấn" in bodies(whole)


def test_the_name_of_the_file_is_of_no_person(monkeypatch: pytest.MonkeyPatch, open_page: OpenPage) -> None:
    named: list[str] = []
    write = consultation.st.download_button
    monkeypatch.setattr(
        consultation.st, "download_button", lambda *a, **more: named.append(more["file_name"]) or write(*a, **more)
    )
    (card, *_) = read("household_cards", area_id="khoi_7")
    open_page("household", khoi="khoi_7")
    open_page("household", ho=card["household_id"])
    ward = reference().ward.area_id
    docx = [name for name in named if name.endswith(".docx")]
    assert docx == [
        f"phieu-tham-van-{ward}-ca_khoi-khoi_7-noi_bo-20261120.docx",
        f"phieu-tham-van-{ward}-{card['household_id']}-noi_bo-20261120.docx",
    ]


@pytest.mark.parametrize("mode", ["trinh_chieu", "gui_ngoai"])
def test_outside_the_office_no_sheet_is_offered(open_page: OpenPage, mode: str) -> None:
    (card, *_) = read("household_cards", area_id="khoi_7")
    for more in ({}, {"khoi": "khoi_7"}, {"ho": card["household_id"]}):
        page = open_page("household", che_do=mode, **more)
        assert not page.get("download_button")
        assert "nguyện vọng" not in bodies(page).lower()
    for outside in (Mode.MEETING, Mode.OUTGOING):
        assert consultation.list_asked(choose(outside)) == []


def test_the_page_says_how_many_were_consulted_and_where_nobody_was(read_page: ReadPage) -> None:
    words = unescape(read_page("household"))
    told = value("consultation", ASKED, "area_id", viewer=Viewer()).total
    assert told is not None
    assert f"Đã tham vấn {told.numerator:.0f}/{told.denominator:.0f} hộ" in words
    assert "chưa ghi nhận ở Khối 8." in words
    assert "<caption>Nguyện vọng của hộ theo nhóm</caption>" in words


def test_a_year_without_a_form_says_so_and_not_that_nobody_was(read_page: ReadPage, alter: Alter) -> None:
    alter("DELETE FROM core.wish", "DELETE FROM restricted.wish")
    words = unescape(read_page("household"))
    assert "chưa nạp biểu tham vấn nào: chưa hộ nào được ghi là đã tham vấn." in words
    assert "<caption>Nguyện vọng của hộ theo nhóm</caption>" not in words
    assert "0/51" not in words


def test_the_list_is_narrowed_to_who_was_consulted(open_page: OpenPage) -> None:
    page = open_page("household")
    # Who is neither poor nor near-poor is not asked for.
    states = Counter(row["consulted"] for row in read("household_cards") if row["consulted"])
    assert set(states) == {"consulted", "not_consulted"}
    for state, count in states.items():
        page.segmented_control(key="household_consulted").set_value(state).run()
        words = bodies(page)
        drawn = words[: words.index("</table>")]
        assert len(re.findall(r'<a href="ho\?[^"]*\bho=', drawn)) == count


def test_the_card_tells_the_wishes_with_their_row(read_page: ReadPage, warehouse: Warehouse) -> None:
    [(household_id, wish, row), *_] = (
        warehouse.cursor("restricted.wish")
        .execute(
            "SELECT household_id, wish, source_row FROM core.wish JOIN restricted.wish USING (wish_id) "
            "WHERE wish IS NOT NULL ORDER BY 1"
        )
        .fetchall()
    )
    words = unescape(read_page("household", ho=household_id))
    assert "<caption>Nguyện vọng của một hộ khi tham vấn</caption>" in words
    assert wish in words
    assert re.search(rf"tham_van_2026[.]xlsx · Tham vấn · dòng {row}\b", words)


def test_a_household_nobody_met_says_so(read_page: ReadPage) -> None:
    [card, *_] = read("household_cards", area_id=NOT_YET)
    words = unescape(read_page("household", ho=card["household_id"]))
    assert "Chưa tham vấn – chưa ghi nhận lần tham vấn nào của hộ này" in words
