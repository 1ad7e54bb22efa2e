"""What a file really is, judged before any parser sees it."""

import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from etl.errors import FileRefused
from etl.workbook.bounds import refuse_truncated
from etl.workbook.delimited import is_text
from etl.workbook.ole import open_container
from etl.workbook.records import STREAMS, has_1904_dates, has_password

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_START = 4096
# The part by which each kind of workbook is known, and the one in which Excel keeps macros.
_KINDS = {"xl/workbook.xml": "xlsx", "xl/workbook.bin": "xlsb", "content.xml": "ods"}
_MACROS, _MACROS_XLS, _MACROS_ODS = "xl/vbaProject.bin", "_VBA_PROJECT", "Basic/"
# The workbook counts its days from 1904 (ECMA-376 part 1, 18.2.28; ODF 1.2 part 1, 9.4.3), which its first bytes say.
_DATES_1904 = {
    "xlsx": re.compile(rb"<(?:\w+:)?workbookPr\b[^>]*\bdate1904\s*=\s*[\"'](?:1|true|on)[\"']"),
    "ods": re.compile(rb"<table:null-date\b[^>]*\btable:date-value\s*=\s*[\"']1904-01-01[\"']"),
}
_HTML = (b"<html", b"<!doc", b"<table", b"<meta", b"<head", b"<style", b"<!--", b"<div", b"<body")
_XML_2003 = (b"urn:schemas-microsoft-com:office:spreadsheet", b'progid="excel.sheet"')
# Excel before 5.0 wrote its records without a container: the first says which version (BIFF2, BIFF3, BIFF4).
_OLDEST = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_LOOKED_AT = 2**18
# An entry with a password says so in its first flag, an .ods in its list of parts.
_SEALED = 0x1
_MANIFEST_ODS, _SEALED_ODS = "META-INF/manifest.xml", b"encryption-data"
_MAX_BYTES = 100 * 2**20
# A text is read as it comes, and holds nothing that unpacks.
_MAX_TEXT_BYTES = 250 * 2**20
_MAX_ENTRIES = 2_000
_MAX_UNPACKED = 300 * 2**20
_MAX_RATIO = 200
_RATIO_MATTERS_ABOVE = 5 * 2**20

PASSWORD = "Tệp có mật khẩu; hãy bỏ mật khẩu rồi nạp lại."
WORD = "Tệp này là văn bản Word; phần mềm cần bảng tính (.xlsx). Hãy chép bảng sang Excel rồi nạp lại."
_RESAVE = "hãy mở bằng Excel hoặc LibreOffice, chọn «Lưu thành» (Save as) dạng .xlsx rồi nạp lại"


@dataclass(frozen=True, slots=True)
class Package:
    """`kind`: xlsx, xlsb, ods, xls or csv."""

    kind: str
    has_macros: bool = False
    has_1904_dates: bool = False


def check_package(path: Path) -> Package:
    """What kind of workbook a file is. Raises FileRefused with the sentence for the officer."""
    size = path.stat().st_size
    if size == 0:
        raise FileRefused("empty_file", "Tệp rỗng (0 byte); hãy xin lại tệp từ người gửi.")
    with path.open("rb") as file:
        start = file.read(_START)
        _refuse_large(size, _MAX_TEXT_BYTES if is_text(start) else _MAX_BYTES)
        if start.startswith(_OLE):
            return _check_ole(path, start + file.read(2**20))
    if start[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _check_zip(path)
    if strange := _describe(start):
        raise FileRefused("not_workbook", f"Tệp này {strange}, không phải bảng tính Excel; {_RESAVE}.")
    return Package("csv")


def _refuse_large(size: int, most: int) -> None:
    if size > most:
        raise FileRefused("too_large", f"Tệp lớn hơn {most // 2**20} MB nên không nạp; hãy tách thành nhiều tệp.")


def _check_ole(path: Path, start: bytes) -> Package:
    """An .xls is told by its streams. Raises FileRefused for Word, PowerPoint, a password and what was cut off."""
    if _ENCRYPTED in start:
        raise FileRefused("password", PASSWORD)
    container = open_container(path)
    if container is None:
        raise refuse_truncated()
    streams = container.streams.keys()
    if "EncryptedPackage" in streams:
        raise FileRefused("password", PASSWORD)
    if "WordDocument" in streams:
        raise FileRefused("word_document", WORD)
    if streams.isdisjoint(STREAMS):
        raise FileRefused("not_workbook", f"Tệp này không phải bảng tính Excel; {_RESAVE}.")
    book = container.read(*STREAMS, most=_LOOKED_AT)
    if book is None:
        raise refuse_truncated()
    if has_password(book):
        raise FileRefused("password", PASSWORD)
    return Package("xls", has_macros=_MACROS_XLS in streams, has_1904_dates=has_1904_dates(book))


def _check_zip(path: Path) -> Package:
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
            _check_entries(entries)
            return _tell_kind(package, {entry.filename for entry in entries})
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, zlib.error, NotImplementedError):
        raise refuse_truncated() from None


def _tell_kind(package: zipfile.ZipFile, names: set[str]) -> Package:
    for part, kind in _KINDS.items():
        if part in names:
            if kind == "ods" and _SEALED_ODS in _read_start(package, _MANIFEST_ODS, names):
                raise FileRefused("password", PASSWORD)
            start = _read_start(package, part, names)
            has_macros = _MACROS in names or any(name.startswith(_MACROS_ODS) for name in names)
            return Package(
                kind, has_macros, has_1904_dates=kind in _DATES_1904 and bool(_DATES_1904[kind].search(start))
            )
    if any(name.startswith("word/") for name in names):
        raise FileRefused("word_document", WORD)
    raise FileRefused("not_workbook", f"Tệp nén này không chứa bảng tính; {_RESAVE}.")


def _read_start(package: zipfile.ZipFile, part: str, names: set[str]) -> bytes:
    if part not in names:
        return b""
    with package.open(part) as opened:
        return opened.read(_LOOKED_AT)


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if any(entry.flag_bits & _SEALED for entry in entries):
        raise FileRefused("password", PASSWORD)
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    is_bomb = unpacked > _RATIO_MATTERS_ABOVE and unpacked / packed > _MAX_RATIO
    if len(entries) > _MAX_ENTRIES or unpacked > _MAX_UNPACKED or is_bomb:
        raise FileRefused(
            "zip_bomb", "Tệp nén phình to bất thường khi mở nên bị từ chối; hãy xin lại tệp từ người gửi."
        )
    if any(entry.filename.startswith("/") or ".." in entry.filename.split("/") for entry in entries):
        raise FileRefused("zip_path", "Tệp nén chứa đường dẫn lạ nên bị từ chối; hãy xin lại tệp từ người gửi.")


def _describe(start: bytes) -> str:
    """What a file is that is neither a workbook nor a table in text; "" for what may be one."""
    text = start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").lower()
    if text.startswith(b"%pdf"):
        return "là PDF"
    if text.startswith(b"{\\rtf"):
        return "là văn bản RTF"
    if any(mark in text for mark in _XML_2003):
        return "là bảng tính dạng XML 2003 (.xml) của Excel"
    if text.startswith(_HTML) or (text.startswith(b"<?xml") and b"<html" in text):
        return "là trang web (HTML) đổi đuôi"
    if text.startswith(b"mime-version"):
        return "là trang web (MHTML) đổi đuôi"
    if text.startswith(b"<?xml"):
        return "là tệp XML đổi đuôi"
    if start.startswith(_OLDEST):
        return "là của Excel 4 trở về trước"
    return "" if is_text(start) else "là dạng khác"
