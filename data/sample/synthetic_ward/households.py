"""Households with members, classes and scores of two rounds, as the scenario orders them."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from synthetic_ward.families import Roles, draw_family, tell_family
from synthetic_ward.people import Person, Registrar, Role
from synthetic_ward.scenario import LISTED_ON, YEARS, Area, Plot, read_areas, read_plots, read_words
from synthetic_ward.scores import Score, draw_scores, find_deprivations

SEED = 2026
CLASSES = {"N": "poor", "C": "near_poor", "K": "not_poor"}
LISTED = ("poor", "near_poor")


@dataclass(frozen=True, slots=True)
class Household:
    """`classes`: English class at the opening of 2025 and at the closings of 2025 and 2026."""

    code: str
    area: Area
    classes: tuple[str, ...]
    people: tuple[Person, ...]
    scores: Mapping[int, Score]
    notes: Mapping[int, str]

    @property
    def head(self) -> Person:
        return self.people[0]

    def opening(self, year: int) -> str:
        return self.classes[YEARS.index(year)]

    def closing(self, year: int) -> str:
        return self.classes[YEARS.index(year) + 1]

    def is_listed(self, year: int) -> bool:
        return self.opening(year) in LISTED or self.closing(year) in LISTED

    def members(self, year: int) -> tuple[Person, ...]:
        """Those already born when the list was drawn up, head first."""
        return tuple(person for person in self.people if person.role.birth <= LISTED_ON[year])


@dataclass(frozen=True, slots=True)
class Ward:
    """`unreported`: area_ids whose lists of the last year are missing."""

    areas: tuple[Area, ...]
    households: tuple[Household, ...]
    unreported: frozenset[str] = frozenset()

    def listed(self, year: int) -> tuple[Household, ...]:
        """The households of that year's list, khối by khối."""
        missing = self.unreported if year == YEARS[-1] else frozenset[str]()
        return tuple(home for home in self.households if home.is_listed(year) and home.area.area_id not in missing)


def build_ward(unreported: frozenset[str] = frozenset()) -> Ward:
    chance = Random(SEED)
    areas = read_areas()
    plots = read_plots()
    codes = chance.sample(range(1, len(plots) + 1), len(plots))
    registrar = Registrar(chance, read_words())
    by_area = {area.area_id: area for area in areas}
    if unknown := unreported - by_area.keys():
        raise ValueError(f"no such khối: {', '.join(sorted(unknown))}")
    households = [
        build_household(plot, by_area[plot.area_id], code, registrar) for plot, code in zip(plots, codes, strict=True)
    ]
    return Ward(areas, tuple(sorted(households, key=lambda home: (areas.index(home.area), home.code))), unreported)


def build_household(plot: Plot, area: Area, code: int, registrar: Registrar) -> Household:
    roles = find_family(plot, registrar.chance)
    return Household(
        f"TT{code:04d}",
        area,
        tuple(CLASSES[letter] for letter in plot.trajectory),
        register_family(roles, registrar),
        draw_scores(plot, roles, registrar.chance),
        {YEARS[0]: "", YEARS[1]: plot.note_2026},
    )


def find_family(plot: Plot, chance: Random) -> Roles:
    """The family told by the scenario, else one drawn until its own deprivations fit a class below poor."""
    if plot.family:
        return tell_family(plot.family, chance)
    while True:
        roles = draw_family(chance)
        if all(len(find_deprivations(roles, year) | set(plot.forced[year])) <= 2 for year in YEARS):
            return roles


def register_family(roles: Roles, registrar: Registrar) -> tuple[Person, ...]:
    """One surname and ethnicity a household; the spouse, and a parent of the other sex, bring their own name."""
    surname, ethnicity = registrar.draw_surname(), registrar.draw_ethnicity()
    return tuple(
        registrar.register(
            role, surname=registrar.draw_surname() if is_married_in(role) else surname, ethnicity=ethnicity
        )
        for role in roles
    )


def is_married_in(role: Role) -> bool:
    return role.relation == "Vợ/chồng" or (role.relation == "Bố/mẹ" and role.sex == "F")
