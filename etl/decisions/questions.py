"""What waits for an answer, in meta.question: what findings ask, and the links that are only suggested."""

import base64
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb

from etl.issue import Asked, Issue
from etl.staging import append_rows

_HERE = Path(__file__).parent
_COLUMNS = ("question_id", "kind", "subject", "file", "sheet", "cell", "source_row", "text", "options")


def write_questions(connection: duckdb.DuckDBPyConnection, issues: Iterable[Issue]) -> None:
    """One row per question, at the first place that raises it; asked once, however many rows ask it.

    A row that another file mends asks nothing any more.
    """
    mended = set(connection.execute("SELECT file, sheet, source_row FROM meta.mended_row").fetchall())
    rows: dict[tuple[str, str], tuple[object, ...]] = {}
    for issue in issues:
        if (asked := issue.asked) and (issue.file, issue.sheet, issue.row) not in mended:
            options = _show_options(asked)
            place = (issue.file, issue.sheet, issue.cell, issue.row)
            told = (asked.text, json.dumps(options, ensure_ascii=False))
            key = (asked.kind.value, asked.subject)
            rows.setdefault(key, (name_question(*key), *key, *place, *told))
    append_rows(connection, "meta.question", _COLUMNS, list(rows.values()))
    connection.create_function("name_question", name_question)
    connection.execute((_HERE / "questions.sql").read_text(encoding="utf-8"))
    connection.remove_function("name_question")


def _show_options(asked: Asked) -> list[dict[str, str]]:
    return [{"value": value, "label": label} for value, label in asked.options]


def show_asked(issue: Issue, asked: Asked) -> dict[str, Any]:
    """A question as `questions --json` shows it, of a finding that is in no warehouse."""
    key = (asked.kind.value, asked.subject)
    told = (name_question(*key), *key, issue.file, issue.sheet, issue.cell, issue.row, asked.text)
    return dict(zip(_COLUMNS, (*told, _show_options(asked)), strict=True)) | {"household_id": None, "suggestion": None}


def name_question(kind: str, subject: str) -> str:
    """A short name of a question, the same in every build."""
    digest = hashlib.sha256(f"{kind}\x1f{subject}".encode()).digest()
    return f"Q-{base64.b32encode(digest).decode()[:8]}"
