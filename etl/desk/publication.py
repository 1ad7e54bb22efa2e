"""A draft becomes what is published, whole or not at all, and only over what it was computed on."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from filelock import FileLock

from etl.build import hold_back, make_snapshot, sign, write_warehouse
from etl.decisions.held import HeldClass, take_fresh, write_held
from etl.desk.aside import ASIDE_FILE
from etl.desk.closures import list_closed_stamps
from etl.desk.decided import lay_decisions
from etl.desk.draft import Draft, find_draft, write_draft
from etl.desk.journal import LOCK, Change, commit, finish
from etl.desk.overlay import Overlay, lay_over
from etl.desk.rollbacks import tell_published
from etl.errors import InputError
from etl.folder import HELD_FILE, DataFolder
from etl.loads import LOADS_FILE
from etl.progress import Progress, announce
from etl.publish import clean_up, name_warehouse, part_of, stamp_of
from etl.published import find_published, read_published
from etl.sealed import is_legible
from etl.snapshot import Occasion
from etl.whole_file import keep_private, sync


@dataclass(frozen=True, slots=True)
class Publication:
    """`stamp` None: nothing changed, for somebody published since the draft was computed; the rest says who.

    Where nobody did, somebody answered, typed something in or set something aside since.
    """

    stamp: str | None
    published_by: str | None = None
    published_at: str | None = None
    note: str | None = None


def publish_draft(
    name: str, *, root: Path, by: str, note: str, today: date, now: datetime, on_progress: Progress
) -> Publication:
    """Raises InputError where there is no such draft, nothing in it can be taken, or nobody says who publishes."""
    if not by.strip():
        raise InputError("Chưa ghi ai công bố. Hãy thêm --by với tên hoặc chức danh người công bố.")
    folder = DataFolder(root, is_own=True)
    with keep_private(), FileLock(root / LOCK):
        finish(root)
        draft = find_draft(folder.inbox, name)
        if draft.warehouse is None:
            raise InputError("Bản nháp không có tệp nào nạp được nên không có gì để công bố. Hãy sửa tệp rồi nạp lại.")
        current = find_published(root, folder.pointer)
        if current and current.stamp != draft.base:
            return Publication(None, *tell_published(folder.decisions, current))
        if is_overtaken(folder, draft):
            return Publication(None)
        target = name_warehouse(root, now)
        with lay_decisions(folder, draft) as future:
            overlay = lay_over(future, draft, by=by, today=today, now=now)
            _prepare(part_of(target), folder, draft, overlay, on_progress)
            occasion = Occasion(draft.action, by, note or None)
            sign(part_of(target), make_snapshot(target, now, overlay.inputs, current, occasion))
            sync(part_of(target))
            held = take_fresh(part_of(target), held_at=today.isoformat())
            change = _plan(folder, draft, overlay, target, held)
        commit(root, change)
        clean_up(root, target, list_closed_stamps(folder.decisions))
    return Publication(stamp_of(target), by, now.isoformat(timespec="seconds"), note or None)


def is_overtaken(folder: DataFolder, draft: Draft) -> bool:
    """Whether somebody decided something since the draft was computed; those of before kept no digest."""
    return draft.decided_sha256 is not None and folder.hash_decisions() != draft.decided_sha256


def _prepare(part: Path, folder: DataFolder, draft: Draft, overlay: Overlay, on_progress: Progress) -> None:
    """What was looked at is what is published; only where the inputs changed meanwhile is it built again."""
    shown = folder.inbox / draft.draft / str(draft.warehouse)
    seen = read_published(shown) if shown.is_file() else None
    if seen and seen.inputs_sha256 == overlay.inputs.hash() and is_legible(seen, overlay.inputs.key):
        shutil.copyfile(shown, part)
        return
    with announce(folder.root, on_progress) as announced:
        reports, _ = write_warehouse(part, overlay.inputs, announced)
    hold_back(reports, find_published(folder.root, folder.pointer), part, is_sample=False)
    brought = set(overlay.names.values())
    refused = [f"«{report.file}»: {report.refused}" for report in reports if report.refused and report.file in brought]
    if refused:
        part.unlink()
        raise InputError(f"Chưa công bố gì: {' '.join(refused)} Hãy tính lại bản nháp.")


def _plan(folder: DataFolder, draft: Draft, overlay: Overlay, target: Path, held: Sequence[HeldClass]) -> Change:
    """Files that were refused stay in the draft, but for copies of what is loaded already."""
    decisions, here = folder.decisions.relative_to(folder.root).as_posix(), f"inbox/{draft.draft}"
    left = tuple(file for file in draft.files if not file.is_taken and not file.is_copy)
    rest = replace(draft, base=stamp_of(target), warehouse=None, files=left, decided=(), decided_sha256=None)
    writes = {f"{decisions}/{LOADS_FILE}": overlay.inputs.loads.write_out()}
    for name in {decision.file for decision in draft.decided}:
        writes[f"{decisions}/{name}"] = (overlay.inputs.folder.decisions / name).read_bytes().decode("utf-8-sig")
    if overlay.inputs.folder.aside.lines:
        writes[f"{decisions}/{ASIDE_FILE}"] = overlay.inputs.folder.aside.write_out()
    if held:
        writes[f"{decisions}/{HELD_FILE}"] = write_held(folder.decisions, held)
    if left:
        writes[f"{here}/draft.json"] = write_draft(rest)
    moves = {
        source.relative_to(folder.root).as_posix(): to.relative_to(folder.root).as_posix()
        for source, to in overlay.moves.items()
    }
    copies = tuple(f"{here}/files/{file.file}" for file in draft.files if file.is_copy)
    return Change(target.name, moves, writes, (f"{here}/{draft.warehouse}", *copies) if left else (here,))
