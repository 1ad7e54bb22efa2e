"""The seven rows of the plan's targets: each with its lead, what its own report says, and the way to its story."""

from dataclasses import replace
from functools import lru_cache

import queries
from dashboard import findings
from dashboard.charts import bullet
from dashboard.charts.bullet import Bullet
from dashboard.charts.scoreboard import read_bullet, read_tasks
from dashboard.grids import rows as rows_of
from dashboard.grids import targets
from dashboard.ui import block, cache, filters, navigation
from dashboard.ui.filters import Chosen

# Where the story behind a row is told.
STORIES = {
    "net_change_poor": "bien-dong",
    "relapsed": "bien-dong",
    "children_right_level": "tre-em",
    "training_coverage": "dao-tao-nghe",
    "information_device": "phuong-tien-thong-tin",
    "policy_served": "chinh-sach",
}
TASKS = "nhiem-vu"


def show(chosen: Chosen) -> None:
    bullets = read_bullets(chosen, filters.query())
    block.show(
        chosen,
        "targets",
        "",
        markup=bullet.markup(bullets, chosen.text),
        grids=(targets.grid(bullets, chosen.text),),
        answers=(*cache.answers(chosen), cache.table("task_list", everyone(chosen))),
    )


@lru_cache(maxsize=cache.KEPT)
def read_bullets(chosen: Chosen, query: str) -> tuple[Bullet, ...]:
    """Return the rows, each with the short name of its lead and the way to the page that tells why."""
    ward, small = queries.reference(), cache.small_below()
    leads = {unit.unit_id: chosen.text.of(unit.words) for unit in ward.units}
    carried = rows_of.keep(cache.table("task_list", everyone(chosen)), target_id=findings.TARGET)
    rows = []
    for target in ward.targets:
        readings = cache.readings(target, chosen)
        is_task = target.kind == "task"
        row = read_tasks(target, carried, chosen.text) if is_task else read_bullet(target, readings, small, chosen.text)
        story = TASKS if is_task else STORIES.get(target.indicator_id or "")
        lead = leads.get(target.lead_unit_id or "", row.lead)
        if beside := say_beside(target.indicator_id, chosen):
            row = replace(row, note=" · ".join(filter(None, (row.note, beside))))
        link = navigation.lead(f"{story}{query}", chosen.viewer.role) if story else ""
        rows.append(replace(row, link=link or None, lead=lead))
    return tuple(rows)


def say_beside(indicator_id: str | None, chosen: Chosen) -> str:
    """Say what is always read beside a target: the ward's own report, how many policies reach everybody."""
    if indicator_id == "net_change_poor":
        return say_own_report(chosen)
    if indicator_id == "policy_served":
        return findings.reached(cache.table("policy_matrix", chosen), chosen.text)
    return ""


def everyone(chosen: Chosen) -> Chosen:
    """Ask of every unit and group: what one of them has done for a target is no other target for the next."""
    return replace(chosen, filters=replace(chosen.filters, unit_id=None, group=None))


def say_own_report(chosen: Chosen) -> str:
    """Say where the ward's own report counts other poor households than its lists: the first to be asked about."""
    compared = rows_of.keep(
        cache.table("movement_report_comparison", chosen), listed_class="poor", counted="household", step="end"
    )
    return findings.own_report(compared, chosen.text)
