"""`docs/access.md`: which account reads what, written from the rules that every answer passes."""

from pathlib import Path

from queries.catalogue import indicators, tables
from queries.indicator import Access
from queries.listing import has_unit, is_summed
from queries.privacy import at_own_work, is_outsider, refuse_listing, refuse_names
from queries.viewer import ROLES, Viewer
from queries.words import Words

PATH = Path(__file__).resolve().parents[1] / "docs" / "access.md"
NOTHING, ALL, OWN_UNITS, OWN_AREAS = "—", "đủ", "của đơn vị mình", "của khối mình"
WHOLE_WARD, WITHOUT_SMALL = "toàn phường", "toàn phường, che số nhỏ"
TITLES = {
    "officer": "chuyên viên",
    "leader": "lãnh đạo",
    "unit": "đơn vị",
    "area": "khối",
    "public": "xem công khai",
}
INTRODUCTION = """# Ai xem được gì · Who may see what

Viết ra từ `queries/privacy.py` bằng `python -m queries docs`; đừng sửa ở đây. *Written from the rules.*

Quyền nằm trong `queries`: mỗi câu hỏi mang theo người hỏi, câu trả lời đã bớt đi trước khi tới trang, biểu đồ, lời khi
rê chuột, tệp tải về hay bộ nhớ đệm. `tests/queries/test_access.py` hỏi mọi chỉ tiêu, mọi bảng với mọi vai trò. Trang
nào dành cho ai, tải về được gì: [access-pages.md](access-pages.md).

| vai trò | trong tệp quyền | thấy |
|---|---|---|
| chuyên viên | `officer` | tất cả; nạp, sửa, công bố |
| lãnh đạo | `leader` | số liệu và danh sách có họ tên |
| đơn vị | `unit` | dự án, chính sách, nhiệm vụ, kinh phí của đơn vị mình, kể cả ai còn chờ; còn lại như công khai |
| khối | `area` | khối mình; số công khai của toàn phường; hỏi khối khác bị từ chối |
| xem công khai | `public` | như tệp gửi ra ngoài: không họ tên; theo khối chỉ hộ nghèo, cận nghèo; che số nhỏ |

Không bảng nào có số định danh hay ngày sinh đầy đủ. Tên tệp nguồn (có khi mang tên một nhà) chỉ chuyên viên, lãnh đạo
thấy, khối chỉ ở dòng của mình; nơi khác ghi biểu và kỳ. Lời kết luận họp, tên nhiệm vụ do đơn vị đặt (có khi nhắc đến
một hộ) không ra ngoài: ở đó ghi ngày họp, tên việc của Kế hoạch. Ba chế độ cắt thêm, với mọi vai trò: **trình chiếu**
không họ tên, không tải về; **gửi ngoài** như xem công khai.

Ô trong bảng: «đủ»; «của khối mình», «của đơn vị mình»: chỉ những dòng ấy; «toàn phường»: không theo khối; «che số
nhỏ»: 1 đến 4 và số suy ra được từ đó; «—»: không dòng nào, kèm lý do.
"""


def write_document() -> str:
    """Return the whole page in Markdown."""
    head = f"| | {' | '.join(TITLES[role] for role in ROLES)} |\n|---|{'---|' * len(ROLES)}\n"
    of_indicators = "".join(
        _write_row(one.id, one.title, one.access, has_unit="unit_id" in one.slices, is_summed=True)
        for one in indicators()
    )
    of_tables = "".join(
        _write_row(one.id, one.title, one.access, has_unit=has_unit(one), is_summed=is_summed(one)) for one in tables()
    )
    return f"{INTRODUCTION}\n## Chỉ tiêu\n\n{head}{of_indicators}\n## Bảng và danh sách\n\n{head}{of_tables}"


def is_in_step() -> bool:
    return PATH.is_file() and PATH.read_text(encoding="utf-8") == write_document()


def tell_reach(access: Access, role: str, *, has_unit: bool, is_summed: bool) -> str:
    """Say in a word what an account of this role reads in internal mode."""
    viewer = at_own_work(Viewer(role), has_unit=has_unit)
    if refuse_names(access, viewer) or (not is_summed and refuse_listing(access, viewer)):
        return NOTHING
    if viewer.owns_rows:
        return OWN_UNITS
    if access == "public":
        return ALL
    if role == "area":
        return OWN_AREAS
    if not is_outsider(viewer):
        return ALL
    return WITHOUT_SMALL if access == "sensitive" else WHOLE_WARD


def _write_row(name: str, title: Words, access: Access, *, has_unit: bool, is_summed: bool) -> str:
    reached = (tell_reach(access, role, has_unit=has_unit, is_summed=is_summed) for role in ROLES)
    return f"| {title.vi} `{name}` | {' | '.join(reached)} |\n"
