"""A table saved as text (.csv, .txt): which letters its bytes mean, which sign parts its columns."""

import codecs
import csv
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO, TextIOWrapper
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, TextIO

from etl.clean.charset import CHARSETS, count_strange
from etl.errors import FileRefused
from etl.workbook.coding import Part, part_rows

SHEET = "CSV"
_DELIMITERS = (",", ";", "\t", "|")
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
# Enough to tell the letters and the delimiter.
_MARKED_BYTES, _JUDGED_BYTES, _JUDGED_LETTERS, _JUDGED_ROWS = 400, 2**20, 100_000, 200
_FIRST_ROWS, _LETTERS_AT_ONCE = 10_000, 2**20
_LONGEST_CELL, _MOST_COLUMNS = 32_767, 1_000
_CONTROL = bytes(byte for byte in range(32) if byte not in b"\t\n\r\x0c\x1a")
_LONGEST_LINE, _MOST_LINES = 2**20, 1_500_000
_NO_TABLE = "Tệp chữ này không có bảng nào chia cột bằng dấu phẩy, chấm phẩy, Tab hay gạch đứng"
_ADVICE = "hãy mở bằng Excel hoặc LibreOffice, lưu dạng .xlsx rồi nạp lại"


def is_text(start: bytes) -> bool:
    """Tell text from a picture, a program, an archive by the first bytes of the file."""
    name = _find_unicode(start)
    plain = start.decode(name, "ignore").encode() if name else start
    return plain.translate(None, _CONTROL) == plain


def read_delimited(path: Path) -> Iterator[Part]:
    """The table, each cell as it was typed. Raises FileRefused where there is none, or no end to it."""
    with path.open("rb") as content:
        _refuse_endless(content)
        content.seek(0)
        start = content.read(_JUDGED_BYTES)
        encoding = tell_encoding(start)
        lines = StringIO(decode(start, encoding), newline="").readlines()
        hint = lines[0].strip().lower() if lines else ""
        is_told = hint.startswith("sep=") and len(hint) == len("sep=;")
        delimiter = hint[-1] if is_told else find_delimiter(lines)
        content.seek(0)
        text = TextIOWrapper(content, encoding, "replace", newline="")
        rows = _read_rows(text, delimiter)
        if is_told:
            next(rows)
            yield part_rows([[]])
        # Most files end here; and the title above a long list is never as wide as the list.
        yield part_rows(list(islice(rows, _FIRST_ROWS)))
        while block := text.read(_LETTERS_AT_ONCE) + text.readline():
            yield from _split(_compose(block), text, delimiter)


def _split(block: str, text: TextIO, delimiter: str) -> Sequence[Part]:
    """The rows that begin in a block of whole lines; the last may go on in the text behind it."""
    from etl.workbook.regular_text import split_regular

    parts = delimiter in _DELIMITERS and split_regular(
        block, delimiter, longest=_LONGEST_CELL, most_columns=_MOST_COLUMNS
    )
    return parts or [part_rows(list(_read_begun(block, text, delimiter)))]


def _read_begun(block: str, text: TextIO, delimiter: str) -> Iterator[list[str]]:
    lines = StringIO(block, newline="")
    rows = _read_rows(chain(lines, text), delimiter)
    while lines.tell() < len(block):
        yield next(rows)


def _read_rows(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    try:
        for row in csv.reader(map(_compose, lines), delimiter=delimiter):
            if len(row) > _MOST_COLUMNS:
                raise FileRefused("far_cell", f"Tệp chữ này có dòng chia thành hơn {_MOST_COLUMNS} cột; {_ADVICE}.")
            yield row if any(row) else []
    except csv.Error:
        raise FileRefused("unreadable", f"Tệp chữ này có ô không đóng dấu nháy kép; {_ADVICE}.") from None


def _compose(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _refuse_endless(content: BinaryIO) -> None:
    """Before anything is made of it: more lines than any list has, or a line that takes up a whole block."""
    lines = 0
    while block := content.read(_LONGEST_LINE):
        lines += block.count(b"\n")
        is_endless = len(block) == _LONGEST_LINE and b"\n" not in block and b"\r" not in block
        if is_endless or lines > _MOST_LINES:
            raise FileRefused(
                "too_heavy",
                "Tệp chữ này có quá nhiều dòng hoặc có dòng dài bất thường; hãy tách nhỏ, bỏ phần thừa rồi nạp lại.",
            )


def decode(content: bytes, encoding: str | None = None) -> str:
    """Return the text, its letters composed."""
    return _compose(content.decode(encoding or tell_encoding(content), "replace"))


def tell_encoding(start: bytes) -> str:
    """What is not Unicode is what reads most like Vietnamese: Windows-1258, or an old font's bytes."""
    return _find_unicode(start) or min(
        ("utf-8", "cp1258", "cp1252"), key=lambda name: _count_oddities(_compose(start.decode(name, "replace")))
    )


def find_delimiter(lines: list[str]) -> str:
    """Return the sign by which most rows fall into equally many columns. Raises FileRefused where none does."""
    sizes = {delimiter: _measure(lines, delimiter) for delimiter in _DELIMITERS}
    best = max(sizes, key=sizes.__getitem__)
    if not sizes[best]:
        raise FileRefused("not_workbook", f"{_NO_TABLE}; {_ADVICE}.")
    return best


def _measure(lines: list[str], delimiter: str) -> int:
    """Return how many cells the rows of the commonest width have; 0 where a row is a single cell, or stands alone."""
    rows = islice(csv.reader(lines, delimiter=delimiter), _JUDGED_ROWS)
    try:
        widths = Counter(len(row) for row in rows if len(row) > 1)
    except csv.Error:
        return 0
    width, times = widths.most_common(1)[0] if widths else (0, 0)
    return width * times if times > 1 else 0


def _find_unicode(content: bytes) -> str | None:
    """Return the Unicode that the file's mark names; or UTF-16 without one, where every other byte is mostly 0."""
    if marked := next((name for mark, name in _MARKS.items() if content.startswith(mark)), None):
        return marked
    even, odd = content[:_MARKED_BYTES:2].count(0), content[1:_MARKED_BYTES:2].count(0)
    if max(even, odd) * 10 < len(content[:_MARKED_BYTES]) or min(even, odd) * 5 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _count_oddities(text: str) -> int:
    """Return how many words of the likeliest reading are no Vietnamese, and letters that could not be read."""
    start = text[:_JUDGED_LETTERS]
    readings = (start, *(read(start) for read in CHARSETS.values()))
    return min(map(count_strange, readings)) + start.count("\ufffd")
