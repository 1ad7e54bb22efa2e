"""`docs/access-pages.md`: which account is offered which page and what can be taken away there, from the menu."""

from pathlib import Path

from dashboard.text import Text
from dashboard.ui.navigation import Entry
from pages.menu import PAGES
from queries import ROLES
from queries.access import TITLES

PATH = Path(__file__).resolve().parents[1] / "docs" / "access-pages.md"
OFFERED, CLOSED = "có", "—"
FILES = {
    "blocks": "Excel, CSV dưới mỗi khối số liệu",
    "forms": "biểu R1–R11",
    "documents": "tài liệu của kỳ (Word, PowerPoint, Excel)",
    "letters": "phiếu tham vấn (Word)",
    "templates": "biểu điền sẵn",
}
INTRODUCTION = """# Trang và tệp tải về theo vai trò · Pages and files by role

Viết ra từ `pages/menu.py` bằng `python -m dashboard`; đừng sửa ở đây. *Written from the menu.*

Danh mục chỉ để khỏi phải thấy trang không dành cho mình; trong trang và trong tệp có gì do [access.md](access.md) nói:
tệp viết ra từ chính câu trả lời của trang. Ai mở địa chỉ của trang «—» thấy một câu từ chối, và nhật ký có một dòng.
`tests/access/test_walk.py` mở mọi trang với mọi vai trò trong Chromium, tải mọi tệp được mời tải, so với hai trang này.
"""


def write_document() -> str:
    """Return the whole page in Markdown."""
    heads = ("trang", *(TITLES[role] for role in ROLES), "tải về được")
    rows = (heads, ("---",) * len(heads), *map(_describe, PAGES))
    return INTRODUCTION + "\n" + "".join(f"| {' | '.join(cells)} |\n" for cells in rows)


def is_in_step() -> bool:
    return PATH.is_file() and PATH.read_text(encoding="utf-8") == write_document()


def _describe(entry: Entry) -> tuple[str, ...]:
    offered = (OFFERED if role in entry.roles else CLOSED for role in ROLES)
    return (
        f"{Text()(f'{entry.name}.title')} `/{entry.slug}`",
        *offered,
        "; ".join(FILES[kind] for kind in entry.files) or CLOSED,
    )
