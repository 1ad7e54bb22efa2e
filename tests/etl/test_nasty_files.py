"""Nasty inputs 1 to 12 and 60: what a file is, whatever it is called; one test a case."""

import struct
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.inspection import InspectedFile
from tests.etl.conftest import Query
from tests.etl.workbooks import household, write_households, write_rows

Inspect = Callable[..., list[InspectedFile]]
RESIDENTS = ["TT", "Khối phố", "Tổng số hộ"]
_END, _USED_BY_TABLE, _FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


def write_ole(path: Path, *streams: str, sectors: int = 4) -> Path:
    """A container of before 2007 with streams of these names, as empty as may be."""
    links = [_USED_BY_TABLE, _END, *(_END for _ in range(sectors - 2))]
    table = struct.pack("<128I", *links, *(_FREE for _ in range(128 - len(links))))
    entries = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HB", 2 * len(name) + 2, kind) + b"\0" * 61
        for name, kind in (("Root Entry", 5), *((name, 2) for name in streams))
    )
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0") + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header = header.ljust(44, b"\0") + struct.pack("<IIIIIIIII", 1, 1, 0, 4096, _END, 0, _END, 0, 0)
    header += struct.pack("<108I", *([_FREE] * 108))
    path.write_bytes(header + table + entries.ljust(512, b"\0") + b"\0" * 512 * (sectors - 2))
    return path


def refusal(inspected: InspectedFile) -> tuple[str, str]:
    assert inspected.report.refused is not None
    assert inspected.report.sheets == []
    return inspected.report.refused.rule, inspected.report.refused.message


def rewrite(path: Path, changed: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The same package with the bytes of one part changed."""
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as written:
        for name in package.namelist():
            written.writestr(name, change(package.read(name)) if name == part else package.read(name))
    return changed


def said(inspected: InspectedFile, rule: str) -> list[str]:
    return [issue.message for issue in inspected.issues if issue.rule == rule]


def test_case_01_nothing_in_a_file_and_nothing_below_a_header(tmp_path: Path, inspect_files: Inspect) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"")
    empty, headed = inspect_files(tmp_path / "a.xlsx", write_households(tmp_path / "b.xlsx"))
    assert refusal(empty)[0] == "empty_file"
    assert "Tệp rỗng" in refusal(empty)[1]
    assert "không có dòng số liệu nào" in said(headed, "no_rows")[0]


@pytest.mark.parametrize("kept", [10, 50, 90, 99])
def test_case_02_a_workbook_cut_off_anywhere(tmp_path: Path, inspect_files: Inspect, kept: int) -> None:
    whole = write_households(tmp_path / "a.xlsx", *map(household, range(1, 40))).read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(whole[: len(whole) * kept // 100])
    [inspected] = inspect_files(tmp_path / "cut.xlsx")
    assert refusal(inspected)[0] == "truncated"
    assert "hỏng hoặc tải dở" in refusal(inspected)[1]


def test_case_02_a_workbook_with_a_damaged_part(tmp_path: Path, inspect_files: Inspect) -> None:
    path = write_households(tmp_path / "a.xlsx", *map(household, range(1, 40)))
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as package:
        place = package.getinfo("xl/worksheets/sheet1.xml").header_offset + 90
    content[place : place + 40] = b"\xff" * 40
    path.write_bytes(bytes(content))
    [inspected] = inspect_files(path)
    assert "hỏng hoặc tải dở" in refusal(inspected)[1]


def test_case_02_an_old_workbook_cut_off(tmp_path: Path, inspect_files: Inspect) -> None:
    path = write_ole(tmp_path / "a.xls", "Workbook", sectors=20)
    path.write_bytes(path.read_bytes()[:3000])
    [inspected] = inspect_files(path)
    assert refusal(inspected) == ("truncated", "Tệp hỏng hoặc tải dở; hãy tải lại hoặc xin lại tệp.")


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"<html><body><table><tr><td>1</td></tr></table></body></html>", "trang web (HTML)"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><html></html>", "trang web (HTML)"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "XML 2003"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n", "MHTML"),
        (b'<?xml version="1.0"?><du_lieu/>', "tệp XML"),
        (b"%PDF-1.7", "PDF"),
    ],
)
def test_case_03_another_kind_under_the_name_of_a_workbook(
    tmp_path: Path, inspect_files: Inspect, content: bytes, named: str
) -> None:
    (tmp_path / "a.xls").write_bytes(content)
    [inspected] = inspect_files(tmp_path / "a.xls")
    assert named in refusal(inspected)[1]
    assert "dạng .xlsx rồi nạp lại" in refusal(inspected)[1]


def test_case_03_a_text_table_called_xlsx_is_read_and_named(tmp_path: Path, inspect_files: Inspect) -> None:
    for name in ("a.xlsx", "a.csv"):
        (tmp_path / name).write_text("SỐ HỘ NĂM 2026;;\nTT;Khối phố;Tổng số hộ\n1;Khối 1;300\n", encoding="utf-8")
    called, plain = inspect_files(tmp_path / "a.xlsx", tmp_path / "a.csv")
    assert called.totals == plain.totals
    assert "bảng dạng chữ (CSV)" in said(called, "renamed_text")[0]
    assert said(plain, "renamed_text") == []


def test_case_06_a_password_however_it_is_set(tmp_path: Path, inspect_files: Inspect) -> None:
    sealed = write_ole(tmp_path / "a.xlsx", "EncryptionInfo", "EncryptedPackage")
    zipped = write_rows(tmp_path / "b.xlsx", ["a"])
    content = bytearray(zipped.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    zipped.write_bytes(bytes(content))
    with zipfile.ZipFile(tmp_path / "c.ods", "w") as package:
        package.writestr("content.xml", b"sealed")
        package.writestr("META-INF/manifest.xml", b"<manifest:encryption-data/>")
    for inspected in inspect_files(sealed, zipped, tmp_path / "c.ods"):
        assert refusal(inspected) == ("password", "Tệp có mật khẩu; hãy bỏ mật khẩu rồi nạp lại.")


@pytest.mark.parametrize("name", ["don.doc", "don.xls", "don.xlsx"])
def test_case_08_word_is_named_whatever_the_file_is_called(tmp_path: Path, inspect_files: Inspect, name: str) -> None:
    old = write_ole(tmp_path / f"cu_{name}", "1Table", "WordDocument")
    with zipfile.ZipFile(tmp_path / name, "w") as package:
        package.writestr("word/document.xml", b"<document/>")
    for inspected in inspect_files(old, tmp_path / name):
        assert refusal(inspected)[0] == "word_document"
        assert "phần mềm cần bảng tính" in refusal(inspected)[1]


def test_case_08_what_is_neither_word_nor_excel(tmp_path: Path, inspect_files: Inspect) -> None:
    [inspected] = inspect_files(write_ole(tmp_path / "a.xls", "PowerPoint Document"))
    assert refusal(inspected)[0] == "not_workbook"


def test_case_10_names_of_files_that_make_others_stumble(raw: Path, build_raw: Callable[[], Query]) -> None:
    deep = raw / ("đ" * 60) / ("ò" * 60)
    deep.mkdir(parents=True)
    paths = [
        raw / f"{unicodedata.normalize('NFD', 'Hộ nghèo Khối Đông')}.xlsx",
        raw / "🏠📊.xlsx",
        raw / "CON.xlsx",
        raw / "a'b\"<b>#?%;--.xlsx",
        deep / f"{'x' * 230}.xlsx",
    ]
    for number, path in enumerate(paths, start=1):
        write_households(path, household(number))
    query = build_raw()
    names = [str(name) for (name,) in query("SELECT file FROM meta.source_file")]
    assert sorted(names) == sorted(unicodedata.normalize("NFC", path.relative_to(raw).as_posix()) for path in paths)
    assert max(map(len, names)) > 300
    assert query("SELECT count(*) FROM core.household_round") == [(5,)]
