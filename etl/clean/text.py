"""Vietnamese text: one written form for display, one folded key for comparing."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

# What stands in a cell of a workbook.
Value = str | float | int | bool | date | datetime | None

_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_STROKE = {"đ": "d", "Đ": "D", "ð": "d", "Ð": "D"}
_ICELANDIC = str.maketrans({"ð": "đ", "Ð": "Đ"})


def tidy_text(value: Value) -> str:
    """The cell as a reader sees it: NFC, no invisible characters, single spaces, "" for an empty cell."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else show_value(value)
    # Most cells are tidy already; of a long list each cell comes through here.
    if text.isprintable() and (text.isascii() or ("ð" not in text and "Ð" not in text and is_composed(text))):
        return " ".join(text.split()) if " " in text else text
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text).translate(_ICELANDIC)).split())


def tidy_texts(values: Sequence[Value]) -> Sequence[str]:
    """The cells as `tidy_text` shows them: those of a long list are mostly tidy, which is asked of all at once."""
    texts = ["" if value is None else value if isinstance(value, str) else show_value(value) for value in values]
    whole = "\n".join(texts)
    is_tidy = (
        whole.count("\n") == len(texts) - 1
        and whole.replace("\n", "").isprintable()
        and (whole.isascii() or ("ð" not in whole and "Ð" not in whole and is_composed(whole)))
        and not any(gap in f"\n{whole}\n" for gap in ("  ", " \n", "\n "))
    )
    return texts if is_tidy else list(map(tidy_text, texts))


def is_composed(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text)


def show_value(value: Value) -> str:
    """The cell as the spreadsheet shows it: 160.0 as "160", a date day first."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float() | int():
            return f"{value:.0f}" if float(value).is_integer() else repr(value)
        case datetime() | date():
            return value.strftime("%d/%m/%Y")
        case _:
            return value


class _Folds(dict[int, str]):
    """What each character becomes in a key; looked up once, then kept."""

    def __missing__(self, code: int) -> str:
        bare = unicodedata.normalize("NFD", _STROKE.get(chr(code), chr(code)).lower())
        letters = "".join(mark for mark in bare if not unicodedata.combining(mark))
        self[code] = "".join(letter if letter in _KEY_LETTERS else " " for letter in letters)
        return self[code]


_KEY_LETTERS = frozenset("0123456789abcdefghijklmnopqrstuvwxyz")
_FOLDS = _Folds()


@lru_cache(maxsize=50_000)
def fold_text(text: str) -> str:
    """A key for comparing, never an identity: lower case, no tone or diacritic, punctuation as one space."""
    return " ".join(text.translate(_FOLDS).split())
