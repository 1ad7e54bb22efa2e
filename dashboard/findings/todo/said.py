"""The list in order, which of it is shown, and the sentences above and below it."""

from collections import Counter

from dashboard import format as fmt
from dashboard.findings.todo.item import Answers, Kind, Todo
from dashboard.findings.todo.mismatches import list_mismatches
from dashboard.findings.todo.overdue import list_overdue
from dashboard.findings.todo.silent import list_silent
from dashboard.findings.todo.unserved import list_unserved
from dashboard.text import Text
from queries import Table

SHOWN = 7
KINDS = tuple(Kind)
# One reader a matter, each over the same answers.
READERS = (list_overdue, list_silent, list_unserved, list_mismatches)


def list_todo(answers: Answers) -> tuple[Todo, ...]:
    """Return everything to chase, by consequence and, within a kind, the heaviest first."""
    found = [todo for read in READERS for todo in read(answers)]
    return tuple(sorted(found, key=lambda todo: (KINDS.index(todo.kind), *(-part for part in todo.weight))))


def pick_shown(todos: tuple[Todo, ...]) -> tuple[Todo, ...]:
    """Return at most seven, in their order: the heaviest of each kind, for none may hide another, then the first."""
    heads = {next(todo for todo in todos if todo.kind == kind) for kind in {todo.kind for todo in todos}}
    others = [todo for todo in todos if todo not in heads]
    kept = heads | set(others[: SHOWN - len(heads)])
    return tuple(todo for todo in todos if todo in kept)


def say_todo(todos: tuple[Todo, ...], gaps: tuple[str, ...], answers: Answers) -> str:
    """Say «05 việc cần đôn đốc: 02 quá hạn, …». Nothing to chase is good news only once everything is known."""
    text = answers.text
    if todos:
        return text("todo.finding", count=fmt.padded(len(todos), text), kinds=_count_kinds(todos, text))
    if gaps:
        return text("todo.nothing_yet")
    return text("todo.nothing_here" if answers.area_id or answers.unit_id else "todo.nothing")


def say_undivided(answers: Answers) -> str:
    """Say what a chosen khối leaves out, for it is of no khối."""
    return answers.text("todo.not_divided") if answers.area_id else ""


def say_rest(todos: tuple[Todo, ...], text: Text) -> str:
    """Count what is not shown by kind; nothing where all is."""
    return text("todo.rest", count=fmt.padded(len(todos), text), kinds=_count_kinds(todos, text)) if todos else ""


def list_gaps(answers: Answers) -> tuple[str, ...]:
    """Say what the list cannot know: what is withheld and why, what nobody loaded."""
    text = answers.text
    withheld: dict[str, list[str]] = {}
    for title, reason in _list_withheld(answers):
        withheld.setdefault(reason, []).append(title)
    missing = _list_missing(answers)
    hidden = _count_hidden(answers.unserved)
    return (
        *(text("todo.withheld", titles="; ".join(titles), reason=reason) for reason, titles in withheld.items()),
        *([text("todo.hidden", count=fmt.padded(hidden, text))] if hidden else []),
        *([text("todo.not_loaded", titles="; ".join(missing))] if missing else []),
    )


def _list_withheld(answers: Answers) -> list[tuple[str, str]]:
    tables = [answers.unserved]
    if answers.of_lists:
        tables += [answers.differences, answers.suggestions, answers.comparison]
    found = [(table.title, table.withheld) for table in tables]
    if answers.of_lists:
        found.append((answers.unexplained.indicator.title, answers.unexplained.withheld))
    return [(answers.text.of(title), answers.text.of(reason)) for title, reason in found if reason]


def _list_missing(answers: Answers) -> tuple[str, ...]:
    """Name what there is nothing of; a milestone of the plan is no report of a task."""
    whole, told = answers.unexplained.total, any(answers.tasks.column("report_date"))
    checks = [] if answers.area_id else [(answers.tasks.title, told), (answers.lines.title, answers.lines.rows)]
    checks.append((answers.unserved.title, answers.unserved.rows or answers.unserved.withheld))
    if answers.of_lists:
        report = answers.comparison
        is_whole = answers.unexplained.withheld or (whole is not None and whole.is_complete)
        checks += [
            (answers.reports.title, answers.reports.rows),
            (report.title, report.rows or report.withheld),
            (answers.unexplained.indicator.title, is_whole),
        ]
    return tuple(answers.text.of(title) for title, is_known in checks if not is_known)


def _count_hidden(unserved: Table) -> int:
    """Count the policies of which some count is too small to leave the house; without any report none is hidden."""
    cells = zip(*(unserved.column(name) for name in ("origin", "unknown", "unclear_areas", "waiting")), strict=True)
    return sum(
        origin is not None and (None in (unknown, unclear) or (waiting is None and not unclear))
        for origin, unknown, unclear, waiting in cells
    )


def _count_kinds(todos: tuple[Todo, ...], text: Text) -> str:
    counts = Counter(todo.kind for todo in todos)
    return ", ".join(f"{fmt.padded(counts[kind], text)} {text(f'todo.{kind}')}" for kind in KINDS if counts[kind])
