"""Workbooks typed in TCVN3 or VNI fonts read as if typed in Unicode; letters that are lost are never guessed."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.clean.charset import count_strange, decode_tcvn3, decode_vni, is_syllable, restore_horn
from etl.inspection import InspectedFile
from tests.conftest import ROOT
from tests.etl.workbooks import HOUSEHOLD_TITLE, household, write_households

Inspect = Callable[..., list[InspectedFile]]

with (ROOT / "tests/data/text/charset_map_duydev.csv").open(encoding="utf-8") as file:
    MAP = list(csv.DictReader(file))
# What that table has wrong: y with hook and tilde take the marks of every other vowel.
CORRECTED = {"ỷ": "yû", "ỹ": "yõ", "Ỷ": "YÛ", "Ỹ": "YÕ"}
TO_VNI = str.maketrans({row["unicode"]: CORRECTED.get(row["unicode"], row["vni"]) for row in MAP})
# The font has no capital with a tone: .VnTimeH shows the small one as a capital.
TO_TCVN3 = str.maketrans({row["unicode"]: row["tcvn3"] for row in MAP if len(row["tcvn3"]) == 1})
WRITERS: dict[str, Callable[[str], str]] = {
    "tcvn3": lambda text: text.translate(TO_TCVN3),
    "vni": lambda text: text.translate(TO_VNI),
}
NAMES = ("Nguyễn Văn Thường", "Hoàng Thị Hương", "Lường Văn Tú", "Nông Thị Thuỷ", "Triệu Quỳnh Hoa", "Hà Oanh")
SYLLABLES = (
    "nguyễn",
    "thị",
    "ường",
    "quỹ",
    "giếng",
    "khuỷu",
    "đặng",
    "bế",
    "lý",
    "tày",
    "nùng",
    "ngoẵng",
    "xoèn",
    "hoè",
)


def list_rows(write: Callable[[object], object] = lambda cell: cell) -> list[list[object]]:
    rows = [household(number, name=name, area=f"Khối {number}") for number, name in enumerate(NAMES, start=1)]
    return [[write(cell) for cell in row] for row in rows]


def in_font(charset: str) -> Callable[[object], object]:
    return lambda cell: WRITERS[charset](cell) if isinstance(cell, str) else cell


def names_of(inspected: InspectedFile) -> list[object]:
    return [record["head_name"] for record in inspected.report.sheets[0].records]


@pytest.mark.parametrize("letter", [row["unicode"] for row in MAP])
def test_every_letter_is_decoded(letter: str) -> None:
    assert decode_vni(letter.translate(TO_VNI)) == letter
    # A capital with a tone is no letter of TCVN3.
    if ord(letter) in TO_TCVN3:
        assert decode_tcvn3(letter.translate(TO_TCVN3)) == letter


@settings(deadline=None)
@given(st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=4))
def test_words_come_back_from_both_fonts(words: list[str]) -> None:
    text = " ".join(words)
    assert count_strange(text) == 0
    for charset, decode in (("tcvn3", decode_tcvn3), ("vni", decode_vni)):
        assert decode(WRITERS[charset](text)) == text


@pytest.mark.parametrize("word", ["NguyÔn", "Khơng", "mờng", "Nguyeãn", "zô", "tế²"])
def test_what_is_no_vietnamese_word(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize("charset", WRITERS)
@pytest.mark.parametrize("is_header_unicode", [False, True])
def test_a_list_in_an_old_font_reads_as_one_in_unicode(
    tmp_path: Path, inspect_files: Inspect, charset: str, is_header_unicode: bool
) -> None:
    plain, old = tmp_path / "unicode.xlsx", tmp_path / "old.xlsx"
    write_households(plain, *list_rows())
    write_households(old, *list_rows(in_font(charset)))
    if not is_header_unicode:
        retype(old, charset)
    read_plain, read_old = inspect_files(plain, old)
    assert names_of(read_plain) == list(NAMES)
    assert names_of(read_old) == list(NAMES)
    areas = [record["area_id"] for record in read_old.report.sheets[0].records]
    assert areas == [f"khoi_{number}" for number in range(1, 7)]
    assert read_old.totals == read_plain.totals
    [issue] = [issue for issue in read_old.issues if issue.rule == charset]
    assert issue.severity == "repair"
    assert issue.is_personal
    assert not any(issue.rule in WRITERS for issue in read_plain.issues)


def retype(path: Path, charset: str) -> None:
    """Title and headers too."""
    from openpyxl import load_workbook

    book = load_workbook(path)
    for row in book.active.iter_rows(max_row=4):
        for cell in row:
            if isinstance(cell.value, str):
                cell.value = WRITERS[charset](cell.value)
    book.save(path)


def test_a_name_that_both_read_goes_with_its_column(tmp_path: Path, inspect_files: Inspect) -> None:
    """«Hà Tó» in Unicode and «Hà Tú» in TCVN3 look the same in a cell: the names above decide."""
    old = [household(number, name=WRITERS["tcvn3"](name)) for number, name in enumerate(NAMES, start=1)]
    new = [household(number, name=name) for number, name in enumerate(NAMES, start=1)]
    doubtful = household(9, name="Mai Tó")
    typed, plain = (
        write_households(tmp_path / f"{place}.xlsx", *rows, doubtful) for place, rows in enumerate((old, new))
    )
    assert [names_of(inspected)[-1] for inspected in inspect_files(typed, plain)] == ["Mai Tú", "Mai Tó"]


def test_the_lost_u_is_restored_only_where_nothing_else_can_stand(tmp_path: Path, inspect_files: Inspect) -> None:
    rows = list_rows(lambda cell: WRITERS["tcvn3"](cell).replace("\u00ad", "") if isinstance(cell, str) else cell)
    [inspected] = inspect_files(write_households(tmp_path / "a.xlsx", *rows))
    assert names_of(inspected)[:3] == ["Nguyễn Văn Thường", "Hoàng Thị Hương", "Lường Văn Tú"]
    [issue] = [issue for issue in inspected.issues if issue.rule == "tcvn3_lost_horn"]
    assert (issue.severity, issue.cell) == ("warning", "C5")
    assert "3 ô" in issue.message
    assert restore_horn("Lu Văn Hng") == "Lu Văn Hng"


def test_letters_that_became_question_marks_refuse_the_whole_file(tmp_path: Path, inspect_files: Inspect) -> None:
    rows = [household(1, name="Nguy?n V?n A"), household(2, name="Ho\ufffdng Th\ufffd B"), household(3)]
    [one_cell] = inspect_files(write_households(tmp_path / "b.xlsx", rows[0], household(3)))
    assert one_cell.report.refused is not None
    [inspected] = inspect_files(write_households(tmp_path / "a.xlsx", *rows))
    assert inspected.report.refused is not None
    assert inspected.report.refused.rule == "letters_lost"
    assert "ô C5 trang «Sheet», ô C6 trang «Sheet»" in inspected.report.refused.message
    assert inspected.report.sheets == []


def test_a_question_is_no_lost_letter(tmp_path: Path, inspect_files: Inspect) -> None:
    links = ["https://tracuu.example/ho?ma=1", "https://tracuu.example/ho?ma=2"]
    rows = [household(1, name="Nguyễn Văn A?"), household(2, marks={"Số nhân khẩu": "?"}), [None, *links]]
    [inspected] = inspect_files(write_households(tmp_path / "a.xlsx", *rows, title=f"{HOUSEHOLD_TITLE} (dự kiến?)"))
    assert inspected.report.refused is None
