"""Finding a name however it is typed: «hoang dong» finds «Hoàng Đồng»."""

from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import combining, normalize


@dataclass(frozen=True, slots=True)
class Entry:
    """What may be found: `shown` is read, `folded` is compared, `address` is where it leads."""

    shown: str
    folded: str
    address: str


def fold(words: str) -> str:
    """Return the words in lower case without accents; đ, which no normal form takes apart, is d."""
    plain = "".join(letter for letter in normalize("NFD", words) if not combining(letter))
    return " ".join(plain.lower().replace("đ", "d").split())


def find(asked: str, entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries in which every word asked for begins a word, in their own order; nothing for nothing."""
    wanted = fold(asked).split()
    return [entry for entry in entries if wanted and all(f" {word}" in f" {entry.folded}" for word in wanted)]
