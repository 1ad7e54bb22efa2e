"""The change between two periods: exact where both ends are measured alike and known whole, else refused or unknown."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from queries import (
    AskedWrongly,
    Change,
    Filters,
    Indicator,
    Mode,
    NotComparable,
    Viewer,
    Warehouse,
    compare,
    indicators,
)
from queries.comparison import find_change

BOUNDARY = yaml.safe_load(Path(__file__).with_name("boundary.yml").read_text(encoding="utf-8"))
OLD, NEW = "MDP_2022_2025", "MDP_2027_2030"
OFFICER, OUTGOING, MEETING = Viewer(), Viewer(mode=Mode.OUTGOING), Viewer(mode=Mode.MEETING)
STOCK, RATIO, FLOW = (
    next(i for i in indicators() if i.id == name) for name in ("poor_households", "poverty_rate", "escaped")
)


def make_body(rows: list[tuple[str, str, str | None, object, object]]) -> str:
    """A body of these (period, area, standard, numerator, denominator); None is unknown."""
    cells = [tuple("NULL" if cell is None else repr(cell) for cell in row) for row in rows]
    return " UNION ALL ".join(
        f"SELECT {period} AS period, {standard} AS standard_id, {area} AS area_id,"
        f" CAST({numerator} AS BIGINT) AS numerator, CAST({denominator} AS BIGINT) AS denominator, 0 AS unknown"
        for period, area, standard, numerator, denominator in cells
    )


def make_indicator(known: Indicator, *rows: tuple[str, str, str | None, object, object], **changes: Any) -> Indicator:
    return replace(known, id="made_up", body=make_body(list(rows)), **changes)


def ask(
    indicator: Indicator,
    warehouse: Warehouse,
    begin: str,
    end: str,
    viewer: Viewer = OFFICER,
    **filters: Any,
) -> Change:
    return find_change(indicator, Filters(begin, **filters), Filters(end, **filters), viewer, warehouse)


@pytest.fixture
def warehouse(build: Callable[..., Warehouse]) -> Warehouse:
    return build(BOUNDARY)


def list_poor(period: str, *households: str, area_id: str = "khoi_1", **changes: str) -> list[dict[str, str]]:
    plain = {"period": period, "area_id": area_id, "opening_class": "poor", "recognised_class": "poor"}
    return [plain | {"household_id": name} | changes for name in households]


def report(period: str, *areas: str, standard_id: str = OLD) -> list[dict[str, str]]:
    return [{"period": period, "standard_id": standard_id, "area_id": area} for area in areas]


def test_a_count_changes_by_the_difference_of_two_lists(build: Callable[..., Warehouse]) -> None:
    facts = BOUNDARY | {
        "area_report": report("2025", "khoi_1", "khoi_2") + report("2026", "khoi_1", "khoi_2"),
        "household_round": list_poor("2025", "a", "b", "c") + list_poor("2026", "a", "d", area_id="khoi_2"),
        "movement": [],
    }
    warehouse = build(facts)
    change = compare("poor_households", Filters("2025"), Filters("2026"), viewer=OFFICER, warehouse=warehouse)
    assert (change.begin.value, change.end.value, change.difference) == (3, 2, -1)
    assert (change.numerator_effect, change.denominator_effect, change.reason) == (None, None, None)
    khoi_2 = compare(
        "poor_households",
        Filters("2025", "khoi_2"),
        Filters("2026", "khoi_2"),
        viewer=OFFICER,
        warehouse=warehouse,
    )
    assert khoi_2.difference == 2


# Domain 11.15 (b): 4.643 of 199.765 is 2,32 %; a year before, 6.912 were 3,36 % of some 205.714.
VECTORS = [(6912, 205714, 4643, 199765), (7, 9, 7, 11), (5, 40, 0, 40), (1, 3, 2, 7), (10, 100, 10, 100), (0, 7, 3, 11)]


@pytest.mark.parametrize(("poor_then", "all_then", "poor_now", "all_now"), VECTORS)
def test_the_change_of_a_rate_splits_exactly(
    poor_then: int, all_then: int, poor_now: int, all_now: int, warehouse: Warehouse
) -> None:
    rate = make_indicator(
        RATIO, ("2025", "khoi_1", OLD, poor_then, all_then), ("2026", "khoi_1", OLD, poor_now, all_now)
    )
    change = ask(rate, warehouse, "2025", "2026")
    assert change.numerator_effect is not None
    assert change.denominator_effect is not None
    assert change.difference == change.numerator_effect + change.denominator_effect
    assert change.difference == pytest.approx(poor_now / all_now - poor_then / all_then, rel=1e-12, abs=1e-18)
    assert change.numerator_effect == pytest.approx((poor_now - poor_then) / all_then, rel=1e-12)
    assert (change.denominator_effect == 0) == (all_now == all_then or poor_now == 0)


def test_the_published_rate_of_the_province(warehouse: Warehouse) -> None:
    rate = make_indicator(RATIO, ("2025", "khoi_1", OLD, 6912, 205714), ("2026", "khoi_1", OLD, 4643, 199765))
    change = ask(rate, warehouse, "2025", "2026")
    assert (round(change.begin.value or 0, 4), round(change.end.value or 0, 4)) == (0.0336, 0.0232)
    # Fewer residents alone would have raised the rate.
    assert change.denominator_effect is not None
    assert change.denominator_effect > 0


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        # The same households in the same autumn.
        (Filters("2026", standard_id=OLD), Filters("2026", standard_id=NEW)),
        # Each by the standard in force.
        (Filters("2026"), Filters("2027")),
        # Nothing is loaded at either end: what would be compared is still not alike.
        (Filters("2025"), Filters("2026", standard_id=NEW)),
    ],
)
def test_two_standards_are_not_compared(begin: Filters, end: Filters, warehouse: Warehouse) -> None:
    with pytest.raises(NotComparable, match=r"hai chuẩn.*«Chuẩn 2021-2025».*«Chuẩn 2026-2030»"):
        compare("poor_households", begin, end, viewer=OFFICER, warehouse=warehouse)


def test_one_standard_is_compared_through_the_end_of_the_other(warehouse: Warehouse) -> None:
    stock = make_indicator(STOCK, ("2026", "khoi_1", NEW, 5, None), ("2027", "khoi_1", NEW, 3, None))
    assert ask(stock, warehouse, "2026", "2027", standard_id=NEW).difference == -2


def test_what_has_no_standard_is_compared_over_the_change_of_standard(warehouse: Warehouse) -> None:
    money = make_indicator(STOCK, ("2026", "phuong", None, 5, None), ("2027", "phuong", None, 3, None))
    assert ask(money, warehouse, "2026", "2027").difference == -2


@pytest.mark.parametrize("area_id", [None, "khoi_1", "khoi_2", "chua_xac_dinh"])
def test_nothing_is_subtracted_across_a_boundary(area_id: str | None, build: Callable[..., Warehouse]) -> None:
    listed = [*list_poor("2024", "a"), *list_poor("2025", "a"), *list_poor("2025", "b", area_id="chua_xac_dinh")]
    warehouse = build(BOUNDARY | {"household_round": listed, "movement": []})
    with pytest.raises(NotComparable, match=r"«Năm 2024» và «Năm 2025»\. Đổi địa giới 01/07/2025: .* → .*Hãy chọn"):
        compare(
            "poor_households", Filters("2024", area_id), Filters("2025", area_id), viewer=OFFICER, warehouse=warehouse
        )


@pytest.mark.parametrize(("begin", "end", "is_stitched"), [("2022", "2024", True), ("2025", "2026", False)])
def test_years_on_one_side_of_the_boundary_are_compared(
    begin: str, end: str, is_stitched: bool, warehouse: Warehouse
) -> None:
    rows = [
        (year, khoi, OLD, int(year), None) for year in ("2022", "2024", "2025", "2026") for khoi in ("khoi_1", "khoi_2")
    ]
    change = ask(make_indicator(STOCK, *rows), warehouse, begin, end)
    assert change.difference == 2 * (int(end) - int(begin))
    assert (change.begin.is_stitched, change.end.is_stitched) == (is_stitched, is_stitched)
    of_khoi = ask(make_indicator(STOCK, *rows), warehouse, begin, end, area_id="khoi_2")
    assert (of_khoi.begin.is_stitched, of_khoi.end.is_stitched) == (False, False)


def test_a_year_that_a_month_before_the_boundary_answers_for_is_before_it(warehouse: Warehouse) -> None:
    stock = make_indicator(STOCK, ("2025-05", "khoi_1", OLD, 5, None), ("2026", "khoi_1", OLD, 3, None))
    with pytest.raises(NotComparable, match="Đổi địa giới 01/07/2025"):
        ask(stock, warehouse, "2025", "2026")


@pytest.mark.parametrize(("begin", "end"), [("2026", "2026"), ("2026", "2025"), ("2026", "2026-05")])
def test_a_period_is_not_compared_with_itself_or_backwards(begin: str, end: str, warehouse: Warehouse) -> None:
    with pytest.raises(NotComparable, match="Kỳ đầu phải trước kỳ cuối"):
        ask(STOCK, warehouse, begin, end)


def test_two_periods_that_one_list_answers_for_are_not_a_change(warehouse: Warehouse) -> None:
    stock = make_indicator(STOCK, ("2026-05", "khoi_1", OLD, 5, None))
    with pytest.raises(NotComparable, match="«Tháng 5 năm 2026» và «Năm 2026» đang lấy số liệu của cùng một kỳ"):
        ask(stock, warehouse, "2026-05", "2026")


def test_a_month_is_compared_with_the_year_end_before_it(warehouse: Warehouse) -> None:
    stock = make_indicator(STOCK, ("2025", "khoi_1", OLD, 5, None), ("2026-05", "khoi_1", OLD, 4, None))
    assert ask(stock, warehouse, "2025", "2026-05").difference == -1


def test_what_happened_in_a_month_is_not_compared_with_a_year(warehouse: Warehouse) -> None:
    flow = make_indicator(FLOW, ("2025", "khoi_1", OLD, 5, None), ("2026-05", "khoi_1", OLD, 1, None))
    with pytest.raises(NotComparable, match="dài ngắn khác nhau"):
        ask(flow, warehouse, "2025", "2026-05")


def test_two_places_are_not_compared(warehouse: Warehouse) -> None:
    for begin, end in (
        (Filters("2025", "khoi_1"), Filters("2026", "khoi_2")),
        (Filters("2025"), Filters("2026", "khoi_2")),
        (Filters("2025", unit_id="kinh_te"), Filters("2026", unit_id="van_hoa")),
    ):
        with pytest.raises(NotComparable, match="cùng một khối, cùng một đơn vị"):
            compare("poor_households", begin, end, viewer=OFFICER, warehouse=warehouse)


def test_a_khoi_is_not_compared_with_the_ward_that_stands_in_for_it(warehouse: Warehouse) -> None:
    money = make_indicator(STOCK, ("2025", "phuong", None, 5, None), ("2026", "khoi_1", None, 3, None))
    with pytest.raises(NotComparable, match="chỉ có toàn phường"):
        ask(money, warehouse, "2025", "2026", area_id="khoi_1")


@pytest.mark.parametrize(
    ("known", "rows", "reason"),
    [
        (STOCK, [("2026", "khoi_1", OLD, 3, None)], "Năm 2025: chưa có số liệu."),
        (
            STOCK,
            [("2025", "khoi_1", OLD, 3, None), ("2026", "khoi_1", OLD, 3, None), ("2026", "khoi_2", OLD, None, None)],
            "Năm 2026: chưa đủ, 1/2 khối đã báo cáo.",
        ),
        (
            RATIO,
            [("2025", "khoi_1", OLD, 3, 9), ("2025", "khoi_2", OLD, 3, None), ("2026", "khoi_1", OLD, 3, 9)],
            "Năm 2025: chưa đủ, 1/2 khối đã báo cáo.",
        ),
        (RATIO, [("2025", "khoi_1", OLD, 3, 9), ("2026", "khoi_1", OLD, 0, 0)], "Năm 2026: mẫu số bằng 0."),
    ],
)
def test_an_end_that_is_not_known_whole_gives_no_difference(
    known: Indicator, rows: list[tuple[str, str, str | None, object, object]], reason: str, warehouse: Warehouse
) -> None:
    change = ask(make_indicator(known, *rows), warehouse, "2025", "2026")
    assert (change.difference, change.numerator_effect, change.denominator_effect) == (None, None, None)
    assert str(change.reason) == reason


def test_households_of_unknown_class_are_counted_beside_the_difference(build: Callable[..., Warehouse]) -> None:
    listed = list_poor("2025", "a", "b") + list_poor("2026", "a") + list_poor("2026", "b", recognised_class="unknown")
    reports = report("2025", "khoi_1") + report("2026", "khoi_1")
    facts = BOUNDARY | {"area_report": reports, "household_round": listed, "movement": []}
    change = compare("poor_households", Filters("2025"), Filters("2026"), viewer=OFFICER, warehouse=build(facts))
    assert (change.difference, change.unknown) == (-1, 1)


@pytest.mark.parametrize(("then", "now"), [((3, 9), (7, 14)), ((7, 14), (3, 9)), ((7, 14), (7, 9))])
def test_no_difference_leaves_the_house_that_would_tell_a_hidden_count(
    then: tuple[int, int], now: tuple[int, int], warehouse: Warehouse
) -> None:
    rate = make_indicator(RATIO, ("2025", "khoi_1", OLD, *then), ("2026", "khoi_1", OLD, *now), access="sensitive")
    hidden = ask(rate, warehouse, "2025", "2026", OUTGOING)
    assert (hidden.difference, hidden.numerator_effect, hidden.denominator_effect) == (None, None, None)
    assert hidden.reason is not None
    assert hidden.reason.vi.endswith("số nhỏ, không gửi ra ngoài.")
    assert hidden.begin.suppressed or hidden.end.suppressed
    inside = ask(rate, warehouse, "2025", "2026")
    assert inside.difference is not None


OUTSIDE = [(MEETING, "Trình chiếu"), (OUTGOING, "Gửi ra ngoài")]


@pytest.mark.parametrize(("viewer", "said"), OUTSIDE)
def test_outside_the_house_no_sensitive_change_of_one_khoi_is_told(
    viewer: Viewer, said: str, warehouse: Warehouse
) -> None:
    rate = make_indicator(RATIO, ("2025", "khoi_1", OLD, 10, 20), ("2026", "khoi_1", OLD, 8, 20), access="sensitive")
    of_khoi = ask(rate, warehouse, "2025", "2026", viewer, area_id="khoi_1")
    assert of_khoi.difference is None
    assert of_khoi.reason is not None
    assert of_khoi.reason.vi.startswith(said)
    assert ask(rate, warehouse, "2025", "2026", viewer).difference == pytest.approx(-0.1)


@pytest.mark.parametrize(("viewer", "said"), OUTSIDE)
def test_outside_the_house_no_change_of_one_khoi_is_told_though_both_counts_are_public(
    viewer: Viewer, said: str, warehouse: Warehouse
) -> None:
    stock = make_indicator(STOCK, ("2025", "khoi_1", OLD, 5, None), ("2026", "khoi_1", OLD, 4, None))
    of_khoi = ask(stock, warehouse, "2025", "2026", viewer, area_id="khoi_1")
    assert (of_khoi.begin.value, of_khoi.end.value, of_khoi.difference) == (5, 4, None)
    assert of_khoi.reason is not None
    assert of_khoi.reason.vi.startswith(said)
    assert ask(stock, warehouse, "2025", "2026", viewer).difference == -1


def test_a_comparison_that_has_no_meaning_is_a_wrong_question_with_an_answer() -> None:
    assert issubclass(NotComparable, AskedWrongly)


def test_both_lists_are_named_as_sources(build: Callable[..., Warehouse]) -> None:
    files = [
        {"file": f"ra_soat_{year}.xlsx", "form": "household_review", "loaded_date": date(2026, 11, 1)}
        for year in ("2025", "2026")
    ]
    sheets = [
        {"file": f"ra_soat_{year}.xlsx", "sheet": "Khối", "form": "household_review", "period": year}
        for year in ("2025", "2026")
    ]
    listed = [
        {"period": year, "household_id": "h1", "area_id": "khoi_1", "source_file": f"ra_soat_{year}.xlsx"}
        | {"opening_class": "unknown", "recognised_class": "poor"}
        for year in ("2025", "2026")
    ]
    warehouse = build(BOUNDARY | {"source_file": files, "source_sheet": sheets, "household_round": listed})
    stock = make_indicator(STOCK, ("2025", "khoi_1", OLD, 5, None), ("2026", "khoi_1", OLD, 4, None))
    change = ask(stock, warehouse, "2025", "2026")
    assert [source.file for source in change.sources] == ["ra_soat_2025.xlsx", "ra_soat_2026.xlsx"]
