"""What one sheet gave: its records, its counts that add up, its findings."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import overload

from etl.clean.class_words import Result
from etl.column import Column, Marks, Rows, make_column, repeat
from etl.issue import Asked, Issue, Severity

Record = dict[str, object]


class ColumnRecords(Sequence[Record]):
    """Records of a long list, kept as columns of one length; a record is made when it is asked for."""

    def __init__(self, columns: Mapping[str, Column[object]]) -> None:
        self.columns = dict(columns)

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), ()))

    @overload
    def __getitem__(self, place: int) -> Record: ...
    @overload
    def __getitem__(self, place: slice) -> list[Record]: ...
    def __getitem__(self, place: int | slice) -> Record | list[Record]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        return {name: column[place] for name, column in self.columns.items()}

    def __iter__(self) -> Iterator[Record]:
        names = tuple(self.columns)
        return (dict(zip(names, values, strict=True)) for values in zip(*self.columns.values(), strict=True))

    def take(self, rows: Rows | Marks) -> "ColumnRecords":
        """These records alone, by their places or by a mark for each."""
        return ColumnRecords({name: column.take(rows) for name, column in self.columns.items()})


def read_column(records: Sequence[Record], name: str) -> Column[object]:
    """One field of all records, None where a record lacks it."""
    if isinstance(records, ColumnRecords):
        return records.columns.get(name, repeat(None, len(records)))
    return make_column([record.get(name) for record in records])


def list_columns(records: Sequence[Record]) -> dict[str, Column[object]]:
    """All fields of all records, in the order in which they come up."""
    if isinstance(records, ColumnRecords):
        return records.columns
    names = dict.fromkeys(name for record in records for name in record)
    return {name: read_column(records, name) for name in names}


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

    `records` go to the warehouse, `waiting` are households of quarantined rows; `raw` shows cells as found, column by
    column; `summary`: the rows of a summary sheet. `columns` maps field to 0-based column.
    `listed_class`, of a movement report alone: poor or near_poor. `reports_households`: a list of persons that carries
    the class of every household, so that its khối have reported both. `left_rows`: of households that left
    poverty, perhaps for the near-poor. `held_results`: of quarantined rows, the class that their section tells.
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
    left_rows: set[int] = field(default_factory=set)
    held_results: dict[int, Result | None] = field(default_factory=dict)
    rows_read: int = 0
    rows_accepted: int = 0
    rows_quarantined: int = 0
    rows_merged: int = 0
    test_rows: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    records: Sequence[Record] = ()
    waiting: list[Record] = field(default_factory=list)
    raw: Mapping[str, Column[object]] = field(default_factory=dict)
    summary: list[Record] = field(default_factory=list)
    area_ids: set[str] = field(default_factory=set)
    issues: list[Issue] = field(default_factory=list)
    checks: list[Record] = field(default_factory=list)

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
