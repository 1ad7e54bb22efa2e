"""python -m etl key: where the key to the names lies, what it opens, and a new one."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from etl.build import build
from etl.clock import read_today
from etl.errors import InputError
from etl.options import DataOption, find_root
from etl.progress_bar import show_bar
from etl.sealed import count_legible, take_key
from identity import Closed, find_key_file, read_keys, renew_key


def key_command(
    new: Annotated[bool, typer.Option("--new", help="Tạo khóa mới rồi dựng lại; khóa cũ vẫn mở các bản cũ.")] = False,
    forget: Annotated[bool, typer.Option("--forget", help="Với --new: bỏ khóa cũ, các bản cũ chỉ còn con số.")] = False,
    data: DataOption = None,
) -> None:
    """Khóa mở họ tên: tệp nằm ở đâu, mở được những bản nào; tạo khóa mới."""
    if forget and not new:
        raise InputError("--forget chỉ đi cùng --new. Hãy ghi: python -m etl key --new --forget.")
    root = find_root(data)
    try:
        if new:
            take_key(root)
            renew_key(forget=forget)
            with show_bar() as on_progress:
                build(root, today=read_today(), now=datetime.now(), on_progress=on_progress)
        print("\n".join(_describe(root)))
    except Closed as error:
        raise InputError(str(error)) from error


def _describe(root: Path) -> Iterator[str]:
    path, keys = find_key_file(), read_keys()
    if keys:
        older = f", kèm {len(keys) - 1} khóa cũ" if len(keys) > 1 else ""
        yield f"Tệp khóa: {path} (mã khóa {keys[0].id}{older})."
    else:
        yield f"Chưa có tệp khóa. Lần dựng tới sẽ tạo: {path}."
    if keys and os.name != "nt" and path.stat().st_mode & 0o077:
        yield f"Tài khoản khác trên máy cũng mở được tệp này. Hãy chạy: chmod 600 '{path}'."
    legible, closed, unsealed = count_legible(root)
    yield f"{legible} bản số liệu mở được họ tên, {closed} bản chỉ còn các con số vì thiếu khóa."
    if unsealed:
        yield f"{unsealed} bản đã chốt do phần mềm bản cũ dựng còn họ tên không niêm phong; không cần nữa thì xóa tệp."
    yield "Hãy cất một bản của tệp khóa ở chỗ khác với thư mục dữ liệu. Mất khóa thì dựng lại: python -m etl build."
