"""Tables of time: one household through the rounds, its events, its class under two standards, published figures."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from queries import AskedWrongly, Filters, Mode, Table, Viewer, Warehouse, open_warehouse, table
from tests.named import change_names

BOUNDARY = yaml.safe_load(Path(__file__).with_name("boundary.yml").read_text(encoding="utf-8"))
OLD, NEW = "MDP_2022_2025", "MDP_2027_2030"
OFFICER = Viewer()
OF_ONE_HOUSEHOLD = ("household_timeline", "household_events")


def list_household(
    period: str, area_id: str, recognised: str, name: str = "H-1", **changes: object
) -> dict[str, object]:
    plain = {"period": period, "household_id": name, "area_id": area_id, "opening_class": "not_poor"}
    return plain | {"recognised_class": recognised} | changes


def tell_event(
    event_id: str, kind: str, day: str | None, household: str | None, other: str | None
) -> dict[str, object]:
    origin = {"source_file": "bien_dong.xlsx", "source_sheet": "Biến động", "source_row": 9}
    told = {"event_id": event_id, "kind": kind, "event_date": day, "document": f"Giấy {event_id}", "area_id": "khoi_2"}
    return told | {"household_id": household, "related_household_id": other} | origin


@pytest.fixture
def warehouse(publish: Callable[..., Path], data_dir: Path) -> Warehouse:
    """H-1 was poor in a village, moved to Khối 1, and is listed under both standards in 2026; H-2 split from it."""
    path = publish(
        BOUNDARY
        | {
            "household_round": [
                list_household("2026", "khoi_1", "near_poor", standard_id=NEW),
                list_household("2026", "khoi_1", "not_poor", b1_score=180, b2_score=20, member_count=4, source_row=12),
                list_household("2024", "khoi_2", "poor", computed_class="near_poor"),
                list_household("2026", "khoi_2", "poor", name="H-2"),
            ],
            "movement": [],
            "household": [
                {"period": "2024", "household_id": "H-1", "household_code": "07", "head_name": "Hoàng Văn A"},
                {"period": "2026", "household_id": "H-1", "household_code": "01", "head_name": "Lý Thị B"},
            ],
            "household_link": [
                link_row("2024", OLD, "H-1", "new"),
                link_row("2026", OLD, "H-9", "members"),
                link_row("2026", NEW, "H-9", "members"),
            ],
            "household_event": [
                tell_event("e1", "head_changed", "2025-03-01", "H-1", None),
                tell_event("e2", "split", "2026-02-01", "H-2", "H-1"),
                tell_event("e3", "moved_in", None, "H-1", None),
                tell_event("e4", "moved_out", "2026-01-01", None, None),
            ],
        }
    )
    with change_names(path) as connection:
        connection.executemany(
            "INSERT INTO restricted.household_event (event_id, head_name, related_head_name, note) VALUES (?, ?, ?, ?)",
            [("e1", "Hoàng Văn A", None, "mất"), ("e2", "Hoàng Văn C", "Lý Thị B", None)],
        )
    return open_warehouse(data_dir)


def link_row(period: str, standard_id: str, listed_id: str, method: str) -> dict[str, str]:
    row = {"period": period, "standard_id": standard_id, "listed_id": listed_id, "household_id": "H-1"}
    return row | {"method": method}


def read_rows(found: Table, *columns: str) -> list[tuple[object, ...]]:
    return list(zip(*(found.column(name) for name in columns), strict=True))


def test_a_household_is_followed_through_rounds_names_and_standards(warehouse: Warehouse) -> None:
    found = table("household_timeline", Filters(household_id="H-1"), viewer=OFFICER, warehouse=warehouse)
    columns = ("period", "standard_id", "area_name", "head_name", "recognised_class", "computed_class", "method")
    assert read_rows(found, *columns) == [
        ("2024", OLD, "Thôn 2", "Hoàng Văn A", "poor", "near_poor", "new"),
        ("2026", OLD, "Khối 1", "Lý Thị B", "not_poor", "unknown", "members"),
        ("2026", NEW, "Khối 1", "Lý Thị B", "near_poor", "unknown", "members"),
    ]
    assert read_rows(found, "b1_score", "b2_score", "member_count", "source_row")[1] == (180, 20, 4, 12)


@pytest.mark.parametrize("filters", [Filters("2024"), Filters(area_id="khoi_2"), Filters("2026", standard_id=NEW)])
def test_no_filter_cuts_the_life_of_a_household(filters: Filters, warehouse: Warehouse) -> None:
    asked = replace(filters, household_id="H-1")
    assert len(table("household_timeline", asked, viewer=OFFICER, warehouse=warehouse).rows) == 3


def test_events_are_told_from_the_household_that_is_asked_for(warehouse: Warehouse) -> None:
    found = table("household_events", Filters(household_id="H-1"), viewer=OFFICER, warehouse=warehouse)
    columns = ("event_date", "event_kind", "head_name", "related_household_id", "related_head_name", "note")
    assert read_rows(found, *columns) == [
        (date(2025, 3, 1), "head_changed", "Hoàng Văn A", None, None, "mất"),
        (date(2026, 2, 1), "split", "Lý Thị B", "H-2", "Hoàng Văn C", None),
        (None, "moved_in", None, None, None, None),
    ]
    other = table("household_events", Filters(household_id="H-2"), viewer=OFFICER, warehouse=warehouse)
    assert read_rows(other, "event_kind", "related_household_id", "document") == [("split", "H-1", "Giấy e2")]


@pytest.mark.parametrize("table_id", OF_ONE_HOUSEHOLD)
def test_one_household_is_asked_for_by_name_of_the_warehouse(table_id: str, warehouse: Warehouse) -> None:
    with pytest.raises(AskedWrongly, match="Hãy chọn một hộ"):
        table(table_id, Filters(), viewer=OFFICER, warehouse=warehouse)
    assert table(table_id, Filters(household_id="H-0"), viewer=OFFICER, warehouse=warehouse).rows == ()


@pytest.mark.parametrize("table_id", OF_ONE_HOUSEHOLD)
@pytest.mark.parametrize("viewer", [Viewer("public"), Viewer("unit"), Viewer(mode=Mode.MEETING)])
def test_the_life_of_a_household_is_for_nobody_else(table_id: str, viewer: Viewer, warehouse: Warehouse) -> None:
    found = table(table_id, Filters(household_id="H-1"), viewer=viewer, warehouse=warehouse)
    assert (found.rows, bool(found.withheld)) == ((), True)


def test_who_answers_for_one_khoi_reads_what_happened_there(warehouse: Warehouse) -> None:
    viewer = Viewer("area", areas=("khoi_1",))
    found = table("household_timeline", Filters(household_id="H-1"), viewer=viewer, warehouse=warehouse)
    assert found.column("period") == ("2026", "2026")
    # The split is of a household of Khối 1 and one of Khối 2: for neither of the two alone.
    for area, kinds in (("khoi_1", ("head_changed", "moved_in")), ("khoi_2", ())):
        events = table(
            "household_events",
            Filters(household_id="H-1"),
            viewer=Viewer("area", areas=(area,)),
            warehouse=warehouse,
        )
        assert events.column("event_kind") == kinds


def test_a_link_kept_from_before_an_older_list_was_loaded_still_finds_the_household(warehouse: Warehouse) -> None:
    """The name of a household is that of its first row; H-9 was the first before 2024 was loaded."""
    found = table("household_timeline", Filters(household_id="H-9"), viewer=OFFICER, warehouse=warehouse)
    assert set(found.column("household_id")) == {"H-1"}
    assert len(found.rows) == 3


def count_classes(found: Table) -> dict[tuple[object, object], object]:
    return {(old, new): count for old, new, count in read_rows(found, "old_class", "new_class", "households")}


def report(standard_id: str, *areas: str, is_reported: bool = True) -> list[dict[str, object]]:
    return [
        {"period": "2026", "standard_id": standard_id, "area_id": area, "is_reported": is_reported} for area in areas
    ]


@pytest.fixture
def two_lists(build: Callable[..., Warehouse]) -> Warehouse:
    """Khối 1 handed in both lists, Khối 2 only that of the old standard; 2025 knows one standard alone."""
    both = [("a", "poor", "poor"), ("b", "not_poor", "poor"), ("c", "near_poor", "near_poor"), ("d", "poor", "poor")]
    households = [
        list_household("2026", "khoi_1", recognised, name=name, standard_id=standard_id)
        for name, old, new in both
        for standard_id, recognised in ((OLD, old), (NEW, new))
    ]
    households += [
        list_household("2026", "khoi_1", "near_poor", name="e", standard_id=NEW),
        list_household("2026", "khoi_1", "poor", name="f"),
        list_household("2026", "khoi_2", "poor", name="g"),
        list_household("2025", "khoi_1", "poor", name="a"),
    ]
    reports = [*report(OLD, "khoi_1", "khoi_2"), *report(NEW, "khoi_1"), *report(NEW, "khoi_2", is_reported=False)]
    return build(BOUNDARY | {"household_round": households, "area_report": reports, "movement": []})


def test_the_same_households_are_set_side_by_side_under_both_standards(two_lists: Warehouse) -> None:
    found = table("class_by_standard", Filters("2026"), viewer=OFFICER, warehouse=two_lists)
    assert count_classes(found) == {
        ("poor", "poor"): 2,
        ("poor", "absent"): 1,
        # Khối 2 has not handed in the new list: nobody there has left it.
        ("poor", "unknown"): 1,
        ("near_poor", "near_poor"): 1,
        ("not_poor", "poor"): 1,
        ("absent", "near_poor"): 1,
    }
    assert found.column("old_class")[0] == "poor"


def test_the_two_standards_are_divided_by_khoi_and_kept_to_the_round(two_lists: Warehouse) -> None:
    of_khoi = table("class_by_standard", Filters("2026", "khoi_2"), viewer=OFFICER, warehouse=two_lists)
    assert count_classes(of_khoi) == {("poor", "unknown"): 1}
    # Whichever standard the page is set to.
    new = table("class_by_standard", Filters("2026", standard_id=NEW), viewer=OFFICER, warehouse=two_lists)
    assert sum(int(str(count)) for count in new.column("households")) == 7
    assert {(shown.areas_reported, shown.areas_total) for shown in (of_khoi, new)} == {(0, 1), (1, 2)}
    assert table("class_by_standard", Filters("2025"), viewer=OFFICER, warehouse=two_lists).rows == ()


def test_published_series_are_shown_whole_to_everybody(build: Callable[..., Warehouse]) -> None:
    plain = {"place_id": "tinh", "indicator_id": "poverty_rate", "series_name": "Tỉnh", "source": "UBND tỉnh – QĐ 1"}
    figures = [
        plain | {"series_id": "tinh", "period": "2026", "kind": "review", "value": 0.02, "standard_id": OLD},
        plain | {"series_id": "tinh", "period": "2024", "kind": "review", "value": 0.03, "standard_id": OLD},
        plain | {"series_id": "du_bao", "period": "2026", "kind": "forecast", "value": 0.01},
    ]
    warehouse = build(BOUNDARY | {"official_series": figures})
    for filters in (Filters(), Filters("2024", "khoi_1"), Filters("2026", standard_id=NEW)):
        found = table("official_series", filters, viewer=Viewer("public"), warehouse=warehouse)
        assert read_rows(found, "series_id", "period", "kind", "value") == [
            ("du_bao", "2026", "forecast", 0.01),
            ("tinh", "2024", "review", 0.03),
            ("tinh", "2026", "review", 0.02),
        ]
