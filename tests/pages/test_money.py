"""The page of money over the sample ward: its sums are those of the command line, and what is not known is said."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

OpenPage, ReadPage, OpenCharts = Callable[..., AppTest], Callable[..., str], Callable[..., dict[str, Any]]


def read_findings(page: AppTest) -> list[str]:
    words = "".join(block.proto.body for block in page.get("html"))
    return [unescape(said) for said in re.findall(r"<h[12]>(.*?)</h[12]>", words)]


def test_the_heading_says_the_rate_and_who_is_missing_from_it(open_page: OpenPage) -> None:
    heading, sources, steps, pace, lines, units, silent = read_findings(open_page("money"))
    assert heading == (
        "Đã giải ngân ít nhất 850,25 triệu đồng trên 1.180,5 triệu đồng (72,02%). "
        "Chưa báo cáo: Tiểu dự án 3 - Dự án 4 (60 triệu đồng)."
    )
    assert (
        sources == "Chuyển nguồn 2021-2025: 50%; Chương trình 2026-2035: ít nhất 73,38%; Vận động, hỗ trợ khác: 62,5%."
    )
    # 304 of 365 days of 1.180,5 are 983,21.
    assert steps == (
        "Đến 31/10/2026: đã giải ngân ít nhất 850,25 triệu đồng trên 1.180,5 triệu đồng, 1 dòng chưa báo cáo; "
        "chia đều theo ngày là 983,21 triệu đồng."
    )
    # At least 0 + 1,05 + 80 + 15,16 and at most 0 + 27,54 + 80 + 20,31 of the four lines that have money left; what the
    # fund gives to project 2 was reported twice only.
    assert pace == (
        "Nếu mỗi dòng giữ nhịp giải ngân của mình: đến 31/12/2026 còn lại từ 96,21 triệu đồng đến 127,85 triệu đồng; "
        "đến 31/01/2027, hết chỉnh lý quyết toán, còn từ 90,16 triệu đồng đến 98,67 triệu đồng."
    )
    assert lines == "9 dòng dự án: 5 đã báo cáo đủ, 1 chưa báo cáo, 1 chi vượt, 2 không có vốn."
    assert units == "Phòng Kinh tế - Hạ tầng và Đô thị: 77,57%; Phòng Văn hóa - Xã hội: ít nhất 56,45%."
    assert silent == "Chưa báo cáo: Tiểu dự án 3 - Dự án 4 (60 triệu đồng)."


def test_what_is_spent_too_much_is_warned_of_and_runs_past_the_mark(
    read_page: ReadPage, open_charts: OpenCharts
) -> None:
    words = read_page("money")
    assert "giải ngân 150 triệu đồng trên vốn 120 triệu đồng, vượt 30 triệu đồng" in words
    assert "Không ước tính (chưa đủ số lần báo cáo): Dự án 2, nguồn Vận động, hỗ trợ khác." in words
    assert "Không ước tính (chưa báo cáo giải ngân): Tiểu dự án 3 - Dự án 4." in words
    drawn = next(chart for chart in open_charts("money").values() if "(125%), chi vượt 30 triệu đồng" in chart.alt)
    assert "Tiểu dự án 3 - Dự án 4 – Chương trình 2026-2035: chưa báo cáo (60 triệu đồng)" in drawn.alt


def test_two_reports_are_not_enough_for_a_range(read_page: ReadPage) -> None:
    words = read_page("money", ky="2026-06")
    assert "Chưa ước tính được tiền còn lại cuối năm. Không ước tính (chưa đủ số lần báo cáo): Dự án 2;" in words
    assert "Nếu mỗi dòng giữ nhịp" not in words


def test_a_year_that_is_over_is_not_estimated(read_page: ReadPage) -> None:
    words = read_page("money", ky="2025")
    assert "Không ước tính (năm đã hết): Dự án 2;" in words
    assert "Chương trình 2026-2035: chưa có số" in words
    assert "Chuyển nguồn 2021-2025: chưa có số" in words
    assert "Chưa rõ nguồn: 87%." in words
    # Sources without figures leave the total whole.
    assert '<td class="number">1.000 triệu đồng</td>' in words
    assert "1.000 triệu đồng (chưa đủ)" not in words


def test_one_source_is_drawn_by_itself(open_page: OpenPage, open_charts: OpenCharts) -> None:
    steps, pace = read_findings(open_page("money", nguon="carry_over_2021_2025"))[2:4]
    assert steps.startswith("Đến 31/10/2026: đã giải ngân 25 triệu đồng trên 50 triệu đồng; chia đều")
    assert "đến 31/12/2026 còn lại từ 15,16 triệu đồng đến 20,31 triệu đồng" in pace
    alts = [chart.alt for chart in open_charts("money", nguon="carry_over_2021_2025").values()]
    assert any(alt.startswith("31/03/2026 giải ngân 5 triệu đồng trên 50 triệu đồng; 30/06/2026") for alt in alts)


def test_a_source_without_money_says_why_it_has_no_picture(open_page: OpenPage, alter: Callable[..., None]) -> None:
    alter("DELETE FROM core.project_progress WHERE fund_source_id = 'mobilised' AND assigned_vnd > 0")
    said = read_findings(open_page("money", nguon="mobilised"))
    assert said[2] == "Chưa có vốn hoặc chưa có báo cáo giải ngân để vẽ theo thời gian."
    assert not any("nhịp" in words for words in said)


def test_an_unknown_source_in_the_address_is_named(read_page: ReadPage) -> None:
    assert "nguon=quy_den" in read_page("money", nguon="quy_den")


def test_a_unit_sees_its_own_money_and_a_khoi_is_told_that_it_cannot_divide(read_page: ReadPage) -> None:
    words = read_page("money", don_vi="kthtdt")
    assert "Đã giải ngân 675,25 triệu đồng trên 870,5 triệu đồng (77,57%)." in words
    assert "Tiểu dự án 3 - Dự án 4" not in words
    assert "Không có dòng dự án nào của đầu mối này." in read_page("money", don_vi="mttq")
    assert "Không chia theo khối" in read_page("money", khoi="khoi_7")


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DELETE FROM core.project_progress", "Chuyển nguồn 2021-2025: chưa có số; Chương trình 2026-2035: chưa có số"),
        ("UPDATE core.project_progress SET disbursed_vnd = NULL", "Chưa dòng nào báo cáo giải ngân, vốn 1.180,5 triệu"),
        (
            "UPDATE core.project_progress SET assigned_vnd = 0, carried_over_vnd = 0, disbursed_vnd = 0",
            "Các dòng dự án chưa được giao vốn.",
        ),
    ],
)
def test_nothing_known_is_never_zero(
    read_page: ReadPage, alter: Callable[..., None], statement: str, said: str
) -> None:
    alter(statement)
    words = read_page("money", ky="2026")
    assert said in words


def test_a_snapshot_from_before_the_rule_keeps_its_page(read_page: ReadPage, alter: Callable[..., None]) -> None:
    alter("DELETE FROM core.setting WHERE key = 'pace_min_days'")
    words = read_page("money", ky="2026")
    assert "dựng trước khi có quy tắc ước tính" in words
    assert "9 dòng dự án:" in words


def test_a_sum_that_lacks_a_line_says_so_in_the_table_as_in_the_sentence(read_page: ReadPage) -> None:
    words = read_page("money")
    short = '<br><span class="quiet">chưa đủ</span>'
    by_source = words[words.index("<caption>Kinh phí theo nguồn</caption>") :]
    by_source = by_source[: by_source.index("</table>")]
    for known in ("800,25 triệu đồng", "73,38%", "260,25 triệu đồng", "850,25 triệu đồng", "300,25 triệu đồng"):
        assert f"{known}{short}" in by_source, known
    # The carried-over source has reported all; what was assigned is known of every line.
    assert f"50%{short}" not in by_source
    assert f"1.180,5 triệu đồng{short}" not in by_source


def test_a_line_of_two_sources_has_a_row_of_each(read_page: ReadPage, alter: Callable[..., None]) -> None:
    alter(
        "UPDATE core.project_progress SET assigned_vnd = 5000000, disbursed_vnd = 8000000 "
        "WHERE line_id = 'DA2' AND fund_source_id = 'mobilised' AND report_date = DATE '2026-10-31'"
    )
    words = read_page("money", ky="2026")
    assert "Dự án 2, nguồn Vận động, hỗ trợ khác: giải ngân 8 triệu đồng trên vốn 5 triệu đồng, vượt 3 triệu" in words
    assert 'Dự án 2<br><span class="quiet">Vận động, hỗ trợ khác</span>' in words
    assert "Đã giải ngân ít nhất 833,25 triệu đồng trên 1.145,5 triệu đồng" in words
    assert "9 dòng dự án: 4 đã báo cáo đủ, 1 chưa báo cáo, 2 chi vượt, 2 không có vốn." in words
