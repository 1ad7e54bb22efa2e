"""How far a build is, on the terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from etl.progress import Progress, say_nothing


@contextmanager
def show_bar() -> Iterator[Progress]:
    if not sys.stderr.isatty():
        yield say_nothing
        return
    # Only who looks at a bar waits for what draws it.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Đọc tệp", total=None)

        def show(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, description=f"Đọc {name}" if name else "Ghép và kiểm tra")

        yield show
