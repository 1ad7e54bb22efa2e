"""What the cell reader does not tell about an .xls: hidden rows and columns, error cells, merges behind a chart.

The records of each sheet are walked once (MS-XLS 2.4). xlrd knows most of this too, but has no maintainer, refuses
files that Excel opens, takes seven times the time of the cells and cannot be stopped half way.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

from etl.errors import FileRefused
from etl.workbook.bounds import LARGEST_AREA, MOST_CELLS, refuse_too_many_cells, refuse_truncated
from etl.workbook.error_words import UNCALCULATED
from etl.workbook.fonts import is_capital
from etl.workbook.ole import open_container
from etl.workbook.records import STREAMS, walk_part
from etl.workbook.traits import SheetTraits

_SHEET, _FONT, _FORMAT, _LETTERS = 0x0085, 0x0031, 0x00E0, 0x0042
_ROW, _COLUMNS, _AREA, _MERGED = 0x0208, 0x007D, 0x0200, 0x00E5
_ERROR, _FORMULA, _RICH_TEXT = 0x0205, 0x0006, 0x00D6
_TEXTS = (0x00FD, 0x0204, _FORMULA)
# Several cells in one record, and the bytes of each.
_SEVERAL = {0x00BD: 6, 0x00BE: 2}
_WORDS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 0x01
_LAST_COLUMN = 255
_WORKSHEET = 0
_EXCEL_95 = 0x0500
# A formula that its program left to be calculated when the file is opened: it stands at nothing, as 0 or as no text.
_ON_OPENING, _NOTHING = 0x02, (b"\0" * 8, b"\3" + b"\0" * 5 + b"\xff\xff")
_RICH = (
    "Tệp của Excel 95 có ô nhiều kiểu chữ mà phần mềm không đọc được; "
    "hãy mở bằng Excel hoặc LibreOffice, lưu lại dạng .xlsx rồi nạp lại."
)


def scan_records(path: Path) -> dict[str, SheetTraits]:
    """Traits by sheet name. Raises FileRefused (rules `too_many_cells`, `truncated`, `excel_95`)."""
    container = open_container(path)
    stream = container.read(*STREAMS) if container else None
    if stream is None:
        raise refuse_truncated()
    try:
        capitals = _find_capital_formats(stream)
        return {name: _scan_sheet(stream, at, capitals) for name, at in _list_sheets(stream)}
    except (EOFError, IndexError, struct.error):
        raise refuse_truncated() from None


def _list_sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    """Name of each worksheet and the place of its part."""
    letters = "cp1252"
    for kind, at, length in walk_part(stream, 0):
        if kind == _LETTERS:
            letters = f"cp{_read_number(stream, at)}"
        elif kind == _SHEET and stream[at + 5] == _WORKSHEET:
            yield _read_name(stream[at + 6 : at + length], letters, stream), struct.unpack_from("<I", stream, at)[0]


def _find_capital_formats(stream: bytes) -> frozenset[int]:
    """Numbers of the cell formats whose font shows small letters as capitals."""
    fonts: list[str] = []
    formats: list[int] = []
    for kind, at, length in walk_part(stream, 0):
        if kind == _FONT:
            fonts.append(_read_name(stream[at + 14 : at + length], "cp1252", stream))
        elif kind == _FORMAT:
            formats.append(_read_number(stream, at))
    # No font has the number 4.
    capital = {number + (number >= 4) for number, name in enumerate(fonts) if is_capital(name)}
    return frozenset(number for number, font in enumerate(formats) if font in capital)


def _scan_sheet(stream: bytes, start: int, capitals: frozenset[int]) -> SheetTraits:
    traits, cells = SheetTraits(), 0
    for kind, at, length in walk_part(stream, start):
        cells += length // _SEVERAL[kind] if kind in _SEVERAL else 1
        if cells > MOST_CELLS:
            raise refuse_too_many_cells()
        if kind in (_ERROR, _FORMULA):
            _note_odd_cell(stream, kind, at, traits)
        elif kind in (_ROW, _COLUMNS):
            _note_hidden(stream, kind, at, traits)
        elif kind == _MERGED:
            _note_merged(stream[at : at + length], traits)
        elif kind == _AREA:
            _refuse_large_area(stream[at : at + length])
        elif kind == _RICH_TEXT:
            raise FileRefused("excel_95", _RICH)
        if capitals and kind in _TEXTS and _read_number(stream, at + 4) in capitals:
            traits.capital_cells.append(struct.unpack_from("<HH", stream, at))
    return traits


def _note_odd_cell(stream: bytes, kind: int, at: int, traits: SheetTraits) -> None:
    """An error, as a constant or as the result of a formula, and a formula that nobody calculated."""
    row, column, _, value, flags = struct.unpack_from("<HHH8sH", stream, at)
    word = None
    if kind == _ERROR:
        word = _WORDS.get(value[0], "#N/A") if value[1] else None
    elif value[6:] == b"\xff\xff" and value[0] == 2:
        word = _WORDS.get(value[2], "#N/A")
    elif flags & _ON_OPENING and value in _NOTHING:
        word = UNCALCULATED
    if word:
        traits.error_cells.append((row, column, word))


def _note_hidden(stream: bytes, kind: int, at: int, traits: SheetTraits) -> None:
    if kind == _ROW:
        traits.hidden_rows += bool(_read_number(stream, at + 12) & _HIDDEN_ROW)
        return
    first, last, width, _, flags = struct.unpack_from("<5H", stream, at)
    last = min(last, _LAST_COLUMN)
    if (flags & _HIDDEN_COLUMN or width == 0) and first <= last:
        traits.hidden_columns += last - first + 1
        traits.hidden_ranges.append((first, last))


def _note_merged(record: bytes, traits: SheetTraits) -> None:
    for place in range(_read_number(record, 0)):
        top, bottom, left, right = struct.unpack_from("<4H", record, 2 + 8 * place)
        traits.merged.append((top, left, bottom, right))


def _refuse_large_area(record: bytes) -> None:
    top, bottom, left, right = struct.unpack_from("<IIHH" if len(record) == 14 else "<4H", record)
    if max(0, bottom - top) * max(0, right - left) > LARGEST_AREA:
        raise refuse_too_many_cells()


def _read_name(record: bytes, letters: str, stream: bytes) -> str:
    """A text whose first byte is its length. Excel 95 writes it in the letters of its time."""
    length = record[0]
    if _read_number(stream, 4) == _EXCEL_95:
        try:
            return record[1 : 1 + length].decode(letters, "replace")
        except LookupError:
            return record[1 : 1 + length].decode("cp1252", "replace")
    if record[1] & 1:
        return record[2 : 2 + 2 * length].decode("utf-16-le", "replace").replace("\0", "")
    return record[2 : 2 + length].decode("latin-1").replace("\0", "")


def _read_number(record: bytes, at: int) -> int:
    return int(struct.unpack_from("<H", record, at)[0])
