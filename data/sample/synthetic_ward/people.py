"""Persons, their schooling and training year by year, and the registrar who names and numbers them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from random import Random

from synthetic_ward.scenario import YEARS, read_rows

UNISSUED_PROVINCE = "099"
SEX_NAMES = {"M": "Nam", "F": "Nữ"}
LEVELS = {row["name"]: range(int(row["first_age"]), int(row["last_age"]) + 1) for row in read_rows("school_levels")}
LEVEL_RANK = {name: rank for rank, name in enumerate(LEVELS)}
LEAST_RANK_BY_AGE = {
    **dict.fromkeys(range(3, 6), 0),
    **dict.fromkeys(range(6, 12), 1),
    **dict.fromkeys(range(12, 16), 2),
}


@dataclass(frozen=True, slots=True)
class Schooling:
    """`level` None while `attends`: the list does not say which."""

    attends: bool = False
    level: str | None = None


NO_SCHOOL = Schooling()


@dataclass(frozen=True, slots=True)
class Role:
    """A place in a household before it has a name.

    `person`: who holds it, where the scenario gives the same person another place, in this household or in another.
    """

    relation: str
    sex: str
    birth: date
    is_year_only: bool
    schooling: Mapping[int, Schooling]
    trained: frozenset[int]
    person: str = ""
    since: date = date.min
    until: date = date.max

    def is_held_on(self, day: date) -> bool:
        """Born, come and not gone again."""
        return max(self.birth, self.since) <= day < self.until

    def age_in(self, year: int) -> int:
        """Full age on 31/12 of the year."""
        return year - self.birth.year

    def is_child_in(self, year: int) -> bool:
        return self.age_in(year) in range(3, 16)

    def is_youth_in(self, year: int) -> bool:
        return self.age_in(year) in range(16, 31)

    def is_covered_in(self, year: int) -> bool:
        return year in self.trained or self.schooling[year].attends

    def is_at_right_level_in(self, year: int) -> bool | None:
        """Reading M1 of the target; None: goes to school, level unknown."""
        school = self.schooling[year]
        if school.attends and school.level is None:
            return None
        return school.level is not None and LEVEL_RANK[school.level] >= LEAST_RANK_BY_AGE[self.age_in(year)]


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    id_number: str
    ethnicity: str
    role: Role

    @property
    def birth_text(self) -> str:
        return f"{self.role.birth:%Y}" if self.role.is_year_only else f"{self.role.birth:%d/%m/%Y}"


def find_usual_schooling(birth_year: int, year: int) -> Schooling:
    """Where the law puts a child in the school year that begins in `year`; nobody is at school outside 3-17."""
    level = next((name for name, ages in LEVELS.items() if year - birth_year in ages), None)
    return Schooling(level is not None, level)


def follow_usual_schooling(birth_year: int) -> dict[int, Schooling]:
    return {year: find_usual_schooling(birth_year, year) for year in YEARS}


@dataclass(frozen=True, slots=True)
class Registrar:
    """Gives every person a name nobody else in the ward bears, and an identity number no province issues."""

    chance: Random
    words: Mapping[str, tuple[str, ...]]
    taken: set[str] = field(default_factory=set)
    known: dict[str, Person] = field(default_factory=dict)
    serials: Iterator[int] = field(default_factory=lambda: count(100_411, 137))

    def register(self, role: Role, *, surname: str, ethnicity: str) -> Person:
        """A new person, or the known one in another place."""
        if role.person in self.known:
            return replace(self.known[role.person], role=role)
        person = Person(self.draw_name(role.sex, surname), self.issue_number(role), ethnicity, role)
        if role.person:
            self.known[role.person] = person
        return person

    def draw_surname(self) -> str:
        return self.chance.choice(self.words["surname"])

    def draw_ethnicity(self) -> str:
        return self.chance.choice(self.words["ethnicity"])

    def draw_name(self, sex: str, surname: str) -> str:
        kind = sex.lower()
        while True:
            words = (
                surname,
                self.chance.choice(self.words[f"middle_{kind}"]),
                self.chance.choice(self.words[f"given_{kind}"]),
            )
            name = " ".join(words)
            if name not in self.taken:
                self.taken.add(name)
                return name

    def issue_number(self, role: Role) -> str:
        century = 2 * (role.birth.year // 100 - 19) + (role.sex == "F")
        return f"{UNISSUED_PROVINCE}{century}{role.birth:%y}{next(self.serials):06d}"
