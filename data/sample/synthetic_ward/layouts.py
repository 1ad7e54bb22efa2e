"""Tables told by `scenario/layouts.csv`: each column names the field it shows, each row is a set of named cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from xlsxwriter.worksheet import Worksheet

from synthetic_ward.scenario import read_rows
from synthetic_ward.sheets import Column, Styles, write_cells, write_headers, write_record

Cell = str | int | date | None
Named = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Layout:
    columns: tuple[Column, ...]
    fields: tuple[str, ...]

    @property
    def last(self) -> int:
        return len(self.columns) - 1

    @property
    def has_groups(self) -> bool:
        return any(column.group for column in self.columns)

    def write_header(self, sheet: Worksheet, row: int, styles: Styles) -> int:
        """One row of names, or two where some columns stand under one; returns the row below."""
        if self.has_groups:
            write_headers(sheet, row, self.columns, styles.header)
        else:
            write_cells(sheet, row, [column.name for column in self.columns], styles.header)
        return row + 1 + self.has_groups

    def write_rows(self, sheet: Worksheet, row: int, rows: Sequence[Named], styles: Styles) -> int:
        """Returns the row below. A field that a row does not name stays empty, as on the rows below a head."""
        for offset, named in enumerate(rows):
            write_record(sheet, row + offset, [named.get(field) for field in self.fields], styles)
        return row + len(rows)


def read_layout(name: str) -> Layout:
    rows = [row for row in read_rows("layouts") if row["layout"] == name]
    columns = tuple(Column(row["group"], row["name"], int(row["width"])) for row in rows)
    return Layout(columns, tuple(row["field"] for row in rows))
