"""Small workbooks in the wards' layouts, written cell by cell for one test each."""

from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

HOUSEHOLD_TITLE = "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2026"
DEPRIVATIONS = (
    "Việc làm",
    "Người phụ thuộc trong hộ",
    "Dinh dưỡng",
    "Bảo hiểm y tế",
    "Trình độ giáo dục của người lớn",
    "Tình trạng đi học của trẻ em",
    "Chất lượng nhà ở",
    "Diện tích nhà ở bình quân đầu người",
    "Nguồn nước sinh hoạt",
    "Nhà tiêu hợp vệ sinh",
    "Sử dụng dịch vụ viễn thông",
    "Phương tiện phục vụ tiếp cận thông tin",
)
HOUSEHOLD_COLUMNS = (
    ("", "STT"),
    ("", "Mã hộ"),
    ("", "Họ và tên chủ hộ"),
    ("", "Số CCCD"),
    ("", "Khối phố"),
    ("", "Số nhân khẩu"),
    ("Phân loại đầu năm 2026", "Hộ nghèo"),
    ("Phân loại đầu năm 2026", "Hộ cận nghèo"),
    ("Kết quả rà soát cuối năm 2026", "Hộ nghèo"),
    ("Kết quả rà soát cuối năm 2026", "Hộ cận nghèo"),
    ("Kết quả rà soát cuối năm 2026", "Hộ không nghèo"),
    ("Điểm", "B1"),
    ("Điểm", "B2"),
    *(("Thiếu hụt", name) for name in DEPRIVATIONS),
)
_CLASS_COLUMN = {"poor": 0, "near_poor": 1, "not_poor": 2}


def household(
    number: int,
    *,
    opening: str | None = None,
    closing: str | None = "poor",
    area: str | None = "Khối 1",
    b1: object = 150,
    deprived: int = 3,
    name: str | None = None,
    id_number: object = "",
    members: int | None = 2,
    marks: dict[str, object] | None = None,
) -> list[object]:
    """One row; `marks` overrides cells by their header («Hộ nghèo» means the closing column)."""
    cells: dict[int, object] = {
        0: number,
        1: f"TT{number:04}",
        2: name if name is not None else f"Hộ mẫu {number}",
        3: f"0990{number:08}" if id_number == "" else id_number,
        4: area,
        5: members,
        11: b1,
        12: 10 * deprived,
    }
    if opening in ("poor", "near_poor"):
        cells[6 + _CLASS_COLUMN[opening]] = "x"
    if closing in _CLASS_COLUMN:
        cells[8 + _CLASS_COLUMN[closing]] = "x"
    cells |= {13 + place: "x" for place in range(deprived)}
    for header, value in (marks or {}).items():
        cells[_find_column(header)] = value
    return [cells.get(column) for column in range(len(HOUSEHOLD_COLUMNS))]


def _find_column(header: str) -> int:
    return max(place for place, (_, leaf) in enumerate(HOUSEHOLD_COLUMNS) if leaf == header)


def write_households(path: Path, *rows: list[object], title: str = HOUSEHOLD_TITLE) -> Path:
    """Title in row 1, header tiers in rows 3 and 4, the first household in row 5."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet["A1"] = title
    sheet.append([])
    sheet.append([parent or leaf for parent, leaf in HOUSEHOLD_COLUMNS])
    sheet.append([leaf if parent else None for parent, leaf in HOUSEHOLD_COLUMNS])
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


MEMBER_COLUMNS = (
    "Mã hộ",
    "Chủ hộ",
    "Số CCCD chủ hộ",
    "Họ và tên thành viên",
    "Ngày sinh",
    "Quan hệ với chủ hộ",
    "Đang đi học",
    "Cấp học",
    "Đào tạo nghề (16-30)",
)


def member(
    household_number: int,
    name: str,
    birth: object,
    *,
    attends: object = None,
    level: str | None = None,
    trained: object = None,
    head_id: object = "",
) -> list[object]:
    head = f"0990{household_number:08}" if head_id == "" else head_id
    code = f"TT{household_number:04}"
    return [code, f"Hộ mẫu {household_number}", head, name, birth, "Con", attends, level, trained]


def write_rows(path: Path, *rows: list[object]) -> Path:
    """Any rows from A1 on."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def write_members(path: Path, *rows: list[object], title: str = "DANH SÁCH THÀNH VIÊN HỘ NĂM 2026") -> Path:
    return write_rows(path, [title], [], list(MEMBER_COLUMNS), *rows)
