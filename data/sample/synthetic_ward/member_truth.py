"""The known truth of the members: children at school and youths in training, in poor households."""

from collections import Counter
from collections.abc import Callable, Iterable

from synthetic_ward.household_rows import Homes
from synthetic_ward.households import Household
from synthetic_ward.people import LEAST_RANK_BY_AGE, LEVEL_RANK, Role

Truth = dict[str, object]


def select(homes: Homes, year: int, name: str) -> list[Household]:
    return [home for home in homes if home.closing(year) == name]


def tell_member_totals(homes: Homes, year: int) -> Truth:
    """Members, children and youths, as `inspect --json` gives them for one member list."""
    poor = select(homes, year, "poor")
    children = list_roles(poor, year, lambda role: role.is_child_in(year))
    verdicts = Counter(role.is_at_right_level_in(year) for role in children)
    youths = [youth for youth in (list_youths(home, year) for home in poor) if youth]
    return {
        "members": count_persons(homes, year),
        "children_3_15_poor": len(children),
        "children_3_15_poor_attending": sum(role.schooling[year].attends for role in children),
        "children_3_15_poor_right_level": verdicts[True],
        "children_3_15_poor_level_unknown": verdicts[None],
        "poor_households_with_16_30": len(youths),
        "poor_households_trained": sum(any(role.is_covered_in(year) for role in group) for group in youths),
    }


def tell_schooling(poor: Homes, year: int) -> Truth:
    """Children ahead of the level asked for, and the reading by household."""
    families = [[role.is_at_right_level_in(year) for role in list_children(home, year)] for home in poor]
    families = [verdicts for verdicts in families if verdicts]
    ahead = [role for home in poor for role in list_children(home, year) if is_ahead(role, year)]
    return {
        "children_3_15_poor_ahead": len(ahead),
        "poor_households_with_children": len(families),
        "poor_households_children_right_level": sum(all(verdicts) for verdicts in families),
        "poor_households_children_unknown": sum(None in verdicts and False not in verdicts for verdicts in families),
        "poor_households_youth_not_all_trained": sum(
            any(role.is_covered_in(year) for role in list_youths(home, year))
            and not all(role.is_covered_in(year) for role in list_youths(home, year))
            for home in poor
        ),
    }


def is_ahead(role: Role, year: int) -> bool:
    level = role.schooling[year].level
    return level is not None and LEVEL_RANK[level] > LEAST_RANK_BY_AGE[role.age_in(year)]


def list_children(home: Household, year: int) -> list[Role]:
    return list_roles([home], year, lambda role: role.is_child_in(year))


def list_youths(home: Household, year: int) -> list[Role]:
    return list_roles([home], year, lambda role: role.is_youth_in(year))


def list_roles(homes: Iterable[Household], year: int, is_wanted: Callable[[Role], bool]) -> list[Role]:
    return [person.role for home in homes for person in home.members(year) if is_wanted(person.role)]


def count_persons(homes: Homes, year: int) -> int:
    return sum(len(home.members(year)) for home in homes)
