"""Lists of persons that carry the class of their households: layouts L1 (three sheets) and L3 (printed list)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from etl.inspection import InspectedFile
from etl.sources.left_households import read_left_class
from tests.etl.conftest import Query
from tests.etl.workbooks import household, write_households

Inspect = Callable[..., list[InspectedFile]]
Rows = list[list[object]]

FIRST_HEADERS = [
    *(None, "STT hộ", "Họ tên chủ hộ", "Họ tên thành viên", "Quan hệ với chủ hộ", "Ngày sinh", "Giới tính", "CCCD"),
    *("Tỉnh", "Huyện", "Mã huyện", "Xã", "Mã xã", "Thôn", "Dân tộc", "Phân loại hộ", "Số QĐ công nhận", "Ngày QĐ"),
    *("B1", "B2", "Hộ DTTS", "Hộ không có khả năng lao động", "Hộ có thành viên là người có công", "Nguyên nhân nghèo"),
    *(None, "Tuổi", "Số nhân khẩu"),
]
LEFT_HEADERS = [
    *(
        None,
        "STT hộ",
        "Họ và tên",
        "Quan hệ với chủ hộ",
        "Giới tính",
        "Ngày sinh",
        "CCCD",
        "Dân tộc",
        "Địa chỉ",
        "B1",
        "B2",
    ),
    *(None, "Ghi chú", None, "Tuổi", "Số nhân khẩu"),
]


def number(household: int, person: int = 0) -> str:
    return f"0990{household:06}{person:02}"


def first_row(
    household: int,
    person: int = 0,
    *,
    stt: object = "",
    relation: str | None = "",
    closing: str | None = "",
    members: int | None = None,
    khoi: str | None = "Khối 1",
    birth: object = "15/05/1980",
    marks: dict[str, object] | None = None,
) -> list[object]:
    """One person of sheet 1; person 0 is the head, whose row alone carries the household."""
    is_head = person == 0
    cells: dict[str, object] = {
        "STT hộ": (household if is_head else None) if stt == "" else stt,
        "Họ tên chủ hộ": f"Hộ mẫu {household}" if is_head else None,
        "Họ tên thành viên": f"Hộ mẫu {household}" if is_head else f"Người {household}.{person}",
        "Quan hệ với chủ hộ": ("Chủ hộ" if is_head else "Con") if relation == "" else relation,
        "Ngày sinh": birth,
        "Giới tính": "Nữ",
        "CCCD": number(household, person),
        "Dân tộc": "Tày",
        "Phân loại hộ": ("Hộ nghèo" if is_head else None) if closing == "" else closing,
        "Thôn": khoi if is_head else None,
        "B1": 150 if is_head else None,
        "B2": 30 if is_head else None,
        "Nguyên nhân nghèo": "Thiếu vốn; thiếu lao động" if is_head else None,
        "Số nhân khẩu": members if is_head else None,
    } | (marks or {})
    return [cells.get(str(header)) for header in FIRST_HEADERS]


def left_row(household: int, person: int = 0, *, members: int | None = None) -> list[object]:
    """One person of sheet 2 or 3: head and members share the column of names."""
    is_head = person == 0
    cells: dict[str, object] = {
        "STT hộ": household if is_head else None,
        "Họ và tên": f"Hộ mẫu {household}" if is_head else f"Người {household}.{person}",
        "Quan hệ với chủ hộ": "Chủ hộ" if is_head else "Con",
        "Giới tính": "Nam",
        "Ngày sinh": "01/02/1975" if is_head else "03/04/2010",
        "CCCD": number(household, person),
        "Dân tộc": "Nùng",
        "Địa chỉ": "Khối 2, phường Tam Thanh" if is_head else None,
        "B1": 200 if is_head else None,
        "Số nhân khẩu": members if is_head else None,
    }
    return [cells.get(str(header)) for header in LEFT_HEADERS]


def write_three(
    path: Path, listed: Rows, left_poor: Rows | None = None, left_near: Rows | None = None, *, year: str = " NĂM 2026"
) -> Path:
    """L1: title in A4 and data from row 8, then titles in B5 and data from row 10."""
    book = Workbook()
    sheets = [(book.active, "HỘ NGHÈO, HỘ CẬN NGHÈO", 4, 7, FIRST_HEADERS, listed)]
    for name, rows in (("HỘ THOÁT NGHÈO", left_poor), ("HỘ THOÁT CẬN NGHÈO", left_near)):
        sheets.append((book.create_sheet(name), name, 5, 9, LEFT_HEADERS, rows or []))
    for sheet, title, title_row, header_row, headers, rows in sheets:
        assert sheet is not None
        sheet.cell(title_row, 1 if title_row == 4 else 2, f"DANH SÁCH {title} SAU KHI RÀ SOÁT{year}")
        for place, values in enumerate([headers, *rows]):
            for column, value in enumerate(values, start=1):
                sheet.cell(header_row + place, column, value)
    book.save(path)
    return path


PRINTED_TOP = [
    *(
        "STT chủ hộ",
        "STT thành viên hộ",
        "HỌ, TÊN CHỦ HỘ VÀ THÀNH VIÊN TRONG HỘ; THÔN, BON, BUÔN, TỔ DÂN PHỐ",
        "NĂM SINH",
    ),
    *(
        None,
        "Dân tộc",
        "Quan hệ với chủ hộ",
        "CHIA HỘ NGHÈO THEO",
        None,
        None,
        "Cận nghèo",
        "Hộ chính sách có công",
        "Hộ DTTC",
    ),
    "Hộ không có khả năng lao động",
]
PRINTED_LOW = [None, None, None, "Nam", "Nữ", None, None, "Nghèo mới", "Tái nghèo", "Nghèo cũ", None, None, None, None]
NEW, RELAPSED, OLD, NEAR, MERIT, NO_LABOUR = 7, 8, 9, 10, 11, 13


def printed(
    stt: int | None, member: int, name: str, *, male: object = None, female: object = None, ticks: tuple[int, ...] = ()
) -> list[object]:
    cells: list[object] = [stt, member, name, male, female, "Tày", "Chủ hộ" if stt else "Con", *([None] * 7)]
    for place in ticks:
        cells[place] = "x"
    return cells


def write_printed(path: Path, *rows: list[object] | str, title: str = "DANH SÁCH CHI TIẾT HỘ NGHÈO NĂM 2026") -> Path:
    """L3: two header tiers with merged parents; a text alone is a section row merged across."""
    book = Workbook()
    sheet: Any = book.active
    for values in ([title], [], PRINTED_TOP, PRINTED_LOW, ["A", "B", "C", *range(1, 12)]):
        sheet.append(values)
    sheet.merge_cells("D3:E3")
    sheet.merge_cells("H3:J3")
    for column in "ABCFGKLMN":
        sheet.merge_cells(f"{column}3:{column}4")
    for values in rows:
        sheet.append([values] if isinstance(values, str) else values)
        if isinstance(values, str):
            sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=14)
    book.save(path)
    return path


def rules(inspected: InspectedFile) -> dict[str, str]:
    return {issue.rule: issue.message for issue in inspected.issues}


HOUSEHOLDS = (
    "SELECT head_name, area_id, opening_class, recognised_class, member_count "
    "FROM core.household_round JOIN restricted.household USING (period, household_id) ORDER BY head_name"
)


def test_three_sheets_of_one_workbook(raw: Path, build_raw: Callable[[], Query]) -> None:
    write_three(
        raw / "a.xlsx",
        [first_row(1), first_row(1, 1), first_row(1, 2), first_row(2, closing="Cận nghèo", members=2), first_row(2, 1)],
        [left_row(2), left_row(2, 1), left_row(3), left_row(3, 1)],
        [left_row(4)],
    )
    query = build_raw()
    assert query(HOUSEHOLDS) == [
        ("Hộ mẫu 1", "khoi_1", "unknown", "poor", 3),
        ("Hộ mẫu 2", "khoi_1", "poor", "near_poor", 2),
        ("Hộ mẫu 3", "khoi_2", "poor", "not_poor", 2),
        ("Hộ mẫu 4", "khoi_2", "near_poor", "not_poor", 1),
    ]
    assert query("SELECT count(*), count(DISTINCT household_id) FROM core.person_round") == [(8, 4)]
    assert (
        query("SELECT rule FROM meta.issue WHERE severity IN ('error', 'warning') AND rule <> 'class_difference'") == []
    )
    sheets = "SELECT sheet, rows_read, rows_accepted, rows_merged FROM meta.source_sheet ORDER BY sheet"
    assert query(sheets) == [("HỘ THOÁT CẬN NGHÈO", 1, 1, 0), ("HỘ THOÁT NGHÈO", 4, 2, 2), ("Sheet", 5, 5, 0)]


def test_what_a_head_row_says_of_the_household(raw: Path, build_raw: Callable[[], Query]) -> None:
    marks = {"Hộ không có khả năng lao động": "x", "Hộ có thành viên là người có công": None, "Hộ DTTS": "x"}
    write_three(raw / "a.xlsx", [first_row(1, marks=marks), first_row(1, 1)])
    columns = "b1_score, b2_score, is_ethnic_minority, head_sex, has_no_labour, has_merit_member, poverty_causes"
    assert build_raw()(f"SELECT {columns} FROM core.household_round") == [
        (150, 30, True, "female", True, False, "capital,labour")
    ]


def test_lists_of_two_layouts_agree_on_the_household(raw: Path, build_raw: Callable[[], Query]) -> None:
    """The same head in a list of households and in a list of persons, with a number and without one."""
    nobody = household(9, id_number=None, marks={"Họ và tên chủ hộ": "Hộ mẫu 9", "Mã hộ": None})
    write_households(raw / "a.xlsx", household(1, id_number=number(1)), nobody)
    without = first_row(9, birth=None, marks={"CCCD": None})
    write_three(raw / "b.xlsx", [first_row(1), first_row(1, 1), without])
    query = build_raw()
    assert query("SELECT count(*) FROM core.household_round") == [(2,)]
    assert query("SELECT count(DISTINCT household_id), count(*) FROM core.person_round") == [(2, 3)]
    assert query("SELECT rule FROM meta.issue WHERE rule IN ('class_conflict', 'overlaps_file')") == [
        ("overlaps_file",)
    ]


def test_khoi_of_a_list_with_classes_have_reported_both(raw: Path, build_raw: Callable[[], Query]) -> None:
    write_three(raw / "a.xlsx", [first_row(1), first_row(2, khoi="Khối 3")], [left_row(5)])
    rows = build_raw()("SELECT form, area_id FROM core.area_report WHERE is_reported ORDER BY ALL")
    assert rows == [(form, area) for form in ("household_review", "member_list") for area in ("khoi_1", "khoi_3")]


def test_totals_come_from_the_lists_own_classes(tmp_path: Path, inspect_files: Inspect) -> None:
    child = {"birth": "15/05/2015"}
    path = write_three(
        tmp_path / "a.xlsx",
        [first_row(1), first_row(1, 1, **child), first_row(2, closing="Hộ cận nghèo"), first_row(2, 1, **child)],  # type: ignore[arg-type]
    )
    [inspected] = inspect_files(path)
    totals = inspected.totals[0]
    assert (totals["members"], totals["children_3_15_poor"]) == (4, 1)
    other = write_households(tmp_path / "b.xlsx", household(1, id_number=number(1), closing="near_poor", deprived=2))
    beside = inspect_files(path, other)[0]
    assert beside.totals[0]["children_3_15_poor"] == 1
    assert "class_conflict" in rules(beside)


def test_rows_above_the_first_household_and_below_a_section_belong_to_nobody(
    tmp_path: Path, inspect_files: Inspect
) -> None:
    rows = [first_row(7, 1), first_row(7, 2), first_row(1), [None, "II", "Khối 2"], first_row(1, 1)]
    [inspected] = inspect_files(write_three(tmp_path / "a.xlsx", rows))
    sheet = inspected.report.sheets[0]
    assert (sheet.rows_accepted, sheet.rows_quarantined) == (1, 3)
    orphans = [issue for issue in inspected.issues if issue.rule == "orphan_member"]
    assert [issue.row for issue in orphans] == [8, 12]
    assert "2 thành viên từ dòng 8 đến dòng 9" in orphans[0].message


@pytest.mark.parametrize(
    ("rows", "rule", "words"),
    [
        ([first_row(1), first_row(1, 1, relation="Chủ hộ")], "two_heads", "dòng 8"),
        ([first_row(1, relation="Vợ"), first_row(1, 1)], "head_missing", "dòng đầu của hộ"),
        ([first_row(1), first_row(1, 1, closing="Hộ cận nghèo")], "class_contradiction", "dòng 8, dòng 9"),
        ([first_row(1, closing="tái nghèo"), first_row(1, 1)], "class_word", "«tái nghèo»"),
        ([first_row(1, closing=None), first_row(1, 1)], "closing_class", "chưa ghi"),
        ([first_row(1, members=5), first_row(1, 1)], "member_count", "ghi 5 nhân khẩu"),
        ([first_row(1), first_row(1, 1), first_row(2, stt=1)], "household_number_repeated", "dòng 8"),
    ],
)
def test_households_that_contradict_themselves(
    tmp_path: Path, inspect_files: Inspect, rows: Rows, rule: str, words: str
) -> None:
    [inspected] = inspect_files(write_three(tmp_path / "a.xlsx", rows))
    assert words in rules(inspected)[rule]
    sheet = inspected.report.sheets[0]
    assert (sheet.rows_accepted, sheet.rows_quarantined) == (len(rows), 0)
    doubtful = rule in ("class_contradiction", "class_word", "closing_class")
    heads = [record for record in sheet.records if record["is_head"]]
    assert [record["recognised_class"] for record in heads] == ["unknown" if doubtful else "poor"] * (
        2 if rule == "household_number_repeated" else 1
    )


def test_a_number_repeated_on_every_member_keeps_the_household_together(tmp_path: Path, inspect_files: Inspect) -> None:
    rows = [first_row(1), first_row(1, 1, stt=1), first_row(2), first_row(2, 1, stt=2), first_row(2, 2, stt=2)]
    [inspected] = inspect_files(write_three(tmp_path / "a.xlsx", rows))
    records = inspected.report.sheets[0].records
    assert [record["is_head"] for record in records] == [True, False, True, False, False]
    assert len({record["head_listed_id"] for record in records}) == 2
    assert "household_number_repeated" not in rules(inspected)


def test_a_running_number_of_persons_fills_nothing(tmp_path: Path, inspect_files: Inspect) -> None:
    rows = [first_row(1, stt=1), first_row(1, 1, stt=2), first_row(1, 2, stt=3), first_row(2, stt=4)]
    path = write_three(tmp_path / "a.xlsx", rows)
    book = load_workbook(path)
    book.worksheets[0]["B7"] = "STT"
    book.save(path)
    [inspected] = inspect_files(path)
    sheet = inspected.report.sheets[0]
    assert (sheet.rows_accepted, sheet.rows_quarantined) == (0, 4)
    book.worksheets[0]["E8"] = "Ông"
    book.save(path)
    [inspected] = inspect_files(path)
    assert inspected.report.sheets[0].rows_quarantined == 4
    assert "orphan_member" in rules(inspected)


def test_a_household_twice_counts_once_and_like_members_of_two_households_twice(
    tmp_path: Path, inspect_files: Inspect
) -> None:
    def like(household: int) -> Rows:
        child = first_row(household, 1, marks={"Họ tên thành viên": "Em", "CCCD": None}, birth="2015")
        return [first_row(household), child]

    [inspected] = inspect_files(write_three(tmp_path / "a.xlsx", [*like(1), *like(2), *like(1)]))
    sheet = inspected.report.sheets[0]
    assert (sheet.rows_accepted, sheet.rows_merged) == (4, 2)
    assert "household_number_repeated" not in rules(inspected)
    assert len({record["own_key"] for record in sheet.records}) == 4


def test_an_unknown_khoi_of_a_household_is_said_once(tmp_path: Path, inspect_files: Inspect) -> None:
    rows = [first_row(1, khoi="Khối Trăng Sao", marks={"CCCD": None}), first_row(1, 1), first_row(2, khoi=None)]
    [inspected] = inspect_files(write_three(tmp_path / "a.xlsx", rows))
    assert [issue.row for issue in inspected.issues if issue.rule == "area_unknown"] == [8, 10]
    assert inspected.report.sheets[0].area_ids == {"chua_xac_dinh"}


def test_two_heads_with_one_number_stay_two_households(raw: Path, build_raw: Callable[[], Query]) -> None:
    write_three(
        raw / "a.xlsx", [first_row(1), first_row(1, 1), first_row(2, marks={"CCCD": number(1)}), first_row(2, 1)]
    )
    query = build_raw()
    assert query("SELECT count(*) FROM core.household_round") == [(2,)]
    assert query("SELECT count(*) FROM meta.issue WHERE rule = 'id_number_shared'") == [(1,)]


def test_a_household_still_poor_among_those_that_left_is_asked_about(tmp_path: Path, inspect_files: Inspect) -> None:
    [inspected] = inspect_files(write_three(tmp_path / "a.xlsx", [first_row(1)], [left_row(1)]))
    [issue] = [issue for issue in inspected.issues if issue.rule == "left_household_listed"]
    assert (issue.severity.value, issue.sheet, issue.row) == ("warning", "HỘ THOÁT NGHÈO", 10)
    assert inspected.report.sheets[0].records[0]["recognised_class"] == "poor"


def test_a_printed_list(raw: Path, build_raw: Callable[[], Query]) -> None:
    write_printed(
        raw / "a.xlsx",
        "KHỐI 1",
        printed(1, 1, "Hộ A", male=1960, ticks=(OLD, MERIT)),
        printed(None, 2, "Em", female=2015),
        "KHỐI 2",
        printed(1, 1, "Hộ B", female="1970", ticks=(RELAPSED,)),
        printed(2, 1, "Hộ C", male=1980, ticks=(NEW, NO_LABOUR)),
        printed(3, 1, "Hộ D", male=1985, ticks=(NEAR,)),
        [None, None, "TỔNG CỘNG", 3, 2, None, None, 1, 1, 1, 1],
    )
    query = build_raw()
    columns = "head_name, area_id, opening_class, recognised_class, head_sex, has_merit_member, has_no_labour"
    assert query(
        f"SELECT {columns} FROM core.household_round JOIN restricted.household USING (period, household_id) ORDER BY 1"
    ) == [
        ("Hộ A", "khoi_1", "unknown", "poor", "male", True, False),
        ("Hộ B", "khoi_2", "unknown", "poor", "female", False, False),
        ("Hộ C", "khoi_2", "unknown", "poor", "male", False, True),
        ("Hộ D", "khoi_2", "unknown", "near_poor", "male", False, False),
    ]
    people = (
        "SELECT name, sex, birth_precision, age_on_reference_date "
        "FROM core.person_round JOIN restricted.person USING (period, person_id)"
    )
    assert query(f"{people} WHERE name IN ('Em', 'Hộ A') ORDER BY 1") == [
        ("Em", "female", "year", 11),
        ("Hộ A", "male", "year", 66),
    ]
    assert query("SELECT count(DISTINCT household_id) FROM core.person_round") == [(4,)]
    assert query("SELECT rows_skipped FROM meta.source_sheet") == [('{"column_numbers": 1, "section": 2, "total": 1}',)]


def test_troubles_of_a_printed_list(tmp_path: Path, inspect_files: Inspect) -> None:
    path = write_printed(
        tmp_path / "a.xlsx",
        "Thôn Trăng Sao",
        printed(1, 1, "Hộ A", male=1960, female=1961, ticks=(OLD, NEAR)),
        printed(2, 1, "Hộ B", male=1960, ticks=(OLD, NEW)),
    )
    [inspected] = inspect_files(path)
    found = rules(inspected)
    assert "E7" in found["birth_date"]
    assert "class_contradiction" in found
    assert "«Thôn Trăng Sao»" in found["area_unknown"]
    records = inspected.report.sheets[0].records
    assert [record["recognised_class"] for record in records] == ["unknown", "poor"]
    assert [record["birth_year"] for record in records] == [None, 1960]
    assert {record["area_id"] for record in records} == {"chua_xac_dinh"}


def test_the_year_of_one_sheet_is_the_year_of_those_beside_it(tmp_path: Path, inspect_files: Inspect) -> None:
    path = write_three(tmp_path / "a.xlsx", [first_row(1)], [left_row(2)], year="")
    [inspected] = inspect_files(path)
    assert {sheet.period for sheet in inspected.report.sheets} == {"2026"}
    book = load_workbook(path)
    book.worksheets[0]["A4"] = "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2024"
    book.save(path)
    [inspected] = inspect_files(path)
    assert {sheet.period for sheet in inspected.report.sheets} == {"2024"}
    assert "theo trang bên cạnh" in rules(inspected)["year_assumed"]


@pytest.mark.parametrize(
    ("titles", "sheet", "left"),
    [
        (["DANH SÁCH HỘ THOÁT NGHÈO SAU KHI RÀ SOÁT"], "Sheet2", "poor"),
        (["DANH SÁCH HỘ THOÁT CẬN NGHÈO"], "Sheet3", "near_poor"),
        (["Kèm theo Quyết định công nhận hộ thoát nghèo", "DANH SÁCH HỘ THOÁT CẬN NGHÈO"], "Sheet3", "near_poor"),
        (["DANH SÁCH HỘ THOÁT NGHÈO SAU RÀ SOÁT HỘ NGHÈO, HỘ CẬN NGHÈO"], "Sheet2", "poor"),
        (["DANH SÁCH"], "HỘ THOÁT NGHÈO", "poor"),
        (["DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO, HỘ THOÁT NGHÈO"], "Sheet", None),
        (["DANH SÁCH HỘ THOÁT NGHÈO, THOÁT CẬN NGHÈO"], "Sheet", None),
        (["CHƯƠNG TRÌNH GIẢM NGHÈO, THOÁT NGHÈO BỀN VỮNG", "DANH SÁCH HỘ NGHÈO"], "Sheet", None),
    ],
)
def test_what_a_title_says_they_have_left(titles: list[str], sheet: str, left: str | None) -> None:
    assert read_left_class(titles, sheet) == left
