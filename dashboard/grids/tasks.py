"""Tasks and conclusions as tables: by group of measures, by what is due, under the one key of their standing."""

from functools import lru_cache
from typing import Any

from dashboard import format as fmt
from dashboard import theme
from dashboard.findings.tasks import OPEN, name_matter, sort_overdue
from dashboard.grids.grid import Cell, Grid, Line, Mark, headed
from dashboard.grids.listing import SOURCE
from dashboard.text import Text
from queries import Standing, Table, words_of

LOOK = "tasks"
REPORTED = "report_date"


@lru_cache(maxsize=64)
def due(tasks: Table, conclusions: Table, text: Text) -> Grid:
    """Return what is overdue, blocked or not known, the longest overdue first."""
    kinds = [("task", row) for row in tasks.records()] + [("conclusion", row) for row in conclusions.records()]
    kept = {id(row): kind for kind, row in kinds if row["standing"] in OPEN}
    rows = sort_overdue([row for _, row in kinds if id(row) in kept])
    heads = headed(*(text(f"tasks.{name}") for name in ("matter", "kind", "standing", "due", "unit", "report")))
    lines = (
        (
            Cell(name_matter(row, text), kind="words"),
            Cell(text(f"tasks.{kept[id(row)]}"), kind="words"),
            *write_state(row, text),
            _unit(row, text),
            _day(row[REPORTED], text),
        )
        for row in rows
    )
    return Grid(text("tasks.due_caption"), heads, tuple(lines), look=LOOK)


@lru_cache(maxsize=64)
def measures(plan: Table, tasks: Table, text: Text) -> Grid:
    """Return every measure of the plan with its tasks, in the order of the plan; what is of none stands last."""
    heads = headed(*(text(f"tasks.{name}") for name in ("measure", "task", "standing", "due", "unit", "report")))
    told: dict[str | None, list[dict[str, Any]]] = {}
    for row in tasks.records():
        told.setdefault(row["measure_id"], []).append(row)
    lines: list[Line] = []
    for measure in plan.records():
        named = Cell(f"{measure['place']} {text.said(measure['measure'])}", kind="words")
        lines += [(named, *_task(row, text)) for row in sort_overdue(told.get(measure["measure_id"], []))]
        if measure["measure_id"] not in told:
            lines.append((named, *_untold(measure, text)))
    other = Cell(text("tasks.other"), kind="words")
    lines += [(other, *_task(row, text)) for row in sort_overdue(told.get(None, []))]
    return Grid(text("tasks.measures_caption"), heads, tuple(lines), look=LOOK)


@lru_cache(maxsize=64)
def conclusions(told: Table, text: Text) -> Grid:
    """Return every conclusion, overdue first; its note only where there is one to read."""
    has_notes = any(told.column("note"))
    names = ("content", "meeting", "standing", "due", "unit", *(("note",) if has_notes else ()), "source")
    lines = (
        (
            Cell(name_matter(row, text), kind="words"),
            Cell(row["meeting"] or fmt.day(row["meeting_date"], text), kind="words"),
            *write_state(row, text),
            _unit(row, text),
            *((Cell(row["note"] or "", kind="words"),) if has_notes else ()),
            _source(row, text),
        )
        for row in sort_overdue(told.records())
    )
    return Grid(
        text("tasks.conclusions_caption"), headed(*(text(f"tasks.{name}") for name in names)), tuple(lines), look=LOOK
    )


@lru_cache(maxsize=64)
def outputs(tasks: Table, text: Text) -> Grid:
    """Return needed, started and done of each task that carries target 5; reports of the same houses are not added."""
    names = ("task", "needed", "started", "done", "output_unit", "standing", "due", "unit", "report")
    lines = (
        (
            Cell(text.said(row["name"]), kind="words"),
            *(_number(row[f"output_{step}"], text) for step in ("needed", "started", "done")),
            Cell(text.quoted(row["output_unit"]), kind="words"),
            *write_state(row, text),
            _unit(row, text),
            _day(row[REPORTED], text),
        )
        for row in tasks.records()
    )
    return Grid(
        text("tasks.outputs_caption"), headed(*(text(f"tasks.{name}") for name in names)), tuple(lines), look=LOOK
    )


@lru_cache(maxsize=64)
def words(tasks: Table, text: Text) -> Grid:
    """Return the obstacles and proposals as they were reported."""
    told = [row for row in tasks.records() if row["obstacle"] or row["proposal"]]
    lines = (
        (
            Cell(text.said(row["name"]), kind="words"),
            Cell(row["obstacle"] or "", kind="words"),
            Cell(row["proposal"] or "", kind="words"),
            _unit(row, text),
            _source(row, text),
        )
        for row in told
    )
    names = ("task", "obstacle", "proposal", "unit", "source")
    return Grid(
        text("tasks.words_caption"), headed(*(text(f"tasks.{name}") for name in names)), tuple(lines), look=LOOK
    )


def _task(row: dict[str, Any], text: Text) -> Line:
    name = Cell(text.said(row["name"]) if row[REPORTED] else "", kind="words")
    return name, *write_state(row, text), _unit(row, text), _day(row[REPORTED], text)


def _untold(measure: dict[str, Any], text: Text) -> Line:
    state = {"standing": Standing.UNREPORTED, "days_overdue": None, "due_date": measure["due_date"], "done_date": None}
    return Cell("", kind="words"), *write_state(state, text), _unit(measure, text), _day(None, text)


def write_state(row: dict[str, Any], text: Text) -> tuple[Cell, Cell]:
    """Return how it stands, with its days, under its shape; and the day it is due, «—» where nobody wrote one."""
    standing = Standing(row["standing"])
    sign, words = theme.STANDING_SIGNS[standing], text.of(words_of("task_standing", standing))
    if standing is Standing.OVERDUE:
        words = text("tasks.overdue_days", days=row["days_overdue"])
    elif row["done_date"]:
        words = text("tasks.done_on", words=words, day=fmt.day(row["done_date"], text))
    shown = fmt.day(row["due_date"], text) if row["due_date"] else fmt.DASH
    return Cell(words, kind=f"words {standing}", mark=Mark(sign.shape, sign.colour)), Cell(shown, (row["due_date"],))


def _unit(row: dict[str, Any], text: Text) -> Cell:
    return Cell(text.of(row["unit_name"]), kind="words")


def _day(day: Any, text: Text) -> Cell:
    return Cell(fmt.day(day, text), (day,))


def _number(value: int | None, text: Text) -> Cell:
    return Cell(fmt.count(value, text), (value,), "number")


def _source(row: dict[str, Any], text: Text) -> Cell:
    file, sheet, place = (row[name] for name in SOURCE)
    return Cell(text("timeline.source", file=file, sheet=sheet, row=place), kind="source-row") if file else Cell("")
