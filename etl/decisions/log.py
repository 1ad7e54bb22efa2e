"""An append-only CSV file of decisions: read line by line, and a line added so that nobody's is lost."""

import csv
import io
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from filelock import FileLock

from etl.desk.aside import open_decided
from etl.errors import InputError


@dataclass(frozen=True, slots=True)
class Line:
    """`number` is that of the file, `cells` are trimmed, one for each of its fields."""

    path: Path
    number: int
    cells: tuple[str, ...]

    def refuse(self, why: str) -> InputError:
        """The exception to raise for a line that nobody may skip in silence."""
        return InputError(f"Tệp {self.path}, dòng {self.number}: {why}")


def read_log(decisions: Path, name: str, fields: Sequence[str]) -> list[Line]:
    """The lines in force, in order; none where there is no file.

    Raises InputError naming file and line for another header, a line of another length and what is no UTF-8 CSV.
    """
    path = decisions / name
    if not path.exists():
        return []
    try:
        with open_decided(decisions, name) as source:
            return list(_read_lines(path, source, fields))
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"Không đọc được {path}: không phải tệp CSV mã UTF-8 ({error}). Hãy lưu lại tệp.") from None


def _read_lines(path: Path, source: Iterator[str], fields: Sequence[str]) -> Iterator[Line]:
    reader = csv.reader(source)
    if tuple(next(reader, ())) != tuple(fields):
        raise InputError(f"Tệp {path}, dòng 1: phải là tiêu đề «{','.join(fields)}». Hãy sửa lại.")
    for cells in reader:
        line = Line(path, reader.line_num, tuple(cell.strip() for cell in cells))
        if cells and len(cells) != len(fields):
            raise line.refuse(f"có {len(cells)} ô, phải có {len(fields)}. Hãy sửa dòng này.")
        if cells:
            yield line


def require_filled(line: Line, fields: Sequence[str], *, may_be_empty: Container[str]) -> None:
    """Raises InputError for a line that lacks something."""
    named = zip(fields, line.cells, strict=True)
    if empty := [name for name, cell in named if not cell and name not in may_be_empty]:
        raise line.refuse(f"thiếu {', '.join(empty)}. Hãy ghi đủ rồi chạy lại.")


def require_day(line: Line, field: str, written: str) -> None:
    """Raises InputError for what is no day of the calendar."""
    try:
        date.fromisoformat(written)
    except ValueError:
        raise line.refuse(f"{field} ghi «{written}», phải là ngày dạng 2026-11-20. Hãy sửa dòng này.") from None


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line to be added to a file of decisions; `file` as seen from their folder, `fields` its header."""

    file: str
    fields: tuple[str, ...]
    cells: tuple[str, ...]


def append_line(decisions: Path, line: NewLine) -> None:
    """Add one line; two officers at once both get theirs."""
    path = decisions / line.file
    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path.with_name(f".{path.name}.lock")):
        written = path.read_bytes() if path.exists() else b""
        text = io.StringIO()
        # Whoever edited the file by hand may have left its last line open.
        text.write("" if written.endswith(b"\n") or not written else "\n")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerows([] if written else [line.fields])
        writer.writerow([" ".join(cell.split()) for cell in line.cells])
        with path.open("a", encoding="utf-8", newline="") as target:
            target.write(text.getvalue())
