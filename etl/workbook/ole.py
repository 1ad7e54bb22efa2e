"""The streams of an OLE file (.xls, .doc, .ppt of before 2007), by which one is told from another. MS-CFB."""

import struct
from pathlib import Path

_HEADER, _ENTRY = 512, 128
_FREE = 0xFFFFFFFA  # this and beyond are no sectors but marks
_SHIFTS = (9, 12)
_STREAM = 2


def list_streams(path: Path) -> set[str] | None:
    """Names of the streams; None for a file that was cut off or never was whole."""
    content = path.read_bytes()
    if len(content) < _HEADER:
        return None
    shift, count, first = (*struct.unpack_from("<H", content, 30), *struct.unpack_from("<II", content, 44))
    if shift not in _SHIFTS:
        return None
    size = 1 << shift
    tables = [sector for sector in struct.unpack_from("<109I", content, 76) if sector < _FREE]
    sectors = len(content) // size - 1
    if not tables or len(tables) < min(count, 109) or any(sector > sectors for sector in tables):
        return None
    links = [link for sector in tables for link in _read_links(content, sector, size)]
    entries = _follow(content, links, first, size)
    if entries is None or not _is_whole(links, len(content), size):
        return None
    return {_read_name(entries[at : at + _ENTRY]) for at in range(0, len(entries), _ENTRY)} - {""}


def _read_links(content: bytes, sector: int, size: int) -> tuple[int, ...]:
    table = content[(sector + 1) * size : (sector + 2) * size].ljust(size, b"\xff")
    return struct.unpack(f"<{size // 4}I", table)


def _follow(content: bytes, links: list[int], first: int, size: int) -> bytes | None:
    """The sectors of one chain; None where it leads out of the file or round in a circle."""
    parts: list[bytes] = []
    sector = first
    while sector < _FREE:
        part = content[(sector + 1) * size : (sector + 2) * size]
        if sector >= len(links) or not part or len(parts) > len(links):
            return None
        parts.append(part)
        sector = links[sector]
    return b"".join(parts)


def _is_whole(links: list[int], length: int, size: int) -> bool:
    """Whether the last sector in use lies within the file; its end may be left off."""
    used = max((sector for sector, link in enumerate(links) if link != 0xFFFFFFFF), default=0)
    return (used + 1) * size < length


def _read_name(entry: bytes) -> str:
    if len(entry) < _ENTRY or entry[66] != _STREAM:
        return ""
    length = min(struct.unpack_from("<H", entry, 64)[0], 64)
    return entry[: max(0, length - 2)].decode("utf-16-le", "replace")
