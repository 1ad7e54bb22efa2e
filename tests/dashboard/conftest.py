"""Hand-made answers: the dataclasses that `queries` returns, filled in the way one test needs them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dashboard.text import Text
from queries import Column, Filters, Indicator, Result, Row, Source, Status, Table, Target, Unit, Words, same

TODAY = date(2026, 11, 20)


@pytest.fixture
def vi() -> Text:
    return Text("vi")


@pytest.fixture
def make_row() -> Callable[..., Row]:
    """`make_row(7, 9, unknown=1)`: one group of a year's round in which every khối reported."""

    def make(numerator: float | None, denominator: float | None = None, **changes: Any) -> Row:
        value = numerator if denominator is None else None
        if numerator is not None and denominator:
            value = numerator / denominator
        given = {"key": None, "unknown": 0, "areas_reported": 12, "areas_total": 12} | changes
        given["label"] = same(given["label"]) if "label" in given else None
        return Row(
            "2026", "MDP_2022_2025", "tam_thanh", numerator=numerator, denominator=denominator, value=value, **given
        )

    return make


@pytest.fixture
def make_target() -> Callable[..., Target]:
    """`make_target(">=", "0.95")`: one target of the plan."""

    def make(comparison: str, value: str, **changes: Any) -> Target:
        given: dict[str, Any] = {
            "target_id": "T",
            "label": "1a",
            "place": "I.2",
            "text_issued": "Phân đầu giảm 02 hộ",
            "text_shown": "Giảm 02 hộ nghèo",
            "text_en": "Two poor households fewer",
            "kind": "number",
            "indicator_id": "net_change_poor",
            "stock_indicator_id": None,
            "wider_indicator_id": None,
            "direction": "down",
            "comparison": comparison,
            "value": Decimal(value),
            "unit": "household",
            "scope": "ward",
            "year": 2026,
            "standard_id": "MDP_2022_2025",
            "lead_unit_id": "kthtdt",
            "lead_unit_name": "Phòng KT-HT&ĐT",
            "lead_unit_name_en": "Division of Economy",
            "document_id": "plan_2026",
            "document": "Kế hoạch 2026",
            "adopted_reading": None,
            "adopted_document": None,
        }
        return Target(**(given | changes))

    return make


@pytest.fixture
def make_result() -> Callable[..., Result]:
    """`make_result(total, rows=(), target=None, noun="household")`: an answer with one source."""

    def make(
        total: Row | None, *rows: Row, target: Target | None = None, noun: str = "household", **changes: Any
    ) -> Result:
        indicator = Indicator(
            id="measured",
            title=Words("Số đo", "Measure"),
            definition=Words("Cách tính.", "How it is counted."),
            kind="ratio" if total and total.denominator is not None else "stock",
            unit=Unit(noun, noun),
            direction="up",
            frequency="round",
            slices=(),
            sources=(),
            basis=None,
            target=None,
            access="public",
            body="SELECT 1",
        )
        given: dict[str, Any] = {
            "by": "school_status" if rows else None,
            "as_of": TODAY,
            "sources": (Source("ra_soat_2026.xlsx", "household_review", (("Khối 1", 5), ("Khối 2", 6)), TODAY),),
            "is_divided": True,
            "round_is_closed": False,
        }
        asked = Filters("2026", "tam_thanh", "MDP_2022_2025", None, TODAY)
        return Result(indicator=indicator, filters=asked, rows=rows, total=total, target=target, **(given | changes))

    return make


@pytest.fixture
def net_change(
    make_result: Callable[..., Result], make_row: Callable[..., Row], make_target: Callable[..., Target]
) -> Result:
    """The sample's own case: twelve poor households became eleven, the target is ten."""
    return make_result(make_row(-1, status=Status.OPEN), target=make_target("<=", "-2"))


@pytest.fixture
def poor(make_result: Callable[..., Result], make_row: Callable[..., Row]) -> Result:
    return make_result(make_row(11))


@pytest.fixture
def make_table() -> Callable[..., Table]:
    """`make_table("movement", (("step", "code"), …), *rows)`: a table of the sample's period; `+` marks a sum."""

    def make(table_id: str, columns: tuple[tuple[str, str], ...], *rows: tuple[object, ...], **changes: Any) -> Table:
        named = tuple(
            Column(name, Words(name, name), kind.rstrip("+"), is_sum=kind.endswith("+"))  # type: ignore[arg-type]
            for name, kind in columns
        )
        given: dict[str, Any] = {"access": "public", "as_of": TODAY, "sources": ()} | changes
        asked = Filters("2026", "tam_thanh", "MDP_2022_2025", None, TODAY)
        title = Words("Bảng", "Table")
        return Table(table_id, title, title, named, rows, filters=asked, **given)

    return make


@pytest.fixture
def lines(make_table: Callable[..., Table]) -> Table:
    """Project lines of two units: late, attention, overspent, not reported, out of scope."""
    columns = (
        *(("line_name", "words"), ("unit_name", "words"), ("work_share", "share"), ("money_share", "share")),
        *(("plan_share", "share"), ("work_status", "code"), ("disbursed_vnd", "money"), ("available_vnd", "money")),
        ("is_overspent", "flag"),
    )
    kt, vh = same("Phòng Kinh tế"), same("Phòng Văn hóa")
    return make_table(
        "project_lines",
        columns,
        (same("Dự án 2"), kt, 0.75, 0.5, 0.8, "attention", 50_000_000, 100_000_000, False),
        (same("Dự án 5"), kt, None, None, None, "out_of_scope", None, None, False),
        (same("Tiểu dự án 2"), vh, 0.875, 1.25, 0.85, "on_track", 150_000_000, 120_000_000, True),
        (same("Tiểu dự án 3"), vh, 0.0, None, 0.8, "unstarted", None, 60_000_000, False),
        (same("Tiểu dự án 4"), vh, 0.5, 0.5, 0.83, "late", 25_000_000, 50_000_000, False),
    )


@pytest.fixture
def movement(make_table: Callable[..., Table]) -> Table:
    """The steps of the sceptic's example, 5 - 2 - 1 + 1 + 1 = 4 households, 16 - 7 - 3 + 4 + 2 + 1 = 13 persons.

    One step nobody took, one household that only changed its size, and a near-poor step that belongs to another list.
    """
    columns = (
        *(("listed_class", "code"), ("step", "code"), ("sign", "count"), ("households", "count+")),
        *(("persons", "count+"), ("persons_unknown", "count+")),
    )
    steps = (
        *(("begin", 0, 5, 16, 0), ("poor_to_near", -1, 2, 7, 0), ("other_decrease", -1, 1, 3, 0)),
        *(("near_to_poor", 1, 1, 4, 0), ("relapsed_poor", 1, 0, 0, 0), ("arrivals", 1, 1, 2, 0)),
        *(("area_out", -1, 1, 3, 0), ("area_in", 1, 1, 3, 0), ("member_change", 1, 0, 1, 0), ("end", 0, 4, 13, 0)),
    )
    return make_table("movement", columns, *(("poor", *step) for step in steps), ("near_poor", "begin", 0, 9, None, 9))
