"""What publishing some files would give: copies in the inbox, and beside them the whole warehouse as it would be."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import duckdb
from filelock import FileLock

from etl.build import hold_back, make_snapshot, refuse_copy, sign, write_warehouse
from etl.clean.identity import mask_text
from etl.decisions.questions import name_question, show_asked
from etl.desk.decided import add_decisions, lay_decisions, note_findings
from etl.desk.draft import Draft, DraftDecision, DraftFile, find_draft, remove_draft, save_draft, start_draft
from etl.desk.intake import take_in
from etl.desk.journal import LOCK, settle
from etl.desk.overlay import Overlay, lay_over
from etl.errors import InputError
from etl.folder import DataFolder
from etl.inspection import InspectedFile, inspect_in
from etl.issue import Issue, Severity
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
    decided: Sequence[DraftDecision] = (),
    by: str | None = None,
    today: date,
    now: datetime,
    on_progress: Progress,
) -> Draft:
    """Take files and decisions into a new draft and compute it; what is published stays. Raises InputError."""
    folder = _open(root)
    place = start_draft(folder.inbox, now)
    try:
        take_in(paths, place / "files")
        empty = Draft(place.name, now.isoformat(timespec="seconds"), by, None, None, (), tuple(decided))
        draft = _compute(folder, empty, replaces, today, now, on_progress)
    except BaseException:
        remove_draft(folder.inbox, place.name)
        raise
    save_draft(folder.inbox, draft)
    return draft


def draft_again(
    name: str,
    *,
    root: Path,
    replaces: Collection[str] = (),
    decided: Sequence[DraftDecision] = (),
    dropped: Sequence[str] = (),
    today: date,
    now: datetime,
    on_progress: Progress,
) -> Draft:
    """Compute a draft anew on what is published now, replacing what is said this time and nothing else.

    `decided` comes to its decisions, those with the keys `dropped` are left out.
    """
    folder = _open(root)
    before = find_draft(folder.inbox, name)
    if missing := set(dropped) - {decision.key for decision in before.decided}:
        raise InputError(f"Bản nháp «{name}» không có {', '.join(sorted(missing))}. Hãy xem lại bản nháp.")
    asked = add_decisions(before, decided, dropped)
    draft = _compute(folder, asked, replaces, today, now, on_progress)
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
    # What is published and decided first: whatever comes to it from here on makes the draft stale.
    folder.read_secret()
    current, digest = find_published(folder.root, folder.pointer), folder.hash_decisions()
    place = folder.inbox / draft.draft
    with (
        keep_private(),
        announce(place, on_progress, _PROGRESS) as announced,
        lay_decisions(folder, draft) as future,
    ):
        files = _inspect(future, sorted((place / "files").iterdir()), today, announced)
        suggested = {file.file: file.suggested_replaces for file in draft.files}
        draft = replace(
            draft,
            base=current.stamp if current else None,
            warehouse=None,
            decided_sha256=digest,
            files=_assign(files, tuple(dict.fromkeys(replaces)), suggested),
        )
        if draft.is_empty:
            return draft
        overlay = lay_over(future, draft, by=draft.by or "", today=today, now=now)
        path, issues = _build(place, draft, overlay, current, now, _follow(announced, len(files)))
        decided = note_findings(draft, future, issues)
    files = list(_complete(draft.files, overlay.names, issues, path))
    return replace(draft, warehouse=path.name, files=tuple(files), decided=decided)


def _follow(on_progress: Progress, read: int) -> Progress:
    """The bar goes on where the reading of each file by itself has ended."""
    return lambda done, total, name: on_progress(read + done, read + total, name)


def _inspect(folder: DataFolder, paths: Sequence[Path], today: date, on_progress: Progress) -> list[DraftFile]:
    """Each file by itself; the second of one content, here or among the sources, is refused."""
    if not paths:
        return []
    # All sources are read again beside these afterwards.
    total = len(paths) * 2 + len(folder.list_raw())
    loads = read_loads(folder.decisions).loads
    known = {hash_file(path): name for path, name in folder.list_raw()}
    files = []
    read = inspect_in(folder, paths, today=today, on_progress=lambda done, _, name: on_progress(done, total, name))
    for inspected in read:
        told, sha256 = _show(inspected), inspected.report.sha256
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
    place: Path, draft: Draft, overlay: Overlay, current: Published | None, now: datetime, on_progress: Progress
) -> tuple[Path, tuple[Issue, ...]]:
    target = name_warehouse(place, now)
    part = part_of(target)
    reports, issues = write_warehouse(part, overlay.inputs, on_progress)
    hold_back(reports, current, part, is_sample=False)
    sign(part, make_snapshot(target, now, overlay.inputs, current, Occasion(draft.action)))
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
        told={**file.told, "issues": [_show_issue(issue) for issue in own]},
    )


def _show(inspected: InspectedFile) -> dict[str, object]:
    """As `inspect` prints it, but masked, and what the file asks: where it is refused no warehouse knows."""
    report = inspected.report
    asked = [(issue, issue.asked) for issue in inspected.issues if issue.asked]
    if report.refused and report.refused.asked:
        refusal = Issue(Severity.ERROR, report.refused.rule, report.refused.message, report.file)
        asked.append((refusal, report.refused.asked))
    return show_inspection(inspected) | {
        "issues": [_show_issue(_mask(issue)) for issue in inspected.issues],
        "questions": [show_asked(issue, question) for issue, question in asked],
    }


def _show_issue(issue: Issue) -> dict[str, object]:
    asked = issue.asked
    return show_issue(issue) | {"question_id": name_question(asked.kind.value, asked.subject) if asked else None}


def _mask(issue: Issue) -> Issue:
    if not issue.is_personal:
        return issue
    return replace(issue, found=mask_text(issue.found or "") or None, used=mask_text(issue.used or "") or None)
