"""The known truth of a round: what any reading of the workbooks must find again."""

from collections import Counter
from collections.abc import Callable

from synthetic_ward.household_rows import Homes, list_causes
from synthetic_ward.households import CLASSES, LAST_YEAR, LISTED, Household, Ward
from synthetic_ward.member_truth import Truth, count_persons, select, tell_member_totals, tell_schooling
from synthetic_ward.scenario import YEARS, Area, read_words
from synthetic_ward.scores import DEPRIVATIONS

FindClass = Callable[[Household], str]


def tell_round(ward: Ward, year: int) -> Truth:
    """Classes of every round; points, members and schooling of those whose files tell them."""
    homes = ward.listed(year)
    truth = {
        **tell_classes(ward, year),
        "by_area": {area.area_id: tell_classes(ward, year, area) for area in ward.areas},
        "movement": tell_transitions(ward, year),
        "residents": tell_residents(ward, year),
    }
    if year not in YEARS:
        return truth
    return truth | {
        "class_differences": [tell_difference(home, year) for home in homes if is_different(home, year)],
        "poor_households": tell_poor(select(homes, year, "poor"), year),
        "persons": {name: count_persons(select(homes, year, name), year) for name in LISTED},
        "deprivations": {name: count_deprivations(select(homes, year, name), year) for name in LISTED},
        **tell_member_totals(ward.with_members(year), year),
        **tell_schooling(select(homes, year, "poor"), year),
        **({"circumstances": tell_circumstances(homes)} if year == LAST_YEAR else {}),
    }


def tell_household_totals(homes: Homes, find_opening: FindClass, find_closing: FindClass) -> Truth:
    """Opening and closing counts, as `inspect --json` gives them for one list."""
    opening, closing = Counter(map(find_opening, homes)), Counter(map(find_closing, homes))
    return {"opening": {name: opening[name] for name in LISTED}, "closing": {name: closing[name] for name in LISTED}}


def tell_classes(ward: Ward, year: int, area: Area | None = None) -> Truth:
    """What is true of the ward, or of one khối: its list at both ends, and how many left it above the line.

    The opening counts who was there then, also those who moved away, died or merged since and are on no later list.
    """
    areas = [area] if area else ward.areas
    reported = [home for home in ward.households if home.area_in(year) in ward.reporting(year)]
    opened = Counter(home.opening(year) for home in reported if home.area_in(year - 1) in areas)
    closed = Counter(home.closing(year) for home in reported if home.area_in(year) in areas)
    listed = [home for home in ward.listed(year) if home.area_in(year) in areas]
    return {
        "households_listed": len(listed),
        "opening": {name: opened[name] for name in LISTED},
        "closing": {name: closed[name] for name in LISTED},
        "closing_not_poor": sum(home.closing(year) == "not_poor" for home in listed),
    }


def tell_transitions(ward: Ward, year: int) -> Truth:
    """Begin class -> end class -> households, of those poor or near-poor at either end."""
    reported = [home for home in ward.households if home.area_in(year) in ward.reporting(year)]
    pairs = Counter((home.opening(year), home.closing(year)) for home in reported)
    names = tuple(CLASSES.values())
    return {begin: {end: pairs[begin, end] if {begin, end} & set(LISTED) else 0 for end in names} for begin in names}


def is_different(home: Household, year: int) -> bool:
    return home.scores[year].computed_class != home.closing(year)


def tell_difference(home: Household, year: int) -> Truth:
    score = home.scores[year]
    found = {"recognised_class": home.closing(year), "computed_class": score.computed_class}
    return {
        "area_id": home.area_in(year).area_id,
        "household_code": home.code_in(year),
        **found,
        "b1_score": score.b1,
        "b2_score": score.b2,
    }


def tell_poor(homes: Homes, year: int) -> Truth:
    return {
        "headed_by_women": sum(home.head(year).role.sex == "F" for home in homes),
        "ethnic_minority": sum(home.head(year).ethnicity != "Kinh" for home in homes),
        "with_information_device": sum(
            "information_access_assets" not in home.scores[year].deprivations for home in homes
        ),
    }


def tell_circumstances(homes: Homes) -> Truth:
    """What only the lists of the last year say: by class, and as nothing where the list of the khối is short."""
    return {name: tell_marks_and_causes(select(homes, LAST_YEAR, name)) for name in LISTED}


def tell_marks_and_causes(homes: Homes) -> Truth:
    told = [home for home in homes if not home.area.has_short_list]
    causes = [list_causes(home, LAST_YEAR) for home in told]
    return {
        "no_labour": sum(home.has_no_labour(LAST_YEAR) for home in told),
        "merit": sum(home.has_merit for home in told),
        "disabled": sum(home.has_disabled for home in told),
        "not_told": len(homes) - len(told),
        "causes": {name: sum(name in found for found in causes) for name in read_words()["cause"]},
        "without_cause": len(homes) - sum(map(bool, causes)),
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
