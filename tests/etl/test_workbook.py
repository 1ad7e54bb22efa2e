"""Files that attack or are broken: refused with a sentence, and the reader lives on."""

import ctypes
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest

from etl.errors import FileRefused
from etl.inspection import InspectedFile
from etl.workbook import child
from etl.workbook.address import name_cell
from etl.workbook.decoding import read_sheets
from etl.workbook.limits import ExtendedLimits, make_limits
from etl.workbook.model import Range
from etl.workbook.reader import WorkbookReader
from tests.etl.workbooks import household, write_households, write_rows


@pytest.fixture(scope="module")
def reader() -> Iterator[WorkbookReader]:
    with WorkbookReader() as opened:
        yield opened


def refuse(reader: WorkbookReader, path: Path) -> str:
    with pytest.raises(FileRefused) as caught:
        reader.read(path)
    assert caught.value.message[-1] == "."
    return caught.value.rule


def rewrite(path: Path, part: str, old: str, new: str) -> Path:
    """The same workbook with one part's text changed."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert old.encode() in parts[part]
    parts[part] = parts[part].replace(old.encode(), new.encode(), 1)
    changed = path.with_name(f"changed_{path.name}")
    with zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return changed


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return write_rows(tmp_path / "a.xlsx", ["Khối", "Số"], ["Khối 1", 3])


def test_cells_keep_their_place_below_empty_rows(tmp_path: Path, reader: WorkbookReader) -> None:
    [sheet] = reader.read(write_rows(tmp_path / "a.xlsx", [], [], [None, "Khối 1", 3.5])).sheets
    assert sheet.cell(2, 1) == "Khối 1"
    assert name_cell(2, 1) == "B3"
    assert name_cell(16, 28) == "AC17"


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("empty.xlsx", b"", "empty_file"),
        ("text.xlsx", b"Danh sach ho ngheo\nKhoi 1\n", "not_workbook"),
        ("page.xls", b"<html><table></table></html>", "not_workbook"),
        ("cut.xlsx", b"PK\x03\x04 cut off", "truncated"),
        (
            "secret.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "password",
        ),
    ],
)
def test_files_that_are_no_workbooks(
    tmp_path: Path, reader: WorkbookReader, name: str, content: bytes, rule: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert refuse(reader, path) == rule


def test_a_cell_at_the_far_corner(sound: Path, reader: WorkbookReader) -> None:
    sheet = "xl/worksheets/sheet1.xml"
    far = rewrite(sound, sheet, "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    assert refuse(reader, far) == "far_cell"


def test_an_entity_declaration(sound: Path, reader: WorkbookReader) -> None:
    declared = '<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/hostname">]><worksheet'
    assert refuse(reader, rewrite(sound, "xl/worksheets/sheet1.xml", "<worksheet", declared)) == "xml_entity"


def test_a_bomb(tmp_path: Path, reader: WorkbookReader) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"0" * (20 * 2**20))
    assert refuse(reader, path) == "zip_bomb"


def test_a_path_out_of_the_package(tmp_path: Path, reader: WorkbookReader) -> None:
    path = tmp_path / "slip.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("xl/workbook.xml", b"<workbook/>")
        package.writestr("../../slip", b"")
    assert refuse(reader, path) == "zip_path"


def test_a_word_document_is_named_as_one(tmp_path: Path, reader: WorkbookReader) -> None:
    path = tmp_path / "letter.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", b"<document/>")
    assert refuse(reader, path) == "word_document"


def test_a_reader_that_dies_is_replaced(tmp_path: Path) -> None:
    path = write_households(tmp_path / "a.xlsx", household(1))
    with WorkbookReader() as reader:
        reader.read(path)
        process = reader._child
        assert process is not None
        process.kill()
        process.wait()
        assert refuse(reader, path) == "reader_died"
        assert len(reader.read(path).sheets) == 1


def test_a_text_may_be_refused_after_half_of_it_was_told(tmp_path: Path, sound: Path, reader: WorkbookReader) -> None:
    path = tmp_path / "a.csv"
    path.write_text("STT,Họ tên\n" + "1,An\n" * 300_000 + f'2,"{"a" * 40_000}\n', encoding="utf-8")
    assert refuse(reader, path) == "unreadable"
    assert len(reader.read(sound).sheets) == 1


def test_half_an_answer_is_none(sound: Path) -> None:
    answer = b"".join(child._answer(sound, "xlsx"))
    assert len(read_sheets(BytesIO(answer))) == 1
    for end in range(len(answer) - 1):
        with pytest.raises(ValueError, match=r"."):
            read_sheets(BytesIO(answer[:end]))


@pytest.mark.parametrize(
    "answer", [b"null\n", b"[]\n", b"{}\n", b'{"sheets": 1}\n[]\n', b'{"sheets": 1}\n{"name": 1}\n{}\n']
)
def test_nonsense_is_no_answer(answer: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_sheets(BytesIO(answer))


def test_files_asked_for_ahead_come_as_they_are_wanted(tmp_path: Path) -> None:
    names = [f"{letter}.xlsx" for letter in "abc"]
    first, second, third = (write_rows(tmp_path / name, [name]) for name in names)
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 cut off")

    def read_name(reader: WorkbookReader, path: Path) -> object:
        return reader.read(path).sheets[0].cell(0, 0)

    with WorkbookReader([first, broken, second, third]) as reader:
        assert read_name(reader, first) == "a.xlsx"
        assert refuse(reader, broken) == "truncated"
        assert read_name(reader, second) == "b.xlsx"
        assert read_name(reader, first) == "a.xlsx"
        assert read_name(reader, third) == "c.xlsx"


def test_a_reader_that_dies_ahead_of_its_time_is_replaced(tmp_path: Path) -> None:
    first, second = (write_rows(tmp_path / name, [name]) for name in ("a.xlsx", "b.xlsx"))
    with WorkbookReader([first, second, first]) as reader:
        reader.read(first)
        process = reader._child
        assert process is not None
        process.kill()
        process.wait()
        with suppress(FileRefused):  # it may have answered before it died
            reader.read(second)
        assert reader.read(first).sheets[0].cell(0, 0) == "a.xlsx"


def test_merged_ranges_and_hidden_rows_are_seen(tmp_path: Path, reader: WorkbookReader) -> None:
    from openpyxl import load_workbook

    path = write_rows(tmp_path / "a.xlsx", ["a", "b"], ["c", "#N/A"])
    book = load_workbook(path)
    book.worksheets[0].merge_cells("A1:A2")
    book.worksheets[0].row_dimensions[2].hidden = True
    book.worksheets[0].column_dimensions["B"].hidden = True
    book.save(path)
    [sheet] = reader.read(path).sheets
    assert sheet.merged == (Range(0, 0, 1, 0),)
    assert (sheet.hidden_rows, sheet.hidden_columns) == (1, 1)
    assert sheet.error_cells == ((1, 1, "#N/A"),)


def test_a_formula_whose_result_is_no_text_was_calculated(sound: Path, reader: WorkbookReader) -> None:
    """Excel stores =IF(…,"x","") so; one that no program has calculated yet has no value at all."""
    sheet, cell = "xl/worksheets/sheet1.xml", '<c r="B2" t="n"><v>3</v></c>'
    blank = rewrite(sound, sheet, cell, '<c r="B2" t="str"><f>IF(1,"","x")</f><v></v></c>')
    assert reader.read(blank).sheets[0].error_cells == ()
    unknown = rewrite(sound, sheet, cell, '<c r="B2"><f>1+2</f></c>')
    assert reader.read(unknown).sheets[0].error_cells == ((1, 1, "công thức chưa tính"),)


@pytest.mark.parametrize(
    "cell",
    ["<c r='B2' t='e'><v>#N/A</v></c>", '<c\n t = "e" r="B2"><v>#N/A</v></c>', "<c\tr='B2' t='e'><v>#N/A</v></c>"],
)
def test_an_error_cell_is_seen_however_the_xml_is_written(sound: Path, reader: WorkbookReader, cell: str) -> None:
    changed = rewrite(sound, "xl/worksheets/sheet1.xml", '<c r="B2" t="n"><v>3</v></c>', cell)
    assert reader.read(changed).sheets[0].error_cells == ((1, 1, "#N/A"),)


def test_an_error_cell_without_an_address_refuses_the_file(sound: Path, reader: WorkbookReader) -> None:
    """Where it stands nobody would know, and the reader of cells gives an empty one: a «no» that nobody wrote."""
    changed = rewrite(sound, "xl/worksheets/sheet1.xml", '<c r="B2" t="n"><v>3</v></c>', '<c t="e"><v>#N/A</v></c>')
    assert refuse(reader, changed) == "cell_unplaced"


def test_a_kind_of_which_only_values_are_seen_says_so(
    tmp_path: Path, inspect_files: Callable[..., list[InspectedFile]]
) -> None:
    """An error cell of an .xlsb comes as an empty one: the officer must know."""
    rows = [["SỐ HỘ NĂM 2026"], ["TT", "Khối phố", "Tổng số hộ"], ["1", "Khối 1", "300"]]
    sheet, binary = inspect_files(write_rows(tmp_path / "a.xlsx", *rows), write_xlsb(tmp_path / "a.xlsb", rows))
    assert binary.totals == sheet.totals
    assert [issue.rule for issue in binary.issues if issue not in sheet.issues] == ["half_seen"]
    assert "half_seen" not in {issue.rule for issue in sheet.issues}


def test_a_workbook_with_macros_gives_its_numbers_and_says_that_nothing_was_run(
    tmp_path: Path, inspect_files: Callable[..., list[InspectedFile]]
) -> None:
    plain = write_households(tmp_path / "a.xlsx", household(1))
    macros = tmp_path / "a.xlsm"
    with zipfile.ZipFile(plain) as package, zipfile.ZipFile(macros, "w") as changed:
        for name in package.namelist():
            changed.writestr(name, package.read(name))
        changed.writestr("xl/vbaProject.bin", b"whatever stands here is never opened")
    sheet, told = inspect_files(plain), inspect_files(macros)
    assert told[0].totals == sheet[0].totals
    assert [issue.rule for issue in told[0].issues if issue.rule == "macros"] == ["macros"]
    assert "macros" not in {issue.rule for issue in sheet[0].issues}


def write_xlsb(path: Path, rows: list[list[str]]) -> Path:
    """The fewest records that make a workbook (MS-XLSB 2.1.7): no program but Excel writes the kind."""
    cells = b"".join(
        make_record(0, struct.pack("<I13x", number))
        + b"".join(make_record(6, struct.pack("<II", column, 0) + make_text(text)) for column, text in enumerate(row))
        for number, row in enumerate(rows)
    )
    area = struct.pack("<4I", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
    listed = make_record(156, struct.pack("<II", 0, 1) + make_text("rId1") + make_text("Sheet"))
    relation = 'Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"'
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(
            "xl/workbook.bin", make_record(131) + make_record(143) + listed + make_record(144) + make_record(132)
        )
        package.writestr(
            "xl/_rels/workbook.bin.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship {relation} Target="worksheets/sheet1.bin"/></Relationships>',
        )
        package.writestr(
            "xl/worksheets/sheet1.bin",
            make_record(129) + make_record(148, area) + make_record(145) + cells + make_record(146) + make_record(130),
        )
    return path


def make_record(kind: int, content: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    return head + bytes([len(content)]) + content


def make_text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def test_more_cells_than_any_list_needs_are_refused_before_they_are_read(sound: Path, reader: WorkbookReader) -> None:
    row = "".join(f'<c r="{name_cell(0, column)}"><v>{column}</v></c>' for column in range(70))
    rows = "".join(f'<row r="{number}" a="{number * number}">{row}</row>' for number in range(1, 30_000))
    huge = rewrite(sound, "xl/worksheets/sheet1.xml", "</sheetData>", f"{rows}</sheetData>")
    assert refuse(reader, huge) == "too_many_cells"


def test_a_sparse_sheet_stretched_wide_costs_one_file(tmp_path: Path, sound: Path, reader: WorkbookReader) -> None:
    rows = "".join(f'<row r="{row}"><c r="AAA{row}"><v>{row % 97}</v></c></row>' for row in range(10, 150_000))
    wide = rewrite(sound, "xl/worksheets/sheet1.xml", "</sheetData>", f"{rows}</sheetData>")
    assert refuse(reader, wide) in ("reader_died", "too_heavy")
    assert reader.read(sound).sheets


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("<worksheet", '<!DOCTYPE a [<!ENTITY b "c">]><worksheet', "xml_entity"),
        ("<sheetData>", "<sheetData><row r='1'><c r='XFD1048576'><v>1</v></c></row>", "far_cell"),
        ("<sheetData>", '<sheetData><row r="1"><c  r = "xfd1048576" ><v>1</v></c></row>', "far_cell"),
    ],
)
def test_what_stands_in_the_xml_in_another_way(
    sound: Path, reader: WorkbookReader, old: str, new: str, rule: str
) -> None:
    assert refuse(reader, rewrite(sound, "xl/worksheets/sheet1.xml", old, new)) == rule


def test_the_limits_of_windows_are_laid_out_as_it_reads_them() -> None:
    """Not run there: sizes and places of a 64-bit winnt.h."""
    limits = make_limits(60)
    assert ctypes.sizeof(limits) == 144
    assert ExtendedLimits.process_memory.offset == 112
    assert limits.basic.per_process_user_time == 600_000_000


def test_the_reader_may_not_take_all_memory() -> None:
    grab = "from etl.workbook.limits import limit_process; limit_process(); bytearray(2**30)"
    done = subprocess.run([sys.executable, "-c", grab], capture_output=True, text=True, check=False)
    assert "MemoryError" in done.stderr


def test_a_cell_without_an_end_takes_no_time(sound: Path, reader: WorkbookReader) -> None:
    """A search that began again at each of them would take minutes."""
    open_cells = '<c r="A1" t="e"><f>' * 300_000
    endless = rewrite(sound, "xl/worksheets/sheet1.xml", "</sheetData>", f"<row>{open_cells}</row></sheetData>")
    assert refuse(reader, endless) in ("unreadable", "truncated", "zip_bomb")
