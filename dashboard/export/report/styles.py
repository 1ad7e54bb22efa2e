"""The styles and the page of an official document: A4, Times New Roman, real headings, numbers from the second page."""

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from dashboard.export.page import FONT

BODY = 14
# Millimetres: of the paper, of its margins, of what stands between them upright and on its side.
PAPER, TOP, LEFT, RIGHT = (210, 297), 20, 30, 20
WIDTH, WIDE, WIDE_SIDE = 160, 257, 20
INDENT = 10
OWN_WORDS, UNKNOWN, QUOTE, NOTE, ITEM, ANNEX = "Own words", "Unknown", "Plan words", "Note", "Item", "Annex"
HINT = "Own words hint"
PLACE_FILL, BLANK_FILL = "E3E6EA", "FFF2CC"
HEADINGS = {1: {"bold": True}, 2: {"bold": True}, 3: {"bold": True, "italic": True}}


def set_styles(document: Any, *, is_own: bool) -> None:
    """Make the styles that the report is written in; of a ward's template (`is_own` False) those it has stay."""
    known = {style.name for style in document.styles}
    if is_own:
        _set_body(document)
    for level, look in HEADINGS.items():
        if is_own or f"Heading {level}" not in known:
            _set_heading(_take(document, f"Heading {level}"), look)
    if is_own or "Caption" not in known:
        _set_small(_take(document, "Caption"), size=12, is_italic=True, align=WD_ALIGN_PARAGRAPH.CENTER)
    _set_small(_take(document, NOTE), size=11, is_italic=True)
    _set_small(_take(document, QUOTE), size=13, is_italic=True)
    _take(document, ITEM).paragraph_format.first_line_indent = Mm(INDENT)
    for name in (OWN_WORDS, UNKNOWN):
        _take(document, name).paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    _shade(_take(document, UNKNOWN), BLANK_FILL)
    # The hint is grey, what is typed in its place is not.
    hint = _take(document, HINT, WD_STYLE_TYPE.CHARACTER)
    hint.font.italic = True
    hint.element.get_or_add_rPr().append(_make_shade(PLACE_FILL))
    _set_annex(_take(document, ANNEX))


def set_headings(document: Any) -> None:
    """Make the headings of a document that is no letter."""
    for level, look in HEADINGS.items():
        style = document.styles[f"Heading {level}"]
        _set_heading(style, look)
        style.paragraph_format.first_line_indent = Mm(0)


def _take(document: Any, name: str, kind: WD_STYLE_TYPE = WD_STYLE_TYPE.PARAGRAPH) -> Any:
    known = {style.name: style for style in document.styles}
    if name in known:
        return known[name]
    style = document.styles.add_style(name, kind)
    style.quick_style = True
    if kind is WD_STYLE_TYPE.PARAGRAPH:
        style.base_style = document.styles["Normal"]
    return style


def _shade(style: Any, fill: str) -> None:
    """Word reads the parts of a paragraph's shape in their order alone: a shade stands before spaces and indents."""
    shape = style.element.get_or_add_pPr()
    for old in shape.findall(qn("w:shd")):
        shape.remove(old)
    shade = _make_shade(fill)
    after = next((one for one in shape if one.tag in (qn("w:spacing"), qn("w:ind"), qn("w:jc"))), None)
    shape.append(shade) if after is None else after.addprevious(shade)


def _make_shade(fill: str) -> Any:
    return parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill}"/>')


def _set_body(document: Any) -> None:
    normal = document.styles["Normal"]
    set_font(normal, BODY)
    shape = normal.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(0), Pt(6), 1.15
    shape.first_line_indent, shape.alignment = Mm(INDENT), WD_ALIGN_PARAGRAPH.JUSTIFY
    # What no paragraph says about its language is Vietnamese: no red line under every word.
    normal.element.get_or_add_rPr().append(parse_xml(f'<w:lang {nsdecls("w")} w:val="vi-VN" w:eastAsia="vi-VN"/>'))


def set_font(style: Any, size: float) -> None:
    """Name the face in every script: a style of Word's own says it by a theme, which wins over its name."""
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor(0, 0, 0)
    faces = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        faces.attrib.pop(qn(f"w:{name}"), None)
    for name in ("eastAsia", "cs"):
        faces.set(qn(f"w:{name}"), FONT)


def _set_heading(style: Any, look: dict[str, bool]) -> None:
    set_font(style, BODY)
    style.font.bold, style.font.italic = look.get("bold", False), look.get("italic", False)
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.keep_with_next = Pt(8), Pt(4), True
    shape.first_line_indent, shape.alignment = Mm(INDENT), WD_ALIGN_PARAGRAPH.LEFT


def _set_small(style: Any, *, size: float, is_italic: bool, align: Any = None) -> None:
    set_font(style, size)
    style.font.bold, style.font.italic = False, is_italic
    style.paragraph_format.space_after = Pt(4)
    if align is not None:
        style.paragraph_format.alignment, style.paragraph_format.first_line_indent = align, Mm(0)


def _set_annex(style: Any) -> None:
    """The title of an annex is a heading of its second level, under «Phụ lục»."""
    set_font(style, BODY)
    style.font.bold = True
    shape = style.paragraph_format
    shape.alignment, shape.first_line_indent, shape.keep_with_next = WD_ALIGN_PARAGRAPH.CENTER, Mm(0), True
    level = parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="1"/>')
    style.element.get_or_add_pPr().append(level)


def set_page(document: Any, foot: str) -> None:
    """Lay out the only section: the page number centred in the top margin from the second page on."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAPER[0]), Mm(PAPER[1])
    section.top_margin = section.bottom_margin = Mm(TOP)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    number_pages(section.header.paragraphs[0])
    for part in (section.footer, section.first_page_footer):
        write_foot(part.paragraphs[0], foot)


def number_pages(paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.first_line_indent = Mm(0)
    field = parse_xml(
        f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}"/>'
        '<w:sz w:val="26"/></w:rPr><w:t>2</w:t></w:r></w:fldSimple>'
    )
    paragraph._p.append(field)


def write_foot(paragraph: Any, words: str) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.paragraph_format.first_line_indent = Mm(0)
    run = paragraph.add_run(words)
    run.font.size, run.font.name, run.font.color.rgb = Pt(8), FONT, RGBColor(0x56, 0x62, 0x70)
