"""Lists saved as text: any letters, any delimiter; what is no table is refused with a sentence."""

import csv
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.inspection import InspectedFile
from etl.workbook.delimited import decode
from tests.etl.test_letters import NAMES, WRITERS
from tests.etl.workbooks import HOUSEHOLD_COLUMNS, HOUSEHOLD_TITLE, household, write_households

Inspect = Callable[..., list[InspectedFile]]

HOUSEHOLDS = [household(number, name=name, opening="near_poor") for number, name in enumerate(NAMES, start=1)]
# Windows-1258 writes the tone as a letter of its own behind the vowel.
TONES = str.maketrans({mark: mark for mark in "\u0300\u0301\u0309\u0303\u0323"})
LETTERS = {
    "utf-8": lambda text: text.encode("utf-8"),
    "utf-8 with mark": lambda text: text.encode("utf-8-sig"),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16 big end": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "utf-16 without mark": lambda text: text.encode("utf-16-le"),
    "windows-1258": lambda text: part_tones(text).encode("cp1258"),
    "tcvn3": lambda text: WRITERS["tcvn3"](text).encode("cp1252", "replace"),
    "vni": lambda text: WRITERS["vni"](text).encode("cp1252", "replace"),
}


def part_tones(text: str) -> str:
    """«Nguyễn» as Windows-1258 has it: ê is a letter, the tone behind it another."""
    import unicodedata

    parted = (
        letter
        if len(tone := [mark for mark in unicodedata.normalize("NFD", letter) if ord(mark) in TONES]) == 0
        else unicodedata.normalize("NFC", unicodedata.normalize("NFD", letter).replace(tone[0], "")) + tone[0]
        for letter in text
    )
    return "".join(parted)


def write_text(delimiter: str, line_end: str = "\r\n", rows: list[list[object]] = HOUSEHOLDS) -> str:
    text = StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=line_end)
    writer.writerow([HOUSEHOLD_TITLE])
    writer.writerow([])
    writer.writerow([parent or leaf for parent, leaf in HOUSEHOLD_COLUMNS])
    writer.writerow([leaf if parent else None for parent, leaf in HOUSEHOLD_COLUMNS])
    writer.writerows(rows)
    return text.getvalue()


def save(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("letters", "delimiter"),
    [*((letters, ";") for letters in LETTERS), ("utf-8", ","), ("utf-16", "\t"), ("windows-1258", "|")],
)
def test_a_list_as_text_reads_as_the_workbook(
    tmp_path: Path, inspect_files: Inspect, letters: str, delimiter: str
) -> None:
    # Capitals with a tone, which TCVN3 lacks, stand in the title alone.
    text = write_text(delimiter).replace(HOUSEHOLD_TITLE, HOUSEHOLD_TITLE.lower())
    workbook = write_households(tmp_path / "a.xlsx", *HOUSEHOLDS)
    read, expected = inspect_files(save(tmp_path / "a.csv", LETTERS[letters](text)), workbook)
    assert read.report.refused is None
    assert read.totals == expected.totals
    [sheet], [same] = read.report.sheets, expected.report.sheets
    assert [record["head_name"] for record in sheet.records] == list(NAMES)
    assert (sheet.header_row, sheet.rows_read, sheet.rows_accepted) == (3, 6, 6)
    assert [record["source_row"] for record in sheet.records] == [record["source_row"] for record in same.records]


@settings(deadline=None)
@given(st.lists(st.sampled_from(NAMES), min_size=3, max_size=12))
def test_letters_are_told_from_the_words_alone(names: list[str]) -> None:
    text = "\n".join(names)
    for name in ("utf-8", "utf-8 with mark", "utf-16", "windows-1258"):
        assert decode(LETTERS[name](text)) == text


def test_dots_and_commas_of_numbers_are_vietnamese(tmp_path: Path, inspect_files: Inspect) -> None:
    residents = "TT;Khối phố;Tổng số hộ\n1;Khối 1;5.021\n2;Khối 2;18 hộ\n"
    lines = "ĐVT: triệu đồng\nTT;Đơn vị;Dự án;Kế hoạch;Giải ngân\n1;Phòng VH-XH;Tiểu dự án 3 - Dự án 4;1.234,5;600\n"
    first, second = inspect_files(
        save(tmp_path / "a.csv", residents.encode()), save(tmp_path / "b.csv", lines.encode())
    )
    assert [record["resident_households"] for record in first.report.sheets[0].records] == [5021, 18]
    assert (second.totals[0]["plan_vnd"], second.totals[0]["disbursed_vnd"]) == (1_234_500_000, 600_000_000)


def test_a_quoted_cell_may_hold_a_line_end_and_the_delimiter(tmp_path: Path, inspect_files: Inspect) -> None:
    rows = [household(1, name="Nông\nVăn «A»"), household(2, name='Hà, Thị "B"; C')]
    [read] = inspect_files(save(tmp_path / "a.csv", write_text(",", rows=rows).encode()))
    assert [record["head_name"] for record in read.report.sheets[0].records] == ["Nông Văn «A»", 'Hà, Thị "B"; C']


def test_the_hint_of_excel_is_followed(tmp_path: Path, inspect_files: Inspect) -> None:
    [read] = inspect_files(save(tmp_path / "a.csv", f"sep=;\r\n{write_text(';')}".encode()))
    assert read.report.sheets[0].header_row == 4
    assert read.report.sheets[0].rows_accepted == 6


@pytest.mark.parametrize(
    ("content", "rule", "said"),
    [
        (b"mot dong chu\nhai dong chu\n", "not_workbook", "không có bảng nào"),
        (b"<html><table><tr><td>1</td></tr></table>", "not_workbook", "HTML"),
        (b"{\\rtf1 danh sach}", "not_workbook", "RTF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not_workbook", "dạng khác"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "not_workbook", "dạng khác"),
        (b'a,b\n1,2\n"' + b"x" * 40_000, "unreadable", "dấu nháy kép"),
        ("TT,Khối phố,Tổng số hộ\n1,Kh?i 1,5\n2,Kh?i 2,6\n".encode(), "letters_lost", "dấu hỏi"),
    ],
)
def test_what_is_no_table_is_refused(
    tmp_path: Path, inspect_files: Inspect, content: bytes, rule: str, said: str
) -> None:
    [read] = inspect_files(save(tmp_path / "a.csv", content))
    assert read.report.refused is not None
    assert read.report.refused.rule == rule
    assert said in read.report.refused.message


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_a_text(content: bytes) -> None:
    assert isinstance(decode(content), str)


def test_an_error_is_an_error_in_text_too(tmp_path: Path, inspect_files: Inspect) -> None:
    """A tick that Excel could not calculate is saved as a word; it is no «no»."""
    place = next(place for place, column in enumerate(HOUSEHOLD_COLUMNS) if column[1] == "Hộ nghèo")
    spoilt = [value if at != place else "#N/A" for at, value in enumerate(HOUSEHOLDS[0])]
    [read] = inspect_files(save(tmp_path / "a.csv", write_text(",", rows=[spoilt, *HOUSEHOLDS[1:]]).encode()))
    assert read.report.sheets[0].records[0]["opening_class"] == "unknown"
    assert [issue.cell for issue in read.issues if issue.rule == "error_cell"] == ["G5"]


def test_a_line_parted_into_thousands_of_columns_is_refused(tmp_path: Path, inspect_files: Inspect) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{','.join(['a'] * 5_000)}\n" * 3, encoding="utf-8")
    [inspected] = inspect_files(path)
    assert inspected.report.refused is not None
    assert inspected.report.refused.rule == "far_cell"


@pytest.mark.parametrize("content", [b"a;b;" * 800_000, b"\n" * 1_600_000, b"STT,Ghi\n" + b"x" * 3_000_000])
def test_a_text_without_end_is_refused_before_it_is_read(
    tmp_path: Path, inspect_files: Inspect, content: bytes
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    [inspected] = inspect_files(path)
    assert inspected.report.refused is not None
    assert inspected.report.refused.rule == "too_heavy"
