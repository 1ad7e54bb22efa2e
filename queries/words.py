"""Words in the two languages of the screen, and the days and periods that both write in their own way."""

from dataclasses import dataclass
from datetime import date

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# Parts of a year by the end of their code; a month is a number.
PARTS = {
    "Q1": ("quý I năm", "quarter I of"),
    "Q2": ("quý II năm", "quarter II of"),
    "Q3": ("quý III năm", "quarter III of"),
    "Q4": ("quý IV năm", "quarter IV of"),
    "H1": ("6 tháng đầu năm", "first half of"),
    "9M": ("9 tháng năm", "nine months of"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """What a page can show; `str()` is the Vietnamese, which the command line and the officers' files write."""

    vi: str
    en: str

    def __str__(self) -> str:
        return self.vi


def same(name: str) -> Words:
    """Return a proper name, which is no language's: of a khối, a person, a file."""
    return Words(name, name)


def write_day(day: date) -> Words:
    """Write 20/11/2026 and 20 Nov 2026: which of two numbers is the month is never guessed in English."""
    return Words(f"{day:%d/%m/%Y}", f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}")


def write_period(code: str) -> Words:
    """Write a period as it stands inside a sentence: «tháng 7 năm 2026», «July 2026»; of a year the number alone."""
    year, _, part = code.partition("-")
    if not part:
        return same(year)
    vi, en = PARTS.get(part) or (f"tháng {int(part)} năm", MONTHS[int(part) - 1])
    return Words(f"{vi} {year}", f"{en} {year}")
