"""`python -m dashboard export`: the documents of the page, at the command line."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress as Bar

import queries
from dashboard.briefing import Desk
from dashboard.briefing.desk import read_today
from dashboard.documents.catalogue import find_kind, write_document
from dashboard.documents.kind import Kind
from dashboard.text import Text
from queries import Filters, Mode, UserError, Viewer
from queries.warehouse import find_data_dir
from trail import Act, append, find_account, find_trail


def export(
    kind: Annotated[str, typer.Option(help="Loại tài liệu: pptx, docx, xlsx, rollup …")],
    output: Annotated[Path, typer.Option("-o", "--output", help="Tệp sẽ ghi.")],
    period: Annotated[str | None, typer.Option(help="Kỳ: 2026, 2026-H1, 2026-9M … Mặc định là kỳ mới nhất.")] = None,
    mode: Annotated[
        Mode, typer.Option(help="internal (nội bộ), meeting (trình chiếu) hoặc outgoing (gửi ngoài).")
    ] = Mode.INTERNAL,
    lang: Annotated[str, typer.Option(help="vi hoặc en.")] = "vi",
    data: Annotated[
        str | None, typer.Option(help="Thư mục số liệu. Mặc định là WARD_DATA, không có thì data/.")
    ] = None,
) -> None:
    """Ghi một tài liệu của kỳ: bài trình chiếu, báo cáo, bảng tính, tệp tổng hợp gửi cấp trên."""
    folder = Path(data or find_data_dir())
    chosen = find_kind(kind)
    _refuse_place(output)
    warehouse = queries.open_warehouse(folder, is_sparing=True)
    desk = Desk(warehouse, Filters(period, today=read_today()), Viewer(mode=mode), Text(lang))
    if warehouse.warning:
        print(desk.text.of(warehouse.warning), file=sys.stderr)
    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=1.0)
        written = write_document(
            chosen, desk, lambda words, share: bar.update(task, description=words, completed=share), output.suffix
        )
    _write_down(chosen, desk, folder, written.names)
    try:
        output.write_bytes(written.data)
    except OSError as error:
        raise _unwritten(output, error.strerror or str(error)) from error
    for gap in (*written.blanks, *written.failed):
        print(f"{gap.where}: {gap.why}", file=sys.stderr)
    print(desk.text("export.written", file=output.name, size=len(written.data) // 1024))


def _refuse_place(output: Path) -> None:
    """Raises UserError where no file can be written, before anything is read or stands in the trail."""
    if not output.parent.is_dir():
        raise _unwritten(output, f"không có thư mục «{output.parent}»")
    if output.is_dir():
        raise _unwritten(output, "đó là một thư mục")


def _unwritten(output: Path, why: str) -> UserError:
    return UserError(
        f"Không ghi được «{output}»: {why}. Hãy chọn chỗ khác, hoặc đóng tệp ấy nếu đang mở.",
        f"«{output}» cannot be written: {why}. Choose another place, or close the file where it is open.",
    )


def _write_down(kind: Kind, desk: Desk, folder: Path, names: int) -> None:
    """A document was taken away: that stands in the trail before it is written. Raises UserError where it cannot."""
    codes = {"ky": desk.filters.period or ""}
    chosen = {name: code for name, code in codes.items() if code}
    try:
        append(
            find_trail(folder),
            Act(*find_account(), "export", kind.id, names or None, str(desk.viewer.mode), chosen),
            now=datetime.now(),
        )
    except OSError as error:
        raise UserError(
            f"Không ghi được nhật ký truy cập: {error.strerror}. Tài liệu không được ghi.",
            f"The trail cannot be written: {error.strerror}. The document is not written.",
        ) from error
