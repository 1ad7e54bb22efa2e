"""Findings: what was wrong, where, what was found and what to do."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    REPAIR = "repair"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding; `message` is a whole Vietnamese sentence, a personal `found` is masked before it is stored."""

    severity: Severity
    rule: str
    message: str
    file: str | None = None
    sheet: str | None = None
    cell: str | None = None
    row: int | None = None
    column: str | None = None
    found: str | None = None
    used: str | None = None
    is_personal: bool = False
