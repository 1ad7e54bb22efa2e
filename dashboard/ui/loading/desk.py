"""What lies on the desk: drafts that wait, snapshots that were published; asked of the loader once for each state."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

import queries
from dashboard.ui import loader

# What changes when anybody stages, computes again or discards; publishes, goes back or closes.
DRAFTED = ("inbox/*/draft.json", "current", "decisions/*.csv", "decisions/recorded/*.csv")
PUBLISHED = ("current", "warehouse-*.duckdb", "decisions/aside.csv", "decisions/closures.csv")
ASKED = ("current", "inbox/*/draft.json")
LEFT_OUT = ("decisions/aside.csv",)
# What the address calls the draft that is open.
DRAFT = "ban_nhap"
Mark = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class DraftFile:
    """`replaces`: whose place it takes; `suggested`: the accepted file whose rows it mostly repeats.

    `told` is what `inspect` tells of it: forms with their rows, issues, why it is refused.
    """

    file: str
    replaces: str | None
    suggested: str | None
    told: dict[str, Any]

    @property
    def refused(self) -> str | None:
        refused = self.told.get("refused")
        return str(refused["message"]) if refused else None

    @property
    def rows_waiting(self) -> int:
        return sum(form["rows_quarantined"] for form in self.told.get("forms", ()))


@dataclass(frozen=True, slots=True)
class Decided:
    """One fact typed in or one question answered; `notes`: what the loader has to say of it."""

    key: str
    by: str
    said: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """`base`: the stamp it was computed on, None where nothing was published.

    `is_stale`: somebody published or decided something since. `warehouse`: the file that shows what would be published,
    None where nothing in it can be taken.
    """

    draft: str
    created_at: str
    by: str
    base: str | None
    is_stale: bool
    warehouse: Path | None
    files: tuple[DraftFile, ...]
    decided: tuple[Decided, ...]

    @property
    def replaced(self) -> tuple[str, ...]:
        return tuple(file.replaces for file in self.files if file.replaces)

    @property
    def rows_waiting(self) -> int:
        return sum(file.rows_waiting for file in self.files)


@dataclass(frozen=True, slots=True)
class Snapshot:
    stamp: str
    action: str
    published_by: str
    note: str
    previous: str | None
    is_current: bool
    files: int
    closures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What builds leave out: a file of the sources, or lines of decisions `first` to `last`."""

    what: str
    name: str
    by: str
    at: str
    reason: str
    lines: tuple[str, str]


@dataclass(frozen=True, slots=True)
class ListedRow:
    """What an officer knows a household of a list by."""

    period: str
    household_code: str | None
    head_name: str
    area: str | None
    members: int | None


@dataclass(frozen=True, slots=True)
class Question:
    """What a file asks; `options` are value and label, the likeliest first.

    Of a link alone: the two `rows` that may be one household, and the codes of why.
    """

    question_id: str
    kind: str
    text: str
    place: tuple[str, str, str]
    options: tuple[tuple[str, str], ...]
    rows: tuple[ListedRow, ...] = ()
    evidence: tuple[str, ...] = ()


def list_questions() -> tuple[Question, ...]:
    """Return what the published files and the drafts ask and nobody has answered in them."""
    return _read_questions(*_look(*ASKED))


def list_drafts() -> tuple[Draft, ...]:
    """Return the drafts that wait, the newest first."""
    return _read_drafts(*_look(*DRAFTED))


def list_snapshots() -> tuple[Snapshot, ...]:
    """Return what was published, the newest first."""
    return _read_snapshots(*_look(*PUBLISHED))


def list_left_out() -> tuple[LeftOut, ...]:
    """Return what is set aside now, the newest first."""
    return _read_left_out(*_look(*LEFT_OUT))


def find_draft(name: str | None) -> Draft | None:
    return next((draft for draft in list_drafts() if draft.draft == name), None)


@lru_cache(maxsize=4)
def _read_drafts(folder: Path, mark: Mark) -> tuple[Draft, ...]:
    if not any(path.endswith("draft.json") for path, _ in mark):
        return ()
    drafts = (_read_draft(folder, told) for told in _as_list(loader.ask("drafts").told))
    return tuple(sorted(drafts, key=lambda draft: draft.created_at, reverse=True))


@lru_cache(maxsize=4)
def _read_snapshots(folder: Path, mark: Mark) -> tuple[Snapshot, ...]:
    return tuple(_read_snapshot(told) for told in _as_list(loader.ask("snapshots").told))


@lru_cache(maxsize=4)
def _read_left_out(folder: Path, mark: Mark) -> tuple[LeftOut, ...]:
    if not mark:
        return ()
    return tuple(
        LeftOut(
            what=told["what"],
            name=told["name"],
            by=told["decided_by"],
            at=told["decided_at"],
            reason=told["reason"],
            lines=(told["first_line"], told["last_line"]),
        )
        for told in _as_list(loader.ask("aside", "--list").told)
    )


@lru_cache(maxsize=4)
def _read_questions(folder: Path, mark: Mark) -> tuple[Question, ...]:
    return tuple(_read_question(told) for told in _as_list(loader.ask("questions").told))


def _read_question(told: dict[str, Any]) -> Question:
    link = told["suggestion"]
    return Question(
        question_id=told["question_id"],
        kind=told["kind"],
        text=told["text"],
        place=(told.get("file") or "", told.get("sheet") or "", told.get("cell") or ""),
        options=tuple((option["value"], option["label"]) for option in told["options"]),
        rows=(_read_row(link["earlier"]), _read_row(link["later"])) if link else (),
        evidence=tuple(link["evidence"]) if link else (),
    )


def _read_row(told: dict[str, Any]) -> ListedRow:
    return ListedRow(told["period"], told["household_code"], told["head_name"], told["area"], told["members"])


def _read_draft(folder: Path, told: dict[str, Any]) -> Draft:
    warehouse = told.get("warehouse")
    return Draft(
        draft=told["draft"],
        created_at=told.get("created_at") or "",
        by=told.get("by") or "",
        base=told.get("base"),
        is_stale=bool(told.get("is_stale")),
        # A name beside the draft, or a whole path: joined to a folder that stays what it is.
        warehouse=folder / loader.INBOX / told["draft"] / warehouse if warehouse else None,
        files=tuple(_read_file(file) for file in told.get("files", ())),
        decided=tuple(
            Decided(one["key"], one["by"], one["said"], tuple(one["notes"])) for one in told.get("decided", ())
        ),
    )


def _read_file(told: dict[str, Any]) -> DraftFile:
    return DraftFile(told["file"], told.get("replaces"), told.get("suggested_replaces"), told.get("told") or told)


def _read_snapshot(told: dict[str, Any]) -> Snapshot:
    files = told.get("files")
    return Snapshot(
        stamp=told["stamp"],
        action=told.get("action") or "",
        published_by=told.get("published_by") or "",
        note=told.get("note") or "",
        previous=told.get("previous"),
        is_current=bool(told.get("is_current")),
        files=files if isinstance(files, int) else len(files or ()),
        closures=tuple(map(str, told.get("closures") or ())),
    )


def _as_list(told: Any) -> list[dict[str, Any]]:
    return told if isinstance(told, list) else [told] if told else []


def _look(*patterns: str) -> tuple[Path, Mark]:
    """Return the data folder and when each thing in it that matters was last changed."""
    folder = queries.find_data_dir().resolve()
    found = (path for pattern in patterns for path in sorted(folder.glob(pattern)))
    return folder, tuple((str(path), _read_time(path)) for path in found)


def _read_time(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def find_opened() -> Draft | None:
    """Return the draft that the address names, so that a reload shows it again."""
    return find_draft(st.query_params.get(DRAFT))
