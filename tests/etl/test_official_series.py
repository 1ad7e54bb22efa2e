"""Published figures: words to indicators, shares to fractions, sources never joined, doubts asked about."""

from collections.abc import Callable
from pathlib import Path

import pytest

from etl.inspection import InspectedFile
from etl.issue import Severity
from tests.etl.conftest import Query
from tests.etl.workbooks import write_rows

Inspect = Callable[..., list[InspectedFile]]
HEADERS = ["STT", "Chỉ tiêu", "Địa bàn", "Năm", "Giá trị", "Loại số liệu", "Chuẩn nghèo", "Nguồn", "Ghi chú"]
SOURCE = "Cục Thống kê"


def rules(inspected: InspectedFile) -> dict[str, str]:
    return {issue.rule: issue.message for issue in inspected.issues}


def figure(
    indicator: str = "Tỷ lệ hộ nghèo",
    value: object = "2,32%",
    *,
    place: str = "Tỉnh Lạng Sơn",
    year: object = 2025,
    kind: str = "Rà soát",
    standard: str | None = None,
    source: str | None = SOURCE,
) -> list[object]:
    return [1, indicator, place, year, value, kind, standard, source, None]


def write_series(path: Path, *rows: list[object], headers: list[str] = HEADERS) -> Path:
    """Title in row 1, headers in row 2, the first figure in row 3."""
    return write_rows(path, ["SỐ LIỆU CÔNG BỐ"], headers, *rows)


def test_words_and_figures(tmp_path: Path, inspect_files: Inspect) -> None:
    figures = [
        ("Tỷ lệ hộ nghèo", "2,32%", "poverty_rate", 0.0232),
        ("Tỷ lệ nghèo", 2.33, "poverty_rate", 0.0233),
        ("TỶ LỆ HỘ CẬN NGHÈO", "0,9 %", "near_poverty_rate", 0.009),
        ("Tỷ lệ nghèo đa chiều", 0, "multidimensional_poverty_rate", 0.0),
        ("Số hộ nghèo", "4.643", "poor_households", 4643.0),
        ("Tổng số hộ cận nghèo", 13578, "near_poor_households", 13578.0),
    ]
    unnumbered = ([None, *figure(indicator, written)[1:]] for indicator, written, *_ in figures)
    [inspected] = inspect_files(write_series(tmp_path / "a.xlsx", *unnumbered))
    records = inspected.report.sheets[0].records
    assert [(record["indicator_id"], record["value"]) for record in records] == [
        (indicator_id, pytest.approx(value)) for _, _, indicator_id, value in figures
    ]
    assert {(record["period"], record["place_id"], record["kind"]) for record in records} == {
        ("2025", "lang_son", "review")
    }


def test_what_is_not_plain_is_asked_about(tmp_path: Path, inspect_files: Inspect) -> None:
    asked = [
        (figure("Tỷ lệ hộ nghèo đa chiều"), "indicator_unknown", "B4", "«Tỷ lệ nghèo đa chiều»"),
        (figure(kind="Báo chí"), "kind_unknown", "F5", "«Rà soát», «Khảo sát», «Dự báo»"),
        (figure(place="Tỉnh Cao Bằng"), "place_unknown", "C6", "«Tỉnh Lạng Sơn»"),
        (figure(year="giai đoạn 2021-2025"), "year_unknown", "D7", "bốn chữ số"),
        (figure(value=0.12), "value_unclear", "E8", "«0,9%»"),
        (figure(value=120), "value_unclear", "E9", "từ 0% đến 100%"),
        (figure("Số hộ nghèo", 12.5), "value_unclear", "E10", "số nguyên"),
        (figure("Số hộ nghèo", "3%"), "value_unclear", "E11", "số nguyên"),
        (figure(value=None), "value_missing", "E12", "thiếu số liệu"),
    ]
    [inspected] = inspect_files(write_series(tmp_path / "a.xlsx", figure(), *(row for row, *_ in asked)))
    [sheet] = inspected.report.sheets
    assert (sheet.rows_accepted, sheet.rows_quarantined) == (1, len(asked))
    errors = [issue for issue in inspected.issues if issue.severity is Severity.ERROR]
    assert [(issue.rule, issue.cell) for issue in errors] == [(rule, cell) for _, rule, cell, _ in asked]
    assert [advice for (*_, advice), issue in zip(asked, errors, strict=True) if advice not in issue.message] == []


def test_sources_and_kinds_are_lines_of_their_own(tmp_path: Path, inspect_files: Inspect) -> None:
    rows = [
        figure(year=2024),
        figure(year=2025),
        figure(year=2025, kind="Khảo sát"),
        figure(year=2025, source="Bộ Nông nghiệp và Môi trường"),
        figure(year=2025, place="Cả nước"),
        figure(year=2025, place="UBND phường Tam Thanh"),
    ]
    [inspected] = inspect_files(write_series(tmp_path / "a.xlsx", *rows))
    names = [record["series_id"] for record in inspected.report.sheets[0].records]
    assert names[0] == names[1]
    assert len(set(names)) == 5
    assert inspected.totals == ({"series": 5, "figures": 6},)
    places = {record["place_id"] for record in inspected.report.sheets[0].records}
    assert places == {"lang_son", "viet_nam", "tam_thanh"}


def test_a_standard_only_as_written(tmp_path: Path, inspect_files: Inspect) -> None:
    rows = [
        figure(standard=text, year=2020 + place) for place, text in enumerate((None, "2021-2025", "Chuẩn mới", "?"))
    ]
    [inspected] = inspect_files(write_series(tmp_path / "a.xlsx", *rows))
    records = inspected.report.sheets[0].records
    assert [record["standard_id"] for record in records] == [None, "MDP_2022_2025", "MDP_2027_2030", None]
    assert "G6" in rules(inspected)["standard_unknown"]


def test_a_known_series_goes_on(raw: Path, build_raw: Callable[[], Query]) -> None:
    headers = [*HEADERS, "Chuỗi số liệu"]
    known = "Lạng Sơn – rà soát hằng năm do UBND tỉnh công bố"
    write_series(raw / "a.xlsx", [*figure("Số hộ nghèo", 4000, year=2026), known], headers=headers)
    before_and_now = build_raw()(
        "SELECT period, value FROM core.official_series WHERE series_id = 'lang_son_province' "
        "AND indicator_id = 'poor_households' AND period >= '2025' ORDER BY period"
    )
    assert before_and_now == [("2025", 4643.0), ("2026", 4000.0)]
