"""The way back to a snapshot, and what is left out of the next builds for it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock

from etl.desk.aside import ASIDE, ASIDE_FILE, FILE, LINES, RELEASED, AsideLine, list_runs
from etl.desk.journal import LOCK, Change, commit, finish
from etl.desk.rollbacks import Rollback, read_rollbacks, write_out
from etl.errors import InputError
from etl.folder import ROLLBACKS_FILE, DataFolder
from etl.loads import read_loads
from etl.parse import hash_file
from etl.publish import find_current, list_warehouses, path_of, stamp_of
from etl.published import Published, read_published


@dataclass(frozen=True, slots=True)
class Return:
    """`set_aside` and `released`: files by name, lines of decisions as «links.csv:3-5».

    `missing`: files of the snapshot that are gone from raw/. `is_reproduced`: the next build gives these very numbers;
    else a file, a reference file or the software changed since.
    """

    stamp: str
    set_aside: list[str]
    released: list[str]
    missing: list[str]
    is_reproduced: bool


def roll_back(stamp: str, *, root: Path, by: str, reason: str, now: datetime) -> Return:
    """Show a snapshot again and leave out of the next builds what came after it. Raises InputError."""
    if not by.strip():
        raise InputError("Chưa ghi ai quyết định. Hãy thêm --by với tên hoặc chức danh người quyết định.")
    folder = DataFolder(root)
    if folder.is_sample:
        raise InputError("Đang xem dữ liệu mẫu: không có bản nào của phường để quay về.")
    with FileLock(root / LOCK):
        finish(root)
        target = _find(folder, stamp)
        moment = now.isoformat(timespec="seconds")
        lines = [
            AsideLine(moment, by, *told, reason=reason or f"Quay về bản {stamp}")
            for told in _list_changes(folder, target)
        ]
        aside = folder.aside.add(lines)
        left = find_current(root, folder.pointer)
        said = Rollback(moment, by, stamp, stamp_of(left) if left else "", reason)
        decisions = folder.decisions.relative_to(root).as_posix()
        writes = {f"{decisions}/{ROLLBACKS_FILE}": write_out([*read_rollbacks(folder.decisions), said])}
        if lines:
            writes[f"{decisions}/{ASIDE_FILE}"] = aside.write_out()
        commit(root, Change(target.path.name, writes=writes))
        return _tell(folder, target, lines)


def _find(folder: DataFolder, stamp: str) -> Published:
    path = path_of(folder.root, stamp)
    if path not in list_warehouses(folder.root):
        raise InputError(f"Không có bản «{stamp}». Hãy xem các bản đang có: python -m etl snapshots.")
    target = read_published(path)
    if target is None:
        raise InputError(
            f"Bản «{stamp}» bị hỏng hoặc do bản phần mềm khác dựng nên không quay về được. Hãy chọn bản khác."
        )
    if target.is_sample:
        raise InputError(f"Bản «{stamp}» là dữ liệu mẫu, không quay về được khi đã có số liệu của phường.")
    return target


def _list_changes(folder: DataFolder, target: Published) -> list[tuple[str, str, str, str, str, str]]:
    """Verdict, what, name, content, first and last line of all that is in force now and was not, or was and is not."""
    aside, changes = folder.aside, []
    for path, name in folder.list_all_raw():
        sha256 = hash_file(path)
        if (sha256 in target.contents) == (sha256 in aside.contents):
            verdict = RELEASED if sha256 in aside.contents else ASIDE
            changes.append((verdict, FILE, name, sha256, "", ""))
    now, then = _spread(folder.list_decided()), _spread(list(target.decided))
    for name in sorted({*now, *then}):
        for verdict, numbers in (
            (ASIDE, now.get(name, set()) - then.get(name, set())),
            (RELEASED, (then.get(name, set()) - now.get(name, set())) & aside.list_lines(name)),
        ):
            changes += [(verdict, LINES, name, "", str(first), str(last)) for first, last in list_runs(numbers)]
    return changes


def _spread(runs: list[tuple[str, tuple[int, int]]]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for name, (first, last) in runs:
        found.setdefault(name, set()).update(range(first, last + 1))
    return found


def _tell(folder: DataFolder, target: Published, lines: list[AsideLine]) -> Return:
    lying = {hash_file(path) for path, _ in folder.list_all_raw()}
    digest = folder.hash_inputs(read_loads(folder.decisions))
    return Return(
        target.stamp,
        [_name(line) for line in lines if line.verdict == ASIDE],
        [_name(line) for line in lines if line.verdict == RELEASED],
        sorted(name for name, file in target.files.items() if file.sha256 in target.contents - lying),
        digest == target.inputs_sha256,
    )


def _name(line: AsideLine) -> str:
    return line.name if line.what == FILE else f"{line.name}:{line.first_line}-{line.last_line}"
