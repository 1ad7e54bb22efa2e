"""Cells typed in a capital font of TCVN3 (.VnTimeH): small letters that only the font shows as capitals."""

import re
import zipfile
from collections.abc import Callable
from xml.parsers import expat

_CAPITAL = re.compile(r"^\.vn.*h$", re.IGNORECASE)
_STYLES = "xl/styles.xml"

Attributes = dict[str, str]


def is_capital(name: str) -> bool:
    return _CAPITAL.match(name) is not None


def find_capital_styles(package: zipfile.ZipFile) -> frozenset[str]:
    """Numbers of the cell formats whose font is such a one; most workbooks have none and need no further look."""
    if _STYLES not in package.namelist():
        return frozenset()
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
    capital = {str(number) for number, name in enumerate(fonts) if is_capital(name)}
    return frozenset(str(number) for number, font in enumerate(styles) if font in capital)


def _parse(content: bytes, start: Callable[[str, Attributes], None], end: Callable[[str], object]) -> None:
    """Feed the local names of elements; a document type is none of a workbook's and stops everything."""
    parser = expat.ParserCreate(namespace_separator=" ")

    def refuse(*_: object) -> None:
        raise expat.ExpatError("document type")

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda tag, attributes: start(tag.rpartition(" ")[2], attributes)
    parser.EndElementHandler = lambda tag: end(tag)
    parser.Parse(content, True)
