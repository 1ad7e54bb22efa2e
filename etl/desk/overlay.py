"""The data folder as it would be once a draft is published; nothing is written."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from etl.build import Inputs, read_inputs
from etl.desk.aside import ASIDE, FILE, RELEASED, AsideLine
from etl.desk.draft import Draft, DraftFile
from etl.desk.intake import free_path
from etl.errors import InputError
from etl.folder import DataFolder
from etl.parse import hash_file


@dataclass(frozen=True, slots=True)
class Overlay:
    """`moves`: the files of the draft that are new, each with its path in raw/. `names`: of all it brings, in raw/"""

    inputs: Inputs
    moves: dict[Path, Path]
    names: dict[str, str]


def lay_over(folder: DataFolder, draft: Draft, *, by: str, today: date, now: datetime) -> Overlay:
    """`folder` is the one with the decisions of the draft.

    What was set aside and comes again is released where it lies; the rest goes to a folder of today's date.
    Raises InputError where a file to be replaced is not among the sources.
    """
    lying = {hash_file(path): name for path, name in folder.list_all_raw()}
    taken = [file for file in draft.files if file.is_taken]
    moves: dict[Path, Path] = {}
    for file in taken:
        if file.sha256 not in lying:
            target = free_path(folder.raw / today.isoformat() / file.file, moves.values())
            moves[folder.inbox / draft.draft / "files" / file.file] = target
    staged = tuple((source, target.relative_to(folder.raw).as_posix()) for source, target in moves.items())
    names = lying | {hash_file(path): name for path, name in staged}
    moment = now.isoformat(timespec="seconds")
    released = [
        AsideLine(moment, by, RELEASED, FILE, names[file.sha256], file.sha256, reason="Nạp lại")
        for file in taken
        if file.sha256 in folder.aside.contents
    ]
    replaced = [AsideLine(moment, by, *told) for told in _list_replaced(folder, taken, names)]
    future = replace(folder, staged=staged, own_aside=folder.aside.add([*released, *replaced]), is_own=True)
    return Overlay(read_inputs(future, today, draft.by or by), moves, {file.file: names[file.sha256] for file in taken})


def _list_replaced(folder: DataFolder, taken: list[DraftFile], names: dict[str, str]) -> Iterator[tuple[str, ...]]:
    sources = {name: hash_file(path) for path, name in folder.list_raw()}
    for file in taken:
        if file.replaces is not None:
            if file.replaces not in sources:
                raise InputError(f"Không có tệp «{file.replaces}» đang dùng để thay. Hãy xem lại tên tệp cần thay.")
            why = f"Thay bằng «{names[file.sha256]}»"
            yield ASIDE, FILE, file.replaces, sources[file.replaces], "", "", why
