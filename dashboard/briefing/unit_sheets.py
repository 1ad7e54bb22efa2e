"""The sheet of each đầu mối, as its page has it: what is asked, and all that the plan and the meetings gave it."""

from dataclasses import dataclass

from dashboard import findings
from dashboard import format as fmt
from dashboard.briefing.desk import Desk
from dashboard.findings import todo
from dashboard.grids import Grid, rows
from dashboard.grids import sheet as grids
from dashboard.text import Text
from queries import WorkUnit


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """`grid` without rows: `nothing` says so."""

    title: str
    grid: Grid
    nothing: str


@dataclass(frozen=True, slots=True, eq=False)
class UnitSheet:
    """`kind` is «Phiếu đôn đốc», of who is not under the committee «Phiếu đề nghị phối hợp»."""

    office: str
    kind: str
    unit: str
    lines: tuple[str, ...]
    asked: tuple[str, ...]
    parts: tuple[Part, ...]
    rule: str


def list_units(desk: Desk) -> tuple[WorkUnit, ...]:
    """Return the units whose sheets this reader may see: an account of a unit its own."""
    viewer = desk.viewer
    return tuple(unit for unit in desk.ward.units if viewer.role != "unit" or unit.unit_id in viewer.units)


def read_sheet(desk: Desk, unit: WorkUnit) -> UnitSheet:
    text, own = desk.text, desk.but(unit_id=unit.unit_id, area_id=None, group=None)
    told = {name: own.table(name) for name in ("project_lines", "task_list", "conclusion_list")}
    plan, policies, duties = (own.table(name) for name in ("plan_projects", "plan_policies", "duty_list"))
    unserved = rows.pick(desk.but(unit_id=None, area_id=None).table("unserved"), grids.UNSERVED)
    parts = {
        "projects": grids.projects(told["project_lines"], plan, text),
        "tasks": grids.tasks(told["task_list"], text),
        "conclusions": grids.conclusions(told["conclusion_list"], text),
        "policies": grids.policies(policies, unserved, text),
        "duties": grids.duties(duties, text),
    }
    asked = tuple(one.sentence for one in _list_asked(own))
    return UnitSheet(
        office=desk.ward.ward.name,
        kind=name_kind(unit, text),
        unit=name_unit(unit, text),
        lines=_head(own, unit),
        asked=asked or (text("sheet.nothing_asked"),),
        parts=tuple(Part(text(f"sheet.{name}"), grid, text(f"sheet.no_{name}")) for name, grid in parts.items()),
        rule=findings.rule_of_tasks(desk.ward.settings, text),
    )


def _list_asked(own: Desk) -> tuple[todo.Todo, ...]:
    everyone = own.but(unit_id=None, area_id=None, group=None)
    return todo.list_todo(todo.read_answers(everyone, own.ward, None, own.filters.unit_id, "", own.text))


def _head(own: Desk, unit: WorkUnit) -> tuple[str, ...]:
    text, tasks = own.text, own.table("task_list")
    return (
        text("sheet.to", unit=name_unit(unit, text)),
        text("sheet.basis", document=own.ward.ward.plan_document),
        text("sheet.day", day=fmt.day(tasks.as_of, text), period=fmt.period(tasks.filters.period, text)),
    )


def name_unit(unit: WorkUnit, text: Text) -> str:
    return unit.name_en if text.lang == "en" else unit.name


def name_kind(unit: WorkUnit, text: Text) -> str:
    """Return «Phiếu đôn đốc», or «Phiếu đề nghị phối hợp» of who is not under the committee."""
    return text("sheets.title") if text.lang == "en" else unit.sheet_title
