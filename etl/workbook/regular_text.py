"""Lines of regular text split into columns and numbered by pyarrow: a quarter of the time of cell by cell.

Only where that surely says what Python's `csv` says. To import this takes as long as reading ten thousand rows does.
"""

import csv
from array import array
from collections.abc import Iterator
from functools import partial

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.csv

from etl.workbook.coding import NumberedCells, Part


def split_regular(text: str, delimiter: str, *, longest: int, most_columns: int) -> list[Part]:
    """The columns of whole lines, some rows at a time; nothing where anything about the lines is out of the ordinary.

    That is: rows of several widths or all empty, cells of more than `longest` letters, quotes inside a cell or around a
    line end, lines that end otherwise, a sign at the very start that pyarrow takes for a mark.
    """
    if text.count("\r") != text.count("\r\n") or text.startswith("\ufeff"):
        return []
    if '"' in text and not _has_whole_quotes(text, delimiter):
        return []
    try:
        width = len(next(csv.reader([text.partition("\n")[0]], delimiter=delimiter), ()))
        parts = list(_split(text, delimiter, width)) if 0 < width <= most_columns else []
    except (csv.Error, pa.ArrowInvalid):
        return []
    length = max((max(map(len, column.values)) for _, columns in parts for column in columns), default=0)
    return [Part(height, columns) for height, columns in parts] if 0 < length <= longest else []


def _has_whole_quotes(text: str, delimiter: str) -> bool:
    """Whether all quotes stand around whole cells, or doubled in such, and no line ends between them."""
    ends = (delimiter, "\n", "\r")
    outside, inside = (parts := f"\n{text}\n".split('"'))[::2], parts[1::2]
    return (
        len(outside) > len(inside)
        and all(not part or (part.startswith(ends) and part.endswith(ends)) for part in outside)
        and not any("\n" in part for part in inside)
    )


def _split(text: str, delimiter: str, width: int) -> Iterator[tuple[int, list[NumberedCells]]]:
    """How many rows, and their columns. Raises pa.ArrowInvalid for a row of another width."""
    content = text.encode()
    names = list(map(str, range(width)))
    table = pyarrow.csv.read_csv(
        pa.BufferReader(content),
        read_options=pyarrow.csv.ReadOptions(use_threads=False, column_names=names, block_size=len(content)),
        parse_options=pyarrow.csv.ParseOptions(delimiter=delimiter, ignore_empty_lines=False),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.dictionary(pa.int32(), pa.string())),
            strings_can_be_null=False,
            null_values=[],
        ),
    )
    for rows in table.to_batches():
        yield rows.num_rows, list(map(_number, rows.columns))


def _number(column: pa.DictionaryArray) -> NumberedCells:
    return NumberedCells(column.dictionary.to_pylist(), partial(_encode, np.asarray(column.indices)))


def _encode(places: npt.NDArray[np.int32], codes: "array[int]") -> bytes:
    """The code of each cell, by the place of its value."""
    encoded: bytes = np.frombuffer(codes, dtype=np.int32)[places].tobytes()
    return encoded
