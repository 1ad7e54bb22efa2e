"""`python -m dashboard [--check]`: write docs/plan-coverage.md anew, or say if it is in step. `export`: a document."""

import sys
from typing import Annotated

import typer

from dashboard import plan
from dashboard.documents.command import export
from queries import UserError

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
app.command("export")(export)


@app.callback(invoke_without_command=True)
def write_plan(
    context: typer.Context,
    check: Annotated[bool, typer.Option("--check", help="Chỉ kiểm tra docs/plan-coverage.md, không ghi.")] = False,
) -> None:
    """Viết docs/plan-coverage.md từ data/reference, hoặc làm tài liệu với «export»."""
    if context.invoked_subcommand:
        return
    if not check:
        plan.PATH.write_text(plan.write_document(), encoding="utf-8")
    elif not plan.is_in_step():
        sys.exit("docs/plan-coverage.md không còn khớp với data/reference. Hãy chạy «python -m dashboard».")


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
