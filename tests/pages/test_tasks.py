"""The page of tasks and the sheet of each đầu mối, over the sample ward."""

import csv
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from dashboard.text import load_words

ROOT = Path(__file__).resolve().parents[2]
ReadPage = Callable[..., str]
Alter = Callable[..., None]


def read_reference(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / "reference" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def strip(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "\n", html))


def read_rows(html: str, caption: str) -> list[list[str]]:
    """The cells of the rows of one table, each as one line of words."""
    table = next(part for part in re.findall(r"<table.*?</table>", html, re.DOTALL) if f"<caption>{caption}<" in part)
    body = table.partition("<tbody>")[2]
    lines = re.findall(r"<tr>.*?</tr>", body, re.DOTALL)
    return [[" ".join(strip(cell).split()) for cell in re.findall(r"<t[hd].*?</t[hd]>", line)] for line in lines]


def test_the_heading_counts_what_is_overdue_with_its_days(read_page: ReadPage) -> None:
    words = read_page("tasks")
    assert "01/10 nhiệm vụ đã báo cáo quá hạn: Xóa nhà tạm, nhà dột nát (20 ngày)." in words
    assert (
        "03/10 kết luận họp quá hạn: Xác nhận đất ở cho hộ xóa nhà tạm, nhà dột nát (51 ngày) và 2 việc nữa." in words
    )
    assert load_words("vi")["tasks.rule"] in words
    assert "Báo cáo cũ hơn 45 ngày không còn nói được là còn hạn" in words


def test_in_english_the_measures_of_the_plan_bear_english_names(read_page: ReadPage) -> None:
    words = strip(read_page("tasks", lang="en"))
    named = {row["name_en"]: row["name"] for row in read_reference("measures")}
    assert all(english in words for english in named)
    assert "Tăng cường sự lãnh đạo, phối hợp thực hiện" not in words


def test_the_longest_overdue_stands_first(read_page: ReadPage) -> None:
    rows = read_rows(read_page("tasks"), "Việc quá hạn, vướng mắc, chưa rõ")
    assert [row[2] for row in rows] == [
        *(f"■ quá hạn {days} ngày" for days in (51, 20, 19, 10)),
        *["▲ vướng mắc"] * 2,
        *["○ chưa rõ"] * 2,
        *["○ báo cáo đã cũ"] * 2,
    ]


def test_every_measure_of_the_plan_has_its_row_and_a_silent_one_says_so(read_page: ReadPage) -> None:
    words = read_page("tasks")
    rows = read_rows(words, "Bảy nhóm nhiệm vụ, giải pháp và nhiệm vụ đã báo cáo")
    assert {row[0].partition(" ")[0] for row in rows if row[0].startswith("III.")} == {f"III.{n}" for n in range(1, 8)}
    assert next(row[2] for row in rows if row[0].startswith("III.1 ")) == "– chưa có báo cáo"
    assert "01/8 việc chưa có báo cáo: III.1" in words
    assert "chưa làm" not in words.replace(load_words("vi")["tasks.rule"], "")


def test_what_has_no_known_unit_is_shown_under_that_name(read_page: ReadPage) -> None:
    words = read_page("tasks")
    assert "Chưa rõ đầu mối: 1 nhiệm vụ, 1 kết luận họp." in words
    rows = read_rows(words, "Kết luận họp")
    assert [row[0] for row in rows if "Chưa rõ đầu mối" in row] == ["Bố trí kinh phí in phiếu điều tra"]


def test_target_5_is_its_status_line_and_unknown_stays_unknown(read_page: ReadPage, alter: Alter) -> None:
    for name in ("tasks", "overview"):
        assert "cần 3, khởi công 3, xong 2 (nhà)" in read_page(name)
    assert "■ quá hạn" in strip(find_fifth(read_page("overview"))).replace("\n", "")
    alter("UPDATE core.task SET output_done = NULL WHERE name LIKE 'Xóa%'")
    assert "cần 3, khởi công 3, xong chưa báo cáo (nhà)" in read_page("overview")


def test_without_a_report_target_5_is_not_known(read_page: ReadPage, alter: Alter) -> None:
    alter("DELETE FROM core.task")
    assert "chưa có báo cáo nhiệm vụ nào nên chưa rõ" in read_page("tasks")
    assert "chưa có báo cáo" in find_fifth(read_page("overview"))


def find_fifth(overview: str) -> str:
    """The row of target 5."""
    return next(row for row in re.findall(r"<tr>.*?</tr>", overview, re.DOTALL) if "<b>5</b>" in row)


def test_free_text_is_read_in_the_office_alone(read_page: ReadPage) -> None:
    for chosen in ({}, {"don_vi": "mttq"}, {"don_vi": "kthtdt"}):
        inside, outside = read_page("tasks", **chosen), read_page("tasks", che_do="trinh_chieu", **chosen)
        for written in ("Một hộ chưa có giấy tờ đất", "Còn một hộ chưa đo đạc"):
            assert written not in outside
        assert "Một hộ chưa có giấy tờ đất" in inside or chosen == {"don_vi": "kthtdt"}
    assert "Còn một hộ chưa đo đạc" in read_page("tasks", don_vi="kthtdt")


@pytest.mark.parametrize("unit", [row["unit_id"] for row in read_reference("units")])
def test_the_sheet_holds_exactly_what_the_plan_gives(read_page: ReadPage, unit: str) -> None:
    """A combined line stands once, under all its names; every duty of section V in its own words."""
    words = read_page("tasks", don_vi=unit)
    named = [project["name"] for project in read_reference("projects") if project["lead_unit_id"] == unit]
    if named:
        told = [name for row in read_rows(words, "Dự án, tiểu dự án") for name in split_names(row[0])]
        assert sorted(told) == sorted(named)
    else:
        assert "Kế hoạch không giao dự án nào cho đầu mối này." in words
    duties = [row for row in read_reference("duties") if row["unit_id"] == unit and not row["text_shown"].endswith(":")]
    assert [row[1] for row in read_rows(words, "Việc kế hoạch giao (mục V)")] == [row["text_shown"] for row in duties]
    policies = [row["name"] for row in read_reference("policies") if row["lead_unit_id"] == unit]
    assert not policies or [row[1] for row in read_rows(words, "Chính sách")] == policies
    title = "Phiếu đề nghị phối hợp" if unit == "mttq" else "Phiếu đôn đốc"
    assert f"<h2>{title}</h2>" in words


def split_names(cell: str) -> list[str]:
    """The contents of the projects of one line, which stand behind its codes."""
    return [row["name"] for row in read_reference("projects") if row["name"] in cell]


def test_the_plan_gives_three_and_six_projects_though_nobody_reported(read_page: ReadPage, alter: Alter) -> None:
    alter("DELETE FROM core.project_progress")
    for unit, number in (("kthtdt", 3), ("vhxh", 6)):
        rows = read_rows(read_page("tasks", don_vi=unit), "Dự án, tiểu dự án")
        assert len(rows) == number
        assert {cell for row in rows for cell in row[1:]} == {"chưa báo cáo"}


def test_the_sheet_asks_what_the_overview_asks_of_that_unit(read_page: ReadPage) -> None:
    sheet, overview = read_page("tasks", don_vi="mttq"), read_page("overview", don_vi="mttq")
    asked = re.findall(r"<li>(.*?)</li>", sheet.partition("1. ")[2].partition("</ol>")[0])
    assert len(asked) == 1
    assert asked[0] in overview


def test_a_sheet_is_one_click_from_the_projects_and_keeps_the_filters(read_page: ReadPage) -> None:
    words = read_page("projects", ky="2026", don_vi="vhxh")
    assert 'href="nhiem-vu?ky=2026&amp;don_vi=mttq"' in words
    assert "unit-sheet" not in words


def test_where_nothing_is_loaded_the_page_says_what_to_load(read_page: ReadPage, alter: Alter) -> None:
    alter("DELETE FROM core.task", "DELETE FROM core.meeting_conclusion")
    words = read_page("tasks")
    assert load_words("vi")["tasks.nothing_loaded"] in words
    assert "cả 8 việc chưa có báo cáo" in words
    assert "quá hạn, vướng mắc hoặc chưa rõ" not in words


def test_of_a_year_without_reports_nothing_is_claimed(read_page: ReadPage) -> None:
    words = read_page("tasks", ky="2025")
    assert "Chưa có báo cáo nhiệm vụ, kết luận họp nào của kỳ 2025." in words
    assert "quá hạn: " not in words.partition("<h1>")[2].partition("</h1>")[0]
