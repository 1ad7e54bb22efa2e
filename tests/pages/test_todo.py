"""«Việc cần làm» over the sample ward: every kind is there, true to the warehouse, with links that keep the filters."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.ui.choices import MODES
from dashboard.ui.todo import SIGNS
from queries import Mode, Warehouse

Draw, Alter = Callable[..., str], Callable[..., None]
LINE = re.compile(r"<tr><th scope=\"row\" class=\"status[^>]*>(.*?)</th><td[^>]*>(.*?)</td><td[^>]*>(.*?)</td></tr>")


@pytest.fixture
def draw() -> Draw:
    """`draw(khoi="khoi_7")`: the markup of the block, so filtered."""

    def show() -> None:
        from dashboard.ui import filters, todo

        todo.show(filters.current())

    def run(**chosen: str) -> str:
        block = AppTest.from_function(show, default_timeout=20)
        for code, value in chosen.items():
            block.session_state[f"filter_{code}"] = value
        block.run()
        assert not block.exception, block.exception[0].message
        return "\n".join(html.proto.body for html in block.get("html"))

    return run


def read_lines(words: str) -> list[tuple[str, str, str]]:
    """Return kind, matter and lead of every line, shown or folded."""
    return [(strip(kind), strip(matter), who) for kind, matter, who in LINE.findall(words)]


def strip(words: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", words.replace("</span>", " "))).strip()


def links(words: str) -> set[str]:
    return {unescape(address) for address in re.findall(r'<a href="([^"]*)" target="_self"', words)}


def test_the_sample_ward_shows_every_kind_among_the_first_seven(draw: Draw) -> None:
    words = draw()
    finding = re.findall(r"<h2>(.*?)</h2>", words)[0]
    assert finding == "19 việc cần đôn đốc: 06 quá hạn hoặc chậm, 06 chưa báo cáo, 03 chưa được hưởng, 04 chưa khớp."
    shown, folded = words.split("<details><summary>Còn ")[:2]
    assert len(read_lines(shown)) == 7
    assert len(read_lines(folded)) == 12
    assert folded.startswith(
        "12 việc nữa: 02 quá hạn hoặc chậm, 05 chưa báo cáo, 02 chưa được hưởng, 03 chưa khớp.</summary>"
    )
    kinds = dict.fromkeys(kind for kind, _, _ in read_lines(shown))
    # A shape and a word of its own for each kind.
    assert list(kinds) == ["■ quá hạn hoặc chậm", "○ chưa báo cáo", "▲ chưa được hưởng", "≠ chưa khớp"]
    assert len({sign.shape for sign in SIGNS.values()}) == len(SIGNS)


def test_its_numbers_are_the_warehouses(draw: Draw, warehouse: Warehouse) -> None:
    matters = [matter for _, matter, _ in read_lines(draw())]
    covered = """
        SELECT sum(eligible - served), sum(CASE WHEN served IS NULL THEN eligible END)
        FROM core.policy_coverage WHERE policy_id = ?
    """
    for policy, name in (("housing_support", "nhà ở: ít nhất"), ("health_insurance_near_poor", "cận nghèo:")):
        waiting, unknown = warehouse.cursor().execute(covered, [policy]).fetchall()[0]
        assert [m for m in matters if f"{name} 0{waiting} trường hợp đủ điều kiện mà chưa được hưởng" in m], name
        assert bool(unknown) == ("ít nhất" in name)
    # Whose card nobody reported as given is not said to be without one.
    assert not [m for m in matters if "thuộc hộ nghèo: " in m]
    assert [
        # And of the three of whom four are written as served, nobody knows who was.
        m
        for m in matters
        if "04 trường hợp chưa rõ đã hưởng hay chưa (Bảo hiểm y tế cho người thuộc hộ nghèo, Dinh dưỡng học đường)" in m
    ]


def test_links_lead_to_the_page_with_the_filters_kept(draw: Draw) -> None:
    assert links(draw(ky="2026", che_do="gui_ngoai")) == {
        "du-an?ky=2026&che_do=gui_ngoai&don_vi=vhxh",
        "chinh-sach?ky=2026&che_do=gui_ngoai&don_vi=kthtdt",
        "chinh-sach?ky=2026&che_do=gui_ngoai&don_vi=vhxh",
        "nhiem-vu?ky=2026&che_do=gui_ngoai",
        "bien-dong?ky=2026&che_do=gui_ngoai&muc=doi_chieu",
        "bien-dong?ky=2026&che_do=gui_ngoai&muc=chua_ro",
    }


def test_filters_narrow_the_list_and_say_what_they_cannot_divide(draw: Draw) -> None:
    mttq = read_lines(draw(don_vi="mttq"))
    assert [(kind, who) for kind, _, who in mttq] == [("■ quá hạn hoặc chậm", "MTTQ")]
    seventh = draw(khoi="khoi_7")
    assert "Không chia theo khối" in seventh
    assert not [kind for kind, _, _ in read_lines(seventh) if "quá hạn" in kind]
    assert "nhà ở: 01 trường hợp" in seventh
    assert "✔ Không có việc nào phải đôn đốc theo bộ lọc đang chọn." in draw(don_vi="pho_truong_ban")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("chosen", [{}, {"khoi": "khoi_4"}, {"ky": "2025"}, {"ky": "2026-07"}, {"lang": "en"}])
def test_outside_the_office_no_name_and_no_khoi_of_a_person(
    draw: Draw, warehouse: Warehouse, mode: str, chosen: dict[str, str]
) -> None:
    words = draw(che_do=mode, **chosen)
    assert not re.search(r"\b(None|nan|NaT)\b", strip(words))
    people = "SELECT head_name FROM restricted.household UNION SELECT name FROM restricted.entitlement"
    names = [name for (name,) in warehouse.cursor(people).execute(people).fetchall() if name]
    matters = [matter for _, matter, _ in read_lines(words)]
    # The rows behind name people to the office; a matter itself never does.
    assert not [name for name in names if name in "\n".join(matters)]
    if MODES[mode] is not Mode.INTERNAL:
        assert not [name for name in names if name in words]
        assert not [matter for matter in matters if "Khối" in matter]
        assert ("in internal mode" if chosen.get("lang") == "en" else "trong chế độ nội bộ") in words


def test_what_is_too_small_to_leave_is_said(draw: Draw) -> None:
    words = draw(che_do="gui_ngoai")
    assert "07 chính sách có số nhỏ hoặc chưa rõ, không công bố khi gửi ra ngoài." in words
    assert not [kind for kind, _, _ in read_lines(words) if "chưa được hưởng" in kind]


def test_khoi_that_sent_nothing_are_named(draw: Draw, alter: Alter) -> None:
    alter(
        "UPDATE core.area_report SET is_reported = FALSE WHERE area_id = 'khoi_3' AND period = '2026'",
        "DELETE FROM core.task",
    )
    words = draw()
    form = next(matter for _, matter, _ in read_lines(words) if matter.startswith("Chưa gửi danh sách rà soát hộ"))
    assert form == "Chưa gửi danh sách rà soát hộ: 01 khối (Khối 3)"
    assert "bien-dong?khoi=khoi_3" in links(words)
    # Without any report of tasks the milestone that is past is asked for, and the rest is not known.
    assert "Hội nghị tham vấn hộ nghèo: hạn 30/06/2026 theo kế hoạch đã qua 143 ngày" in words
    assert "Chưa đủ số liệu để biết: Nhiệm vụ và mốc của kế hoạch." in words


def test_words_from_data_are_escaped(draw: Draw, alter: Alter) -> None:
    alter("UPDATE core.task SET name = '<img src=x>' WHERE status = 'blocked'")
    words = draw()
    assert "<img" not in words
    assert "&lt;img src=x&gt;: quá hạn 20 ngày" in words
