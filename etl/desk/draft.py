"""Drafts: what an officer dropped and has not published yet, each in a folder of its own under inbox/."""

import json
import re
import secrets
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from etl.errors import InputError
from etl.whole_file import make_private, write_whole

# The rule of a file whose content was read under another name.
DUPLICATE = "duplicate_file"
_FILE = "draft.json"
_ID = re.compile(r"[0-9a-f-]+")
KEPT = timedelta(days=30)
_ABANDONED = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DraftFile:
    """`file`: its name in the draft; `name`: what it is called in the draft's warehouse, None where it cannot be taken.

    `replaces`: the file of raw/ that goes when this one comes. `told`: its object of `inspect --json`.
    """

    file: str
    sha256: str
    told: Mapping[str, Any]
    replaces: str | None = None
    suggested_replaces: str | None = None
    name: str | None = None

    @property
    def is_taken(self) -> bool:
        return self.told["refused"] is None

    @property
    def is_copy(self) -> bool:
        """Refused, and nothing is lost with it: the content is among the sources."""
        return not self.is_taken and self.told["refused"]["rule"] == DUPLICATE


@dataclass(frozen=True, slots=True)
class DraftDecision:
    """A line that publishing adds to decisions/: `file`, its header and its cells.

    `key`: the id of the record or of the question answered, by which it is left out again. `said` is for the officer
    and may name a household; `notes` is what the loader says of this line.
    """

    key: str
    by: str
    said: str
    file: str
    fields: tuple[str, ...]
    cells: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """`base`: the stamp that was published when it was computed, `decided_sha256`: the digest of the decisions then.

    `warehouse`: the name of the file beside it that shows what would be published; None where nothing in it can be
    taken. `decided`: what was typed in and answered in it.
    """

    draft: str
    created_at: str
    by: str | None
    base: str | None
    warehouse: str | None
    files: tuple[DraftFile, ...]
    decided: tuple[DraftDecision, ...] = ()
    decided_sha256: str | None = None

    @property
    def replaced(self) -> tuple[str, ...]:
        return tuple(file.replaces for file in self.files if file.replaces)

    @property
    def is_empty(self) -> bool:
        """Whether publishing it would add nothing."""
        return not self.decided and not any(file.is_taken for file in self.files)

    @property
    def action(self) -> str:
        """What its snapshot says: files are loaded, or only something decided."""
        return "load" if any(file.is_taken for file in self.files) else "decision"


def start_draft(inbox: Path, now: datetime) -> Path:
    """A new folder; it is no draft before `save_draft`."""
    make_private(inbox)
    folder = inbox / f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"
    make_private(folder)
    make_private(folder / "files")
    return folder


def save_draft(inbox: Path, draft: Draft) -> None:
    write_whole(inbox / draft.draft / _FILE, write_draft(draft))


def write_draft(draft: Draft) -> str:
    return json.dumps(asdict(draft), ensure_ascii=False, indent=1)


def find_draft(inbox: Path, name: str) -> Draft:
    """Raises InputError where there is no such draft, or only half of one."""
    path = inbox / name / _FILE
    if not _ID.fullmatch(name) or not path.is_file():
        raise InputError(f"Không có bản nháp «{name}». Hãy xem các bản đang có: python -m etl drafts.")
    return _read(path)


def list_drafts(inbox: Path) -> list[Draft]:
    """Whole drafts, the newest first."""
    return [_read(path) for path in sorted(inbox.glob(f"*/{_FILE}"), reverse=True)]


def _read(path: Path) -> Draft:
    told = json.loads(path.read_text(encoding="utf-8"))
    files = tuple(DraftFile(**file) for file in told["files"])
    decided = tuple(_read_decision(decision) for decision in told.get("decided", ()))
    return Draft(**{**told, "files": files, "decided": decided})


def _read_decision(told: dict[str, Any]) -> DraftDecision:
    lists = {name: tuple(told[name]) for name in ("fields", "cells", "notes")}
    return DraftDecision(**{**told, **lists})


def remove_draft(inbox: Path, name: str) -> None:
    """First it stops being a draft, then its files go."""
    (inbox / name / _FILE).unlink(missing_ok=True)
    shutil.rmtree(inbox / name, ignore_errors=True)


def clean_inbox(inbox: Path, now: datetime) -> None:
    """Remove drafts that nobody published for a month, and halves of drafts that a killed command left."""
    for folder in _list_folders(inbox):
        kept = KEPT if (folder / _FILE).is_file() else _ABANDONED
        if datetime.fromtimestamp(folder.stat().st_mtime) < now - kept:
            remove_draft(inbox, folder.name)


def _list_folders(inbox: Path) -> Iterator[Path]:
    yield from (folder for folder in inbox.glob("*") if folder.is_dir())
