"""«Việc cần làm» on the overview: what to chase, who answers for it, and where it is told."""

from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape

import queries
from dashboard import theme
from dashboard.findings import todo
from dashboard.findings.todo import Answers, Kind, Todo
from dashboard.grids import Cell, Grid, Link, Mark, headed
from dashboard.theme import Sign
from dashboard.ui import block, cache, filters, navigation
from dashboard.ui.filters import Chosen

SIGNS = {
    Kind.OVERDUE: theme.BAD,
    Kind.SILENT: theme.UNKNOWN,
    Kind.UNSERVED: theme.WATCH,
    Kind.MISMATCH: Sign(theme.ORANGE, "≠", "x"),
}


def show(chosen: Chosen) -> None:
    """Draw the block: its finding, the list, what it cannot know, its sources."""
    query = filters.query()
    answers, written = read_answers(chosen, query), _write(chosen, query)
    block.show(
        chosen,
        "todo",
        written.finding,
        notes=written.notes,
        grids=(written.whole,) if written.whole.rows else (),
        markup=written.markup,
        lists=(cache.table("unserved_list", chosen),),
        answers=(answers.tasks, answers.conclusions, answers.lines, answers.reports, answers.unserved),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Written:
    """`whole` goes into the files; `markup` shows its first rows and folds the others under their counts."""

    finding: str
    notes: tuple[str, ...]
    whole: Grid
    markup: str


@lru_cache(maxsize=cache.KEPT)
def _write(chosen: Chosen, query: str) -> _Written:
    text, answers = chosen.text, read_answers(chosen, query)
    todos, gaps = todo.list_todo(answers), todo.list_gaps(answers)
    shown = todo.pick_shown(todos)
    rest = tuple(one for one in todos if one not in shown)
    folded = f"<details><summary>{escape(todo.say_rest(rest, text))}</summary>{_grid(rest, chosen).html}</details>"
    drawn = f'<div class="todo">{_grid(shown, chosen).html}{folded if rest else ""}</div>' if shown else ""
    notes = (*gaps, todo.say_undivided(answers))
    return _Written(todo.say_todo(todos, gaps, answers), notes, _grid(todos, chosen), drawn)


@lru_cache(maxsize=cache.KEPT)
def read_answers(chosen: Chosen, query: str) -> Answers:
    """Ask for everything the list is read from, of every unit and group: what one lacks is not what nobody loaded."""
    asked = replace(chosen, filters=replace(chosen.filters, unit_id=None, group=None))
    area_id, unit_id = chosen.filters.area_id, chosen.filters.unit_id
    return todo.read_answers(cache.Asker(asked), queries.reference(), area_id, unit_id, query, chosen.text)


def _grid(todos: tuple[Todo, ...], chosen: Chosen) -> Grid:
    text = chosen.text
    heads = headed(*(text(f"todo.{name}") for name in ("kind", "what", "who")))
    return Grid(text("todo.caption"), heads, tuple(_line(one, chosen) for one in todos), look="todos")


def _line(one: Todo, chosen: Chosen) -> tuple[Cell, ...]:
    sign, address = SIGNS[one.kind], navigation.lead(one.link or "", chosen.viewer.role)
    link = Link(address) if address else None
    kind = Cell(chosen.text(f"todo.{one.kind}"), kind=f"status {one.kind}", mark=Mark(sign.shape, sign.colour))
    return kind, Cell(one.sentence, link=link), Cell(one.who, kind="lead")
