"""What happened to a household: kinds in the wards' words, dates as exact as written, two households named."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from etl.inspection import InspectedFile
from tests.etl.conftest import Query
from tests.etl.workbooks import household, member, write_households, write_members, write_rows

Inspect = Callable[..., list[InspectedFile]]
HEADERS = [
    "STT",
    "Khối phố",
    "Mã hộ",
    "Họ và tên chủ hộ",
    "Số CCCD chủ hộ",
    "Loại biến động",
    "Ngày",
    "Văn bản",
    "Hộ liên quan",
    "Số CCCD hộ liên quan",
    "Ghi chú",
]


def rules(inspected: InspectedFile) -> dict[str, str]:
    return {issue.rule: issue.message for issue in inspected.issues}


def event(
    kind: object = "Chuyển đi",
    day: object = "12/05/2026",
    *,
    area: str | None = "Khối 1",
    code: str | None = "TT0001",
    name: str | None = "Hộ mẫu 1",
    number: object = "099000000001",
    document: str | None = "Giấy báo chuyển đi",
    related: tuple[object, object] = (None, None),
    note: str | None = None,
) -> list[object]:
    return [1, area, code, name, number, kind, day, document, *related, note]


def write_events(path: Path, *rows: list[object], title: str = "DANH SÁCH BIẾN ĐỘNG HỘ NĂM 2026") -> Path:
    """Title in row 1, headers in row 2, the first event in row 3."""
    return write_rows(path, [title], HEADERS, *rows)


def read_records(inspected: InspectedFile) -> list[dict[str, object]]:
    return inspected.report.sheets[0].records


def test_an_event_as_read(tmp_path: Path, inspect_files: Inspect) -> None:
    row = event("Tách hộ", related=("Hộ gốc", 99000000002), note="ra ở riêng")
    [inspected] = inspect_files(write_events(tmp_path / "a.xlsx", row))
    assert inspected.report.sheets[0].form == "household_event"
    [record] = read_records(inspected)
    assert record["kind"] == "split"
    assert (record["event_date"], record["date_precision"]) == (date(2026, 5, 12), "day")
    assert (record["area_id"], record["household_code"], record["document"]) == (
        "khoi_1",
        "TT0001",
        "Giấy báo chuyển đi",
    )
    assert record["related_id_number"] == "099000000002"
    assert record["related_head_name"] == "Hộ gốc"
    assert record["related_listed_id"] != record["listed_id"]
    assert inspected.totals == ({"by_kind": {"split": 1}},)
    assert "id_zeros" in rules(inspected)


def test_an_event_and_a_list_name_a_household_by_the_same_key(tmp_path: Path, inspect_files: Inspect) -> None:
    events = write_events(tmp_path / "a.xlsx", event(), event(name="Hộ mẫu 2", number=None, code="TT0002"))
    told, listed = inspect_files(events, write_households(tmp_path / "b.xlsx", household(1)))
    first, second = read_records(told)
    assert first["listed_id"] == read_records(listed)[0]["listed_id"]
    assert second["listed_id"] is None


def test_kinds_in_the_words_of_wards(tmp_path: Path, inspect_files: Inspect) -> None:
    kinds = {
        "Chuyển đi": "moved_out",
        "chuyển đi Hà Nội": "moved_out",
        "Chuyển đến từ phường Kỳ Lừa": "moved_in",
        "Nhập hộ khẩu": "moved_in",
        "TÁCH HỘ": "split",
        "Nhập hộ": "merged",
        "Nhập vào hộ con trai": "merged",
        "Chết cả hộ": "dissolved",
        "Xoá đăng ký thường trú": "dissolved",
        "Đổi chủ hộ do chủ hộ chết": "head_changed",
        "Thay chủ hộ": "head_changed",
        "Điều chỉnh địa giới hành chính": "boundary",
        "Đính chính": "correction",
        "Điều chỉnh": "correction",
    }
    [inspected] = inspect_files(write_events(tmp_path / "a.xlsx", *map(event, kinds)))
    assert [record["kind"] for record in read_records(inspected)] == list(kinds.values())


def test_a_kind_that_is_not_plain_waits_for_the_officer(tmp_path: Path, inspect_files: Inspect) -> None:
    doubtful = ("Thoát nghèo", "Tách hộ, chuyển đi", "Chết 1 người", "Chủ hộ chết", None)
    path = write_events(tmp_path / "a.xlsx", event(), *map(event, doubtful))
    [inspected] = inspect_files(path)
    [sheet] = inspected.report.sheets
    assert (sheet.rows_accepted, sheet.rows_quarantined) == (1, len(doubtful))
    cells = [issue.cell for issue in inspected.issues if issue.rule == "event_kind"]
    assert cells == ["F4", "F5", "F6", "F7", "F8"]
    for word in ("Chuyển đi", "Chuyển đến", "Tách hộ", "Nhập hộ", "Cả hộ chết", "Đổi chủ hộ", "Đính chính"):
        assert f"«{word}»" in rules(inspected)["event_kind"]


def test_dates_as_exact_as_written(tmp_path: Path, inspect_files: Inspect) -> None:
    dates = {
        date(2026, 5, 12): (date(2026, 5, 12), "day", "2026"),
        "ngày 13 tháng 5 năm 2026": (date(2026, 5, 13), "day", "2026"),
        "tháng 5/2026": (date(2026, 5, 31), "month", "2026"),
        "2025": (None, "year", "2025"),
        None: (None, None, "2026"),
        "sau Tết": (None, None, "2026"),
        "31/02/2026": (None, None, "2026"),
        "12/05/2027": (None, None, "2026"),
    }
    [inspected] = inspect_files(write_events(tmp_path / "a.xlsx", *(event(day=written) for written in dates)))
    read = [(record["event_date"], record["date_precision"], record["period"]) for record in read_records(inspected)]
    assert read == list(dates.values())
    asked = [issue.cell for issue in inspected.issues if issue.rule == "event_date_missing"]
    assert asked == ["G5", "G6", "G7", "G8", "G9", "G10"]


def test_a_date_that_cannot_be_is_named(tmp_path: Path, inspect_files: Inspect) -> None:
    [inspected] = inspect_files(write_events(tmp_path / "a.xlsx", event(day="12/05/2027")))
    assert "G3" in rules(inspected)["event_date"]
    assert "tương lai" in rules(inspected)["event_date"]


def test_an_event_of_nobody_waits(tmp_path: Path, inspect_files: Inspect) -> None:
    nobody = event(code=None, name=None, number=None)
    [inspected] = inspect_files(write_events(tmp_path / "a.xlsx", event(), nobody))
    assert inspected.report.sheets[0].rows_quarantined == 1
    assert "họ tên chủ hộ, mã hộ hoặc số CCCD" in rules(inspected)["event_household"]


def test_a_household_by_its_code_beside_a_dated_document_is_no_signature(
    tmp_path: Path, inspect_files: Inspect
) -> None:
    row = event(name=None, number=None, document="Quyết định số 12 ngày 15 tháng 5 năm 2026")
    [inspected] = inspect_files(write_events(tmp_path / "a.xlsx", row))
    assert inspected.report.sheets[0].rows_accepted == 1


def test_an_unknown_khoi_is_kept_and_said(tmp_path: Path, inspect_files: Inspect) -> None:
    [inspected] = inspect_files(write_events(tmp_path / "a.xlsx", event(area="Khối Trăng Sao")))
    assert read_records(inspected)[0]["area_id"] == "chua_xac_dinh"
    assert "«Khối Trăng Sao»" in rules(inspected)["area_unknown"]


def test_an_event_keeps_its_id_whatever_file_and_row_it_stands_in(tmp_path: Path, inspect_files: Inspect) -> None:
    first = write_events(tmp_path / "a.xlsx", event())
    second = write_events(tmp_path / "b.xlsx", event("Chuyển đến"), event(document="Bản sao", note="nộp lại"))
    one, two = inspect_files(first, second)
    other, same = read_records(two)
    assert read_records(one)[0]["event_id"] == same["event_id"] != other["event_id"]
    assert str(same["event_id"]).startswith("E-")


def test_events_in_the_warehouse(raw: Path, build_raw: Callable[[], Query]) -> None:
    write_events(raw / "a.xlsx", event(), event("Tách hộ", None, related=("Hộ gốc", None)))
    write_events(raw / "b.xlsx", event(document="Bản sao"))
    query = build_raw()
    assert query("SELECT kind, CAST(event_date AS VARCHAR), source_file FROM core.household_event ORDER BY 1") == [
        ("moved_out", "2026-05-12", "a.xlsx"),
        ("split", None, "a.xlsx"),
    ]
    columns = "SELECT column_name FROM duckdb_columns() WHERE schema_name = 'raw' AND table_name = 'household_event'"
    names = {name for (name,) in query(columns)}
    assert "event_date" in names
    assert not names & {"head_name", "head_id_number", "related_head_name", "related_id_number", "note"}


def test_forms_are_not_taken_for_each_other(tmp_path: Path, inspect_files: Inspect) -> None:
    paths = (
        write_events(tmp_path / "a.xlsx", event()),
        write_households(tmp_path / "b.xlsx", household(1)),
        write_members(tmp_path / "c.xlsx", member(1, "Người mẫu", "01/02/2015")),
    )
    assert [file.report.sheets[0].form for file in inspect_files(*paths)] == [
        "household_event",
        "household_review",
        "member_list",
    ]


def test_a_shorter_file_with_other_headers(tmp_path: Path, inspect_files: Inspect) -> None:
    headers = ["TT", "Họ tên chủ hộ", "Khối", "Lý do biến động", "Thời điểm", "Căn cứ"]
    path = write_rows(
        tmp_path / "a.xlsx",
        ["BIẾN ĐỘNG HỘ NGHÈO NĂM 2025"],
        headers,
        [1, "Hộ mẫu", "Khối 2", "Chuyển đến", "03/2025", "Giấy xác nhận"],
        ["Người lập biểu"],
    )
    [inspected] = inspect_files(path)
    [sheet] = inspected.report.sheets
    assert (sheet.form, sheet.period, dict(sheet.skipped)) == ("household_event", "2025", {"signature": 1})
    assert sheet.records[0]["event_date"] == date(2025, 3, 31)
