"""The report in a ward's own template: its letterhead and signature, our content where it says «NỘI DUNG».

The template fills in names of fields and can do nothing else: whoever edits it writes no program.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from unicodedata import normalize
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate, Listing
from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import SandboxedEnvironment

from dashboard.briefing.report import Report
from dashboard.export.report import styles
from dashboard.export.report.letter import Letter
from dashboard.export.report.write import Pen, close, write_annexes, write_content
from dashboard.export.workbook import clean
from dashboard.text import Text
from queries import UserError

MARK = "NỘI DUNG"
# What a template may be made of: words, and names of fields.
PLAIN = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name)
EMU = 36_000


@dataclass(frozen=True, slots=True)
class Template:
    """`name` is that of its file, which every sentence about it begins with."""

    name: str
    data: bytes


def write_into(
    template: Template, report: Report, letter: Letter, text: Text, step: Callable[[float], None] = lambda share: None
) -> bytes:
    """Return the report in the ward's layout. Raises UserError where the template cannot be used, and why."""
    document = fill(template, letter.list_fields(text))
    mark = find_mark(document, template)
    styles.set_styles(document, is_own=False)
    section = document.sections[0]
    width = (section.page_width - section.left_margin - section.right_margin) / EMU
    pen = Pen(document, letter, text, mark, width)
    write_content(report, pen, step)
    mark.getparent().remove(mark)
    write_annexes(report, pen)
    return close(document, letter, text)


def fill(template: Template, fields: dict[str, str]) -> Any:
    """Return the template as a document, its fields filled in."""
    try:
        drawn = DocxTemplate(BytesIO(template.data))
        drawn.init_docx()
        environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
        found = [environment.parse(drawn.patch_xml(xml)) for xml in _list_xml(drawn)]
        _check(found, fields, template)
        drawn.render({name: Listing(_plain(words)) for name, words in fields.items()}, environment, autoescape=True)
    except TemplateError as error:
        raise UserError(
            f"Mẫu «{template.name}» có chỗ điền viết sai: {error}. Mỗi chỗ điền viết như {{{{ trich_yeu }}}}.",
            f"The template «{template.name}» has a field that is written wrongly: {error}. "
            "A field is written like {{ trich_yeu }}.",
        ) from error
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError, OSError) as error:
        raise UserError(
            f"Mẫu «{template.name}» không mở được như một tệp Word (.docx). Mở tệp bằng Word, lưu lại dạng .docx, "
            "hoặc bỏ tệp ấy đi để dùng thể thức có sẵn.",
            f"The template «{template.name}» cannot be opened as a Word file. Save it again from Word as .docx, "
            "or take it away to use the built-in layout.",
        ) from error
    return drawn.docx


def _list_xml(drawn: Any) -> Iterator[str]:
    yield drawn.get_xml()
    for uri in (drawn.HEADER_URI, drawn.FOOTER_URI):
        yield from (drawn.xml_to_string(part._element) for _, part in drawn.get_headers_footers(uri))


def _check(found: list[nodes.Template], fields: dict[str, str], template: Template) -> None:
    """Raises UserError for a field that nobody knows, and for anything but a field."""
    told = [node for tree in found for node in _walk(tree)]
    unknown = sorted({node.name for node in told if isinstance(node, nodes.Name)} - fields.keys())
    if unknown:
        known = ", ".join(fields)
        raise UserError(
            f"Mẫu «{template.name}» có chỗ điền không biết: {', '.join(unknown)}. Chỗ điền dùng được: {known}.",
            f"The template «{template.name}» has fields nobody knows: {', '.join(unknown)}. Known fields: {known}.",
        )
    if not all(isinstance(node, PLAIN) for node in told):
        raise UserError(
            f"Mẫu «{template.name}» có lệnh, phép tính hoặc bộ lọc trong chỗ điền. Mỗi chỗ điền chỉ là một tên, như "
            "{{ trich_yeu }}.",
            f"The template «{template.name}» has a command, a computation or a filter in a field. A field is one name "
            "alone, like {{ trich_yeu }}.",
        )


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _walk(child)


def find_mark(document: Any, template: Template) -> Any:
    """Return the paragraph that the content takes the place of."""
    for paragraph in document.paragraphs:
        if normalize("NFC", paragraph.text).strip().upper() == MARK:
            return paragraph._p
    raise UserError(
        f"Mẫu «{template.name}» không có đoạn «{MARK}» đứng riêng, ngoài bảng: đó là chỗ đặt nội dung báo cáo.",
        f"The template «{template.name}» has no paragraph «{MARK}» of its own outside tables: the content goes there.",
    )


def _plain(words: str) -> str:
    return "\n".join(clean(line) for line in words.split("\n"))
