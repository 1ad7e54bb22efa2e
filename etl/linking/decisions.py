"""What people decided about pairs of rows: decisions/links.csv, append-only, where a later line wins."""

import csv
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from datetime import date
from enum import StrEnum
from pathlib import Path

from filelock import FileLock

from etl.desk.aside import open_decided
from etl.errors import InputError

LINKS_FILE = "links.csv"


class Verdict(StrEnum):
    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class LinkDecision:
    """One line. The ids name rows (listed_id), so the file holds no personal data; `note` should hold none either."""

    decided_on: str
    decided_by: str
    verdict: str
    earlier_period: str
    earlier_id: str
    later_period: str
    later_id: str
    note: str = ""


_FIELDS = tuple(field.name for field in fields(LinkDecision))


def read_decisions(decisions: Path) -> dict[int, LinkDecision]:
    """Decisions in force by their line in the file. Raises InputError naming file and line where one cannot be read."""
    path = decisions / LINKS_FILE
    if not path.exists():
        return {}
    try:
        with open_decided(decisions, LINKS_FILE) as source:
            return dict(_read_lines(path, source))
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"Không đọc được {path}: không phải tệp CSV mã UTF-8 ({error}). Hãy lưu lại tệp.") from None


def _read_lines(path: Path, source: Iterator[str]) -> Iterator[tuple[int, LinkDecision]]:
    reader = csv.reader(source)
    if tuple(next(reader, ())) != _FIELDS:
        raise InputError(f"Tệp {path}, dòng 1: phải là tiêu đề «{','.join(_FIELDS)}». Hãy sửa lại.")
    for cells in reader:
        if cells:
            yield reader.line_num, _read_line(path, reader.line_num, [cell.strip() for cell in cells])


def _read_line(path: Path, line: int, cells: list[str]) -> LinkDecision:
    place = f"Tệp {path}, dòng {line}"
    if len(cells) != len(_FIELDS):
        raise InputError(f"{place}: có {len(cells)} ô, phải có {len(_FIELDS)}. Hãy sửa dòng này.")
    decision = LinkDecision(*cells)
    if decision.verdict not in set(Verdict):
        raise InputError(f"{place}: verdict ghi «{decision.verdict}», phải là same hoặc different. Hãy sửa dòng này.")
    empty = [name for name, cell in zip(_FIELDS[:-1], cells, strict=False) if not cell]
    if empty:
        raise InputError(f"{place}: thiếu {', '.join(empty)}. Hãy ghi đủ rồi chạy lại.")
    try:
        date.fromisoformat(decision.decided_on)
    except ValueError:
        raise InputError(
            f"{place}: decided_on ghi «{decision.decided_on}», phải là ngày dạng 2026-11-20. Hãy sửa dòng này."
        ) from None
    return decision


def append_decision(decisions: Path, decision: LinkDecision) -> None:
    """Add one line; two officers at once both get theirs."""
    decisions.mkdir(parents=True, exist_ok=True)
    path = decisions / LINKS_FILE
    with FileLock(decisions / f".{LINKS_FILE}.lock"):
        written = path.read_bytes() if path.exists() else b""
        with path.open("a", encoding="utf-8", newline="") as target:
            # Whoever edited the file by hand may have left its last line open.
            target.write("" if written.endswith(b"\n") or not written else "\n")
            writer = csv.writer(target, lineterminator="\n")
            writer.writerows([] if written else [_FIELDS])
            writer.writerow(astuple(decision))
