"""What every command of the loader takes."""

import os
from pathlib import Path
from typing import Annotated

import typer

from etl.folder import PROJECT_DATA

DataOption = Annotated[Path | None, typer.Option("--data", help="Thư mục dữ liệu; mặc định data/ hoặc biến WARD_DATA.")]
JsonOption = Annotated[bool, typer.Option("--json", help="In JSON thay cho câu chữ.")]


def find_root(data: Path | None) -> Path:
    return data or Path(os.environ.get("WARD_DATA") or PROJECT_DATA)
