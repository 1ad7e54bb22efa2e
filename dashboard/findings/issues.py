"""What the loader found, grouped by what the officer has to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from dashboard import format as fmt
from dashboard.text import Text


class Todo(StrEnum):
    """In the order in which an officer goes through them."""

    FIX = "fix"
    ANSWER = "answer"
    LOOK = "look"
    REPAIRED = "repaired"
    NOTE = "note"


OF_SEVERITY = {"error": Todo.FIX, "warning": Todo.LOOK, "repair": Todo.REPAIRED, "info": Todo.NOTE}
# What the loader holds back or leaves open until somebody answers.
ASKED = frozenset({"test_household"})


@dataclass(frozen=True, slots=True)
class Issue:
    """One sentence of the loader, which names its row itself; `sheet` and `cell` "" where it speaks of all of them.

    `question_id`: the question that settles it.
    """

    severity: str
    rule: str
    file: str
    sheet: str
    cell: str
    message: str
    question_id: str | None = None

    @property
    def todo(self) -> Todo:
        return Todo.ANSWER if self.question_id or self.rule in ASKED else OF_SEVERITY.get(self.severity, Todo.NOTE)


def write_place(file: str, sheet: str, cell: str, text: Text) -> str:
    """Write «tệp.xlsx · trang «Khối 3» · ô D12»; what is "" is left out."""
    named = (file, text("load.sheet", sheet=sheet) if sheet else "", text("load.at_cell", cell=cell) if cell else "")
    return " · ".join(filter(None, named))


def group_issues(issues: Iterable[Issue]) -> tuple[tuple[Todo, tuple[Issue, ...]], ...]:
    """Return the groups that are not empty, in the order of `Todo`."""
    told = tuple(issues)
    groups = ((todo, tuple(issue for issue in told if issue.todo is todo)) for todo in Todo)
    return tuple((todo, found) for todo, found in groups if found)


def recognised(counts: dict[str, int], text: Text) -> str:
    """Say «Đọc 01 tệp, 84 dòng: nhận 66, chờ sửa 01, gộp 0, bỏ qua 17.», so that the parts add up in plain sight."""
    files = fmt.padded(counts["files"], text)
    if counts["refused"] == counts["files"]:
        return text("load.all_refused", files=files)
    key = "load.recognised_some" if counts["refused"] else "load.recognised"
    rows = {name: fmt.count(counts[name], text) for name in ("read", "accepted", "quarantined", "merged", "skipped")}
    return text(key, files=files, refused=fmt.padded(counts["refused"], text), **rows)
