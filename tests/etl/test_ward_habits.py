"""Habits of real lists that once gave a wrong number in silence."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from etl.clean.numbers import read_money_scale
from etl.inspection import InspectedFile
from etl.sheet_time import read_year
from tests.etl.workbooks import HOUSEHOLD_COLUMNS, household, write_households, write_rows

Inspect = Callable[..., list[InspectedFile]]
RESIDENTS = ["TT", "Khối phố", "Tổng số hộ"]


def rules(inspected: InspectedFile) -> set[str]:
    return {issue.rule for issue in inspected.issues}


@pytest.mark.parametrize("name", ["Tống Thị Hoa", "Công Văn Nghĩa", "Lưu Yến Nhi", "Chu Tịch"])
def test_a_name_is_never_a_total_or_a_note(tmp_path: Path, inspect_files: Inspect, name: str) -> None:
    bare: dict[str, object] = {"Mã hộ": None, "B2": None}
    rows = [
        household(number, name=shown, id_number=None, b1=None, deprived=0, members=None, marks=bare)
        for number, shown in ((1, name), (2, None))
    ]
    [inspected] = inspect_files(write_households(tmp_path / "a.xlsx", *rows))
    assert inspected.report.sheets[0].rows_accepted == 2


def test_a_khoi_row_with_counts_is_a_section(tmp_path: Path, inspect_files: Inspect) -> None:
    section: list[object] = [2, None, "Khối 2", None, None, 4, 1, 1, 1, None, 1]
    [inspected] = inspect_files(write_households(tmp_path / "a.xlsx", section, household(1, area=None, id_number=None)))
    [sheet] = inspected.report.sheets
    assert (sheet.rows_accepted, dict(sheet.skipped)) == (1, {"section": 1})
    assert sheet.records[0]["area_id"] == "khoi_2"


def test_an_unknown_section_does_not_lend_its_households_to_the_khoi_before(
    tmp_path: Path, inspect_files: Inspect
) -> None:
    rows = [["I", None, "Khối 1"], household(1, area=None), ["II", None, "Khối Tân Lập"], household(2, area=None)]
    [inspected] = inspect_files(write_households(tmp_path / "a.xlsx", *rows))
    assert [record["area_id"] for record in inspected.report.sheets[0].records] == ["khoi_1", "chua_xac_dinh"]
    assert "area_unknown" in rules(inspected)


def test_namesakes_of_two_sections_are_two_households(tmp_path: Path, inspect_files: Inspect) -> None:
    same = household(1, area=None, id_number=None, marks={"Mã hộ": None})
    rows = [["I", None, "Khối 1"], same, ["II", None, "Khối 2"], same]
    [inspected] = inspect_files(write_households(tmp_path / "a.xlsx", *rows))
    assert inspected.report.sheets[0].rows_accepted == 2


def test_a_header_printed_on_every_page_is_no_household(tmp_path: Path, inspect_files: Inspect) -> None:
    header = [leaf for _, leaf in HOUSEHOLD_COLUMNS]
    numbers = list(range(1, len(HOUSEHOLD_COLUMNS) + 1))
    [inspected] = inspect_files(write_households(tmp_path / "a.xlsx", household(1), header, numbers, household(2)))
    [sheet] = inspected.report.sheets
    assert (sheet.rows_accepted, dict(sheet.skipped)) == (2, {"header": 1, "column_numbers": 1})


def test_a_tick_that_is_an_error_or_not_calculated_is_unknown(tmp_path: Path, inspect_files: Inspect) -> None:
    path = write_households(tmp_path / "a.xlsx", household(1), household(2))
    book = load_workbook(path)
    book.worksheets[0]["G5"] = "#N/A"
    book.worksheets[0]["G6"] = '=IF(1=1,"x","")'
    book.save(path)
    [inspected] = inspect_files(path)
    assert [record["opening_class"] for record in inspected.report.sheets[0].records] == ["unknown", "unknown"]
    assert {issue.cell for issue in inspected.issues if issue.rule == "error_cell"} == {"G5", "G6"}


def test_an_error_is_nobodys_name_and_no_khoi(tmp_path: Path, inspect_files: Inspect) -> None:
    path = write_households(tmp_path / "a.xlsx", household(1), household(2), household(3))
    book = load_workbook(path)
    title = {leaf: place for place, (_, leaf) in enumerate(HOUSEHOLD_COLUMNS, start=1)}
    book.worksheets[0].cell(5, title["Họ và tên chủ hộ"], "#N/A")
    book.worksheets[0].cell(6, title["Khối phố"], "#REF!")
    book.save(path)
    [inspected] = inspect_files(path)
    [sheet] = inspected.report.sheets
    assert (sheet.rows_accepted, sheet.rows_quarantined) == (2, 1)
    assert "#N/A" not in {record["head_name"] for record in sheet.records}
    assert [record["area_id"] for record in sheet.records] == ["chua_xac_dinh", "khoi_1"]
    assert len([issue for issue in inspected.issues if issue.rule == "error_cell"]) == 2


def test_the_ward_itself_among_its_khoi_is_a_total(tmp_path: Path, inspect_files: Inspect) -> None:
    rows = [[None, "Phường Tam Thanh", 700], [1, "Khối 1", 300], [2, "Khối 2", 400]]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", ["SỐ HỘ NĂM 2026"], RESIDENTS, *rows))
    assert inspected.totals[0]["resident_households"] == 700
    assert dict(inspected.report.sheets[0].skipped) == {"total": 1}


def test_a_khoi_twice_is_said(tmp_path: Path, inspect_files: Inspect) -> None:
    [inspected] = inspect_files(
        write_rows(tmp_path / "a.xlsx", ["NĂM 2026"], RESIDENTS, [1, "Khối 1", 300], [2, "Khối 1", 310])
    )
    assert "repeated_area" in rules(inspected)


@pytest.mark.parametrize(("residents", "is_said"), [(1, True), (2, False), (None, False)])
def test_more_listed_households_than_households_is_said(
    tmp_path: Path, inspect_files: Inspect, residents: int | None, is_said: bool
) -> None:
    rows = [[1, "Khối 1", residents], [2, "Khối 2", 300]]
    lived, _ = inspect_files(
        write_rows(tmp_path / "a.xlsx", ["SỐ HỘ NĂM 2026"], RESIDENTS, *rows),
        write_households(tmp_path / "b.xlsx", household(1), household(2, closing="near_poor", deprived=1)),
    )
    said = [issue.message for issue in lived.issues if issue.rule == "more_listed_than_residents"]
    assert bool(said) is is_said
    assert all("Dòng 3: kỳ 2026 khối này có 2 hộ nghèo, cận nghèo nhưng ghi cả khối 1 hộ" in words for words in said)


def test_two_columns_that_could_both_be_the_plan_are_asked_about(tmp_path: Path, inspect_files: Inspect) -> None:
    headers = ["TT", "Đơn vị", "Dự án", "Kế hoạch", "Thực hiện", "Kế hoạch vốn", "Giải ngân"]
    row = [1, "Phòng Văn hóa - Xã hội", "Dự án 5", 10, 4, 450, 225]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", ["NĂM 2026"], ["ĐVT: triệu đồng"], headers, row))
    assert inspected.report.refused is not None
    assert inspected.report.refused.rule == "column_ambiguous"
    assert "«Kế hoạch» và «Kế hoạch vốn»" in inspected.report.refused.message


def test_a_sheet_that_lacks_a_column_does_not_sink_the_others(tmp_path: Path, inspect_files: Inspect) -> None:
    path = write_households(tmp_path / "a.xlsx", household(1))
    book = load_workbook(path)
    extra = book.create_sheet("Cán bộ rà soát")
    for row in (["STT", "Họ và tên", "Giới tính", "Dân tộc", "Khối"], [1, "Người mẫu", "Nữ", "Tày", "Khối 1"]):
        extra.append(row)
    book.save(path)
    [inspected] = inspect_files(path)
    assert inspected.report.refused is None
    assert inspected.totals[0]["closing"] == {"poor": 1, "near_poor": 0}
    assert "missing_column" in rules(inspected)


@pytest.mark.parametrize(
    ("line", "scale"),
    [
        ("ĐVT: 1.000 đồng", 10**3),
        ("ĐVT: ngàn đồng", 10**3),
        ("Đơn vị tính: tr.đồng", 10**6),
        ("ĐVT: Tr.đ", 10**6),
        ("(Triệu đồng)", 10**6),
        ("Đơn vị: Hội đồng nhân dân", None),
    ],
)
def test_units_of_money(line: str, scale: int | None) -> None:
    assert read_money_scale(line) == scale


def test_small_figures_without_a_unit_are_refused(tmp_path: Path, inspect_files: Inspect) -> None:
    headers = ["TT", "Đơn vị", "Dự án", "Kế hoạch", "Giải ngân"]
    row = [1, "Phòng Văn hóa - Xã hội", "Dự án 5", 450, 225]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", ["NĂM 2026"], headers, row))
    assert inspected.report.refused is not None
    assert inspected.report.refused.rule == "money_unit_missing"


@pytest.mark.parametrize(
    ("titles", "labels", "sheet", "year"),
    [
        (["Nghị định ngày 27 tháng 01 năm 2021", "DANH SÁCH NĂM 2026"], (), "Sheet", 2026),
        (["DANH SÁCH"], ("Kết quả rà soát cuối năm 2026",), "Sheet", 2026),
        (["DANH SÁCH"], (), "2025", 2025),
        (["Số liệu đến 31/12/2025"], (), "Sheet", 2025),
        (["DANH SÁCH"], (), "Sheet", None),
    ],
)
def test_the_year_of_a_list(titles: list[str], labels: tuple[str, ...], sheet: str, year: int | None) -> None:
    assert read_year(titles, labels, sheet) == year


def test_what_was_understood_for_a_count_is_said(tmp_path: Path, inspect_files: Inspect) -> None:
    rows = [[1, "Khối 1", 5.021], [2, "Khối 2", "18 hộ"], [3, "Khối 3", 300]]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", ["SỐ HỘ NĂM 2026"], RESIDENTS, *rows))
    assert [record["resident_households"] for record in inspected.report.sheets[0].records] == [5021, 18, 300]
    said = [issue for issue in inspected.issues if issue.rule == "number_read"]
    assert [(issue.severity, issue.cell, issue.used) for issue in said] == [
        ("repair", "C3", "5021"),
        ("repair", "C4", "18"),
    ]


def test_two_tables_side_by_side_are_never_one(tmp_path: Path, inspect_files: Inspect) -> None:
    header = ["STT", "Họ và tên chủ hộ", "Khối phố", "Phân loại"]
    rows = [[1, "Hộ mẫu 1", "Khối 1", "Hộ nghèo", None, 1, "Hộ mẫu 2", "Khối 2", "Hộ nghèo"]]
    path = write_rows(tmp_path / "a.xlsx", ["DANH SÁCH HỘ NGHÈO NĂM 2026"], [*header, None, *header], *rows)
    [inspected] = inspect_files(path)
    assert inspected.report.refused is not None
    assert inspected.report.refused.rule == "two_tables"
    assert "cột B và cột G" in inspected.report.refused.message


def test_a_label_merged_over_two_columns_heads_one(tmp_path: Path, inspect_files: Inspect) -> None:
    header = ["STT", "Họ và tên chủ hộ", None, "Khối phố", "Phân loại"]
    rows = [[1, "Hộ mẫu 1", None, "Khối 1", "Hộ nghèo"], [2, "Hộ mẫu 2", None, "Khối 2", "Hộ nghèo"]]
    path = write_rows(tmp_path / "a.xlsx", ["DANH SÁCH HỘ NGHÈO NĂM 2026"], header, *rows)
    book = load_workbook(path)
    book.worksheets[0].merge_cells("B2:C2")
    book.save(path)
    [inspected] = inspect_files(path)
    assert inspected.totals[0]["closing"] == {"poor": 2, "near_poor": 0}


COLUMN_NUMBERS = (
    "A B C D E 1 2 3 4 5 6 7 8",
    "a b c d 1 2 3 4 5 6 7 8 9",
    "[1] [2] [3] [4] [5] [6] [7]",
    "1. 2. 3. 4. 5. 6.",
    "A B C D E F",
    "I II III IV V",
    "1 2 3 4 5 6 1 2 1 2 3",
    "1 2 3 4 5 6 7a 7b 8a 8b",
)


@pytest.mark.parametrize("written", [*COLUMN_NUMBERS, "Cột 1,Cột 2,Cột 3,Cột 4"])
@pytest.mark.parametrize("gap", [0, 1])
def test_numbers_of_columns_are_no_household(tmp_path: Path, inspect_files: Inspect, written: str, gap: int) -> None:
    numbers: list[object] = [*(written.split(",") if "," in written else written.split())]
    blank: list[list[object]] = [[] for _ in range(gap)]
    [inspected] = inspect_files(write_households(tmp_path / "a.xlsx", *blank, numbers, household(1), household(2)))
    [sheet] = inspected.report.sheets
    assert (sheet.rows_accepted, dict(sheet.skipped)) == (2, {"column_numbers": 1})


def test_a_first_row_of_ticks_alone_is_not_taken_for_numbers_of_columns(tmp_path: Path, inspect_files: Inspect) -> None:
    ticks: list[object] = [1, None, None, None, None, None, "x", None, "x", None, None, None, None, "x"]
    [inspected] = inspect_files(write_households(tmp_path / "a.xlsx", ticks, household(2)))
    [sheet] = inspected.report.sheets
    assert (sheet.rows_accepted, sheet.rows_quarantined, dict(sheet.skipped)) == (1, 1, {})


@pytest.mark.parametrize("told", ["{} hộ", "{} hộ, 9 khẩu"])
@pytest.mark.parametrize(("number", "is_said"), [(2, False), (3, True)])
def test_households_told_by_a_section_are_held_against_its_rows(
    tmp_path: Path, inspect_files: Inspect, told: str, number: int, is_said: bool
) -> None:
    rows = [[f"I. Khối 1: {told.format(number)}"], household(1, area=None), household(2, area=None), ["II. Khối 2"]]
    [inspected] = inspect_files(write_households(tmp_path / "a.xlsx", *rows, household(3, area=None)))
    said = [issue.message for issue in inspected.issues if issue.rule == "subtotal_mismatch"]
    assert bool(said) is is_said
    assert all("«Khối 1» ghi 3 hộ nhưng nhận được 2 dòng hộ" in words for words in said)
    assert [record["area_id"] for record in inspected.report.sheets[0].records] == ["khoi_1", "khoi_1", "khoi_2"]
    checks = [(check["area_id"], check["written"], check["counted"]) for check in inspected.report.sheets[0].checks]
    assert checks == [("khoi_1", number, 2)]
