"""Children by age and status: what the strip draws, and the same counts as a table."""

from dataclasses import dataclass

from dashboard import format as fmt
from dashboard.charts.dots import MARKERS, OUTCOMES
from dashboard.findings.children import Schooling
from dashboard.text import Text
from queries import Table, words_of

# How far from the oldest, in years on the axis, the children stand whose age is not known.
APART = 1.4


@dataclass(frozen=True, slots=True)
class Group:
    """Children of one status; `ages` in full years, one each, None where a birthday leaves two ages possible."""

    label: str
    symbol: str
    colour: str
    ages: tuple[int | None, ...]
    is_exempt: bool = False

    def words(self, text: Text) -> str:
        return f"{self.label[:1].upper()}{self.label[1:]}: {fmt.counted(len(self.ages), 'child', text)}"


@dataclass(frozen=True, slots=True)
class Level:
    """A level of school over the ages `first` to `last`, both included."""

    name: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Strip:
    """`columns` are all ages, also empty ones, and None where some child's age is not known.

    `is_exact`: a full age belongs to one level, as in Schooling.
    """

    columns: tuple[int | None, ...]
    groups: tuple[Group, ...]
    levels: tuple[Level, ...]
    is_exact: bool

    def count(self, age: int | None) -> int:
        return sum(group.ages.count(age) for group in self.groups)

    def place(self, age: int | None) -> float:
        """Return where an age stands on the axis; who has none stands apart, right of the oldest."""
        oldest = max(known for known in self.columns if known is not None)
        return age if age is not None else oldest + APART

    @property
    def tallest(self) -> int:
        return max((self.count(age) for age in self.columns), default=0)


@dataclass(frozen=True, slots=True)
class Counts:
    """One row of the table beside the picture: a count for each column, and their sum."""

    label: str
    counts: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class AgeTable:
    columns: tuple[str, ...]
    rows: tuple[Counts, ...]
    total: Counts


def read_strip(children: Table, school: Schooling, text: Text) -> Strip:
    """Return the rows of `children` by status and age, reached first; a table that is withheld has no child."""
    names = ("school_status", "outcome", "age_on_reference_date")
    found: dict[tuple[str, str], list[int | None]] = {}
    for status, outcome, age in zip(*(children.column(name) for name in names), strict=True):
        found.setdefault((str(status), str(outcome)), []).append(None if age is None else int(str(age)))
    known = sorted(found, key=lambda pair: (list(MARKERS).index(pair[0]), pair[1] == "unknown"))
    has_unknown = any(None in ages for ages in found.values())
    return Strip(
        columns=(*school.ages, None) if has_unknown else school.ages,
        groups=tuple(_read_group(*pair, found[pair], text) for pair in known),
        levels=_read_levels(school, text),
        is_exact=school.is_exact,
    )


def tabulate(strip: Strip, text: Text) -> AgeTable:
    """Return status by age with sums, the same children as in the picture."""
    rows = tuple(
        Counts(group.label, tuple(group.ages.count(age) for age in strip.columns), len(group.ages))
        for group in strip.groups
    )
    sums = tuple(strip.count(age) for age in strip.columns)
    return AgeTable(
        tuple(name_age(age, text) for age in strip.columns), rows, Counts(text("table.total"), sums, sum(sums))
    )


def say_short(strip: Strip, text: Text) -> str:
    """Name who is not at the right level or not known, with the age; who need not be is left out."""
    counted = (OUTCOMES["failed"], OUTCOMES["unknown"])
    short = [
        text(
            "strip.short",
            status=group.label,
            age=text("strip.age", age=name_age(age, text)),
            count=group.ages.count(age),
        )
        for group in strip.groups
        if group.colour in counted and not group.is_exempt
        for age in dict.fromkeys(group.ages)
    ]
    return text("strip.some_short", short="; ".join(short)) if short else text("strip.none_short")


def name_age(age: int | None, text: Text) -> str:
    return text("strip.no_age") if age is None else str(age)


def _read_group(status: str, outcome: str, ages: list[int | None], text: Text) -> Group:
    """A known status of a child of whom nobody knows whether it counts (a household of unknown class) stands apart."""
    label, symbol = text.of(words_of("school_status", status)), MARKERS[status]
    if outcome == "exempt":
        label = text("strip.exempt", status=label)
    elif outcome == "unknown" and status != "unknown":
        label, symbol = text("strip.doubtful", status=label), symbol.removesuffix("-open") + "-open-dot"
    placed = tuple(sorted(ages, key=lambda age: (age is None, age)))
    return Group(label, symbol, OUTCOMES[outcome], placed, outcome == "exempt")


def _read_levels(school: Schooling, text: Text) -> tuple[Level, ...]:
    """Return the levels as far as the ages reach."""
    youngest, oldest = school.ages[0], school.ages[-1]
    return tuple(
        Level(
            text.of(words_of("school_level", level.level_id)),
            max(youngest, level.school_age_from),
            min(oldest, level.school_age_to),
        )
        for level in school.levels
        if level.school_age_from <= oldest and level.school_age_to >= youngest
    )
