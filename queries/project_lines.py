"""The columns of project tables that follow from their others: plan at the report, state of work, money left."""

from collections.abc import Callable
from datetime import date
from typing import Any

from queries.listing import TableDefinition
from queries.progress import Line, Rule, is_stale, judge_work, plan_at_report, read_rule
from queries.scope import Scope
from queries.ward import Reference

Cells = dict[str, Any]


def add_judgement(
    rows: list[tuple[object, ...]], definition: TableDefinition, scope: Scope, reference: Reference
) -> list[tuple[object, ...]]:
    """Return the rows with every declared column, the derived ones computed as of the day the page is seen from."""
    rule = read_rule(reference.settings)
    return derive(rows, definition, lambda cells: _complete(cells, cells["report_date"], scope.as_of, rule))


def judge_each_report(
    rows: list[tuple[object, ...]], definition: TableDefinition, scope: Scope, reference: Reference
) -> list[tuple[object, ...]]:
    """Return the rows with every declared column, each judged as of its own report, by the oldest figure in it."""
    rule = read_rule(reference.settings)
    return derive(rows, definition, lambda cells: _complete(cells, cells["oldest_date"], cells["report_date"], rule))


def derive(
    rows: list[tuple[object, ...]], definition: TableDefinition, complete: Callable[[Cells], Cells]
) -> list[tuple[object, ...]]:
    read = [column.name for column in definition.columns if not column.is_derived]
    names = [column.name for column in definition.columns]
    completed = [complete(dict(zip(read, row, strict=True))) for row in rows]
    return [tuple(cells[name] for name in names) for cells in completed]


def _complete(cells: Cells, figures_date: date | None, as_of: date, rule: Rule) -> Cells:
    line = Line(
        scope=cells["scope"],
        frequency=cells["report_frequency"],
        report_date=figures_date,
        planned=cells["output_planned"],
        milestone=cells["output_milestone"],
        done=cells["output_done"],
    )
    plan, status = plan_at_report(line), judge_work(line, as_of, rule)
    available, disbursed = _add(cells["assigned_vnd"], cells["carried_over_vnd"]), cells["disbursed_vnd"]
    return cells | {
        "plan_at_report": None if plan is None else float(plan),
        "is_spread": line.milestone is None and plan is not None,
        "work_share": divide(line.done, line.planned),
        "plan_share": divide(None if plan is None else float(plan), line.planned),
        "work_status": str(status),
        "is_stale": is_stale(line, as_of, rule),
        "available_vnd": available,
        "remaining_vnd": None if available is None or disbursed is None else available - disbursed,
        "money_share": divide(disbursed, available),
        "is_overspent": available is not None and disbursed is not None and disbursed > available,
    }


def _add(assigned: int | None, carried_over: int | None) -> int | None:
    known = [money for money in (assigned, carried_over) if money is not None]
    return sum(known) if known else None


def divide(part: float | None, whole: float | None) -> float | None:
    return part / whole if part is not None and whole else None
