"""A ward's data folder with a desk: what the tests of drafts, publishing and going back do again and again."""

import json
import subprocess
import sys
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from etl.desk.draft import Draft, list_drafts
from etl.desk.preview import draft_again, draft_files
from etl.desk.publication import Publication, publish_draft
from etl.folder import PROJECT_DATA
from etl.progress import say_nothing
from etl.publish import find_current
from tests.etl.conftest import TODAY
from tests.etl.workbooks import household, write_households
from tests.named import open_named

MORNING = datetime(2026, 11, 20, 8, 0)


@dataclass
class Desk:
    """`root` is the data folder; files are written beside it, as on an officer's own disk."""

    root: Path
    hours: int = 0

    def now(self) -> datetime:
        """An hour later at every call, so that no two snapshots are of one second."""
        self.hours += 1
        return MORNING.replace(hour=self.hours % 24, minute=self.hours // 24)

    def write(self, name: str, *numbers: int, **told: Any) -> Path:
        """A list of these households; `told` is of all of them."""
        path = self.root.parent / "dropped" / name
        path.parent.mkdir(exist_ok=True)
        return write_households(path, *(household(number, **told) for number in numbers))

    def draft(self, *paths: Path, replaces: Collection[str] = (), by: str | None = "Lan") -> Draft:
        return draft_files(
            paths, root=self.root, replaces=replaces, by=by, today=TODAY, now=self.now(), on_progress=say_nothing
        )

    def again(self, draft: Draft, *replaces: str) -> Draft:
        return draft_again(
            draft.draft, root=self.root, replaces=replaces, today=TODAY, now=self.now(), on_progress=say_nothing
        )

    def publish(self, draft: Draft, by: str = "Minh", note: str = "") -> Publication:
        return publish_draft(
            draft.draft, root=self.root, by=by, note=note, today=TODAY, now=self.now(), on_progress=say_nothing
        )

    def load(self, *paths: Path, replaces: Collection[str] = ()) -> str:
        """Draft and publish; the stamp."""
        stamp = self.publish(self.draft(*paths, replaces=replaces)).stamp
        assert stamp is not None
        return stamp

    @property
    def inbox(self) -> Path:
        return self.root / "inbox"

    @property
    def current(self) -> Path | None:
        return find_current(self.root, self.root / "current")

    @property
    def drafts(self) -> list[str]:
        return [draft.draft for draft in list_drafts(self.inbox)]

    def query(self, sql: str) -> list[tuple[object, ...]]:
        """Over what is published."""
        assert self.current
        return query(self.current, sql)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "etl", *arguments, "--data", str(self.root)]
        return subprocess.run(command, capture_output=True, encoding="utf-8", cwd=PROJECT_DATA.parent, check=False)

    def ask(self, *arguments: str) -> Any:
        return json.loads(self.run(*arguments, "--json").stdout)

    def list_files(self) -> dict[str, bytes]:
        """Every file but those of drafts, with its content."""
        files = [path for path in self.root.rglob("*") if path.is_file() and self.inbox not in path.parents]
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in files}


def query(path: Path, sql: str) -> list[tuple[object, ...]]:
    with open_named(path) as connection:
        return connection.execute(sql).fetchall()


CLASSES = "SELECT recognised_class, count(*) FROM core.household_round GROUP BY ALL ORDER BY 1"
