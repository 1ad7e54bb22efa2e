"""`python -m dashboard [--check]`: write docs/plan-coverage.md and docs/access-pages.md, or say if they are in step.

`export`: a document.
"""

import sys
from importlib import import_module
from typing import Annotated

import typer

from dashboard.documents.command import export
from queries import UserError

# By name: the menu knows every page, and the types of pages are not ours to check from here.
WRITTEN = {"dashboard.plan": "data/reference", "pages.access": "pages/menu.py"}
app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
app.command("export")(export)


@app.callback(invoke_without_command=True)
def write_plan(
    context: typer.Context,
    check: Annotated[bool, typer.Option("--check", help="Chỉ kiểm tra hai trang của docs/, không ghi.")] = False,
) -> None:
    """Viết docs/plan-coverage.md và docs/access-pages.md, hoặc làm tài liệu với «export»."""
    if context.invoked_subcommand:
        return
    for name, source in WRITTEN.items():
        document = import_module(name)
        if not check:
            document.PATH.write_text(document.write_document(), encoding="utf-8")
        elif not document.is_in_step():
            sys.exit(f"docs/{document.PATH.name} không còn khớp với {source}. Hãy chạy «python -m dashboard».")


def main() -> None:
    """Run the command; what the person did wrong is one Vietnamese sentence and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        app(prog_name="python -m dashboard")
    except UserError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
