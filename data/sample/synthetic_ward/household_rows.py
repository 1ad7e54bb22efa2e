"""Rows of the household list: one household, or the sum of several."""

from collections.abc import Sequence

from synthetic_ward.households import Household
from synthetic_ward.scores import DEPRIVATIONS
from synthetic_ward.sheets import TICK

Homes = Sequence[Household]
Cell = str | int | None


def make_home_row(number: int, home: Household, year: int) -> list[Cell]:
    score, head = home.scores[year], home.head
    return [
        number,
        head.name,
        *tick_one_of(head.role.sex, ("M", "F")),
        head.birth_text,
        head.ethnicity,
        head.id_number,
        home.area.name_in(year),
        len(home.members(year)),
        *tick_one_of(home.opening(year), ("poor", "near_poor")),
        *tick_one_of(home.closing(year), ("poor", "near_poor", "not_poor")),
        score.b1,
        score.b2,
        *(TICK if code in score.deprivations else None for code in DEPRIVATIONS),
        home.notes[year],
    ]


def tick_one_of(value: str, columns: Sequence[str]) -> list[Cell]:
    return [TICK if value == column else None for column in columns]


def make_sum_row(number: str | None, label: str, homes: Homes, year: int) -> list[Cell]:
    """Persons and ticks added up; the other columns stay empty but boxed."""
    openings = [sum(home.opening(year) == name for home in homes) for name in ("poor", "near_poor")]
    closings = [sum(home.closing(year) == name for home in homes) for name in ("poor", "near_poor", "not_poor")]
    persons = sum(len(home.members(year)) for home in homes)
    return [number, label, *[None] * 6, persons, *openings, *closings, *[None] * 15]
