"""«Việc cần làm» on the overview: what to chase, who answers for it, and where it is told."""

from dataclasses import replace
from functools import lru_cache
from html import escape

import streamlit as st

import queries
from dashboard import theme
from dashboard.findings import todo
from dashboard.findings.todo import Answers, Kind, Todo
from dashboard.text import Text
from dashboard.theme import Sign
from dashboard.ui import cache, cards, filters
from dashboard.ui.filters import Chosen

SIGNS = {
    Kind.OVERDUE: theme.BAD,
    Kind.SILENT: theme.UNKNOWN,
    Kind.UNSERVED: theme.WATCH,
    Kind.MISMATCH: Sign(theme.ORANGE, "≠", "x"),
}
REPORT = "movement_report_comparison"


def show(chosen: Chosen) -> None:
    """Draw the block: its finding, the list, what it cannot know, its sources."""
    query = filters.query()
    finding, listed, notes = _write(chosen, query)
    cards.section(finding)
    if listed:
        st.html(listed)
    cards.note(*notes)
    answers = read_answers(chosen, query)
    cards.source(chosen, answers.tasks, answers.lines, answers.reports, answers.unserved)


@lru_cache(maxsize=cache.KEPT)
def _write(chosen: Chosen, query: str) -> tuple[str, str, tuple[str, ...]]:
    answers = read_answers(chosen, query)
    todos, gaps = todo.list_todo(answers), todo.list_gaps(answers)
    finding = todo.say_todo(todos, gaps, answers)
    return finding, markup(todos, chosen.text), (*gaps, todo.say_undivided(answers))


@lru_cache(maxsize=cache.KEPT)
def read_answers(chosen: Chosen, query: str) -> Answers:
    """Ask for everything the list is read from, of every unit: what one unit lacks is not what nobody loaded."""
    ward = queries.reference()
    asked = replace(chosen, filters=replace(chosen.filters, unit_id=None))
    leads = (target.lead_unit_id for target in ward.targets if target.indicator_id == "net_change_poor")
    return Answers(
        tasks=cache.table("task_list", asked),
        lines=cache.table("project_lines", asked),
        reports=cache.table("area_reports", asked),
        unserved=cache.table("unserved", asked),
        differences=cache.table("class_differences", asked),
        suggestions=cache.table("link_suggestions", asked),
        unexplained=cache.value("unexplained_households", asked),
        comparison=cache.table(REPORT, asked),
        by_area=cache.table(REPORT, asked, by_area=True),
        units={unit.unit_id: unit.short_name for unit in ward.units},
        areas={area.area_id: area.name for area in ward.areas},
        lead_id=next(leads, None),
        area_id=chosen.filters.area_id,
        unit_id=chosen.filters.unit_id,
        query=query,
        text=chosen.text,
    )


def markup(todos: tuple[Todo, ...], text: Text) -> str:
    """Return the table of the shown, and the others folded under the line that counts them; nothing without any."""
    if not todos:
        return ""
    shown = todo.pick_shown(todos)
    rest = tuple(one for one in todos if one not in shown)
    more = (
        f"<details><summary>{escape(todo.say_rest(rest, text))}</summary>{_table(rest, text)}</details>" if rest else ""
    )
    return f'<div class="todo">{_table(shown, text)}{more}</div>'


def _table(todos: tuple[Todo, ...], text: Text) -> str:
    heads = "".join(f'<th scope="col">{text(f"todo.{name}")}</th>' for name in ("kind", "what", "who"))
    rows = "".join(_row(one, text) for one in todos)
    return (
        f'<table class="official"><caption class="unseen">{text("todo.caption")}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(one: Todo, text: Text) -> str:
    sign, said = SIGNS[one.kind], escape(one.sentence)
    matter = f'<a href="{escape(one.link)}" target="_self">{said}</a>' if one.link else said
    return (
        f'<tr><td class="status" style="color:{sign.colour}"><span aria-hidden="true">{sign.shape}</span> '
        f'{text(f"todo.{one.kind}")}</td><th scope="row">{matter}</th><td class="lead">{escape(one.who)}</td></tr>'
    )
