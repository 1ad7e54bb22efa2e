"""Official tables as semantic HTML: header cells with scope, totals in the foot, every word from data escaped."""

from dataclasses import replace
from datetime import date
from functools import lru_cache
from html import escape
from typing import Any

from dashboard import format as fmt
from dashboard.findings.projects import ABSENT
from dashboard.text import Text
from queries import Column, Table, Words, same, words_of

NUMBERS = ("count", "decimal", "money", "share")
KINDS = {"text": "words", "words": "words", "code": "words", "name": "name", "area": "name", "household": "name"}
MISSING = {
    "count": "not_reported",
    "decimal": "not_reported",
    "money": "not_reported",
    "date": "not_reported",
    "flag": "unclear",
}


@lru_cache(maxsize=256)
def markup(table: Table, text: Text, link: str = "") -> str:
    """Return the table, with totals in its foot for the columns that may be summed (a score or an age may not).

    `link`: an address that ends where the household goes («…&ho=»); the name of its row leads there.
    """
    shown = _leave_out(table, "household_id") if link else table
    ids = table.column("household_id") if link else [None] * len(table.rows)
    heads = "".join(_head(column, text) for column in shown.columns)
    rows = "".join(
        f"<tr>{_cells(shown, row, text, f'{link}{named}' if named else '')}</tr>"
        for row, named in zip(shown.rows, ids, strict=True)
    )
    foot = f"<tfoot><tr>{_totals(shown, text)}</tr></tfoot>" if any(column.is_sum for column in shown.columns) else ""
    caption = escape(text.of(table.title))
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{caption}">'
        f'<table class="official{" linked" if link else ""}"><caption>{caption}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody>{foot}</table></div>"
    )


def pick(table: Table, names: tuple[str, ...]) -> Table:
    """Return the table with only these columns, in this order."""
    columns = {column.name: column for column in table.columns}
    rows = zip(*(table.column(name) for name in names), strict=True)
    return replace(table, columns=tuple(columns[name] for name in names), rows=tuple(rows))


def keep(table: Table, **wanted: object) -> Table:
    """Return the rows whose columns hold these values."""
    columns = [(table.column(name), value) for name, value in wanted.items()]
    rows = tuple(row for place, row in enumerate(table.rows) if all(cells[place] == value for cells, value in columns))
    return replace(table, rows=rows)


def records(table: Table) -> list[dict[str, Any]]:
    """Return the rows as dictionaries by column."""
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


def drop_blank(table: Table) -> Table:
    """Return the table without the columns of words that no row fills, such as a code the ward does not use."""
    filled = [c.name for c in table.columns if c.kind not in KINDS or any(v is not None for v in table.column(c.name))]
    return pick(table, tuple(filled))


def split(table: Table, name: str) -> tuple[Table, ...]:
    """Return one table for each value of a column, in the order met, with that value as its title."""
    values = table.column(name)
    parts = {
        value: tuple(row for row, met in zip(table.rows, values, strict=True) if met == value)
        for value in dict.fromkeys(values)
    }
    return tuple(
        replace(table, title=value if isinstance(value, Words) else same(str(value)), rows=rows)
        for value, rows in parts.items()
    )


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
            return text.of(value) if isinstance(value, Words) else str(value)


def _leave_out(table: Table, name: str) -> Table:
    return pick(table, tuple(column.name for column in table.columns if column.name != name))


def _head(column: Column, text: Text) -> str:
    return f'<th scope="col"{_kind(column)}>{escape(text.of(column.title))}</th>'


def _cells(table: Table, row: tuple[object, ...], text: Text, link: str) -> str:
    """Write one row. Where nothing was to be reported, a missing number is «—», not a report that somebody owes."""
    is_owed = not any(
        column.name == "work_status" and value in ABSENT for value, column in zip(row, table.columns, strict=True)
    )
    words = [
        fmt.DASH if value is None and column.kind in MISSING and not is_owed else write_cell(value, column, text)
        for value, column in zip(row, table.columns, strict=True)
    ]
    said = [escape(word) for word in words]
    if link:
        place = _name_place(table, row)
        said[place] = f'<a href="{escape(link)}" target="_self">{said[place] or text("table.open")}</a>'
    cells = zip(said[1:], table.columns[1:], strict=True)
    return f'<th scope="row"{_kind(table.columns[0])}>{said[0]}</th>' + "".join(
        f"<td{_kind(column)}>{word}</td>" for word, column in cells
    )


def _name_place(table: Table, row: tuple[object, ...]) -> int:
    """Return the place of the cell that names the household: its head, else its code, else the first."""
    names = [column.name for column in table.columns]
    told = [names.index(name) for name in ("head_name", "household_code") if name in names]
    return next((place for place in told if row[place]), told[0] if told else 0)


def _totals(table: Table, text: Text) -> str:
    sums = (_total(table, column, text) if column.is_sum else "" for column in table.columns[1:])
    cells = "".join(f"<td{_kind(column)}>{total}</td>" for column, total in zip(table.columns[1:], sums, strict=True))
    return f'<th scope="row">{text("table.total")}</th>{cells}'


def _total(table: Table, column: Column, text: Text) -> str:
    """Sum what is known; where something is not, say so instead of passing the sum off as whole."""
    known = [float(str(value)) for value in table.column(column.name) if value is not None]
    total = write_cell(sum(known), column, text) if known else text("not_reported")
    return escape(total if len(known) == len(table.rows) else text("table.partial", total=total))


def _kind(column: Column) -> str:
    """Mark numbers, which are ranged right, names, which stay on one line, and long words, which need room."""
    name = "number" if column.kind in NUMBERS else KINDS.get(column.kind)
    return f' class="{name}"' if name else ""
