"""python -m etl questions | answer: what files ask, and what people say."""

import json
from datetime import datetime
from functools import partial
from typing import Annotated

import typer

from etl.clock import read_today
from etl.decisions.review import answer, describe_questions, list_questions, show_question
from etl.desk.deciding import answer_in, decide_in
from etl.desk.shown import write_draft_out
from etl.desk.words import describe_draft
from etl.folder import DataFolder
from etl.noting import require_trail, write_down
from etl.options import DataOption, JsonOption, find_root

ByOption = Annotated[str, typer.Option("--by", help="Người quyết định (tên hoặc chức danh).")]


def add_decisions(app: typer.Typer) -> None:
    app.command("questions")(questions_command)
    app.command("answer")(answer_command)


def questions_command(data: DataOption = None, as_json: JsonOption = False) -> None:
    """Các câu hỏi mà tệp đặt ra, chờ người có trách nhiệm trả lời."""
    root = find_root(data)
    questions = list_questions(DataFolder(root))
    write_down(root, "view", "questions", len(questions))
    if as_json:
        print(json.dumps([show_question(question) for question in questions], ensure_ascii=False))
    else:
        print("\n".join(describe_questions(questions)))


def answer_command(
    question_id: str,
    value: str,
    by: ByOption,
    reason: Annotated[str, typer.Option(help="Căn cứ, văn bản; không ghi tên hay số định danh của dân.")] = "",
    draft: Annotated[
        str, typer.Option(help="Trả lời trong bản nháp này («new»: bản nháp mới) để xem trước rồi mới công bố.")
    ] = "",
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Trả lời một câu hỏi; ghi vào decisions/, lần dựng nào cũng theo; câu trả lời sau thay câu trước."""
    root, today = find_root(data), read_today()
    require_trail(root)
    if draft:
        answer_one = partial(answer_in, written=f"{question_id}={value}", by=by, reason=reason, today=today)
        computed = decide_in(draft, answer_one, root=root, by=by, now=datetime.now())
        write_down(root, "answer", f"{question_id} {computed.draft}")
        print(write_draft_out(root, computed) if as_json else "\n".join(describe_draft(computed)))
        return
    folder = DataFolder(root)
    path = answer(folder, question_id, value, by=by, reason=reason, today=today.isoformat())
    write_down(root, "answer", question_id)
    if as_json:
        print(json.dumps({"status": "answered", "question_id": question_id, "file": path.name}, ensure_ascii=False))
    else:
        print(f"Đã ghi câu trả lời vào {path}. Chạy «python -m etl build» để số liệu theo câu trả lời này.")
