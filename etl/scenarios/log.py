"""decisions/scenarios.csv, append-only: who kept which scenario, took it away, and brought it back.

No build reads it, so a damaged line is told and left where it is, and the others are read.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import datetime
from pathlib import Path

from etl.decisions.log import NewLine
from etl.errors import InputError
from etl.scenarios.model import Supposed, read_supposed

SAVED, REMOVED, RESTORED = "saved", "removed", "restored"


@dataclass(frozen=True, slots=True)
class ScenarioLine:
    """Removed and restored lines tell only of whom: the first line of a scenario says what it supposes."""

    scenario_id: str
    said_at: str
    said_by: str
    verdict: str
    name: str = ""
    period: str = ""
    helps: str = ""
    unit_costs_vnd: str = ""


FIELDS = tuple(field.name for field in fields(ScenarioLine))


@dataclass(frozen=True, slots=True)
class Kept:
    """One scenario; `is_removed`: it was taken away, and can be brought back."""

    line: ScenarioLine
    supposed: Supposed
    is_removed: bool


@dataclass(frozen=True, slots=True)
class ScenarioLog:
    """`problems`: a sentence on each line that could not be read."""

    kept: tuple[Kept, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def standing(self) -> tuple[Kept, ...]:
        return tuple(one for one in self.kept if not one.is_removed)

    def find(self, scenario_id: str) -> Kept | None:
        return next((one for one in self.kept if one.line.scenario_id == scenario_id), None)


def read_scenarios(path: Path) -> ScenarioLog:
    """Raises InputError where the file cannot be opened at all."""
    try:
        content = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise InputError(f"Không mở được {path}: {error.strerror}. Hãy xem lại tệp này.") from None
    problems: list[str] = []
    kept = _collect(_read_lines(path, content, problems), path, problems)
    return ScenarioLog(kept, tuple(problems))


def _collect(lines: Iterator[tuple[int, ScenarioLine]], path: Path, problems: list[str]) -> tuple[Kept, ...]:
    found: dict[str, Kept] = {}
    for number, line in lines:
        known = found.get(line.scenario_id)
        try:
            if line.verdict == SAVED:
                supposed = read_supposed(line.period, line.helps, line.unit_costs_vnd)
                found[line.scenario_id] = Kept(line, supposed, is_removed=False)
            elif known:
                found[line.scenario_id] = Kept(known.line, known.supposed, line.verdict == REMOVED)
        except InputError as error:
            problems.append(_tell(path, number, str(error)))
    return tuple(found.values())


def _read_lines(path: Path, content: bytes, problems: list[str]) -> Iterator[tuple[int, ScenarioLine]]:
    """Line by line, so that a quote left open ends with its line. No cell has a line break: see `append_line`."""
    for number, written in enumerate(content.removeprefix(b"\xef\xbb\xbf").splitlines(), start=1):
        try:
            cells = _read_cells(written)
            if tuple(cells) == FIELDS or not cells:
                continue
            if number == 1:
                problems.append(_tell(path, 1, f"phải là tiêu đề «{','.join(FIELDS)}»"))
            yield number, _read_line(cells)
        except (UnicodeDecodeError, csv.Error):
            problems.append(_tell(path, number, "không phải CSV mã UTF-8"))
        except InputError as error:
            problems.append(_tell(path, number, str(error)))


def _read_cells(written: bytes) -> Sequence[str]:
    return [cell.strip() for cell in next(csv.reader([written.decode()], strict=True), ())]


def _read_line(cells: Sequence[str]) -> ScenarioLine:
    if len(cells) != len(FIELDS):
        raise InputError(f"có {len(cells)} ô, phải có {len(FIELDS)}")
    line = ScenarioLine(*cells)
    if line.verdict not in (SAVED, REMOVED, RESTORED):
        raise InputError(f"verdict ghi «{line.verdict}», phải là {SAVED}, {REMOVED} hoặc {RESTORED}")
    try:
        datetime.fromisoformat(line.said_at)
    except ValueError:
        raise InputError(f"said_at ghi «{line.said_at}», phải dạng 2026-11-20T08:00:00") from None
    if not line.scenario_id or not line.said_by or (line.verdict == SAVED and not line.name):
        raise InputError("thiếu mã, người lập hoặc tên kịch bản")
    return line


def _tell(path: Path, number: int, why: str) -> str:
    return f"Tệp {path.name}, dòng {number}: {why}. Dòng này chưa dùng được, vẫn còn trong tệp; hãy sửa lại."


def write_line(path: Path, line: ScenarioLine) -> NewLine:
    return NewLine(path.name, FIELDS, astuple(line))
