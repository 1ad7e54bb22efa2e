"""What pages may offer: read from the warehouse, not from code."""

from collections.abc import Callable

from queries import Warehouse, reference

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
    assert [target.target_id for target in ward.targets] == ["T1a", "T1b", "T2", "T3", "T4", "T5"]
    assert (ward.ward.plan_document, ward.is_sample, ward.settings["suppression_to"].value) == ("01/KH-UBND", True, "4")
    assert reference(warehouse) is ward


def test_the_place_of_households_without_a_khoi_is_offered_only_while_there_are_any(
    build: Callable[..., Warehouse],
) -> None:
    placed = reference(build({"household_round": [HOUSEHOLD | {"area_id": "khoi_1"}]}))
    assert [area.name for area in placed.areas] == ["Khối 1", "Khối 2", "Khối 10"]
    unplaced = reference(build({"household_round": [HOUSEHOLD | {"area_id": "chua_xac_dinh"}]}, "20261102-080000"))
    assert unplaced.areas[-1].name == "Chưa xác định"
