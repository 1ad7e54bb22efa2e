"""What a file really is, judged before any parser sees it."""

import zipfile
from dataclasses import dataclass
from pathlib import Path

from etl.errors import FileRefused
from etl.workbook.delimited import is_text

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_START = 4096
# The part by which each kind of workbook is known, and the one in which Excel keeps macros.
_KINDS = {"xl/workbook.xml": "xlsx", "xl/workbook.bin": "xlsb", "content.xml": "ods"}
_MACROS = "xl/vbaProject.bin"
_MAX_BYTES = 100 * 2**20
_MAX_ENTRIES = 2_000
_MAX_UNPACKED = 300 * 2**20
_MAX_RATIO = 200
_RATIO_MATTERS_ABOVE = 5 * 2**20

_RESAVE = "hãy mở bằng Excel hoặc LibreOffice, chọn «Lưu thành» (Save as) dạng .xlsx rồi nạp lại"


@dataclass(frozen=True, slots=True)
class Package:
    """`kind`: xlsx, xlsb, ods, xls or csv."""

    kind: str
    has_macros: bool = False


def check_package(path: Path) -> Package:
    """What kind of workbook a file is. Raises FileRefused with the sentence for the officer."""
    size = path.stat().st_size
    if size == 0:
        raise FileRefused("empty_file", "Tệp rỗng (0 byte); hãy xin lại tệp từ người gửi.")
    if size > _MAX_BYTES:
        raise FileRefused("too_large", f"Tệp lớn hơn {_MAX_BYTES // 2**20} MB nên không nạp; hãy tách thành nhiều tệp.")
    with path.open("rb") as file:
        start = file.read(_START)
        if start.startswith(_OLE):
            return Package(_check_ole(start + file.read(2**20)))
    if start[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _check_zip(path)
    if strange := _describe(start):
        raise FileRefused("not_workbook", f"Tệp này {strange}, không phải bảng tính Excel; {_RESAVE}.")
    return Package("csv")


def _check_ole(content: bytes) -> str:
    if _ENCRYPTED in content:
        raise FileRefused("password", "Tệp có mật khẩu; hãy bỏ mật khẩu rồi nạp lại.")
    return "xls"


def _check_zip(path: Path) -> Package:
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        raise FileRefused("truncated", "Tệp hỏng hoặc tải dở; hãy tải lại hoặc xin lại tệp.") from None
    _check_entries(entries)
    names = {entry.filename for entry in entries}
    for part, kind in _KINDS.items():
        if part in names:
            return Package(kind, has_macros=_MACROS in names)
    if any(name.startswith("word/") for name in names):
        raise FileRefused(
            "word_document",
            "Tệp này là văn bản Word; phần mềm cần bảng tính (.xlsx). Hãy chép bảng sang Excel rồi nạp lại.",
        )
    raise FileRefused("not_workbook", f"Tệp nén này không chứa bảng tính; {_RESAVE}.")


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
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
    if text.startswith((b"<html", b"<!doc", b"<table", b"<?xml", b"<meta", b"<head", b"<style", b"<!--")):
        return "là trang HTML hoặc XML đổi đuôi"
    return "" if is_text(start) else "là dạng khác"
