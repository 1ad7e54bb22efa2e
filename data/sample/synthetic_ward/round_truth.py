"""The known truth of a round: what any reading of the workbooks must find again."""

from collections import Counter

from synthetic_ward.household_rows import Homes
from synthetic_ward.households import CLASSES, LISTED, Household, Ward
from synthetic_ward.member_truth import Truth, count_persons, select, tell_member_totals, tell_schooling
from synthetic_ward.scores import DEPRIVATIONS


def tell_round(ward: Ward, year: int) -> Truth:
    homes = ward.listed(year)
    return {
        "households_listed": len(homes),
        **tell_classes(homes, year),
        "movement": tell_movement(homes, year),
        "by_area": {
            area.area_id: tell_area([home for home in homes if home.area == area], year) for area in ward.areas
        },
        "class_differences": [tell_difference(home, year) for home in homes if is_different(home, year)],
        "poor_households": tell_poor(select(homes, year, "poor"), year),
        "persons": {name: count_persons(select(homes, year, name), year) for name in LISTED},
        "deprivations": {name: count_deprivations(select(homes, year, name), year) for name in LISTED},
        **tell_member_totals(homes, year),
        **tell_schooling(select(homes, year, "poor"), year),
        "residents": tell_residents(ward, year),
    }


def tell_household_totals(homes: Homes, year: int) -> Truth:
    """Opening and closing counts, as `inspect --json` gives them for one list."""
    opening, closing = Counter(home.opening(year) for home in homes), Counter(home.closing(year) for home in homes)
    return {"opening": {name: opening[name] for name in LISTED}, "closing": {name: closing[name] for name in LISTED}}


def tell_classes(homes: Homes, year: int) -> Truth:
    """The same counts, and how many left the list."""
    left = sum(home.closing(year) == "not_poor" for home in homes)
    return {**tell_household_totals(homes, year), "closing_not_poor": left}


def tell_area(homes: Homes, year: int) -> Truth:
    return {"households_listed": len(homes), **tell_classes(homes, year)}


def tell_movement(homes: Homes, year: int) -> Truth:
    """Begin class -> end class -> households."""
    pairs = Counter((home.opening(year), home.closing(year)) for home in homes)
    names = tuple(CLASSES.values())
    return {begin: {end: pairs[begin, end] for end in names} for begin in names}


def is_different(home: Household, year: int) -> bool:
    return home.scores[year].computed_class != home.closing(year)


def tell_difference(home: Household, year: int) -> Truth:
    score = home.scores[year]
    found = {"recognised_class": home.closing(year), "computed_class": score.computed_class}
    return {
        "area_id": home.area.area_id,
        "household_code": home.code,
        **found,
        "b1_score": score.b1,
        "b2_score": score.b2,
    }


def tell_poor(homes: Homes, year: int) -> Truth:
    return {
        "headed_by_women": sum(home.head.role.sex == "F" for home in homes),
        "ethnic_minority": sum(home.head.ethnicity != "Kinh" for home in homes),
        "with_information_device": sum(
            "information_access_assets" not in home.scores[year].deprivations for home in homes
        ),
    }


def count_deprivations(homes: Homes, year: int) -> dict[str, int]:
    return {code: sum(code in home.scores[year].deprivations for home in homes) for code in DEPRIVATIONS}


def tell_residents(ward: Ward, year: int) -> Truth:
    """Every khối, reported or not: the residents are known of all. By area: households, persons."""
    by_area = {area.area_id: [area.households[year], area.persons[year]] for area in ward.areas}
    return {**tell_resident_totals(ward, year), "by_area": by_area}


def tell_resident_totals(ward: Ward, year: int) -> Truth:
    return {
        "resident_households": sum(area.households[year] for area in ward.areas),
        "resident_persons": sum(area.persons[year] for area in ward.areas),
    }
