"""The records of which an old workbook is made: a kind, a length, so many bytes. MS-XLS 2.1.4."""

import struct
from collections.abc import Iterator

STREAMS = ("Workbook", "Book")
_BEGIN, _END = 0x0809, 0x000A
_PASSWORD, _DATES_1904 = 0x002F, 0x0022
_HEAD = struct.Struct("<HH")


def walk_part(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of each record of one part, without those of the charts that lie within it.

    Raises EOFError where the part does not begin there, or has no end.
    """
    depth = 0
    while at + 4 <= len(stream):
        kind, length = _HEAD.unpack_from(stream, at)
        at += 4
        depth += (kind == _BEGIN) - (kind == _END)
        if depth == 0 and kind == _END:
            return
        if depth < 1 or at + length > len(stream):
            break
        if depth == 1:
            yield kind, at, length
        at += length
    raise EOFError


def has_password(start: bytes) -> bool:
    """`start`: the first bytes of the stream."""
    return any(kind == _PASSWORD for kind, _, _ in _walk_start(start))


def has_1904_dates(start: bytes) -> bool:
    return any(kind == _DATES_1904 and start[at : at + length][:1] == b"\1" for kind, at, length in _walk_start(start))


def _walk_start(start: bytes) -> Iterator[tuple[int, int, int]]:
    try:
        yield from walk_part(start, 0)
    except EOFError:
        return
