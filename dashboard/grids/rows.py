"""Rows and columns of a table as `queries` gives it: chosen, kept, divided."""

from dataclasses import replace

from queries import Table, Words, same

# Columns of words: a list in which nobody fills one of these is read without it.
OF_WORDS = ("text", "words", "code", "name", "area", "household")


def pick(table: Table, names: tuple[str, ...]) -> Table:
    """Return the table with only these columns, in this order."""
    columns = {column.name: column for column in table.columns}
    rows = zip(*(table.column(name) for name in names), strict=True)
    return replace(table, columns=tuple(columns[name] for name in names), rows=tuple(rows))


def leave_out(table: Table, *names: str) -> Table:
    return pick(table, tuple(column.name for column in table.columns if column.name not in names))


def keep(table: Table, **wanted: object) -> Table:
    """Return the rows whose columns hold these values."""
    columns = [(table.column(name), value) for name, value in wanted.items()]
    rows = tuple(row for place, row in enumerate(table.rows) if all(cells[place] == value for cells, value in columns))
    return replace(table, rows=rows)


def keep_any(table: Table, name: str, values: tuple[object, ...]) -> Table:
    """Return the rows whose column holds one of these values."""
    cells = table.column(name)
    return replace(table, rows=tuple(row for row, cell in zip(table.rows, cells, strict=True) if cell in values))


def keep_naming(table: Table, name: str, code: str) -> Table:
    """Return the rows whose column of codes joined by commas names this one."""
    named = (code in str(cell).split(",") for cell in table.column(name))
    return replace(table, rows=tuple(row for row, is_named in zip(table.rows, named, strict=True) if is_named))


def cut(table: Table, most: int) -> Table:
    """Return the first rows of a table that nobody reads to its end on a screen."""
    return replace(table, rows=table.rows[:most]) if len(table.rows) > most else table


def drop_blank(table: Table) -> Table:
    """Return the table without the columns of words that no row fills, such as a code the ward does not use."""
    kept = (c.name for c in table.columns if c.kind not in OF_WORDS or any(v is not None for v in table.column(c.name)))
    return pick(table, tuple(kept))


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
