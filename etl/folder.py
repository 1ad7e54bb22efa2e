"""Where a ward's data lie: reference, raw, decisions, the published warehouses and the pointer to the current one."""

import hashlib
import secrets
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from etl.desk.aside import ASIDE_FILE, AsideLog, blank_lines, list_runs, read_aside
from etl.loads import LOADS_FILE, LoadLog
from etl.parse import hash_file
from etl.reference import TABLES
from etl.whole_file import write_whole

PROJECT_DATA = Path(__file__).resolve().parents[1] / "data"
ROLLBACKS_FILE, HELD_FILE = "rollbacks.csv", "held.csv"
_HERE = Path(__file__).resolve().parent
_CODE = (_HERE, _HERE.parent / "identity")
# Of the sample ward they stand beside the data, not in the sample that is committed.
SCENARIOS_FILE, SAMPLE_SCENARIOS_FILE = "scenarios.csv", "scenarios_of_sample.csv"
# Of these the content depends on what they come to, not on their lines; of the last three not at all.
_LOGS = (ASIDE_FILE, LOADS_FILE, ROLLBACKS_FILE, SCENARIOS_FILE, SAMPLE_SCENARIOS_FILE)


@dataclass(frozen=True, slots=True)
class DataFolder:
    """`root` is the DIR of every command. Only the project's own data/ with an empty raw/ shows the sample ward.

    A folder as it would be after a draft is published: `staged` are files from elsewhere with their names in raw/,
    `own_aside` what would be set aside then, `own_decisions` the decisions as they would be, `is_own` that it is never
    the sample.
    """

    root: Path
    staged: tuple[tuple[Path, str], ...] = ()
    own_aside: AsideLog | None = None
    is_own: bool = False
    own_decisions: Path | None = None

    @property
    def is_sample(self) -> bool:
        return not self.is_own and self.root.resolve() == PROJECT_DATA and not any(_list_files(self.root / "raw"))

    @property
    def _inputs(self) -> Path:
        return self.root / "sample" if self.is_sample else self.root

    @property
    def raw(self) -> Path:
        return self._inputs / "raw"

    @property
    def decisions(self) -> Path:
        return self.own_decisions or self._inputs / "decisions"

    @property
    def scenarios(self) -> Path:
        return self.root / "decisions" / (SAMPLE_SCENARIOS_FILE if self.is_sample else SCENARIOS_FILE)

    @property
    def inbox(self) -> Path:
        return self.root / "inbox"

    @property
    def pointer(self) -> Path:
        return self.root / "current"

    @property
    def aside(self) -> AsideLog:
        return read_aside(self.decisions) if self.own_aside is None else self.own_aside

    def list_raw(self) -> list[tuple[Path, str]]:
        """Source files with the name shown to people, in one order on every machine; without those set aside."""
        contents = self.aside.contents
        return [(path, name) for path, name in self.list_all_raw() if not contents or hash_file(path) not in contents]

    def list_all_raw(self) -> list[tuple[Path, str]]:
        """Source files with the name shown to people, set aside or not."""
        named = [(path, path.relative_to(self.raw).as_posix()) for path in _list_files(self.raw)]
        shown = [(path, unicodedata.normalize("NFC", name)) for path, name in (*named, *self.staged)]
        return sorted(shown, key=lambda pair: pair[1])

    def list_decided(self, held: int = 0) -> list[tuple[str, tuple[int, int]]]:
        """The lines in force below the header of every file of decisions, as stretches: file, first and last line.

        `held`: how many lines a build is about to add to held.csv itself.
        """
        aside, found = self.aside, []
        for path in sorted(self.decisions.rglob("*.csv")):
            name = path.relative_to(self.decisions).as_posix()
            if name not in _LOGS:
                count = len(path.read_bytes().splitlines())
                numbers = set(range(2, count + 1)) - aside.list_lines(name)
                found += [(name, run) for run in list_runs(numbers)]
        if held:
            path = self.decisions / HELD_FILE
            last = max(1, len(path.read_bytes().splitlines()) if path.exists() else 0)
            found.append((HELD_FILE, (last + 1, last + held)))
        return found

    def map_reference(self) -> dict[str, Path]:
        """The ward's own file where there is one, else the project's."""
        own = {stem: self.root / "reference" / f"{stem}.csv" for stem in TABLES}
        return {
            stem: path if path.exists() else PROJECT_DATA / "reference" / f"{stem}.csv" for stem, path in own.items()
        }

    def read_secret(self) -> bytes:
        """The key of the pseudonyms; made at the first build and kept with the decisions."""
        path = self._inputs / "decisions" / "household_key.txt"
        if not path.exists():
            write_whole(path, secrets.token_hex(32) + "\n")
        return bytes.fromhex(path.read_text(encoding="ascii").strip())

    def peek_secret(self) -> bytes:
        """The key if there is one; an empty key otherwise, good for an inspection that stores nothing."""
        path = self.decisions / "household_key.txt"
        return bytes.fromhex(path.read_text(encoding="ascii").strip()) if path.exists() else b""

    def hash_inputs(self, loads: LoadLog) -> str:
        """One digest of everything the content depends on: reference, raw and decisions in force, and the code.

        What is set aside leaves no trace in it: after going back to a snapshot the digest is that of the snapshot.
        """
        digest = hashlib.sha256()
        code = sorted(path for folder in _CODE for path in folder.rglob("*") if path.suffix in (".py", ".sql", ".yml"))
        for path in (*code, *self.map_reference().values()):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        for name, content in self._list_decisions():
            digest.update(name.encode() + b"\0" + content + b"\0")
        sources = [(name, hash_file(path)) for path, name in self.list_raw()]
        for name, sha256 in sources:
            digest.update(f"{name}\0{sha256}\0".encode())
        digest.update(loads.write_out({sha256 for _, sha256 in sources}).encode())
        return digest.hexdigest()

    def hash_decisions(self) -> str:
        """One digest of what people decided and is in force, and of which files are set aside."""
        digest = hashlib.sha256("\0".join(sorted(self.aside.contents)).encode())
        for name, content in self._list_decisions():
            digest.update(name.encode() + b"\0" + content + b"\0")
        return digest.hexdigest()

    def _list_decisions(self) -> Iterator[tuple[str, bytes]]:
        aside = self.aside
        for path in sorted(_list_files(self.decisions)):
            name = path.relative_to(self.decisions).as_posix()
            # What builds wrote into held.csv themselves follows from the rest.
            if name not in (*_LOGS, HELD_FILE):
                content = blank_lines(path.read_bytes(), aside.list_lines(name)).rstrip(b"\r\n")
                # A file of which every line but the header is set aside is a file that is not there yet.
                if not aside.list_lines(name) or len(content.splitlines()) > 1:
                    yield name, content


def _list_files(folder: Path) -> Iterator[Path]:
    """Files at any depth, without hidden ones and Excel's own lock files."""
    if folder.is_dir():
        yield from (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith((".", "~$")))
