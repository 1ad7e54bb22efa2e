"""Words in the two languages of the screen, as the headers of the SQL files write them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    vi: str
    en: str
