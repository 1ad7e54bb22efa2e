"""Where a ward's data lie: reference, raw, decisions, the published warehouses and the pointer to the current one."""

import hashlib
import secrets
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from etl.reference import TABLES

PROJECT_DATA = Path(__file__).resolve().parents[1] / "data"
_CODE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class DataFolder:
    """`root` is the DIR of every command. Only the project's own data/ with an empty raw/ shows the sample ward."""

    root: Path

    @property
    def is_sample(self) -> bool:
        return self.root.resolve() == PROJECT_DATA and not any(_list_files(self.root / "raw"))

    @property
    def _inputs(self) -> Path:
        return self.root / "sample" if self.is_sample else self.root

    @property
    def decisions(self) -> Path:
        return self._inputs / "decisions"

    @property
    def pointer(self) -> Path:
        return self.root / "current"

    def list_raw(self) -> list[tuple[Path, str]]:
        """Source files with the name shown to people, in one order on every machine."""
        raw = self._inputs / "raw"
        named = [(path, unicodedata.normalize("NFC", path.relative_to(raw).as_posix())) for path in _list_files(raw)]
        return sorted(named, key=lambda pair: pair[1])

    def map_reference(self) -> dict[str, Path]:
        """The ward's own file where there is one, else the project's."""
        own = {stem: self.root / "reference" / f"{stem}.csv" for stem in TABLES}
        return {
            stem: path if path.exists() else PROJECT_DATA / "reference" / f"{stem}.csv" for stem, path in own.items()
        }

    def read_secret(self) -> bytes:
        """The key of the pseudonyms; made at the first build and kept with the decisions."""
        path = self.decisions / "household_key.txt"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(secrets.token_hex(32) + "\n", encoding="ascii")
        return bytes.fromhex(path.read_text(encoding="ascii").strip())

    def peek_secret(self) -> bytes:
        """The key if there is one; an empty key otherwise, good for an inspection that stores nothing."""
        path = self.decisions / "household_key.txt"
        return bytes.fromhex(path.read_text(encoding="ascii").strip()) if path.exists() else b""

    def hash_inputs(self) -> str:
        """One digest of everything the content depends on: reference, raw, decisions and this package."""
        digest = hashlib.sha256()
        code = sorted(path for path in _CODE.rglob("*") if path.suffix in (".py", ".sql", ".yml"))
        decided = sorted(_list_files(self.decisions))
        for path in (*code, *self.map_reference().values(), *decided, *(path for path, _ in self.list_raw())):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        return digest.hexdigest()


def _list_files(folder: Path) -> Iterator[Path]:
    """Files at any depth, without hidden ones and Excel's own lock files."""
    if folder.is_dir():
        yield from (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith((".", "~$")))
