"""Cells sealed one by one: AES-SIV (RFC 5297), bound to the table, column and row they stand in.

Without a nonce, so that the same inputs give the same warehouse: a cell tells at most that it did not change from one
snapshot to the next. Two cells of one text look different, for their places do.
"""

import pyarrow as pa
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SECRET_BYTES = 32
# Texts are filled up to a multiple of this: the length of a name would tell it from most others.
BLOCK = 32
_END = b"\x80"


class Cipher:
    """One key. `id` tells it from others and nothing of it; it stands in every warehouse that is sealed with it."""

    def __init__(self, secret: bytes) -> None:
        key = _derive(secret, b"ward identity: cells, AES-SIV", 64)
        self._siv = AESSIV(key)
        self.id = _derive(secret, b"ward identity: name of the key", 6).hex()

    def seal(self, text: str, place: bytes) -> bytes:
        """`place` as `name_place` has it."""
        plain = text.encode() + _END
        return self._siv.encrypt(plain + bytes(-len(plain) % BLOCK), [place])

    def seal_column(self, texts: pa.Array, place: bytes, rows: pa.Array) -> pa.Array:
        """Each text as `seal` makes it, its place being `place` and behind it what stands beside it in `rows`."""
        sealed = (
            None if text is None else self.seal(text, place + row.encode())
            for text, row in zip(texts.to_pylist(), rows.to_pylist(), strict=True)
        )
        return pa.array(sealed, pa.binary())

    def open(self, sealed: bytes, place: bytes) -> str | None:
        """The text; None where the cell was changed, moved from another place or sealed with another key."""
        try:
            plain = self._siv.decrypt(sealed, [place])
        except (InvalidTag, ValueError):
            return None
        return plain[: plain.rindex(_END)].decode()


def name_place(*parts: str) -> bytes:
    """One place in one way: each part behind its length, so that a place may be put together of pieces."""
    told = [part.encode() for part in parts]
    return b"".join([b"%d:%b" % (len(part), part) for part in told])


def _derive(secret: bytes, purpose: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=purpose).derive(secret)
