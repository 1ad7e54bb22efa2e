"""Coverage of policies by khối, lists of whom they are due to; and that no form is taken for another."""

from collections.abc import Callable
from pathlib import Path

import pytest

from etl.inspection import InspectedFile
from etl.sheet_reader import FORMS
from tests.etl import test_consultation as wishes
from tests.etl import test_household_event as events
from tests.etl import test_meeting_conclusions as meetings
from tests.etl import test_movement_report as movements
from tests.etl import test_official_series as series
from tests.etl import test_person_lists as persons
from tests.etl import test_project_progress as projects
from tests.etl import test_task_report as tasks
from tests.etl.conftest import Query
from tests.etl.workbooks import household, member, write_households, write_members, write_rows

Inspect = Callable[..., list[InspectedFile]]
COVERAGE = ["STT", "Chính sách", "Khối phố", "Số đối tượng được hưởng", "Số đã được hưởng"]
ENTITLED = [
    *(
        "STT",
        "Chính sách",
        "Khối phố",
        "Mã hộ",
        "Chủ hộ",
        "Số CCCD chủ hộ",
        "Họ và tên người hưởng",
        "Ngày sinh",
        "Số CCCD",
    ),
    *("Được hưởng từ ngày", "Đã hưởng", "Ngày hưởng", "Đơn vị"),
]
POWER, INSURANCE = "Hỗ trợ tiền điện", "BHYT hộ nghèo"


def write_coverage(path: Path, *rows: list[object], headers: list[str] = COVERAGE) -> Path:
    return write_rows(path, ["KẾT QUẢ THỰC HIỆN CHÍNH SÁCH NĂM 2026 (đến ngày 30/09/2026)"], headers, *rows)


def write_entitled(path: Path, *rows: list[object]) -> Path:
    return write_rows(path, ["DANH SÁCH ĐỐI TƯỢNG HƯỞNG CHÍNH SÁCH NĂM 2026"], ENTITLED, *rows)


def entitled(policy: str = INSURANCE, **cells: object) -> list[object]:
    fields = dict(
        zip(
            ("khoi", "code", "head", "head_id", "name", "birth", "id", "since", "served", "day", "unit"),
            range(2, 13),
            strict=True,
        )
    )
    row: list[object] = [1, policy, *([None] * 11)]
    for field, value in cells.items():
        row[fields[field]] = value
    return row


def rules(inspected: InspectedFile) -> dict[str, str]:
    return {issue.rule: issue.message for issue in inspected.issues}


def test_coverage_by_khoi_and_for_the_ward(raw: Path, build_raw: Callable[[], Query]) -> None:
    write_coverage(
        raw / "a.xlsx",
        [1, POWER, "Khối 1", 5, 4],
        [2, POWER, "Khối 2", 3, None],
        [3, INSURANCE, "Toàn phường", 40, 0],
        [None, "Tổng cộng", None, 48, 4],
    )
    columns = "policy_id, area_id, eligible, served, CAST(report_date AS VARCHAR)"
    assert build_raw()(f"SELECT {columns} FROM core.policy_coverage ORDER BY source_row") == [
        ("electricity", "khoi_1", 5, 4, "2026-09-30"),
        ("electricity", "khoi_2", 3, None, "2026-09-30"),
        ("health_insurance_poor", "tam_thanh", 40, 0, "2026-09-30"),
    ]


def test_coverage_without_khoi_is_the_wards(tmp_path: Path, inspect_files: Inspect) -> None:
    path = write_coverage(
        tmp_path / "a.xlsx", [1, POWER, 5, 4], headers=[name for name in COVERAGE if name != "Khối phố"]
    )
    [inspected] = inspect_files(path)
    assert [record["area_id"] for record in inspected.report.sheets[0].records] == ["tam_thanh"]
    assert "area_missing" not in rules(inspected)


def test_findings_of_coverage(tmp_path: Path, inspect_files: Inspect) -> None:
    path = write_coverage(
        tmp_path / "a.xlsx",
        [1, POWER, "Khối 1", 5, 6],
        [2, "Hỗ trợ tiền điên sinh hoạt", "Khối 1", 5, 4],
        [3, "Xyz", "Khối 1", 5, 4],
        [4, POWER, "Khối 1", 5, 5],
        [5, POWER, "Khối 2", "năm", None],
    )
    [inspected] = inspect_files(path)
    found = rules(inspected)
    sheet = inspected.report.sheets[0]
    assert (sheet.rows_accepted, sheet.rows_quarantined) == (3, 2)
    assert "E3" in found["served_above_eligible"]
    unknown = [issue.message for issue in inspected.issues if issue.rule == "policy_unknown"]
    assert "gần nhất: «Hỗ trợ tiền điện»" in unknown[0]
    assert "có phải" not in unknown[1]
    assert "dòng 3" in found["repeated_coverage"]
    assert "not_reported" in found
    assert sheet.records[2]["eligible"] is None


def test_entitlements_find_their_household_and_person(raw: Path, build_raw: Callable[[], Query]) -> None:
    write_households(raw / "a.xlsx", household(1), household(2, area="Khối 2"))
    write_members(raw / "b.xlsx", member(1, "Em", "15/05/2015"))
    write_entitled(
        raw / "c.xlsx",
        entitled(khoi="Khối 1", head="Hộ mẫu 1", head_id="099000000001", name="Em", birth="15/05/2015",
                 since="01/01/2026", served="x", day="15/01/2026", unit="Phòng VH-XH"),
        entitled(POWER, code="TT0002", head="Hộ mẫu 2", served="Chưa hưởng"),
        entitled(POWER, khoi="Khối 3", code="TT0099", head="Hộ mẫu 99"),
    )  # fmt: skip
    query = build_raw()
    assert query(
        "SELECT policy_id, entitlement.area_id, household.head_name, person.name, unit_id, "
        "CAST(entitled_since AS VARCHAR), is_served, CAST(served_date AS VARCHAR) "
        "FROM core.entitlement LEFT JOIN restricted.household USING (period, household_id) "
        "LEFT JOIN restricted.person USING (period, person_id) ORDER BY source_row"
    ) == [
        ("health_insurance_poor", "khoi_1", "Hộ mẫu 1", "Em", "vhxh", "2026-01-01", True, "2026-01-15"),
        ("electricity", "khoi_2", "Hộ mẫu 2", None, None, None, False, None),
        ("electricity", "khoi_3", None, None, None, None, None, None),
    ]
    assert query("SELECT name, birth_text, head_name FROM restricted.entitlement WHERE name IS NOT NULL") == [
        ("Em", "15/05/2015", "Hộ mẫu 1")
    ]
    assert query("SELECT found FROM meta.issue WHERE rule = 'entitlement_unknown_household'") == [("1",)]
    texts = query("SELECT * FROM raw.entitlement_list")
    assert not any("Hộ mẫu" in str(cell) or "0990" in str(cell) for row in texts for cell in row)


def test_the_list_of_the_year_before_gives_the_household(raw: Path, build_raw: Callable[[], Query]) -> None:
    write_households(raw / "a.xlsx", household(1), title="DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2025")
    write_entitled(
        raw / "b.xlsx", entitled(POWER, head_id="099000000001"), entitled(POWER, code="TT0001", since="01/04/2026")
    )
    rows = build_raw()("SELECT count(*), count(household_id), min(area_id), max(area_id) FROM core.entitlement")
    assert rows == [(2, 2, "khoi_1", "khoi_1")]


def test_findings_of_entitlements(tmp_path: Path, inspect_files: Inspect) -> None:
    path = write_entitled(
        tmp_path / "a.xlsx",
        entitled("Chính sách lạ", name="Em", id="099000000111"),
        entitled(khoi="Khối 1"),
        entitled(name="Em", id="099000000111", served="chưa", day="01/02/2026"),
        entitled(name="Em", id="099000000111", unit="Phòng Lạ"),
        entitled(name="Anh", id="099000000112", served="x?"),
        entitled(name="Chị", id="099000000113", day="02/2026"),
    )
    [inspected] = inspect_files(path)
    sheet = inspected.report.sheets[0]
    assert (sheet.rows_accepted, sheet.rows_quarantined) == (4, 2)
    expected = {
        "policy_unknown",
        "entitlement_nobody",
        "served_contradiction",
        "unit_unknown",
        "repeated_entitlement",
        "doubtful_tick",
    }
    assert expected | {"served_date", "entitlement_unknown_household"} <= set(rules(inspected))
    assert [record["is_served"] for record in sheet.records] == [None, None, None, True]
    assert sheet.records[3]["served_date"] is None


def write_residents(path: Path) -> Path:
    return write_rows(
        path, ["SỐ HỘ DÂN CƯ NĂM 2026"], ["TT", "Khối phố", "Tổng số hộ", "Tổng số nhân khẩu"], [1, "Khối 1", 300, 900]
    )


def write_generic(path: Path) -> Path:
    keys = [
        "variables",
        "name",
        "dob",
        "ID_num",
        "family_mem",
        "classified_before_check",
        "B1_score",
        "B2_score",
        "income_per_capita",
    ]
    keys += ["classified_after_check", "village", "date_check", "official_check"]
    words = [
        "STT",
        "Họ và tên",
        "Ngày sinh",
        "Số định danh cá nhân",
        "Số thành viên",
        "Phân loại trước rà soát",
        "Điểm B1",
        "Điểm B2",
    ]
    words += ["Thu nhập", "Kết luận rà soát", "Thôn", "Ngày rà soát", "Cán bộ rà soát"]
    row = [
        1,
        "Hộ mẫu 1",
        "15/05/1960",
        "099000000001",
        3,
        "Hộ nghèo",
        160,
        20,
        2_100_000,
        "Hộ cận nghèo",
        "Khối 4",
        "10/10/2026",
        "Cán bộ",
    ]
    return write_rows(path, ["DANH SÁCH RÀ SOÁT NĂM 2026"], keys, words, [], [], row)  # type: ignore[arg-type]


def write_plain_households(path: Path) -> Path:
    headers = ["STT", "Mã hộ", "Họ và tên", "Ngày sinh", "Số CCCD", "Khối", "Số khẩu", "Chính sách", "Phân loại"]
    row = [1, "TT1", "Hộ mẫu 1", "15/05/1960", "099000000001", "Khối 1", 3, "BHYT", "Hộ nghèo"]
    return write_rows(path, ["DANH SÁCH HỘ NGHÈO NĂM 2026"], headers, row)


def write_plain_persons(path: Path) -> Path:
    headers = [
        "STT hộ",
        "Họ và tên",
        "Quan hệ",
        "Năm sinh",
        "Số CCCD",
        "Khối",
        "Chính sách hỗ trợ",
        "Biến động",
        "Hộ nghèo",
    ]
    row = [1, "Hộ mẫu 1", "Chủ hộ", "1960", "099000000001", "Khối 1", "BHYT", None, "x"]
    return write_rows(path, ["DANH SÁCH HỘ NGHÈO NĂM 2026"], headers, row)


def write_plain_entitled(path: Path) -> Path:
    headers = ["STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Mã hộ", "Chính sách", "Đã nhận"]
    return write_rows(path, ["NĂM 2026"], headers, [1, "Em", "2015", "099000000111", "TT1", INSURANCE, "x"])


SAMPLES: dict[str, tuple[str, Callable[[Path], Path]]] = {
    "households": ("household_review", lambda path: write_households(path, household(1))),
    "households with plain headers": ("household_review", write_plain_households),
    "generic upload": ("household_review", write_generic),
    "members": ("member_list", lambda path: write_members(path, member(1, "Em", "2015"))),
    "persons": ("member_list", lambda path: persons.write_three(path, [persons.first_row(1)], [persons.left_row(2)])),
    "persons with plain headers": ("member_list", write_plain_persons),
    "printed": ("member_list", lambda path: persons.write_printed(path, persons.printed(1, 1, "Hộ A", male=1960))),
    "residents": ("resident_households", write_residents),
    "projects": ("project_progress", lambda path: projects.write_report(path, [1, projects.VHXH, "Dự án 5", 450, 225])),
    "movement": (
        "movement_report",
        lambda path: movements.write_report(path, movements.line("Khối 1", "Hộ", 9, 1, 1, 0, 0, 0, 1, 0, 8)),
    ),
    "events": ("household_event", lambda path: events.write_events(path, events.event())),
    "series": ("official_series", lambda path: series.write_series(path, series.figure())),
    "tasks": ("task_report", lambda path: tasks.write_tasks(path, tasks.task(status="Xong"))),
    "conclusions": ("meeting_conclusions", lambda path: meetings.write_conclusions(path, meetings.conclude())),
    "coverage": ("policy_coverage", lambda path: write_coverage(path, [1, POWER, "Khối 1", 5, 4])),
    "entitled": ("entitlement_list", lambda path: write_entitled(path, entitled(name="Em", id="099000000111"))),
    "entitled with plain headers": ("entitlement_list", write_plain_entitled),
    "wishes": ("consultation", lambda path: wishes.write_wishes(path, wishes.of_first(kind="Nhà ở"))),
}


def test_every_form_has_a_sample() -> None:
    assert {form for form, _ in SAMPLES.values()} == set(FORMS)


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_form_is_recognised_as_itself(tmp_path: Path, inspect_files: Inspect, sample: str) -> None:
    form, write = SAMPLES[sample]
    [inspected] = inspect_files(write(tmp_path / "a.xlsx"))
    assert inspected.report.refused is None
    sheets = [sheet for sheet in inspected.report.sheets if sheet.rows_read]
    assert {sheet.form for sheet in sheets} == {form}
    assert all(sheet.rows_accepted for sheet in sheets)


def test_the_generic_upload_row_by_row(tmp_path: Path, inspect_files: Inspect) -> None:
    [inspected] = inspect_files(write_generic(tmp_path / "a.xlsx"))
    [sheet] = inspected.report.sheets
    assert (sheet.header_row, sheet.rows_read, sheet.rows_accepted) == (2, 1, 1)
    [record] = sheet.records
    wanted = {
        "opening_class": "poor",
        "recognised_class": "near_poor",
        "b1_score": 160,
        "b2_score": 20,
        "member_count": 3,
    }
    wanted |= {"income_per_capita_vnd": 2_100_000, "area_id": "khoi_4", "head_id_number": "099000000001"}
    assert {field: record[field] for field in wanted} == wanted
