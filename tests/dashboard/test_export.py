"""Files as their readers open them: numbers are numbers, unknown is a word, words of data stay words."""

import csv
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from dashboard.charts.bullet import Bullet
from dashboard.export import delimited, workbook
from dashboard.export.paper import Paper
from dashboard.export.workbook import LONGEST_NAME
from dashboard.grids import Cell, Grid, Head, crosstabs, headed, listing, targets
from dashboard.text import Text
from queries import Result, Row, Table

LOADED = datetime(2026, 11, 20, 8, 12)
SOURCES = "Nguồn và cách tính"
MakeRow, MakeResult, MakeTable = Callable[..., Row], Callable[..., Result], Callable[..., Table]


def paper(*grids: Grid, title: str = "Mười hộ.", lines: tuple[str, ...] = ("Toàn phường",)) -> Paper:
    return Paper(title, lines, grids, (("Nguồn", "ra_soat.xlsx"),), LOADED)


def write(*grids: Grid, **changes: Any) -> bytes:
    return workbook.write(paper(*grids, **changes), SOURCES)


def open_book(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(data))


def open_sheet(*grids: Grid, **changes: Any) -> Worksheet:
    return open_book(write(*grids, **changes)).worksheets[0]


def read(sheet: Worksheet) -> list[list[Any]]:
    """Return the table alone: its head, its rows, its total."""
    head = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).border.bottom.style)
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=head)]


@pytest.fixture
def listed(make_table: MakeTable, vi: Text) -> Grid:
    """One row of every kind and one of which nothing is known."""
    kinds = {
        **{"area": "area", "head_name": "name", "households": "count+", "score": "decimal", "money": "money+"},
        **{"share": "share", "day": "date", "is_done": "flag", "state": "text"},
    }
    columns = tuple((name, kind) for name, kind in kinds.items())
    told = ("Khối 1", "Lý A", 3, 2.5, 1_065_500_000, 0.7777777777777778, date(2026, 12, 31), True, "xong")
    return listing.grid(make_table("t", columns, told, ("Khối 2", *[None] * 8)), vi)


def test_numbers_are_numbers_days_are_days_and_unknown_is_a_word(listed: Grid) -> None:
    sheet = open_sheet(listed)
    _, told, untold, total = read(sheet)
    assert told == [
        *("Khối 1", "Lý A", 3, 2.5, 1_065_500_000, pytest.approx(7 / 9)),
        *(datetime(2026, 12, 31), "✔", "xong"),
    ]
    owed = "chưa báo cáo"
    assert untold == ["Khối 2", None, owed, owed, owed, "—", owed, "chưa rõ", None]
    assert total[:5] == ["Cộng", None, "3 (chưa đủ)", None, "1.065,5 triệu đồng (chưa đủ)"]


def test_calamine_reads_the_same(listed: Grid) -> None:
    rows = CalamineWorkbook.from_filelike(BytesIO(write(listed))).get_sheet_by_index(0).to_python()
    told = next(row for row in rows if row[0] == "Khối 1")
    assert told[2:7] == [3.0, 2.5, 1_065_500_000.0, pytest.approx(7 / 9), date(2026, 12, 31)]
    assert 0.0 not in next(row for row in rows if row[0] == "Khối 2")


def test_how_excel_shows_each_kind(listed: Grid) -> None:
    sheet = open_sheet(listed)
    (row,) = (cells for cells in sheet.iter_rows() if cells[0].value == "Khối 1")
    assert [cell.number_format for cell in row[2:7]] == ["#,##0", "#,##0.##", "#,##0", "0.00%", "dd/mm/yyyy"]


def test_a_whole_number_shows_no_decimal_sign_and_a_half_is_not_rounded() -> None:
    """Excel shows 3 under «#,##0.##» as «3,», and 2,5 under «#,##0» as «3»."""
    heads = ((Head("Khối"), Head("a", format="decimal"), Head("b")),)
    sheet = open_sheet(Grid("t", heads, ((Cell("Khối 1"), Cell("3", (3.0,)), Cell("2,5", (2.5,))),)))
    assert [cell.number_format for cell in list(sheet.iter_rows())[-1][1:]] == ["#,##0", "#,##0.##"]


def test_a_source_is_three_columns_of_a_file(make_table: MakeTable, vi: Text) -> None:
    columns = (("head_name", "name"), ("source_file", "text"), ("source_sheet", "text"), ("source_row", "count"))
    grid = listing.grid(make_table("t", columns, ("Lý A", "2026/a.xlsx", "Khối 3", 12), ("Lý B", *[None] * 3)), vi)
    head, told, untold = read(open_sheet(grid))
    assert head[1:] == ["Dòng nguồn – source_file", "Dòng nguồn – source_sheet", "Dòng nguồn – source_row"]
    assert told[1:] == ["2026/a.xlsx", "Khối 3", 12]
    assert untold[1:] == [None, None, None]


@pytest.fixture
def shares(make_row: MakeRow, make_result: MakeResult, vi: Text) -> Grid:
    rows = (
        make_row(7, 9, key="a", label="Khối 1", unknown=1),
        make_row(None, None, key="b", label="Khối 2", areas_reported=11),
        make_row(2, 3, key="c", label="Khối 3", areas_reported=11),
        make_row(None, None, key="d", label="Khối 4", suppressed=True),
        make_row(0, 0, key="e", label="Khối 5"),
    )
    return crosstabs.by_area((make_result(make_row(9, 12, areas_reported=10), *rows, by="area_id"),), vi)


def test_a_share_is_three_columns_and_an_unknown_part_is_said_in_each(shares: Grid) -> None:
    head, *rows = read(open_sheet(shares))
    assert head == ["Khối", "Số đo – đạt", "Số đo – trong số", "Số đo – chưa rõ"]
    assert rows == [
        ["Khối 1", 7, 9, 1],
        ["Khối 2", *["chưa báo cáo"] * 3],
        ["Khối 3", "2 (chưa đủ)", "3 (chưa đủ)", "0 (chưa đủ)"],
        ["Khối 4", *["số nhỏ, không công bố"] * 3],
        ["Khối 5", 0, 0, 0],
        ["Cộng", "9 (chưa đủ)", "12 (chưa đủ)", "0 (chưa đủ)"],
    ]


def test_a_count_is_not_called_reached(make_row: MakeRow, make_result: MakeResult, vi: Text) -> None:
    result = make_result(make_row(4, unknown=1), make_row(4, key="a", label="Khối 1", unknown=1), by="area_id")
    head, told, _ = read(open_sheet(crosstabs.by_area((result,), vi)))
    assert head == ["Khối", "Số đo – số hộ", "Số đo – chưa rõ"]
    assert told == ["Khối 1", 4, 1]


def test_a_numerator_without_its_whole_does_not_stand_as_a_whole(
    make_row: MakeRow, make_result: MakeResult, vi: Text
) -> None:
    result = make_result(make_row(3, 9), make_row(3, None, key="a", label="Khối 1"), by="area_id")
    _, told, _ = read(open_sheet(crosstabs.by_area((result,), vi)))
    assert told == ["Khối 1", 3, "chưa báo cáo", 0]


def test_years_keep_what_is_not_known(make_row: MakeRow, make_result: MakeResult, vi: Text) -> None:
    doubtful = make_result(make_row(4, unknown=1), make_row(4, key="a", label="Khối 1", unknown=1), by="area_id")
    partial = make_result(
        make_row(3, areas_reported=11), make_row(3, key="a", label="Khối 1", areas_reported=11), by="area_id"
    )
    grid = crosstabs.by_year((("2025", doubtful), ("2026", partial)), ("2026",), ("", ""), "Qua các năm", vi)
    head, told, total = read(open_sheet(grid))
    assert head == ["Khối", "2025 – số hộ", "2025 – chưa rõ", "‖ 2026 – số hộ", "‖ 2026 – chưa rõ"]
    assert told[1:] == total[1:] == [4, 1, "3 (chưa đủ)", "0 (chưa đủ)"]


def test_a_target_without_figures_has_no_empty_number(vi: Text) -> None:
    untold = Bullet("5", "Chỉ tiêu", "chưa có số liệu", "", None, "chưa có số liệu", "", "Phòng A")
    told = Bullet("1b", "Không tái nghèo", "0 hộ", "", None, "đạt", "", "Phòng A", actual=0.0, goal=0.0)
    head, first, second = read(open_sheet(targets.grid((untold, told), vi)))
    numbers = head.index("thực hiện")
    assert first[numbers:] == ["chưa có số liệu"] * 5
    assert second[numbers:] == [0, "—", 0, "—", 0]


def test_two_tiers_become_one_head_each(vi: Text) -> None:
    groups = (Head("Diễn biến", rows=2), Head("Số hộ", columns=2), Head("Số người", columns=2))
    heads = tuple(Head(name) for name in ("Biểu", "Ta") * 2)
    grid = Grid("t", (groups, heads), ((Cell("Đầu kỳ"), *(Cell(str(n), (n,)) for n in range(4))),))
    head, told = read(open_sheet(grid))
    assert head == ["Diễn biến", "Số hộ – Biểu", "Số hộ – Ta", "Số người – Biểu", "Số người – Ta"]
    assert told == ["Đầu kỳ", 0, 1, 2, 3]


def plain(*rows: str, title: str = "Bảng") -> Grid:
    return Grid(title, headed("Khối", "Lời"), tuple((Cell("Khối 1"), Cell(words, (words,))) for words in rows))


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t="])
def test_words_that_look_like_a_formula_stay_words(sign: str) -> None:
    words = f"{sign}HYPERLINK(A1)"
    sheet = open_sheet(plain(words), title=words, lines=(words,))
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    (cell,) = (row[1] for row in sheet.iter_rows() if row[0].value == "Khối 1")
    assert (cell.value, cell.data_type, cell.quotePrefix) == (words, "s", True)
    assert csv_rows(plain(words))[1] == ["Khối 1", f"'{words}"]


def test_a_number_below_zero_is_no_formula() -> None:
    grid = Grid("t", headed("Khối", "Chênh"), ((Cell("Khối 1"), Cell("−3", (-3.0,))),))
    assert read(open_sheet(grid))[1] == ["Khối 1", -3]
    assert csv_rows(grid)[1] == ["Khối 1", "-3"]


def test_every_table_has_its_sheet_and_the_last_tells_the_sources() -> None:
    book = open_book(write(plain("a", title="Hộ nghèo"), plain("b", title="Hộ cận nghèo")))
    assert book.sheetnames == ["Hộ nghèo", "Hộ cận nghèo", SOURCES]
    assert [cell.value for cell in book[SOURCES][1]] == ["Nguồn", "ra_soat.xlsx"]


@pytest.mark.parametrize(
    "titles",
    [
        ("Khối [1]: a*b?c/d\\e", "'Khối 1'", ""),
        ("Danh sách trẻ em hộ nghèo từ 3 đến dưới 16 tuổi",) * 12,
        # What is numbered must not meet what is called so.
        ("Hộ 2", "Hộ", "Hộ", "hộ", "HỘ 2"),
        ("History", "history", "a\nb\x07c"),
        (SOURCES, SOURCES),
    ],
)
def test_sheets_bear_names_that_excel_takes(titles: tuple[str, ...]) -> None:
    names = open_book(write(*(plain("a", title=title) for title in titles))).sheetnames
    assert len(names) == len(titles) + 1
    assert len({name.lower() for name in names}) == len(names)
    for name in names:
        assert 0 < len(name) <= LONGEST_NAME
        assert not re.search(r"[\[\]:*?/\\\x00-\x1f]|^'|'$", name)
        assert name.lower() != "history"


def test_a_sheet_opens_with_the_finding_and_without_one_with_its_own_name() -> None:
    grids = (plain("a", title="Phòng A"), plain("b", title="Phòng B"))
    opened = [[sheet.cell(row, 1).value for row in (1, 2, 3)] for sheet in open_book(write(*grids)).worksheets[:2]]
    assert opened == [["Mười hộ.", "Toàn phường", "Phòng A"], ["Mười hộ.", "Toàn phường", "Phòng B"]]
    untitled = open_book(write(*grids, title=""))
    assert [sheet.cell(1, 1).value for sheet in untitled.worksheets[:2]] == ["Phòng A", "Phòng B"]
    assert untitled.properties.title == "Phòng A"


def test_the_same_numbers_make_the_same_bytes(listed: Grid) -> None:
    first = write(listed)
    assert write(listed) == first
    assert open_book(first).properties.created == LOADED


def test_a_total_is_not_filtered_away(listed: Grid) -> None:
    sheet = open_sheet(listed)
    last = int(re.findall(r"\d+", sheet.auto_filter.ref)[-1])
    assert sheet.cell(last + 1, 1).value == "Cộng"
    assert sheet.max_row == last + 1


def test_words_too_long_for_a_cell_are_cut_aloud() -> None:
    cell = read(open_sheet(plain("a" * 40_000)))[1][1]
    assert cell.endswith("a…")
    assert len(cell) < 32_768


# Control characters become Excel's own escapes, which this reader leaves as they are.
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn"]), max_size=60)


@settings(max_examples=60, deadline=None)
@given(words=st.lists(WORDS, min_size=1, max_size=4), title=st.text(max_size=60))
@example(words=["<r>a</r>", "]]>", "&amp;", "<t xml:space='preserve'>"], title="<r>&</r>")
@example(words=[" Lý A "], title="\x00\x0b\x1f\ufffe")
@example(words=["1", "01234", "http://a.vn", "=1+1"], title="'")
def test_whatever_words_go_in_the_file_opens_and_gives_them_back(words: list[str], title: str) -> None:
    data = write(plain(*words, title=title), title=title, lines=(title,))
    # XlsxWriter's own markup is told from ours by a space.
    told = [f" {word}" if word.startswith("<r>") else word for word in words]
    assert [row[1] or "" for row in read(open_book(data).worksheets[0])[1:]] == told
    rows = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()
    assert [row[1] for row in rows[-len(words) :]] == told


@settings(max_examples=30, deadline=None)
@given(title=st.text(max_size=40), words=st.text(max_size=40))
@example(title="\x00", words="\x1b_x0041_\r\n")
def test_every_part_of_the_file_is_whole(title: str, words: str) -> None:
    data = write(plain(words, title=title), title=title, lines=(title, words))
    with zipfile.ZipFile(BytesIO(data)) as parts:
        assert parts.testzip() is None
    assert open_book(data).sheetnames[-1] == SOURCES


def csv_rows(grid: Grid) -> list[list[str]]:
    return list(csv.reader(StringIO(delimited.write(grid).decode("utf-8-sig"), newline="")))


def test_csv_is_for_machines_and_opens_in_excel(listed: Grid) -> None:
    assert delimited.write(listed).startswith(b"\xef\xbb\xbf")
    head, told, untold, total = csv_rows(listed)
    assert head[:3] == ["area", "head_name", "households"]
    assert told == ["Khối 1", "Lý A", "3", "2.5", "1065500000", "0.7777777777777778", "2026-12-31", "✔", "xong"]
    assert untold == ["Khối 2", "", *["chưa báo cáo"] * 3, "—", "chưa báo cáo", "chưa rõ", ""]
    assert total[2] == "3 (chưa đủ)"


@settings(max_examples=60, deadline=None)
@given(words=st.lists(st.text(max_size=30), min_size=1, max_size=4))
def test_csv_gives_the_words_back_and_runs_none_of_them(words: list[str]) -> None:
    rows = csv_rows(plain(*words))[1:]
    assert [shown.removeprefix("'") for _, shown in rows] == [word.removeprefix("'") for word in words]
    assert not [shown for _, shown in rows if shown.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]


def test_shares_of_a_picture_are_fractions() -> None:
    heads = ((Head("Dãy số"), Head("2026", format="share")),)
    grid = Grid("t", heads, ((Cell("Phường"), Cell("0,14%", (0.00137,))), (Cell("Tỉnh"), Cell("—", (None,)))))
    sheet = open_sheet(grid)
    assert [row[1] for row in read(sheet)] == ["2026", 0.00137, "—"]
    assert sheet.cell(sheet.max_row - 1, 2).number_format == "0.00%"
