"""Body of an indicator -> sums. The one place where indicators are added up."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import duckdb

from queries.errors import AskedWrongly, DefinitionError
from queries.groups import restrict
from queries.indicator import Indicator
from queries.warehouse import Warehouse

TEMPLATE = Path(__file__).with_name("aggregate.sql").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Sums:
    """One group before anything is hidden or divided; `key` None is the total, or a row without a slice value.

    `parts_*` count the values of the slice that must be told, and those that are; both are 0 where there is none.
    """

    key: str | None
    is_total: bool
    standard_id: str | None
    numerator: float | None
    denominator: float | None
    unknown: int
    areas_total: int
    areas_missing: int
    is_loaded: bool
    parts_total: int = 0
    parts_told: int = 0

    @property
    def is_complete(self) -> bool:
        return self.areas_missing == 0 and self.parts_told == self.parts_total


@dataclass(frozen=True, slots=True)
class Question:
    """What is bound: `periods` are added up in a flow; `area_id` equal to `ward_id` is the whole ward.

    `units` None: of every unit.
    `is_of_group`: the households of `group`, the others, or, None, those of whom the list does not say.
    """

    periods: tuple[str, ...]
    standard_id: str
    area_id: str
    ward_id: str
    units: tuple[str, ...] | None
    by: str | None
    group: str | None = None
    is_of_group: bool | None = True


Answers = dict[tuple[Indicator, Question], tuple[Sums, ...]]
KEPT = 2000
_answers: WeakKeyDictionary[Warehouse, Answers] = WeakKeyDictionary()
_periods: WeakKeyDictionary[Warehouse, dict[Indicator, frozenset[str]]] = WeakKeyDictionary()


def add_up(indicator: Indicator, question: Question, warehouse: Warehouse) -> tuple[Sums, ...]:
    """Return the groups and their total. A snapshot never changes, so each question is put to it once.

    Raises AskedWrongly for a slice the indicator does not have.
    """
    answers = _answers.setdefault(warehouse, {})
    found = answers.get((indicator, question))
    if found is None:
        if len(answers) >= KEPT:
            answers.clear()
        found = answers[indicator, question] = _add_up(indicator, question, warehouse)
    return found


def _add_up(indicator: Indicator, question: Question, warehouse: Warehouse) -> tuple[Sums, ...]:
    """Ask for groups and total in one query."""
    statement = compose(indicator, question.by, of_unit=question.units is not None)
    bound: dict[str, object] = {
        "periods": list(question.periods),
        "standard": question.standard_id,
        "area": question.area_id,
        "ward": question.ward_id,
    }
    if question.units is not None:
        bound["units"] = list(question.units)
    if question.group:
        statement = restrict(statement)
        bound |= {"group": question.group, "is_of_group": question.is_of_group}
    return tuple(Sums(*row) for row in _execute(indicator, statement, bound, warehouse))


@cache
def compose(indicator: Indicator, by: str | None, *, of_unit: bool) -> str:
    """Return the whole statement. `by` None: the total alone; by period there is none, for stocks are not summed."""
    known = ("area_id", "period", *indicator.slices)
    if by is not None and by not in known:
        shown = ", ".join(known)
        raise AskedWrongly(
            f"«{indicator.id}» không chia theo «{by}». Chia được theo: {shown}.",
            f"«{indicator.id}» is not divided by «{by}». It is by: {shown}.",
        )
    is_ratio, same = indicator.kind == "ratio", indicator.unit.uniform_by
    return TEMPLATE.format(
        key=by or "CAST(NULL AS VARCHAR)",
        is_total=f"grouping({by}) = 1" if by else "TRUE",
        groups={None: "()", "period": "(period)"}.get(by, f"({by}), ()"),
        numerator="CASE WHEN denominator IS NOT NULL THEN numerator END" if is_ratio else "numerator",
        denominator="denominator" if is_ratio else "CAST(NULL AS BIGINT)",
        number="BIGINT" if indicator.unit.is_whole else "DOUBLE",
        is_uniform=f"count(DISTINCT CASE WHEN denominator IS NOT NULL THEN coalesce({same}, '') END) <= 1"
        if same
        else "TRUE",
        is_missing="(numerator IS NULL OR denominator IS NULL)" if is_ratio else "numerator IS NULL",
        of_unit="unit_id IN $units" if of_unit else "TRUE",
        **_compose_parts(indicator),
    )


# What is told of the ward alone is told of no khối.
OF_KHOI = """SELECT * REPLACE ({cells})
FROM (
{body}
) AS body_"""
UNTOLD = "CASE WHEN $area = $ward OR area_id <> $ward THEN {name} END AS {name}"


def _compose_parts(indicator: Indicator) -> dict[str, str]:
    """Return what counts the parts of a total; one that nobody tells, or only of the ward, is missing in every khối."""
    parts = indicator.parts
    if parts is None:
        return {"rows": indicator.body, "of_ward": "", "parts_total": "0", "parts_told": "0"}
    cells = ", ".join(UNTOLD.format(name=name) for name in ("numerator", "denominator", "unknown"))
    return {
        "rows": OF_KHOI.format(cells=cells, body=indicator.body),
        "of_ward": " OR area_id = $ward",
        "parts_total": f"count(DISTINCT {parts})",
        "parts_told": f"count(DISTINCT CASE WHEN numerator IS NOT NULL THEN {parts} END)",
    }


def list_periods(indicator: Indicator, warehouse: Warehouse) -> frozenset[str]:
    """Return every period that the body knows, whatever was asked."""
    known = _periods.setdefault(warehouse, {})
    if indicator not in known:
        rows = _execute(indicator, f"SELECT DISTINCT period FROM (\n{indicator.body}\n) AS rows_", {}, warehouse)
        known[indicator] = frozenset(row[0] for row in rows)
    return known[indicator]


def _execute(
    indicator: Indicator, statement: str, bound: dict[str, object], warehouse: Warehouse
) -> list[tuple[Any, ...]]:
    try:
        return warehouse.cursor().execute(statement, bound).fetchall()
    except (duckdb.BinderException, duckdb.CatalogException) as error:
        raise DefinitionError(f"{indicator.id}: {error}") from error
