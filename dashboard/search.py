"""Finding a name however it is typed: «hoang dong» finds «Hoàng Đồng»."""

from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import combining, normalize

CROSSED = str.maketrans("đð", "dd")


@dataclass(frozen=True, slots=True)
class Entry:
    """What may be found: `shown` is read, `folded` is compared, `address` is where it leads."""

    shown: str
    folded: str
    address: str


def fold(words: str) -> str:
    """Return the words in lower case without accents; đ and its twin ð, which no normal form takes apart, are d."""
    plain = "".join(letter for letter in normalize("NFD", words) if not combining(letter))
    return " ".join(plain.lower().translate(CROSSED).split())


def find(asked: str, entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries in which every word asked for begins a word, in their own order; nothing for nothing.

    Those that begin with just these words come first: «Lý A» can be typed no further to leave «Lý Anh» behind.
    """
    whole = fold(asked)
    found = [e for e in entries if whole and all(f" {word}" in f" {e.folded}" for word in whole.split())]
    return sorted(found, key=lambda entry: not f"{entry.folded} ".startswith(f"{whole} "))
