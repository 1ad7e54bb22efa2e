"""Conclusions of meetings: whose they are, by when, how far; what the list does not say is unknown, never dropped."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from etl.inspection import InspectedFile
from tests.etl.conftest import Query
from tests.etl.workbooks import write_rows

Inspect = Callable[..., list[InspectedFile]]
HEADERS = ["STT", "Cuộc họp/ngày", "Nội dung kết luận", "Đầu mối", "Hạn", "Trạng thái", "Ngày xong", "Ghi chú"]
MEETING, UNIT = "Họp Ban Chỉ đạo ngày 15/5/2026", "Phòng VH-XH"
TITLE = "KẾT LUẬN HỌP ĐẾN NGÀY 31/10/2026"


def conclude(content: str = "Rà soát trẻ em chưa đi học", *, unit: str = UNIT, **cells: object) -> list[object]:
    fields = {"meeting": 1, "due": 4, "status": 5, "done_on": 6, "note": 7}
    row: list[object] = [1, MEETING, content, unit, *([None] * 4)]
    for field, value in cells.items():
        row[fields[field]] = value
    return row


def write_conclusions(path: Path, *rows: list[object], title: str = TITLE) -> Path:
    return write_rows(path, [title], HEADERS, *rows)


def test_conclusions_as_reported(raw: Path, build_raw: Callable[[], Query]) -> None:
    write_conclusions(
        raw / "a.xlsx",
        conclude(due="05/9/2026", status="Đã xong", done_on="20/9/2026"),
        conclude("Đo đạc đất ở", unit="P. KT-HT-ĐT", due="quý III/2026", status="Đang làm", note="Hộ mẫu 1 vắng nhà"),
        conclude("Báo cáo giải ngân"),
    )
    query = build_raw()
    assert query(
        "SELECT content, meeting, CAST(meeting_date AS VARCHAR), unit_id, CAST(due_date AS VARCHAR), status, "
        "CAST(done_date AS VARCHAR), CAST(report_date AS VARCHAR) FROM core.meeting_conclusion ORDER BY source_row"
    ) == [
        ("Rà soát trẻ em chưa đi học", MEETING, "2026-05-15", "vhxh", "2026-09-05", "done", "2026-09-20", "2026-10-31"),
        ("Đo đạc đất ở", MEETING, "2026-05-15", "kthtdt", "2026-09-30", "in_progress", None, "2026-10-31"),
        ("Báo cáo giải ngân", MEETING, "2026-05-15", "vhxh", None, "unknown", None, "2026-10-31"),
    ]
    assert query("SELECT note FROM restricted.conclusion_note") == [("Hộ mẫu 1 vắng nhà",)]
    shown = query("SELECT column_name FROM information_schema.columns WHERE table_name = 'meeting_conclusions'")
    assert ("note",) not in shown


@pytest.mark.parametrize("unit", ["Phòng Tài chính", "Phòng VH-XH; Trạm y tế phường", None])
def test_a_conclusion_of_no_known_unit_stays_and_is_named(tmp_path: Path, inspect_files: Inspect, unit: str) -> None:
    [inspected] = inspect_files(write_conclusions(tmp_path / "a.xlsx", conclude(unit=unit, status="Đang làm")))
    [sheet] = inspected.report.sheets
    assert (sheet.rows_accepted, sheet.rows_quarantined) == (1, 0)
    assert sheet.records[0]["unit_id"] is None
    [said] = [issue for issue in inspected.issues if issue.rule in ("unit_unknown", "unit_missing")]
    assert (said.rule, said.cell) == ("unit_unknown" if unit else "unit_missing", "D3")
    assert "«chưa rõ đầu mối»" in said.message


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("chưa có kết quả", "not_started"),
        ("ĐANG TRIỂN KHAI", "in_progress"),
        ("Đã thực hiện", "done"),
        ("Tạm dừng", "blocked"),
        ("Cơ bản xong", "unknown"),
        (None, "unknown"),
    ],
)
def test_words_of_a_state(tmp_path: Path, inspect_files: Inspect, written: str | None, status: str) -> None:
    [inspected] = inspect_files(write_conclusions(tmp_path / "a.xlsx", conclude(status=written)))
    assert inspected.report.sheets[0].records[0]["status"] == status
    assert ("task_status" in {issue.rule for issue in inspected.issues}) == (written == "Cơ bản xong")


@pytest.mark.parametrize(
    ("headers", "meeting", "day"),
    [
        (HEADERS, "Phiên họp tháng 5", "None"),
        (HEADERS, "Thông báo số 12 ngày 20 tháng 5 năm 2026", "2026-05-20"),
        ([HEADERS[0], "Ngày họp", *HEADERS[2:]], "15/5/2026", "2026-05-15"),
    ],
)
def test_the_day_of_a_meeting(
    tmp_path: Path, inspect_files: Inspect, headers: list[str], meeting: str, day: str
) -> None:
    path = write_rows(tmp_path / "a.xlsx", [TITLE], headers, conclude(meeting=meeting, status="Xong"))
    [inspected] = inspect_files(path)
    assert str(inspected.report.sheets[0].records[0]["meeting_date"]) == day
    assert ("meeting_date" in {issue.rule for issue in inspected.issues}) == (day == "None")


def test_a_meeting_written_once_over_merged_rows_is_that_of_each(tmp_path: Path, inspect_files: Inspect) -> None:
    path = write_conclusions(tmp_path / "a.xlsx", conclude(), conclude("Đo đất"), conclude("In phiếu", meeting=None))
    book = load_workbook(path)
    book.active.merge_cells("B3:B4")
    book.save(path)
    [inspected] = inspect_files(path)
    meetings = [record["meeting"] for record in inspected.report.sheets[0].records]
    # A merged cell is of all its rows; one that was only left empty is of none.
    assert meetings == [MEETING, MEETING, None]


def test_nothing_concluded_waits_and_a_day_that_is_none_is_not_a_due_day(
    tmp_path: Path, inspect_files: Inspect
) -> None:
    path = write_conclusions(tmp_path / "a.xlsx", conclude(""), conclude(due="31/02/2026", status="Đang làm"))
    [inspected] = inspect_files(path)
    [sheet] = inspected.report.sheets
    assert (sheet.rows_accepted, sheet.rows_quarantined) == (1, 1)
    assert sheet.records[0]["due_date"] is None
    assert {"task_name_missing", "due_date"} <= {issue.rule for issue in inspected.issues}


def test_a_list_sent_again_later_stands_beside_the_first_and_a_copy_counts_once(
    raw: Path, build_raw: Callable[[], Query]
) -> None:
    write_conclusions(raw / "a.xlsx", conclude(status="Đang làm"))
    write_conclusions(raw / "b.xlsx", conclude("RÀ SOÁT TRẺ EM CHƯA ĐI HỌC", status="Xong"))
    write_conclusions(raw / "c.xlsx", conclude(status="Xong"), title="KẾT LUẬN HỌP ĐẾN NGÀY 15/11/2026")
    query = build_raw()
    assert query(
        "SELECT CAST(report_date AS VARCHAR), status, count(DISTINCT conclusion_id) FROM core.meeting_conclusion "
        "GROUP BY ALL ORDER BY 1"
    ) == [("2026-10-31", "in_progress", 1), ("2026-11-15", "done", 1)]
    assert query("SELECT file FROM meta.issue WHERE rule = 'repeated_conclusion'") == [("b.xlsx",)]


def test_whom_a_conclusion_names_stands_apart_and_two_of_them_are_two(
    raw: Path, build_raw: Callable[[], Query]
) -> None:
    named = [f"Hỗ trợ nhà ở cho hộ ông Lò Văn Mẫu{letter}" for letter in "ab"]
    write_conclusions(raw / "a.xlsx", *map(conclude, named), conclude(note="vắng nhà"))
    write_conclusions(raw / "b.xlsx", conclude(named[0]))
    query = build_raw()
    assert query("SELECT content FROM core.meeting_conclusion ORDER BY source_row") == [
        *[("Hỗ trợ nhà ở cho hộ ông •••",)] * 2,
        ("Rà soát trẻ em chưa đi học",),
    ]
    assert query("SELECT content, note FROM restricted.conclusion_note ORDER BY content") == [
        *((content, None) for content in named),
        (None, "vắng nhà"),
    ]
    [(said, found)] = query("SELECT message, found FROM meta.issue WHERE rule = 'repeated_conclusion'")
    assert found == "Hỗ trợ nhà ở cho hộ ông •••"
    assert "Mẫu" not in said
