"""Read a whole data folder, check it, publish a warehouse."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import duckdb
from filelock import FileLock

from etl.clock import read_today
from etl.decisions.decided import read_decided
from etl.decisions.held import append_held, note_fresh, take_fresh
from etl.decisions.questions import write_questions
from etl.desk.closures import close_rounds, list_closed_stamps, read_closures
from etl.desk.draft import DUPLICATE, clean_inbox
from etl.desk.journal import LOCK, finish, is_unfinished
from etl.desk.mended import note_mended
from etl.errors import FileRefused, InputError
from etl.fill import create_file, fill_tables, stage_records, write_meta, write_raw
from etl.folder import DataFolder
from etl.issue import Issue
from etl.loads import Load, LoadLog, read_loads
from etl.parse import FileReport, hash_file, read_file
from etl.progress import Progress, announce, say_nothing
from etl.publish import clean_up, name_warehouse, part_of, publish, stamp_of
from etl.published import Published, find_published, is_published
from etl.recorded.reading import read_recorded
from etl.reference import Context, load_reference, read_context
from etl.sealed import is_legible, remove_unsealed, take_key
from etl.snapshot import Occasion, Snapshot, write_snapshot
from etl.staging import release
from etl.whole_file import keep_private, make_private, tighten
from etl.workbook.reader import WorkbookReader
from identity import Cipher

# No temporary files: names would stand in them.
WRITER_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "1GB",
    "temp_directory": "",
    "threads": "2",
    # Rows of a long list wait for others to be written together with, five times as many at first.
    "write_buffer_row_group_count": "1",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


@dataclass(frozen=True, slots=True)
class BuildReport:
    """`is_new` false: nothing had changed and the published warehouse stands; `files` and `issues` are then empty."""

    path: Path
    is_new: bool
    is_sample: bool
    files: tuple[FileReport, ...] = ()
    issues: tuple[Issue, ...] = ()


def build(
    root: Path,
    *,
    today: date,
    now: datetime,
    on_progress: Progress | None = None,
    occasion: Occasion | None = None,
) -> BuildReport:
    """Publish a warehouse of everything in `root`; safe to kill at any moment, and to run twice at once.

    Raises InputError when the reference files or a file of decisions cannot be read, or a source that was published
    cannot be read any more. What was published before stays until the last step.
    """
    make_private(root)
    with keep_private(), FileLock(root / LOCK), announce(root, on_progress or say_nothing) as announced:
        finish(root)
        clean_inbox(root / "inbox", now)
        tighten(root / "raw", root / "inbox", root / "decisions")
        return _build(read_inputs(DataFolder(root), today), now, announced, occasion or Occasion())


def ensure_warehouse(root: Path) -> None:
    """Build where nothing is published that can be read: at the first start of the app, after an update or damage."""
    if is_unfinished(root) or not is_published(root, DataFolder(root).pointer):
        build(root, today=read_today(), now=datetime.now())


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that the content of a warehouse depends on. `loads` knows every source of `folder`, written down or not.

    `key` seals it: under another key it is the same content, which this key opens.
    """

    folder: DataFolder
    loads: LoadLog
    today: date
    key: Cipher

    def hash(self) -> str:
        return self.folder.hash_inputs(self.loads)


def read_inputs(folder: DataFolder, today: date, by: str | None = None) -> Inputs:
    """The sources nobody has noted yet are of today; those of a draft were loaded `by` somebody.

    The key of the pseudonyms is one of the inputs: it is made here where there is none, as the key of the names is.
    """
    folder.read_secret()
    loads, staged = read_loads(folder.decisions), {path for path, _ in folder.staged}
    if not folder.is_sample:
        for path, name in folder.list_raw():
            loads.note(hash_file(path), name, today=today, by=by if path in staged else None)
    return Inputs(folder, loads, today, take_key(folder.root))


def _build(inputs: Inputs, now: datetime, on_progress: Progress, occasion: Occasion) -> BuildReport:
    folder = inputs.folder
    inputs.loads.save()
    digest, current = inputs.hash(), find_published(folder.root, folder.pointer)
    if current and current.inputs_sha256 == digest and is_legible(current, inputs.key):
        return BuildReport(current.path, is_new=False, is_sample=folder.is_sample)
    target = name_warehouse(folder.root, now)
    files, issues = write_warehouse(part_of(target), inputs, on_progress)
    hold_back(files, current, part_of(target), is_sample=folder.is_sample)
    told = replace(occasion, action=occasion.action or _tell_action(files, folder, current))
    sign(part_of(target), make_snapshot(target, now, inputs, current, told))
    # An input from now on: what is published next must not ask what was published before.
    append_held(folder.decisions, take_fresh(part_of(target), held_at=inputs.today.isoformat()))
    publish(part_of(target), target, folder.pointer)
    closed = list_closed_stamps(folder.decisions)
    clean_up(folder.root, target, closed)
    remove_unsealed(folder.root, closed)
    return BuildReport(target, is_new=True, is_sample=folder.is_sample, files=files, issues=issues)


def make_snapshot(
    target: Path, now: datetime, inputs: Inputs, current: Published | None, occasion: Occasion
) -> Snapshot:
    return Snapshot(
        stamp=stamp_of(target),
        built_at=now,
        inputs_sha256=inputs.hash(),
        is_sample=inputs.folder.is_sample,
        previous=current.stamp if current else None,
        action=occasion.action,
        published_by=occasion.published_by,
        note=occasion.note,
        sealed_with=inputs.key.id,
    )


def sign(part: Path, snapshot: Snapshot) -> None:
    """Say in the warehouse when and why it was made."""
    with duckdb.connect(str(part), config=WRITER_CONFIG) as connection:
        write_snapshot(connection, snapshot)


def _tell_action(files: tuple[FileReport, ...], folder: DataFolder, current: Published | None) -> str:
    sources = {file.sha256 for file in files if not file.file.startswith("decisions/")}
    if current is None or current.contents != sources:
        return "load"
    return "rebuild" if set(current.decided) == set(folder.list_decided()) else "decision"


def hold_back(files: tuple[FileReport, ...], current: Published | None, part: Path, *, is_sample: bool) -> None:
    """Publish nothing over a source that was good and is not any more: half a copy must not take its year away.

    Raises InputError. Who wants the figures without the file sets it aside.
    """
    known = current.files if current and current.is_sample == is_sample else {}
    damaged = [file for file in files if file.refused and file.refused.rule != DUPLICATE and file.file in known]
    if not damaged:
        return
    part.unlink()
    said = " ".join(
        f"«{file.file}» lần nạp trước đọc được {known[file.file].rows} dòng, nay không nạp được: {file.refused}"
        for file in damaged
    )
    raise InputError(
        f"{said} Chưa công bố gì; số liệu đang hiện vẫn là của lần nạp trước. "
        "Hãy chép lại tệp cho đủ rồi nạp lại, hoặc xóa tệp nếu muốn bỏ các dòng ấy."
    )


def write_warehouse(
    part: Path, inputs: Inputs, on_progress: Progress
) -> tuple[tuple[FileReport, ...], tuple[Issue, ...]]:
    """Everything but the row that says when and why it was made."""
    folder = inputs.folder
    with duckdb.connect(str(part), config=WRITER_CONFIG) as connection:
        beside = create_file(connection)
        load_reference(connection, folder.map_reference())
        close_rounds(connection, read_closures(folder.decisions))
        decided = read_decided(connection, folder)
        context = read_context(
            connection,
            secret=folder.read_secret(),
            today=inputs.today,
            answers=decided.answers,
            corrections=decided.corrections,
        )
        sources = read_folder(folder, context, inputs.loads, on_progress)
        files = (*sources, *read_recorded(folder.decisions, context))
        write_raw(connection, files)
        for file in files:
            file.forget_cells()
        release()
        stage_records(connection, files, decided)
        for file in files:
            file.forget_rows()
        release()
        checked = fill_tables(connection, files, decided)
        issues = (*(issue for file in files for issue in file.list_issues()), *checked)
        write_meta(connection, files, issues, inputs.loads.loads)
        note_mended(connection, folder.list_raw(), files)
        write_questions(connection, issues)
        for name, (first, last) in folder.list_decided(held=note_fresh(connection)):
            connection.execute("INSERT INTO meta.decision_lines VALUES (?, ?, ?)", [name, first, last])
        release()
        beside.seal(inputs.key)
    return files, issues


def read_folder(folder: DataFolder, context: Context, loads: LoadLog, on_progress: Progress) -> list[FileReport]:
    """Every raw file in order; of copies of one content the one that was loaded first is read."""
    paths, reports = folder.list_raw(), list[FileReport]()
    hashes = {name: hash_file(path) for path, name in paths}
    kept = _choose_kept(hashes, loads)
    with WorkbookReader([path for path, name in paths if kept[hashes[name]] == name]) as reader:
        for done, (path, name) in enumerate(paths):
            on_progress(done, len(paths), name)
            sha256 = hashes[name]
            load = loads.loads.get(sha256)
            if kept[sha256] == name:
                day = load.day if load else context.today
                reports.append(read_file(path, name, reader=reader, context=context, loaded_date=day))
            else:
                reports.append(FileReport(name, sha256, refused=refuse_copy(kept[sha256], load)))
    on_progress(len(paths), len(paths), "")
    return reports


def refuse_copy(kept: str, load: Load | None) -> FileRefused:
    """Why the second of two files of one content is not taken; `kept` names the first."""
    loaded = f", đã nạp ngày {load.day:%d/%m/%Y}," if load else ""
    return FileRefused(DUPLICATE, f"Nội dung giống hệt «{kept}»{loaded} nên không nạp lần nữa.")


def _choose_kept(hashes: dict[str, str], loads: LoadLog) -> dict[str, str]:
    """Return for each content the name it is read under: the one it was first loaded under, else the first."""
    first: dict[str, str] = {}
    for name, sha256 in hashes.items():
        first.setdefault(sha256, name)
    known = {sha256: load.file for sha256, load in loads.loads.items() if hashes.get(load.file) == sha256}
    return first | {sha256: name for sha256, name in known.items() if sha256 in first}
