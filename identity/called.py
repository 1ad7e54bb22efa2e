"""Names that somebody wrote into a sentence which others have to read: «cho hộ ông •••», never who it is."""

import re

HIDDEN = "•••"
# Vietnamese capitals lie between their small letters, so that no range of letters holds them alone.
_CAPITALS = "".join(letter for letter in map(chr, range(ord("A"), ord("ỹ") + 1)) if letter.isupper())
_WORD = rf"[{_CAPITALS}]\w*"
_PERSON = re.compile(rf"\b([Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]háu|[Ee]m)\s+{_WORD}(?:\s+{_WORD})*")
# One capital behind «hộ» is rather «hộ Kinh» or a heading; a family has a surname and a name.
_HOUSEHOLD = re.compile(rf"\b([Hh]ộ|[Gg]ia đình|[Cc]hủ hộ)\s+(?!(?:Khối|Nghèo|Cận|Dân)\b){_WORD}(?:\s+{_WORD})+")
_IDENTITY_NUMBER = re.compile(r"(?<!\d)(?:\d{12}|\d{9})(?!\d)")


def hide_called(sentence: str) -> str:
    """Return the sentence without who is called in it."""
    return _HOUSEHOLD.sub(rf"\1 {HIDDEN}", _PERSON.sub(rf"\1 {HIDDEN}", sentence))


def hide_who(sentence: str) -> str:
    """Return the sentence without who is called in it and without identity numbers."""
    return _IDENTITY_NUMBER.sub(HIDDEN, hide_called(sentence))
