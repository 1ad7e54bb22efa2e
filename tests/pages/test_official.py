"""The page of official forms over the sample ward: its cells are those of the tables, its files those of the page."""

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

import queries
from dashboard import format as fmt
from dashboard.text import Text
from dashboard.ui.filters import Chosen
from dashboard.ui.sections import official
from queries import OFFICIAL, Filters, Mode, Viewer

OpenPage, ReadPage, Alter = Callable[..., AppTest], Callable[..., str], Callable[..., None]
CODES = tuple(official.CODES)
# The heads of a sheet stand under its title, one line and an empty one.
TOP = 3
VI = Text("vi")
Cells = list[list[str]]


def read_table(page: AppTest) -> tuple[Cells, Cells]:
    """Return (heads, lines) of the form on the screen, as words."""
    (body,) = (block.proto.body for block in page.get("html") if '<table class="official' in block.proto.body)
    heads, lines = re.findall(r"(?s)<thead>(.*?)</thead>.*?<tbody>(.*)</table>", body)[0]
    return _read_rows(heads), _read_rows(lines)


def _read_rows(markup: str) -> Cells:
    rows = re.findall(r"(?s)<tr>(.*?)</tr>", markup)
    return [
        [unescape(re.sub("<[^>]*>", "", cell)) for cell in re.findall(r"(?s)<t[hd].*?</t[hd]>", row)] for row in rows
    ]


def choose(mode: Mode = Mode.INTERNAL, **asked: Any) -> Chosen:
    return Chosen(queries.reference().stamp, Filters(**asked), Viewer(mode=mode), VI)


def open_book(chosen: Chosen, *codes: str, values: bool) -> openpyxl.Workbook:
    data = official.write_book(chosen, codes, queries.reference())
    return openpyxl.load_workbook(BytesIO(data), data_only=values)


def write(value: Any, cell: Any) -> str:
    """Return a cell of the file as the page writes it."""
    if not isinstance(value, int | float):
        return value or ""
    return fmt.percent(value, VI) if "%" in cell.number_format else fmt.count(value, VI)


@pytest.mark.parametrize("code", CODES)
def test_the_file_holds_the_form_of_the_page(open_page: OpenPage, code: str) -> None:
    heads, lines = read_table(open_page("official", bieu=code))
    sheet = open_book(choose(), code, values=True).worksheets[0]
    rows = [[write(cell.value, cell) for cell in row] for row in sheet.iter_rows(min_row=TOP + 1)]
    assert rows[2] == heads[2]
    assert rows[3:] == lines
    assert len(lines) == (26 if "C" in heads[2] else 13)


def test_the_total_row_of_the_file_is_made_of_formulas(open_page: OpenPage) -> None:
    summary = open_book(choose(), "r1", values=False).worksheets[0]
    total = [cell.value for cell in next(summary.iter_rows(min_row=summary.max_row))]
    first, last = TOP + 4, summary.max_row - 1
    assert total[2:6] == [
        *(f"=SUM({letter}{first}:{letter}{last})" for letter in "CDE"),
        f"=E{summary.max_row}/C{summary.max_row}",
    ]
    moves = open_book(choose(), "r2", values=False).worksheets[0]
    persons = [cell.value for cell in next(moves.iter_rows(min_row=moves.max_row))]
    first, last = TOP + 4, moves.max_row - 2
    assert persons[3] == f'=SUMIF($C${first}:$C${last},"nhân khẩu",D{first}:D{last})'


def test_the_heads_of_a_group_are_one_cell_above_its_columns() -> None:
    sheet = open_book(choose(), "r2", values=False).worksheets[0]
    merged = {str(one): sheet[str(one).partition(":")[0]].value for one in sheet.merged_cells.ranges}
    assert merged[f"E{TOP + 1}:F{TOP + 1}"] == "Thoát nghèo"
    assert merged[f"A{TOP + 1}:A{TOP + 2}"] == "STT"


def test_all_eleven_forms_stand_in_one_file_with_their_definitions() -> None:
    book = open_book(choose(), *CODES, values=True)
    assert book.sheetnames == [*(code.upper() for code in CODES), "Nguồn và cách tính"]
    about = [row[0] for row in book.worksheets[-1].iter_rows(values_only=True)]
    assert about[:11] == [queries.find_table(name).title.vi for name in OFFICIAL]
    assert "Nguồn" in about


def test_a_cell_that_breaks_the_formula_is_named(read_page: ReadPage) -> None:
    words = read_page("official", bieu="r3")
    assert "▲ Khối Đèo Giang, hộ, cột 9: ghi 4, tính 5." in words
    assert "▲ Tổng số, hộ, cột 9: ghi 40, tính 41." in words
    assert "biểu diễn biến có 04 ô không khớp công thức" in words
    assert "▲" not in read_page("official", bieu="r2")


def test_a_movement_lost_breaks_a_form_that_held(read_page: ReadPage, alter: Alter) -> None:
    alter("DELETE FROM core.movement WHERE period = '2026' AND kind = 'near_to_poor'")
    assert "▲ Khối Đèo Giang, hộ, cột 9: ghi 2, tính 1." in read_page("official", bieu="r2")


def test_groups_that_overlap_are_told_in_one_sentence(read_page: ReadPage) -> None:
    words = read_page("official", bieu="r8", ky="2022")
    assert words.count("▲") == 1
    assert "công thức của biểu (tổng trừ ba nhóm) ra số âm ở Khối" in words


def test_a_khoi_that_has_not_reported_has_no_numbers(open_page: OpenPage, alter: Alter) -> None:
    alter(
        "DELETE FROM core.household_round WHERE period = '2026' AND area_id = 'khoi_7'",
        "UPDATE core.area_report SET is_reported = FALSE WHERE period = '2026' AND area_id = 'khoi_7'",
    )
    for code in ("r4", "r10"):
        _, lines = read_table(open_page("official", bieu=code))
        silent = next(line for line in lines if line[1].startswith("Khối 7"))
        assert silent[1] == "Khối 7chưa báo cáo"
        assert set(silent[2:]) == {"—"}
        assert lines[-1][1] == "Tổng số (chưa đủ)"
        assert lines[-1][2] != "—"


def test_one_khoi_has_its_line_and_the_same_total(open_page: OpenPage) -> None:
    _, lines = read_table(open_page("official", khoi="khoi_1", bieu="r1"))
    assert [line[1] for line in lines] == ["Khối 1", "Tổng số"]
    assert lines[0][2:] == lines[1][2:]


@pytest.mark.parametrize("mode", ["trinh_chieu", "gui_ngoai"])
def test_outside_the_office_only_the_total_of_a_sensitive_form_stands(open_page: OpenPage, mode: str) -> None:
    page = open_page("official", che_do=mode, bieu="r10")
    _, lines = read_table(page)
    assert [line[1] for line in lines] == ["Tổng số"]
    assert "chỉ" in "".join(block.proto.body for block in page.get("html"))
    buttons = [button.proto.label for button in page.get("download_button")]
    assert len(buttons) == (0 if mode == "trinh_chieu" else 2)


def test_the_file_that_leaves_the_house_names_no_khoi_in_a_sensitive_form() -> None:
    book = open_book(choose(Mode.OUTGOING), *CODES, values=True)
    for code, sheet in zip(CODES, book.worksheets, strict=False):
        names = {str(row[1]) for row in sheet.iter_rows(min_row=TOP + 4, values_only=True)}
        assert ("Khối 1" in names) is (code == "r1"), code


def test_movements_that_are_not_known_hold_nowhere(read_page: ReadPage) -> None:
    assert "biểu diễn biến chưa lập được vì chưa biết đầu kỳ" in read_page("official", ky="2022")
    assert "Kỳ này chưa có số liệu cho biểu này" in read_page("official", ky="2022", bieu="r2")


def test_what_is_hidden_is_said_to_be(read_page: ReadPage) -> None:
    said = "Số từ 1 đến 4 về đặc điểm của hộ"
    assert said in read_page("official", che_do="gui_ngoai", bieu="r8")
    assert said not in read_page("official", che_do="gui_ngoai", bieu="r1")
    assert said not in read_page("official", bieu="r8")


def test_a_period_without_a_list_has_no_forms(read_page: ReadPage) -> None:
    assert "chưa có danh sách để lập biểu" in read_page("official", ky="2026-Q1")


def test_a_form_that_nobody_knows_is_named(read_page: ReadPage) -> None:
    assert "bieu=r12" in read_page("official", bieu="r12")
