"""Which content was loaded on which day and by whom: kept among the decisions, so that a rebuild knows it again."""

import csv
import io
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from etl.whole_file import write_whole

LOADS_FILE = "loads.csv"
_FIELDS = ("sha256", "file", "loaded_date", "loaded_by")


@dataclass(frozen=True, slots=True)
class Load:
    """Under which name, on which day and by whom a content was first loaded; files laid in raw/ by hand name nobody."""

    file: str
    day: date
    by: str | None = None


@dataclass(slots=True)
class LoadLog:
    """`loads` by the sha256 of the file. Lines are only added; nothing is written before `save`."""

    path: Path
    loads: dict[str, Load]

    @property
    def days(self) -> dict[str, date]:
        return {sha256: load.day for sha256, load in self.loads.items()}

    @property
    def people(self) -> dict[str, str | None]:
        return {sha256: load.by for sha256, load in self.loads.items()}

    def note(self, sha256: str, file: str, *, today: date, by: str | None = None) -> None:
        """Note a new content with today's day; a known one keeps its own."""
        self.loads.setdefault(sha256, Load(file, today, by))

    def write_out(self, contents: Collection[str] | None = None) -> str:
        """The text of the file; with `contents` of these alone."""
        lines = [
            (sha256, load.file, load.day.isoformat(), load.by or "")
            for sha256, load in self.loads.items()
            if contents is None or sha256 in contents
        ]
        text = io.StringIO(newline="")
        csv.writer(text).writerows([_FIELDS, *lines])
        return text.getvalue()

    def save(self) -> None:
        if self.loads and self.loads != read_loads(self.path.parent).loads:
            write_whole(self.path, self.write_out())


def read_loads(decisions: Path) -> LoadLog:
    """Files from before `loaded_by` was noted are read as well."""
    path = decisions / LOADS_FILE
    if not path.exists():
        return LoadLog(path, {})
    with path.open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    return LoadLog(path, {row["sha256"]: _read_load(row) for row in rows})


def _read_load(row: dict[str, str]) -> Load:
    return Load(row["file"], date.fromisoformat(row["loaded_date"]), row.get("loaded_by") or None)
