"""The page of policies over the sample ward, where every state occurs; what it shows is what the warehouse holds."""

import re
from collections.abc import Callable
from html import unescape

import pytest

from queries import Warehouse

ReadPage, Alter = Callable[..., str], Callable[..., None]
ROW = re.compile(r"<tr><th scope=\"row\"[^>]*>(.*?)</th>(.*?)</tr>")


def strip(words: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", words))).strip()


def read_row(words: str, policy: str, table: int = 0) -> list[str]:
    """Return the cells of the row of one policy in the first table that has it, or in a later one."""
    rows = [cells for name, cells in ROW.findall(words) if strip(name).startswith(policy)]
    return [strip(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", rows[table])]


def test_the_heading_counts_policies_and_entitlements(read_page: ReadPage) -> None:
    heading = re.findall(r"<h1>(.*?)</h1>", read_page("policies"))
    assert heading == [
        "1/13 chính sách đạt 100%. Đã hưởng 210/224 lượt hưởng, 6 chưa rõ. 06 chính sách chưa ai báo cáo."
    ]


def test_every_state_is_said_with_its_counts(read_page: ReadPage) -> None:
    words = read_page("policies")
    assert read_row(words, "Dinh dưỡng cho bà mẹ")[:2] == ["3/3 người theo báo cáo", "✔ mọi người đã hưởng"]
    assert read_row(words, "Hỗ trợ tiền điện") == [
        "10/11 hộ theo danh sách đối tượng",
        "▲ còn người chờ",
        "1",
        "0",
        "Phòng KT-HT-ĐT",
    ]
    # A khối that is not in the report: nobody is known to wait, and everybody is not said.
    assert read_row(words, "Hỗ trợ chi phí học tập")[:2] == ["10/10 người theo báo cáo", "○ chưa rõ 01 khối chưa đủ số"]
    assert read_row(words, "Dinh dưỡng học đường")[0] == "25/28 người theo báo cáo; ghi vượt 01"
    assert read_row(words, "Trợ giúp pháp lý")[:2] == ["9 lượt theo báo cáo", "– đếm, không có tỷ lệ"]
    assert read_row(words, "Tín dụng ưu đãi")[:3] == ["chưa báo cáo", "○ chưa ai báo cáo", "—"]
    assert "Chưa ai báo cáo: Tín dụng ưu đãi; Đào tạo nghề cho lao động nghèo" in words
    assert "Dinh dưỡng học đường: ghi đã hưởng nhiều hơn đủ điều kiện 01. Không cắt về 100%" in words


def test_policy_by_khoi_leads_to_the_khoi(read_page: ReadPage) -> None:
    words = read_page("policies")
    # Khối 1 to 8, Hòa Bình, Thủy Sơn, Kỳ Lân, Đèo Giang.
    school = read_row(words, "Dinh dưỡng học đường", 1)
    assert school[4] == "≠ 4/3"
    assert read_row(words, "Hỗ trợ chi phí học tập", 1)[8] == "chưa báo cáo"
    assert read_row(words, "Hỗ trợ xây dựng", 1)[11] == "chưa báo cáo của 2"
    assert read_row(words, "Bảo hiểm y tế cho người thuộc hộ nghèo", 1)[6] == "7/8 1 chưa rõ"
    assert 'href="?khoi=khoi_5"' in words
    # What is reported of the ward alone stands in no khối.
    assert [strip(name) for name, _ in ROW.findall(words)].count("Trợ giúp pháp lý") == 1


def test_who_waits_is_told_with_days_and_named_in_the_office_alone(read_page: ReadPage, warehouse: Warehouse) -> None:
    words = read_page("policies")
    assert "Ít nhất 08 trường hợp đủ điều kiện mà chưa được hưởng. 06 trường hợp chưa rõ đã hưởng hay chưa." in words
    # From 1 January to 20 November.
    assert read_row(words, "Hỗ trợ tiền điện", 2)[:4] == ["1", "0", "323", "01/01/2026"]
    waiting = "SELECT name FROM restricted.entitlement JOIN core.entitlement USING (entitlement_id) WHERE NOT is_served"
    ((name,),) = warehouse.cursor(waiting).execute(waiting).fetchall()
    assert name in words
    for mode in ("trinh_chieu", "gui_ngoai"):
        assert name not in read_page("policies", che_do=mode)


def test_outside_the_office_no_khoi_and_no_small_count(read_page: ReadPage) -> None:
    meeting = read_page("policies", che_do="trinh_chieu")
    assert "Trình chiếu: theo khối chỉ hiện số và tỷ lệ hộ nghèo, hộ cận nghèo" in meeting
    assert read_row(meeting, "Hỗ trợ tiền điện")[0].startswith("10/11 hộ")
    assert "Khối 7" not in strip(meeting)
    outgoing = read_page("policies", che_do="gui_ngoai")
    assert read_row(outgoing, "Hỗ trợ tiền điện")[:2] == ["số nhỏ, không công bố", "▲ còn người chờ"]
    # Somebody waits: that nobody does may not be said where the count is hidden.
    assert "Không ai đủ điều kiện mà chưa được hưởng" not in outgoing
    assert "Số quá nhỏ, không công bố khi gửi ra ngoài." in outgoing


def test_filters_reach_every_block(read_page: ReadPage) -> None:
    fifth = read_page("policies", khoi="khoi_5")
    assert read_row(fifth, "Hỗ trợ xây dựng")[0] == "0/1 hộ theo báo cáo"
    assert read_row(fifth, "Trợ giúp pháp lý")[:2] == ["9 lượt theo báo cáo", "– chỉ có số toàn phường"]
    assert "Chính sách theo khối</caption>" not in fifth
    office = read_page("policies", don_vi="vp_hdnd_ubnd")
    assert "Không có chính sách nào thuộc chỉ tiêu 6 theo bộ lọc đang chọn." in office
    assert "Hỗ trợ tiền điện" not in office


def test_amounts_say_their_days_their_base_and_what_nobody_knows(read_page: ReadPage) -> None:
    # Also of a year in which nobody reports.
    words = read_page("policies", ky="2024")
    assert "Chưa có báo cáo chính sách của kỳ 2024." in words
    rows = [(strip(name), strip(cells)) for name, cells in ROW.findall(words)]
    tiers = [cells for name, cells in rows if name == "Hỗ trợ tiền điện Giá bán lẻ điện bậc 1"]
    assert tiers[0].startswith("1.893 đồng/kWh, chưa thuế đến 09/05/2025 chưa có có căn cứ")
    assert tiers[1].startswith("1.984 đồng/kWh, chưa thuế từ 10/05/2025 14/2025/QĐ-TTg")
    assert [cells for name, cells in rows if name == "Hỗ trợ tiền điện Mức hỗ trợ năm 2026"] == [
        "chưa có từ 01/01/2026 chưa có —"
    ]
    assert any(cells.startswith("tối thiểu 70% mức đóng") for _, cells in rows)


@pytest.mark.parametrize("chosen", [{}, {"khoi": "khoi_3"}, {"lang": "en"}])
def test_before_anybody_reports_there_is_no_zero(read_page: ReadPage, alter: Alter, chosen: dict[str, str]) -> None:
    alter("DELETE FROM core.policy_coverage", "DELETE FROM core.entitlement")
    words = read_page("policies", ky="2026", **chosen)
    said = "No report of policies for 2026 yet." if chosen.get("lang") else "Chưa có báo cáo chính sách của kỳ 2026."
    assert said in words
    assert "0/13" not in words


def test_the_overview_shows_target_6_with_the_policies_beside_it(read_page: ReadPage) -> None:
    words = strip(read_page("overview"))
    assert "210/224 lượt hưởng · 93,75% (6 chưa rõ)" in words
    assert "Chưa đủ số liệu, 10/12 khối, 7/13 chính sách đã báo cáo. · 1/13 chính sách đạt 100%" in words
