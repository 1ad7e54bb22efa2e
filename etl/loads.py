"""Which content was loaded on which day: an append-only file among the decisions, so that a rebuild knows it again."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_FIELDS = ("sha256", "file", "loaded_date")


@dataclass(slots=True)
class LoadLog:
    """`days` maps the sha256 of a file to the day it was first loaded."""

    path: Path
    days: dict[str, date]

    def find_day(self, sha256: str, file: str, *, today: date) -> date:
        """The day this content was first loaded; a new content is written down with today's."""
        if sha256 not in self.days:
            self.days[sha256] = today
            self._append(sha256, file, today)
        return self.days[sha256]

    def _append(self, sha256: str, file: str, day: date) -> None:
        is_new = not self.path.exists()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8", newline="") as target:
            writer = csv.writer(target)
            if is_new:
                writer.writerow(_FIELDS)
            writer.writerow((sha256, file, day.isoformat()))


def read_loads(decisions: Path) -> LoadLog:
    path = decisions / "loads.csv"
    if not path.exists():
        return LoadLog(path, {})
    with path.open(encoding="utf-8", newline="") as source:
        return LoadLog(path, {row["sha256"]: date.fromisoformat(row["loaded_date"]) for row in csv.DictReader(source)})
