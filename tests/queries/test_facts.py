"""What pages may offer: read from the warehouse, not from code."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml

from queries import Filters, Viewer, Warehouse, reference, value

BOUNDARY = yaml.safe_load(Path(__file__).with_name("boundary.yml").read_text(encoding="utf-8"))

HOUSEHOLD = {"household_id": "a", "opening_class": "poor", "recognised_class": "poor"}


def test_reference_tells_what_is_loaded_and_what_is_closed(build: Callable[..., Warehouse]) -> None:
    report = {
        "line_id": "DA2",
        "project_ids": "DA2",
        "line_name": "Dự án 2",
        "unit_id": "kinh_te",
        "report_date": "2026-04-30",
    }
    warehouse = build(
        {"household_round": [HOUSEHOLD | {"area_id": "khoi_1", "period": "2025"}], "project_progress": [report]}
    )
    ward = reference(warehouse)
    assert [period.period for period in ward.periods if period.is_loaded] == [
        "2025",
        "2026",
        "2026-H1",
        "2026-Q2",
        "2026-04",
    ]
    assert [(r.period, r.is_closed, r.is_loaded) for r in ward.rounds] == [("2025", True, True), ("2026", False, False)]
    assert ward.rounds[0].decision == "83/QĐ-UBND ngày 15/01/2026"
    assert [unit.unit_id for unit in ward.units] == ["kinh_te", "van_hoa"]
    assert [target.target_id for target in ward.targets] == ["T1a", "T1b", "T2", "T3", "T4", "T5", "T6"]
    assert (ward.ward.plan_document, ward.is_sample, ward.settings["suppression_to"].value) == ("01/KH-UBND", True, "4")
    # A level that no age is due is none of these.
    assert [(level.level_id, level.school_age_to) for level in ward.school_levels] == [
        ("preschool", 5),
        ("primary", 11),
    ]
    assert reference(warehouse) is ward


def test_the_place_of_households_without_a_khoi_is_offered_only_while_there_are_any(
    build: Callable[..., Warehouse],
) -> None:
    placed = reference(build({"household_round": [HOUSEHOLD | {"area_id": "khoi_1"}]}))
    assert [area.name for area in placed.areas] == ["Khối 1", "Khối 2", "Khối 10"]
    unplaced = reference(build({"household_round": [HOUSEHOLD | {"area_id": "chua_xac_dinh"}]}, "20261102-080000"))
    assert unplaced.areas[-1].name == "Chưa xác định"


def list_poor(period: str, standard_id: str = "MDP_2022_2025") -> dict[str, str]:
    return HOUSEHOLD | {"area_id": "khoi_1", "period": period, "standard_id": standard_id}


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ([list_poor("2025"), list_poor("2026"), list_poor("2026", "MDP_2027_2030")], "2026"),
        # The opening list of the next standard and a month's list do not make the year.
        ([list_poor("2025"), list_poor("2026", "MDP_2027_2030")], "2025"),
        ([list_poor("2025"), list_poor("2026-05")], "2025"),
    ],
)
def test_the_default_is_the_newest_year_end_of_the_standard_in_force(
    listed: list[dict[str, str]], expected: str, build: Callable[..., Warehouse]
) -> None:
    warehouse = build(BOUNDARY | {"household_round": listed, "movement": []})
    chosen = value("poor_households", Filters(), viewer=Viewer(), warehouse=warehouse).filters
    assert (chosen.period, chosen.standard_id) == (expected, "MDP_2022_2025")


def test_a_khoi_of_several_boundaries_is_offered_once_under_its_newest_name(build: Callable[..., Warehouse]) -> None:
    ward = reference(build(BOUNDARY))
    assert [(area.name, area.valid_from) for area in ward.areas] == [
        ("Khối 1", date(2025, 7, 1)),
        ("Khối 2", date(2025, 7, 1)),
    ]
    assert ward.labels["area_id", None, "khoi_2"].text == "Khối 2"
    assert (ward.ward.area_id, ward.ward.valid_from) == ("phuong", date(2025, 7, 1))
    days = [(boundary.area_id, boundary.day) for boundary in ward.boundaries]
    assert days == [(area, date(2025, 7, 1)) for area in ("chua_xac_dinh", "khoi_1", "khoi_2", "phuong")]


def test_a_month_with_a_list_and_a_round_of_each_standard_are_known_as_loaded(build: Callable[..., Warehouse]) -> None:
    listed = [list_poor("2026-05"), list_poor("2026", "MDP_2027_2030")]
    ward = reference(build(BOUNDARY | {"household_round": listed, "movement": []}))
    assert [period.period for period in ward.periods if period.is_loaded] == ["2026", "2026-05"]
    assert [(r.period, r.standard_id) for r in ward.rounds if r.is_loaded] == [("2026", "MDP_2027_2030")]
