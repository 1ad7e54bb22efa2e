"""Which projects are late, whose, and is it the work or the money?"""

from typing import Any

from dashboard import findings, theme
from dashboard import format as fmt
from dashboard.briefing.desk import Desk
from dashboard.briefing.scene import Fact, Scene
from dashboard.briefing.targets import name_units
from dashboard.findings.projects import ABSENT
from dashboard.grids import Cell, Grid, Mark, headed
from dashboard.grids.grid import Line
from dashboard.text import Text
from queries import Table, WorkStatus, words_of

# The gravest first; what is on time needs no place on a scene.
GRAVE = (WorkStatus.LATE, WorkStatus.UNSTARTED, WorkStatus.ATTENTION, WorkStatus.UNKNOWN)
LATE = (WorkStatus.LATE, WorkStatus.UNSTARTED)
# Rows that can be read from five metres.
MOST = 5


def build(desk: Desk) -> Scene:
    text, lines, money = desk.text, desk.table("project_lines"), desk.value("project_disbursement")
    due = [row for row in lines.records() if row["work_status"] not in ABSENT]
    late = [row for row in due if row["work_status"] in LATE]
    facts = (Fact(f"{len(late)}/{len(due)}", text("scene.projects_fact"), (lines,)),) if due else ()
    return Scene(
        id="projects",
        finding=findings.projects(lines, money, text),
        facts=facts,
        question=_ask(late, due, text),
        lines=(findings.newest(lines, text),) if due else (),
        grid=list_grave(lines, name_units(desk), text),
    )


def list_grave(lines: Table, units: dict[str, str], text: Text) -> Grid | None:
    """Return the lines that are late, near it or not told, the gravest first, each with the numbers that say why."""
    rows = [row for row in lines.records() if row["work_status"] in GRAVE]
    rows.sort(key=lambda row: GRAVE.index(WorkStatus(row["work_status"])))
    heads = headed(*(text(f"scene.projects_{name}") for name in ("line", "state", "work", "money", "unit")))
    told = tuple(_line(row, units, text) for row in rows[:MOST])
    more = text("scene.more", count=len(rows) - MOST) if len(rows) > MOST else ""
    title = " ".join(filter(None, (text("scene.projects_caption"), more)))
    return Grid(title, heads, told, look="scene") if told else None


def _line(row: dict[str, Any], units: dict[str, str], text: Text) -> Line:
    sign = theme.WORK_SIGNS[WorkStatus(row["work_status"])]
    return (
        Cell(str(text.said(row["line_name"])), kind="words", quiet=str(text.said(row["project_names"]))),
        Cell(text.of(words_of("work_status", row["work_status"])), kind="words", mark=Mark(sign.shape, sign.colour)),
        Cell(_say_work(row, text), kind="words"),
        Cell(fmt.percent(row["money_share"], text) if row["money_share"] is not None else text("not_reported")),
        Cell(units.get(row["unit_id"]) or str(text.said(row["unit_name"])), kind="words"),
    )


def _say_work(row: dict[str, Any], text: Text) -> str:
    done, plan = row["output_done"], row["plan_at_report"]
    if done is None:
        return text("not_reported")
    shown = fmt.number(done, text, 1) if plan is None else f"{fmt.number(done, text, 1)}/{fmt.number(plan, text, 1)}"
    return f"{shown} {text.quoted(row['output_unit'])}".strip()


def _ask(late: list[dict[str, Any]], due: list[dict[str, Any]], text: Text) -> str:
    if not due:
        return text("scene.projects_ask_untold")
    if late:
        return text("scene.projects_ask", count=fmt.padded(len(late), text))
    unknown = sum(row["work_status"] == WorkStatus.UNKNOWN for row in due)
    return (
        text("scene.projects_ask_unknown", count=fmt.padded(unknown, text))
        if unknown
        else text("scene.projects_ask_met")
    )
