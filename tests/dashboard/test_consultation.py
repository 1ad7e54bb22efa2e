"""The consultation sheets as Word opens them: a page for each household, whatever stands in it."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.table import Table
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.export import consultation as export
from dashboard.export.consultation import Heading, share_lines
from dashboard.export.page import cut, fit
from dashboard.grids.consultation import Asked, Sheet
from dashboard.text import Text

LOADED = datetime(2026, 11, 20, 8, 12)
LONG = "Nguyễn Hoàng Phương Thị Trường Thượng Wương " * 12
HEADING = Heading("Phường mẫu", "Tỉnh mẫu", "Mục III.4", ("Năm 2026",), ("nhà ở", "việc làm"), LOADED)
# What a printer or another Word may take for the edges of the rows.
SPARE = 10


def asked(is_deprived: bool | None = True, words: str = "Nhà ở", count: int = 12) -> tuple[Asked, ...]:
    return tuple(Asked(words, f"{words} {number}", is_deprived, words * 3) for number in range(count))


def sheet(words: str = "Hộ mẫu", **changes: Any) -> Sheet:
    facts = tuple((name, words) for name in ("Chủ hộ", "Khối", "Mã hộ", "Loại hộ", "Số người", "Thiếu hụt"))
    helps = tuple((name, words * 2) for name in ("Đã hưởng", "Còn chờ", "Chưa rõ"))
    given = {"facts": facts, "asked": asked(words=words), "helps": helps, "unknown": words, "source": words}
    return Sheet("H-MAU", **(given | changes))


def write(*sheets: Sheet, heading: Heading = HEADING) -> bytes:
    return export.write(sheets, heading, Text("vi"))


def read_pages(data: bytes) -> list[list[Table | Paragraph]]:
    """Return what stands between one page break and the next."""
    pages: list[list[Table | Paragraph]] = [[]]
    for part in Document(BytesIO(data)).iter_inner_content():
        if isinstance(part, Paragraph) and part.paragraph_format.page_break_before:
            pages.append([])
        pages[-1].append(part)
    return pages


def list_heights(page: list[Table | Paragraph]) -> Iterator[float]:
    for part in page:
        if isinstance(part, Table):
            for row in part.rows:
                assert row.height_rule == WD_ROW_HEIGHT_RULE.EXACTLY
                assert row.height is not None
                yield row.height.pt
        else:
            assert part.text == ""
            yield part.paragraph_format.line_spacing.pt  # type: ignore[union-attr]


def read_room(data: bytes) -> float:
    [section] = Document(BytesIO(data)).sections
    room: float = (section.page_height - section.top_margin - section.bottom_margin) / 12700
    return room


def list_words(data: bytes) -> list[str]:
    tables = Document(BytesIO(data)).tables
    return [cell.text for table in tables for row in table.rows for cell in row.cells]


@pytest.mark.parametrize(
    "worst",
    [
        sheet(),
        sheet(LONG),
        sheet("W" * 400),
        sheet(asked=asked(None, LONG, 12)),
        sheet(asked=asked(True, LONG, 16)),
        sheet(asked=()),
    ],
)
def test_every_household_is_one_page_of_a4(worst: Sheet) -> None:
    data = write(worst, sheet(), worst)
    pages = read_pages(data)
    assert len(pages) == 3
    for page in pages:
        assert sum(list_heights(page)) + SPARE <= read_room(data)
    [section] = Document(BytesIO(data)).sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_what_is_known_and_what_is_left_open_stand_in_the_sheet() -> None:
    told = (
        Asked("Y tế", "Dinh dưỡng", True, "Phòng VH-XH: Dinh dưỡng dưới 5 tuổi"),
        Asked("Y tế", "Bảo hiểm y tế", False, ""),
        Asked("Nhà ở", "Chất lượng nhà ở", None, "Kế hoạch chưa có chính sách, dự án nào"),
    )
    words = list_words(write(sheet(asked=told)))
    place = words.index("Dinh dưỡng") - 1
    assert words[place : place + 12] == [
        *("Y tế", "Dinh dưỡng", "■ thiếu hụt", "Phòng VH-XH: Dinh dưỡng dưới 5 tuổi"),
        *("Y tế", "Bảo hiểm y tế", "✓ không thiếu", ""),
        *("Nhà ở", "Chất lượng nhà ở", "○ chưa rõ: ☐ thiếu ☐ đủ", "Kế hoạch chưa có chính sách, dự án nào"),
    ]
    assert words[0] == "PHƯỜNG MẪU"
    assert "☐ nhà ở ☐ việc làm" in words
    for who in ("Đại diện hộ", "Người tham vấn", "Trưởng khối"):
        assert who in words


def test_words_of_data_stay_words() -> None:
    odd = "<w:p>&amp; ]]> \x00\x0b\ud800 \"'"
    words = list_words(write(sheet(odd), heading=replace(HEADING, ward=odd, subtitle=odd)))
    assert "<w:p>&amp; ]]> \"'" in words


@settings(max_examples=8, deadline=None)
@given(st.text(max_size=300))
def test_no_text_breaks_the_document_or_the_page(words: str) -> None:
    data = write(sheet(words), sheet(words))
    pages = read_pages(data)
    assert len(pages) == 2
    assert all(sum(list_heights(page)) + SPARE <= read_room(data) for page in pages)


def test_nothing_of_this_machine_is_in_the_file() -> None:
    data = write(sheet())
    told = Document(BytesIO(data)).core_properties
    assert (told.author, told.last_modified_by, told.comments, told.keywords) == ("", "", "", "")
    assert {told.created, told.modified} == {LOADED.replace(tzinfo=UTC)}
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
    # The same numbers make the same file.
    assert write(sheet()) == data


def test_the_letters_are_those_of_official_papers() -> None:
    [*tables] = Document(BytesIO(write(sheet()))).tables
    runs = [run for table in tables for row in table.rows for cell in row.cells for run in cell.paragraphs[0].runs]
    assert {run.font.name for run in runs} == {"Times New Roman"}


def test_rows_share_the_lines_there_are() -> None:
    short, long = ("Y tế", "Dinh dưỡng", "✓", ""), ("Y tế", "Dinh dưỡng", "■", "chính sách " * 20)
    assert share_lines([short, long]) == [1, 5]
    crowded = share_lines([long] * 12)
    assert set(crowded) == {2}
    assert share_lines([long] * 30) == [1] * 30
    assert share_lines([]) == []


def test_what_is_too_long_ends_in_a_sign() -> None:
    assert cut("một hai ba", 8) == "một hai…"
    assert cut("một hai", 8) == "một hai"
    assert fit("một hai ba bốn", 7, 2) == "một hai ba bốn"
    assert fit("một hai ba bốn năm", 7, 2) == "một hai ba bố…"
