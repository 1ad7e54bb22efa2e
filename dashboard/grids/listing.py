"""Official tables and lists as grids: totals where the table may be summed, the source row of each line in one cell."""

from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TypeVar

from dashboard import format as fmt
from dashboard.findings.projects import ABSENT
from dashboard.grids import rows
from dashboard.grids.grid import Cell, Grid, Head, Line, Link, Value
from dashboard.text import Text
from queries import Column, Table, words_of

NUMBERS = ("count", "decimal", "money", "share")
KINDS = {
    "text": "words",
    "words": "words",
    "code": "words",
    "free_text": "words",
    "name": "name",
    "area": "name",
    "household": "name",
}
MISSING = {
    "count": "not_reported",
    "decimal": "not_reported",
    "money": "not_reported",
    "date": "not_reported",
    "flag": "unclear",
}
# Tasks that have no day of being done yet.
UNDONE = ("not_started", "in_progress", "blocked")
# What is estimated, or not: nobody owes it.
ESTIMATES = ("unspent_least_vnd", "unspent_most_vnd", "settled_least_vnd", "settled_most_vnd")
One = TypeVar("One")
# Where a row was read: three columns of a file, one of the screen.
SOURCE = ("source_file", "source_sheet", "source_row")
# A word of our own for what the plan numbers: its place stands beside it.
OWN_IDS = ("measure_id",)


@lru_cache(maxsize=256)
def grid(table: Table, text: Text, link: str = "") -> Grid:
    """Return the table, with totals in its foot for the columns that may be summed (a score or an age may not).

    `link`: an address that ends where the household goes («…&ho=»); the name of its row leads there.
    """
    hidden = ("household_id",) if link else ()
    shown = rows.leave_out(table, *hidden, *OWN_IDS, *(SOURCE if _tells_source(table) else ()))
    sources = _cite(table, text)
    links = [f"{link}{code}" if link and code else "" for code in _column(table, "household_id")]
    lines = [_line(shown, row, text, address) for row, address in zip(shown.rows, links, strict=True)]
    heads = tuple(Head(text.of(c.title), _kind(c), format=c.kind) for c in shown.columns)
    return Grid(
        text.of(table.title),
        ((*heads, *_source_head(table, text)),),
        tuple((*line, *source) for line, source in zip(lines, sources, strict=True)),
        _totals(shown, text, has_source=_tells_source(table)),
        "linked" if link else "",
    )


@lru_cache(maxsize=256)
def tuck(table: Grid) -> Grid:
    """Return the table with its second column in small print under the first; a file keeps them apart."""
    first, second, *heads = table.heads[0]
    both = replace(first, parts=("", second.words))
    lines = tuple(
        (replace(one, values=(*one.values, *other.values), quiet=other.shown), *cells)
        for one, other, *cells in table.rows
    )
    foot = (table.foot[0], *table.foot[2:]) if table.foot else ()
    return Grid(table.title, ((both, *heads),), lines, foot, table.look)


@lru_cache(maxsize=64)
def tighten(table: Grid) -> Grid:
    """Return the table in smaller print: many sums of money stand beside each other."""
    return replace(table, look="dense")


@lru_cache(maxsize=64)
def drop_total(table: Grid) -> Grid:
    """Return the table without its foot: what grows from row to row is not added up."""
    return replace(table, foot=())


@lru_cache(maxsize=64)
def lead_with_source(table: Grid, sources: int = 1) -> Grid:
    """Return the table with its last columns, where each row was read, behind the first: that is what is asked for."""
    if len(table.heads) > 1 or len(table.heads[0]) <= sources + 1:
        return table
    heads, rows, foot = _bring_forward(table.heads[0], sources), table.rows, table.foot
    return Grid(
        table.title,
        (heads,),
        tuple(_bring_forward(row, sources) for row in rows),
        _bring_forward(foot, sources) if foot else (),
        table.look,
    )


def _bring_forward(cells: tuple[One, ...], last: int) -> tuple[One, ...]:
    return (cells[0], *cells[-last:], *cells[1:-last])


def write_cell(value: object, column: Column, text: Text) -> str:
    """Return one cell in words. None is «chưa báo cáo» for a number, «chưa rõ» for a tick, «—» for a share."""
    if value is None:
        return text(MISSING[column.kind]) if column.kind in MISSING else fmt.DASH if column.kind == "share" else ""
    match column.kind:
        case "count" | "decimal":
            return fmt.number(float(str(value)), text, 0 if column.kind == "count" else 1)
        case "money":
            return fmt.money(float(str(value)), text)
        case "share":
            return fmt.percent(float(str(value)), text)
        case "date":
            return fmt.day(value, text) if isinstance(value, date) else str(value)
        case "flag":
            return "✔" if value else ""
        case "code":
            return text.of(words_of(column.codes or column.name, str(value)))
        case _:
            return str(text.said(value))


def _line(table: Table, row: tuple[object, ...], text: Text, address: str) -> Line:
    """Write one row. Where nothing was to be reported, a missing number is «—», not a report that somebody owes."""
    states = {column.name: value for value, column in zip(row, table.columns, strict=True)}
    owes_nothing, is_undone = _owes_nothing(states), states.get("status") in UNDONE
    named = _name_place(table, row) if address else None
    return tuple(
        _cell(
            value,
            column,
            text,
            is_owed=not (owes_nothing or (is_undone and column.name == "done_date") or column.name in ESTIMATES),
            address=address if place == named else "",
        )
        for place, (value, column) in enumerate(zip(row, table.columns, strict=True))
    )


def _owes_nothing(states: dict[str, object]) -> bool:
    """Tell whether a row is of a line that owes no report, or of a source of money that no line names."""
    return states.get("work_status") in ABSENT or states.get("money_state") == "no_figures"


def _cell(value: object, column: Column, text: Text, *, is_owed: bool, address: str) -> Cell:
    nothing_due = value is None and column.kind in MISSING and not is_owed
    shown = fmt.DASH if nothing_due else write_cell(value, column, text)
    if address and not shown:
        shown = text("table.open")
    return Cell(shown, (_value(value, column, shown),), _kind(column), Link(address) if address else None)


def _value(value: object, column: Column, shown: str) -> Value:
    """Return what a file holds: the number or the day itself, words as they are read."""
    if value is None:
        return None
    if column.kind in NUMBERS:
        return float(str(value))
    return value if column.kind == "date" else shown  # type: ignore[return-value]


def _name_place(table: Table, row: tuple[object, ...]) -> int:
    """Return the place of the cell that names the household: its head, else its code, else the first."""
    names = [column.name for column in table.columns]
    told = [names.index(name) for name in ("head_name", "household_code") if name in names]
    return next((place for place in told if row[place]), told[0] if told else 0)


def _totals(table: Table, text: Text, *, has_source: bool) -> Line:
    """Return the foot, whose first cell is its head; nothing where no column may be summed."""
    if not any(column.is_sum for column in table.columns):
        return ()
    sums = (_total(table, c, text) if c.is_sum else Cell("", kind=_kind(c)) for c in table.columns[1:])
    return (Cell(text("table.total")), *sums, *((Cell(""),) if has_source else ()))


def _total(table: Table, column: Column, text: Text) -> Cell:
    """Sum what is known; where something is not, say so instead of passing the sum off as whole."""
    known = [float(str(value)) for value in table.column(column.name) if value is not None]
    owed = [row[column.name] for row in table.records() if not _owes_nothing(row)]
    if not known:
        nothing = text("not_reported") if owed and column.name not in ESTIMATES else fmt.DASH
        return Cell(nothing, (None,), _kind(column))
    total = write_cell(sum(known), column, text)
    if None not in owed:
        return Cell(total, (sum(known),), _kind(column))
    return Cell(text("table.partial", total=total), (None,), _kind(column))


def _cite(table: Table, text: Text) -> list[Line]:
    """Return for each row the one cell that says where it was read; none where the table does not tell."""
    if not _tells_source(table):
        return [()] * len(table.rows)
    places = zip(*(table.column(name) for name in SOURCE), strict=True)
    return [(_write_source(file, sheet, row, text),) for file, sheet, row in places]


def _write_source(file: object, sheet: object, row: object, text: Text) -> Cell:
    if file is None:
        return Cell("", (None, None, None), "source-row")
    words = text("timeline.source", file=file, sheet=sheet, row=row)
    return Cell(words, (str(file), str(sheet), int(str(row))), "source-row")


def _source_head(table: Table, text: Text) -> tuple[Head, ...]:
    titles = {column.name: text.of(column.title) for column in table.columns}
    if not _tells_source(table):
        return ()
    return (Head(text("table.source_row"), "words", parts=tuple(titles[name] for name in SOURCE)),)


def _tells_source(table: Table) -> bool:
    return {column.name for column in table.columns}.issuperset(SOURCE)


def _column(table: Table, name: str) -> list[object]:
    known = any(column.name == name for column in table.columns)
    return list(table.column(name)) if known else [None] * len(table.rows)


def _kind(column: Column) -> str:
    """Mark numbers, which are ranged right, names, which stay on one line, and long words, which need room."""
    return "number" if column.kind in NUMBERS else KINDS.get(column.kind, "")
