"""Rows of the household list: one household, or the sum of several."""

from collections.abc import Sequence

from synthetic_ward.households import LISTED, Household
from synthetic_ward.scenario import YEARS, read_words
from synthetic_ward.scores import DEPRIVATIONS
from synthetic_ward.sheets import TICK

Homes = Sequence[Household]
Cell = str | int | None
NO_LABOUR, ILLNESS = "Không có lao động", "Có người ốm đau, bệnh nặng, tai nạn"
# Where each household stands in a workbook: «sheet|row», row as Excel numbers it -> its true number.
Places = dict[str, int]


def place_homes(sheet: str, row: int, homes: Homes) -> Places:
    """Households one below the other, the first on the zero-based `row`."""
    return {f"{sheet}|{row + offset + 1}": home.number for offset, home in enumerate(homes)}


def make_home_row(number: int, home: Household, year: int) -> list[Cell]:
    score, head, is_lost = home.scores[year], home.head(year), home.is_written_lost(year)
    return [
        number,
        head.name,
        *tick_one_of(head.role.sex, ("M", "F")),
        f"{head.role.birth:%Y}" if is_lost else head.birth_text,
        head.ethnicity,
        None if is_lost else head.id_number,
        home.area_in(year).name_in(year),
        len(home.members(year)),
        *tick_one_of(home.opening_written(year), ("poor", "near_poor")),
        *tick_one_of(home.closing(year), ("poor", "near_poor", "not_poor")),
        score.b1,
        score.b2,
        *(TICK if code in score.deprivations else None for code in DEPRIVATIONS),
        *(TICK if is_so else None for is_so in (home.has_no_labour(year), home.has_merit, home.has_disabled)),
        "; ".join(list_causes(home, year)) or None,
        home.note if year == YEARS[-1] else None,
    ]


def list_causes(home: Household, year: int) -> list[str]:
    """In the order of the form, of listed households alone: no labour is a cause where nobody can work, nowhere else."""
    if not home.drawn_causes or home.closing(year) not in LISTED:
        return []
    named = (home.drawn_causes - {NO_LABOUR}) | ({NO_LABOUR} if home.has_no_labour(year) else set())
    return [cause for cause in read_words()["cause"] if cause in (named | ({ILLNESS} if home.has_disabled else set()))]


def tick_one_of(value: str, columns: Sequence[str]) -> list[Cell]:
    return [TICK if value == column else None for column in columns]


def make_sum_row(number: str | None, label: str, homes: Homes, year: int, width: int) -> list[Cell]:
    """Persons and ticks added up; the other columns stay empty but boxed."""
    openings = [sum(home.opening_written(year) == name for home in homes) for name in ("poor", "near_poor")]
    closings = [sum(home.closing(year) == name for home in homes) for name in ("poor", "near_poor", "not_poor")]
    persons = sum(len(home.members(year)) for home in homes)
    sums = [number, label, *[None] * 6, persons, *openings, *closings]
    return [*sums, *[None] * (width - len(sums))]
