"""Official tables and listings: their definition as the SQL file gives it, and the rows as one viewer may see them."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from queries.filters import Filters
from queries.indicator import Access, Behind
from queries.result import Source
from queries.words import Words

Coverage = Literal["movement", "household_review", "two_standards"]
ColumnKind = Literal[
    "text",
    "words",
    "count",
    "decimal",
    "money",
    "share",
    "date",
    "flag",
    "code",
    "area",
    "household",
    "name",
    "free_text",
]


@dataclass(frozen=True, slots=True)
class Column:
    """`kind` says how a cell is written: a share is a fraction, money whole đồng, a code one word of the list `codes`.

    `words`: a name in both languages, in SQL {'vi': …, 'en': …}, in the rows of a table `Words`.
    `is_sum`: added up over khối; `is_whole`: only where it is known of every one.
    `is_derived`: computed from the other columns, not read from the warehouse. `is_earliest`: the first day over khối.
    `is_own_words`: what the ward wrote of its own work: read as written in the office, without whom it names at its
    meetings, never outside.
    """

    name: str
    title: Words
    kind: ColumnKind
    codes: str | None = None
    is_sum: bool = False
    is_whole: bool = False
    is_derived: bool = False
    is_earliest: bool = False
    is_own_words: bool = False


@dataclass(frozen=True, slots=True)
class TableDefinition:
    """`body` is one SELECT with period, standard_id, area_id, sort_key and every column that is not derived.

    `coverage`: what tells which khối are in the sums, None where nobody asks.
    `rows` are what it counts; () where each row names its own place, or is of the plan.
    `slices`: what filters choose by and the sums are made over.
    """

    id: str
    title: Words
    definition: Words
    columns: tuple[Column, ...]
    sources: tuple[str, ...]
    access: Access
    body: str
    coverage: Coverage | None = None
    rows: tuple[Behind, ...] = ()
    slices: tuple[str, ...] = ()


def has_unit(definition: TableDefinition) -> bool:
    return "unit_id" in {*(column.name for column in definition.columns), *definition.slices}


def is_summed(definition: TableDefinition) -> bool:
    return any(column.is_sum for column in definition.columns)


@dataclass(frozen=True, slots=True)
class Table:
    """`filters` have their defaults filled in. `withheld`: why there are no rows. The group as in a `Result`.

    `areas_*` count the khối that the rows tell of and those they should; both are 0 where a table has no coverage.
    """

    id: str
    title: Words
    definition: Words
    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...]
    access: Access
    filters: Filters
    as_of: date
    sources: tuple[Source, ...]
    withheld: Words | None = None
    areas_reported: int = 0
    areas_total: int = 0
    is_divided_by_group: bool = True
    group_untold: int | None = None

    @property
    def is_complete(self) -> bool:
        return self.areas_reported == self.areas_total

    def column(self, name: str) -> tuple[object, ...]:
        """Return the cells of one column. Raises ValueError for a column the table does not have."""
        place = [column.name for column in self.columns].index(name)
        return tuple(row[place] for row in self.rows)

    def records(self) -> list[dict[str, Any]]:
        """Return the rows as dictionaries by column."""
        names = [column.name for column in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self.rows]
