"""Who lives together: families told in the scenario, and families left to chance."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from synthetic_ward.people import NO_SCHOOL, Role, Schooling, follow_usual_schooling
from synthetic_ward.scenario import YEARS, Cells, read_rows

HEAD, SPOUSE, CHILD, GRANDCHILD, PARENT = "Chủ hộ", "Vợ/chồng", "Con", "Cháu", "Bố/mẹ"
LAST_BIRTH = date(2026, 9, 30)

Roles = tuple[Role, ...]


def tell_family(name: str, chance: Random) -> Roles:
    return tuple(tell_role(row, chance) for row in read_rows("families") if row["family"] == name)


def tell_role(row: Cells, chance: Random) -> Role:
    """`born`: a year, or the day itself where the person holds several places."""
    birth_year = int(row["born"][:4])
    birth = draw_date(birth_year, chance) if row["born"].isdigit() else date.fromisoformat(row["born"])
    schooling = follow_usual_schooling(birth_year) | {
        year: read_schooling(row[f"level_{year}"]) for year in YEARS if row[f"level_{year}"]
    }
    trained = frozenset(year for year in YEARS if row[f"trained_{year}"])
    return Role(
        row["relation"],
        row["sex"],
        birth,
        row["is_year_only"] == "x",
        schooling,
        trained,
        row["person"],
        date.fromisoformat(row["since"]) if row["since"] else date.min,
        date.fromisoformat(row["until"]) if row["until"] else date.max,
    )


def read_schooling(text: str) -> Schooling:
    """`-` not at school, `?` at school with the level left blank, else the level."""
    match text:
        case "-":
            return NO_SCHOOL
        case "?":
            return Schooling(attends=True)
        case _:
            return Schooling(attends=True, level=text)


def draw_family(chance: Random) -> Roles:
    (shape,) = chance.choices(tuple(SHAPES), weights=tuple(SHAPES.values()))
    return shape(chance)


def draw_elder(chance: Random) -> Roles:
    return (draw_role(HEAD, chance.choice("MF"), chance.randint(1944, 1958), chance),)


def draw_elderly_couple(chance: Random) -> Roles:
    year = chance.randint(1948, 1962)
    return draw_role(HEAD, "M", year, chance), draw_role(SPOUSE, "F", year + chance.randint(0, 4), chance)


def draw_couple(chance: Random) -> Roles:
    head_sex, spouse_sex = chance.choice(("MF", "MF", "MF", "FM"))
    year = chance.randint(1972, 1992)
    spouse_year = year + chance.randint(-2, 3)
    children = draw_children(max(year, spouse_year), chance.choice((1, 2, 2, 3)), chance)
    return draw_role(HEAD, head_sex, year, chance), draw_role(SPOUSE, spouse_sex, spouse_year, chance), *children


def draw_lone_mother(chance: Random) -> Roles:
    year = chance.randint(1972, 1994)
    return draw_role(HEAD, "F", year, chance), *draw_children(year, chance.choice((1, 1, 2)), chance)


def draw_three_generations(chance: Random) -> Roles:
    head, spouse, *children = draw_couple(chance)
    parent = draw_role(PARENT, chance.choice("FFM"), min(head.birth.year, 1984) - chance.randint(24, 30), chance)
    return head, spouse, parent, *children[:2]


def draw_skipped_generation(chance: Random) -> Roles:
    head = draw_role(HEAD, chance.choice("MF"), chance.randint(1950, 1962), chance)
    return head, draw_role(GRANDCHILD, chance.choice("MF"), chance.randint(2010, 2020), chance)


SHAPES: dict[Callable[[Random], Roles], int] = {
    draw_elder: 15,
    draw_elderly_couple: 10,
    draw_couple: 35,
    draw_lone_mother: 15,
    draw_three_generations: 15,
    draw_skipped_generation: 10,
}


def draw_children(parent_year: int, wanted: int, chance: Random) -> Roles:
    """Up to `wanted` children of a parent born in `parent_year`, eldest first, at least two years apart."""
    years = range(parent_year + 20, min(parent_year + 38, LAST_BIRTH.year + 1), 2)
    chosen = sorted(chance.sample(years, min(wanted, len(years))))
    return tuple(draw_role(CHILD, chance.choice("MF"), year, chance) for year in chosen)


def draw_role(relation: str, sex: str, birth_year: int, chance: Random) -> Role:
    schooling = follow_usual_schooling(birth_year)
    if chance.random() < 0.12:
        schooling = {year: skip_optional_years(school, year - birth_year) for year, school in schooling.items()}
    return Role(relation, sex, draw_date(birth_year, chance), False, schooling, draw_training(birth_year, chance))


def skip_optional_years(school: Schooling, age: int) -> Schooling:
    """Kindergarten and upper secondary are where children of poor families are usually missing."""
    return NO_SCHOOL if age < 6 or age > 15 else school


def draw_training(birth_year: int, chance: Random) -> frozenset[int]:
    """Years in which the tick for vocational training stands, ages 18 to 30."""
    since = chance.choices((YEARS[0], YEARS[1], None), weights=(60, 10, 30))[0]
    return frozenset(year for year in YEARS if since and since <= year and 18 <= year - birth_year <= 30)


def draw_date(year: int, chance: Random) -> date:
    first = date(year, 1, 1)
    last = min(date(year, 12, 31), LAST_BIRTH)
    return first + timedelta(days=chance.randint(0, (last - first).days))
