"""The tables of the sheet of one đầu mối: narrow enough for paper, nothing folded."""

from functools import lru_cache
from typing import Any

from dashboard import format as fmt
from dashboard import theme
from dashboard.findings.projects import ABSENT
from dashboard.findings.tasks import name_matter
from dashboard.grids.grid import Cell, Grid, Mark, headed
from dashboard.grids.tasks import write_state
from dashboard.text import Text
from queries import Table, WorkStatus, words_of

LOOK = "paper"
UNSERVED = ("policy_id", "origin", "waiting", "unknown", "unclear_areas")


@lru_cache(maxsize=64)
def projects(lines: Table, plan: Table, text: Text) -> Grid:
    """Return the lines of the unit, a combined one once, under all its names; then the projects it never reported."""
    heads = headed(*(text(f"sheet.{name}") for name in ("project", "progress", "work", "money", "reported")))
    told = {project for row in lines.records() for project in str(row["project_ids"]).split(",")}
    silent = (_silent(row, text) for row in plan.records() if row["project_id"] not in told)
    rows = (*(_project(row, text) for row in lines.records()), *silent)
    return Grid(text("sheet.projects"), heads, rows, look=LOOK)


def _silent(row: dict[str, Any], text: Text) -> tuple[Cell, ...]:
    name = Cell(text.said(row["project_code"]), quiet=text.said(row["project_name"]))
    return (name, *(Cell(text("not_reported")) for _ in range(4)))


def _project(row: dict[str, Any], text: Text) -> tuple[Cell, ...]:
    status = WorkStatus(str(row["work_status"]))
    sign = theme.WORK_SIGNS[status]
    unit = f" {text.quoted(row['output_unit'])}" if row["output_unit"] else ""
    # Out of scope or without money, a line owes no output: «—», not a report that somebody owes.
    is_owed = status not in ABSENT or row["output_done"] is not None
    work = (
        f"{fmt.count(row['output_done'], text)}/{fmt.count(row['output_planned'], text)}{unit}" if is_owed else fmt.DASH
    )
    money = text(
        "sheet.spent", spent=fmt.money(row["disbursed_vnd"], text), available=fmt.money(row["available_vnd"], text)
    )
    return (
        Cell(text.said(row["line_name"]), quiet=text.said(row["project_names"]) or ""),
        Cell(text.of(words_of("work_status", status)), mark=Mark(sign.shape, sign.colour)),
        Cell(work),
        Cell(money),
        Cell(fmt.day(row["report_date"], text), (row["report_date"],)),
    )


@lru_cache(maxsize=64)
def tasks(told: Table, text: Text) -> Grid:
    """Return the tasks of the unit, with what they report in the office's words where those may be read."""
    lines = (
        (
            Cell(
                text.said(row["name"]),
                quiet="; ".join(text.quoted(said) for said in (row["obstacle"], row["proposal"]) if said),
            ),
            *write_state(row, text),
            Cell(fmt.day(row["report_date"], text), (row["report_date"],)),
        )
        for row in told.records()
    )
    heads = headed(*(text(f"sheet.{name}") for name in ("task", "standing", "due", "reported")))
    return Grid(text("sheet.tasks"), heads, tuple(lines), look=LOOK)


@lru_cache(maxsize=64)
def conclusions(told: Table, text: Text) -> Grid:
    lines = (
        (
            Cell(name_matter(row, text), quiet="; ".join(filter(None, (row["meeting"], text.quoted(row["note"]))))),
            *write_state(row, text),
            Cell(fmt.day(row["report_date"], text), (row["report_date"],)),
        )
        for row in told.records()
    )
    heads = headed(*(text(f"sheet.{name}") for name in ("conclusion", "standing", "due", "reported")))
    return Grid(text("sheet.conclusions"), heads, tuple(lines), look=LOOK)


@lru_cache(maxsize=64)
def policies(of_unit: Table, unserved: Table, text: Text) -> Grid:
    """Return the policies that the unit leads, each with who still waits, where somebody counts it."""
    waiting: dict[str, list[dict[str, Any]]] = {}
    for row in unserved.records():
        waiting.setdefault(row["policy_id"], []).append(row)
    lines = (
        (
            Cell(row["place"]),
            Cell(text.of(row["policy_name"])),
            Cell(
                "; ".join(_say_waiting(one, text) for one in waiting.get(row["policy_id"], ()))
                or text("sheet.no_figures")
            ),
        )
        for row in of_unit.records()
    )
    return Grid(
        text("sheet.policies"),
        headed(*(text(f"sheet.{name}") for name in ("place", "policy", "waiting"))),
        tuple(lines),
        look=LOOK,
    )


def _say_waiting(row: dict[str, Any], text: Text) -> str:
    """Say how many wait; without a report nothing is known, and a count that is not told is not none."""
    if row["origin"] is None:
        return text("sheet.no_figures")
    if row["waiting"] is None or row["unknown"] is None:
        return text("sheet.waiting_hidden")
    said = (
        text("sheet.some_waiting", count=fmt.count(row["waiting"], text))
        if row["waiting"]
        else text("sheet.none_waiting")
    )
    doubt = text("sheet.some_unknown", count=fmt.count(row["unknown"], text)) if row["unknown"] else ""
    partly = text("sheet.some_unclear", count=fmt.count(row["unclear_areas"], text)) if row["unclear_areas"] else ""
    return ", ".join(filter(None, (said if row["waiting"] or not (doubt or partly) else "", doubt, partly)))


@lru_cache(maxsize=64)
def duties(told: Table, text: Text) -> Grid:
    """Return what section V gives the unit, in the plan's own words."""
    lines = ((Cell(row["place"]), Cell(row["duty"])) for row in told.records())
    return Grid(text("sheet.duties"), headed(text("sheet.place"), text("sheet.duty")), tuple(lines), look=LOOK)
