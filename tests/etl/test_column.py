"""Columns that hold each value once say what the rows say, from the reading child to what several tell together."""

from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO
from itertools import zip_longest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.clean.text import Value, tidy_text, tidy_texts
from etl.column import Column, combine, find_repeated, join, make_column
from etl.workbook import child, coding, decoding

FEW = st.sampled_from(["", "x", "Khối 3", "1", date(2026, 5, 3), 0.0, 1.0, True, False])
TABLES = st.lists(st.lists(FEW, max_size=4), max_size=12)
ROWS = st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from([None, 1, 2]), st.booleans()), min_size=1)


@pytest.fixture(autouse=True, scope="module")
def write_down_soon() -> Iterator[None]:
    """A column of three values is a long one here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(coding, "_MANY", 3)
        yield


def show(cells: Iterable[object]) -> list[tuple[type, object]]:
    return [(type(cell), cell) for cell in cells]


@given(TABLES, st.integers(1, 5))
def test_cells_come_back_as_they_were_however_many_rows_at_a_time(table: list[list[Value]], at_once: int) -> None:
    parts = [coding.part_rows(table[start : start + at_once]) for start in range(0, len(table), at_once)]
    told = child._tell(child._make_answer("Trang", coding.encode(parts)))
    sheet = decoding._read_sheet(BytesIO(b"".join(told)))
    cells = zip_longest(*table, fillvalue="")
    assert list(map(show, sheet.columns)) == [
        show([None if cell == "" else cell for cell in column]) for column in cells
    ]


@given(ROWS)
def test_what_columns_tell_together_is_told_of_each_row(rows: list[tuple[Value, ...]]) -> None:
    columns = [make_column(cells).unite() for cells in zip(*rows, strict=True)]
    assert list(combine(lambda *cells: cells, *columns)) == rows
    first = {row: rows.index(told) for row, told in enumerate(rows)}
    assert find_repeated(*columns) == {row: before for row, before in first.items() if row != before}


@given(ROWS)
def test_a_column_is_the_same_after_it_was_taken_apart(rows: list[tuple[Value, ...]]) -> None:
    column: Column[Value] = make_column([cell for cell, *_ in rows]).unite()
    places = list(range(len(rows)))
    assert list(join([column.take(column.codes[:0]), column])) == list(column)
    assert list(column.put(dict.fromkeys(places[::2], "c"))) == [
        "c" if place % 2 == 0 else column[place] for place in places
    ]
    assert column.find(lambda cell: cell == "a") == [place for place in places if column[place] == "a"]


@given(st.lists(st.one_of(st.none(), st.text(alphabet="aĐđð \n\u0301\u200b\u00a0"), st.floats(-9, 9)), max_size=5))
def test_texts_are_tidied_at_once_as_one_by_one(cells: list[Value]) -> None:
    assert list(tidy_texts(cells)) == list(map(tidy_text, cells))
