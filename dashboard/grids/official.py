"""An official form before it is drawn or written: its columns, one line or two for each khối, its totals."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from dashboard import format as fmt
from dashboard.grids.grid import Cell, Grid, Head, Line
from dashboard.text import Text
from queries import Table, words_of

Cells = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FormColumn:
    """`formula` as in the row of numbers, «4=3/1×100»; `place` None beside the form; `heading` "" under no group."""

    place: int | None
    formula: str
    heading: str
    name: str
    is_share: bool


@dataclass(frozen=True, slots=True)
class FormLine:
    """`order` and `name` "" on the second line of a khối; `numbers` in the order of the columns, None not known.

    `counted`: household or person, "" where a form has one line for each khối. `is_silent`: nothing is told of it.
    """

    order: str
    name: str
    counted: str
    numbers: tuple[float | None, ...]
    is_silent: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    title: str
    columns: tuple[FormColumn, ...]
    lines: tuple[FormLine, ...]
    totals: tuple[FormLine, ...]

    @property
    def has_counted(self) -> bool:
        return any(line.counted for line in self.totals)


@lru_cache(maxsize=64)
def read_form(whole: Table, by_area: Table, areas: tuple[tuple[str, str], ...], text: Text) -> Form:
    """Return the form of `areas`, (id, name) in order, each of which has lines even where nothing is told of it."""
    found: dict[tuple[str, str], list[Cells]] = {}
    for cells in by_area.records():
        found.setdefault((cells["area_id"], cells.get("counted") or ""), []).append(cells)
    ways = tuple(dict.fromkeys(cells.get("counted") or "" for cells in whole.records())) or ("",)
    first = [cells for cells in whole.records() if (cells.get("counted") or "") == ways[0]]
    lines = (
        _read_line(str(order) if way == ways[0] else "", name, way, found.get((area_id, way), []), first)
        for order, (area_id, name) in enumerate(() if by_area.withheld else areas, start=1)
        for way in ways
    )
    total = text("official.total")
    total = total if whole.is_complete else text("table.partial", total=total)
    of_way = ([cells for cells in whole.records() if (cells.get("counted") or "") == way] for way in ways)
    sums = (_read_line("", total, way, told, first) for way, told in zip(ways, of_way, strict=True))
    return Form(text.of(whole.title), tuple(_read_column(cells, text) for cells in first), tuple(lines), tuple(sums))


def _read_column(cells: Cells, text: Text) -> FormColumn:
    return FormColumn(
        cells["place"],
        cells["formula"] or fmt.DASH,
        text.of(cells["heading"]),
        text.of(cells["name"]),
        cells.get("over") is not None,
    )


def _read_line(order: str, name: str, counted: str, told: list[Cells], columns: list[Cells]) -> FormLine:
    numbers = {cells["name"] if not cells["place"] else cells["place"]: _read_number(cells) for cells in told}
    placed = tuple(numbers.get(cells["place"] or cells["name"]) for cells in columns)
    return FormLine(order, name, counted, placed, not told)


def _read_number(cells: Cells) -> float | None:
    number: float | None = cells["share"] if cells.get("over") is not None else cells["number"]
    return number


@lru_cache(maxsize=64)
def grid(form: Form, below: int, text: Text) -> Grid:
    """Return the form as it stands on the screen; a share of fewer than `below` is grey."""
    keys = (Head(text("official.order"), rows=2), Head(text("official.place"), "words", rows=2))
    keys = (*keys, *((Head(text("official.counted"), "words", rows=2),) if form.has_counted else ()))
    upper, lower = [], []
    for heading, columns in _group(form.columns):
        if heading:
            upper.append(Head(heading, columns=len(columns)))
            lower += [Head(column.name) for column in columns]
        else:
            upper += [Head(column.name, rows=2) for column in columns]
    numbers = (*(Head(letter) for letter in "ABC"[: len(keys)]), *(Head(column.formula) for column in form.columns))
    lines, totals = ([_write(line, form, below, text) for line in some] for some in (form.lines, form.totals))
    heads = ((*keys, *upper), tuple(lower), numbers)
    return Grid(form.title, heads, tuple(lines), totals[0], look="cross form", feet=tuple(totals[1:]))


def _group(columns: tuple[FormColumn, ...]) -> Iterator[tuple[str, list[FormColumn]]]:
    return ((heading, list(some)) for heading, some in groupby(columns, key=lambda column: column.heading))


def _write(line: FormLine, form: Form, below: int, text: Text) -> Line:
    name = Cell(line.name, (line.name,), "words", quiet=text("not_reported") if line.is_silent and line.order else "")
    counted = (_write_counted(line, text),) if form.has_counted else ()
    return (Cell(line.order, (line.order,)), name, *counted, *_write_numbers(line, form.columns, below, text))


def _write_counted(line: FormLine, text: Text) -> Cell:
    said = text.of(words_of("counted", line.counted))
    return Cell(said, (said,), "words")


def _write_numbers(line: FormLine, columns: Iterable[FormColumn], below: int, text: Text) -> Iterator[Cell]:
    whole = line.numbers[0] if line.numbers else None
    for column, number in zip(columns, line.numbers, strict=True):
        if column.is_share:
            yield Cell(fmt.percent(number, text), (number,), "number few" if fmt.is_small(whole, below) else "number")
        else:
            yield Cell(fmt.DASH if number is None else fmt.count(number, text), (number,), "number")
