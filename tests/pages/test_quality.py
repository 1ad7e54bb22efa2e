"""The page of quality: each count opens as many rows, nothing is good that nobody looked at, no name gets out."""

import re
from collections.abc import Callable
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.ui import block
from dashboard.ui.choices import MODES, SECTIONS
from dashboard.ui.sections.quality.part import PARTS
from etl.build import build
from queries import Filters, Result, Table, Viewer, Warehouse, find_table, rules, table
from tests.etl.workbooks import household, write_households
from tests.pages.conftest import TODAY
from tests.pages.test_pages import PAGES, names_of

OpenPage, ReadPage, Alter = Callable[..., AppTest], Callable[..., str], Callable[..., None]
# Words of the plan, which the block itself names.
OF_THE_PLAN = ("unit_duties",)
OUTSIDE = ("trinh_chieu", "gui_ngoai")
VIEWS = (
    # What stands in the trail leads to no workbook.
    *((name, {}) for name in PAGES[:-1]),
    *(("poverty", {"muc": section}) for section in SECTIONS),
    ("poverty", {"o": "near_poor-poor"}),
    ("projects", {"don_vi": "vhxh"}),
    ("training", {"khoi": "khoi_1"}),
    *(("quality", {"phan": part}) for part in PARTS),
)


def headline(words: str) -> str:
    found = re.search(r"<h1>(.*?)</h1>", words)
    assert found
    return unescape(found[1]).replace("\u00a0", " ")


def findings(words: str) -> list[str]:
    return [unescape(one) for one in re.findall(r"<h2>(.*?)</h2>", words)]


def list_rows(markup: str) -> list[list[str]]:
    """Return the cells of the body of a table without their tags."""
    body = markup.split("<tbody>")[1].split("</tbody>")[0]
    return [
        [unescape(re.sub(r"<[^>]*>", " ", cell)).strip() for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in body.split("<tr>")[1:]
    ]


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """`load()`: build `raw/` of a folder of its own and point the pages at it; each build has its own second."""
    made: list[int] = []

    def publish() -> None:
        made.append(1)
        build(tmp_path, today=TODAY, now=datetime(2026, 11, 20, 10, hash(tmp_path) % 60, len(made)))
        monkeypatch.setenv("WARD_DATA", str(tmp_path))

    (tmp_path / "raw").mkdir()
    return publish


def count(warehouse: Warehouse, question: str) -> int:
    ((found,),) = warehouse.cursor().execute(f"SELECT count(*) FROM {question}").fetchall()
    return int(found)


def test_the_title_counts_what_is_in_what_is_wrong_and_what_agrees(read_page: ReadPage, warehouse: Warehouse) -> None:
    warnings = count(warehouse, "meta.issue WHERE severity = 'warning'")
    assert count(warehouse, "meta.issue WHERE severity = 'error'") == 0
    assert warnings > 0
    assert headline(read_page("quality")) == (
        f"12/12 khối đã gửi danh sách hộ; {warnings} việc phải xem lại (0 lỗi, {warnings} cảnh báo); 0 dòng chờ sửa; "
        "336/336 số cộng khớp."
    )


def test_every_rule_that_found_something_opens_as_many_rows_as_it_counts(
    read_page: ReadPage, warehouse: Warehouse
) -> None:
    words = read_page("quality", phan="quy_tac")
    links = re.findall(r'<a href="([^"]*quy_tac=(\w+))"[^>]*>(\d+)</a>', unescape(words))
    counted = table("rule_counts", Filters(), viewer=Viewer(), warehouse=warehouse)
    assert {(rule, int(shown)) for _, rule, shown in links} == {(r["rule"], r["findings"]) for r in counted.records()}
    for address, rule, shown in links:
        assert address == f"?phan=quy_tac&quy_tac={rule}"
        opened = read_page("quality", phan="quy_tac", quy_tac=rule).split('<table class="official"')[1]
        rows = list_rows(opened)
        assert len(rows) == int(shown), rule
        # File, sheet, …, and what the loader said of the row.
        assert all(row[0].endswith(".xlsx") and len(row) > 3 for row in rows), rule


def test_a_rule_without_its_form_was_not_run_and_has_not_passed(read_page: ReadPage, alter: Alter) -> None:
    before = read_page("quality", phan="quy_tac").split("Đã chạy, không phát hiện gì (")[1].split("Chưa chạy (")[0]
    assert "Số đã xong lớn hơn số cần" in before
    alter("DELETE FROM meta.source_sheet WHERE form = 'task_report'")
    words = read_page("quality", phan="quy_tac")
    clean, idle = words.split("Đã chạy, không phát hiện gì (")[1].split("Chưa chạy (")
    for title in ("Số đã xong lớn hơn số cần", "Nhiệm vụ báo cáo hai lần"):
        assert title not in clean
        assert title in idle
    assert "chưa nạp báo cáo nhiệm vụ" in idle


def test_an_unknown_rule_is_named_and_left(open_page: OpenPage) -> None:
    page = open_page("quality", phan="quy_tac", quy_tac="moi")
    said = "".join(one.proto.body for one in page.get("html"))
    assert "quy_tac=moi" in said
    assert "quy_tac" not in page.query_params or page.query_params["quy_tac"] != ["moi"]


def test_what_belongs_to_one_part_leaves_the_address_with_it(open_page: OpenPage) -> None:
    page = open_page("quality", phan="tep", quy_tac="overspent", so="poor_households")
    assert set(page.query_params) == {"phan"}


def test_the_files_add_up_and_show_their_hash_whole_on_request(read_page: ReadPage, warehouse: Warehouse) -> None:
    words = read_page("quality", phan="tep")
    rows = list_rows(words.split('<table class="official files"')[1])
    hashes = dict(warehouse.cursor().execute("SELECT file, sha256 FROM meta.source_file").fetchall())
    assert len(rows) == len(hashes)
    for name, _, read, *parts, loaded, sha256 in rows:
        numbers = [int(part.replace(".", "")) for part in (read, *parts)]
        assert numbers[0] == sum(numbers[1:]), name
        assert loaded == "20/11/2026"
        whole = hashes[name.split(" ")[0]]
        assert sha256.split() == [f"{whole[:8]}…", whole]


def test_a_refused_file_is_listed_with_its_reason(read_page: ReadPage, alter: Alter) -> None:
    alter(
        "INSERT INTO meta.source_file BY NAME SELECT 'hong.xlsx' AS file, 'ab' AS sha256, 0 AS rows,"
        " 'truncated' AS refused_rule, 'Tệp hỏng hoặc tải dở.' AS refused_message"
    )
    words = read_page("quality", phan="tep")
    assert "1 tệp bị từ chối" in findings(words)[0]
    (row,) = [row for row in list_rows(words.split('<table class="official files"')[1]) if row[0] == "hong.xlsx"]
    assert "Tệp hỏng hoặc tải dở." in row
    assert "—" in row
    opened = read_page("quality", phan="quy_tac", quy_tac="truncated")
    assert "hong.xlsx" in opened
    assert "12/12 khối" in headline(opened)
    assert "1 tệp bị từ chối" in headline(opened)


def test_late_is_said_only_where_a_document_sets_a_day(read_page: ReadPage, alter: Alter) -> None:
    words = read_page("quality")
    assert "Chưa có văn bản nào đặt hạn gửi" in words
    assert "muộn:" not in words
    due = "INSERT INTO core.report_due VALUES ('household_review', '2026', DATE '{}', 'kh_2026', NULL)"
    alter(due.format("2026-11-19"), "UPDATE core.document SET number = '01/KH-UBND' WHERE document_id = 'kh_2026'")
    late = read_page("quality")
    assert "Gửi muộn: danh sách rà soát hộ (2026): Khối 1, Khối 2, Khối 3, và 9 khối khác." in findings(late)[0]
    assert "Hạn gửi theo: 01/KH-UBND." in late
    assert late.count("hạn 19/11/2026") == 12
    alter(due.format("2026-11-20"))
    assert "muộn" not in findings(read_page("quality"))[0]


def test_a_khoi_that_sent_nothing_is_named_and_is_no_zero(read_page: ReadPage, alter: Alter) -> None:
    alter("UPDATE core.area_report SET is_reported = FALSE WHERE area_id = 'khoi_7' AND period = '2026'")
    words = read_page("quality")
    assert headline(words).startswith("11/12 khối đã gửi danh sách hộ")
    assert "danh sách rà soát hộ (2026): Khối 7" in findings(words)[0]
    (row,) = [row for row in list_rows(words.split('<table class="official cross sent"')[1]) if row[0] == "Khối 7"]
    assert row[1] == "○"


def test_movements_are_held_against_both_lists_khoi_by_khoi(read_page: ReadPage, alter: Alter) -> None:
    words = read_page("quality", phan="doi_chieu")
    assert "Đầu kỳ cộng tăng trừ giảm bằng cuối kỳ ở 12/12 khối." in findings(words)[1]
    assert re.search(r"Trong đó \d\d hộ vào hay ra mà chưa rõ lý do", findings(words)[1])
    alter("UPDATE core.movement SET kind = 'stayed', end_class = begin_class WHERE kind = 'poor_to_above'")
    broken = read_page("quality", phan="doi_chieu")
    assert "khác cuối kỳ:" in findings(broken)[1]
    assert "biến động lệch" in headline(broken)


def test_classes_decided_otherwise_than_scored_are_counted_and_listed(read_page: ReadPage) -> None:
    words = read_page("quality", phan="doi_chieu")
    assert findings(words)[2].startswith("1/54 hộ được công nhận khác loại tính theo điểm.")
    assert "Loại hộ công nhận khác loại hộ tính theo điểm (1 dòng)" in unescape(words) or "class_differences" in words


def test_the_definitions_are_found_without_accents(open_page: OpenPage) -> None:
    page = open_page("quality", phan="cach_tinh")
    page.text_input[0].set_value("ho tai ngheo").run()
    words = "".join(one.proto.body for one in page.get("html"))
    found = [row[0] for row in list_rows(words.split('<table class="official rules"')[1])]
    assert found[0] == "Hộ tái nghèo"
    assert len(found) < 20
    page.text_input[0].set_value("khongcogi").run()
    assert "Không có cách tính nào khớp «khongcogi»" in unescape("".join(one.proto.body for one in page.get("html")))


@pytest.mark.parametrize("mode", OUTSIDE)
@pytest.mark.parametrize("part", PARTS)
def test_neither_persons_nor_files_are_named_outside(
    read_page: ReadPage, warehouse: Warehouse, part: str, mode: str
) -> None:
    words = read_page("quality", phan=part, che_do=mode, quy_tac="overspent", so="poor_households")
    assert not [name for name in names_of(warehouse) if name in words]
    shown = re.sub(r'<footer class="source">.*?</footer>', "", words, flags=re.DOTALL)
    assert not [
        file for (file,) in warehouse.cursor().execute("SELECT file FROM meta.source_file").fetchall() if file in shown
    ]
    messages = warehouse.cursor().execute("SELECT message FROM meta.issue").fetchall()
    assert not [message for (message,) in messages if message in unescape(words)]


def test_an_empty_ward_has_nothing_to_check_and_says_so(load: Callable[[], None], read_page: ReadPage) -> None:
    load()
    for part in PARTS:
        words = read_page("quality", phan=part)
        assert headline(words) == "Chưa nạp tệp nào: chưa có gì để kiểm tra."
        assert "khớp" not in headline(words)
    assert f"Chưa quy tắc nào chạy ({len(rules())} quy tắc)" in findings(read_page("quality", phan="quy_tac"))[0]
    assert "Không tệp nào ghi số cộng" in findings(read_page("quality", phan="doi_chieu"))[0]


def test_a_ward_whose_only_file_was_refused_is_not_in_order(
    load: Callable[[], None], tmp_path: Path, read_page: ReadPage
) -> None:
    (tmp_path / "raw" / "hong.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    load()
    words = read_page("quality", phan="tep")
    assert headline(words) == "Chưa đọc được tệp nào (01 tệp bị từ chối): chưa có gì để kiểm tra."
    assert "hong.xlsx" in words
    rules = read_page("quality", phan="quy_tac")
    # Rules of whole files had something to look at, those of rows had not.
    assert not findings(rules)[0].startswith("Chưa quy tắc nào chạy")
    idle = rules.split("Chưa chạy (")[1]
    assert "Kết quả rà soát thiếu hoặc đánh dấu hai lần" in idle


def test_nothing_to_mend_is_said_with_what_was_looked_at(
    load: Callable[[], None], tmp_path: Path, read_page: ReadPage
) -> None:
    write_households(tmp_path / "raw" / "a.xlsx", household(1), household(2, area="Khối 2"))
    load()
    said = headline(read_page("quality", ky="2026"))
    assert re.search(r"không có việc phải sửa \(\d+ quy tắc đã chạy\)", said)
    # Two of twelve khối, no sums in the file: neither is called good.
    assert said.startswith("2/12 khối")
    assert said.endswith("không có số cộng nào để đối chiếu.")
    rules = read_page("quality", phan="quy_tac", ky="2026")
    assert "Thiếu tên nhiệm vụ" in rules.split("Chưa chạy (")[1]


@pytest.mark.parametrize(("name", "chosen"), VIEWS)
def test_every_number_of_every_page_has_a_way_back(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, name: str, chosen: dict[str, str]
) -> None:
    """Each block with a number stands over answers; each of them names its rows there or leads to them in one click."""
    given: list[dict[str, Any]] = []
    draw = block.show

    def note(*parts: Any, **named: Any) -> None:
        given.append({"name": parts[1], **named})
        draw(*parts, **named)

    monkeypatch.setattr(block, "show", note)
    page = open_page(name, **chosen)
    feet = "".join(body for one in page.get("html") if "<footer" in (body := one.proto.body))
    for drawn in given:
        if not (drawn.get("grids") or drawn.get("picture") or drawn.get("markup") or drawn.get("lists")):
            continue
        if drawn["name"] in OF_THE_PLAN:
            continue
        answers: tuple[Result | Table, ...] = drawn.get("answers", ())
        assert answers, drawn["name"]
        for answer in answers:
            is_number = isinstance(answer, Result)
            if is_number and not answer.indicator.rows:
                raise AssertionError(answer.indicator.id)
            defined = answer.indicator.id if is_number else answer.id
            if is_number or find_table(answer.id).rows:
                assert f"so={defined}&quot;" in feet or f'so={defined}"' in feet, defined


def test_the_way_back_of_every_number_opens_its_rows(read_page: ReadPage) -> None:
    """Two clicks from any block: «Nguồn và cách tính», then «dòng nguồn»."""
    links = {
        unescape(link)
        for name, chosen in VIEWS
        for link in re.findall(r'href="(chat-luong\?[^"]*so=\w+)"', unescape(read_page(name, **chosen)))
    }
    ids = {re.search(r"so=(\w+)", link)[1] for link in links}  # type: ignore[index]
    assert {"poor_households", "movement", "project_lines", "children_right_level", "unserved"} <= ids
    for name in ids:
        words = read_page("quality", phan="dong_nguon", so=name)
        tables = [part for part in words.split('<table class="official')[1:] if "<tbody>" in part]
        # Nobody fell back into poverty: a zero has no rows, and the page says so.
        assert tables or ": 0</h2>" in words, name
        assert not tables or ".xlsx" in tables[0], name


@pytest.mark.parametrize("mode", [mode for mode in MODES if mode != "noi_bo"])
def test_no_way_to_rows_outside(read_page: ReadPage, mode: str) -> None:
    for name in PAGES:
        assert "phan=dong_nguon" not in read_page(name, che_do=mode)
