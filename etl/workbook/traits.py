"""What the cell reader does not tell about an .xlsx: hidden rows and columns, error cells, the farthest cell.

A streaming scan of the sheet XML: no tree is built, entities are refused, and a cell beyond the limit stops it.
"""

import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.parsers import expat

from etl.errors import FileRefused
from etl.workbook.fonts import find_capital_styles, find_capitals
from etl.workbook.model import ERROR_WORDS, UNCALCULATED

_MAX_ROW, _MAX_COLUMN = 200_000, 1_000
_TRUE, _NO_SIZE = ("1", "true"), ("0", "0.0")
_ADDRESS = re.compile(r"^([A-Z]{1,3})(\d{1,7})$")


@dataclass(slots=True)
class SheetTraits:
    hidden_rows: int = 0
    hidden_columns: int = 0
    # First and last 0-based column of each stretch.
    hidden_ranges: list[tuple[int, int]] = field(default_factory=list)
    error_cells: list[tuple[int, int, str]] = field(default_factory=list)
    capital_cells: list[tuple[int, int]] = field(default_factory=list)


def scan_traits(path: Path) -> dict[str, SheetTraits]:
    """Traits by sheet name. Raises FileRefused (rules `xml_entity`, `far_cell`, `truncated`)."""
    try:
        with zipfile.ZipFile(path) as package:
            sheets = _list_sheets(package)
            traits = {name: _scan_sheet(package, part) for name, part in sheets}
            if styles := find_capital_styles(package):
                for name, part in sheets:
                    traits[name].capital_cells = find_capitals(package, part, styles)
            return traits
    except (expat.ExpatError, KeyError, zipfile.BadZipFile, EOFError, zlib.error):
        raise FileRefused("truncated", "Tệp hỏng hoặc tải dở; hãy tải lại hoặc xin lại tệp.") from None


def find_error_words(rows: list[list[str]]) -> SheetTraits:
    """Error cells of a table in text, where they stand as words."""
    return SheetTraits(
        error_cells=[
            (row, column, word)
            for row, cells in enumerate(rows)
            if not ERROR_WORDS.isdisjoint(cells)
            for column, word in enumerate(cells)
            if word in ERROR_WORDS
        ]
    )


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


def _scan_sheet(package: zipfile.ZipFile, part_name: str) -> SheetTraits:
    traits = SheetTraits()
    scan = _SheetScan(traits)
    with package.open(part_name) as part:
        _parse(part, scan.start, scan.end, scan.text)
    return traits


@dataclass(slots=True)
class _SheetScan:
    traits: SheetTraits
    cell: tuple[int, int] = (0, 0)
    error_at: tuple[int, int] | None = None
    is_uncalculated: bool = False
    is_text: bool = False
    is_value: bool = False
    shown: str = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c" and "r" in attributes:
            self.cell, self.is_uncalculated = _read_address(attributes["r"]), False
            self.error_at = self.cell if attributes.get("t") == "e" else None
            # A formula whose result is text may have none: =IF(…,"x","").
            self.is_text = attributes.get("t") == "str"
        elif tag == "f":
            self.is_uncalculated = True
        elif tag == "v":
            self.is_value, self.shown = True, ""
        elif tag == "row" and (attributes.get("hidden") in _TRUE or attributes.get("ht") in _NO_SIZE):
            self.traits.hidden_rows += 1
        elif tag == "col" and (attributes.get("hidden") in _TRUE or attributes.get("width") in _NO_SIZE):
            first, last = int(attributes["min"]), min(int(attributes["max"]), _MAX_COLUMN)
            self.traits.hidden_columns += last - first + 1
            self.traits.hidden_ranges.append((first - 1, last - 1))

    def text(self, data: str) -> None:
        if self.is_value:
            self.shown += data

    def end(self, tag: str) -> None:
        if tag == "v":
            self.is_value = False
            self.is_uncalculated = self.is_uncalculated and not self.shown and not self.is_text
            if self.error_at is not None:
                self.traits.error_cells.append((*self.error_at, self.shown))
        elif tag == "c" and self.is_uncalculated:
            self.traits.error_cells.append((*self.cell, UNCALCULATED))


def _read_address(address: str) -> tuple[int, int]:
    found = _ADDRESS.match(address)
    if not found:
        return (0, 0)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(found[2])
    if row > _MAX_ROW or column > _MAX_COLUMN:
        raise FileRefused(
            "far_cell",
            f"Ô {address} nằm quá xa bảng số liệu nên tệp bị từ chối; "
            "hãy xóa các dòng, cột thừa phía ngoài bảng rồi lưu và nạp lại.",
        )
    return (row - 1, column - 1)


def _parse(part: IO[bytes], start: object, end: object = None, text: object = None) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")

    def refuse(*_: object) -> None:
        raise FileRefused("xml_entity", "Tệp chứa khai báo XML lạ nên bị từ chối; hãy xin lại tệp từ người gửi.")

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda tag, attributes: start(
        _local(tag), {_local(k, ":"): v for k, v in attributes.items()}
    )  # type: ignore[operator]
    if callable(end):
        parser.EndElementHandler = lambda tag: end(_local(tag))
    if callable(text):
        parser.CharacterDataHandler = text
    parser.ParseFile(part)


def _local(name: str, joint: str = " ") -> str:
    namespace, _, local = name.rpartition(" ")
    return f"ns:{local}" if namespace and joint == ":" else local
