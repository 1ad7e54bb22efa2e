"""School years and levels in words: which year is in force, who was born for which level, and how else to count."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from dashboard import format as fmt
from dashboard.text import Text
from queries import Reference, SchoolLevel, Table, words_of

LAST_DAY = (12, 31)
# The school-year age at which the law opens the level after this one (Luật Giáo dục 2019, điều 28): grades 1, 6, 10.
NEXT_LEVEL_FROM = {"preschool": 6, "primary": 11, "lower_secondary": 15}


@dataclass(frozen=True, slots=True)
class Schooling:
    """Ages and levels on one cut-off day. `ages` are full years, youngest first; `first_month` opens a school year."""

    day: date
    first_month: int
    ages: tuple[int, ...]
    levels: tuple[SchoolLevel, ...]

    @property
    def start_year(self) -> int:
        """Return the year in which the school year in force on the cut-off day began."""
        return self.day.year if self.day.month >= self.first_month else self.day.year - 1

    @property
    def is_exact(self) -> bool:
        """Tell whether full age and school-year age are one: on the last day, once the school year of it is open."""
        return (self.day.month, self.day.day) == LAST_DAY


@dataclass(frozen=True, slots=True)
class BirthYears:
    """The children of one level, both years included; `school_ages` are the school year's start less the birth year."""

    level: str
    first: int
    last: int
    school_ages: tuple[int, int]


def schooling(children: Table, reference: Reference) -> Schooling:
    """Return the ages and levels of the period that a table of children is of."""
    day = next(period.last_day for period in reference.periods if period.period == children.filters.period)
    settings = reference.settings
    youngest, below = int(settings["child_age_from"].value), int(settings["child_age_below"].value)
    first_month = int(settings["school_year_first_month"].value)
    return Schooling(day, first_month, tuple(range(youngest, below)), reference.school_levels)


def school_year(school: Schooling, text: Text) -> str:
    """Say «Ngày chốt 31/12/2026: năm học 2026-2027.», and where full age is not the age that levels go by."""
    said = text("school.year", day=fmt.day(school.day, text), first=school.start_year, last=school.start_year + 1)
    return said if school.is_exact else f"{said} {text('school.inexact')}"


def birth_years(school: Schooling, text: Text) -> tuple[BirthYears, ...]:
    """Return who was born for which level, the youngest first; a level that no child of these ages is due is left out.

    Who is older than every level, as some are between the opening of a school year and its 31/12, is due the last.
    """
    newest = school.day.year - school.ages[0]
    oldest = school.day.year - school.ages[-1] - (0 if school.is_exact else 1)
    rows = []
    for place, level in enumerate(school.levels):
        is_last = place == len(school.levels) - 1
        first = oldest if is_last else max(oldest, school.start_year - level.school_age_to)
        last = min(newest, school.start_year - level.school_age_from)
        if first <= last:
            ages = (school.start_year - last, school.start_year - first)
            rows.append(BirthYears(text.of(words_of("school_level", level.level_id)), first, last, ages))
    return tuple(rows)


def readings(children: Table, school: Schooling, text: Text) -> tuple[str, ...]:
    """Name the adopted reading of «đúng bậc» and the two others, as far as the lists can tell them apart."""
    if children.withheld or not children.rows:
        return ()
    return text("school.adopted"), _say_law(children, school, text), text("school.by_grade")


def _say_law(children: Table, school: Schooling, text: Text) -> str:
    """Say on how many children the reading by the law may differ: those whom a year at school would put a level up.

    Some of them may be late by up to three years; who, is known only of `late_allowed`.
    """
    if not school.is_exact:
        return text("school.law") + " " + text("school.law_inexact")
    names = ("school_status", "school_level", "age_on_reference_date")
    rows = list(zip(*(children.column(name) for name in names), strict=True))
    behind = Counter(str(status) for status, level, age in rows if _is_behind(str(status), str(level), age))
    allowed = behind.pop("late_allowed", 0)
    open_cases = behind.total()
    said = [text("school.law_allowed", count=fmt.counted(allowed, "child", text))] if allowed else []
    if open_cases:
        said.append(text("school.law_open", count=fmt.counted(open_cases, "child", text)))
    return " ".join((text("school.law"), *(said or [text("school.law_same")])))


def _is_behind(status: str, level: str, age: object) -> bool:
    """Tell whether a child who attends a level has the age at which the law opens the next one."""
    is_attending = status in ("right_level", "late", "late_allowed")
    return is_attending and level in NEXT_LEVEL_FROM and age is not None and int(str(age)) >= NEXT_LEVEL_FROM[level]
