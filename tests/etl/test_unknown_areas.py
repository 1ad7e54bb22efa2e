"""Two khối that nobody knows are two khối: their figures are added up, never one of them dropped."""

from collections.abc import Callable
from pathlib import Path

from tests.etl.conftest import Query
from tests.etl.test_movement_report import line, write_report
from tests.etl.test_policy_forms import write_coverage
from tests.etl.workbooks import write_rows

Build = Callable[[], Query]


def test_residents_of_unknown_khoi_stay_in_the_ward(raw: Path, build_raw: Build) -> None:
    header = ["TT", "Khối phố", "Tổng số hộ", "Số nhân khẩu"]
    rows = [[1, "Khối 1", 100, 400], [2, "Khối Trăng", 50, 210], [3, "Khối Sao", 60, 190], [4, "nt", 10, None]]
    write_rows(raw / "a.xlsx", ["SỐ HỘ NĂM 2026"], header, *rows)
    found = build_raw()("SELECT area_id, resident_households, resident_persons FROM core.area_round ORDER BY 2")
    assert found == [("khoi_1", 100, 400), ("chua_xac_dinh", 120, None)]


def test_the_same_list_again_is_not_added(raw: Path, build_raw: Build) -> None:
    header = ["TT", "Khối phố", "Tổng số hộ"]
    for name in ("a.xlsx", "b.xlsx"):
        write_rows(raw / name, [f"SỐ HỘ NĂM 2026 {name}"], header, [1, "Khối Trăng", 50], [2, "Khối Sao", 60])
    assert build_raw()("SELECT resident_households FROM core.area_round") == [(110,)]


def test_movements_of_unknown_khoi_are_added_line_by_line(raw: Path, build_raw: Build) -> None:
    write_report(
        raw / "a.xlsx",
        line("Khối Trăng", "Hộ", 5, 1, 0, None, 0, 0, 0, None, 4),
        line(None, "Nhân khẩu", 15, 3, 0, None, 0, 0, 0, None, 12),
        line("Khối Sao", "Hộ", 2, None, 0, None, 1, 0, 0, None, 3),
    )
    query = build_raw()
    assert query(
        "SELECT counted, begin_count, to_listed, other_decrease, end_count FROM core.movement_report ORDER BY 1"
    ) == [
        ("household", 7, 1, None, 7),
        ("person", 15, 3, None, 12),
    ]


def test_coverage_of_unknown_khoi_is_unknown_where_a_part_is(raw: Path, build_raw: Build) -> None:
    policy = "Bảo hiểm y tế hộ nghèo"
    write_coverage(raw / "a.xlsx", [1, policy, "Khối Trăng", 10, 8], [2, policy, "Khối Sao", 5, None])
    assert build_raw()("SELECT eligible, served FROM core.policy_coverage") == [(15, None)]
