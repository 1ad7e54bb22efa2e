"""python -m etl template: a fill-in workbook of one form."""

from pathlib import Path
from typing import Annotated

import typer

from etl.clock import read_today
from etl.errors import InputError
from etl.folder import DataFolder
from etl.noting import require_trail, write_down
from etl.options import DataOption, find_root


def add_templates(app: typer.Typer) -> None:
    app.command("template")(template_command)


def template_command(
    form: str,
    output: Annotated[Path, typer.Option("-o", "--output", help="Tệp .xlsx sẽ ghi.")],
    area: Annotated[str | None, typer.Option(help="Khối phố; không ghi là cả phường.")] = None,
    period: Annotated[str | None, typer.Option(help="Kỳ, ví dụ 2026 hoặc 2026-05; không ghi là kỳ mới nhất.")] = None,
    standard: Annotated[str | None, typer.Option(help="Chuẩn nghèo; không ghi là chuẩn áp dụng ở kỳ ấy.")] = None,
    data: DataOption = None,
) -> None:
    """Ghi tệp Excel để điền của một biểu, đã có danh sách hiện tại; có họ tên và số định danh."""
    # What writes workbooks: no other command waits for it.
    from etl.templates.template import make_template
    from etl.templates.workbook import write_template

    root = find_root(data)
    require_trail(root)
    template = make_template(DataFolder(root), form, area=area, period=period, today=read_today(), standard=standard)
    _write(output, write_template(template))
    rows = sum(len(sheet.rows) for sheet in template.sheets)
    write_down(root, "template", form, rows)
    print(f"Đã ghi {output}: {template.title}, {rows} dòng điền sẵn.")


def _write(path: Path, content: bytes) -> None:
    """For its owner alone: it names people."""
    try:
        path.write_bytes(content)
        path.chmod(0o600)
    except OSError as error:
        raise InputError(f"Không ghi được {path}: {error.strerror}. Hãy chọn thư mục khác.") from None
