"""What households wish when they are consulted: what fits what they lack, in the words of `scenario/wishes.csv`."""

from collections import Counter
from datetime import date
from random import Random

from synthetic_ward.households import LISTED, SEED, Household, Ward
from synthetic_ward.layouts import Named
from synthetic_ward.member_truth import Truth
from synthetic_ward.scenario import YEARS, Cells, read_rows

MONTH = 6
DAYS = (date(2026, 6, 18), date(2026, 6, 20))  # the conference, and at home those who could not come
# Nobody has been there yet.
NOT_YET = ("khoi_8",)
NOBODY_HOME, TWO_WISHES, ANOTHER_DAY = 0.1, 0.2, 0.25
NOTHING: Cells = {"kind": "Không có nguyện vọng", "respondent": "Chủ hộ"}


def list_wishes(ward: Ward) -> list[Named]:
    """A row for each wish, one left empty for each household that was not met."""
    rows = [describe(home, wish) for home in list_consulted(ward) for wish in draw_wishes(home) or ({},)]
    return [{"number": number} | row for number, row in enumerate(rows, start=1)]


def list_consulted(ward: Ward) -> list[Household]:
    """The poor and near-poor of the month, of the khối where the consultation was."""
    homes = [home for home in ward.listed_in_month(MONTH) if home.class_in_month(MONTH) in LISTED]
    return [home for home in homes if home.area_in_month(MONTH).area_id not in NOT_YET]


def draw_wishes(home: Household) -> tuple[Cells, ...]:
    """None at all: nobody was met."""
    chance = Random(f"{SEED} wishes {home.number}")
    if chance.random() < NOBODY_HOME:
        return ()
    income = {"income"} if home.class_in_month(MONTH) == LISTED[0] else set[str]()
    lacks = home.scores[YEARS[0]].deprivations | income
    fitting = [row for row in read_rows("wishes") if lacks & set(row["deprivations"].split())]
    first = chance.choice(fitting) if fitting else NOTHING
    others = [row for row in fitting if row["kind"] != first["kind"]]
    return (first, chance.choice(others)) if others and chance.random() < TWO_WISHES else (first,)


def describe(home: Household, wish: Cells) -> Named:
    head = home.members_on(DAYS[0])[0]
    chance = Random(f"{SEED} day {home.number}")
    day = DAYS[1] if chance.random() < ANOTHER_DAY else DAYS[0]
    return {
        "area": home.area_in_month(MONTH).name,
        "code": home.code_in(YEARS[1]),
        "head_name": head.name,
        "head_id": head.id_number,
        "day": day if wish else None,
        **{field: wish.get(field) or None for field in ("respondent", "kind", "wish", "agreed", "unit")},
    }


def tell_wishes(ward: Ward) -> Truth:
    """Wishes by kind, and of each khối how many households were consulted."""
    drawn = [(home, draw_wishes(home)) for home in list_consulted(ward)]
    kinds = Counter(wish["kind"] for _, wishes in drawn for wish in wishes)
    areas = Counter(home.area_in_month(MONTH).area_id for home, wishes in drawn if wishes)
    return {"wishes": dict(sorted(kinds.items())), "households": dict(sorted(areas.items()))}
