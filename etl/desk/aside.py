"""What builds leave out, though it stays where it is: decisions/aside.csv, append-only, where a later line wins.

A file is set aside by its content, lines of a decisions file by their numbers.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields, replace
from itertools import groupby
from pathlib import Path

from etl.errors import InputError

ASIDE_FILE = "aside.csv"
ASIDE, RELEASED = "aside", "released"
FILE, LINES = "file", "lines"
_MOST_LINES = 1_000_000


@dataclass(frozen=True, slots=True)
class AsideLine:
    """`what` file: `sha256` says which content. `what` lines: of the decisions file `name`, both ends included."""

    decided_at: str
    decided_by: str
    verdict: str
    what: str
    name: str
    sha256: str = ""
    first_line: str = ""
    last_line: str = ""
    reason: str = ""


_FIELDS = tuple(field.name for field in fields(AsideLine))


@dataclass(frozen=True, slots=True)
class AsideLog:
    """The whole file, and what it comes to."""

    lines: tuple[AsideLine, ...] = ()

    @property
    def contents(self) -> frozenset[str]:
        """The sha256 of every file that is set aside now."""
        last = {line.sha256: line.verdict for line in self.lines if line.what == FILE}
        return frozenset(sha256 for sha256, verdict in last.items() if verdict == ASIDE)

    def list_lines(self, name: str) -> frozenset[int]:
        """The numbers of the lines of one decisions file that are set aside now."""
        found: set[int] = set()
        for line in self.lines:
            if line.what == LINES and line.name == name:
                told = range(int(line.first_line), int(line.last_line) + 1)
                found = found.union(told) if line.verdict == ASIDE else found.difference(told)
        return frozenset(found)

    def list_standing(self) -> list["AsideLine"]:
        """What is set aside now, the newest first: each file with the line that did it, decisions line by line."""
        last = {line.sha256: line for line in self.lines if line.what == FILE}
        found = [line for line in last.values() if line.verdict == ASIDE]
        found += [line for line in self.lines if line.what == LINES and self._stands(line)]
        return sorted(found, key=lambda line: line.decided_at, reverse=True)

    def _stands(self, line: "AsideLine") -> bool:
        told = range(int(line.first_line), int(line.last_line) + 1)
        return line.verdict == ASIDE and not self.list_lines(line.name).isdisjoint(told)

    def add(self, lines: Iterable[AsideLine]) -> "AsideLog":
        return replace(self, lines=(*self.lines, *lines))

    def write_out(self) -> str:
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerows([_FIELDS, *map(astuple, self.lines)])
        return text.getvalue()


def read_aside(decisions: Path) -> AsideLog:
    """Raises InputError naming file and line where one cannot be read."""
    path = decisions / ASIDE_FILE
    if not path.exists():
        return AsideLog()
    try:
        with path.open(encoding="utf-8-sig", newline="") as source:
            return AsideLog(tuple(_read_lines(path, csv.reader(source))))
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"Không đọc được {path}: không phải tệp CSV mã UTF-8 ({error}). Hãy lưu lại tệp.") from None


def _read_lines(path: Path, reader: Iterable[list[str]]) -> Iterator[AsideLine]:
    for number, cells in enumerate(reader, start=1):
        place = f"Tệp {path}, dòng {number}"
        if number == 1:
            if tuple(cells) != _FIELDS:
                raise InputError(f"{place}: phải là tiêu đề «{','.join(_FIELDS)}». Hãy sửa lại.")
        elif cells:
            if len(cells) != len(_FIELDS):
                raise InputError(f"{place}: có {len(cells)} ô, phải có {len(_FIELDS)}. Hãy sửa dòng này.")
            yield _check(place, AsideLine(*(cell.strip() for cell in cells)))


def _check(place: str, line: AsideLine) -> AsideLine:
    if line.verdict not in (ASIDE, RELEASED):
        raise InputError(f"{place}: verdict ghi «{line.verdict}», phải là aside hoặc released. Hãy sửa dòng này.")
    if line.what == FILE and line.sha256:
        return line
    is_numbered = line.first_line.isdecimal() and line.last_line.isdecimal()
    if line.what == LINES and is_numbered and 1 <= int(line.first_line) <= int(line.last_line) <= _MOST_LINES:
        return line
    raise InputError(
        f"{place}: what phải là file kèm sha256 của tệp, hoặc lines kèm first_line và last_line. Hãy sửa dòng này."
    )


def open_decided(decisions: Path, name: str) -> io.StringIO:
    """The decisions file as builds read it: a line that is set aside is an empty one, so that the others keep their
    numbers. Raises UnicodeDecodeError, FileNotFoundError and what `read_aside` raises."""
    kept = blank_lines((decisions / name).read_bytes(), read_aside(decisions).list_lines(name))
    return io.StringIO(kept.decode("utf-8-sig"), newline="")


def blank_lines(content: bytes, numbers: frozenset[int]) -> bytes:
    return b"".join(
        b"\n" if number in numbers else line for number, line in enumerate(content.splitlines(keepends=True), start=1)
    )


def list_runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Numbers as stretches without a gap, both ends included."""
    for _, run in groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0]):
        found = [number for _, number in run]
        yield found[0], found[-1]
