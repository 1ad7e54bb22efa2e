"""One file left out of the next builds by hand, or let in again."""

from datetime import datetime
from pathlib import Path

from filelock import FileLock

from etl.desk.aside import ASIDE, ASIDE_FILE, FILE, AsideLine
from etl.desk.journal import LOCK, finish
from etl.errors import InputError
from etl.folder import DataFolder
from etl.parse import hash_file
from etl.whole_file import write_whole


def decide_aside(verdict: str, name: str, *, root: Path, by: str, reason: str, now: datetime) -> AsideLine:
    """Write down that a file of raw/ is `aside` or `released`. Raises InputError where nothing changes by it."""
    if not by.strip():
        raise InputError("Chưa ghi ai quyết định. Hãy thêm --by với tên hoặc chức danh người quyết định.")
    folder = DataFolder(root, is_own=True)
    with FileLock(root / LOCK):
        finish(root)
        line = AsideLine(now.isoformat(timespec="seconds"), by, verdict, FILE, name, _find(folder, name), reason=reason)
        if (line.sha256 in folder.aside.contents) == (verdict == ASIDE):
            said = "đã để ngoài" if verdict == ASIDE else "không bị để ngoài"
            raise InputError(f"Tệp «{name}» {said} rồi nên không có gì để làm.")
        write_whole(folder.decisions / ASIDE_FILE, folder.aside.add([line]).write_out())
    return line


def _find(folder: DataFolder, name: str) -> str:
    contents = {shown: hash_file(path) for path, shown in folder.list_all_raw()}
    if name not in contents:
        raise InputError(
            f"Không có tệp «{name}» trong raw/. Hãy chép đúng tên, kể cả thư mục, ví dụ «2026-11-20/a.xlsx»."
        )
    return contents[name]
