"""python -m trail list | verify: reading the trail of a data folder."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from trail.log import read
from trail.place import find_trail
from trail.verification import verify

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
DataOption = Annotated[Path, typer.Option("--data", envvar="WARD_DATA", help="Thư mục dữ liệu.")]
DATA = Path(__file__).resolve().parents[1] / "data"


@app.command("list")
def list_command(
    data: DataOption = DATA, last: Annotated[int, typer.Option(help="Bao nhiêu dòng mới nhất.")] = 50
) -> None:
    """In các dòng mới nhất."""
    for entry in read(find_trail(data))[:last]:
        act = entry.act
        chosen = " ".join(f"{name}={value}" for name, value in act.filters.items())
        rows = "" if act.rows is None else f"{act.rows} dòng"
        cells = (str(entry.number), f"{entry.at:%d/%m/%Y %H:%M:%S}", act.who, act.role, act.act, act.what, rows)
        print(" · ".join(filter(None, (*cells, act.mode, chosen))))


@app.command("verify")
def verify_command(
    data: DataOption = DATA,
    holds: Annotated[str | None, typer.Option(help="Mã cuối đã ghi lại lần trước: dòng ấy phải còn.")] = None,
) -> None:
    """Kiểm tra cả chuỗi: không dòng nào bị sửa, bỏ, chèn, đổi chỗ. Thoát 1 nếu có."""
    path = find_trail(data)
    verdict = verify(path, holds=holds)
    for finding in verdict.findings:
        print(f"{path.name}, dòng {finding.line}: {finding.vi}.", file=sys.stderr)
    if not verdict.is_whole:
        raise SystemExit(1)
    print(f"Đủ {verdict.lines} dòng, nối liền nhau. Mã cuối: {verdict.head}")
    print("Ghi mã này ra nơi khác; lần sau kiểm tra với --holds MÃ để biết đoạn cuối có bị cắt không.")


def main() -> None:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    app(prog_name="python -m trail")


if __name__ == "__main__":
    main()
