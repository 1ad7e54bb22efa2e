"""Texts split by pyarrow say what they say when they are read cell by cell, refusals included."""

import csv
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from etl.errors import FileRefused
from etl.workbook import child, coding, delimited
from etl.workbook.coding import NumberedCells
from etl.workbook.decoding import read_sheets

# What csv or pyarrow might take for more than a letter; «e» and a tone become one letter.
ODD = ["\u0302", "\ufeff", "\x00", "\x0b", "\x0c", "\x1a", "\x1c", "\x85", "\u2028", "\\", "'", " ", "\t", "NULL", "é"]
LETTERS = st.lists(st.sampled_from(["a", "ễ", "e\u0301", *ODD]), max_size=3).map("".join)
CELLS = st.one_of(st.sampled_from(["", "a", "Khối 3", "1"]), LETTERS)
QUOTED = st.lists(st.sampled_from(["a", ",", ";", '""', "ễ"]), max_size=3).map("".join).map('"{}"'.format)
BROKEN = st.lists(st.sampled_from(["a", ",", '"', "\n", "\r", "\r\n", "\ufeff"]), max_size=4).map("".join)
DELIMITERS, ENDS = st.sampled_from([",", ";", "\t", "|"]), st.sampled_from(["\n", "\r\n", "\r"])
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1258"])
HINTS = st.sampled_from(["", "", "sep=;", "sep=,", 'sep="', "sep=a", "a,b,c,d,e\n"])


@st.composite
def texts(draw: st.DrawFn) -> bytes:
    """A table of one width, now and then with a line that is not."""
    delimiter, end, width = draw(DELIMITERS), draw(ENDS), draw(st.integers(1, 4))
    cells = st.one_of(CELLS, CELLS, CELLS, QUOTED)
    rows = st.lists(cells, min_size=width, max_size=width).map(delimiter.join)
    odd = st.one_of(st.just(""), BROKEN, st.lists(cells, max_size=6).map(delimiter.join))
    lines = draw(st.lists(st.one_of(rows, rows, rows, rows, odd), min_size=2, max_size=12))
    text = end.join([*filter(None, [draw(HINTS)]), *lines]) + draw(st.sampled_from(["", end]))
    return text.encode(draw(ENCODINGS), "replace")


@settings(deadline=None, max_examples=400)
@given(texts(), st.integers(1, 4), st.integers(1, 60), st.sampled_from([3, 40]))
@example(b"a,b\n1,2\n\n3,4\n,\n", 1, 9, 40)
@example("a,b\n1,2\n\ufeff3,4\n5,6\n".encode(), 1, 4, 40)
@example(b'a,b\n1,2\n"3,\n4",5\n6,7\n8,9\n', 1, 4, 40)
@example(b'a,b\n1,2\n3,"4\n5,6\n7,8\n', 1, 4, 40)
def test_both_ways_say_the_same(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, first: int, at_once: int, longest: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "a.csv"
    path.write_bytes(content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delimited, "_LONGEST_CELL", longest)
        patch.setattr(delimited, "_MOST_COLUMNS", 4)
        patch.setattr(coding, "_MANY", 3)
        by_cell = read(path)
        patch.setattr(delimited, "_FIRST_ROWS", first)
        patch.setattr(delimited, "_LETTERS_AT_ONCE", at_once)
        assert read(path) == by_cell


def read(path: Path) -> object:
    """The cells of the sheet as the parent has them, or why there are none."""
    before = csv.field_size_limit(100)
    try:
        [sheet] = read_sheets(BytesIO(b"".join(child._answer(path, "csv"))))
    except FileRefused as refusal:
        return refusal.rule, refusal.message
    finally:
        csv.field_size_limit(before)
    return sheet.height, [list(column) for column in sheet.columns]


@pytest.mark.parametrize(
    ("line", "is_split"),
    [
        ("1,Hà,", True),
        ('2,"Hà, An","nói ""không"""', True),
        ("3,e\u0301,x\r", True),
        ('4,Hà "An",x', False),
        ("5,Hà", False),
        ('6,"Hà\nAn",x', False),
        ("7,Hà\rAn,x", False),
        (f"8,{'a' * 40_000},x", False),
    ],
)
def test_what_is_regular_is_split_at_once(tmp_path: Path, line: str, is_split: bool) -> None:
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("STT,Họ tên,Ghi chú\n" + "0,An,x\n" * 20_000 + f"{line}\n")
    parts = delimited.read_delimited(path)
    assert not isinstance(next(parts).columns[0], NumberedCells)
    try:
        assert [isinstance(part.columns[0], NumberedCells) for part in parts] == [is_split]
    except FileRefused:
        assert not is_split
