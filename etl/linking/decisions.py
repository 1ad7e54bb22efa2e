"""What people decided about pairs of rows: decisions/links.csv, append-only, where a later line wins."""

from dataclasses import astuple, dataclass, fields
from enum import StrEnum
from pathlib import Path

from etl.decisions.log import Line, NewLine, append_line, read_log, require_day, require_filled

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
    return {line.number: _read_line(line) for line in read_log(decisions, LINKS_FILE, _FIELDS)}


def _read_line(line: Line) -> LinkDecision:
    decision = LinkDecision(*line.cells)
    if decision.verdict not in set(Verdict):
        raise line.refuse(f"verdict ghi «{decision.verdict}», phải là same hoặc different. Hãy sửa dòng này.")
    require_filled(line, _FIELDS, may_be_empty=("note",))
    require_day(line, "decided_on", decision.decided_on)
    return decision


def write_decision(decision: LinkDecision) -> NewLine:
    return NewLine(LINKS_FILE, _FIELDS, astuple(decision))


def append_decision(decisions: Path, decision: LinkDecision) -> None:
    """Add one line; two officers at once both get theirs."""
    append_line(decisions, write_decision(decision))
