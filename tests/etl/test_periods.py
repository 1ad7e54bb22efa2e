"""The time and the standard of a sheet: from its own words, never from a signature, a decree or a programme."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from etl.inspection import InspectedFile
from etl.sheet_time import read_time
from tests.etl.conftest import Query
from tests.etl.workbooks import household, member, write_households, write_members, write_rows

Inspect = Callable[..., list[InspectedFile]]
LIST = "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO"
OLD, NEW = "MDP_2022_2025", "MDP_2027_2030"


def rules(inspected: InspectedFile) -> dict[str, str]:
    return {issue.rule: issue.message for issue in inspected.issues}


def read_period(*titles: str, sheet: str = "Sheet", labels: tuple[str, ...] = (), has_months: bool = True) -> str:
    return read_time(list(titles), labels, sheet, plan_year=2026, has_months=has_months).period


@pytest.mark.parametrize(
    ("titles", "sheet", "period"),
    [
        ((f"{LIST} NĂM 2026",), "Sheet", "2026"),
        ((f"{LIST} THÁNG 5 NĂM 2026",), "Sheet", "2026-05"),
        ((f"{LIST} (Tháng 05/2026)",), "Sheet", "2026-05"),
        ((f"{LIST} tháng 11-2025",), "Sheet", "2025-11"),
        ((f"{LIST} NĂM 2026",), "Tháng 05", "2026-05"),
        ((LIST,), "Tháng 5.2025", "2025-05"),
        ((LIST,), "Tháng 5", "2026-05"),
        ((f"{LIST} THÁNG 5",), "2025", "2025-05"),
        # The day of a signature, of a decision, of a rule that starts.
        (("Tam Thanh, ngày 15 tháng 5 năm 2026", f"{LIST} NĂM 2026"), "Sheet", "2026"),
        (("Tam Thanh, ngày      tháng 5 năm 2026", f"{LIST} NĂM 2025"), "Sheet", "2025"),
        (("Tam Thanh, ngày ........................... tháng 5 năm 2025", LIST), "Sheet", "2026"),
        ((f"{LIST} NĂM 2026", "(Kèm theo Báo cáo số 12/BC-UBND ngày 31/5/2026)"), "Sheet", "2026"),
        ((f"{LIST} NĂM 2026", "(Kèm theo Báo cáo tháng 5 năm 2026 của UBND phường)"), "Sheet", "2026"),
        ((f"{LIST} NĂM 2026 (áp dụng từ tháng 01/2027)",), "Sheet", "2026"),
        ((f"{LIST} (áp dụng từ tháng 01/2027)",), "Sheet", "2026"),
        ((f"{LIST} 6 THÁNG ĐẦU NĂM 2026",), "Sheet", "2026-06"),
        ((f"{LIST} QUÝ III NĂM 2026",), "Sheet", "2026-09"),
        ((f"{LIST} NĂM 2026",), "Quý 1", "2026-03"),
        ((f"{LIST} GIỮA NĂM 2026",), "Sheet", "2026-06"),
        ((f"{LIST} T5/2026",), "Sheet", "2026-05"),
        ((f"{LIST} THÁNG NĂM NĂM 2026",), "Sheet", "2026-05"),
        ((f"{LIST} THÁNG .... NĂM 2026",), "Sheet", "2026"),
        ((f"{LIST} NĂM 2026",), "T5", "2026-05"),
        ((f"{LIST} NĂM 2026",), "DS T.11", "2026-11"),
        ((LIST,), "05-2026", "2026-05"),
        ((f"{LIST} NĂM 2026",), "5", "2026"),
        ((f"{LIST} ĐẦU NĂM 2026",), "Sheet", "2025"),
        ((f"{LIST} NĂM 2026 (so với đầu năm 2026)",), "Sheet", "2026"),
        ((f"{LIST} NĂM 2026 THEO KẾT QUẢ RÀ SOÁT NĂM 2025",), "Sheet", "2025"),
        ((f"{LIST} THÁNG 13 NĂM 2026",), "Sheet", "2026"),
        ((f"{LIST} NĂM 2026", "Rà soát từ tháng 9 năm 2026 đến tháng 12 năm 2026"), "Sheet", "2026"),
        ((f"{LIST} NĂM 2026", "Từ 01 tháng 9 đến 14 tháng 12 năm 2026"), "Sheet", "2026"),
        ((f"{LIST} ĐỢT 2 THÁNG 5 NĂM 2026",), "Thang 05", "2026-05"),
        # The day it runs to.
        ((f"{LIST} (tính đến ngày 31/5/2026)",), "Sheet", "2026-05"),
        ((f"{LIST} NĂM 2026", "Số liệu đến hết ngày 30 tháng 6 năm 2026"), "Sheet", "2026-06"),
        ((f"{LIST} NĂM 2026", "Số liệu đến ngày 14/12/2026"), "Sheet", "2026"),
        ((f"{LIST} NĂM 2026", "Số liệu đến ngày 15/5/2026"), "Sheet", "2026"),
        ((f"{LIST} NĂM 2026", "Số liệu đến ngày 31/10/2025"), "Sheet", "2026"),
        ((f"{LIST} TỪ THÁNG 1 ĐẾN THÁNG 5 NĂM 2026",), "Sheet", "2026-05"),
        ((f"{LIST} THÁNG 01 - 05/2026",), "Sheet", "2026-05"),
        ((f"{LIST} THÁNG 3 NĂM 2026",), "Tháng 2", "2026-02"),
    ],
)
def test_the_period_of_a_list(titles: tuple[str, ...], sheet: str, period: str) -> None:
    assert read_period(*titles, sheet=sheet) == period


def test_a_name_mended_in_the_next_month_is_the_same_household(tmp_path: Path, inspect_files: Inspect) -> None:
    path = write_households(tmp_path / "a.xlsx", household(1, name="Hộ mẫu"), title=f"{LIST} NĂM 2026")
    book = load_workbook(path)
    first = book.worksheets[0]
    first.title = "Tháng 1"
    second = book.copy_worksheet(first)
    second.title = "Tháng 2"
    second["C5"] = "Hộ mẫu (Nông)"
    book.save(path)
    [inspected] = inspect_files(path)
    records = [record for sheet in inspected.report.sheets for record in sheet.records]
    assert [record["period"] for record in records] == ["2026-01", "2026-02"]
    assert len({record["listed_id"] for record in records}) == 1
    assert "id_number_shared" not in rules(inspected)


def test_only_lists_of_households_come_monthly() -> None:
    assert read_period("SỐ HỘ DÂN CƯ THÁNG 5 NĂM 2026", has_months=False) == "2026"


def test_the_year_of_a_column_is_below_that_of_the_title() -> None:
    assert read_period(f"{LIST} THÁNG 3", labels=("Phân loại đầu năm 2025",)) == "2025-03"
    assert read_period(f"{LIST} THÁNG 3/2026", labels=("Phân loại đầu năm 2025",)) == "2026-03"


DOUBTS = [
    (f"{LIST} TỪ THÁNG 1 ĐẾN THÁNG 5 NĂM 2026", "Sheet", "nhiều tháng (1, 5)"),
    (f"{LIST} THÁNG 1 NĂM 2026", "Tháng 2", "nhiều tháng (1, 2)"),
    (f"{LIST} NĂM 2026 (số liệu đến ngày 15/5/2026)", "Sheet", "«đến ngày 15/5/2026»"),
    (f"{LIST} NĂM 2026 (số liệu đến ngày 31/5/2026)", "Sheet", "tạm tính là danh sách tháng 5 năm 2026"),
    (f"{LIST} 6 THÁNG ĐẦU NĂM 2026", "Sheet", "tạm tính là danh sách tháng 6 năm 2026"),
    (f"{LIST} QUÝ II NĂM 2026", "Sheet", "«QUÝ II»"),
    (f"{LIST} THÁNG 13 NĂM 2026", "Sheet", "«tháng 13», không có tháng này"),
    (f"{LIST} ĐẦU NĂM 2026", "Sheet", "tạm tính là danh sách cuối năm 2025"),
    (f"{LIST} NĂM 2026 THEO KẾT QUẢ RÀ SOÁT NĂM 2025", "Sheet", "nhiều năm (2025, 2026)"),
    (f"{LIST} NĂM 2026", "T5", "«T5» được hiểu là tháng 5"),
]


def test_a_doubtful_time_is_asked_about(tmp_path: Path, inspect_files: Inspect) -> None:
    paths = []
    for number, (title, sheet, _) in enumerate(DOUBTS, start=1):
        paths.append(write_households(tmp_path / f"{number}.xlsx", household(number), title=title))
        book = load_workbook(paths[-1])
        book.worksheets[0].title = sheet
        book.save(paths[-1])
    for inspected, (_, _, words) in zip(inspect_files(*paths), DOUBTS, strict=True):
        assert words in rules(inspected)["period_unclear"]
        assert "«THÁNG 5 NĂM 2026»" in rules(inspected)["period_unclear"]


def test_lists_of_a_month_are_told_from_the_years(raw: Path, build_raw: Callable[[], Query]) -> None:
    write_households(raw / "nam.xlsx", household(1), title=f"{LIST} NĂM 2025")
    write_households(raw / "thang.xlsx", household(1), household(2), title=f"{LIST} THÁNG 5 NĂM 2026")
    write_members(raw / "nguoi.xlsx", member(1, "Người mẫu", "01/02/2015"), title="THÀNH VIÊN HỘ THÁNG 5 NĂM 2026")
    query = build_raw()
    assert query("SELECT period, count(*) FROM core.household_round GROUP BY ALL ORDER BY ALL") == [
        ("2025", 1),
        ("2026-05", 2),
    ]
    assert query("SELECT period, count(*) FROM core.person_round GROUP BY ALL") == [("2026-05", 1)]


STANDARDS = {
    f"{LIST} NĂM 2026": OLD,
    f"{LIST} NĂM 2027": NEW,
    f"{LIST} THEO CHUẨN NGHÈO ĐA CHIỀU GIAI ĐOẠN 2026-2030 NĂM 2026": NEW,
    f"{LIST} NĂM 2026 THEO CHUẨN 2026 – 2030": NEW,
    f"{LIST} NĂM 2026 (theo chuẩn mới)": NEW,
    f"{LIST} NĂM 2026 theo Nghị định số 351/2025/NĐ-CP": NEW,
    f"{LIST} NĂM 2026 theo NĐ 351/2025": NEW,
    f"{LIST} NĂM 2027 theo chuẩn nghèo giai đoạn 2021-2025": OLD,
    f"{LIST} NĂM 2026 thuộc Chương trình MTQG giảm nghèo bền vững giai đoạn 2026-2030": OLD,
    f"{LIST} NĂM 2026 theo chuẩn nghèo, Chương trình giảm nghèo giai đoạn 2026-2030": OLD,
    f"{LIST} NĂM 2026 xã đạt chuẩn nông thôn mới giai đoạn 2026-2030": OLD,
    f"{LIST} NĂM 2026 theo tiêu chuẩn giai đoạn 2026-2030": OLD,
    f"{LIST} NĂM 2026, Kế hoạch giai đoạn 2026-2030": OLD,
}


def test_the_standard_of_a_list(tmp_path: Path, inspect_files: Inspect) -> None:
    paths = [
        write_households(tmp_path / f"{number}.xlsx", household(number), title=title)
        for number, title in enumerate(STANDARDS, start=1)
    ]
    inspected = inspect_files(*paths)
    found = {title: file.report.sheets[0].standard_id for title, file in zip(STANDARDS, inspected, strict=True)}
    assert found == STANDARDS
    assert not any("standard_unclear" in rules(file) for file in inspected)


def test_two_standards_named_are_asked_about(tmp_path: Path, inspect_files: Inspect) -> None:
    title = f"{LIST} NĂM 2026 THEO CHUẨN NGHÈO GIAI ĐOẠN 2021-2025 VÀ 2026-2030"
    [inspected] = inspect_files(write_households(tmp_path / "a.xlsx", household(1), title=title))
    assert inspected.report.sheets[0].standard_id == OLD
    assert "tạm tính theo Chuẩn 2021-2025 (NĐ 07/2021)" in rules(inspected)["standard_unclear"]


@pytest.mark.parametrize("words", ["(giai đoạn 2026-2030)", "HỘ NGHÈO ĐA CHIỀU GIAI ĐOẠN 2026 - 2030"])
def test_years_of_another_standard_without_the_word_are_asked_about(
    tmp_path: Path, inspect_files: Inspect, words: str
) -> None:
    [inspected] = inspect_files(write_households(tmp_path / "a.xlsx", household(1), title=f"{LIST} NĂM 2026 {words}"))
    assert inspected.report.sheets[0].standard_id == OLD
    assert "standard_unclear" in rules(inspected)


def write_one_class(path: Path, *labels: str) -> Path:
    headers = ["STT", "Chủ hộ", "Số CCCD", "Khối phố", *labels]
    row = [1, "Hộ mẫu", "099000000001", "Khối 1", *("Hộ nghèo" for _ in labels)]
    return write_rows(path, [f"{LIST} NĂM 2026"], headers, row)


def test_the_standard_stands_above_a_column(tmp_path: Path, inspect_files: Inspect) -> None:
    [inspected] = inspect_files(write_one_class(tmp_path / "a.xlsx", "Phân loại theo chuẩn 2026-2030"))
    [sheet] = inspected.report.sheets
    assert (sheet.standard_id, sheet.records[0]["recognised_class"]) == (NEW, "poor")


def test_a_class_under_each_standard_in_one_sheet_is_asked_about(tmp_path: Path, inspect_files: Inspect) -> None:
    labels = ("Phân loại theo chuẩn 2021-2025", "Phân loại theo chuẩn 2026-2030")
    [inspected] = inspect_files(write_one_class(tmp_path / "a.xlsx", *labels))
    assert inspected.report.refused is not None
    assert inspected.report.refused.rule == "column_ambiguous"
    assert all(f"«{label}»" in inspected.report.refused.message for label in labels)


def test_nothing_is_computed_under_the_standard_whose_thresholds_are_not_issued(
    raw: Path, build_raw: Callable[[], Query]
) -> None:
    for name, standard in (("cu", "2021-2025"), ("moi", "2026-2030")):
        write_households(raw / f"{name}.xlsx", household(1), title=f"{LIST} NĂM 2026 THEO CHUẨN NGHÈO {standard}")
    assert build_raw()(
        "SELECT standard_id, recognised_class, computed_class FROM core.household_round ORDER BY standard_id"
    ) == [(OLD, "poor", "poor"), (NEW, "poor", "unknown")]
