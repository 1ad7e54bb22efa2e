"""The ward's own movement report: two lines a khối, blanks that are no zeros, totals held against the lines."""

from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from etl.inspection import InspectedFile
from tests.etl.conftest import Query
from tests.etl.workbooks import write_rows

Inspect = Callable[..., list[InspectedFile]]
POOR = ("Trở thành hộ cận nghèo", "Vượt chuẩn cận nghèo", "Khác", "Hộ cận nghèo trở thành hộ nghèo", "Tái nghèo")
NEAR = ("Trở thành hộ nghèo", "Vượt chuẩn cận nghèo", "Khác", "Hộ nghèo trở thành hộ cận nghèo", "Tái cận nghèo")
FIELDS = "begin_count, to_listed, to_above, other_decrease, from_listed, relapsed, new_count, other_increase, end_count"


def rules(inspected: InspectedFile) -> dict[str, str]:
    return {issue.rule: issue.message for issue in inspected.issues}


def write_report(path: Path, *rows: list[object], is_near: bool = False, title: str = "DIỄN BIẾN NĂM 2026") -> Path:
    """Title in row 1, header tiers in rows 2 and 3, column numbers in row 4, the first line in row 5."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    listed, steps = ("hộ cận nghèo", NEAR) if is_near else ("hộ nghèo", POOR)
    sheet.append([title])
    first, last = f"Tổng số {listed} đầu kỳ", f"Tổng số {listed} cuối kỳ"
    sheet.append(
        ["TT", "Khối phố", "Phân tổ", first, "Diễn biến giảm", None, None, "Diễn biến tăng", *[None] * 3, last]
    )
    sheet.append([None, None, None, None, *steps, "Phát sinh mới", "Khác", None])
    sheet.append([None, None, None, *"12345678", "9=1-2-3-4+5+6+7+8"])
    for row in rows:
        sheet.append(row)
    for place in ("E2:G2", "H2:K2", "D2:D3", "L2:L3"):
        sheet.merge_cells(place)
    book.save(path)
    return path


def line(area: str | None, counted: str | None, *figures: object) -> list[object]:
    return [None, area, counted, *figures]


def test_two_lines_of_a_khoi(raw: Path, build_raw: Callable[[], Query]) -> None:
    write_report(
        raw / "a.xlsx",
        line("Khối 1", "Hộ", 5, 1, 1, None, 0, 0, 1, None, 4),
        line(None, "Nhân khẩu", 15, 3, 4, None, 0, 0, 2, None, 10),
        line("Khối 2", "Hộ", 2, 0, 0, 0, 0, 0, 0, 0, 2),
        line("TỔNG CỘNG", "Hộ", 7, 1, 1, 0, 0, 0, 1, 0, 6),
        line(None, "Nhân khẩu", 15, 3, 4, 0, 0, 0, 2, 0, 10),
    )
    query = build_raw()
    assert query(f"SELECT area_id, listed_class, counted, {FIELDS} FROM core.movement_report ORDER BY 1, 3") == [
        ("khoi_1", "poor", "household", 5, 1, 1, None, 0, 0, 1, None, 4),
        ("khoi_1", "poor", "person", 15, 3, 4, None, 0, 0, 2, None, 10),
        ("khoi_2", "poor", "household", 2, 0, 0, 0, 0, 0, 0, 0, 2),
    ]
    assert query("SELECT rule FROM meta.issue WHERE rule = 'total_mismatch'") == []
    assert query("SELECT rows_skipped_total FROM meta.source_sheet") == [(3,)]


def test_merged_names_of_khoi(tmp_path: Path, inspect_files: Inspect) -> None:
    zeros = [0] * 7
    path = write_report(
        tmp_path / "a.xlsx",
        line("Khối 1", "Hộ", 3, *zeros, 3),
        line(None, "Khẩu", 9, *zeros, 9),
        line("Khối 2", "Hộ", 1, *zeros, 1),
        line(None, "Khẩu", 4, *zeros, 4),
    )
    book = load_workbook(path)
    book.worksheets[0].merge_cells("B5:B6")
    book.worksheets[0].merge_cells("B7:B8")
    book.save(path)
    [inspected] = inspect_files(path)
    records = inspected.report.sheets[0].records
    assert [(record["area_id"], record["counted"]) for record in records] == [
        ("khoi_1", "household"),
        ("khoi_1", "person"),
        ("khoi_2", "household"),
        ("khoi_2", "person"),
    ]


def test_totals_and_the_remainder(tmp_path: Path, inspect_files: Inspect) -> None:
    path = write_report(
        tmp_path / "a.xlsx",
        line("Khối 1", "Hộ", 5, 1, 1, None, 0, 0, 1, None, 4),
        line(None, "Nhân khẩu", 15, 3, 4, None, 0, 0, 2, None, 12),
        line("Khối 2", "Hộ", 2, 0, 0, 0, 1, 1, 0, 0, 3),
    )
    [inspected] = inspect_files(path)
    assert inspected.totals[0] == {
        "begin": 7,
        "to_near": 1,
        "to_above": 1,
        "other_decrease": 0,
        "from_near": 1,
        "relapsed": 1,
        "new": 1,
        "other_increase": 0,
        "end_reported": 7,
        "end_by_formula": 8,
        "blank_cells": 2,
        "residual": {"Khối 2": -1},
        "persons": {
            "begin": 15,
            "to_near": 3,
            "to_above": 4,
            "other_decrease": 0,
            "from_near": 0,
            "relapsed": 0,
            "new": 2,
            "other_increase": 0,
            "end_reported": 12,
            "end_by_formula": 10,
            "blank_cells": 2,
            "residual": {"Khối 1": 2},
        },
    }


def test_a_report_of_near_poor_households(tmp_path: Path, inspect_files: Inspect) -> None:
    path = write_report(tmp_path / "a.xlsx", line("Khối 1", "Hộ", 9, 1, 2, 0, 3, 1, 0, 0, 10), is_near=True)
    [inspected] = inspect_files(path)
    [record] = inspected.report.sheets[0].records
    assert (record["listed_class"], record["to_listed"], record["from_listed"]) == ("near_poor", 1, 3)
    assert inspected.totals[0]["to_poor"] == 1
    assert inspected.totals[0]["from_poor"] == 3
    assert "to_near" not in inspected.totals[0]


def test_the_title_tells_where_the_columns_do_not(tmp_path: Path, inspect_files: Inspect) -> None:
    headers = ["Khối phố", "Đầu kỳ", "Giảm khác", "Phát sinh mới", "Tăng khác", "Cuối kỳ"]
    rows = [headers, ["Khối 1", 4, 1, 0, 0, 3]]
    told = write_rows(tmp_path / "a.xlsx", ["TỔNG HỢP DIỄN BIẾN HỘ CẬN NGHÈO NĂM 2026"], *rows)
    untold = write_rows(tmp_path / "b.xlsx", ["TỔNG HỢP DIỄN BIẾN NĂM 2026"], *rows)
    first, second = inspect_files(told, untold)
    assert first.report.sheets[0].records[0]["listed_class"] == "near_poor"
    assert first.report.sheets[0].records[0]["counted"] == "household"
    assert first.totals[0]["from_poor"] is None
    assert second.report.refused is not None
    assert second.report.refused.rule == "listed_class"
    assert "«DIỄN BIẾN HỘ CẬN NGHÈO»" in second.report.refused.message


def test_a_total_that_is_not_the_sum(tmp_path: Path, inspect_files: Inspect) -> None:
    zeros = [0] * 7
    path = write_report(
        tmp_path / "a.xlsx",
        line("Khối 1", "Hộ", 3, *zeros, 3),
        line(None, "Nhân khẩu", 9, *zeros, 9),
        line("Toàn phường", "Hộ", 4, *zeros, 3),
        line(None, "Nhân khẩu", 9, *zeros, 9),
    )
    [inspected] = inspect_files(path)
    [mismatch] = [issue for issue in inspected.issues if issue.rule == "total_mismatch"]
    assert mismatch.cell == "D7"
    assert "ghi 4 nhưng đếm từng dòng được 3" in mismatch.message
    assert inspected.totals[0]["begin"] == 3


def test_the_ward_alone(tmp_path: Path, inspect_files: Inspect) -> None:
    paths = [
        write_report(
            tmp_path / f"{name}.xlsx",
            line(name, "Hộ", 17, 6, 4, None, 1, 0, 1, None, 9),
            line(None, "Nhân khẩu", 50, 9, 9, None, 1, 0, 1, None, 34),
        )
        for name in ("Toàn phường", "Phường Tam Thanh", "TỔNG CỘNG")
    ]
    for inspected in inspect_files(*paths):
        [sheet] = inspected.report.sheets
        assert [(record["area_id"], record["counted"]) for record in sheet.records] == [
            ("tam_thanh", "household"),
            ("tam_thanh", "person"),
        ]
        assert dict(sheet.skipped) == {"column_numbers": 1}
        assert "area_unknown" not in rules(inspected)


def test_the_communes_before_the_merger(tmp_path: Path, inspect_files: Inspect) -> None:
    zeros = [0] * 7
    communes = [line("Phường Tam Thanh cũ", "Hộ", 3, *zeros, 3), line("Xã Hoàng Đồng", "Hộ", 4, *zeros, 4)]
    total = line("Tổng cộng", "Hộ", 8, *zeros, 7)
    alone = write_report(tmp_path / "a.xlsx", *communes, total)
    khoi = [line("Khối 1", "Hộ", 3, *zeros, 3), line("Khối 2", "Hộ", 4, *zeros, 4)]
    above = write_report(
        tmp_path / "b.xlsx", communes[0], khoi[0], communes[1], khoi[1], line("Cộng", "Hộ", 7, *zeros, 7)
    )
    first, second = inspect_files(alone, above)
    assert [record["area_id"] for record in first.report.sheets[0].records] == ["tam_thanh_cu", "hoang_dong_cu"]
    assert "ghi 8 nhưng đếm từng dòng được 7" in rules(first)["total_mismatch"]
    assert [record["area_id"] for record in second.report.sheets[0].records] == ["khoi_1", "khoi_2"]
    assert "total_mismatch" not in rules(second)


def test_a_line_that_does_not_say_what_it_counts_waits(tmp_path: Path, inspect_files: Inspect) -> None:
    path = write_report(tmp_path / "a.xlsx", line("Khối 1", "Hộ nghèo DTTS", 3, *[0] * 7, 3))
    [inspected] = inspect_files(path)
    assert inspected.report.sheets[0].rows_quarantined == 1
    assert "C5" in rules(inspected)["counted"]
    assert "ghi «Hộ» hoặc «Nhân khẩu»" in rules(inspected)["counted"]


def test_a_third_line_without_a_name_belongs_to_no_khoi(tmp_path: Path, inspect_files: Inspect) -> None:
    zeros = [0] * 7
    lines = [line(area, counted, 1, *zeros, 1) for area, counted in (("Khối 1", "Hộ"), (None, "Khẩu"), (None, "Hộ"))]
    [inspected] = inspect_files(write_report(tmp_path / "a.xlsx", *lines))
    assert [record["area_id"] for record in inspected.report.sheets[0].records] == ["khoi_1", "khoi_1", "chua_xac_dinh"]
    assert "ô trống" in rules(inspected)["area_unknown"]


def test_a_number_that_is_none_is_unknown_and_said(tmp_path: Path, inspect_files: Inspect) -> None:
    path = write_report(tmp_path / "a.xlsx", line("Khối 1", "Hộ", 3, "chưa rõ", 0, 0, 0, 0, 0, 0, 3))
    [inspected] = inspect_files(path)
    assert inspected.report.sheets[0].records[0]["to_listed"] is None
    assert "E5" in rules(inspected)["number"]


def test_the_column_khac_must_say_which_side(tmp_path: Path, inspect_files: Inspect) -> None:
    headers = ["Khối phố", "Hộ nghèo đầu kỳ", "Khác", "Tái nghèo", "Khác", "Hộ nghèo cuối kỳ"]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", ["NĂM 2026"], headers, ["Khối 1", 4, 1, 0, 0, 3]))
    assert inspected.report.refused is not None
    assert "Thiếu cột «Giảm khác», «Tăng khác»" in inspected.report.refused.message
