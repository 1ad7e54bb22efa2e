"""What a deck is drawn on: our own plain slides, or the ward's template with its own slides dropped."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from lxml.etree import XMLSyntaxError
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError, PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.util import Inches

from dashboard.export.page import forget_moments
from dashboard.export.workbook import clean

FONT = "Arial"
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
# What stands at the edge of a slide and holds no words of ours.
EDGES = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
# Words about a file that are another file's, and people who commented on it.
FOREIGN = (RT.EXTENDED_PROPERTIES, RT.CUSTOM_PROPERTIES, RT.THUMBNAIL, RT.PRINTER_SETTINGS, RT.COMMENT_AUTHORS)


class BrokenTemplate(Exception):
    """The file is no presentation that can be drawn on. Message: what was found."""


@dataclass(frozen=True, slots=True)
class Base:
    """`is_own`: the ward's; its titles stay where it put them."""

    deck: Any
    title_layout: Any
    scene_layout: Any
    is_own: bool


def open_base(template: bytes | None) -> Base:
    """Return empty slides of the ward's template, or of ours. Raises BrokenTemplate."""
    if template is None:
        return _open_ours()
    try:
        deck = Presentation(BytesIO(template))
        _drop_slides(deck)
        layouts = [layout for master in deck.slide_masters for layout in master.slide_layouts]
    except (PackageNotFoundError, PythonPptxError, BadZipFile, XMLSyntaxError, KeyError, ValueError) as error:
        raise BrokenTemplate(type(error).__name__) from error
    titled = [layout for layout in layouts if any(_kind(place) in TITLES for place in layout.placeholders)]
    if not titled:
        raise BrokenTemplate("no title")
    opening = [one for one in titled if any(_kind(place) == PP_PLACEHOLDER.SUBTITLE for place in one.placeholders)]
    plain = sorted((one for one in titled if one not in opening), key=_count_bodies)
    return Base(deck, (opening or titled)[0], (plain or titled)[0], is_own=True)


def _open_ours() -> Base:
    """python-pptx's own slides are of the old 4:3 and of Calibri."""
    deck = Presentation()
    stretch = WIDTH / deck.slide_width
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    master = deck.slide_master
    for shape in (*master.shapes, *(shape for layout in master.slide_layouts for shape in layout.placeholders)):
        if shape.element.spPr.xfrm is not None:
            shape.left, shape.width = int(shape.left * stretch), int(shape.width * stretch)
    for part in (master.part, deck.notes_master.part):
        name_fonts(part)
    return Base(deck, deck.slide_layouts[0], deck.slide_layouts[5], is_own=False)


def name_fonts(part: Any) -> None:
    """Write our font into the theme, so that words added later have it too."""
    theme = part.part_related_by(RT.THEME)
    theme._blob = theme.blob.replace(b'typeface="Calibri"', f'typeface="{FONT}"'.encode())


def save(deck: Any, title: str, subject: str, moment: datetime) -> bytes:
    """Return the bytes: nobody's name and no moment but that of the load in its properties."""
    told = deck.core_properties
    told.title, told.subject = clean(title), clean(subject)
    told.author = told.last_modified_by = told.comments = told.keywords = told.category = ""
    told.created = told.modified = told.last_printed = moment
    told.revision = 1
    for part in (deck.part.package, deck.part):
        for name, relationship in list(part._rels.items()):
            if relationship.reltype in FOREIGN:
                part._rels.pop(name)
    target = BytesIO()
    deck.save(target)
    return forget_moments(target.getvalue())


def _drop_slides(deck: Any) -> None:
    """Drop the template's slides, and the sections and shows that name them."""
    listed = deck.slides._sldIdLst
    for slide in list(listed):
        deck.part.drop_rel(slide.rId)
        listed.remove(slide)
    root = deck.part._element
    for name in ("extLst", "custShowLst"):
        for found in root.findall(f"{{{root.nsmap['p']}}}{name}"):
            root.remove(found)


def _count_bodies(layout: Any) -> int:
    return sum(_kind(place) not in (*TITLES, *EDGES) for place in layout.placeholders)


def _kind(place: Any) -> Any:
    return place.placeholder_format.type
