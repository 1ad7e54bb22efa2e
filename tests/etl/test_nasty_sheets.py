"""Nasty inputs 13 to 26: what stands where on a sheet; one test a case."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart
from openpyxl.worksheet.worksheet import Worksheet

from etl.inspection import InspectedFile
from tests.etl.conftest import Query
from tests.etl.workbooks import HOUSEHOLD_TITLE, MEMBER_COLUMNS, household, member, write_households, write_rows

Inspect = Callable[..., list[InspectedFile]]
HEADER = ["STT", "Họ và tên chủ hộ", "Số CCCD", "Khối phố", "Phân loại"]
TWO_ENDS = ["STT", "Họ và tên chủ hộ", "Khối phố", "{}", None, "{}", None, None]
TWO_ENDS_BELOW = [None, None, None, "Hộ nghèo", "Hộ cận nghèo", "Hộ nghèo", "Hộ cận nghèo", "Hộ không nghèo"]
SUMMARY = ["TT", "Khối phố", "Hộ nghèo", "Hộ cận nghèo"]


def listed(number: int, *, area: str | None = "Khối 1", household_class: str | None = "Hộ nghèo") -> list[object]:
    return [number, f"Hộ mẫu {number}", f"0990{number:08}", area, household_class]


def write_book(path: Path, **sheets: list[list[object]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def change(path: Path, work: Callable[[Worksheet], None]) -> Path:
    book = load_workbook(path)
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    work(sheet)
    book.save(path)
    return path


def messages(inspected: InspectedFile, rule: str) -> list[str]:
    return [issue.message for issue in inspected.issues if issue.rule == rule]


def closing(inspected: InspectedFile) -> list[object]:
    return [totals["closing"] for totals in inspected.totals]


def refusal(inspected: InspectedFile) -> tuple[str, str]:
    assert inspected.report.refused is not None
    return inspected.report.refused.rule, inspected.report.refused.message


def count(poor: int, near_poor: int = 0) -> dict[str, int]:
    return {"poor": poor, "near_poor": near_poor}


@pytest.mark.parametrize("start", [1, 14, 40])
def test_case_13_a_table_that_starts_far_down(tmp_path: Path, inspect_files: Inspect, start: int) -> None:
    heads: list[list[object]] = [["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["Độc lập - Tự do - Hạnh phúc"]]
    rows = [*heads, *([[]] * (start - 1)), [HOUSEHOLD_TITLE], HEADER, listed(1), listed(2)]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", *rows))
    assert inspected.report.sheets[0].header_row == start + 3
    assert closing(inspected) == [count(2)]


ENDS = (
    ("Trước rà soát", "Sau rà soát"),
    ("Năm 2025", "Năm 2026"),
    ("01/01", "31/12"),
    ("Thời điểm 01/01/2026", "Thời điểm 31/12/2026"),
    ("Kết quả cuối năm 2025", "Kết quả cuối năm 2026"),
    ("Tháng 1/2026", "Tháng 10/2026"),
    ("Đầu kỳ", "Cuối kỳ"),
    ("Phân loại đầu năm 2026", "Kết quả rà soát cuối năm 2026"),
    ("Kỳ trước", "Kỳ này"),
)


@pytest.mark.parametrize(("first", "second"), ENDS)
@pytest.mark.parametrize("is_turned", [False, True])
def test_case_14_the_same_headers_under_two_parents(
    tmp_path: Path, inspect_files: Inspect, first: str, second: str, is_turned: bool
) -> None:
    """Whichever of the two stands on the left, its words or its time say which end of the period it is."""
    left, right = (second, first) if is_turned else (first, second)
    header = [*TWO_ENDS[:3], left, None, right, None]
    row = [1, "Hộ mẫu 1", "Khối 1", "x", None, None, "x"]  # poor on the left, near-poor on the right
    rows = [[HOUSEHOLD_TITLE], header, TWO_ENDS_BELOW[:7], row]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", *rows))
    [totals] = inspected.totals
    ends = [totals["opening"], totals["closing"]]
    assert ends == ([count(0, 1), count(1)] if is_turned else [count(1), count(0, 1)])


def test_case_14_an_end_told_by_its_time_is_said(tmp_path: Path, inspect_files: Inspect) -> None:
    header = [*TWO_ENDS[:3], "Năm 2025", None, "Năm 2026", None, None]
    row = [1, "Hộ mẫu 1", "Khối 1", "x", None, None, "x"]
    path = write_rows(tmp_path / "a.xlsx", ["DANH SÁCH HỘ NGHÈO"], header, TWO_ENDS_BELOW, row)
    [inspected] = inspect_files(path)
    assert "«Năm 2025» được hiểu là đầu kỳ, «Năm 2026» là cuối kỳ" in messages(inspected, "ends_by_time")[0]
    assert inspected.report.sheets[0].period == "2026"


def test_case_14_three_tiers_and_a_class_in_words_for_each_year(tmp_path: Path, inspect_files: Inspect) -> None:
    tiers: list[list[object]] = [
        ["STT", "Họ và tên chủ hộ", "Khối phố", "Kết quả phân loại"],
        [None, None, None, "Năm 2025", None, "Năm 2026"],
        [None, None, None, "Hộ nghèo", "Hộ cận nghèo", "Hộ nghèo", "Hộ cận nghèo"],
    ]
    merged = write_rows(tmp_path / "a.xlsx", [HOUSEHOLD_TITLE], *tiers, [1, "Hộ mẫu 1", "Khối 1", "x", None, None, "x"])
    change(merged, lambda sheet: [sheet.merge_cells(place) for place in ("D2:G2", "D3:E3", "F3:G3", "A2:A4")] and None)
    words = ["STT", "Họ và tên chủ hộ", "Khối phố", "Phân loại năm 2025", "Phân loại năm 2026"]
    row = [1, "Hộ mẫu 1", "Khối 1", "Hộ nghèo", "Hộ cận nghèo"]
    for inspected in inspect_files(merged, write_rows(tmp_path / "b.xlsx", [HOUSEHOLD_TITLE], words, row)):
        assert inspected.totals == ({"opening": count(1), "closing": count(0, 1)},)


def test_case_17_a_class_merged_over_households_is_that_of_each_and_of_no_other(
    tmp_path: Path, inspect_files: Inspect
) -> None:
    rows = [listed(1), listed(2, household_class=None), listed(3, household_class=None)]
    path = write_rows(tmp_path / "a.xlsx", [HOUSEHOLD_TITLE], HEADER, *rows)
    [inspected] = inspect_files(change(path, lambda sheet: sheet.merge_cells("E3:E4")))
    assert closing(inspected) == [count(2)]
    assert inspected.report.sheets[0].rows_quarantined == 1


def test_case_17_a_number_merged_downwards_is_counted_once_and_said(tmp_path: Path, inspect_files: Inspect) -> None:
    rows = [household(1, members=5), household(2, members=None), household(3, members=1)]
    path = change(write_households(tmp_path / "a.xlsx", *rows), lambda sheet: sheet.merge_cells("F5:F6"))
    [inspected] = inspect_files(path)
    assert [record["member_count"] for record in inspected.report.sheets[0].records] == [5, None, 1]
    assert "1 ô gộp với dòng trên (ô đầu F6)" in messages(inspected, "cell_merged")[0]


def test_case_17_a_name_merged_over_two_rows_is_one_household(tmp_path: Path, inspect_files: Inspect) -> None:
    second: list[object] = [None, None, None, None, None, None, None, None, None, None, None, None, None, "x"]
    path = write_households(tmp_path / "a.xlsx", household(1), second, household(2))
    [inspected] = inspect_files(change(path, lambda sheet: sheet.merge_cells("C5:C6")))
    assert inspected.report.sheets[0].rows_accepted == 2
    assert "phần tiếp của hộ trên" in messages(inspected, "merged_household")[0]


@pytest.mark.parametrize("is_first", [True, False])
def test_case_18_a_list_of_the_whole_ward_beside_those_of_its_khoi_counts_once(
    tmp_path: Path, inspect_files: Inspect, is_first: bool
) -> None:
    top: list[list[object]] = [[HOUSEHOLD_TITLE], HEADER]
    of_one, of_two = [listed(1)], [listed(2, area="Khối 2"), listed(3, area="Khối 2", household_class="Hộ cận nghèo")]
    sheets = {"Khối_1": [*top, *of_one], "Khối_2": [*top, *of_two]}
    whole = {"Toàn_phường": [*top, *of_one, *of_two, listed(4, area="Khối 3")]}
    path = write_book(tmp_path / "a.xlsx", **(whole | sheets if is_first else sheets | whole))
    [inspected] = inspect_files(path)
    by_sheet = {sheet.sheet: sheet for sheet in inspected.report.sheets}
    assert sum(sheet.rows_accepted for sheet in inspected.report.sheets) == 4
    assert (by_sheet["Toàn phường"].rows_accepted, by_sheet["Toàn phường"].rows_merged) == (1, 3)
    assert "2 hộ (từ dòng 4) đã có ở trang «Khối 2»; mỗi hộ chỉ tính một lần" in " ".join(
        messages(inspected, "repeated_sheet")
    )


def test_case_18_a_summary_beside_the_lists_is_held_against_them(tmp_path: Path, inspect_files: Inspect) -> None:
    summary = [["TỔNG HỢP NĂM 2026"], SUMMARY, [1, "Khối 1", 2, 0], [2, "Khối 2", 1, 0]]
    lists = {f"Khối_{n}": [[HOUSEHOLD_TITLE], HEADER, listed(n, area=f"Khối {n}")] for n in (1, 2)}
    [inspected] = inspect_files(write_book(tmp_path / "a.xlsx", Tổng_hợp=summary, **lists))
    assert closing_of_lists(inspected) == [count(1), count(1)]
    assert len(messages(inspected, "summary_mismatch")) == 1
    assert "Khối 1: trang «Tổng hợp» ghi 2 hộ nghèo" in messages(inspected, "summary_mismatch")[0]


TIERED: list[list[object]] = [
    ["TT", "Khối phố", "Hộ nghèo", None, "Hộ cận nghèo", None],
    [None, None, "Số hộ", "Số khẩu", "Số hộ", "Số khẩu"],
]
TIERS_WRITTEN: list[list[list[object]]] = [
    TIERED,
    [["STT", "Khối", "HỘ NGHÈO", None, "HỘ CẬN NGHÈO"], [None, None, "Hộ", "Nhân khẩu", "Hộ", "Nhân khẩu"]],
    [["TT", "Địa bàn", "Nghèo", None, "Cận nghèo"], [None, None, "Số hộ", "Số khẩu", "Số hộ", "Số khẩu"]],
    [["TT", "Khối phố", "Tổng số", None, *TIERED[0][2:]], [None, None, "Số hộ", "Số khẩu", *TIERED[1][2:]]],
]


@pytest.mark.parametrize("tiers", TIERS_WRITTEN)
@pytest.mark.parametrize("is_merged", [True, False])
def test_case_18_a_summary_of_two_tiers_is_held_against_the_lists(
    tmp_path: Path, inspect_files: Inspect, tiers: list[list[object]], is_merged: bool
) -> None:
    between: list[object] = [200, 700] if len(tiers[1]) > 6 else []
    rows: list[list[object]] = [
        [1, "Khối 1", *between, 1, 3, 0, 0],
        [2, "Khối 2", *between, 2, 3, 1, 4],
        [None, "Tổng cộng", *between, 3, 7, 0, 0],
    ]
    header = [*HEADER, "Số nhân khẩu"]
    lists = {
        f"Khối_{n}": [[HOUSEHOLD_TITLE], header, [*listed(n, area=f"Khối {n}"), 3 if n == 1 else 4]] for n in (1, 2)
    }
    path = write_book(tmp_path / "a.xlsx", Tổng_hợp=[["TỔNG HỢP NĂM 2026"], *tiers, *rows], **lists)
    if is_merged:
        wide = [["C2:D2", "E2:F2"], ["C2:D2", "E2:F2", "G2:H2"]][bool(between)]
        change(path, lambda sheet: [sheet.merge_cells(place) for place in ("A2:A3", "B2:B3", *wide)] and None)
    [inspected] = inspect_files(path)
    assert closing_of_lists(inspected) == [count(1), count(1)]
    assert [
        (issue.message.split(":")[0], issue.found, issue.used)
        for issue in inspected.issues
        if issue.rule == "summary_mismatch"
    ] == [
        ("Khối 2", "2", "1"),
        ("Khối 2", "1", "0"),
        ("Khối 2", "3", "4"),
        ("Khối 2", "4", "0"),
        ("Dòng tổng", "3", "2"),
    ]
    assert not [issue for issue in inspected.issues if issue.severity == "error"]


def test_case_18_persons_of_a_summary_are_not_held_against_households_that_do_not_say(
    tmp_path: Path, inspect_files: Inspect
) -> None:
    summary = [["TỔNG HỢP NĂM 2026"], *TIERED, [1, "Khối 1", 1, 3, 0, 0]]
    path = write_book(tmp_path / "a.xlsx", Tổng_hợp=summary, Khối_1=[[HOUSEHOLD_TITLE], HEADER, listed(1)])
    [inspected] = inspect_files(path)
    assert messages(inspected, "summary_mismatch") == []


def test_case_18_residents_beside_a_summary_are_told_to_be_left_out(tmp_path: Path, inspect_files: Inspect) -> None:
    summary = [["TỔNG HỢP NĂM 2026"], *TIERS_WRITTEN[3], [1, "Khối 1", 200, 700, 1, 3, 0, 0]]
    path = write_book(tmp_path / "a.xlsx", Tổng_hợp=summary, Khối_1=[[HOUSEHOLD_TITLE], HEADER, listed(1)])
    [inspected] = inspect_files(path)
    assert messages(inspected, "extra_columns") == ["Các cột không dùng đến: «Tổng số / Số hộ», «Tổng số / Số khẩu»."]


def test_case_18_a_person_on_two_sheets_counts_once(tmp_path: Path, inspect_files: Inspect) -> None:
    top: list[list[object]] = [["DANH SÁCH THÀNH VIÊN HỘ NĂM 2026"], [], list(MEMBER_COLUMNS)]
    one, two = member(1, "An", "01/02/2010"), member(2, "Bình", "03/04/2012")
    changed = [*two[:-1], "x"]
    path = write_book(tmp_path / "a.xlsx", Khối_1=[*top, one, two], Toàn_phường=[*top, one, changed])
    [inspected] = inspect_files(path)
    first, whole = inspected.report.sheets
    assert (first.rows_accepted, whole.rows_accepted, whole.rows_merged) == (2, 1, 1)
    assert messages(inspected, "repeated_sheet") == [
        "Trang «Toàn phường»: 1 người (từ dòng 4) đã có ở trang «Khối 1»; mỗi người chỉ tính một lần."
    ]


def closing_of_lists(inspected: InspectedFile) -> list[object]:
    return [totals["closing"] for totals in inspected.totals if totals]


@pytest.mark.parametrize("name", ["Nháp", "DS cũ", "Copy of Khối 1", "Khối 1 (2)", "Bản sao", "backup"])
def test_case_19_a_draft_in_sight_is_told_and_not_taken(tmp_path: Path, inspect_files: Inspect, name: str) -> None:
    rows = [[HOUSEHOLD_TITLE], HEADER, listed(1)]
    beside, alone = inspect_files(
        write_book(tmp_path / "a.xlsx", **{"Khối 1": rows, name: [*rows[:2], listed(2)]}),
        write_book(tmp_path / "b.xlsx", **{name: rows}),
    )
    assert closing(beside) == [count(1)]
    assert f"Trang «{name}»" in messages(beside, "draft_sheet")[0]
    assert closing(alone) == [count(1)]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_case_19_a_hidden_sheet_is_told_and_not_taken(tmp_path: Path, inspect_files: Inspect, state: str) -> None:
    rows = [[HOUSEHOLD_TITLE], HEADER, listed(1)]
    path = write_book(tmp_path / "a.xlsx", DS=rows, Cũ_hơn=[*rows[:2], listed(2)])
    book = load_workbook(path)
    book.worksheets[1].sheet_state = state
    book.save(path)
    [inspected] = inspect_files(path)
    assert closing(inspected) == [count(1)]
    assert "đang ẩn nên không lấy số liệu" in messages(inspected, "hidden_sheet")[0]


def test_case_19_a_sheet_for_typing_in_is_no_draft(tmp_path: Path, inspect_files: Inspect) -> None:
    rows = [[HOUSEHOLD_TITLE], HEADER, listed(1)]
    [inspected] = inspect_files(write_book(tmp_path / "a.xlsx", Nhập_liệu=rows, Khối_2=[*rows[:2], listed(2)]))
    assert closing(inspected) == [count(1), count(1)]


def hide_rows(sheet: Worksheet) -> None:
    sheet.row_dimensions[6].hidden = sheet.row_dimensions[7].hidden = True


def hide_columns(sheet: Worksheet) -> None:
    sheet.column_dimensions["D"].hidden = True


def test_case_20_rows_hidden_by_a_filter_are_taken_and_told(tmp_path: Path, inspect_files: Inspect) -> None:
    path = change(write_households(tmp_path / "a.xlsx", *map(household, (1, 2, 3))), hide_rows)
    [inspected] = inspect_files(path)
    assert closing(inspected) == [count(3)]
    assert inspected.report.hidden_rows == 2
    assert "2 dòng đang ẩn" in messages(inspected, "hidden_rows")[0]


def test_case_21_a_hidden_column_of_identity_numbers_is_taken_and_told(tmp_path: Path, inspect_files: Inspect) -> None:
    [inspected] = inspect_files(change(write_households(tmp_path / "a.xlsx", household(1)), hide_columns))
    assert inspected.report.sheets[0].records[0]["head_id_number"] == "099000000001"
    assert "D «Số định danh chủ hộ»" in messages(inspected, "hidden_columns")[0]


BELOW: dict[str, list[list[object]]] = {
    "of another year": [["DANH SÁCH HỘ NGHÈO NĂM 2025"], HEADER, listed(3)],
    "a summary": [["TỔNG HỢP"], SUMMARY, [1, "Khối 1", 2, 0]],
    "of households that live here": [["SỐ HỘ"], ["TT", "Khối phố", "Tổng số hộ"], [1, "Khối 1", 300]],
}


@pytest.mark.parametrize("below", BELOW)
@pytest.mark.parametrize("gap", [0, 2])
def test_case_22_another_table_below_is_never_read_as_the_first(
    tmp_path: Path, inspect_files: Inspect, below: str, gap: int
) -> None:
    rows = [[HOUSEHOLD_TITLE], HEADER, listed(1), listed(2), *([[]] * gap), *BELOW[below]]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", *rows))
    rule, message = refusal(inspected)
    assert rule == "two_tables"
    assert f"dòng {6 + gap}" in message


def test_case_22_the_same_list_going_on_below_is_one(tmp_path: Path, inspect_files: Inspect) -> None:
    again = [["DANH SÁCH HỘ CẬN NGHÈO NĂM 2026"], HEADER, listed(2, household_class="Hộ cận nghèo")]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", [HOUSEHOLD_TITLE], HEADER, listed(1), [], *again))
    assert closing(inspected) == [count(1, 1)]
    assert inspected.report.sheets[0].rows_quarantined == 0


def test_case_23_sheets_of_charts_and_empty_ones_are_passed_over(tmp_path: Path, inspect_files: Inspect) -> None:
    path = write_rows(tmp_path / "a.xlsx", [HOUSEHOLD_TITLE], HEADER, listed(1))
    book = load_workbook(path)
    book.create_chartsheet("Biểu đồ").add_chart(BarChart())
    book.create_sheet("Trống")
    book.move_sheet("Biểu đồ", -1)
    book.save(path)
    [inspected] = inspect_files(path)
    assert closing(inspected) == [count(1)]
    assert {issue.sheet for issue in inspected.issues} <= {None, "Sheet"}


@pytest.mark.parametrize(
    ("header", "hint"),
    [
        (["STT", "Họ tên người đại diện", "Khối phố", "Phân loại", "Điểm B1"], "«Họ tên người đại diện» có phải"),
        (["STT", "Họ và tên chủ hộ", "Khối phố", "Phân loại hộ gia đình", "Điểm B1"], "có phải «Phân loại»?"),
    ],
)
def test_case_24_a_missing_column_is_named_with_the_nearest(
    tmp_path: Path, inspect_files: Inspect, header: list[object], hint: str
) -> None:
    row = [1, "Hộ mẫu", "Khối 1", "Hộ nghèo", 150]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", [HOUSEHOLD_TITLE], header, row))
    rule, message = refusal(inspected)
    assert rule == "missing_column"
    assert hint in message


def test_case_25_columns_of_nobody_are_left_out_and_listed_once(tmp_path: Path, inspect_files: Inspect) -> None:
    header = [*HEADER, "Số điện thoại", None, "Số điện thoại"]
    rows = {f"Khối_{n}": [[HOUSEHOLD_TITLE], header, [*listed(n), "0912", "khen thưởng", "0913"]] for n in (1, 2, 3)}
    [inspected] = inspect_files(write_book(tmp_path / "a.xlsx", **rows))
    [said] = messages(inspected, "extra_columns")
    assert said == "Các cột không dùng đến: «Số điện thoại» (và 2 trang khác cũng vậy)."
    assert "Cột G có 1 ô có nội dung (ô đầu G3) nhưng không có tiêu đề" in messages(inspected, "column_unnamed")[0]


def test_case_39_a_formula_gives_the_value_that_was_stored_with_it(tmp_path: Path, inspect_files: Inspect) -> None:
    path = write_rows(tmp_path / "a.xlsx", ["SỐ HỘ NĂM 2026"], ["TT", "Khối phố", "Tổng số hộ"], [1, "Khối 1", 300])
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as written:
        for name in package.namelist():
            content = package.read(name)
            if name.endswith("sheet1.xml"):
                assert b"<v>300</v>" in content
                content = content.replace(b"<v>300</v>", b"<f>SUM(Z1:Z9)*0+300</f><v>300</v>")
            written.writestr(name, content)
    [inspected] = inspect_files(tmp_path / "b.xlsx")
    assert inspected.totals[0]["resident_households"] == 300
    assert messages(inspected, "error_cell") == []


def test_case_45_what_an_inspection_counts_is_what_a_build_counts(
    tmp_path: Path, raw: Path, inspect_files: Inspect, build_raw: Callable[[], Query]
) -> None:
    """Exact copies, copies with another remark, the same household in another sheet: each counts once in both."""
    header = [*HEADER, "Ghi chú"]
    near = [[*listed(n), note] for n, note in ((1, "a"), (1, "b"), (2, None), (2, None), (1, "c"))]
    path = write_book(
        raw / "a.xlsx",
        Khối_1=[[HOUSEHOLD_TITLE], header, *near],
        Khối_2=[[HOUSEHOLD_TITLE], header, [*listed(2), "d"], [*listed(3, household_class="Hộ cận nghèo"), None]],
    )
    [inspected] = inspect_files(path)
    assert sum(sheet.rows_accepted for sheet in inspected.report.sheets) == 3
    assert closing(inspected) == [count(2), count(0, 1)]
    assert "khác nhau ở «Ghi chú»" in messages(inspected, "repeated_household")[0]
    query = build_raw()
    assert query("SELECT recognised_class, count(*) FROM core.household_round GROUP BY ALL ORDER BY ALL") == [
        ("near_poor", 1),
        ("poor", 2),
    ]


def test_case_45_the_same_list_again_with_other_numbers_is_told_with_both_files(
    tmp_path: Path, inspect_files: Inspect
) -> None:
    header = ["STT", "Họ và tên chủ hộ", "Năm sinh", "Số CCCD", "Khối phố", "Phân loại"]

    def rows(first: int, births: tuple[object, ...], numbers: bool = True) -> list[list[object]]:
        return [
            [n, f"Hộ mẫu {n}", birth, f"0990{first + n:08}" if numbers else None, "Khối 1", "Hộ nghèo"]
            for n, birth in enumerate(births, start=1)
        ]

    first = write_rows(tmp_path / "a.xlsx", [HOUSEHOLD_TITLE], header, *rows(0, (1970, "02/05/1980", 1990)))
    again = write_rows(tmp_path / "b.xlsx", [HOUSEHOLD_TITLE], header, *rows(100, ("01/01/1970", 1980, 1991)))
    bare = write_rows(tmp_path / "c.xlsx", [HOUSEHOLD_TITLE], header, *rows(0, (None, None, None), numbers=False))
    month = write_rows(tmp_path / "d.xlsx", [f"{HOUSEHOLD_TITLE[:-9]} THÁNG 5 NĂM 2026"], header, *rows(200, (1970,)))
    inspected = inspect_files(first, again, bare, month)
    said = {file.report.file: messages(file, "listed_again") for file in inspected}
    assert (said["a.xlsx"], said["d.xlsx"]) == ([], [])
    assert said["b.xlsx"] == [
        "2 hộ của tệp này (dòng đầu: 3) cùng họ tên chủ hộ, năm sinh và khối với hộ trong «a.xlsx» (kỳ 2026) nhưng "
        "khác số định danh hoặc mã hộ, nên đang được tính hai lần. Nếu là cùng một danh sách, hãy chỉ giữ một tệp; nếu "
        "là cùng hộ, hãy sửa số định danh cho giống nhau rồi nạp lại."
    ]
    assert [
        "3 hộ" in message and "chủ hộ và khối (có hộ không ghi năm sinh để so)" in message for message in said["c.xlsx"]
    ] == [True, True]


def test_case_45_a_household_of_two_files_with_one_number_is_told_once(tmp_path: Path, inspect_files: Inspect) -> None:
    header = ["STT", "Họ và tên chủ hộ", "Số CCCD", "Khối phố", "Phân loại"]
    rows = [[n, "Hộ mẫu", f"0990{n:08}", "Khối 1", "Hộ nghèo"] for n in (1, 2)]
    paths = [write_rows(tmp_path / name, [HOUSEHOLD_TITLE], header, *rows) for name in ("a.xlsx", "b.xlsx")]
    [_, again] = inspect_files(*paths)
    assert (len(messages(again, "overlaps_file")), messages(again, "listed_again")) == (1, [])
