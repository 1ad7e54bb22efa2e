"""What the cell reader does not tell about an .ods: hidden rows and columns, merges, error cells.

`content.xml` runs once through expat; what is said to stand there a million times is counted, never laid out.
ODF 1.2 part 1, 9.1; calcext is LibreOffice's.
"""

import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from etl.workbook.bounds import MOST_CELLS, refuse_strange_xml, refuse_too_many_cells, refuse_truncated
from etl.workbook.error_words import ERROR_WORDS, UNCALCULATED
from etl.workbook.fonts import is_capital
from etl.workbook.ods_sheet import Attributes, OdsSheet
from etl.workbook.traits import SheetTraits

_CONTENT, _BLOCK = "content.xml", 2**20
_MOST_TAGS = 6 * MOST_CELLS
_NUMBERED = re.compile(r"Err:\d{3}")


def scan_content(path: Path) -> dict[str, SheetTraits]:
    """Traits by sheet name. Raises FileRefused (rules `xml_entity`, `far_cell`, `too_many_cells`, `truncated`)."""
    scan, tags = _Scan(), 0
    try:
        with zipfile.ZipFile(path) as package, package.open(_CONTENT) as part:
            while block := part.read(_BLOCK):
                tags += block.count(b"<")
                if tags > _MOST_TAGS:
                    raise refuse_too_many_cells()
                scan.parser.Parse(block, False)
            scan.parser.Parse(b"", True)
    except (expat.ExpatError, KeyError, ValueError, zipfile.BadZipFile, zlib.error, EOFError):
        raise refuse_truncated() from None
    return {name: sheet.traits for name, sheet in scan.sheets.items()}


class _Scan:
    """Where in the XML the scan is: which sheet, which cell, whose text."""

    def __init__(self) -> None:
        self.sheets: dict[str, OdsSheet] = {}
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self._sheet: OdsSheet | None = None
        self._text: list[str] = []
        self._is_error = False
        # How deep the scan is within what it leaves out, and who was listening to the text around it.
        self._depth = 0
        self._kept: Callable[[str], object] | None = None
        self._style = ""
        self._capital_styles: set[str] = set()
        self._starts = {
            "table:table-cell": self._start_cell,
            "table:covered-table-cell": self._start_cell,
            "table:table-row": self._start_row,
            "table:table-column": self._start_column,
            "table:table": self._start_sheet,
            "style:style": self._start_style,
            "style:text-properties": self._note_font,
            "office:annotation": self._skip,
            "draw:frame": self._skip,
            "table:shapes": self._skip,
        }
        self._ends = {"table:table-row": self._end_row, "table:table": self._end_sheet}
        self._resume()

    def _resume(self) -> None:
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end

    def _refuse(self, *_: object) -> NoReturn:
        raise refuse_strange_xml()

    def _start(self, tag: str, said: Attributes) -> None:
        act = self._starts.get(tag)
        if act is not None:
            act(said)

    def _end(self, tag: str) -> None:
        if self.parser.CharacterDataHandler is not None:
            if tag in ("table:table-cell", "table:covered-table-cell"):
                self._end_text()
        elif (act := self._ends.get(tag)) is not None:
            act()

    def _skip(self, _: Attributes) -> None:
        """Leave out an element with all that it holds: a comment, a drawing, a table within a cell."""
        self._depth = 1
        self._kept, self.parser.CharacterDataHandler = self.parser.CharacterDataHandler, None
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._go_down, self._go_up

    def _go_down(self, *_: object) -> None:
        self._depth += 1

    def _go_up(self, _: str) -> None:
        self._depth -= 1
        if not self._depth:
            self.parser.CharacterDataHandler = self._kept
            self._resume()

    def _start_sheet(self, said: Attributes) -> None:
        if self._sheet is not None:
            self._skip(said)
        else:
            self._sheet = self.sheets[said["table:name"]] = OdsSheet()

    def _end_sheet(self) -> None:
        self._sheet = None

    def _start_column(self, said: Attributes) -> None:
        if self._sheet is not None:
            self._sheet.add_columns(said, is_capital=said.get("table:default-cell-style-name") in self._capital_styles)

    def _start_row(self, said: Attributes) -> None:
        if self._sheet is not None:
            self._sheet.start_rows(said)

    def _end_row(self) -> None:
        if self._sheet is not None:
            self._sheet.end_rows()

    def _start_cell(self, said: Attributes) -> None:
        if self._sheet is None:
            return
        kind = said.get("office:value-type")
        is_filled = kind is not None or "table:formula" in said
        self._sheet.add_cells(said, is_filled=is_filled)
        if kind == "string":
            self._text, self._is_error = [], said.get("calcext:value-type") == "error"
            self.parser.CharacterDataHandler = self._text.append
            if self._capital_styles:
                style = said.get("table:style-name")
                self._sheet.note_capital(None if style is None else style in self._capital_styles)
        elif is_filled and kind is None:
            self._sheet.note_odd(UNCALCULATED)

    def _end_text(self) -> None:
        """An error stands as its words; a program that does not mark it writes it like any text."""
        self.parser.CharacterDataHandler = None
        words = "".join(self._text).strip()
        if self._sheet is not None and (self._is_error or words in ERROR_WORDS or _NUMBERED.fullmatch(words)):
            self._sheet.note_odd(words or "#N/A")

    def _start_style(self, said: Attributes) -> None:
        self._style = said.get("style:name", "")
        if said.get("style:parent-style-name") in self._capital_styles:
            self._capital_styles.add(self._style)

    def _note_font(self, said: Attributes) -> None:
        if is_capital(said.get("style:font-name", "")) or is_capital(said.get("fo:font-family", "").strip("'")):
            self._capital_styles.add(self._style)
