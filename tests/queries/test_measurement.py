"""What the engine does with any indicator: time, standards, places, units, sources."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from queries import AskedWrongly, DefinitionError, Filters, Indicator, Viewer, Warehouse, indicators, value
from queries.measurement import measure

OFFICER = Viewer()
STOCK = next(i for i in indicators() if i.id == "poor_households")
TODAY = date(2026, 11, 20)


def make_indicator(kind: str, rows: list[tuple[str, int]]) -> Indicator:
    """An indicator of its own whose body is these (period, count) pairs of Khối 1."""
    body = " UNION ALL ".join(
        f"SELECT '{period}' AS period, NULL AS standard_id, 'khoi_1' AS area_id, {count} AS numerator, 0 AS unknown"
        for period, count in rows
    )
    return replace(STOCK, id=f"made_up_{kind}", kind=kind, body=body)  # type: ignore[arg-type]


def ask(indicator: Indicator, warehouse: Warehouse, by: str | None = None, **filters: Any) -> Any:
    return measure(indicator, Filters(**filters, today=TODAY), by, OFFICER, warehouse)


@pytest.mark.parametrize(("kind", "expected"), [("flow", 30), ("stock", 10)])
def test_quarters_add_up_to_the_year_in_a_flow_and_never_in_a_stock(
    kind: str, expected: int, build: Callable[..., Warehouse]
) -> None:
    """Product (e) 18: 10+10+10 is 30; a stock of 5, 4, 4 is 4."""
    quarters = [("2026-Q1", 10), ("2026-Q2", 10), ("2026-Q3", 10)]
    assert ask(make_indicator(kind, quarters), build({}), period="2026").total.numerator == expected


def test_a_year_of_a_stock_is_its_newest_part(build: Callable[..., Warehouse]) -> None:
    stock = make_indicator("stock", [("2026-Q1", 5), ("2026-Q2", 4), ("2026-Q3", 4), ("2025", 9)])
    warehouse = build({})
    assert ask(stock, warehouse, period="2026").total.numerator == 4
    assert ask(stock, warehouse, period="2026-H1").total.numerator == 4
    assert ask(stock, warehouse, period="2026-Q1").total.numerator == 5


def test_parts_that_overlap_are_not_added_twice(build: Callable[..., Warehouse]) -> None:
    flow = make_indicator("flow", [("2026-Q1", 10), ("2026-Q2", 10), ("2026-04", 3)])
    assert ask(flow, build({}), period="2026").total.numerator == 20


def test_a_period_reported_itself_is_not_made_of_its_parts(build: Callable[..., Warehouse]) -> None:
    flow = make_indicator("flow", [("2026", 7), ("2026-Q1", 10)])
    assert ask(flow, build({}), period="2026").total.numerator == 7


def list_household(number: int, area_id: str = "khoi_1", **changes: object) -> dict[str, object]:
    plain = {"household_id": f"h{number}", "area_id": area_id, "opening_class": "poor", "recognised_class": "poor"}
    return plain | changes


def test_one_result_never_mixes_two_standards(build: Callable[..., Warehouse]) -> None:
    """The same household under both standards in the same round: two rows of the warehouse, one in each answer."""
    households = [
        list_household(1),
        list_household(1, standard_id="MDP_2027_2030"),
        list_household(2, standard_id="MDP_2027_2030"),
    ]
    warehouse = build({"reported": ["khoi_1"], "household_round": households})
    for standard_id, poor in (("MDP_2022_2025", 1), ("MDP_2027_2030", 2)):
        result = ask(STOCK, warehouse, by="period", standard_id=standard_id)
        assert result.total.numerator == poor
        assert {row.standard_id for row in (*result.rows, result.total)} == {standard_id}
    with pytest.raises(AskedWrongly, match="standard_id"):
        ask(STOCK, warehouse, by="standard_id")


def test_the_standard_is_the_one_in_force_in_the_period(build: Callable[..., Warehouse]) -> None:
    warehouse = build({"household_round": [list_household(1)]})
    assert ask(STOCK, warehouse, period="2026").filters.standard_id == "MDP_2022_2025"
    assert ask(STOCK, warehouse, period="2027").filters.standard_id == "MDP_2027_2030"


def test_defaults_are_the_newest_round_loaded_and_the_whole_ward(build: Callable[..., Warehouse]) -> None:
    households = [list_household(1, period="2025"), list_household(2)]
    result = ask(STOCK, build({"household_round": households}))
    assert (result.filters.period, result.filters.area_id, result.as_of) == ("2026", "phuong", TODAY)
    older = ask(STOCK, build({"household_round": households[:1]}, "20261102-080000"))
    assert (older.filters.period, older.as_of, older.round_is_closed) == ("2025", date(2025, 12, 31), True)


def test_an_empty_warehouse_answers_that_nothing_is_loaded(build: Callable[..., Warehouse]) -> None:
    warehouse = build({})
    for indicator in indicators():
        result = ask(indicator, warehouse)
        assert (result.total, result.rows, result.filters.period) == (None, (), "2026")


def test_khoi_come_in_administrative_order(build: Callable[..., Warehouse]) -> None:
    households = [list_household(n, area) for n, area in enumerate(("khoi_10", "khoi_2", "chua_xac_dinh", "khoi_1"))]
    result = ask(STOCK, build({"household_round": households}), by="area_id")
    assert [str(row.label) for row in result.rows] == ["Khối 1", "Khối 2", "Khối 10", "Chưa xác định"]


def test_a_closed_round_is_judged_and_an_open_one_is_not(build: Callable[..., Warehouse]) -> None:
    facts = {
        "reported": ["khoi_1"],
        "household_round": [list_household(1, information_access_assets=True)],
        "round": [
            {
                "period": "2026",
                "standard_id": "MDP_2022_2025",
                "reference_date": "2026-12-31",
                "figure_status": "official",
                "decision_number": "1/QĐ-UBND",
                "decision_date": "2027-01-10",
            }
        ],
    }
    closed = value("information_device", Filters(), viewer=OFFICER, warehouse=build(facts))
    assert closed.total is not None
    assert (closed.total.status, closed.round_is_closed) == ("không đạt", True)
    # A decision without its date closes nothing.
    facts["round"][0].pop("decision_date")  # type: ignore[index]
    open_ = value("information_device", Filters(), viewer=OFFICER, warehouse=build(facts, "20261102-080000"))
    assert open_.total is not None
    assert (open_.total.status, open_.round_is_closed) == ("còn thời gian", False)


def test_a_project_is_not_divided_by_khoi(build: Callable[..., Warehouse]) -> None:
    line = {
        "line_id": "DA2",
        "project_ids": "DA2",
        "line_name": "Dự án 2",
        "unit_id": "kinh_te",
        "report_date": "2026-04-30",
        "assigned_vnd": 10,
        "disbursed_vnd": 5,
    }
    warehouse = build({"project_progress": [line], "household_round": [list_household(1)]})
    for_khoi = value("project_disbursement", Filters(area_id="khoi_1"), viewer=OFFICER, warehouse=warehouse)
    assert for_khoi.total is not None
    assert (for_khoi.is_divided, for_khoi.total.area_id, for_khoi.total.numerator) == (False, "phuong", 5)
    by_khoi = value("project_disbursement", Filters(), "area_id", viewer=OFFICER, warehouse=warehouse)
    assert (by_khoi.is_divided, by_khoi.rows) == (False, ())
    assert by_khoi.total is not None
    # A khối without poor households is divided and simply has none.
    assert value("poor_households", Filters(area_id="khoi_2"), viewer=OFFICER, warehouse=warehouse).is_divided


@pytest.mark.parametrize(
    ("period", "status"),
    [("2026", "vượt"), ("2026-H1", "vượt"), ("2026-Q1", "vượt"), ("2026-Q2", None), ("2026-04", None), ("2025", None)],
)
def test_a_yearly_target_speaks_of_flows_from_the_first_day_of_its_year(
    period: str, status: str | None, build: Callable[..., Warehouse]
) -> None:
    """What happened in July alone is no part of the way to «giảm 02 hộ trong năm»."""
    flow = replace(make_indicator("flow", [(period, -3)]), target="T1a")
    result = ask(flow, build({}), period=period, standard_id="MDP_2022_2025")
    found = (result.target and result.target.target_id, result.total.status)
    assert found == (("T1a", status) if status else (None, None))


def test_a_share_of_any_part_of_the_year_is_held_against_the_target(build: Callable[..., Warehouse]) -> None:
    stock = replace(make_indicator("stock", [("2026-04", -3)]), target="T1a")
    assert ask(stock, build({}), period="2026-04").total.status == "vượt"
    other = ask(stock, build({}, "20261102-080000"), period="2026-04", standard_id="MDP_2027_2030")
    assert (other.target, other.total.status) == (None, None)


def test_months_add_up_to_the_part_of_the_year_and_fail_nothing_while_it_is_open(
    build: Callable[..., Warehouse],
) -> None:
    flow = replace(make_indicator("flow", [("2026-Q1", -2), ("2026-Q2", 1)]), target="T1a")
    half = ask(flow, build({}), period="2026-H1")
    assert (half.total.numerator, half.total.status, half.round_is_closed) == (-1, "còn thời gian", False)
    # Month by month only what begins with the year is judged.
    by_quarter = ask(flow, build({}, "20261102-080000"), by="period", period="2026-Q2")
    assert [(row.period, row.status) for row in by_quarter.rows] == [("2026-Q1", "đạt"), ("2026-Q2", None)]


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ({"period": "1999"}, "kỳ «1999»"),
        ({"area_id": "khoi_99"}, "khối «khoi_99»"),
        ({"area_id": "' OR 1=1"}, "khối"),
        ({"standard_id": "MDP"}, "chuẩn nghèo «MDP»"),
        ({"unit_id": "x"}, "đơn vị «x»"),
    ],
)
def test_what_the_ward_does_not_know_is_said_in_a_sentence(
    filters: dict[str, str], said: str, build: Callable[..., Warehouse]
) -> None:
    with pytest.raises(AskedWrongly, match=said):
        ask(STOCK, build({}), **filters)


def test_a_body_that_does_not_fit_the_schema_is_a_fault_of_ours(build: Callable[..., Warehouse]) -> None:
    wrong = replace(
        STOCK, body="SELECT period, standard_id, area_id, headcount AS numerator, 0 AS unknown FROM core.area"
    )
    with pytest.raises(DefinitionError, match="poor_households"):
        ask(wrong, build({}))


def test_answers_are_hashable_so_that_a_page_may_keep_them(build: Callable[..., Warehouse]) -> None:
    warehouse = build({"household_round": [list_household(1)]})
    assert hash(ask(STOCK, warehouse, by="area_id")) == hash(ask(STOCK, warehouse, by="area_id"))
