"""Read a whole data folder, check it, publish a warehouse."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb
from filelock import FileLock

from etl.clock import read_today
from etl.decisions.decided import read_decided
from etl.decisions.held import HeldClass, append_held, list_fresh
from etl.errors import FileRefused, InputError
from etl.fill import create_schema, fill_tables, write_meta, write_raw
from etl.folder import DataFolder
from etl.issue import Issue
from etl.loads import Load, LoadLog, read_loads
from etl.parse import FileReport, hash_file, read_file
from etl.progress import Progress, announce
from etl.publish import clean_up, name_warehouse, part_of, publish
from etl.published import Published, find_published
from etl.recorded.reading import read_recorded
from etl.reference import Context, load_reference, read_context
from etl.schema import SCHEMA_VERSION
from etl.workbook.reader import WorkbookReader

# The rule of a file whose content was read under another name.
DUPLICATE = "duplicate_file"
WRITER_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "300MB",
    "threads": "2",
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


def build(root: Path, *, today: date, now: datetime, on_progress: Progress | None = None) -> BuildReport:
    """Publish a warehouse of everything in `root`; safe to kill at any moment, and to run twice at once.

    Raises InputError when the reference files or decisions/links.csv cannot be read, or a source that was published
    cannot be read any more. What was published before stays until the last step.
    """
    root.mkdir(parents=True, exist_ok=True)
    with FileLock(root / ".build.lock"), announce(root, on_progress or _say_nothing) as announced:
        return _build(DataFolder(root), today, now, announced)


def ensure_warehouse(root: Path) -> None:
    """Build where nothing is published that can be read: at the first start of the app, after an update or damage."""
    if find_published(root, DataFolder(root).pointer) is None:
        build(root, today=read_today(), now=datetime.now())


def _build(folder: DataFolder, today: date, now: datetime, on_progress: Progress) -> BuildReport:
    secret, loads = folder.read_secret(), read_loads(folder.decisions)
    if not folder.is_sample:
        _note_loads(folder, loads, today)
    current = find_published(folder.root, folder.pointer)
    if current and current.inputs_sha256 == folder.hash_inputs():
        return BuildReport(current.path, is_new=False, is_sample=folder.is_sample)
    target = name_warehouse(folder.root, now)
    with duckdb.connect(str(part_of(target)), config=WRITER_CONFIG) as connection:
        files, issues, held = _write_tables(connection, folder, secret, loads, today, on_progress)
        # An input from now on: what is published next must not ask what was published before.
        append_held(folder.decisions, held)
        _write_snapshot(connection, target, now, folder.hash_inputs(), is_sample=folder.is_sample)
    if current and current.is_sample == folder.is_sample:
        _hold_back(files, current, part_of(target))
    publish(part_of(target), target, folder.pointer)
    clean_up(folder.root, target)
    return BuildReport(target, is_new=True, is_sample=folder.is_sample, files=files, issues=issues)


def _hold_back(files: tuple[FileReport, ...], current: Published, part: Path) -> None:
    """Publish nothing over a source that was good and is not any more: half a copy must not take its year away.

    Raises InputError. Who wants the figures without the file deletes it.
    """
    damaged = [file for file in files if file.refused and file.refused.rule != DUPLICATE and file.file in current.files]
    if not damaged:
        return
    part.unlink()
    said = " ".join(
        f"«{file.file}» lần nạp trước đọc được {current.files[file.file].rows} dòng, nay không nạp được: {file.refused}"
        for file in damaged
    )
    raise InputError(
        f"{said} Chưa công bố gì; số liệu đang hiện vẫn là của lần nạp trước. "
        "Hãy chép lại tệp cho đủ rồi nạp lại, hoặc xóa tệp nếu muốn bỏ các dòng ấy."
    )


def _write_tables(
    connection: duckdb.DuckDBPyConnection,
    folder: DataFolder,
    secret: bytes,
    loads: LoadLog,
    today: date,
    on_progress: Progress,
) -> tuple[tuple[FileReport, ...], tuple[Issue, ...], list[HeldClass]]:
    create_schema(connection)
    load_reference(connection, folder.map_reference())
    decided = read_decided(connection, folder)
    context = read_context(
        connection, secret=secret, today=today, answers=decided.answers, corrections=decided.corrections
    )
    files = (*read_folder(folder, context, loads, on_progress), *read_recorded(folder.decisions, context))
    checked = fill_tables(connection, files, decided)
    issues = (*(issue for file in files for issue in file.list_issues()), *checked)
    write_raw(connection, files)
    write_meta(connection, files, issues, {**loads.days})
    held = list_fresh(connection, held_at=today.isoformat())
    connection.execute("DROP SCHEMA stage CASCADE")
    return files, issues, held


def _write_snapshot(
    connection: duckdb.DuckDBPyConnection, target: Path, now: datetime, digest: str, *, is_sample: bool
) -> None:
    """The only place where the time of the build stands, besides the name of the file."""
    stamp = target.stem.removeprefix("warehouse-")
    connection.execute(
        "INSERT INTO meta.snapshot VALUES (?, ?, ?, ?, ?)", [stamp, now, digest, is_sample, SCHEMA_VERSION]
    )


def read_folder(folder: DataFolder, context: Context, loads: LoadLog, on_progress: Progress) -> list[FileReport]:
    """Every raw file in order; of copies of one content the one that was loaded first is read."""
    paths, reports = folder.list_raw(), list[FileReport]()
    hashes = {name: hash_file(path) for path, name in paths}
    kept = _choose_kept(hashes, loads)
    with WorkbookReader() as reader:
        for done, (path, name) in enumerate(paths):
            on_progress(done, len(paths), name)
            sha256 = hashes[name]
            load = loads.loads.get(sha256)
            if kept[sha256] == name:
                day = load.day if load else context.today
                reports.append(read_file(path, name, reader=reader, context=context, loaded_date=day))
            else:
                reports.append(FileReport(name, sha256, refused=_refuse_copy(kept[sha256], load)))
    on_progress(len(paths), len(paths), "")
    return reports


def _refuse_copy(kept: str, load: Load | None) -> FileRefused:
    loaded = f", đã nạp ngày {load.day:%d/%m/%Y}," if load else ""
    return FileRefused(DUPLICATE, f"Nội dung giống hệt «{kept}»{loaded} nên không nạp lần nữa.")


def _choose_kept(hashes: dict[str, str], loads: LoadLog) -> dict[str, str]:
    """Return for each content the name it is read under: the one it was first loaded under, else the first."""
    first: dict[str, str] = {}
    for name, sha256 in hashes.items():
        first.setdefault(sha256, name)
    known = {sha256: load.file for sha256, load in loads.loads.items() if hashes.get(load.file) == sha256}
    return first | {sha256: name for sha256, name in known.items() if sha256 in first}


def _note_loads(folder: DataFolder, loads: LoadLog, today: date) -> None:
    for path, name in folder.list_raw():
        loads.note(hash_file(path), name, today=today)


def _say_nothing(done: int, total: int, name: str) -> None:
    """The progress of a build that nobody watches."""
