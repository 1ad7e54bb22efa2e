"""An OLE file (.xls, .doc, .ppt of before 2007): its streams, by which one is told from another. MS-CFB."""

import struct
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_HEADER, _ENTRY = 512, 128
_FREE = 0xFFFFFFFA  # this and beyond are no sectors but marks
_SHIFTS = (9, 12)
_MINI_SHIFT, _MINI_BELOW = 6, 4096
_STREAM, _ROOT = 2, 5
_LISTED_IN_HEADER = 109


@dataclass(frozen=True, slots=True)
class _Sectors:
    """Sectors of one size, and for each the one that follows it in its stream."""

    content: bytes
    links: list[int]
    shift: int
    first_at: int = 0

    def take(self, sector: int) -> bytes:
        start = self.first_at + (sector << self.shift)
        return self.content[start : start + (1 << self.shift)]

    def follow(self, first: int, most: int = sys.maxsize) -> bytes | None:
        """The sectors of one chain up to so many bytes; None where it leads out of the file or round in a circle."""
        parts: list[bytes] = []
        sector = first
        while sector < _FREE and len(parts) << self.shift < most:
            part = self.take(sector)
            if sector >= len(self.links) or not part or len(parts) > len(self.links):
                return None
            parts.append(part)
            sector = self.links[sector]
        return b"".join(parts)


@dataclass(frozen=True, slots=True)
class Container:
    """`streams`: first sector and length in bytes by name, the ones within folders too."""

    streams: Mapping[str, tuple[int, int]]
    _sectors: _Sectors
    _mini: _Sectors

    def read(self, *names: str, most: int = sys.maxsize) -> bytes | None:
        """The first of these streams that is there; None where there is none or its sectors are not."""
        first, length = next((self.streams[name] for name in names if name in self.streams), (0, 0))
        wanted = min(length, most)
        content = (self._mini if length < _MINI_BELOW else self._sectors).follow(first, wanted) if length else None
        return None if content is None or len(content) < wanted else content[:wanted]


def open_container(path: Path) -> Container | None:
    """None for a file that was cut off or never was whole."""
    content = path.read_bytes()
    if len(content) < _HEADER:
        return None
    shift, first = (*struct.unpack_from("<H", content, 30), *struct.unpack_from("<I", content, 48))
    if shift not in _SHIFTS:
        return None
    sectors = _Sectors(content, [], shift, 1 << shift)
    tables = _list_tables(sectors)
    if not tables or any(not sectors.take(table) for table in tables):
        return None
    sectors.links.extend(link for table in tables for link in _read_numbers(sectors.take(table), shift))
    entries = sectors.follow(first)
    if entries is None or not _is_whole(sectors):
        return None
    return _list_streams(sectors, [entries[at : at + _ENTRY] for at in range(0, len(entries), _ENTRY)])


def _list_streams(sectors: _Sectors, entries: list[bytes]) -> Container:
    """The small streams lie together in one that belongs to the root, with links of their own."""
    root = next((entry for entry in entries if _read_kind(entry) == _ROOT), b"\xff" * _ENTRY)
    links = sectors.follow(*struct.unpack_from("<I", sectors.content, 60)) or b""
    mini = _Sectors(
        sectors.follow(_read_place(root)[0]) or b"",
        [*struct.unpack(f"<{len(links) // 4}I", links[: len(links) // 4 * 4])],
        _MINI_SHIFT,
    )
    streams = {_read_name(entry): _read_place(entry) for entry in entries if _read_kind(entry) == _STREAM}
    return Container(streams, sectors, mini)


def _list_tables(sectors: _Sectors) -> list[int]:
    """Sectors that hold the links: the first 109 stand in the header, of a file beyond 7 MB the others in a chain."""
    count, further = struct.unpack_from("<I", sectors.content, 44) + struct.unpack_from("<I", sectors.content, 68)
    if count > (len(sectors.content) >> sectors.shift) + 1:
        return []
    tables = [*struct.unpack_from(f"<{_LISTED_IN_HEADER}I", sectors.content, 76)]
    while further < _FREE and len(tables) < count:
        *listed, further = _read_numbers(sectors.take(further), sectors.shift)
        tables += listed
    tables = [table for table in tables if table < _FREE]
    return tables if len(tables) >= count else []


def _read_numbers(sector: bytes, shift: int) -> tuple[int, ...]:
    size = 1 << shift
    return struct.unpack(f"<{size // 4}I", sector.ljust(size, b"\xff"))


def _is_whole(sectors: _Sectors) -> bool:
    """Whether the last sector in use lies within the file; its end may be left off."""
    used = max((sector for sector, link in enumerate(sectors.links) if link != 0xFFFFFFFF), default=0)
    return bool(sectors.take(used))


def _read_kind(entry: bytes) -> int:
    return entry[66] if len(entry) == _ENTRY else 0


def _read_place(entry: bytes) -> tuple[int, int]:
    first, length = struct.unpack_from("<II", entry, 116)
    return first, length


def _read_name(entry: bytes) -> str:
    length = min(struct.unpack_from("<H", entry, 64)[0], 64)
    return entry[: max(0, length - 2)].decode("utf-16-le", "replace")
