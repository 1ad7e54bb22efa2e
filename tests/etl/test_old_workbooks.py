"""Wards send .xls and .ods all the time: what is seen of an .xlsx is seen of them, what is refused there is here."""

import re
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest
import xlwt

from etl.errors import FileRefused
from etl.inspection import InspectedFile
from etl.workbook.model import Range
from etl.workbook.reader import WorkbookReader
from tests.etl.kinds import Book, Table, make_book, pack_ods, write_book

KINDS = ("xlsx", "xls", "ods")


@pytest.fixture(scope="module")
def reader() -> Iterator[WorkbookReader]:
    with WorkbookReader() as opened:
        yield opened


def refuse(reader: WorkbookReader, path: Path) -> str:
    with pytest.raises(FileRefused) as caught:
        reader.read(path)
    assert caught.value.message[-1] == "."
    return caught.value.rule


def tell(inspected: InspectedFile) -> list[str]:
    """All that was understood, without the file's own name."""
    sheets = [asdict(replace(sheet, records=list(sheet.records))) for sheet in inspected.report.sheets]
    report = inspected.report
    hidden = (report.hidden_rows, report.hidden_columns, report.hidden_sheets)
    told = [*sheets, *inspected.totals, *inspected.issues, hidden]
    return [re.sub(r"ho\.(xlsx|xls|ods)", "ho", repr(one)) for one in told]


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_the_same_workbook_gives_the_same_report_whatever_its_kind(
    tmp_path: Path, inspect_files: Callable[..., list[InspectedFile]], kind: str
) -> None:
    [new] = inspect_files(write_book(tmp_path / "ho.xlsx", make_book()))
    [old] = inspect_files(write_book(tmp_path / f"ho.{kind}", make_book()))
    rules = {issue.rule for issue in new.issues}
    assert rules >= {"error_cell", "dates_1904", "hidden_sheet"}
    assert (new.report.hidden_rows, new.report.hidden_columns, new.report.hidden_sheets) == (1, 2, 1)
    assert tell(old) == tell(new)


@pytest.mark.parametrize("kept", [10, 50, 90])
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_case_02_an_older_workbook_cut_off_anywhere(
    tmp_path: Path, reader: WorkbookReader, kind: str, kept: int
) -> None:
    path = write_book(tmp_path / f"a.{kind}", make_book())
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * kept // 100])
    assert refuse(reader, path) == "truncated"


def test_the_places_are_those_of_the_sheet(tmp_path: Path, reader: WorkbookReader) -> None:
    table = Table("A", [[], [None, "Khối 1", "#N/A"], [None, None, 3]], merged=[(1, 1, 2, 1)], hidden_rows=[2])
    for kind in KINDS:
        [sheet] = reader.read(write_book(tmp_path / f"a.{kind}", Book([table]))).sheets
        assert sheet.error_cells == ((1, 2, "#N/A"),)
        assert (sheet.merged, sheet.hidden_rows, sheet.cell(2, 2)) == ((Range(1, 1, 2, 1),), 1, 3)


@pytest.mark.parametrize(
    ("result", "shown"),
    [
        (b"\x02\0\x07\0\0\0\xff\xff", "#DIV/0!"),
        (b"\x01\0\x01\0\0\0\xff\xff", None),
        (b"\0\0\0\0\0\0\0\0", "công thức chưa tính"),
        (b"\0\0\0\0\0\0\xf0\x3f", None),
    ],
)
def test_the_result_of_a_formula_in_an_xls(
    tmp_path: Path, reader: WorkbookReader, result: bytes, shown: str | None
) -> None:
    """An error, true, 0 that is to be calculated on opening, 1."""
    path = write_book(tmp_path / "a.xls", Book([Table("A", [["=1/3"]])]))
    content = path.read_bytes()
    assert content.count(b"\x03\0\0\0\0\0\xff\xff\x02\0") == 1
    path.write_bytes(content.replace(b"\x03\0\0\0\0\0\xff\xff\x02\0", result + b"\x02\0"))
    [sheet] = reader.read(path).sheets
    assert [word for _, _, word in sheet.error_cells] == ([shown] if shown else [])


@pytest.mark.parametrize("way", [b"\0\0", b"\1\0"])
def test_case_06_the_password_record_of_an_old_workbook(tmp_path: Path, reader: WorkbookReader, way: bytes) -> None:
    """In either way of sealing; the older one leaves the kinds of records readable, and their cells not."""
    path = write_book(tmp_path / "a.xls", Book([Table("A", [["x"]])]))
    content = path.read_bytes()
    second = content.index(b"\xe1\0\2\0")
    path.write_bytes(content[:second] + b"\x2f\0\2\0" + way + content[second + 6 :])
    assert refuse(reader, path) == "password"


def test_an_xls_whose_sheet_has_no_end_is_refused(tmp_path: Path, reader: WorkbookReader) -> None:
    """Its last rows may be missing, and the reader of cells would not say so."""
    path = write_book(tmp_path / "a.xls", Book([Table("A", [["x"]])]))
    content = path.read_bytes()
    end = content.rindex(b"\x0a\0\0\0")
    path.write_bytes(content[:end] + b"\x0b\0\0\0" + content[end + 4 :])
    assert refuse(reader, path) == "truncated"


def test_an_xls_of_many_megabytes_is_whole(tmp_path: Path, reader: WorkbookReader) -> None:
    """Beyond seven of them its own list of sectors goes on outside the header."""
    rows = [[f"Hộ mẫu {number} " + "đ" * 700] for number in range(5_500)]
    path = write_book(tmp_path / "a.xls", Book([Table("A", [*rows, ["#N/A"]])]))
    assert path.stat().st_size > 7 * 2**20
    [sheet] = reader.read(path).sheets
    assert sheet.height == 5_501
    assert sheet.error_cells == ((5_500, 0, "#N/A"),)


def test_a_sheet_stretched_to_its_last_corner_is_refused(tmp_path: Path, reader: WorkbookReader) -> None:
    path = tmp_path / "a.xls"
    book = xlwt.Workbook()
    sheet = book.add_sheet("A")
    sheet.write(0, 0, "x")
    sheet.write(65_535, 255, "x")
    book.save(str(path))
    assert refuse(reader, path) == "too_many_cells"


def test_letters_that_only_their_font_shows_as_capitals(tmp_path: Path, reader: WorkbookReader) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("A")
    sheet.write(0, 0, "ubnd", xlwt.easyxf("font: name .VnTimeH"))
    sheet.write(0, 1, "ubnd", xlwt.easyxf("font: name .VnTime"))
    book.save(str(tmp_path / "a.xls"))
    fonts = "".join(
        f'<style:style style:name="{name}"><style:text-properties style:font-name="{font}"/></style:style>'
        for name, font in (("ce1", ".VnTimeH"), ("ce2", ".VnTime"))
    )
    cell = '<table:table-cell table:style-name="{}" office:value-type="string"><text:p>ubnd</text:p></table:table-cell>'
    pack_ods(tmp_path / "a.ods", fonts + make_table(make_row(cell.format("ce1") + cell.format("ce2"))))
    for kind in ("xls", "ods"):
        assert reader.read(tmp_path / f"a.{kind}").sheets[0].capital_cells == {(0, 0)}


def make_table(rows: str) -> str:
    return f'<table:table table:name="A">{rows}</table:table>'


def make_row(cells: str, said: str = "") -> str:
    return f"<table:table-row {said}>{cells}</table:table-row>"


def make_cell(text: str, said: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {said}><text:p>{text}</text:p></table:table-cell>'


def test_what_repeats_in_an_ods_is_counted_as_often(tmp_path: Path, reader: WorkbookReader) -> None:
    rows = (
        make_row("<table:table-cell/>", 'table:number-rows-repeated="2" table:visibility="collapse"')
        + make_row(make_cell("x") + make_cell("Err:502", 'table:number-columns-repeated="2"'))
        + make_row(make_cell("#N/A"), 'table:number-rows-repeated="2" table:visibility="filter"')
        + make_row(
            '<table:table-cell table:number-columns-repeated="16384"/>',
            'table:number-rows-repeated="1048571" table:visibility="collapse"',
        )
    )
    columns = (
        '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="16383"/>'
    )
    [sheet] = reader.read(pack_ods(tmp_path / "a.ods", make_table(columns + rows))).sheets
    assert sheet.error_cells == ((2, 1, "Err:502"), (2, 2, "Err:502"), (3, 0, "#N/A"), (4, 0, "#N/A"))
    assert (sheet.height, sheet.hidden_rows, sheet.hidden_ranges) == (5, 4, ((1, 999),))


def test_a_comment_is_no_text_of_its_cell(tmp_path: Path, reader: WorkbookReader) -> None:
    aside = "<office:annotation><text:p>#N/A</text:p></office:annotation>"
    cell = f'<table:table-cell office:value-type="string">{aside}<text:p>x</text:p></table:table-cell>'
    path = pack_ods(tmp_path / "a.ods", make_table(make_row(cell + make_cell("#REF!"))))
    [sheet] = reader.read(path).sheets
    assert (sheet.cell(0, 0), sheet.error_cells) == ("x", ((0, 1, "#REF!"),))


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        (make_row(make_cell("x"), 'table:number-rows-repeated="1048576"'), "far_cell"),
        (make_row(make_cell("x", 'table:number-columns-repeated="16384"')), "far_cell"),
        (
            make_row("<table:table-cell/>", 'table:number-rows-repeated="1000000"') + make_row(make_cell("x")),
            "far_cell",
        ),
        (
            make_row(make_cell("x", 'table:number-columns-repeated="900"'), 'table:number-rows-repeated="100000"'),
            "too_many_cells",
        ),
        (make_row(make_cell("x"), 'table:number-rows-repeated="rất nhiều"'), "truncated"),
        (make_row(make_cell("x"), f'table:number-rows-repeated="{"9" * 5000}"'), "truncated"),
    ],
)
def test_a_table_that_would_fill_the_memory_is_refused(
    tmp_path: Path, reader: WorkbookReader, rows: str, rule: str
) -> None:
    assert refuse(reader, pack_ods(tmp_path / "a.ods", make_table(rows))) == rule


def test_an_entity_in_an_ods(tmp_path: Path, reader: WorkbookReader) -> None:
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
        package.writestr("content.xml", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>')
    assert refuse(reader, path) == "xml_entity"


@pytest.mark.parametrize(("kind", "part"), [("xls", "_VBA_PROJECT"), ("ods", "Basic/Standard/Module1.xml")])
def test_macros_of_older_kinds_are_named_too(tmp_path: Path, reader: WorkbookReader, kind: str, part: str) -> None:
    path = write_book(tmp_path / f"a.{kind}", Book([Table("A", [["x"]])]))
    assert not reader.read(path).has_macros
    if kind == "ods":
        with zipfile.ZipFile(path, "a") as package:
            package.writestr(part, "Sub Main")
    else:
        add_stream(path, part)
    assert reader.read(path).has_macros


def add_stream(path: Path, name: str) -> None:
    """Name a stream of no bytes in the first free entry of the directory."""
    content = bytearray(path.read_bytes())
    size = 512
    directory = size + size * struct.unpack_from("<I", content, 48)[0]
    free = next(at for at in range(directory, directory + size, 128) if content[at + 66] == 0)
    content[free : free + 67] = name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HB", 2 * len(name) + 2, 2)
    path.write_bytes(bytes(content))
