"""Letters that the font Wingdings shows as ticks and boxes, put in the signs that a reader sees.

A cross may stand for a tick or against it: it becomes a cross, and is asked about.
"""

from collections.abc import Iterable, Sequence

from etl.clean.text import Value
from etl.workbook.model import Cells

_SIGNS = {
    "wingdings": {"ü": "✓", "û": "✗", "þ": "☑", "ý": "☒", "¨": "☐", "o": "☐", "q": "☐", "n": "■", "l": "●", "x": "☒"},
    "wingdings 2": {"P": "✓", "O": "✗", "R": "☑", "S": "☒", "£": "☐", "*": "☐"},
}


def show_symbols(columns: Sequence[Cells], cells: Iterable[tuple[int, int, str]]) -> list[Cells]:
    """`cells`: 0-based row, column and font; a cell of more than one letter, or of another one, stays as it is."""
    put: dict[int, dict[int, Value]] = {}
    for row, column, font in cells:
        if column < len(columns) and row < len(columns[column].codes):
            written = columns[column][row]
            sign = _SIGNS[font].get(_bare(written)) if isinstance(written, str) else None
            if sign:
                put.setdefault(column, {})[row] = sign
    return [column.put(put.get(place, {})) for place, column in enumerate(columns)]


def _bare(written: str) -> str:
    """The letter; Word and Excel may keep it in the private plane, U+F0FC for «ü»."""
    letter = written.strip()
    return chr(ord(letter) - 0xF000) if len(letter) == 1 and 0xF020 <= ord(letter) <= 0xF0FF else letter
