"""Many cells sealed at once: byte for byte what `Cipher.seal` makes of each, a block of all cells after the other.

One by one a million rows take as long as all else that a build does with them.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from cryptography.hazmat.primitives.ciphers import Cipher as Mode
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import ECB

_BLOCK = 16
# x^128 + x^7 + x^2 + x + 1, of which the doubling of RFC 5297, 2.3 leaves this.
_REDUCED = 0x87
_END = 0x80
Octets = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts behind each other in `octets`, each by where it begins and how long it is."""

    octets: Octets
    starts: Numbers
    lengths: Numbers

    def take(self, rows: Numbers | npt.NDArray[np.bool_]) -> "Texts":
        return Texts(self.octets, self.starts[rows], self.lengths[rows])

    def lay_out(self, width: int, before: bytes = b"") -> Octets:
        """A row for each text: `before` and the text, filled up with zeros to `width` octets."""
        rows = np.zeros((len(self.starts), width), dtype=np.uint8)
        rows[:, : len(before)] = np.frombuffer(before, dtype=np.uint8)
        within = np.arange(width - len(before))
        rows[:, len(before) :][within < self.lengths[:, None]] = self._join()
        return rows

    def _join(self) -> Octets:
        """The texts, one right behind the other."""
        ends = self.starts + self.lengths
        if (ends[:-1] == self.starts[1:]).all():
            return self.octets[self.starts[0] : ends[-1]] if len(ends) else self.octets[:0]
        before = np.cumsum(self.lengths) - self.lengths
        at = np.arange(int(self.lengths.sum()), dtype=np.int64)
        joined: Octets = self.octets[at + np.repeat(self.starts - before, self.lengths)]
        return joined


def read_texts(column: pa.Array) -> Texts:
    """The texts of an Arrow array of strings; where it holds none, empty ones."""
    _, offsets, octets = column.buffers()
    ends = np.frombuffer(offsets, dtype=np.int32)[column.offset : column.offset + len(column) + 1].astype(np.int64)
    return Texts(np.frombuffer(octets or b"", dtype=np.uint8), ends[:-1], np.diff(ends))


class ManyCells:
    """The key of AES-SIV (RFC 5297) that `Cipher` has, for cells of one column."""

    def __init__(self, key: bytes, block: int) -> None:
        """`block`: texts are filled up to a multiple of it."""
        half = len(key) // 2
        self._mac, self._stream = (Mode(AES(part), ECB()).encryptor() for part in (key[:half], key[half:]))
        self._block = block
        self._whole = _double(_encrypt(self._mac, np.zeros((1, _BLOCK), dtype=np.uint8)))
        self._cut = _double(self._whole)
        zero = np.zeros((1, _BLOCK), dtype=np.uint8)
        self._start = _double(self._authenticate(Texts(zero[0], np.array([0]), np.array([_BLOCK]))))

    def seal(self, column: pa.Array, place: bytes, rows: pa.Array) -> pa.Array:
        """`place`: of the column; `rows`: beside the texts, what names the row of each (`name_place`)."""
        told = np.asarray(column.is_valid().to_numpy(zero_copy_only=False))
        texts = read_texts(column).take(told)
        tags = self._authenticate(read_texts(rows).take(told), place)
        widths = -(-(texts.lengths + 1) // self._block) * self._block
        starts = np.concatenate([[0], np.cumsum(widths + _BLOCK)])
        sealed = np.zeros(int(starts[-1]), dtype=np.uint8)
        for width in np.unique(widths).tolist():
            alike = np.flatnonzero(widths == width)
            within = np.arange(width + _BLOCK)
            sealed[starts[alike][:, None] + within] = self._seal_alike(texts.take(alike), width, tags[alike])
        return _write(sealed, starts, told)

    def _seal_alike(self, texts: Texts, width: int, places: Octets) -> Octets:
        """Texts that are filled up to one width; `places`: the tags of where they stand."""
        plain = texts.lay_out(width)
        plain[np.arange(len(plain)), texts.lengths] = _END
        mixed = plain.copy()
        mixed[:, -_BLOCK:] ^= self._start ^ places
        tags = self._chain(mixed, self._whole)
        return np.concatenate([tags, plain ^ self._make_stream(tags, width // _BLOCK)], axis=1)

    def _make_stream(self, tags: Octets, blocks: int) -> Octets:
        """The key stream that begins at each tag, two bits of which are cleared (2.5)."""
        counters = np.repeat(tags[:, None, :], blocks, axis=1)
        counters[:, :, (8, 12)] &= 0x7F
        low = np.ascontiguousarray(counters[:, :, 12:]).view(">u4")
        low += np.arange(blocks, dtype=np.uint32)[None, :, None]
        counters[:, :, 12:] = low.view(np.uint8)
        return _encrypt(self._stream, counters).reshape(len(tags), blocks * _BLOCK)

    def _authenticate(self, texts: Texts, before: bytes = b"") -> Octets:
        """The AES-CMAC (RFC 4493) of each text behind `before`."""
        tags = np.zeros((len(texts.starts), _BLOCK), dtype=np.uint8)
        lengths = texts.lengths + len(before)
        blocks = np.maximum(1, -(-lengths // _BLOCK))
        for count in np.unique(blocks).tolist():
            alike = np.flatnonzero(blocks == count)
            rows = texts.take(alike).lay_out(count * _BLOCK, before)
            ends = lengths[alike]
            is_cut = ends < count * _BLOCK
            rows[np.flatnonzero(is_cut), ends[is_cut]] = _END
            tags[alike] = self._chain(rows, np.where(is_cut[:, None], self._cut, self._whole))
        return tags

    def _chain(self, rows: Octets, last: Octets) -> Octets:
        rows[:, -_BLOCK:] ^= last
        state = np.zeros((len(rows), _BLOCK), dtype=np.uint8)
        for at in range(0, rows.shape[1], _BLOCK):
            state = _encrypt(self._mac, state ^ rows[:, at : at + _BLOCK])
        return state


def _encrypt(mode: object, blocks: Octets) -> Octets:
    done = mode.update(np.ascontiguousarray(blocks).data)  # type: ignore[attr-defined]
    return np.frombuffer(done, dtype=np.uint8).reshape(blocks.shape)


def _double(block: Octets) -> Octets:
    number = int.from_bytes(block.tobytes()) << 1
    doubled = number & (2**128 - 1) ^ (_REDUCED if number >> 128 else 0)
    return np.frombuffer(doubled.to_bytes(_BLOCK), dtype=np.uint8)[None, :]


def _write(sealed: Octets, starts: Numbers, told: npt.NDArray[np.bool_]) -> pa.Array:
    """An Arrow array of bytes, empty where nothing is told."""
    ends = np.zeros(len(told) + 1, dtype=np.int32)
    lengths = np.zeros(len(told), dtype=np.int64)
    lengths[told] = np.diff(starts)
    np.cumsum(lengths, out=ends[1:])
    is_there = np.packbits(told, bitorder="little")
    buffers = [pa.py_buffer(is_there), pa.py_buffer(ends), pa.py_buffer(sealed)]
    return pa.Array.from_buffers(pa.binary(), len(told), buffers)
