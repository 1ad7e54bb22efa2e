"""Names that somebody wrote into a sentence which a meeting has to read: «cho hộ ông •••», never who it is."""

import re

from queries.words import Words

HIDDEN = "•••"
# Vietnamese capitals lie between their small letters, so that no range of letters holds them alone.
_CAPITALS = "".join(letter for letter in map(chr, range(ord("A"), ord("ỹ") + 1)) if letter.isupper())
_WORD = rf"[{_CAPITALS}]\w*"
_PERSON = re.compile(rf"\b([Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]háu|[Ee]m)\s+{_WORD}(?:\s+{_WORD})*")
# One capital behind «hộ» is rather «hộ Kinh» or a heading; a family has a surname and a name.
_HOUSEHOLD = re.compile(rf"\b([Hh]ộ|[Gg]ia đình|[Cc]hủ hộ)\s+(?!(?:Khối|Nghèo|Cận|Dân)\b){_WORD}(?:\s+{_WORD})+")
_IDENTITY_NUMBER = re.compile(r"(?<!\d)(?:\d{12}|\d{9})(?!\d)")


def hide_names(written: object) -> object:
    """Return a text, in both languages where it has two, without who is called and without identity numbers."""
    if isinstance(written, Words):
        return Words(_hide(written.vi), _hide(written.en))
    return _hide(written) if isinstance(written, str) else written


def _hide(text: str) -> str:
    text = _HOUSEHOLD.sub(rf"\1 {HIDDEN}", _PERSON.sub(rf"\1 {HIDDEN}", text))
    return _IDENTITY_NUMBER.sub(HIDDEN, text)
