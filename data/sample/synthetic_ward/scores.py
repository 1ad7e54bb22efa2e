"""The two scores of a household: B1 (means) and B2 (ten points for each of twelve deprivations)."""

from dataclasses import dataclass
from random import Random

from synthetic_ward.families import Roles
from synthetic_ward.scenario import FIRST_YEAR, LISTED_ON, YEARS, Plot

# In the order of the form and of the decree.
DEPRIVATIONS = (
    "employment",
    "dependent_person",
    "nutrition",
    "health_insurance",
    "adult_education",
    "child_school_attendance",
    "housing_quality",
    "housing_area",
    "clean_water",
    "hygienic_toilet",
    "telecommunication",
    "information_access_assets",
)
FREE_DEPRIVATIONS = (
    "health_insurance",
    "housing_quality",
    "housing_area",
    "clean_water",
    "hygienic_toilet",
    "telecommunication",
)
COUNTS = {"N": (3, 3, 4, 5), "C": (0, 1, 1, 2, 2), "K": (0, 1, 1, 2), "-": (0,)}
# Points of B1 from, and below, which they are drawn: a poor household stands below the rural bound (140) too.
B1_BELOW_BOUND, B1_ABOVE_BOUND = (90, 145), (180, 265)


@dataclass(frozen=True, slots=True)
class Score:
    b1: int
    deprivations: frozenset[str]

    @property
    def b2(self) -> int:
        return 10 * len(self.deprivations)

    @property
    def computed_class(self) -> str:
        """The urban rule: B1 up to 175, then B2 from 30."""
        if self.b1 > 175:
            return "not_poor"
        return "poor" if self.b2 >= 30 else "near_poor"


def find_deprivations(roles: Roles, year: int) -> set[str]:
    """Those that follow from the members listed: dependants (under 16 or from 75), adult education, school."""
    living = [role for role in roles if role.is_held_on(LISTED_ON[year])]
    dependants = [role for role in living if role.age_in(year) < 16 or role.age_in(year) >= 75]
    found = {
        "dependent_person": 2 * len(dependants) > len(living),
        "adult_education": any(role.is_youth_in(year) and not role.is_covered_in(year) for role in living),
        "child_school_attendance": any(
            role.is_child_in(year) and role.is_at_right_level_in(year) is False for role in living
        ),
    }
    return {code for code, is_deprived in found.items() if is_deprived}


def draw_scores(plot: Plot, roles: Roles, chance: Random) -> dict[int, Score]:
    """One order of lacks a household, cut at another length each year: what was lacking tends to stay so."""
    order = list_possible(roles)
    chance.shuffle(order)
    letters = {YEARS[0]: plot.history[-2], YEARS[1]: plot.scored_as_2026}
    first = plot.history[1]
    return {
        FIRST_YEAR: Score(draw_b1(first, chance), frozenset(order[: chance.choice(COUNTS[first])])),
    } | {
        year: Score(draw_b1(letter, chance), fill_deprivations(plot, roles, order, year, chance.choice(COUNTS[letter])))
        for year, letter in letters.items()
    }


def list_possible(roles: Roles) -> list[str]:
    """Lacks that no member contradicts: work needs somebody of working age, nutrition a child."""
    ages = [role.age_in(YEARS[0]) for role in roles]
    work = ["employment"] if any(18 <= age <= 60 for age in ages) else []
    nutrition = ["nutrition"] if any(0 <= age < 15 for age in ages) else []
    return [*work, *nutrition, *FREE_DEPRIVATIONS]


def draw_b1(letter: str, chance: Random) -> int:
    return chance.randrange(*(B1_ABOVE_BOUND if letter == "K" else B1_BELOW_BOUND), 5)


def fill_deprivations(plot: Plot, roles: Roles, order: list[str], year: int, wanted: int) -> frozenset[str]:
    fixed = find_deprivations(roles, year) | set(plot.forced[year])
    free = [code for code in order if code not in fixed]
    return frozenset(fixed.union(free[: max(0, wanted - len(fixed))]))
