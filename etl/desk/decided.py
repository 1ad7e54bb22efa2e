"""What was typed in and answered in a draft, laid over the decisions of the ward; nothing of theirs is written."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from etl.decisions.log import NewLine, append_line
from etl.desk.draft import Draft, DraftDecision
from etl.folder import DataFolder
from etl.issue import Issue, Severity


@contextmanager
def lay_decisions(folder: DataFolder, draft: Draft) -> Iterator[DataFolder]:
    """The folder as it would be with the lines of the draft, in a copy of the decisions that is gone afterwards."""
    if not draft.decided:
        yield folder
        return
    folder.read_secret()
    with TemporaryDirectory(prefix=".decisions-", dir=folder.inbox / draft.draft) as name:
        copy = Path(name)
        shutil.copytree(folder.decisions, copy, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".*"))
        for decision in draft.decided:
            append_line(copy, NewLine(decision.file, decision.fields, decision.cells))
        yield replace(folder, own_decisions=copy)


def add_decisions(draft: Draft, added: Sequence[DraftDecision], dropped: Sequence[str] = ()) -> Draft:
    """The draft with these; of two answers to one question the later stands."""
    gone = {*dropped, *(decision.key for decision in added)}
    return replace(draft, decided=(*(kept for kept in draft.decided if kept.key not in gone), *added))


def note_findings(draft: Draft, folder: DataFolder, issues: Sequence[Issue]) -> tuple[DraftDecision, ...]:
    """Each decision with what the loader says of its line; `folder` is the one with the lines."""
    return tuple(
        replace(decision, notes=tuple(_list_findings(f"decisions/{decision.file}", number, issues)))
        for decision, number in zip(draft.decided, _number_lines(draft.decided, folder.decisions), strict=True)
    )


def _number_lines(decided: Sequence[DraftDecision], decisions: Path) -> Iterator[int]:
    """The line of each in its file, at whose end they stand in their order."""
    left: dict[str, int] = {}
    for decision in decided:
        left[decision.file] = left.get(decision.file, 0) + 1
    for decision in decided:
        left[decision.file] -= 1
        yield len((decisions / decision.file).read_bytes().splitlines()) - left[decision.file]


def _list_findings(file: str, number: int, issues: Sequence[Issue]) -> Iterator[str]:
    for issue in issues:
        if issue.file == file and issue.row == number and issue.severity is not Severity.INFO:
            yield issue.message
