"""Identity numbers (CCCD of 12 digits, old CMND of 9) and the pseudonymous keys made from them."""

import hashlib
import re
from functools import lru_cache
from typing import NamedTuple

from etl.clean.text import Value, tidy_text
from etl.errors import CellError
from identity import HIDDEN, hide_called

_LENGTH, _OLD_LENGTH = 12, 9
_LOST_ZEROS = (10, 11)
# A number as programs write it; as text with one point it is no identity number, nor with the end rounded off.
_FLOAT = re.compile(r"^(\d{9,12})\.0+$")
_WHOLE = re.compile(r"[0-9]{12}")
_FRACTION = re.compile(r"^\d+[.,]\d+$")
_ROUNDED = "000000"


class IdNumber(NamedTuple):
    """A tuple, which is made faster than anything else: a long list has one a row.

    `digits` as text; `kind` cccd or cmnd; `is_repaired` when lost leading zeros were put back."""

    digits: str
    kind: str = "cccd"
    is_repaired: bool = False


def parse_id_number(value: Value) -> IdNumber | None:
    """Read one identity number; None when empty.

    Leading zeros are restored only to a number of 10-11 digits, «79099000001.0» of a program too, and only where its
    last digits are its own: 2.02E+10 saved again is 20200000000. Raises CellError (rule `id_number`) otherwise.
    """
    if isinstance(value, str) and _WHOLE.fullmatch(value) and value.count(value[0]) < _LENGTH:
        return IdNumber(value)
    text = tidy_text(value).strip("'’`\"")
    whole = _FLOAT.sub(r"\1", text)
    is_number = whole != text or (isinstance(value, float | int) and not isinstance(value, bool))
    digits = re.sub(r"[\s.\-]", "", whole)
    if not digits:
        return None
    if _FRACTION.match(whole) or (is_number and digits.endswith(_ROUNDED)) or len(set(digits)) == 1:
        raise CellError(
            "id_number", text, "không phải số định danh thật (đã bị làm tròn hay gõ tạm); hãy tra lại và nhập dạng chữ"
        )
    if digits.isdigit() and len(digits) == _LENGTH:
        return IdNumber(digits)
    if digits.isdigit() and len(digits) == _OLD_LENGTH:
        return IdNumber(digits, kind="cmnd")
    if is_number and digits.isdigit() and len(digits) in _LOST_ZEROS:
        return IdNumber(digits.zfill(_LENGTH), is_repaired=True)
    raise CellError("id_number", text, "số định danh phải có 12 chữ số (CMND cũ: 9); hãy tra lại và nhập dạng chữ")


# Two letters of base 32 (RFC 4648) for each ten bits: a long list needs a key a row.
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_HASH_BLOCK = 64
_HASH_BLOCK = 64
_BASE32 = tuple(first + second for first in _LETTERS for second in _LETTERS)


def make_key(secret: bytes, prefix: str, *parts: str) -> str:
    """A pseudonym such as «H-4F7K2Q9XA3»: keyed, so that nobody can count through identity numbers to undo it."""
    inner, outer = _prepare_hmac(secret)
    inner, outer = inner.copy(), outer.copy()
    inner.update("\x1f".join((prefix, *parts)).encode())
    outer.update(inner.digest())
    bits = int.from_bytes(outer.digest()[:7], "big") >> 6
    letters = _BASE32
    return (
        f"{prefix}-{letters[bits >> 40]}{letters[bits >> 30 & 1023]}{letters[bits >> 20 & 1023]}"
        f"{letters[bits >> 10 & 1023]}{letters[bits & 1023]}"
    )


@lru_cache(maxsize=4)
def _prepare_hmac(secret: bytes) -> tuple["hashlib._Hash", "hashlib._Hash"]:
    """The two halves of HMAC-SHA-256 (RFC 2104) that depend on the key alone: to begin with them takes most of it."""
    key = hashlib.sha256(secret).digest() if len(secret) > _HASH_BLOCK else secret
    key = key.ljust(_HASH_BLOCK, b"\0")
    inner, outer = (hashlib.sha256(bytes(octet ^ pad for octet in key)) for pad in (0x36, 0x5C))
    return inner, outer


_CCCD = re.compile(r"(?<!\d)0\d{11}(?!\d)")


def hide_personal(text: str, *names: str) -> str:
    """Text of a public column without the identity numbers and names that somebody wrote into it.

    «Mã hộ» may hold the head's number, «Văn bản» say «Giấy chứng tử của ông Lò Văn A»; `names` are those of the row.
    """
    if not names and " " not in text and len(text) < _LENGTH:
        return text
    for name in filter(None, names):
        text = re.sub(re.escape(name), HIDDEN, text, flags=re.IGNORECASE)
    return hide_called(_CCCD.sub(lambda found: mask_text(found[0]), text))


def mask_text(text: str) -> str:
    """Hide the middle of a personal value: «09908•••••11», «N•••»."""
    digits = re.sub(r"\D", "", text)
    if len(digits) >= _OLD_LENGTH:
        return f"{digits[:5]}{'•' * (len(digits) - 7)}{digits[-2:]}"
    return f"{text[:1]}•••" if text else text
