"""Invented lists of households of any length, for the benchmark of reading. Nobody in them is real."""

import csv
import random
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter

TITLE = "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO SAU RÀ SOÁT NĂM 2026"
DEPRIVATIONS = (
    "Việc làm",
    "Người phụ thuộc",
    "Dinh dưỡng",
    "Bảo hiểm y tế",
    "Trình độ giáo dục người lớn",
    "Tình trạng đi học của trẻ em",
    "Chất lượng nhà ở",
    "Diện tích nhà ở",
    "Nguồn nước sinh hoạt",
    "Nhà tiêu hợp vệ sinh",
    "Dịch vụ viễn thông",
    "Phương tiện phục vụ tiếp cận thông tin",
)
HEADERS = (
    *("STT", "Mã hộ", "Họ tên chủ hộ", "Ngày sinh", "Số CCCD", "Dân tộc", "Khối phố", "Số nhân khẩu"),
    *("Phân loại đầu năm", "Điểm B1", "Điểm B2", *DEPRIVATIONS, "Phân loại"),
)
_CLASSES = ("Hộ nghèo", "Hộ cận nghèo", "Hộ không nghèo")


def write_workbook(path: Path, households: int) -> None:
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.write(0, 0, TITLE)
        sheet.write_row(2, 0, HEADERS)
        for place, row in enumerate(invent(households), start=3):
            sheet.write_row(place, 0, row)


def write_csv(path: Path, households: int, copies: int) -> None:
    """`copies`: of how many households the row stands there twice, with another class the second time."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS)
        for number, row in enumerate(invent(households)):
            writer.writerow(row)
            if number < copies:
                writer.writerow([*row[:-1], _CLASSES[0] if row[-1] != _CLASSES[0] else _CLASSES[1]])


def invent(households: int) -> Iterator[list[object]]:
    """Rows beside `HEADERS`, the same at every call."""
    chance = random.Random(households)
    families, names = ("Nguyễn", "Trần", "Hoàng", "Lô", "Vi", "Nông"), ("An", "Bình", "Chi", "Dũng", "Hà", "Mai", "Sơn")
    for number in range(1, households + 1):
        closing = chance.randrange(3)
        deprived = (4, 2, 1)[closing]
        marks = ["x"] * deprived + [""] * (len(DEPRIVATIONS) - deprived)
        name = f"{chance.choice(families)} {chance.choice(('Văn', 'Thị', 'Minh'))} {chance.choice(names)}"
        birth = f"{chance.randint(1, 28):02}/{chance.randint(1, 12):02}/{chance.randint(1940, 2000)}"
        yield [
            *(number, f"M{number:07}", name, birth, f"0{number:011}", chance.choice(("Kinh", "Tày", "Nùng"))),
            *(f"Khối {chance.randint(1, 8)}", chance.randint(1, 7), chance.choice(_CLASSES)),
            *(300 if closing == 2 else 100, 10 * deprived, *marks, _CLASSES[closing]),
        ]
