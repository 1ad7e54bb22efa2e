"""Which content was loaded on which day: an append-only file among the decisions, so that a rebuild knows it again."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_FIELDS = ("sha256", "file", "loaded_date")


@dataclass(frozen=True, slots=True)
class Load:
    """Under which name and on which day a content was first loaded."""

    file: str
    day: date


@dataclass(slots=True)
class LoadLog:
    """`loads` by the sha256 of the file."""

    path: Path
    loads: dict[str, Load]

    @property
    def days(self) -> dict[str, date]:
        return {sha256: load.day for sha256, load in self.loads.items()}

    def note(self, sha256: str, file: str, *, today: date) -> None:
        """Write a new content down with today's day; a known one keeps its own."""
        if sha256 not in self.loads:
            self.loads[sha256] = Load(file, today)
            self._append(sha256, file, today)

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
        rows = list(csv.DictReader(source))
    return LoadLog(path, {row["sha256"]: Load(row["file"], date.fromisoformat(row["loaded_date"])) for row in rows})
