"""Money by source, unit and line, through the reports, and what may be left: every number worked by hand."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from queries import Filters, Table, Viewer, Warehouse, table, value

OFFICER = Viewer()
NOVEMBER = date(2026, 11, 20)
PLAN = {"carry_over": "Chuyển nguồn", "programme": "Chương trình", "mobilised": "Vận động"}
SOURCES = [
    {
        "fund_source_id": source,
        "sort_key": place,
        "place": "IV",
        "text_issued": name,
        "name": name,
        "short_name": name,
        "name_en": name,
    }
    for place, (source, name) in enumerate(PLAN.items(), start=1)
]
GROUP = ("lines", "available_vnd", "disbursed_vnd", "remaining_vnd", "overspent_vnd", "silent_lines", "silent_vnd")


def report(day: str, disbursed: int | None, **changes: object) -> dict[str, object]:
    plain = {
        "line_id": "DA2",
        "project_ids": "DA2",
        "line_name": "Dự án 2",
        "unit_id": "kinh_te",
        "report_date": day,
        "assigned_vnd": 100,
        "disbursed_vnd": disbursed,
    }
    return plain | changes


WORK_ABROAD = {"line_id": "DA4-T2", "project_ids": "DA4-T2", "line_name": "TDA2 - DA4", "unit_id": "van_hoa"}
JOBS = {"line_id": "DA4-T3", "project_ids": "DA4-T3", "line_name": "TDA3 - DA4", "unit_id": "van_hoa"}


@pytest.fixture
def ward(build: Callable[..., Warehouse]) -> Warehouse:
    """One line of two sources, one of them overspent; one line that fell silent; a project that nobody reports."""
    rows = [
        report("2026-03-31", 20, carried_over_vnd=20),
        report("2026-09-30", 60, carried_over_vnd=20),
        report("2026-09-30", 30, fund_source_id="programme", assigned_vnd=25),
        report("2026-06-30", 15, **WORK_ABROAD, fund_source_id="programme", assigned_vnd=40),
        report("2026-09-30", None, **WORK_ABROAD, fund_source_id="programme", assigned_vnd=40),
    ]
    return build({"project_progress": rows, "fund_source": SOURCES})


def read(table_id: str, warehouse: Warehouse, **filters: Any) -> list[dict[str, Any]]:
    return ask(table_id, warehouse, **filters).records()


def ask(table_id: str, warehouse: Warehouse, **filters: Any) -> Table:
    return table(table_id, Filters(**{"today": NOVEMBER} | filters), viewer=OFFICER, warehouse=warehouse)


def pick(row: dict[str, Any], *names: str) -> tuple[Any, ...]:
    return tuple(row[name] for name in names)


def test_every_source_of_the_plan_has_a_row_and_what_is_not_known_is_not_zero(ward: Warehouse) -> None:
    carried, programme, mobilised, unnamed = read("money_sources", ward)
    assert pick(carried, *GROUP, "money_state") == (1, 120, 60, 60, 0, 0, 0, "reported")
    # 25 + 40 available; 30 of 25 spent; the 40 of the silent line are neither spent nor left.
    assert pick(programme, *GROUP, "money_state") == (2, 65, 30, 0, 5, 1, 40, "overspent")
    assert pick(mobilised, *GROUP, "money_state") == (0, None, None, None, None, 0, None, "no_figures")
    # TDA3-DA4 stands in no report: of no source, and its money is not known.
    assert pick(unnamed, *GROUP, "money_state") == (1, None, None, None, None, 1, None, "not_reported")
    assert str(unnamed["fund_source"]) == "Chưa rõ nguồn"


def test_sources_units_and_lines_add_up_to_the_one_indicator(ward: Warehouse) -> None:
    total = value("project_disbursement", Filters(today=NOVEMBER), viewer=OFFICER, warehouse=ward).total
    assert total is not None
    assert (total.numerator, total.denominator, total.unknown) == (90, 185, 2)
    for table_id in ("money_sources", "money_units", "money_lines"):
        rows = read(table_id, ward)
        sums = {name: sum(row[name] or 0 for row in rows) for name in GROUP[1:]}
        assert (sums["disbursed_vnd"], sums["available_vnd"], sums["silent_lines"]) == (90, 185, 2), table_id
        spent = sums["disbursed_vnd"] + sums["remaining_vnd"] - sums["overspent_vnd"] + sums["silent_vnd"]
        assert spent == sums["available_vnd"], table_id


def test_a_group_with_a_silent_line_is_not_complete(ward: Warehouse) -> None:
    economy, culture = read("money_units", ward)
    assert pick(economy, "unit_id", *GROUP, "money_state") == ("kinh_te", 2, 145, 90, 60, 5, 0, 0, "overspent")
    assert pick(culture, "unit_id", *GROUP, "money_state") == (
        *("van_hoa", 2, 40, None, None, None, 2, 40),
        "not_reported",
    )
    june = read("money_units", ward, period="2026-Q2")[-1]
    assert pick(june, "available_vnd", "disbursed_vnd", "money_share", "money_state") == (40, 15, 0.375, "partly")


def test_the_sources_of_one_unit_are_those_of_its_lines(ward: Warehouse) -> None:
    carried, programme, mobilised = read("money_sources", ward, unit_id="kinh_te")
    assert pick(carried, "lines", "disbursed_vnd") == (1, 60)
    assert pick(programme, "lines", "disbursed_vnd", "silent_lines") == (1, 30, 0)
    assert pick(mobilised, "lines", "available_vnd", "money_state") == (0, None, "no_figures")


def test_nothing_loaded_leaves_the_three_sources_without_figures(ward: Warehouse) -> None:
    assert [row["money_state"] for row in read("money_sources", ward, period="2025")] == ["no_figures"] * 3
    assert read("money_lines", ward, period="2025") == []


def test_a_line_tells_its_row_and_a_silent_one_what_it_said_before(ward: Warehouse) -> None:
    silent = next(row for row in read("money_lines", ward) if row["line_id"] == "DA4-T2")
    assert pick(silent, "disbursed_vnd", "remaining_vnd", "money_state") == (None, None, "not_reported")
    assert pick(silent, "told_date", "told_vnd") == (date(2026, 6, 30), 15)
    assert pick(silent, "source_file", "source_sheet", "source_row") == ("ra_soat.xlsx", "Khối", 7)
    over = next(row for row in read("money_lines", ward) if row["overspent_vnd"])
    assert pick(over, "disbursed_vnd", "available_vnd", "money_share", "told_vnd") == (30, 25, 1.2, None)


def test_no_money_is_not_the_same_as_no_figures(build: Callable[..., Warehouse]) -> None:
    rows = [report("2026-09-30", 0, assigned_vnd=0), report("2026-09-30", None, **JOBS, scope="no_capital")]
    lines = read("money_lines", build({"project_progress": rows, "fund_source": SOURCES}))
    states = {row["line_id"]: (row["money_state"], row["money_share"]) for row in lines}
    assert states["DA2"] == ("no_money", None)
    assert states["DA4-T3"] == ("reported", None)


def test_each_date_of_report_adds_the_newest_figure_of_every_line(ward: Warehouse) -> None:
    names = ("report_date", "lines", "reporting_lines", "available_vnd", "disbursed_vnd", "silent_lines", "silent_vnd")
    rows = [pick(row, *names) for row in read("money_burnup", ward) if row["fund_source_id"] == "all"]
    assert rows == [
        (date(2026, 3, 31), 1, 1, 120, 20, 0, 0),
        # Nobody but work abroad reported: 20 + 15 of 120 + 40.
        (date(2026, 6, 30), 2, 1, 160, 35, 0, 0),
        # 60 + 30; the 15 of the line that fell silent are not repeated.
        (date(2026, 9, 30), 3, 3, 185, 90, 1, 40),
    ]
    one = [pick(row, *names[:5]) for row in read("money_burnup", ward, unit_id="van_hoa", period="2026-Q2")]
    # Once under its source, once under all of them.
    assert one == [(date(2026, 6, 30), 1, 1, 40, 15)] * 2


def unnamed(day: str, disbursed: int) -> dict[str, object]:
    return report(day, disbursed, fund_source_id="unknown")


@pytest.mark.parametrize(
    ("told", "spent"),
    [
        # A report without sources speaks for the line, and one with sources for what it left open: never both.
        ([unnamed("2026-03-31", 20), report("2026-06-30", 30)], {"carry_over": 30}),
        ([report("2026-03-31", 20), unnamed("2026-06-30", 30)], {"unknown": 30}),
        (
            [unnamed("2026-06-30", 10), report("2026-06-30", 30), report("2026-03-31", 5, fund_source_id="programme")],
            {"carry_over": 30, "unknown": 10},
        ),
        ([unnamed("2026-03-31", 20), report("2026-06-30", 30), unnamed("2026-09-30", 50)], {"unknown": 50}),
    ],
)
def test_money_without_a_source_counts_once_and_under_none(
    build: Callable[..., Warehouse], told: list[dict[str, object]], spent: dict[str, int]
) -> None:
    warehouse = build({"project_progress": told, "fund_source": SOURCES})
    rows = read("money_sources", warehouse, unit_id="kinh_te")
    assert {row["fund_source_id"]: row["disbursed_vnd"] for row in rows if row["disbursed_vnd"]} == spent
    assert [str(row["fund_source"]) for row in rows if row["fund_source_id"] == "unknown"] == (
        ["Chưa rõ nguồn"] if "unknown" in spent else []
    )
    newest = [row for row in read("money_burnup", warehouse) if row["fund_source_id"] == "all"][-1]
    assert newest["disbursed_vnd"] == sum(spent.values())


def pace(build: Callable[..., Warehouse], *told: tuple[str, int | None], today: date = NOVEMBER) -> dict[str, Any]:
    rows = [report(day, money, assigned_vnd=1000) for day, money in told]
    warehouse = build({"project_progress": rows, "fund_source": SOURCES})
    return read("money_pace", warehouse, unit_id="kinh_te", today=today)[0]


LEFT = ("unspent_least_vnd", "unspent_most_vnd", "settled_least_vnd", "settled_most_vnd")


def test_the_range_lies_between_the_fastest_and_the_slowest_stretch(build: Callable[..., Warehouse]) -> None:
    # 182 in 91 days is 2 a day, 276 in 92 is 3, 31 in 31 is 1; 511 are left, 61 days to the end, 92 to the settlement.
    line = pace(build, ("2026-03-31", 0), ("2026-06-30", 182), ("2026-09-30", 458), ("2026-10-31", 489))
    assert pick(line, "reports", "slow_vnd", "fast_vnd", "remaining_vnd") == (4, 1, 3, 511)
    assert pick(line, "pace_state", *LEFT) == ("estimated", 511 - 183, 511 - 61, 511 - 276, 511 - 92)


def test_a_line_spends_no_more_than_it_has(build: Callable[..., Warehouse]) -> None:
    line = pace(build, ("2026-03-31", 0), ("2026-06-30", 455), ("2026-10-31", 943))
    # 57 are left and 4 or 5 a day would spend 244 or 305.
    assert pick(line, "pace_state", *LEFT) == ("estimated", 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("told", "today", "state"),
    [
        ((("2026-06-30", 100), ("2026-10-31", 200)), NOVEMBER, "too_few"),
        # Two reports of one week are a correction.
        ((("2026-06-30", 100), ("2026-10-28", 190), ("2026-10-31", 200)), NOVEMBER, "too_few"),
        ((("2026-03-31", 100), ("2026-06-30", 90), ("2026-10-31", 200)), NOVEMBER, "fell"),
        ((("2026-03-31", 100), ("2026-06-30", 150), ("2026-10-31", None)), NOVEMBER, "not_reported"),
        # 30 days of a monthly report and 15 of grace after 31/10 end on 15/12.
        ((("2026-03-31", 100), ("2026-06-30", 150), ("2026-10-31", 200)), date(2026, 12, 15), "estimated"),
        ((("2026-03-31", 100), ("2026-06-30", 150), ("2026-10-31", 200)), date(2026, 12, 16), "stale"),
        ((("2026-03-31", 100), ("2026-06-30", 150), ("2026-12-31", 200)), date(2026, 12, 31), "year_over"),
        ((("2026-10-31", 1200),), NOVEMBER, "spent"),
    ],
)
def test_a_line_that_cannot_be_estimated_says_why(
    build: Callable[..., Warehouse], told: tuple[tuple[str, int | None], ...], today: date, state: str
) -> None:
    line = pace(build, *told, today=today)
    assert line["pace_state"] == state
    known = {"estimated": 4, "spent": 4}.get(state, 0)
    assert sum(line[name] is not None for name in LEFT) == known


def test_a_project_that_nobody_reports_is_not_estimated(ward: Warehouse) -> None:
    jobs = next(row for row in read("money_pace", ward) if row["line_id"] == "DA4-T3")
    assert pick(jobs, "pace_state", "remaining_vnd", *LEFT) == ("not_reported", *[None] * 5)
