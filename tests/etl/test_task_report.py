"""Reports of tasks: status words, days, outputs, what was not written."""

from collections.abc import Callable
from pathlib import Path

import pytest

from etl.inspection import InspectedFile
from tests.etl.conftest import Query
from tests.etl.workbooks import write_rows

Inspect = Callable[..., list[InspectedFile]]
HEADERS = [
    *(
        "STT",
        "Đơn vị",
        "Nhiệm vụ",
        "Thời hạn",
        "Trạng thái",
        "Ngày hoàn thành",
        "Đơn vị tính",
        "Cần",
        "Khởi công/Bắt đầu",
    ),
    *("Xong", "Vướng mắc", "Đề xuất"),
]
KTHTDT = "Phòng Kinh tế, Hạ tầng và Đô thị"


def write_tasks(path: Path, *rows: list[object], title: str = "TIẾN ĐỘ NHIỆM VỤ ĐẾN NGÀY 31/10/2026") -> Path:
    return write_rows(path, [title], HEADERS, *rows)


def task(name: str = "Hội nghị tham vấn hộ nghèo", *, unit: str = KTHTDT, **cells: object) -> list[object]:
    fields = {
        "due": 3,
        "status": 4,
        "done_on": 5,
        "output_unit": 6,
        "needed": 7,
        "started": 8,
        "done": 9,
        "obstacle": 10,
        "proposal": 11,
    }
    row: list[object] = [1, unit, name, *([None] * 9)]
    for field, value in cells.items():
        row[fields[field]] = value
    return row


def test_tasks_as_reported(raw: Path, build_raw: Callable[[], Query]) -> None:
    write_tasks(
        raw / "a.xlsx",
        task("Tổ chức Hội nghị tham vấn hộ nghèo quý II", due="30/6/2026", status="Đã hoàn thành",
             done_on="25/06/2026"),
        task("Xóa nhà tạm", due="31/12/2026", status="Đang thực hiện", output_unit="nhà", needed=6, started=4, done=0,
             obstacle="Hộ bà Hộ mẫu 1 vướng đất", proposal="Hỗ trợ đo đạc"),
        task("Rà soát", unit="Phòng VH-XH"),
    )  # fmt: skip
    query = build_raw()
    assert query(
        "SELECT name, unit_id, measure_id, CAST(report_date AS VARCHAR), CAST(due_date AS VARCHAR), "
        "CAST(done_date AS VARCHAR), status, output_unit, output_needed, output_started, output_done "
        "FROM core.task ORDER BY source_row"
    ) == [
        ("Tổ chức Hội nghị tham vấn hộ nghèo quý II", "kthtdt", "consultation_conference", "2026-10-31", "2026-06-30",
         "2026-06-25", "done", None, None, None, None),
        ("Xóa nhà tạm", "kthtdt", None, "2026-10-31", "2026-12-31", None, "in_progress", "nhà", 6, 4, 0),
        ("Rà soát", "vhxh", None, "2026-10-31", None, None, "unknown", None, None, None, None),
    ]  # fmt: skip
    assert query("SELECT obstacle, proposal FROM restricted.task_note") == [
        ("Hộ bà Hộ mẫu 1 vướng đất", "Hỗ trợ đo đạc")
    ]
    columns = {
        name for (name,) in query("SELECT column_name FROM information_schema.columns WHERE table_name = 'task_report'")
    }
    assert columns.isdisjoint({"obstacle", "proposal"})


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("Chưa triển khai", "not_started"),
        ("ĐANG TRIỂN KHAI", "in_progress"),
        ("chưa hoàn thành", "in_progress"),
        ("Hoàn thành", "done"),
        ("đã xong", "done"),
        ("Tạm dừng", "blocked"),
        ("Cơ bản", "unknown"),
        (None, "unknown"),
    ],
)
def test_words_of_a_status(tmp_path: Path, inspect_files: Inspect, written: str | None, status: str) -> None:
    [inspected] = inspect_files(write_tasks(tmp_path / "a.xlsx", task(status=written)))
    assert inspected.report.sheets[0].records[0]["status"] == status
    assert ("task_status" in {issue.rule for issue in inspected.issues}) == (written == "Cơ bản")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("30/6/2026", "2026-06-30"),
        ("tháng 6/2026", "2026-06-30"),
        ("Quý II năm 2026", "2026-06-30"),
        ("Quý IV/2026", "2026-12-31"),
        ("2026", "2026-12-31"),
        ("thường xuyên", "None"),
        ("31/02/2026", "None"),
        (None, "None"),
    ],
)
def test_days_by_which_a_task_is_due(tmp_path: Path, inspect_files: Inspect, written: str | None, day: str) -> None:
    [inspected] = inspect_files(write_tasks(tmp_path / "a.xlsx", task(due=written, status="Xong")))
    assert str(inspected.report.sheets[0].records[0]["due_date"]) == day
    assert ("due_date" in {issue.rule for issue in inspected.issues}) == (written is not None and day == "None")


def test_findings_of_a_report(tmp_path: Path, inspect_files: Inspect) -> None:
    path = write_tasks(
        tmp_path / "a.xlsx",
        task("Việc A", status="Đang làm", done_on="01/10/2026", needed=3, started=1, done=2),
        task("Việc B", unit="Phòng Kinh tế Hạ tầng"),
        task(""),
        task("Việc C", done_on="01/10/2026"),
        task("Việc D", unit=""),
    )
    [inspected] = inspect_files(path)
    sheet = inspected.report.sheets[0]
    assert (sheet.rows_accepted, sheet.rows_quarantined) == (4, 1)
    found = {issue.rule: issue for issue in inspected.issues}
    assert found["task_outputs"].cell == "J3"
    assert "«Đang làm»" in found["task_done_date"].message
    assert "«Phòng Kinh tế - Hạ tầng và Đô thị»" in found["unit_unknown"].message
    assert found["task_name_missing"].row == 5
    assert found["unit_missing"].row == 7
    assert [record["status"] for record in sheet.records] == ["in_progress", "unknown", "done", "unknown"]
    # Of no known unit, and there all the same.
    assert [record["unit_id"] for record in sheet.records] == ["kthtdt", None, "kthtdt", None]


@pytest.mark.parametrize(
    ("name", "measure"),
    [
        ("Tập huấn cán bộ làm công tác giảm nghèo", "staff_training"),
        ("Vận động Quỹ “Vì người nghèo”", "social_resources"),
        ("Rà soát hộ nghèo cuối năm", "autumn_review"),
        ("Niêm yết kết quả rà soát", "None"),
    ],
)
def test_a_task_is_of_the_measure_that_its_words_name(
    tmp_path: Path, inspect_files: Inspect, name: str, measure: str
) -> None:
    [inspected] = inspect_files(write_tasks(tmp_path / "a.xlsx", task(name, status="Xong")))
    assert str(inspected.report.sheets[0].records[0]["measure_id"]) == measure


def test_the_same_report_twice_counts_once_and_a_later_one_beside_it(raw: Path, build_raw: Callable[[], Query]) -> None:
    write_tasks(raw / "a.xlsx", task(status="Đang làm"))
    write_tasks(raw / "b.xlsx", task("HỘI NGHỊ THAM VẤN HỘ NGHÈO", status="Xong"))
    write_tasks(raw / "c.xlsx", task(status="Xong"), title="TIẾN ĐỘ ĐẾN NGÀY 15/11/2026")
    query = build_raw()
    assert query(
        "SELECT CAST(report_date AS VARCHAR), status, count(DISTINCT task_id) FROM core.task GROUP BY ALL ORDER BY 1"
    ) == [
        ("2026-10-31", "in_progress", 1),
        ("2026-11-15", "done", 1),
    ]
    assert query("SELECT file FROM meta.issue WHERE rule = 'repeated_task'") == [("b.xlsx",)]


def test_whom_a_task_names_stands_apart_and_two_of_them_are_two(raw: Path, build_raw: Callable[[], Query]) -> None:
    named = [f"Đo đạc đất cho gia đình Nông Văn Mẫu{letter}" for letter in "ab"]
    write_tasks(raw / "a.xlsx", *map(task, named), task())
    query = build_raw()
    assert query("SELECT name FROM core.task ORDER BY source_row") == [
        *[("Đo đạc đất cho gia đình •••",)] * 2,
        ("Hội nghị tham vấn hộ nghèo",),
    ]
    assert query("SELECT name, obstacle FROM restricted.task_note ORDER BY name") == [(name, None) for name in named]
