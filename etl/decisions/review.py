"""Open questions for the officer who decides, and the answer written down.

Names, by which alone two rows can be told to be one household, go to the officer who is asked and nowhere else.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from etl.decisions.answers import Answer, write_answer
from etl.decisions.log import NewLine, append_line
from etl.desk.draft import list_drafts
from etl.desk.journal import hold
from etl.errors import InputError
from etl.folder import DataFolder
from etl.issue import Kind
from etl.linking.decisions import LinkDecision
from etl.linking.review import Suggestion, describe_suggestion, prepare_link, read_suggestions, show_suggestion
from etl.publish import find_current

_KINDS = {
    Kind.COLUMN: "cột",
    Kind.AREA: "khối phố",
    Kind.CLASS: "loại hộ",
    Kind.TICK: "đánh dấu",
    Kind.TEST_HOUSEHOLD: "hộ thử",
    Kind.LINK: "ghép hộ",
}


@dataclass(frozen=True, slots=True)
class Question:
    """As in meta.question; `options` labels by value, the likeliest first; `suggestion`: the two rows of a link."""

    question_id: str
    kind: str
    subject: str
    file: str | None
    sheet: str | None
    cell: str | None
    source_row: int | None
    text: str
    options: dict[str, str]
    household_id: str | None
    suggestion: Suggestion | None = None


def list_questions(folder: DataFolder) -> list[Question]:
    """Those of the published warehouse, then those that only a draft asks: of a file that is refused for want of the
    answer only the draft itself knows.

    Raises InputError where nothing is built.
    """
    current = find_current(folder.root, folder.pointer)
    drafts = sorted(folder.root.glob("inbox/*/warehouse-*.duckdb"), reverse=True)
    paths, told = [path for path in (current, *drafts) if path], list(_list_refused(folder))
    if not paths and not told:
        raise InputError(
            f"Thư mục {folder.root} chưa có số liệu nào nên chưa có câu hỏi. Hãy chạy «python -m etl build» trước."
        )
    found: dict[str, Question] = {}
    for question in (*(question for path in paths for question in _read(path)), *told):
        found.setdefault(question.question_id, question)
    return list(found.values())


def _list_refused(folder: DataFolder) -> Iterator[Question]:
    for draft in list_drafts(folder.inbox):
        for file in draft.files:
            for told in file.told.get("questions", ()) if not file.is_taken else ():
                labels = {option["value"]: option["label"] for option in told["options"]}
                yield Question(**{**told, "options": labels})


def _read(path: Path) -> Iterator[Question]:
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            rows = connection.execute(
                "SELECT question_id, kind, subject, file, sheet, cell, source_row, text, options, household_id "
                "FROM meta.question ORDER BY kind, file, source_row, subject"
            ).fetchall()
    except duckdb.Error:
        # Damaged, or of another version of the software: a build mends it.
        return
    suggestions = _read_suggestions(path) if any(row[1] == Kind.LINK for row in rows) else {}
    for row in rows:
        labels = {option["value"]: option["label"] for option in json.loads(row[8])}
        suggestion = suggestions.get(row[2]) if row[1] == Kind.LINK else None
        yield Question(*(*row[:8], labels, row[9], suggestion))


def _read_suggestions(path: Path) -> dict[str, Suggestion]:
    """By subject. Without the key the question stands without its names."""
    try:
        return {suggestion.subject: suggestion for suggestion in read_suggestions(path)}
    except InputError:
        return {}


def answer(folder: DataFolder, question_id: str, value: str, *, by: str, reason: str, today: str) -> Path:
    """Write the answer down; returns the file. Raises as `prepare_answer`."""
    with hold(folder.root):
        _, line = prepare_answer(folder, question_id, value, by=by, reason=reason, today=today)
        append_line(folder.decisions, line)
    return folder.decisions / line.file


def prepare_answer(
    folder: DataFolder, question_id: str, value: str, *, by: str, reason: str, today: str, shown: Path | None = None
) -> tuple[Question, NewLine]:
    """The question and the line to write down; `shown`: the warehouse whose rows a link is about, where it is not the
    published one.

    Raises InputError for a question that nobody asks now, a value that it does not offer and without a name.
    """
    if folder.is_sample:
        raise InputError("Đang xem dữ liệu mẫu: không ghi câu trả lời. Hãy đặt tệp của phường vào data/raw trước.")
    if not by.strip():
        raise InputError("Chưa ghi ai trả lời. Hãy thêm --by với tên hoặc chức danh người quyết định.")
    asked = next((question for question in list_questions(folder) if question.question_id == question_id), None)
    if asked is None:
        raise InputError(f"Không có câu hỏi «{question_id}» đang chờ. Xem các câu hỏi: python -m etl questions.")
    if value not in asked.options:
        offered = ", ".join(f"{choice} ({label})" for choice, label in asked.options.items())
        raise InputError(f"Câu hỏi «{question_id}» không có lựa chọn «{value}». Chọn một trong: {offered}.")
    if asked.kind == Kind.LINK:
        earlier_period, earlier_id, later_period, later_id = asked.subject.split("|")
        decision = LinkDecision(today, by, value, earlier_period, earlier_id, later_period, later_id, reason)
        return asked, prepare_link(folder, decision, shown)
    return asked, write_answer(Answer(today, by, asked.kind, asked.subject, value, reason))


def show_question(question: Question) -> dict[str, Any]:
    """One object of `questions --json`."""
    options = [{"value": value, "label": label} for value, label in question.options.items()]
    told = ("question_id", "kind", "subject", "file", "sheet", "cell", "source_row", "text")
    return {name: getattr(question, name) for name in told} | {
        "options": options,
        "household_id": question.household_id,
        "suggestion": show_suggestion(question.suggestion) if question.suggestion else None,
    }


def describe_questions(questions: list[Question]) -> Iterator[str]:
    for question in questions:
        place = f" «{question.file}»" if question.file else ""
        yield f"{question.question_id} [{_KINDS[Kind(question.kind)]}]{place}: {question.text}"
        yield from (f"   {line}" for line in (describe_suggestion(question.suggestion) if question.suggestion else ()))
        yield from (f"   {value}: {label}" for value, label in question.options.items())
    if questions:
        yield f"{len(questions)} câu hỏi đang chờ. Trả lời: python -m etl answer MÃ LỰA_CHỌN --by «người quyết định»"
    else:
        yield "Không có câu hỏi nào đang chờ."
