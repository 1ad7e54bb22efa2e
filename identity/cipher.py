"""Texts sealed: AES-SIV (RFC 5297), bound to the place they stand in.

Without a nonce, so that the same inputs give the same warehouse: what is sealed tells at most that it did not change
from one snapshot to the next. The same text at two places looks different.
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SECRET_BYTES = 32
# Texts are filled up to a multiple of this: the names of a small khối would be told from others by their lengths.
BLOCK = 512
_END = b"\x80"


class Cipher:
    """One key. `id` tells it from others and nothing of it; it stands in every warehouse that is sealed with it."""

    def __init__(self, secret: bytes) -> None:
        # What is sealed in one way is never opened in another: each has a purpose of its own.
        key = _derive(secret, b"ward identity: columns, AES-SIV", 64)
        self._siv = AESSIV(key)
        self.id = _derive(secret, b"ward identity: name of the key", 6).hex()

    def seal(self, text: str, place: bytes) -> bytes:
        """`place` as `name_place` has it."""
        plain = text.encode() + _END
        return self._siv.encrypt(plain + bytes(-len(plain) % BLOCK), [place])

    def open(self, sealed: bytes, place: bytes) -> str | None:
        """The text; None where it was changed, moved from another place or sealed with another key."""
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
