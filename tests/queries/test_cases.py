"""Every indicator against rows given by hand and values worked by hand: `cases/<id>.yml`.

given    rows of the warehouse, on top of `ward.yml`
expect   questions: filters, by, and what must come back; a field that is left out is not checked
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from queries import Filters, Result, Row, Viewer, Warehouse, indicators, value

CASES = sorted((Path(__file__).parent / "cases").glob("*.yml"))
TODAY = date(2026, 11, 20)


def test_every_indicator_has_a_case_and_every_case_an_indicator() -> None:
    assert [path.stem for path in CASES] == [indicator.id for indicator in indicators()]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, build: Callable[..., Warehouse]) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    warehouse = build(case["given"])
    for question in case["expect"]:
        filters = Filters(**question.get("filters", {}), today=TODAY)
        result = value(path.stem, filters, question.get("by"), viewer=Viewer(), warehouse=warehouse)
        check_shares(result)
        if "total" in question:
            assert read(result.total, question["total"]) == question["total"], question
        if "rows" in question:
            found = {row.key: read(row, question["rows"].get(row.key, {})) for row in result.rows}
            assert found == question["rows"], question


def read(row: Row | None, expected: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return the fields of a row that the case names, all where it expects none; `areas`, `parts` read «told/all»."""
    if row is None:
        return None
    shown = {
        "numerator": row.numerator,
        "denominator": row.denominator,
        "value": None if row.value is None else round(row.value, 4),
        "unknown": row.unknown,
        "areas": f"{row.areas_reported}/{row.areas_total}",
        "parts": f"{row.parts_told}/{row.parts_total}",
        "status": row.status and str(row.status),
        "label": row.label and str(row.label),
    }
    return shown if expected is None else {name: shown[name] for name in expected}


def check_shares(result: Result) -> None:
    """A share of a whole: what is counted and what is not known never exceed it."""
    for row in [*result.rows, *([result.total] if result.total else [])]:
        if result.indicator.unit.is_share and row.numerator is not None and row.denominator:
            assert row.numerator + row.unknown <= row.denominator
