"""The sheets that the reading child tells (`etl.workbook.child`), part after part put together."""

import json
from datetime import date
from typing import IO, Any

import numpy as np

from etl.clean.text import Value
from etl.column import Codes, Column, narrow
from etl.errors import FileRefused
from etl.workbook.coding import BYTES_A_CODE
from etl.workbook.model import Cells, Range, Sheet
from etl.workbook.symbols import show_symbols


def read_sheets(told: IO[bytes]) -> list[Sheet]:
    """Raises FileRefused; ValueError for half an answer or nonsense."""
    try:
        return [_read_sheet(told) for _ in range(_read_line(told)["sheets"])]
    except (LookupError, TypeError, AttributeError) as error:
        raise ValueError("the reading child says nonsense") from error


def _read_line(told: IO[bytes]) -> dict[str, Any]:
    line: dict[str, Any] = json.loads(told.readline())
    if "refused" in line:
        raise FileRefused(line["refused"], line["message"])
    return line


def _read_sheet(told: IO[bytes]) -> Sheet:
    traits = _read_line(told)
    columns = _read_columns(told)
    return Sheet(
        name=traits["name"],
        is_visible=traits["is_visible"],
        height=len(columns[0]) if columns else 0,
        columns=tuple(show_symbols(columns, traits["symbol_cells"])),
        merged=tuple(Range(*place) for place in traits["merged"]),
        hidden_rows=traits["hidden_rows"],
        hidden_columns=traits["hidden_columns"],
        hidden_ranges=tuple((first, last) for first, last in traits["hidden_ranges"]),
        capital_cells=frozenset((row, column) for row, column in traits["capital_cells"]),
        error_cells=tuple((row, column, shown) for row, column, shown in traits["error_cells"]),
    )


def _read_columns(told: IO[bytes]) -> list[Cells]:
    columns: list[_Pieces] = []
    height = 0
    while part := _read_line(told):
        columns += [_Pieces(height) for _ in range(part["columns"] - len(columns))]
        height += part["height"]
        for column in columns:
            column.add(told, part["height"])
    return [column.join() for column in columns]


class _Pieces:
    """A column of which some rows are known; it is empty down to `height`."""

    def __init__(self, height: int) -> None:
        self._values: list[Value] = [None]
        self._codes: list[Codes] = [np.zeros(height, dtype=np.uint8)]

    def add(self, told: IO[bytes], height: int) -> None:
        self._values.extend(map(_read_value, json.loads(told.readline())))
        codes = np.frombuffer(told.read(BYTES_A_CODE * height), dtype=np.int32)
        if len(codes) < height or not -1 < codes.min(initial=0) <= codes.max(initial=0) < len(self._values):
            raise ValueError("the reading child tells half of a column, or numbers of no value")
        self._codes.append(narrow(codes, len(self._values)))

    def join(self) -> Cells:
        return Column(np.concatenate(self._codes), self._values)


def _read_value(value: Any) -> Value:
    if isinstance(value, dict):
        return date.fromisoformat(value["date"])
    return None if value == "" else value
