"""The reporting lines of projects as they are drawn: work and money as shares of the year, and a state in words."""

from dataclasses import dataclass
from typing import Any

from dashboard import theme
from dashboard.charts.labels import break_words
from dashboard.findings.projects import ABSENT
from dashboard.text import Text
from queries import Table, WorkStatus, words_of


@dataclass(frozen=True, slots=True)
class Line:
    """One reporting line. `work`, `money` and `plan` are fractions of the yearly plan; None is not reported, never 0.

    `is_absent`: out of scope or without money; `state` says so and no bar is drawn.
    """

    name: str
    unit: str
    work: float | None
    money: float | None
    plan: float | None
    state: str
    sign: theme.Sign
    is_absent: bool = False

    @property
    def label(self) -> str:
        return break_words(f"{self.name}: {self.sign.shape} {self.state}")


def read_lines(table: Table, text: Text) -> tuple[Line, ...]:
    """Return the rows of `project_lines`, unit by unit as they stand there."""
    columns = ("line_name", "unit_name", "work_share", "money_share", "plan_share", "work_status")
    return tuple(_read_line(cells, text) for cells in zip(*(table.column(name) for name in columns), strict=True))


def _read_line(cells: tuple[Any, ...], text: Text) -> Line:
    name, unit, work, money, plan, code = cells
    status = WorkStatus(code)
    state = text.of(words_of("work_status", status))
    return Line(text.of(name), text.of(unit), work, money, plan, state, theme.WORK_SIGNS[status], status in ABSENT)
