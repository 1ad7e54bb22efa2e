"""python -m etl build | inspect | links | link | …: the officer's commands; the others stand beside what they do.

Exit 0 done, 1 the input is at fault, 2 wrong usage.
"""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from etl.build import build
from etl.clock import read_today
from etl.decisions.commands import add_decisions
from etl.desk.commands import add_desk
from etl.errors import InputError
from etl.folder import DataFolder
from etl.inspection import inspect
from etl.key_command import key_command
from etl.linking.decisions import LinkDecision, Verdict
from etl.linking.review import decide, describe_suggestions, list_suggestions, show_suggestion
from etl.noting import require_trail, write_down
from etl.options import DataOption, JsonOption, find_root
from etl.progress_bar import show_bar
from etl.recorded.commands import add_records
from etl.report import describe_build, describe_inspection, show_build, show_inspection
from etl.scenarios.commands import add_scenarios
from etl.templates.commands import add_templates

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
add_desk(app)
add_decisions(app)
add_templates(app)
add_records(app)
add_scenarios(app)
app.command("key")(key_command)


@app.command("build")
def build_command(data: DataOption = None, as_json: JsonOption = False) -> None:
    """Đọc toàn bộ thư mục dữ liệu, kiểm tra, công bố."""
    root = find_root(data)
    require_trail(root)
    with show_bar() as on_progress:
        report = build(root, today=read_today(), now=datetime.now(), on_progress=on_progress)
    if report.is_new:
        write_down(root, "build", report.path.stem, len(report.files))
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
    for inspected in inspect([path.absolute() for path in files], root=find_root(data), today=read_today()):
        print(
            json.dumps(show_inspection(inspected), ensure_ascii=False)
            if as_json
            else "\n".join(describe_inspection(inspected))
        )


@app.command("links")
def links_command(data: DataOption = None, as_json: JsonOption = False) -> None:
    """Các cặp dòng có thể là một hộ, chờ người có trách nhiệm quyết định; có họ tên, chỉ xem trên máy của mình."""
    root = find_root(data)
    suggestions = list_suggestions(DataFolder(root))
    write_down(root, "view", "link_suggestions", len(suggestions))
    if as_json:
        print(json.dumps([show_suggestion(suggestion) for suggestion in suggestions], ensure_ascii=False))
    else:
        print("\n".join(describe_suggestions(suggestions)))


@app.command("link")
def link_command(
    earlier_period: str,
    earlier_id: str,
    later_period: str,
    later_id: str,
    verdict: Annotated[Verdict, typer.Option(help="same: cùng một hộ; different: hai hộ khác nhau.")],
    decided_by: Annotated[str, typer.Option("--by", help="Người quyết định (tên hoặc chức danh).")],
    note: Annotated[str, typer.Option(help="Căn cứ, văn bản; không ghi tên hay số định danh của dân.")] = "",
    data: DataOption = None,
) -> None:
    """Ghi quyết định về một cặp dòng vào decisions/links.csv; dòng ghi sau thay dòng ghi trước."""
    ends = (earlier_period, earlier_id, later_period, later_id)
    decision = LinkDecision(read_today().isoformat(), decided_by, verdict.value, *ends, note)
    root = find_root(data)
    require_trail(root)
    path = decide(DataFolder(root), decision)
    write_down(root, "link", f"{verdict.value} {earlier_id} {later_id}")
    said = "cùng một hộ" if verdict is Verdict.SAME else "hai hộ khác nhau"
    print(f"Đã ghi vào {path}: {earlier_id} (kỳ {earlier_period}) và {later_id} (kỳ {later_period}) là {said}.")
    print("Chạy «python -m etl build» để số liệu theo quyết định này.")


def main() -> None:
    try:
        app()
    except InputError as error:
        print(error, file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
