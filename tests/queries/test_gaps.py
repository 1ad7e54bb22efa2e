"""What was handed in and is not in the numbers of a period."""

from collections.abc import Callable
from typing import Any

import pytest

from queries import Filters, Gaps, Mode, Viewer, Warehouse, find_gaps

Build = Callable[..., Warehouse]
FILES = [
    {"file": "hỏng.xlsx", "refused_rule": "truncated", "refused_message": "Tệp bị cắt cụt."},
    {"file": "bản sao.xlsx", "refused_rule": "duplicate_file", "refused_message": "Giống «a.xlsx»."},
    {"file": "a.xlsx"},
]


def sheet(file: str, period: str | None, rows: int, **changes: Any) -> dict[str, Any]:
    given = {"file": file, "sheet": "Khối", "form": "household_review", "period": period, "rows_quarantined": rows}
    return given | changes


def test_files_and_rows_are_counted_and_named_for_the_office(build: Build) -> None:
    facts = {"source_file": FILES, "source_sheet": [sheet("a.xlsx", "2026", 3)]}
    gaps = find_gaps(Filters(), viewer=Viewer(), warehouse=build(facts))
    assert (gaps.files_refused, gaps.rows_held_back) == (1, 3)
    assert [(file.file, file.refused_message) for file in gaps.refused] == [("hỏng.xlsx", "Tệp bị cắt cụt.")]
    assert gaps.held_back == (("a.xlsx", 3),)


@pytest.mark.parametrize(
    "viewer", [Viewer(mode=Mode.MEETING), Viewer(mode=Mode.OUTGOING), Viewer(role="public"), Viewer(role="unit")]
)
def test_no_file_is_named_to_anybody_else(build: Build, viewer: Viewer) -> None:
    facts = {"source_file": FILES, "source_sheet": [sheet("a.xlsx", "2026", 3)]}
    assert find_gaps(Filters(), viewer=viewer, warehouse=build(facts)) == Gaps(1, 3, (), ())


def test_a_test_household_is_held_back_too(build: Build) -> None:
    issue = {"file": "a.xlsx", "sheet": "Khối", "severity": "warning", "rule": "test_household", "message": ""}
    facts = {
        "source_file": FILES,
        "source_sheet": [sheet("a.xlsx", "2026", 1), sheet("a.xlsx", "2026", 0, sheet="Khối 2")],
        "issue": [
            issue | {"issue_id": 1, "source_row": 9},
            issue | {"issue_id": 2, "source_row": 12},
            issue | {"issue_id": 3, "source_row": 9, "sheet": "Khối 2"},
            issue | {"issue_id": 4, "source_row": 10, "sheet": "Khối 2", "rule": "member_count"},
        ],
    }
    assert find_gaps(Filters(), viewer=Viewer(), warehouse=build(facts)).held_back == (("a.xlsx", 4),)


@pytest.mark.parametrize(
    ("period", "shown", "concerns"),
    [
        ("2026", "2026", True),
        ("2026-05", "2026", True),
        ("2026", "2026-05", False),
        ("2026-03", "2026-05", True),
        ("2025", "2026", False),
        ("2026", "2025", False),
        (None, "2026", True),
        ("1999", "2026", True),
    ],
)
def test_rows_of_another_period_are_not_missing_in_this_one(
    build: Build, period: str | None, shown: str, concerns: bool
) -> None:
    """A period that nobody wrote or knows may be any: it is told of every one."""
    periods = [
        {"period": "2025", "kind": "year", "label": "2025", "first_day": "2025-01-01", "last_day": "2025-12-31"},
        {"period": "2026", "kind": "year", "label": "2026", "first_day": "2026-01-01", "last_day": "2026-12-31"},
        {"period": "2026-03", "kind": "month", "label": "3", "first_day": "2026-03-01", "last_day": "2026-03-31"},
        {"period": "2026-05", "kind": "month", "label": "5", "first_day": "2026-05-01", "last_day": "2026-05-31"},
    ]
    facts = {"period": periods, "source_file": FILES, "source_sheet": [sheet("a.xlsx", period, 2)]}
    gaps = find_gaps(Filters(period=shown), viewer=Viewer(), warehouse=build(facts))
    assert gaps.rows_held_back == (2 if concerns else 0)


def test_the_list_before_concerns_the_movements_that_are_held_against_it(build: Build) -> None:
    def listed(period: str) -> dict[str, Any]:
        row = {"area_id": "khoi_1", "opening_class": "poor", "recognised_class": "poor", "household_id": "h1"}
        return row | {"period": period, "source_file": f"{period}.xlsx", "source_sheet": "Khối"}

    facts = {
        "source_file": [{"file": "2025.xlsx"}, {"file": "2026.xlsx"}],
        "source_sheet": [sheet("2025.xlsx", "2025", 2), sheet("2026.xlsx", "2026", 0)],
        "household_round": [listed("2025"), listed("2026")],
        "movement_pair": [{"area_id": "khoi_1"}],
        "movement": [],
    }
    assert find_gaps(Filters(period="2026"), viewer=Viewer(), warehouse=build(facts)).held_back == (("2025.xlsx", 2),)
