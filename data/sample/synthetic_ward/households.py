"""Households with members, classes and scores of every round, as the scenario orders them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from random import Random

from synthetic_ward.families import Roles, draw_family, tell_family
from synthetic_ward.people import Person, Registrar, Role
from synthetic_ward.scenario import FIRST_YEAR, LISTED_ON, YEARS, Area, Plot, read_areas, read_plots, read_words
from synthetic_ward.scores import Score, draw_scores, find_deprivations

SEED = 2026
CLASSES = {"N": "poor", "C": "near_poor", "K": "not_poor", "-": "absent"}
LISTED = ("poor", "near_poor")
LAST_YEAR = YEARS[-1]


def end_month(month: int) -> date:
    """Last day of a month of the last year."""
    return date(LAST_YEAR + month // 12, month % 12 + 1, 1) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Household:
    """`number`: its true identity, the same through all rounds. `code` and `code_2026`: as the ward gave them."""

    number: int
    plot: Plot
    area: Area
    area_before: Area
    code: str
    code_2026: str
    people: tuple[Person, ...]
    scores: Mapping[int, Score]
    has_merit: bool
    cause: str
    has_disabled: bool
    drawn_causes: frozenset[str]

    def has_no_labour(self, year: int) -> bool:
        return not any(18 <= person.role.age_in(year) <= 60 for person in self.members(year))

    @property
    def note(self) -> str:
        return self.plot.note_2026

    def is_written_lost(self, year: int) -> bool:
        """Written at the end of 2026 without number, code, day of birth and members."""
        return year == LAST_YEAR and self.plot.written_2026 in ("lost", "as_new")

    def head(self, year: int) -> Person:
        return self.members(year)[0]

    def opening(self, year: int) -> str:
        return CLASSES[self.plot.history[year - FIRST_YEAR]]

    def closing(self, year: int) -> str:
        return CLASSES[self.plot.history[year - FIRST_YEAR + 1]]

    def opening_written(self, year: int) -> str:
        """As the list of that year ticks it: one taken for new has no class before."""
        is_new = year == LAST_YEAR and self.plot.written_2026 == "as_new"
        return "not_poor" if is_new or self.opening(year) == "absent" else self.opening(year)

    def class_in_month(self, month: int) -> str:
        """At the end of a month of the last year; 0 is its opening."""
        is_changed = self.plot.changed is not None and self.plot.changed <= month
        return self.closing(LAST_YEAR) if is_changed else self.opening(LAST_YEAR)

    def was(self, year: int, name: str) -> bool:
        """Of that class at the close of a round before `year`: what the lists since the first can tell."""
        return any(self.closing(earlier) == name for earlier in range(FIRST_YEAR, year))

    def is_listed(self, year: int) -> bool:
        """On the list that closes the year: poor or near-poor at either end, and still there."""
        return is_on_list(self.opening(year), self.closing(year))

    def is_listed_in_month(self, month: int) -> bool:
        return is_on_list(self.class_in_month(month - 1), self.class_in_month(month))

    @property
    def new_class(self) -> str:
        """Under the standard to come, in autumn 2026; absent: not on that list."""
        return CLASSES[self.plot.new_standard]

    def area_in(self, year: int) -> Area:
        return self.area if year == LAST_YEAR else self.area_before

    def area_in_month(self, month: int) -> Area:
        return self.area if self.plot.changed is not None and self.plot.changed <= month else self.area_before

    def code_in(self, year: int) -> str:
        return self.code_2026 if year == LAST_YEAR else self.code

    def members(self, year: int) -> tuple[Person, ...]:
        return self.members_on(LISTED_ON[year])

    def members_on(self, day: date) -> tuple[Person, ...]:
        """Those already born and living there, head first."""
        return tuple(person for person in self.people if person.role.is_held_on(day))


def is_on_list(opening: str, closing: str) -> bool:
    return closing in LISTED or (closing == "not_poor" and opening in LISTED)


@dataclass(frozen=True)
class Ward:
    """`unreported`: area_ids whose lists of the last year are missing."""

    areas: tuple[Area, ...]
    households: tuple[Household, ...]
    unreported: frozenset[str] = frozenset()

    @cached_property
    def by_name(self) -> dict[str, Household]:
        return {home.plot.name: home for home in self.households if home.plot.name}

    def reporting(self, year: int) -> tuple[Area, ...]:
        missing = self.unreported if year == LAST_YEAR else frozenset[str]()
        return tuple(area for area in self.areas if area.area_id not in missing)

    def listed(self, year: int) -> tuple[Household, ...]:
        """The households of that year's list, khối by khối."""
        return self.select(lambda home: home.is_listed(year), lambda home: home.area_in(year), year)

    def with_members(self, year: int) -> tuple[Household, ...]:
        """Those of the list whose members are listed too."""
        return tuple(home for home in self.listed(year) if not home.is_written_lost(year))

    def listed_in_month(self, month: int) -> tuple[Household, ...]:
        return self.select(
            lambda home: home.is_listed_in_month(month), lambda home: home.area_in_month(month), LAST_YEAR
        )

    def listed_by_new_standard(self) -> tuple[Household, ...]:
        return self.select(lambda home: home.new_class != "absent", lambda home: home.area, LAST_YEAR)

    def select(
        self, is_wanted: Callable[[Household], bool], find_area: Callable[[Household], Area], year: int
    ) -> tuple[Household, ...]:
        """Of the khối that report that year, khối by khối, then by code."""
        areas = self.reporting(year)
        homes = [home for home in self.households if is_wanted(home) and find_area(home) in areas]
        return tuple(sorted(homes, key=lambda home: (areas.index(find_area(home)), home.code)))


def build_ward(unreported: frozenset[str] = frozenset()) -> Ward:
    chance = Random(SEED)
    areas = {area.area_id: area for area in read_areas()}
    if unknown := unreported - areas.keys():
        raise ValueError(f"no such khối: {', '.join(sorted(unknown))}")
    plots = read_plots()
    codes = [f"TT{code:04d}" for code in chance.sample(range(1, len(plots) + 1), len(plots))]
    named = {plot.name: code for plot, code in zip(plots, codes, strict=True)}
    registrar = Registrar(chance, read_words())
    households = []
    for number, (plot, code) in enumerate(zip(plots, codes, strict=True), start=1):
        code_2026 = find_code(plot, code, named, spare=f"TT{len(plots) + number:04d}")
        roles = find_family(plot, chance)
        people = register_family(roles, registrar)
        scores = draw_scores(plot, roles, chance)
        merit, cause = chance.random() < 0.1, chance.choice(registrar.words["cause"])
        has_disabled, causes = draw_hardships(number, cause, registrar.words["cause"])
        places = areas[plot.area_id], areas[plot.area_before]
        households.append(
            Household(number, plot, *places, code, code_2026, people, scores, merit, cause, has_disabled, causes)
        )
    return Ward(tuple(areas.values()), tuple(households), unreported)


def draw_hardships(number: int, cause: str, known: tuple[str, ...]) -> tuple[bool, frozenset[str]]:
    """Disability, and up to three causes of poverty of which the first is given; of few no cause is written."""
    own = Random(f"{SEED} {number}")
    has_disabled, wanted = own.random() < 0.15, own.choices((0, 1, 2, 3), weights=(5, 45, 35, 15))[0]
    others = own.sample([name for name in known if name != cause], len(known) - 1)
    return has_disabled, frozenset([cause, *others][:wanted])


def find_code(plot: Plot, code: str, named: Mapping[str, str], *, spare: str) -> str:
    """The code of 2026: most keep theirs, one is given a new one, one another household's."""
    match plot.written_2026.split(":"):
        case ["new_code"]:
            return spare
        case ["code_of", other]:
            return named[other]
        case _:
            return code


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
    return role.relation in ("Vợ/chồng", "Em dâu") or (role.relation == "Bố/mẹ" and role.sex == "F")
