"""«Việc cần làm»: what the leaders must chase, by consequence, each with who and where it is told."""

from dashboard.findings.todo.item import Answers, Kind, Todo
from dashboard.findings.todo.reading import read_answers
from dashboard.findings.todo.said import list_gaps, list_todo, pick_shown, say_rest, say_todo, say_undivided

__all__ = [
    "Answers",
    "Kind",
    "Todo",
    "list_gaps",
    "list_todo",
    "pick_shown",
    "read_answers",
    "say_rest",
    "say_todo",
    "say_undivided",
]
