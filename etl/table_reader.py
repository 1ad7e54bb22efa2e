"""Many rows through their layout, a column at a time: each distinct value is read once, each trouble found in its rows.

The long lists are read so; forms of a few dozen rows go row by row (`etl.row_reader`), whose sentences these are too.
"""

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from etl.clean.class_words import Result, parse_result
from etl.clean.classes import parse_class
from etl.clean.dates import PartialDate, parse_birth_date
from etl.clean.identity import IdNumber, hide_personal, parse_id_number
from etl.clean.numbers import parse_count, parse_money
from etl.clean.text import Value
from etl.clean.ticks import parse_tick
from etl.column import Column, Rows, combine, find_repeated, make_column, repeat
from etl.errors import CellError
from etl.header import Header
from etl.issue import Asked
from etl.names import UNKNOWN_AREA
from etl.reference import Context
from etl.row_reader import RowReader, names_unit, was_understood
from etl.sheet_report import SheetReport
from etl.table import Table
from etl.workbook.error_words import ERROR_WORDS
from etl.workbook.model import Cells

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class TableReader:
    """`rows` are 0-based rows of the sheet, `areas` and `results` beside them the khối and the class of the section or
    the sheet; `money_scale`: đồng per unit of the sheet.

    Every column that is returned stands beside `rows`.
    """

    table: Table
    rows: Rows
    areas: Column[str | None]
    header: Header
    report: SheetReport
    context: Context
    money_scale: int
    results: Column[Result | None]

    def __len__(self) -> int:
        return len(self.rows)

    def has(self, field: str) -> bool:
        return field in self.header.columns

    def has_any(self, fields: Iterable[str]) -> bool:
        return any(map(self.has, fields))

    def leave_out(self, places: Sequence[int]) -> "TableReader":
        """The same table without some rows."""
        if not places:
            return self
        kept = np.delete(np.arange(len(self)), places)
        return replace(self, rows=self.rows[kept], areas=self.areas.take(kept), results=self.results.take(kept))

    def reader(self, place: int) -> RowReader:
        """The row at a place of `rows`, for what is said of it."""
        row = self.table.row(int(self.rows[place]))
        return RowReader(row, self.header, self.report, self.context, self.money_scale, self.areas[place])

    def quarantine_row(self, place: int, rule: str, field: str, advice: str, *, asked: Asked | None = None) -> None:
        """Count a row as one that cannot be read, and say so; the caller keeps it out."""
        self.reader(place).quarantine(rule, field, advice, asked=asked)
        self.report.rows_quarantined += 1
        self.report.held_results[int(self.rows[place]) + 1] = self.results[place]

    def texts(self, field: str) -> Column[str]:
        return self.map_texts(field, str)

    def map_texts(self, field: str, read: Callable[[str], T]) -> Column[T]:
        """What `read` makes of each text; an error cell has none."""
        column = self._column(field)
        texts = column.texts
        if not ERROR_WORDS.isdisjoint(texts):
            texts = ["" if text in ERROR_WORDS else text for text in texts]
        return Column(column.codes, list(map(read, texts)))

    def ticks(self, field: str) -> Column[bool | None]:
        if not self.has(field):
            return repeat(None, len(self))
        merged = [row for row, fields in self.table.merged.items() if field in fields]
        places = np.flatnonzero(np.isin(self.rows, merged)).tolist()
        ticks = self._read(field, parse_tick, RowReader.tick)
        return ticks.put({place: self.reader(place).tick(field) for place in places})

    def counts(self, field: str) -> Column[int | None]:
        return self._read(field, parse_count, RowReader.count, was_understood)

    def money(self, field: str) -> Column[int | None]:
        scale = self.header.scales.get(field, self.money_scale)
        return self._read(field, lambda value: parse_money(value, scale=scale), RowReader.money, names_unit)

    def class_words(self, field: str) -> Column[str | None]:
        return self._read(field, parse_class, RowReader.class_word)

    def read_results(self, field: str) -> Column[Result | None]:
        return self._read(field, parse_result, RowReader.result)

    def birth_dates(self, field: str) -> Column[PartialDate | None]:
        today, epoch = self.context.today, self.context.epoch
        return self._read(field, lambda value: parse_birth_date(value, today=today, epoch=epoch), RowReader.birth_date)

    def id_numbers(self, field: str) -> Column[IdNumber | None]:
        return self._read(field, parse_id_number, RowReader.id_number, lambda _, number: number.is_repaired)

    def area_ids(self) -> Column[str]:
        found = self.map_texts("area", lambda text: self.context.areas.find(text) if text else "")
        told = combine(lambda area, fallback: fallback if area == "" else area, found, self.areas)
        # A table that tells no khối at all says so once.
        missing = told.find(lambda area: not area)[: None if self.has("area") else 1]
        said = {place: self.reader(place).area_id() for place in missing}
        return told.map(lambda area: area or UNKNOWN_AREA).put(said)

    def find_copies(self) -> list[int]:
        """The places of rows that repeat one before them in all cells but the running number."""
        fields = [field for field in self.header.columns if field != "running_number"]
        return list(find_repeated(self.areas, self.results, *map(self.texts, fields)))

    def show_public_cells(self) -> dict[str, Column[object]]:
        """The rows as found, without personal columns."""
        public = [field for field in self.header.columns if not self.header.layout.columns[field].is_personal]
        shown = {field: self.map_texts(field, lambda text: hide_personal(text) or None) for field in public}
        return {**self.provenance(), **shown}

    def provenance(self) -> dict[str, Column[object]]:
        return {
            "source_file": repeat(self.report.file, len(self)),
            "source_sheet": repeat(self.report.sheet, len(self)),
            "source_row": make_column(array("q", (self.rows + 1).tobytes())),
        }

    def _column(self, field: str) -> Cells:
        column = self.table.columns.get(field)
        return repeat(None, len(self)) if column is None else column.take(self.rows)

    def _read(
        self,
        field: str,
        parse: Callable[[Value], T | None],
        read_row: Callable[[RowReader, str], T | None],
        is_odd: Callable[[Value, T], bool] = lambda _, __: False,
    ) -> Column[T | None]:
        """Values parsed; where one cannot be, or is odd, its rows are read one by one, and say so."""
        column = self._column(field)
        parsed: list[T | None] = []
        doubtful: list[bool] = []
        for value in column.values:
            try:
                found = parse(value)
                parsed.append(found)
                doubtful.append(found is not None and is_odd(value, found))
            except CellError:
                parsed.append(None)
                doubtful.append(True)
        places = np.flatnonzero(column.mark(doubtful)).tolist() if any(doubtful) else []
        return Column(column.codes, parsed).put({place: read_row(self.reader(place), field) for place in places})
