"""What the cell reader does not tell about an .xlsx: hidden rows and columns, error cells, the farthest cell.

The XML of a sheet is searched block by block for the few words that matter, no tree is built: a sheet of fifty thousand
rows is let through in the time that it takes to unpack it. Entities, a cell beyond the limit, too many cells stop it.
"""

import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import IO
from xml.parsers import expat

from etl.errors import FileRefused
from etl.workbook.bounds import (
    MAX_COLUMN,
    MAX_ROW,
    MOST_CELLS,
    refuse_far_cell,
    refuse_strange_xml,
    refuse_too_many_cells,
    refuse_truncated,
)
from etl.workbook.error_words import UNCALCULATED
from etl.workbook.fonts import FontStyles, find_font_styles

_TRUE, _NO_SIZE = ("1", "true"), ("0", "0.0")
_HIDING = (b"hidden", b'ht="0', b'width="0')
_BLOCK, _LONGEST_ROW = 2**20, 2**25
_UNPLACED = (
    "Tệp có ô lỗi (#N/A, #REF!…) mà không ghi địa chỉ ô nên không biết ô nào thiếu số liệu; "
    "hãy mở bằng Excel hoặc LibreOffice, lưu lại dạng .xlsx rồi nạp lại."
)
_ROOT = re.compile(rb"<(\w+:)?worksheet\b")
_ADDRESS = re.compile(r"^([A-Z]{1,3})(\d{1,7})$")
_ATTRIBUTE = re.compile(rb"""([A-Za-z]\w*)\s*=\s*(["'])(.*?)\2""", re.DOTALL)
# Addresses that may lie beyond the limits: three letters, or six digits.
_FAR = re.compile(rb"""r\s*=\s*["']([A-Za-z]{3,}|[A-Za-z]+(?=\d{6}))(\d+)["']""")
# The end of `t="e"`, in whatever quotes.
_ERROR_MARKS = (b'"e"', b"'e'")
_ROWS_AND_COLUMNS = re.compile(rb"<(?:\w+:)?(row|col)\b([^>]*)>")


@dataclass(slots=True)
class SheetTraits:
    hidden_rows: int = 0
    hidden_columns: int = 0
    # First and last 0-based column of each stretch.
    hidden_ranges: list[tuple[int, int]] = field(default_factory=list)
    error_cells: list[tuple[int, int, str]] = field(default_factory=list)
    capital_cells: list[tuple[int, int]] = field(default_factory=list)
    # Top, left, bottom, right; left empty for an .xlsx, whose merges the cell reader tells.
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    # With the font of each.
    symbol_cells: list[tuple[int, int, str]] = field(default_factory=list)


def refuse_bombs(path: Path) -> None:
    """Before anything else parses the file. Raises FileRefused (rules `xml_entity`, `far_cell`, `too_many_cells`,
    `too_heavy`, `truncated`).
    """
    with _open(path) as package:
        for _, part in _list_sheets(package):
            _refuse_bomb(package, part)


def scan_traits(path: Path) -> dict[str, SheetTraits]:
    """Traits by sheet name. Raises FileRefused (rules `cell_unplaced`, `truncated`)."""
    with _open(path) as package:
        styles = find_font_styles(package)
        return {name: _scan_sheet(package, part, styles) for name, part in _list_sheets(package)}


@contextmanager
def _open(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as package:
            yield package
    except (expat.ExpatError, KeyError, zipfile.BadZipFile, zlib.error, EOFError):
        raise refuse_truncated() from None


def _list_sheets(package: zipfile.ZipFile) -> list[tuple[str, str]]:
    targets: dict[str, str] = {}
    sheets: list[tuple[str, str]] = []

    def read_relation(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            target = attributes["Target"]
            targets[attributes["Id"]] = (
                target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            )

    def read_sheet(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            relation = next((value for name, value in attributes.items() if name.rpartition(":")[2] == "id"), "")
            sheets.append((attributes["name"], relation))

    with package.open("xl/_rels/workbook.xml.rels") as part:
        _parse(part, read_relation)
    with package.open("xl/workbook.xml") as part:
        _parse(part, read_sheet)
    return [(name, targets[relation]) for name, relation in sheets if relation in targets]


def _refuse_bomb(package: zipfile.ZipFile, part_name: str) -> None:
    cells, tag = 0, b""
    with package.open(part_name) as part:
        for block in _read_blocks(part):
            tag = tag or _open_sheet(block)
            cells += block.count(tag + b"c ")
            if cells > MOST_CELLS:
                raise refuse_too_many_cells()
            _refuse_far_cells(block)


def _scan_sheet(package: zipfile.ZipFile, part_name: str, styles: FontStyles) -> SheetTraits:
    traits, tag = SheetTraits(), b""
    with package.open(part_name) as part:
        for block in _read_blocks(part):
            tag = tag or _open_sheet(block)
            if any(word in block for word in _HIDING):
                _note_hidden(block, traits)
            if styles.capitals or styles.symbols:
                _note_fonts(block.split(tag + b"c ")[1:], styles, traits)
            if tag + b"f" in block or any(mark in block for mark in _ERROR_MARKS):
                _note_odd_cells(_split_cells(block, tag), tag, traits)
    return traits


def _read_blocks(part: IO[bytes]) -> Iterator[bytes]:
    """The XML in blocks that end with a row, so that no cell is cut in two."""
    rest = b""
    while piece := part.read(_BLOCK):
        block = rest + piece
        end = block.rfind(b"row>") + 4
        if end < 4 and len(block) > _LONGEST_ROW:
            raise FileRefused("too_heavy", "Tệp có dòng dài bất thường nên bị từ chối; hãy xóa phần thừa rồi nạp lại.")
        rest = block[end:] if end >= 4 else block
        if end >= 4:
            yield block[:end]
    yield rest


def _open_sheet(block: bytes) -> bytes:
    """How a tag begins in this sheet, «<» or «<x:». Refuses what stands before the root that no spreadsheet writes."""
    root = _ROOT.search(block)
    if root is None or b"<!" in block[: root.start()].replace(b"<!--", b""):
        raise refuse_strange_xml()
    return b"<" + (root[1] or b"")


def _refuse_far_cells(block: bytes) -> None:
    for letters, number in _FAR.findall(block):
        if int(number) > MAX_ROW or _read_column(letters) >= MAX_COLUMN:
            raise refuse_far_cell((letters + number).decode())


def _note_hidden(block: bytes, traits: SheetTraits) -> None:
    for tag, attributes in _ROWS_AND_COLUMNS.findall(block):
        said = _read_attributes(attributes)
        if said.get("hidden") not in _TRUE and said.get("ht" if tag == b"row" else "width") not in _NO_SIZE:
            continue
        if tag == b"row":
            traits.hidden_rows += 1
        elif said.get("min", "").isdecimal() and said.get("max", "").isdecimal():
            first, last = int(said["min"]), min(int(said["max"]), MAX_COLUMN)
            traits.hidden_columns += max(0, last - first + 1)
            traits.hidden_ranges.append((first - 1, last - 1))


def _split_cells(block: bytes, tag: bytes) -> list[bytes]:
    """What follows each «<c »; some programs write «<c>», or a line end for the space."""
    for end in (b"\t", b"\n", b"\r", b">"):
        if tag + b"c" + end in block:
            block = block.replace(tag + b"c" + end, tag + b"c " + end.strip())
    return block.split(tag + b"c ")[1:]


def _note_odd_cells(cells: Sequence[bytes], tag: bytes, traits: SheetTraits) -> None:
    """Cells that hold an error, and formulas that nobody calculated. `cells` begin behind their «<c »."""
    for cell in cells:
        has_formula = tag + b"f" in cell
        if not has_formula and not any(mark in cell for mark in _ERROR_MARKS):
            continue
        attributes, _, content = cell.partition(b">")
        said, value = _read_attributes(attributes), content.partition(tag + b"v>")[2].partition(b"</")[0]
        place = _read_place(said)
        if said.get("t") == "e" and "r" not in said:
            raise FileRefused("cell_unplaced", _UNPLACED)
        # A formula whose result is text may have none: =IF(…,"x","").
        if said.get("t") == "e" and value:
            traits.error_cells.append((*place, unescape(value.decode("utf-8", "replace"))))
        elif has_formula and not value and not (said.get("t") == "str" and tag + b"v" in content):
            traits.error_cells.append((*place, UNCALCULATED))


def _note_fonts(cells: Sequence[bytes], styles: FontStyles, traits: SheetTraits) -> None:
    for cell in cells:
        said = _read_attributes(cell.partition(b">")[0])
        style = said.get("s", "")
        if style in styles.capitals:
            traits.capital_cells.append(_read_place(said))
        if style in styles.symbols:
            traits.symbol_cells.append((*_read_place(said), styles.symbols[style]))


def _read_place(said: dict[str, str]) -> tuple[int, int]:
    address = _ADDRESS.match(said.get("r", ""))
    return (int(address[2]) - 1, _read_column(address[1].encode())) if address else (0, 0)


def _read_attributes(text: bytes) -> dict[str, str]:
    return {name.decode(): value.decode("utf-8", "replace") for name, _, value in _ATTRIBUTE.findall(text)}


def _read_column(letters: bytes) -> int:
    """0-based number of a column by its letters."""
    column = 0
    for letter in letters.upper():
        column = column * 26 + letter - ord("A") + 1
    return column - 1


def _parse(part: IO[bytes], start: Callable[[str, dict[str, str]], None]) -> None:
    """Call `start` for each element of one of the small parts, by its name without namespace."""
    parser = expat.ParserCreate(namespace_separator=" ")

    def refuse(*_: object) -> None:
        raise refuse_strange_xml()

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda tag, attributes: start(
        _local(tag), {_local(k, ":"): v for k, v in attributes.items()}
    )
    parser.ParseFile(part)


def _local(name: str, joint: str = " ") -> str:
    namespace, _, local = name.rpartition(" ")
    return f"ns:{local}" if namespace and joint == ":" else local
