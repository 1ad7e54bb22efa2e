"""A fact typed into a draft, or a question answered in one: read and checked now, written down by publishing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from etl.clock import read_today
from etl.decisions.answers import CLASSES
from etl.decisions.review import prepare_answer
from etl.desk.draft import Draft, DraftDecision, find_draft
from etl.desk.journal import settle
from etl.desk.preview import draft_again, draft_files
from etl.errors import InputError
from etl.folder import DataFolder
from etl.layout import read_layouts
from etl.progress_bar import show_bar
from etl.recorded.household_decision import FORM, find_shown
from etl.recorded.record import Fact, prepare_record
from etl.sealed import open_named

_TITLES = {layout.form: layout.title for layout in read_layouts()} | {FORM: "Quyết định về một hộ"}

NEW = "new"
_HEAD = """
SELECT head_name FROM restricted.household
WHERE $household IN (household_id, household_code) AND head_name IS NOT NULL ORDER BY period DESC LIMIT 1
"""


def type_in(folder: DataFolder, draft: Draft | None, fact: Fact, *, by: str, now: datetime) -> DraftDecision:
    """Raises InputError where the form would not take it, as `record` does."""
    future, shown = _look(folder, draft)
    key, line = prepare_record(future, fact, by=by, now=now, shown=shown)
    cells = _describe_decision(future, fact, shown) if fact.form == FORM else fact.cells.values()
    return DraftDecision(key, by, f"{_TITLES[fact.form]}: {'; '.join(cells)}", line.file, line.fields, line.cells)


def _describe_decision(folder: DataFolder, fact: Fact, shown: Path | None) -> tuple[str, ...]:
    """By the name of its head: nobody knows a household by its code alone."""
    path, said = shown or find_shown(folder), fact.cells
    with open_named(path, _HEAD) as connection:
        found = connection.execute(_HEAD, {"household": said["household"]}).fetchone()
    named = f"{found[0]} ({said['household']})" if found else said["household"]
    return named, CLASSES[said["class"]], said["decision_number"], said["decision_date"]


def answer_in(
    folder: DataFolder, draft: Draft | None, written: str, *, by: str, reason: str, today: date
) -> DraftDecision:
    """`written`: «Q-ABCDEFGH=value». Raises InputError as `answer` does."""
    question_id, sign, value = written.partition("=")
    if not sign:
        raise InputError(f"«{written}» thiếu dấu =. Ghi câu trả lời dạng MÃ=LỰA_CHỌN, ví dụ «Q-ABCD2345=yes».")
    future, shown = _look(folder, draft)
    asked, line = prepare_answer(future, question_id, value, by=by, reason=reason, today=today.isoformat(), shown=shown)
    said = f"{asked.text} {asked.options[value]}"
    return DraftDecision(question_id, by, said, line.file, line.fields, line.cells)


def decide_in(
    name: str, decide: Callable[[DataFolder, Draft | None], DraftDecision], *, root: Path, by: str, now: datetime
) -> Draft:
    """Put one decision into the draft of this name and compute it; «new» is a draft of decisions alone.

    Raises InputError where there is no such draft, and what `decide` raises.
    """
    settle(root)
    folder, today = DataFolder(root), read_today()
    draft = None if name == NEW else find_draft(folder.inbox, name)
    decided = [decide(folder, draft)]
    with show_bar() as on_progress:
        if draft is None:
            return draft_files([], root=root, decided=decided, by=by, today=today, now=now, on_progress=on_progress)
        return draft_again(
            draft.draft,
            root=root,
            replaces=draft.replaced,
            decided=decided,
            today=today,
            now=now,
            on_progress=on_progress,
        )


def _look(folder: DataFolder, draft: Draft | None) -> tuple[DataFolder, Path | None]:
    """Over the sample ward nothing is typed in unless files of the ward come with it; what the draft shows is what the
    officer means."""
    has_files = draft is not None and draft.action == "load"
    shown = folder.inbox / draft.draft / draft.warehouse if draft and draft.warehouse else None
    return replace(folder, is_own=has_files or folder.is_own), shown
