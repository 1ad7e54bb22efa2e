"""Many rows through their layout, a column at a time: each distinct value is read once, each trouble found in its rows.

The long lists are read so; forms of a few dozen rows go row by row (`etl.row_reader`), whose sentences these are too.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from typing import TypeVar

import numpy as np

from etl.clean.class_words import Result, parse_result
from etl.clean.classes import parse_class
from etl.clean.dates import PartialDate, parse_birth_date
from etl.clean.identity import IdNumber, hide_personal, parse_id_number
from etl.clean.numbers import parse_count, parse_money
from etl.clean.text import Value
from etl.clean.ticks import parse_tick
from etl.errors import CellError
from etl.header import Header
from etl.issue import Asked
from etl.reference import Context
from etl.row_reader import RowReader, names_unit, was_understood
from etl.sheet_report import SheetReport
from etl.table import Table
from etl.workbook.error_words import ERROR_WORDS
from etl.workbook.model import Column, Rows

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class TableReader:
    """`rows` are 0-based rows of the sheet, `areas` and `results` beside them the khối and the class of the section or
    the sheet; `money_scale`: đồng per unit of the sheet.

    Every list that is returned stands beside `rows`.
    """

    table: Table
    rows: Rows
    areas: list[str | None]
    header: Header
    report: SheetReport
    context: Context
    money_scale: int
    results: list[Result | None]

    def __len__(self) -> int:
        return len(self.rows)

    def has(self, field: str) -> bool:
        return field in self.header.columns

    def has_any(self, fields: Iterable[str]) -> bool:
        return any(map(self.has, fields))

    def keep(self, is_kept: Sequence[bool]) -> "TableReader":
        """The same table without some rows."""
        areas, results = list(compress(self.areas, is_kept)), list(compress(self.results, is_kept))
        return replace(self, rows=self.rows[np.array(is_kept, dtype=bool)], areas=areas, results=results)

    def reader(self, place: int) -> RowReader:
        """The row at a place of `rows`, for what is said of it."""
        row = self.table.row(int(self.rows[place]))
        return RowReader(row, self.header, self.report, self.context, self.money_scale, self.areas[place])

    def quarantine_row(self, place: int, rule: str, field: str, advice: str, *, asked: Asked | None = None) -> None:
        """Count a row as one that cannot be read, and say so; the caller keeps it out."""
        self.reader(place).quarantine(rule, field, advice, asked=asked)
        self.report.rows_quarantined += 1
        self.report.held_results[int(self.rows[place]) + 1] = self.results[place]

    def texts(self, field: str) -> list[str]:
        return self.map_texts(field, str)

    def map_texts(self, field: str, read: Callable[[str], T]) -> list[T]:
        """What `read` makes of each text, called once for each that is different; an error cell has none."""
        column = self._column(field)
        made = [read("" if text in ERROR_WORDS else text) for text in column.texts]
        return [made[code] for code in column.codes.tolist()]

    def ticks(self, field: str) -> list[bool | None]:
        ticks = self._read(field, parse_tick, RowReader.tick)
        for row, merged in self.table.merged.items() if self.has(field) else ():
            if field in merged:
                for place in np.flatnonzero(self.rows == row).tolist():
                    ticks[place] = self.reader(place).tick(field)
        return ticks if self.has(field) else [None] * len(self)

    def counts(self, field: str) -> list[int | None]:
        return self._read(field, parse_count, RowReader.count, was_understood)

    def money(self, field: str) -> list[int | None]:
        scale = self.header.scales.get(field, self.money_scale)
        return self._read(field, lambda value: parse_money(value, scale=scale), RowReader.money, names_unit)

    def class_words(self, field: str) -> list[str | None]:
        return self._read(field, parse_class, RowReader.class_word)

    def read_results(self, field: str) -> list[Result | None]:
        return self._read(field, parse_result, RowReader.result)

    def birth_dates(self, field: str) -> list[PartialDate | None]:
        today, epoch = self.context.today, self.context.epoch
        return self._read(field, lambda value: parse_birth_date(value, today=today, epoch=epoch), RowReader.birth_date)

    def id_numbers(self, field: str) -> list[IdNumber | None]:
        return self._read(field, parse_id_number, RowReader.id_number, lambda _, number: number.is_repaired)

    def area_ids(self) -> list[str]:
        found = self.map_texts("area", lambda text: self.context.areas.find(text) if text else "")
        return [
            area or (fallback if area == "" and fallback else self.reader(place).area_id())
            for place, (area, fallback) in enumerate(zip(found, self.areas, strict=True))
        ]

    def list_signatures(self) -> Iterable[tuple[object, ...]]:
        """All cells of each row but the running number: equal signatures are the same row written twice."""
        fields = [field for field in sorted(self.header.columns) if field != "running_number"]
        return zip(self.areas, self.results, *map(self.texts, fields), strict=True)

    def show_public_cells(self) -> dict[str, list[object]]:
        """The rows as found, without personal columns."""
        public = [field for field in self.header.columns if not self.header.layout.columns[field].is_personal]
        shown = {field: self.map_texts(field, lambda text: hide_personal(text) or None) for field in public}
        return self.provenance() | {field: list[object](cells) for field, cells in shown.items()}

    def provenance(self) -> dict[str, list[object]]:
        return {
            "source_file": [self.report.file] * len(self),
            "source_sheet": [self.report.sheet] * len(self),
            "source_row": (self.rows + 1).tolist(),
        }

    def _column(self, field: str) -> Column:
        column = self.table.columns.get(field)
        return Column(np.zeros(len(self), dtype=np.int32), [None]) if column is None else column.take(self.rows)

    def _read(
        self,
        field: str,
        parse: Callable[[Value], T | None],
        read_row: Callable[[RowReader, str], T | None],
        is_odd: Callable[[Value, T], bool] = lambda _, __: False,
    ) -> list[T | None]:
        """Values parsed; where one cannot be, or is odd, its rows are read one by one, and say so."""
        column = self._column(field)
        parsed: list[T | None] = []
        doubtful: set[int] = set()
        for code, value in enumerate(column.values):
            try:
                parsed.append(parse(value))
            except CellError:
                parsed.append(None)
                doubtful.add(code)
            if (found := parsed[code]) is not None and is_odd(value, found):
                doubtful.add(code)
        codes = column.codes.tolist()
        read = [parsed[code] for code in codes]
        for place, code in enumerate(codes) if doubtful else ():
            if code in doubtful:
                read[place] = read_row(self.reader(place), field)
        return read
