"""Wishes of households at the consultation: whose they are, of what kind; a row left empty is nobody consulted."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from etl.errors import InputError
from etl.folder import DataFolder
from etl.inspection import InspectedFile
from etl.recorded.record import read_fact, record
from etl.templates.template import make_template
from etl.templates.workbook import write_template
from tests.etl.conftest import NOW, TODAY, Query
from tests.etl.workbooks import household, write_households, write_rows

Inspect = Callable[..., list[InspectedFile]]
Build = Callable[[], Query]
HEADERS = [
    *("STT", "Khối phố", "Mã hộ", "Họ và tên chủ hộ", "Số CCCD chủ hộ", "Ngày tham vấn", "Người được hỏi"),
    *("Nhóm nguyện vọng", "Nguyện vọng", "Hỗ trợ đã thống nhất", "Đầu mối"),
]
FIELDS = ("number", "khoi", "code", "head", "head_id", "day", "who", "kind", "wish", "agreed", "unit")
TITLE = "TỔNG HỢP NGUYỆN VỌNG CỦA HỘ NĂM 2026"
DAY = "18/06/2026"


def wish(**cells: object) -> list[object]:
    return [cells.get(field) for field in FIELDS]


def of_first(**cells: object) -> list[object]:
    """A wish of the first household of the list."""
    return wish(khoi="Khối 1", code="TT0001", head="Hộ mẫu 1", head_id="099000000001", **{"day": DAY, **cells})


def write_wishes(path: Path, *rows: list[object]) -> Path:
    return write_rows(path, [TITLE], HEADERS, *rows)


def list_rules(inspected: InspectedFile) -> set[str]:
    return {issue.rule for issue in inspected.issues}


@pytest.fixture
def ward(raw: Path) -> Path:
    """Three households at the end of 2025, the third without a number."""
    title = "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2025"
    third = household(3, name="Đỗ Thị Mẫu", id_number=None)
    write_households(raw / "a.xlsx", household(1), household(2, closing="near_poor", deprived=1), third, title=title)
    return raw


def test_wishes_find_their_household_by_number_code_or_name_in_its_khoi(ward: Path, build_raw: Build) -> None:
    write_wishes(
        ward / "b.xlsx",
        of_first(who="Chủ hộ", kind="Nhà ở", wish="Sửa mái", agreed="Đưa vào danh sách xét", unit="P. KT-HT-ĐT"),
        of_first(kind="Việc làm", wish="Học nghề"),
        wish(code="TT0002", day=DAY, kind="Không có"),
        wish(khoi="Khối 1", head="đỗ thị MẪU", day=DAY, kind="BHYT", wish="Có thẻ"),
        wish(khoi="Khối 2", head="Đỗ Thị Mẫu", day=DAY, kind="Khác", wish="Ở khối khác"),
    )
    query = build_raw()
    assert query(
        "SELECT household.head_name, wish.area_id, consulted_date, wish_kind, unit_id, has_agreement FROM core.wish "
        "LEFT JOIN restricted.household ON household.household_id = wish.household_id ORDER BY wish.source_row"
    ) == [
        ("Hộ mẫu 1", "khoi_1", date(2026, 6, 18), "housing", "kthtdt", True),
        ("Hộ mẫu 1", "khoi_1", date(2026, 6, 18), "job", None, False),
        ("Hộ mẫu 2", "khoi_1", date(2026, 6, 18), "none", None, False),
        ("Đỗ Thị Mẫu", "khoi_1", date(2026, 6, 18), "health", None, False),
        (None, "khoi_2", date(2026, 6, 18), "other", None, False),
    ]
    assert query("SELECT respondent, wish, agreed FROM restricted.wish WHERE agreed IS NOT NULL") == [
        ("Chủ hộ", "Sửa mái", "Đưa vào danh sách xét")
    ]
    assert query("SELECT source_row FROM meta.issue WHERE rule = 'wish_unknown_household'") == [(7,)]


def test_what_a_household_says_stands_only_where_names_stand(ward: Path, build_raw: Build) -> None:
    write_wishes(ward / "b.xlsx", of_first(who="Bà Lò Thị Mẫu", kind="Xây nhà cho Lò", wish="Mẹ già ở một mình"))
    query = build_raw()
    for schema, table, column in query(
        "SELECT table_schema, table_name, column_name FROM information_schema.columns "
        "WHERE table_schema <> 'restricted' AND data_type = 'VARCHAR'"
    ):
        found = query(f"SELECT count(*) FROM {schema}.{table} WHERE contains(\"{column}\", 'Lò')")
        assert found == [(0,)], (schema, table, column)


def test_a_household_with_a_foreign_code_is_recognised_by_its_number_alone(ward: Path, build_raw: Build) -> None:
    write_wishes(
        ward / "b.xlsx",
        wish(code="TT0002", head_id="099000000001", day=DAY, kind="Nhà ở", wish="Sửa mái"),
        wish(code="TT0002", head_id="099000000099", day=DAY, kind="Nhà ở", wish="Sửa bếp"),
    )
    assert build_raw()(
        "SELECT household.head_name FROM core.wish LEFT JOIN restricted.household USING (household_id) "
        "ORDER BY wish.source_row"
    ) == [("Hộ mẫu 1",), (None,)]


def test_two_households_of_one_code_are_not_one_recognised(ward: Path, build_raw: Build) -> None:
    write_households(
        ward / "c.xlsx",
        household(4, marks={"Mã hộ": "TT0001"}, area="Khối 2"),
        title="DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2025",
    )
    write_wishes(
        ward / "b.xlsx",
        wish(code="TT0001", day=DAY, kind="Nhà ở", wish="Sửa mái"),
        wish(khoi="Khối 2", code="TT0001", head="Hộ mẫu 4", day=DAY, kind="Nhà ở", wish="Sửa mái"),
    )
    assert build_raw()(
        "SELECT household.head_name FROM core.wish LEFT JOIN restricted.household USING (household_id) "
        "ORDER BY wish.source_row"
    ) == [(None,), ("Hộ mẫu 4",)]


def test_an_empty_row_is_a_household_not_consulted_and_is_counted(ward: Path, build_raw: Build) -> None:
    write_wishes(ward / "b.xlsx", of_first(day=None), wish(code="TT0002", head="Hộ mẫu 2", unit="P. KT-HT-ĐT"))
    query = build_raw()
    assert query("SELECT count(*) FROM core.wish") == [(0,)]
    assert query("SELECT rows_read, rows_accepted FROM meta.source_sheet WHERE form = 'consultation'") == [(2, 2)]
    assert query("SELECT severity, found FROM meta.issue WHERE rule = 'not_consulted'") == [("info", "2")]


@pytest.mark.parametrize(
    ("cells", "kind", "rule"),
    [
        ({"kind": "Nhà ở", "wish": "Sửa mái"}, "housing", None),
        ({"kind": "NƯỚC SẠCH"}, "water", None),
        ({"kind": "Không có nguyện vọng"}, "none", None),
        ({"kind": "Không có", "wish": "Sửa mái"}, "unknown", "wish_contradiction"),
        ({"kind": "Xây nhà, học nghề", "wish": "Cả hai"}, "unknown", "wish_kind"),
        ({"wish": "Sửa mái"}, "unknown", "wish_kind"),
        ({}, "unknown", "wish_missing"),
        ({"kind": "Nhà ở", "day": "06/2026"}, "housing", "consulted_date"),
        ({"kind": "Nhà ở", "day": None}, "housing", "consulted_date"),
        ({"kind": "Nhà ở", "day": "18/06/2099"}, "housing", "event_date"),
        ({"kind": "Nhà ở", "unit": "Phòng Lạ"}, "housing", "unit_unknown"),
    ],
)
def test_kinds_of_wishes_and_what_is_said_of_them(
    tmp_path: Path, inspect_files: Inspect, cells: dict[str, object], kind: str, rule: str | None
) -> None:
    [inspected] = inspect_files(write_wishes(tmp_path / "b.xlsx", of_first(**cells)))
    [sheet] = inspected.report.sheets
    assert sheet.rows_accepted == 1
    [told] = sheet.records
    assert told["wish_kind"] == kind
    known = {"wish_contradiction", "wish_kind", "wish_missing", "consulted_date", "event_date", "unit_unknown"}
    assert list_rules(inspected) & known == ({rule} if rule else set())


def test_a_wish_of_nobody_waits(tmp_path: Path, inspect_files: Inspect) -> None:
    [inspected] = inspect_files(write_wishes(tmp_path / "b.xlsx", wish(day=DAY, kind="Nhà ở", wish="Sửa mái")))
    [sheet] = inspected.report.sheets
    assert (sheet.rows_accepted, sheet.rows_quarantined) == (0, 1)
    assert "wish_household" in list_rules(inspected)


def test_two_rows_that_contradict_are_both_kept_and_named(ward: Path, build_raw: Build) -> None:
    write_wishes(
        ward / "b.xlsx",
        of_first(kind="Không có nguyện vọng"),
        of_first(kind="Nhà ở", wish="Sửa mái"),
        # Another day: what was wished changed.
        of_first(day="20/07/2026", kind="Không có nguyện vọng"),
    )
    query = build_raw()
    assert query("SELECT count(*) FROM core.wish") == [(3,)]
    assert query("SELECT source_row FROM meta.issue WHERE rule = 'wishes_contradict'") == [(3,)]


def test_a_wish_in_two_files_counts_once_and_says_whether_they_differ(ward: Path, build_raw: Build) -> None:
    write_wishes(ward / "b.xlsx", of_first(kind="Nhà ở", wish="Sửa mái", agreed="Xét hỗ trợ"))
    write_wishes(
        ward / "c.xlsx",
        of_first(kind="Nhà ở", wish="SỬA MÁI", agreed="Không hỗ trợ"),
        of_first(kind="Nhà ở", wish="Sửa bếp"),
    )
    query = build_raw()
    assert query("SELECT source_file, count(*) FROM core.wish GROUP BY 1 ORDER BY 1") == [("b.xlsx", 1), ("c.xlsx", 1)]
    [(message,)] = query("SELECT message FROM meta.issue WHERE rule = 'repeated_wish'")
    assert "hỗ trợ đã thống nhất hoặc đầu mối khác" in str(message)
    assert query("SELECT agreed FROM restricted.wish WHERE agreed IS NOT NULL") == [("Xét hỗ trợ",)]


def test_the_fill_in_workbook_holds_the_poor_and_near_poor_of_the_khoi(
    ward: Path, build_raw: Build, tmp_path: Path, inspect_files: Inspect
) -> None:
    write_households(
        ward / "c.xlsx",
        household(5, area="Khối 2"),
        household(6, opening="poor", closing="not_poor"),
        title="DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2025",
    )
    write_wishes(ward / "b.xlsx", of_first(kind="Nhà ở", wish="Sửa mái"), of_first(kind="Việc làm", wish="Học nghề"))
    build_raw()
    template = make_template(DataFolder(ward.parent), "consultation", area="Khối 1", period=None, today=TODAY)
    [sheet] = template.sheets
    names = [column.field for column in sheet.columns]
    shown = [(row[names.index("head_name")], row[names.index("wish_kind")]) for row in sheet.rows]
    assert shown == [
        ("Hộ mẫu 1", "Nhà ở"),
        ("Hộ mẫu 1", "Việc làm và học nghề"),
        ("Hộ mẫu 2", None),
        ("Đỗ Thị Mẫu", None),
    ]
    (tmp_path / "form.xlsx").write_bytes(write_template(template))
    [inspected] = inspect_files(tmp_path / "form.xlsx")
    assert [(each.form, each.rows_accepted) for each in inspected.report.sheets] == [("consultation", 4)]


def test_a_wish_typed_in_is_a_wish_of_the_household(ward: Path, build_raw: Build) -> None:
    cells = ("area=Khối 1", "household_code=TT0001", "head_name=Hộ mẫu 1", "consulted_date=18/06/2026")
    folder = DataFolder(ward.parent)
    fact = read_fact("consultation", (*cells, "wish_kind=Nhà ở", "wish=Sửa mái"), period="", now=NOW)
    record(folder, fact, by="Cán bộ", now=NOW)
    query = build_raw()
    assert query(
        "SELECT head_name, wish_kind, source_file, source_row FROM core.wish JOIN restricted.household "
        "USING (household_id)"
    ) == [("Hộ mẫu 1", "housing", "decisions/recorded/consultation.csv", 2)]


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (("wish_kind=Nhà ở",), "consulted_date"),
        (("wish_kind=Nhà ở", "consulted_date=18/06/2026"), "của hộ nào"),
        (("wish_kind=Lạ", "consulted_date=18/06/2026", "head_name=Hộ mẫu 1"), "nhóm nguyện vọng"),
        (("wish_kind=Không có", "wish=Nhà", "consulted_date=18/06/2026", "head_name=Hộ mẫu 1"), "không có nguyện vọng"),
        (("wish_kind=Nhà ở", "consulted_date=18/06/2099", "head_name=Hộ mẫu 1"), "tương lai|sau ngày"),
    ],
)
def test_a_wish_that_says_too_little_is_not_written_down(ward: Path, cells: tuple[str, ...], why: str) -> None:
    with pytest.raises(InputError, match=why):
        record(DataFolder(ward.parent), read_fact("consultation", cells, period="", now=NOW), by="Cán bộ", now=NOW)
    assert not (ward.parent / "decisions" / "recorded").exists()
