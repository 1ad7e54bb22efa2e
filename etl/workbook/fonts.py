"""Cells that only their font shows as what they are: capitals of TCVN3 (.VnTimeH), ticks of Wingdings."""

import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

_CAPITAL = re.compile(r"^\.vn.*h$", re.IGNORECASE)
_SYMBOLS = re.compile(r"^wingdings(?: 2)?$", re.IGNORECASE)
_STYLES = "xl/styles.xml"

Attributes = dict[str, str]


def is_capital(name: str) -> bool:
    return _CAPITAL.match(name) is not None


@dataclass(frozen=True, slots=True)
class FontStyles:
    """Numbers of the cell formats whose font is such a one; most workbooks have none and need no further look.

    `symbols`: the font of each, «wingdings» or «wingdings 2».
    """

    capitals: frozenset[str] = frozenset()
    symbols: Mapping[str, str] = field(default_factory=dict)


def find_font_styles(package: zipfile.ZipFile) -> FontStyles:
    if _STYLES not in package.namelist():
        return FontStyles()
    fonts: list[str] = []
    styles: list[str] = []
    within: list[str] = []

    def start(tag: str, attributes: Attributes) -> None:
        within.append(tag)
        if tag == "font" and within[-2:-1] == ["fonts"]:
            fonts.append("")
        elif tag == "name" and within[-3:-1] == ["fonts", "font"]:
            fonts[-1] = attributes.get("val", "")
        elif tag == "xf" and within[-2:-1] == ["cellXfs"]:
            styles.append(attributes.get("fontId", ""))

    _parse(package.read(_STYLES), start, lambda _: within.pop())
    names = {str(number): fonts[int(font)] for number, font in enumerate(styles) if font in map(str, range(len(fonts)))}
    return FontStyles(
        frozenset(number for number, name in names.items() if is_capital(name)),
        {number: name.lower() for number, name in names.items() if _SYMBOLS.match(name)},
    )


def _parse(content: bytes, start: Callable[[str, Attributes], None], end: Callable[[str], object]) -> None:
    """Feed the local names of elements; a document type is none of a workbook's and stops everything."""
    parser = expat.ParserCreate(namespace_separator=" ")

    def refuse(*_: object) -> None:
        raise expat.ExpatError("document type")

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda tag, attributes: start(tag.rpartition(" ")[2], attributes)
    parser.EndElementHandler = lambda tag: end(tag)
    parser.Parse(content, True)
