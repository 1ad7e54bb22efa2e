"""The sheet of one đầu mối, made to be printed on A4: what is asked, and all that the plan and the meetings gave it."""

from dataclasses import replace
from functools import lru_cache
from html import escape

import queries
from dashboard import findings
from dashboard import format as fmt
from dashboard.findings import todo
from dashboard.grids import Grid, rows
from dashboard.grids import sheet as grids
from dashboard.ui import block, cache, filters
from dashboard.ui import todo as asked
from dashboard.ui.filters import Chosen
from dashboard.ui.sections import sheets
from queries import Table, WorkUnit


def show(chosen: Chosen, unit: WorkUnit) -> None:
    """Draw the sheet; its tables are in the files too, and the projector's browser prints it as it stands."""
    read = {name: cache.table(name, chosen) for name in ("project_lines", "task_list", "conclusion_list")}
    plan, policies, duties = (cache.table(name, chosen) for name in ("plan_projects", "plan_policies", "duty_list"))
    parts = (
        ("projects", grids.projects(read["project_lines"], plan, chosen.text)),
        ("tasks", grids.tasks(read["task_list"], chosen.text)),
        ("conclusions", grids.conclusions(read["conclusion_list"], chosen.text)),
        ("policies", grids.policies(policies, _read_unserved(chosen), chosen.text)),
        ("duties", grids.duties(duties, chosen.text)),
    )
    block.show(
        chosen,
        "unit_sheet",
        "",
        markup=_write(chosen, unit, parts, filters.query()),
        grids=tuple(grid for _, grid in parts if grid.rows),
        answers=(*read.values(), plan, policies, duties),
    )


def _read_unserved(chosen: Chosen) -> Table:
    """Read who waits, of all units: a list of persons may name another unit than the plan's lead."""
    everywhere = replace(chosen, filters=replace(chosen.filters, unit_id=None, area_id=None))
    return rows.pick(cache.table("unserved", everywhere), grids.UNSERVED)


@lru_cache(maxsize=64)
def _write(chosen: Chosen, unit: WorkUnit, parts: tuple[tuple[str, Grid], ...], query: str) -> str:
    text, ward = chosen.text, queries.reference()
    as_of = cache.table("task_list", chosen).as_of
    lines = (
        text("sheet.to", unit=sheets.name_unit(unit, text)),
        text("sheet.basis", document=ward.ward.plan_document),
        text(
            "sheet.day",
            day=fmt.day(as_of, text),
            period=fmt.period(cache.table("task_list", chosen).filters.period, text),
        ),
        text("sample") if ward.is_sample else "",
    )
    head = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    body = "".join(_write_part(number, name, grid, chosen) for number, (name, grid) in enumerate(parts, start=2))
    return (
        f'<article class="unit-sheet"><p class="office">{escape(ward.ward.name)}</p>'
        f"<h2>{escape(sheets.name_kind(unit, text))}</h2>{head}"
        f"<h3>{escape('1. ' + text('sheet.asked'))}</h3>{_write_asked(chosen, query)}{body}"
        f'<p class="rule">{escape(findings.rule_of_tasks(ward.settings, text))}</p>'
        f'<div class="signed"><p>{escape(text("sheet.answered"))}</p><p>{escape(text("sheet.sent"))}</p></div>'
        "</article>"
    )


def _write_part(number: int, name: str, grid: Grid, chosen: Chosen) -> str:
    title = f"<h3>{escape(f'{number}. ' + chosen.text(f'sheet.{name}'))}</h3>"
    return title + (grid.html if grid.rows else f"<p>{escape(chosen.text(f'sheet.no_{name}'))}</p>")


def _write_asked(chosen: Chosen, query: str) -> str:
    """List what «Việc cần làm» asks of this unit, in its order; nothing asked is said."""
    answers = asked.read_answers(replace(chosen, filters=replace(chosen.filters, area_id=None)), query)
    sentences = [one.sentence for one in todo.list_todo(answers)]
    if not sentences:
        return f"<p>{escape(chosen.text('sheet.nothing_asked'))}</p>"
    return f"<ol>{''.join(f'<li>{escape(sentence)}</li>' for sentence in sentences)}</ol>"
