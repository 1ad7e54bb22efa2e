"""What one sheet gave: its records, its counts that add up, its findings."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from etl.issue import Asked, Issue, Severity

Record = dict[str, object]


class RowQuarantined(Exception):
    """A row that contradicts itself; `issue` says why. The row is counted, named and left out.

    `record`: all it says but what it contradicts itself in, where a class once published may stand for that.
    """

    def __init__(self, issue: Issue) -> None:
        super().__init__(issue.message)
        self.issue = issue
        self.record: Record | None = None


@dataclass(slots=True)
class SheetReport:
    """`rows_read` = accepted + quarantined + merged + skipped, always.

    `records` go to the warehouse, `waiting` are households of quarantined rows, `raw` shows cells as found; `columns`
    maps field to 0-based column.
    `listed_class`, of a movement report alone: poor or near_poor. `reports_households`: a list of persons that carries
    the class of every household, so that its khối have reported both.
    """

    file: str
    sheet: str
    form: str
    period: str | None
    standard_id: str | None
    header_row: int | None
    columns: dict[str, int] = field(default_factory=dict)
    report_date: date | None = None
    listed_class: str | None = None
    reports_households: bool = False
    rows_read: int = 0
    rows_accepted: int = 0
    rows_quarantined: int = 0
    rows_merged: int = 0
    test_rows: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    records: list[Record] = field(default_factory=list)
    waiting: list[Record] = field(default_factory=list)
    raw: list[Record] = field(default_factory=list)
    area_ids: set[str] = field(default_factory=set)
    issues: list[Issue] = field(default_factory=list)

    def add_issue(
        self,
        severity: Severity,
        rule: str,
        message: str,
        *,
        row: int | None = None,
        cell: str | None = None,
        column: str | None = None,
        found: str | None = None,
        used: str | None = None,
        is_personal: bool = False,
        asked: Asked | None = None,
    ) -> Issue:
        issue = Issue(
            severity, rule, message, self.file, self.sheet, cell, row, column, found, used, is_personal, asked
        )
        self.issues.append(issue)
        return issue

    def check_conservation(self) -> None:
        """A lost row is a fault of this program, not of the officer."""
        total = self.rows_accepted + self.rows_quarantined + self.rows_merged + sum(self.skipped.values())
        if total != self.rows_read:
            raise AssertionError(f"{self.form}: {self.rows_read} rows read, {total} accounted for")
