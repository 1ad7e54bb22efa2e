"""The command line: `python -m queries list | value | table | stack | docs`, as the officer, internal."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from queries import (
    Filters,
    Indicator,
    Result,
    Row,
    Table,
    Viewer,
    access,
    document,
    indicators,
    open_warehouse,
    table,
    tables,
    value,
    words_of,
)
from queries.errors import UserError
from queries.output import Cells, Format, list_cells, list_rows, write
from queries.rollup.command import stack_files
from queries.warehouse import Warehouse, find_data_dir, open_published
from trail import Act, append, find_account, find_trail

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
OFFICER = Viewer()

Period = Annotated[
    str | None, typer.Option(help="Kỳ: 2026, 2026-05, 2026-Q2 ... Mặc định là kỳ rà soát mới nhất đã nạp.")
]
Area = Annotated[str | None, typer.Option(help="Mã khối. Mặc định là toàn phường.")]
Standard = Annotated[str | None, typer.Option(help="Mã chuẩn nghèo. Mặc định là chuẩn có hiệu lực trong kỳ.")]
Group = Annotated[str | None, typer.Option(help="Nhóm hộ: ethnic_minority hoặc woman_headed. Mặc định là mọi hộ.")]
Household = Annotated[str | None, typer.Option(help="Mã hộ H-…, cho các bảng của một hộ.")]
Shape = Annotated[Format, typer.Option("--format", help="text, json hoặc csv.")]
Snapshot = Annotated[
    str | None,
    typer.Option(help="Bản số liệu đã công bố trước đây, theo «python -m etl snapshots». Mặc định là bản đang hiện."),
]
Data = Annotated[str | None, typer.Option(help="Thư mục số liệu. Mặc định là WARD_DATA, không có thì data/.")]


app.command("stack")(stack_files)


@app.command("list")
def list_definitions(as_json: Annotated[bool, typer.Option("--json", help="In JSON.")] = False) -> None:
    """Liệt kê chỉ tiêu và bảng, kèm tên."""
    kinds = (("indicator", indicators()), ("table", tables()))
    rows: list[Cells] = [
        {"id": d.id, "type": kind, "title": d.title.vi, "title_en": d.title.en} for kind, known in kinds for d in known
    ]
    print(write(rows, Format.JSON if as_json else Format.TEXT))


@app.command("value")
def print_value(
    indicator_id: str,
    by: Annotated[str | None, typer.Option(help="Chia theo: area_id, period hoặc một lát cắt của chỉ tiêu.")] = None,
    period: Period = None,
    area: Area = None,
    standard: Standard = None,
    group: Group = None,
    shape: Shape = Format.TEXT,
    snapshot: Snapshot = None,
    data: Data = None,
) -> None:
    """Tính một chỉ tiêu: tử số, mẫu số, giá trị, số chưa rõ."""
    filters = Filters(period, area, standard, group=group)
    result = value(indicator_id, filters, by, viewer=OFFICER, warehouse=_open(data, snapshot))
    _say_group(result)
    _print(list_rows(result), shape, f"Chưa có số liệu «{result.indicator.title.vi}» của kỳ {result.filters.period}.")
    if shape is Format.TEXT and result.total and not result.total.is_complete:
        print(f"Chưa đủ, {_write_told(result.indicator, result.total)} đã báo cáo.")


def _say_group(answer: Result | Table) -> None:
    """Say, beside the numbers, that a group cannot divide them, or of how many households nobody says it."""
    if not answer.is_divided_by_group:
        print("Không chia theo nhóm hộ: số của mọi hộ.", file=sys.stderr)
    elif answer.group_untold:
        print(f"{answer.group_untold} hộ trong danh sách không ghi nên chưa rõ có thuộc nhóm.", file=sys.stderr)


def _write_told(indicator: Indicator, total: Row) -> str:
    """«11/12 khối, 7/13 chính sách»."""
    areas = f"{total.areas_reported}/{total.areas_total} khối"
    if indicator.parts is None:
        return areas
    return f"{areas}, {total.parts_told}/{total.parts_total} {words_of('parts', indicator.parts).vi}"


@app.command("table")
def print_table(
    table_id: str,
    period: Period = None,
    area: Area = None,
    standard: Standard = None,
    group: Group = None,
    household: Household = None,
    shape: Shape = Format.TEXT,
    snapshot: Snapshot = None,
    data: Data = None,
) -> None:
    """In một bảng hoặc danh sách."""
    filters = Filters(period, area, standard, household_id=household, group=group)
    found = table(table_id, filters, viewer=OFFICER, warehouse=_open(data, snapshot))
    if found.withheld:
        _fail(str(found.withheld))
    _say_group(found)
    if found.access == "restricted":
        _write_down(found, filters, Path(data or find_data_dir()))
    _print(list_cells(found), shape, f"Bảng «{found.title.vi}» không có dòng nào của kỳ {found.filters.period}.")
    if shape is Format.TEXT and not found.is_complete:
        print(f"Chưa đủ, {found.areas_reported}/{found.areas_total} khối.")


@app.command("docs")
def write_docs(check: Annotated[bool, typer.Option("--check", help="Chỉ kiểm tra, không ghi.")] = False) -> None:
    """Viết docs/indicators.md từ phần đầu của các tệp SQL, docs/access.md từ các quy tắc về quyền."""
    for written in (document, access):
        if not check:
            written.PATH.write_text(written.write_document(), encoding="utf-8")
        elif not written.is_in_step():
            _fail(f"docs/{written.PATH.name} không khớp với queries/. Hãy chạy: python -m queries docs")


def _open(data: str | None, snapshot: str | None) -> Warehouse:
    folder = Path(data or find_data_dir())
    warehouse = open_published(folder, snapshot) if snapshot else open_warehouse(folder)
    if warehouse.warning:
        print(warehouse.warning, file=sys.stderr)
    return warehouse


def _write_down(found: Table, asked: Filters, folder: Path) -> None:
    """Names were read at the command line: that stands in the trail before they are printed."""
    path = find_trail(folder)
    codes = {"ky": asked.period, "khoi": asked.area_id, "ho": asked.household_id}
    chosen = {name: code for name, code in codes.items() if code}
    act = Act(*find_account(), "view", found.id, len(found.rows), str(OFFICER.mode), chosen)
    try:
        append(path, act, now=datetime.now())
    except OSError as error:
        _fail(f"Không ghi được nhật ký truy cập {path}: {error.strerror}. Danh sách có họ tên không được in.")


def _print(rows: list[Cells], shape: Format, nothing: str) -> None:
    print(nothing if not rows and shape is Format.TEXT else write(rows, shape))


def _fail(message: str) -> None:
    print(message, file=sys.stderr)
    raise SystemExit(1)


def main() -> None:
    """Run the command; what the person did wrong is one Vietnamese sentence and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        app(prog_name="python -m queries")
    except UserError as error:
        _fail(str(error))


if __name__ == "__main__":
    main()
