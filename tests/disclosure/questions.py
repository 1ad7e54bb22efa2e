"""Every question that a role can ask of one list, as cells by name: what each tells, and which are hidden."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from queries import Filters, Row, Viewer, Warehouse, indicators, measure_households, table, tables, value
from queries.errors import UserError
from queries.families import BY_ROW
from queries.groups import is_divisible, list_groups
from queries.indicator import Indicator
from queries.listing import Column, TableDefinition, is_summed
from queries.multidimensional import Measure
from queries.privacy import PROTECTED

Key = tuple[str, ...]
# Counts of khối are of nobody.
OF_AREAS = "unclear_areas"


@dataclass(slots=True)
class Answers:
    """What was told. `cells` None: hidden, or the row is not there. `whole`: tables whose missing rows are of nobody.

    `shares`: of two cells that are not told, how often the second is in the first.
    """

    cells: dict[Key, float | None] = field(default_factory=dict)
    whole: set[Key] = field(default_factory=set)
    shares: list[tuple[Key, Key, float]] = field(default_factory=list)

    def read(self, key: Key) -> float | None:
        """Return what is told of a cell; nobody where its row is missing in an answer that leaves nothing out."""
        if key in self.cells:
            return self.cells[key]
        return 0 if any(key[: len(head)] == head for head in self.whole) else None


def list_tables() -> tuple[TableDefinition, ...]:
    return tuple(one for one in tables() if is_summed(one) and one.access != "restricted")


def list_slices(indicator: Indicator) -> tuple[str | None, ...]:
    return (None, *indicator.slices)


def list_indicator_groups(indicator: Indicator) -> tuple[str | None, ...]:
    return (None, *(list_groups() if is_divisible(indicator.id, indicator.body) else ()))


def is_count(column: Column) -> bool:
    return column.is_sum and column.name != OF_AREAS


def name_row(columns: tuple[Column, ...], row: tuple[object, ...]) -> Key:
    """Return what a row of a table of sums is about."""
    return tuple(
        f"{column.name}={getattr(cell, 'vi', cell)}"
        for column, cell in zip(columns, row, strict=True)
        if not (column.is_sum or column.is_derived or column.is_earliest or column.name == "area_id")
    )


def ask(asked: Filters, viewer: Viewer, warehouse: Warehouse) -> Answers:
    """Ask everything of one period and standard: each table, each indicator by each slice and group, each measure."""
    answers = Answers()
    for definition in list_tables():
        ask_table(definition, asked, viewer, warehouse, answers)
    for indicator in indicators():
        for group in list_indicator_groups(indicator):
            for by in list_slices(indicator):
                ask_indicator(indicator, replace(asked, group=group), by, viewer, warehouse, answers)
    ask_measures(asked, viewer, warehouse, answers)
    return answers


def ask_table(
    definition: TableDefinition, asked: Filters, viewer: Viewer, warehouse: Warehouse, answers: Answers
) -> None:
    found = table(definition.id, asked, viewer=viewer, warehouse=warehouse)
    head: Key = (definition.id,)
    if found.withheld is None and definition.id not in BY_ROW:
        answers.whole.add(head)
    for row in found.rows:
        about = name_row(found.columns, row)
        for column, cell in zip(found.columns, row, strict=True):
            if is_count(column):
                answers.cells[*head, *about, column.name] = None if cell is None else float(str(cell))


def ask_indicator(
    indicator: Indicator, asked: Filters, by: str | None, viewer: Viewer, warehouse: Warehouse, answers: Answers
) -> None:
    found = value(indicator.id, asked, by, viewer=viewer, warehouse=warehouse)
    head: Key = (indicator.id, str(asked.group), str(by))
    if found.withheld is None and found.total is not None:
        answers.whole.add(head)
    if found.total is not None:
        _tell(indicator, (indicator.id, str(asked.group), "None", "total"), found.total, answers)
    for row in found.rows:
        _tell(indicator, (*head, str(row.key)), row, answers)


def _tell(indicator: Indicator, head: Key, row: Row, answers: Answers) -> None:
    unknown = None if row.suppressed else row.unknown
    told = {"numerator": row.numerator, "unknown": unknown}
    if indicator.kind == "ratio":
        told["denominator"] = row.denominator
        is_told = row.numerator is not None and row.denominator is not None
        told["rest"] = (row.denominator or 0) - (row.numerator or 0) if is_told else None
    for name, cell in told.items():
        answers.cells[*head, name] = None if cell is None else float(cell)


def ask_measures(asked: Filters, viewer: Viewer, warehouse: Warehouse, answers: Answers) -> None:
    """Ask H, A and M0 for every number of shortfalls, and work the counts out of the shares."""
    for shortfalls in range(1, 13):
        try:
            found = measure_households(shortfalls, asked, viewer=viewer, warehouse=warehouse)
        except UserError:
            return
        if found.withheld is None:
            answers.cells["measure", "left_out"] = found.left_out
        if found.by_household:
            _count(found.by_household, found.indicators, ("measure", str(shortfalls)), answers)
        if found.by_member:
            for name, share in _list_shares(found.by_member, found.indicators):
                answers.shares.append((("measure", "members"), ("measure", str(shortfalls), "members", name), share))


def _list_shares(measure: Measure, indicators: int) -> Iterator[tuple[str, float]]:
    """Return what is counted once for everybody of the denominator: who is poor, their shortfalls, each of these."""
    yield "poor", measure.headcount
    yield "gaps", measure.m0 * indicators
    for code, share in measure.contributions:
        if share is not None:
            yield code, share * measure.m0 * indicators


def _count(measure: Measure, indicators: int, head: Key, answers: Answers) -> None:
    answers.cells["measure", "known"] = measure.n
    for name, share in _list_shares(measure, indicators):
        answers.cells[*head, name] = round(share * measure.n)


def keep_open(answers: Answers) -> Answers:
    """Return what is told by definitions that hide nothing small: posted by law, or of every movement."""
    protected = {one.id for one in (*indicators(), *tables()) if one.access in PROTECTED} | {"measure"}
    return Answers(
        {key: cell for key, cell in answers.cells.items() if not _is_protected(key, protected)},
        {head for head in answers.whole if not _is_protected(head, protected)},
    )


def _is_protected(key: Key, protected: set[str]) -> bool:
    return key[0] in protected or (len(key) > 1 and key[1] in list_groups())
