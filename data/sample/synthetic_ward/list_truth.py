"""The known truth of the months of the last year and of its list by the standard to come."""

from collections import Counter

from synthetic_ward.class_lists import Cut, cut_month, cut_new_standard
from synthetic_ward.household_rows import Homes
from synthetic_ward.households import CLASSES, LAST_YEAR, LISTED, Ward
from synthetic_ward.member_truth import Truth
from synthetic_ward.round_truth import FindClass
from synthetic_ward.scenario import MONTHS


def tell_months(ward: Ward) -> Truth:
    return {f"{LAST_YEAR}-{month:02d}": tell_cut(cut_month(ward, month)) for month in MONTHS}


def tell_cut(cut: Cut) -> Truth:
    by_area = {area.area_id: count(cut.within(area), cut.find_class) for area in cut.areas}
    return count(cut.homes, cut.find_class) | {"by_area": by_area}


def count(homes: Homes, find_class: FindClass) -> Truth:
    classes = Counter(map(find_class, homes))
    return {
        "households_listed": len(homes),
        "closing": {name: classes[name] for name in LISTED},
        "closing_not_poor": classes["not_poor"],
    }


def tell_new_standard(ward: Ward) -> Truth:
    """Counts, and the class of the year's own list -> class by the standard to come -> households.

    absent: not on the one list, or not on the other.
    """
    reported = [home for home in ward.households if home.area in ward.reporting(LAST_YEAR)]
    pairs = Counter(
        (home.closing(LAST_YEAR) if home.is_listed(LAST_YEAR) else "absent", home.new_class) for home in reported
    )
    names = tuple(CLASSES.values())
    table = {old: {new: pairs[old, new] for new in names if (old, new) != ("absent", "absent")} for old in names}
    return tell_cut(cut_new_standard(ward, LAST_YEAR)) | {"table": table}
