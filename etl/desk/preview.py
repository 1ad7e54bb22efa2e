"""What publishing some files would give: copies in the inbox, and beside them the whole warehouse as it would be."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import duckdb
from filelock import FileLock

from etl.build import hold_back, make_snapshot, refuse_copy, sign, write_warehouse
from etl.clean.identity import mask_text
from etl.desk.draft import Draft, DraftFile, find_draft, remove_draft, save_draft, start_draft
from etl.desk.intake import take_in
from etl.desk.journal import LOCK, settle
from etl.desk.overlay import Overlay, lay_over
from etl.errors import InputError
from etl.folder import DataFolder
from etl.inspection import inspect
from etl.issue import Issue
from etl.loads import read_loads
from etl.parse import hash_file
from etl.progress import Progress, announce
from etl.publish import list_warehouses, name_warehouse, part_of
from etl.published import Published, find_published
from etl.report import show_inspection, show_issue
from etl.snapshot import Occasion
from etl.whole_file import keep_private

_PROGRESS = ".progress"
_SUGGESTION = Path(__file__).parent / "suggestion.sql"


def draft_files(
    paths: Sequence[Path],
    *,
    root: Path,
    replaces: Collection[str] = (),
    by: str | None = None,
    today: date,
    now: datetime,
    on_progress: Progress,
) -> Draft:
    """Take the files into a new draft and compute it; nothing that is published changes. Raises InputError."""
    folder = _open(root)
    place = start_draft(folder.inbox, now)
    try:
        take_in(paths, place / "files")
        empty = Draft(place.name, now.isoformat(timespec="seconds"), by, None, None, ())
        draft = _compute(folder, empty, replaces, today, now, on_progress)
    except BaseException:
        remove_draft(folder.inbox, place.name)
        raise
    save_draft(folder.inbox, draft)
    return draft


def draft_again(
    name: str, *, root: Path, replaces: Collection[str] = (), today: date, now: datetime, on_progress: Progress
) -> Draft:
    """Compute a draft anew on what is published now, replacing what is said this time and nothing else."""
    folder = _open(root)
    before = find_draft(folder.inbox, name)
    draft = _compute(folder, before, replaces, today, now, on_progress)
    with FileLock(root / LOCK):
        if find_draft(folder.inbox, name) != before:
            raise InputError(f"Bản nháp «{name}» vừa được người khác tính lại hoặc công bố. Hãy xem lại rồi làm tiếp.")
        save_draft(folder.inbox, draft)
    for old in list_warehouses(folder.inbox / name):
        if old.name != draft.warehouse:
            old.unlink()
    return draft


def _open(root: Path) -> DataFolder:
    root.mkdir(parents=True, exist_ok=True)
    settle(root)
    return DataFolder(root, is_own=True)


def _compute(
    folder: DataFolder, draft: Draft, replaces: Collection[str], today: date, now: datetime, on_progress: Progress
) -> Draft:
    # What is published first: whatever is published from here on makes the draft stale.
    current = find_published(folder.root, folder.pointer)
    place = folder.inbox / draft.draft
    with keep_private(), announce(place, on_progress, _PROGRESS) as announced:
        files = _inspect(folder, sorted((place / "files").iterdir()), today)
        suggested = {file.file: file.suggested_replaces for file in draft.files}
        draft = replace(
            draft,
            base=current.stamp if current else None,
            warehouse=None,
            files=_assign(files, tuple(dict.fromkeys(replaces)), suggested),
        )
        if not any(file.is_taken for file in files):
            return draft
        overlay = lay_over(folder, draft, by=draft.by or "", today=today, now=now)
        path, issues = _build(place, overlay, current, now, announced)
    return replace(draft, warehouse=path.name, files=_complete(draft.files, overlay.names, issues, path))


def _inspect(folder: DataFolder, paths: Sequence[Path], today: date) -> list[DraftFile]:
    """Each file by itself; the second of one content, here or among the sources, is refused."""
    loads = read_loads(folder.decisions).loads
    known = {hash_file(path): name for path, name in folder.list_raw()}
    files = []
    for inspected in inspect(paths, root=folder.root, today=today):
        told, sha256 = show_inspection(inspected), inspected.report.sha256
        if sha256 in known:
            copy = refuse_copy(known[sha256], loads.get(sha256))
            told |= {"refused": {"rule": copy.rule, "message": copy.message}, "forms": [], "issues": []}
        known.setdefault(sha256, inspected.report.file)
        files.append(DraftFile(inspected.report.file, sha256, told))
    return files


def _assign(
    files: Sequence[DraftFile], replaces: Collection[str], suggested: dict[str, str | None]
) -> tuple[DraftFile, ...]:
    """Give each file to be replaced to the one it was suggested for, else to the first that is free."""
    taken = [file.file for file in files if file.is_taken]
    if len(replaces) > len(taken):
        raise InputError("Mỗi tệp mới chỉ thay được một tệp cũ. Hãy bớt tệp cần thay.")
    given = {name: replaced for name, replaced in suggested.items() if name in taken and replaced in replaces}
    for replaced in replaces:
        if replaced not in given.values():
            given[next(name for name in taken if name not in given)] = replaced
    return tuple(
        replace(file, replaces=given.get(file.file), suggested_replaces=given.get(file.file)) for file in files
    )


def _build(
    place: Path, overlay: Overlay, current: Published | None, now: datetime, on_progress: Progress
) -> tuple[Path, tuple[Issue, ...]]:
    target = name_warehouse(place, now)
    part = part_of(target)
    reports, issues = write_warehouse(part, overlay.inputs, on_progress)
    hold_back(reports, current, part, is_sample=False)
    sign(part, make_snapshot(target, now, overlay.inputs.hash(), current, Occasion("load"), is_sample=False))
    part.rename(target)
    return target, issues


def _complete(
    files: Sequence[DraftFile], names: dict[str, str], issues: Sequence[Issue], path: Path
) -> tuple[DraftFile, ...]:
    """What the whole warehouse tells of each file that is taken: its issues beside the others', what it may replace."""
    return tuple(_complete_one(file, names[file.file], issues, path) if file.is_taken else file for file in files)


def _complete_one(file: DraftFile, name: str, issues: Sequence[Issue], path: Path) -> DraftFile:
    own = [_mask(issue) for issue in issues if issue.file == name]
    with duckdb.connect(str(path), read_only=True) as connection:
        found = connection.execute(_SUGGESTION.read_text(encoding="utf-8"), {"file": name}).fetchone()
    return replace(
        file,
        name=name,
        suggested_replaces=file.replaces or (found[0] if found else None),
        told={**file.told, "issues": [show_issue(issue) for issue in own]},
    )


def _mask(issue: Issue) -> Issue:
    if not issue.is_personal:
        return issue
    return replace(issue, found=mask_text(issue.found or "") or None, used=mask_text(issue.used or "") or None)
