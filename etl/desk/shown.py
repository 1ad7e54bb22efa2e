"""A draft as JSON for programs."""

import json
from dataclasses import asdict
from pathlib import Path

from etl.desk.draft import Draft, DraftDecision, DraftFile
from etl.desk.publication import is_overtaken
from etl.folder import DataFolder
from etl.publish import find_current, stamp_of


def show_draft(root: Path, draft: Draft) -> dict[str, object]:
    """`is_stale`: somebody published or decided something since it was computed."""
    folder = DataFolder(root)
    current, place = find_current(root, folder.pointer), folder.inbox / draft.draft
    is_published_over = draft.base != (stamp_of(current) if current else None)
    return {
        "draft": draft.draft,
        "created_at": draft.created_at,
        "by": draft.by,
        "base": draft.base,
        "warehouse": str(place / draft.warehouse) if draft.warehouse else None,
        "is_stale": is_published_over or is_overtaken(DataFolder(root, is_own=True), draft),
        "files": [_show_file(file) for file in draft.files],
        "decided": [_show_decision(decision) for decision in draft.decided],
    }


def write_draft_out(root: Path, draft: Draft) -> str:
    return json.dumps(show_draft(root, draft), ensure_ascii=False)


def _show_file(file: DraftFile) -> dict[str, object]:
    kept = {"name": file.name, "replaces": file.replaces, "suggested_replaces": file.suggested_replaces}
    return {**file.told, "sha256": file.sha256, **kept}


def _show_decision(decision: DraftDecision) -> dict[str, object]:
    told = asdict(decision)
    return {name: told[name] for name in ("key", "by", "said", "file", "notes")}
