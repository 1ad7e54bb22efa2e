"""Project lines: combined lines, units of money, what was not reported, what cannot be told."""

from collections.abc import Callable
from pathlib import Path

import pytest

from etl.inspection import InspectedFile
from etl.sources.project_progress import name_line, read_project_ids
from tests.etl.conftest import Query
from tests.etl.workbooks import write_rows

Inspect = Callable[..., list[InspectedFile]]
HEADERS = [
    "TT",
    "Đơn vị",
    "Dự án/Tiểu dự án",
    "Kế hoạch",
    "Giải ngân",
    "Tỷ lệ",
    "Đối tượng thụ hưởng (KH)",
    "Thực hiện",
]
KTHTDT, VHXH = "Phòng Kinh tế, Hạ tầng và Đô thị", "Phòng Văn hoá - Xã hội"


def write_report(
    path: Path, *rows: list[object], titles: tuple[str, ...] = ("TIẾN ĐỘ NĂM 2026", "ĐVT: triệu đồng")
) -> Path:
    return write_rows(path, *([title] for title in titles), HEADERS, *rows)


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("Dự án 2", ("DA2",)),
        ("Dự án 5 (hỗ trợ nhà ở)", ("DA5",)),
        ("Tiểu dự án 1 - Dự án 3", ("DA3-T1",)),
        ("Tiêu dự án 2 - Dự án 3", ("DA3-T2",)),
        ("TDA1-DA4", ("DA4-T1",)),
        ("Tiểu dự án 2, 3 – Dự án 4", ("DA4-T2", "DA4-T3")),
        ("Tiểu dự án 1 và 2 thuộc Dự án 6", ("DA6-T1", "DA6-T2")),
        ("Hội nghị tham vấn", ()),
    ],
)
def test_project_codes(written: str, codes: tuple[str, ...]) -> None:
    assert read_project_ids(written) == codes


def test_a_combined_line_keeps_one_name() -> None:
    assert name_line(("DA4-T2", "DA4-T3")) == "Tiểu dự án 2, 3 - Dự án 4"
    assert name_line(("DA2",)) == "Dự án 2"


def test_a_report_line_by_line(raw: Path, build_raw: Callable[[], Query]) -> None:
    write_report(
        raw / "a.xlsx",
        [1, KTHTDT, "Dự án 2", "320,5", 160.25, "50%", 10, 4],
        [2, VHXH, "TDA1-DA4", "80.000.000 đồng", None, None, 15, "chưa triển khai"],
        [None, "Cộng", None, 400.5, 160.25],
        titles=("TIẾN ĐỘ NĂM 2026", "ĐVT: triệu đồng", "Số liệu tính đến ngày 31/10/2026"),
    )
    rows = build_raw()(
        "SELECT line_id, unit_id, CAST(report_date AS VARCHAR), scope, output_done, assigned_vnd, disbursed_vnd "
        "FROM core.project_progress ORDER BY line_id"
    )
    assert rows == [
        ("DA2", "kthtdt", "2026-10-31", "in_scope", 4.0, 320_500_000, 160_250_000),
        ("DA4-T1", "vhxh", "2026-10-31", "not_started", None, 80_000_000, None),
    ]


def test_findings_of_a_report(tmp_path: Path, inspect_files: Inspect) -> None:
    path = write_report(
        tmp_path / "a.xlsx",
        [1, KTHTDT, "Dự án 2", 100, 120, "120%", 10, 4],
        [2, KTHTDT, "Dự án 5", 100, 40, "70%", 10, 4],
        [3, "Phòng Không Có", "Dự án 5", 100, 40, "40%", 10, 4],
        [4, VHXH, "Dự án 99", 100, 40, "40%", 10, 4],
        [None, "Cộng", None, 500, 160],
    )
    [inspected] = inspect_files(path)
    messages = {issue.rule: issue for issue in inspected.issues}
    assert messages["overspent"].cell == "E4"
    assert messages["stated_share"].cell == "F5"
    assert messages["unit_unknown"].cell == "B6"
    assert messages["project_unknown"].cell == "C7"
    assert "ghi 500 nhưng đếm từng dòng được 200" in messages["total_mismatch"].message
    assert (inspected.report.sheets[0].rows_accepted, inspected.report.sheets[0].rows_quarantined) == (2, 2)


def test_a_report_that_names_only_a_year_is_dated_by_the_day_it_was_loaded(
    raw: Path, build_raw: Callable[[], Query]
) -> None:
    write_report(raw / "a.xlsx", [1, KTHTDT, "Dự án 2", 100, 20, None, 10, 4])
    dates = "SELECT CAST(report_date AS VARCHAR) FROM core.project_progress"
    assert build_raw()(dates) == [("2026-11-20",)]
    loads = (raw.parent / "decisions" / "loads.csv").read_text(encoding="utf-8")
    assert loads.splitlines()[1].endswith("a.xlsx,2026-11-20,")


@pytest.mark.parametrize(
    ("headers", "cell", "source", "rule"),
    [
        (["Nguồn vốn"], "Quỹ Vì người nghèo", "mobilised", None),
        (["Nguồn vốn"], "Ngân sách tỉnh khác", "unknown", "fund_source_unknown"),
        (["Nguồn vốn"], None, "unknown", "fund_source_missing"),
        # A form without the column owes no source.
        ([], None, "unknown", None),
    ],
)
def test_a_source_that_is_not_told_is_never_one_of_the_plan(
    raw: Path, build_raw: Callable[[], Query], headers: list[str], cell: str | None, source: str, rule: str | None
) -> None:
    line = [1, KTHTDT, "Dự án 2", 100, 20, None, 10, 4, *([cell] if headers else [])]
    write_rows(raw / "a.xlsx", ["TIẾN ĐỘ NĂM 2026"], ["ĐVT: triệu đồng"], [*HEADERS, *headers], line)
    query = build_raw()
    assert query("SELECT fund_source_id, disbursed_vnd FROM core.project_progress") == [(source, 20_000_000)]
    found = query("SELECT rule FROM meta.issue WHERE rule LIKE 'fund_source%'")
    assert found == ([(rule,)] if rule else [])


def test_the_same_report_twice_counts_once(raw: Path, build_raw: Callable[[], Query]) -> None:
    write_report(raw / "a.xlsx", [1, KTHTDT, "Dự án 2", 100, 20, None, 10, 4])
    write_report(raw / "b.xlsx", [1, KTHTDT, "Dự án 2", 100, 30, None, 10, 4])
    query = build_raw()
    assert query("SELECT disbursed_vnd FROM core.project_progress") == [(20_000_000,)]
    assert query("SELECT file FROM meta.issue WHERE rule = 'repeated_line'") == [("b.xlsx",)]


def test_money_to_date_that_fell_is_told_with_both_rows(raw: Path, build_raw: Callable[[], Query]) -> None:
    """A line that reports the quarter alone, or a sum paid back: the number is kept and somebody asks."""
    for name, day, spent in (("a", "31/03/2026", 45), ("b", "30/06/2026", 20), ("c", "30/09/2026", 60)):
        titles = (f"Số liệu tính đến ngày {day}", "ĐVT: triệu đồng")
        write_report(raw / f"{name}.xlsx", [1, KTHTDT, "Dự án 2", 100, spent, None, 10, 4], titles=titles)
    query = build_raw()
    assert query("SELECT sum(disbursed_vnd) FROM core.project_progress") == [(125_000_000,)]
    ((file, found, message),) = query("SELECT file, found, message FROM meta.issue WHERE rule = 'disbursed_fell'")
    assert (file, found) == ("b.xlsx", "20000000")
    assert "lũy kế 20.000.000 đồng, ít hơn 45.000.000 đồng ngày 31/03/2026 trong «a.xlsx» dòng 4" in message
