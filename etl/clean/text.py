"""Vietnamese text: one written form for display, one folded key for comparing."""

import re
import unicodedata
from datetime import date, datetime
from functools import lru_cache

from etl.workbook.model import Value

_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_NOT_WORD = re.compile(r"[^0-9a-z]+")
_STROKE = str.maketrans({"đ": "d", "Đ": "D", "ð": "d", "Ð": "D"})
_ICELANDIC = str.maketrans({"ð": "đ", "Ð": "Đ"})


def tidy_text(value: Value) -> str:
    """The cell as a reader sees it: NFC, no invisible characters, single spaces, "" for an empty cell."""
    return "" if value is None else _tidy(show_value(value))


# Most cells of a list say what others say: x, a khối, nothing.
@lru_cache(maxsize=50_000)
def _tidy(shown: str) -> str:
    text = unicodedata.normalize("NFC", shown).translate(_ICELANDIC)
    return " ".join(_INVISIBLE.sub("", text).split())


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


@lru_cache(maxsize=50_000)
def fold_text(text: str) -> str:
    """A key for comparing, never an identity: lower case, no tone or diacritic, punctuation as one space."""
    bare = unicodedata.normalize("NFD", text.translate(_STROKE).lower())
    letters = "".join(mark for mark in bare if not unicodedata.combining(mark))
    return _NOT_WORD.sub(" ", letters).strip()
