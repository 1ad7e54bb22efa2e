"""The seven rows of the plan's targets, each with the name of its lead: what slide and report start from."""

from dataclasses import replace
from functools import lru_cache

from dashboard import findings
from dashboard.briefing.desk import Desk
from dashboard.charts.bullet import Bullet
from dashboard.charts.scoreboard import read_bullet, read_tasks
from dashboard.grids import rows
from queries import Result, Target


@lru_cache(maxsize=64)
def read_bullets(desk: Desk) -> tuple[Bullet, ...]:
    """Return one row for each target, in the order of the plan."""
    leads = name_units(desk)
    return tuple(
        replace(row, lead=leads.get(target.lead_unit_id or "", row.lead))
        for target, row in ((target, _read(target, desk)) for target in desk.ward.targets)
    )


def name_units(desk: Desk) -> dict[str, str]:
    """Return the short name of every unit, as the plan's tables write it."""
    return {unit.unit_id: desk.text.of(unit.words) for unit in desk.ward.units}


def name_target(target: Target, desk: Desk) -> str:
    """Return what a target is about in a few words: the title of its indicator, or of the matter that has none."""
    adopted = desk.readings(target).adopted
    return desk.text.of(adopted.indicator.title) if adopted else desk.text("scene.target_task")


def list_results(desk: Desk) -> tuple[Result, ...]:
    """Return every result that a target rests on."""
    return tuple(result for target in desk.ward.targets for result in desk.readings(target).results)


def _read(target: Target, desk: Desk) -> Bullet:
    if target.kind == "task":
        everyone = desk.but(unit_id=None, group=None)
        return read_tasks(target, rows.keep(everyone.table("task_list"), target_id=findings.TARGET), desk.text)
    return read_bullet(target, desk.readings(target), desk.small_below, desk.text)
