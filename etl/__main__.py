"""python -m etl build | inspect: the officer's two commands. Exit 0 done, 1 the input is at fault, 2 wrong usage."""

import json
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from etl.build import BuildReport, build
from etl.clock import read_today
from etl.errors import InputError
from etl.folder import PROJECT_DATA
from etl.inspection import inspect
from etl.report import describe_build, describe_inspection, show_build, show_inspection

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
DataOption = Annotated[Path | None, typer.Option("--data", help="Thư mục dữ liệu; mặc định data/ hoặc biến WARD_DATA.")]
JsonOption = Annotated[bool, typer.Option("--json", help="In JSON thay cho câu chữ.")]


def find_root(data: Path | None) -> Path:
    return data or Path(os.environ.get("WARD_DATA") or PROJECT_DATA)


@app.command("build")
def build_command(data: DataOption = None, as_json: JsonOption = False) -> None:
    """Đọc toàn bộ thư mục dữ liệu, kiểm tra, công bố."""
    report = _build_with_bar(find_root(data))
    if as_json:
        print(json.dumps(show_build(report), ensure_ascii=False))
    else:
        print("\n".join(describe_build(report)))


@app.command("inspect")
def inspect_command(files: list[Path], data: DataOption = None, as_json: JsonOption = False) -> None:
    """Xem thử: nạp các tệp này thì sẽ được gì; không ghi gì cả."""
    missing = [str(path) for path in files if not path.is_file()]
    if missing:
        raise InputError(f"Không thấy tệp: {', '.join(missing)}. Hãy kiểm tra đường dẫn.")
    for inspected in inspect(files, root=find_root(data), today=read_today()):
        print(
            json.dumps(show_inspection(inspected), ensure_ascii=False)
            if as_json
            else "\n".join(describe_inspection(inspected))
        )


def _build_with_bar(root: Path) -> BuildReport:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("Đọc tệp", total=None)

        def show(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, description=f"Đọc {name}" if name else "Ghép và kiểm tra")

        return build(root, today=read_today(), now=datetime.now(), on_progress=show)


def main() -> None:
    try:
        app()
    except InputError as error:
        print(error, file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
