"""Findings: what was wrong, where, what was found and what to do; and what a person could settle of it."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    REPAIR = "repair"
    INFO = "info"


class Kind(StrEnum):
    """What an answer is about, hence what its subject names."""

    COLUMN = "column"
    AREA = "area"
    CLASS = "class"
    TICK = "tick"
    TEST_HOUSEHOLD = "test_household"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that a finding raises: `kind` and `subject` are the key of its answer, `options` value and label.

    Nothing in it is personal.
    """

    kind: Kind
    subject: str
    text: str
    options: tuple[tuple[str, str], ...]


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
    asked: Asked | None = None
