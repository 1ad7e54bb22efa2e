"""Which files a number names: those whose rows gave it, whatever their form, and no other."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from queries import Filters, Source, Viewer, Warehouse, table, value

OFFICER = Viewer()
OLD, NEW = "MDP_2022_2025", "MDP_2027_2030"
# Each list with its form, period and standard. Of two standards in 2026, only one has a list of members.
LISTS = {
    "persons_2022.xlsx": ("member_list", "2022", OLD),
    "ho_2024.xlsx": ("household_review", "2024", OLD),
    "ho_2025.xlsx": ("household_review", "2025", OLD),
    "ho_2026.xlsx": ("household_review", "2026", OLD),
    "chuan_moi.xlsx": ("household_review", "2026", NEW),
    "thang_1.xlsx": ("household_review", "2026-01", OLD),
    "thang_2.xlsx": ("household_review", "2026-02", OLD),
}
SILENT = {"khong_dong_nao.xlsx": "household_review", "bi_tu_choi.xlsx": "household_review"}
PERIODS = [
    *(
        {"period": str(y), "kind": "year", "first_day": f"{y}-01-01", "last_day": f"{y}-12-31"}
        for y in range(2022, 2027)
    ),
    {"period": "2026-01", "kind": "month", "first_day": "2026-01-01", "last_day": "2026-01-31"},
    {"period": "2026-02", "kind": "month", "first_day": "2026-02-01", "last_day": "2026-02-28"},
    {"period": "2026-Q1", "kind": "quarter", "first_day": "2026-01-01", "last_day": "2026-03-31"},
]
PAIRS = [("2025", "2024"), ("2026", "2025"), ("2026-01", "2025"), ("2026-02", "2026-01")]
EVENTS = {
    "cu.xlsx": "2025-12-31",
    "thang_gieng.xlsx": "2026-01-31",
    "doi_chu.xlsx": "2026-03-01",
    "khong_ngay.xlsx": None,
}


@pytest.fixture
def facts() -> dict[str, Any]:
    at = {"source_sheet": "Hộ", "source_row": 7}
    households = [
        at
        | {"period": period, "standard_id": standard, "household_id": "h1", "area_id": "khoi_1", "source_file": file}
        | {"opening_class": "unknown", "recognised_class": "poor"}
        for file, (_, period, standard) in LISTS.items()
    ]
    events: list[dict[str, Any]] = [
        at
        | {"event_id": file, "household_id": "h1", "event_date": day, "source_file": file}
        | {"kind": "head_changed" if file == "doi_chu.xlsx" else "moved_out"}
        for file, day in EVENTS.items()
    ]
    forms = {file: (form, period) for file, (form, period, _) in LISTS.items()}
    forms |= {file: ("household_event", "2026") for file in EVENTS} | {
        file: (form, "2026") for file, form in SILENT.items()
    }
    return {
        "period": [{"label": f"Kỳ {period['period']}"} | period for period in PERIODS],
        "household_round": households,
        "movement": [],
        "movement_pair": [{"period": p, "begin_period": begin, "area_id": "khoi_1"} for p, begin in PAIRS],
        "household_event": events,
        "person_round": [
            {"household_id": "h1", "person_id": f"p-{file}", "period": LISTS[file][1], "source_file": file, **at}
            for file in ("persons_2022.xlsx",)
        ],
        "source_file": [
            {"file": file, "form": form, "refused_rule": "zip_bomb" if file == "bi_tu_choi.xlsx" else None}
            for file, (form, _) in forms.items()
        ],
        "source_sheet": [
            {"file": file, "form": form, "sheet": "Hộ", "period": period} for file, (form, period) in forms.items()
        ],
    }


@pytest.fixture
def warehouse(facts: dict[str, Any], build: Callable[..., Warehouse]) -> Warehouse:
    return build(facts)


def name(sources: Iterable[Source]) -> list[str]:
    return [source.file.removesuffix(".xlsx") for source in sources]


def ask(warehouse: Warehouse, indicator_id: str, **filters: Any) -> list[str]:
    return name(value(indicator_id, Filters(**filters), viewer=OFFICER, warehouse=warehouse).sources)


def read(warehouse: Warehouse, table_id: str, **filters: Any) -> list[str]:
    return name(table(table_id, Filters(**filters), viewer=OFFICER, warehouse=warehouse).sources)


def test_a_list_of_persons_that_classes_households_is_their_list(warehouse: Warehouse) -> None:
    found = value("poor_households", Filters(period="2022"), viewer=OFFICER, warehouse=warehouse)
    assert found.sources == (Source("persons_2022.xlsx", "member_list", (("Hộ", 1),), None),)


def test_the_list_of_another_standard_gave_nothing(warehouse: Warehouse) -> None:
    assert ask(warehouse, "poor_households", period="2026", standard_id=OLD) == ["ho_2026"]
    assert ask(warehouse, "poor_households", period="2026", standard_id=NEW) == ["chuan_moi"]
    assert read(warehouse, "household_list", period="2026", standard_id=OLD) == ["ho_2026"]
    assert read(warehouse, "class_by_standard", period="2026") == ["chuan_moi", "ho_2026"]


def test_a_change_names_the_list_it_begins_with(warehouse: Warehouse) -> None:
    assert ask(warehouse, "net_change_poor", period="2026") == ["ho_2025", "ho_2026"]
    assert ask(warehouse, "net_change_poor", period="2026-02") == ["thang_1", "thang_2"]
    # The months of the quarter, from the year-end before the first of them.
    assert ask(warehouse, "net_change_poor", period="2026-Q1") == ["ho_2025", "thang_1", "thang_2"]


def test_an_opening_column_is_of_the_list_itself(facts: dict[str, Any], build: Callable[..., Warehouse]) -> None:
    """The boundary changed within 2025: the list of 2024 was not subtracted, but searched for relapses."""
    pair = {"period": "2025", "begin_period": "2024", "area_id": "khoi_1", "basis": "opening_column"}
    found = build(facts | {"movement_pair": [pair]})
    assert ask(found, "net_change_poor", period="2025") == ["ho_2025"]
    assert ask(found, "relapsed", period="2025") == ["cu", "ho_2024", "ho_2025", "persons_2022"]


def test_events_are_named_where_they_fall_between_the_two_lists(warehouse: Warehouse) -> None:
    """31/12 is of the year it ends; a file without dates is of the whole of 2026; a new head explains nobody."""
    assert ask(warehouse, "escaped", period="2026") == ["ho_2025", "ho_2026", "khong_ngay", "thang_gieng"]
    assert ask(warehouse, "escaped", period="2026-01") == ["ho_2025", "thang_1", "thang_gieng"]
    assert ask(warehouse, "escaped", period="2026-02") == ["thang_1", "thang_2"]
    assert ask(warehouse, "escaped", period="2025") == ["cu", "ho_2024", "ho_2025"]


def test_a_relapse_names_every_list_it_was_looked_for_in(warehouse: Warehouse) -> None:
    expected = ["ho_2024", "ho_2025", "ho_2026", "khong_ngay", "persons_2022", "thang_gieng"]
    assert ask(warehouse, "relapsed", period="2026") == expected
    assert read(warehouse, "movement", period="2026") == expected
    monthly = ["ho_2024", "ho_2025", "persons_2022", "thang_1", "thang_2", "thang_gieng"]
    assert read(warehouse, "monthly_movement", period="2026") == monthly


def test_what_was_not_looked_at_is_not_named(facts: dict[str, Any], build: Callable[..., Warehouse]) -> None:
    """A look-back of two years does not reach 2022."""
    setting = {"setting": [{"key": "relapse_lookback_years", "value": "2"}]}
    found = ask(build(facts | setting), "relapsed", period="2026")
    assert found == ["ho_2024", "ho_2025", "ho_2026", "khong_ngay", "thang_gieng"]


def test_the_history_of_a_household_names_its_own_rows(warehouse: Warehouse) -> None:
    assert read(warehouse, "household_timeline", household_id="h1") == sorted(f.removesuffix(".xlsx") for f in LISTS)
    assert read(warehouse, "household_events", household_id="h1") == sorted(f.removesuffix(".xlsx") for f in EVENTS)
    assert read(warehouse, "household_timeline", household_id="nobody") == []
