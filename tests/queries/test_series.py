"""One indicator over time: cut at every change of boundary, one standard at a time, no year left out in silence."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from queries import (
    Filters,
    Indicator,
    Mode,
    Row,
    Viewer,
    Warehouse,
    Words,
    find_breaks,
    indicators,
    reference,
    series,
    value,
)
from queries.measurement import measure
from queries.trend import read_series

BOUNDARY = yaml.safe_load(Path(__file__).with_name("boundary.yml").read_text(encoding="utf-8"))
OLD, NEW = "MDP_2022_2025", "MDP_2027_2030"
OFFICER = Viewer()
STOCK = next(i for i in indicators() if i.id == "poor_households")


def make_stock(*rows: tuple[str, str, str, int]) -> Indicator:
    """An indicator of its own whose body is these (period, area, standard, count)."""
    body = " UNION ALL ".join(
        f"SELECT '{period}' AS period, '{standard}' AS standard_id, '{area}' AS area_id,"
        f" {count} AS numerator, 0 AS unknown"
        for period, area, standard, count in rows
    )
    return replace(STOCK, id="made_up", body=body)


def read(segment: tuple[Row, ...]) -> list[tuple[str, float | None]]:
    return [(row.period, row.value) for row in segment]


@pytest.fixture
def warehouse(build: Callable[..., Warehouse]) -> Warehouse:
    return build(BOUNDARY)


def list_poor(period: str, count: int, area_id: str, **changes: str) -> list[dict[str, str]]:
    plain = {"period": period, "area_id": area_id, "opening_class": "poor", "recognised_class": "poor"} | changes
    return [plain | {"household_id": f"{area_id}-{n}"} for n in range(count)]


def build_years(build: Callable[..., Warehouse]) -> Warehouse:
    """Lists of 2022, 2024, 2025, 2026 under the old standard, none of 2023, and one of 2026 under the new."""
    counts = {"2022": (4, 3), "2024": (3, 2), "2025": (3, 1), "2026": (2, 1)}
    listed = [
        household
        for year, (khoi_1, khoi_2) in counts.items()
        for household in (*list_poor(year, khoi_1, "khoi_1"), *list_poor(year, khoi_2, "khoi_2"))
    ]
    reports = [
        {"period": year, "standard_id": OLD, "area_id": area} for year in counts for area in ("khoi_1", "khoi_2")
    ]
    listed += list_poor("2026", 6, "khoi_1", standard_id=NEW)
    reports.append({"period": "2026", "standard_id": NEW, "area_id": "khoi_1"})
    return build(BOUNDARY | {"area_report": reports, "household_round": listed, "movement": []})


def test_no_segment_runs_over_the_boundary_or_a_year_without_a_list(build: Callable[..., Warehouse]) -> None:
    found = series("poor_households", Filters("2026"), viewer=OFFICER, warehouse=build_years(build))
    assert [read(segment) for segment in found.segments] == [
        [("2022", 7), ("2023", None), ("2024", 5)],
        [("2025", 4), ("2026", 3)],
    ]
    assert [[row.is_stitched for row in segment] for segment in found.segments] == [[True] * 3, [False] * 2]
    assert [(found.kind, found.day) for found in found.breaks] == [("boundary", date(2025, 7, 1))]
    assert found.segments[0][1].label == Words("Năm 2023", "2023")


def test_a_khoi_is_cut_as_well_and_never_stitched(build: Callable[..., Warehouse]) -> None:
    found = series("poor_households", Filters("2026", "khoi_2"), viewer=OFFICER, warehouse=build_years(build))
    assert [read(segment) for segment in found.segments] == [
        [("2022", 3), ("2023", None), ("2024", 2)],
        [("2025", 1), ("2026", 1)],
    ]
    assert not any(row.is_stitched for segment in found.segments for row in segment)


def test_a_series_is_of_one_standard(build: Callable[..., Warehouse]) -> None:
    warehouse = build_years(build)
    new = series("poor_households", Filters("2026", standard_id=NEW), viewer=OFFICER, warehouse=warehouse)
    assert [read(segment) for segment in new.segments] == [[("2026", 6)]]
    assert {row.standard_id for segment in new.segments for row in segment} == {NEW}
    old = series("poor_households", Filters("2026"), viewer=OFFICER, warehouse=warehouse)
    assert {row.standard_id for segment in old.segments for row in segment} == {OLD}


def test_the_end_of_another_standard_does_not_cut_a_series(warehouse: Warehouse) -> None:
    stock = make_stock(("2026", "khoi_1", NEW, 6), ("2027", "khoi_1", NEW, 5))
    found = read_series(stock, Filters("2027"), OFFICER, warehouse)
    assert ([read(segment) for segment in found.segments], found.breaks) == ([[("2026", 6), ("2027", 5)]], ())


def test_a_series_ends_with_the_period_asked_for(build: Callable[..., Warehouse]) -> None:
    found = series("poor_households", Filters("2024"), viewer=OFFICER, warehouse=build_years(build))
    assert ([read(segment) for segment in found.segments], found.breaks) == (
        [[("2022", 7), ("2023", None), ("2024", 5)]],
        (),
    )


def test_months_make_a_series_of_their_own(warehouse: Warehouse) -> None:
    stock = make_stock(
        ("2025-05", "khoi_1", OLD, 6),
        ("2025", "khoi_1", OLD, 9),
        ("2026-03", "khoi_1", OLD, 5),
        ("2026-Q1", "khoi_1", OLD, 7),
        ("2026-05", "khoi_1", OLD, 4),
    )
    found = read_series(stock, Filters("2026-05"), OFFICER, warehouse)
    assert [read(segment) for segment in found.segments] == [
        [("2025-05", 6)],
        [("2026-03", 5), ("2026-04", None), ("2026-05", 4)],
    ]


def test_nothing_loaded_is_a_series_without_points(warehouse: Warehouse) -> None:
    found = series("poor_households", Filters(), viewer=OFFICER, warehouse=warehouse)
    assert (found.segments, found.breaks, found.result.rows) == ((), (), ())


def test_small_counts_stay_hidden_in_a_series(warehouse: Warehouse) -> None:
    stock = replace(make_stock(("2025", "khoi_1", OLD, 9), ("2026", "khoi_1", OLD, 3)), access="sensitive")
    found = read_series(stock, Filters("2026"), Viewer(mode=Mode.OUTGOING), warehouse)
    assert [[(row.value, row.suppressed) for row in segment] for segment in found.segments] == [
        [(9, False), (None, True)]
    ]


def test_rows_by_period_tell_their_segment(build: Callable[..., Warehouse]) -> None:
    result = value("poor_households", Filters("2026"), "period", viewer=OFFICER, warehouse=build_years(build))
    assert [(row.key, row.segment, row.is_stitched) for row in result.rows] == [
        ("2022", 0, True),
        ("2024", 0, True),
        ("2025", 1, False),
        ("2026", 1, False),
    ]
    assert {row.standard_id for row in result.rows} == {OLD}
    by_area = value("poor_households", Filters("2024"), "area_id", viewer=OFFICER, warehouse=build_years(build))
    assert [(row.segment, row.is_stitched) for row in by_area.rows] == [(0, False), (0, False)]
    assert by_area.total is not None
    assert by_area.total.is_stitched


def test_a_year_answered_by_a_month_is_of_the_segment_of_the_month(warehouse: Warehouse) -> None:
    result = measure(make_stock(("2025-05", "khoi_1", OLD, 6)), Filters("2025"), None, OFFICER, warehouse)
    assert result.periods == ("2025-05",)
    assert result.total is not None
    assert (result.total.period, result.total.segment, result.total.is_stitched) == ("2025", 0, True)


@pytest.mark.parametrize(
    ("area_id", "first", "last", "expected"),
    [
        (None, date(2024, 12, 31), date(2025, 12, 31), [("boundary", date(2025, 7, 1))]),
        (None, date(2025, 6, 30), date(2025, 7, 1), [("boundary", date(2025, 7, 1))]),
        (None, date(2025, 7, 1), date(2026, 12, 31), []),
        (None, date(2022, 1, 1), date(2025, 6, 30), []),
        ("khoi_1", date(2024, 12, 31), date(2025, 12, 31), [("boundary", date(2025, 7, 1))]),
        ("chua_xac_dinh", date(2024, 12, 31), date(2025, 12, 31), [("boundary", date(2025, 7, 1))]),
        (None, date(2026, 12, 31), date(2027, 1, 1), [("standard", date(2027, 1, 1))]),
        (
            "khoi_2",
            date(2022, 1, 1),
            date(2028, 1, 1),
            [("boundary", date(2025, 7, 1)), ("standard", date(2027, 1, 1))],
        ),
    ],
)
def test_breaks_lie_after_the_first_day_and_up_to_the_last(
    area_id: str | None, first: date, last: date, expected: list[tuple[str, date]], warehouse: Warehouse
) -> None:
    found = find_breaks(area_id, first, last, reference(warehouse))
    assert [(each.kind, each.day) for each in found] == expected


def test_a_break_says_what_became_what(warehouse: Warehouse) -> None:
    ward, standard = find_breaks(None, date(2022, 1, 1), date(2028, 1, 1), reference(warehouse))
    assert ward.words.vi == "Đổi địa giới 01/07/2025: Phường Thử (cũ) + Xã Thử (cũ) → Phường Thử"
    assert standard.words.vi == "Đổi chuẩn 01/01/2027: Chuẩn 2021-2025 → Chuẩn 2026-2030"
    assert standard.words.en.startswith("Change of standard 1 Jan 2027: ")
    (khoi,) = find_breaks("khoi_2", date(2022, 1, 1), date(2026, 1, 1), reference(warehouse))
    assert khoi.words.vi == "Đổi địa giới 01/07/2025: Thôn 2, Xã Thử (cũ) → Khối 2, Phường Thử"


def test_a_later_change_of_one_khoi_does_not_cut_the_ward(build: Callable[..., Warehouse]) -> None:
    areas = [
        *(row for row in BOUNDARY["area"] if row["area_id"] != "khoi_2" or row["name"] != "Khối 2"),
        {"area_id": "khoi_2", "level": "neighbourhood", "name": "Khối 2", "parent_id": "phuong", "sort_key": 2}
        | {"valid_from": "2025-07-01", "valid_to": "2026-06-30"},
        {"area_id": "khoi_2", "level": "neighbourhood", "name": "Khối 2", "parent_id": "phuong", "sort_key": 2}
        | {"valid_from": "2026-07-01"},
    ]
    ward = reference(build(BOUNDARY | {"area": areas}))
    days = (date(2025, 12, 31), date(2026, 12, 31))
    assert [found.day for found in find_breaks("khoi_2", *days, ward)] == [date(2026, 7, 1)]
    assert find_breaks(None, *days, ward) == find_breaks("khoi_1", *days, ward) == ()
