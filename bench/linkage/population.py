"""Invented populations whose truth is known, listed year by year as wards list them: with losses, slips and moves.

Nothing here comes from the sample. The shares below are of households (or persons) per year: chosen, not measured.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

FAMILY = (
    "Nguyễn",
    "Hoàng",
    "Nông",
    "Lý",
    "Vi",
    "Lương",
    "Chu",
    "Hứa",
    "Triệu",
    "Đặng",
    "Lộc",
    "Bế",
    "Phùng",
    "Mã",
    "Trần",
    "Lê",
    "Phạm",
    "Đàm",
    "Dương",
    "Vy",
)
FAMILY_WEIGHTS = (20, 12, 10, 7, 7, 6, 5, 5, 5, 4, 4, 4, 3, 3, 3, 3, 3, 2, 2, 2)
MIDDLE = (
    ("Văn", "Hữu", "Đức", "Quốc", "Minh", "Công", "Xuân", "Thanh", "Ngọc", "Bá"),
    ("Thị", "Ngọc", "Thuý", "Thu", "Thị", "Kim", "Minh", "Thanh", "Hồng", "Bích"),
)
GIVEN = (
    (
        "Huân",
        "Dũng",
        "Lập",
        "Sỹ",
        "Tuấn",
        "Hoà",
        "Quý",
        "Nghĩa",
        "Khoẻ",
        "Thuỷ",
        "Hùng",
        "Cường",
        "Long",
        "Sơn",
        "Bình",
        "Tú",
        "Kiên",
        "Hải",
        "Đạt",
        "Phong",
    ),
    (
        "Hoè",
        "Nguyệt",
        "Loan",
        "Hằng",
        "Quế",
        "Mỵ",
        "Thuỳ",
        "Điệp",
        "Tuyết",
        "Hương",
        "Lan",
        "Mai",
        "Hoa",
        "Liên",
        "Nga",
        "Yến",
        "Trang",
        "Thảo",
        "Vân",
        "Hạnh",
    ),
)
HEAD_CHANGED, NUMBER_LOST, CODE_REISSUED, AREA_MOVED = 0.05, 0.05, 0.03, 0.03
NAME_TYPO, NUMBER_TYPO, NUMBER_OF_ANOTHER, BIRTH_TYPO, BIRTH_YEAR_ONLY = 0.02, 0.01, 0.003, 0.01, 0.15
SPLIT, MERGED, MARRIED_OUT, BORN, DIED, DISSOLVED = 0.01, 0.005, 0.01, 0.03, 0.02, 0.005
LEAVES_LIST, RETURNS = 0.20, 0.30
AREA_WITHOUT_MEMBERS, AREA_WITHOUT_NUMBERS, MEMBER_NUMBER_UNKNOWN, CHILD_NUMBER_UNKNOWN = 0.20, 0.03, 0.03, 0.30
HOUSEHOLDS_OF_AREA = 400

Row = dict[str, object]


@dataclass(slots=True)
class Person:
    number: str
    name: str
    birth: date
    sex: int


@dataclass(slots=True)
class Household:
    """`truth` never changes; the head is the first of `persons`."""

    truth: int
    area: int
    code: str
    persons: list[Person]
    is_listed: bool


@dataclass(slots=True)
class Lists:
    """Rows for stage.household_review and stage.member_list; `truth` maps (period, listed_id) to a household."""

    households: list[Row] = field(default_factory=list)
    members: list[Row] = field(default_factory=list)
    truth: dict[tuple[str, str], int] = field(default_factory=dict)


@dataclass(slots=True)
class Ward:
    """A ward of `areas` khối that lives from year to year; about `size` of its households are on each list."""

    random: Random
    size: int
    areas: int = 0
    households: list[Household] = field(default_factory=list)
    numbers: set[str] = field(default_factory=set)
    founded: int = 0
    codes: int = 0
    freed_codes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.areas = max(4, self.size // HOUSEHOLDS_OF_AREA)
        for _ in range(int(self.size * (1 + LEAVES_LIST / RETURNS))):
            self._found(self._make_family(), self.random.randrange(self.areas))
        for household in self.households:
            household.is_listed = self.random.random() < RETURNS / (LEAVES_LIST + RETURNS)

    def live_a_year(self, year: int) -> None:
        for household in list(self.households):
            self._age(household, year)
        self.households = [household for household in self.households if household.persons]

    def list_households(self, period: str) -> Lists:
        """One autumn's list, shuffled, with its members."""
        lists, chance = Lists(), self.random
        without_members = {area for area in range(self.areas) if chance.random() < AREA_WITHOUT_MEMBERS}
        without_numbers = {area for area in range(self.areas) if chance.random() < AREA_WITHOUT_NUMBERS}
        listed = [household for household in self.households if household.is_listed]
        chance.shuffle(listed)
        for household in listed:
            row = self._write(household, period, has_number=household.area not in without_numbers)
            if (period, str(row["listed_id"])) in lists.truth:
                # As the reader does with one number on two names.
                row["listed_id"] = f"{row['listed_id']}-{row['head_name']}-{household.truth}"
            row["source_row"] = len(lists.households) + 5
            lists.households.append(row)
            lists.truth[(period, str(row["listed_id"]))] = household.truth
            if household.area not in without_members | without_numbers:
                lists.members.extend(self._write_members(household, row))
        return lists

    def _make_family(self) -> list[Person]:
        chance = self.random
        head_birth = self._pick_birth(1945, 1995)
        family = self._pick_family()
        persons = [self._make_person(chance.randrange(2), head_birth, family)]
        if chance.random() < 0.7:
            persons.append(self._make_person(1 - persons[0].sex, head_birth + timedelta(chance.randint(-2000, 2000))))
        for _ in range(chance.choice((0, 0, 1, 1, 2, 2, 3, 4))):
            birth = head_birth + timedelta(chance.randint(20, 40) * 365 + chance.randrange(365))
            persons.append(self._make_person(chance.randrange(2), min(birth, date(2025, 6, 1)), family))
        return persons

    def _pick_family(self) -> str:
        return self.random.choices(FAMILY, FAMILY_WEIGHTS)[0]

    def _pick_birth(self, first: int, last: int) -> date:
        return date(first, 1, 1) + timedelta(self.random.randrange((last - first + 1) * 365))

    def _make_person(self, sex: int, birth: date, family: str | None = None) -> Person:
        name = " ".join(
            (family or self._pick_family(), self.random.choice(MIDDLE[sex]), self.random.choice(GIVEN[sex]))
        )
        return Person(self._make_number(sex, birth), name, birth, sex)

    def _make_number(self, sex: int, birth: date) -> str:
        """The real form (province, sex and century, year of birth, six digits); province 099 is not issued."""
        while True:
            number = (
                f"099{2 * (birth.year // 100 - 19) + sex}{birth.year % 100:02}{self.random.randrange(1_000_000):06}"
            )
            if number not in self.numbers:
                self.numbers.add(number)
                return number

    def _found(self, persons: list[Person], area: int, *, is_listed: bool = False) -> Household:
        self.founded += 1
        household = Household(self.founded, area, self._make_code(), persons, is_listed)
        self.households.append(household)
        return household

    def _make_code(self) -> str:
        """Codes start again in each khối, so one code stands in many of them; some are those of households gone."""
        if self.freed_codes and self.random.random() < 0.3:
            return self.freed_codes.pop(self.random.randrange(len(self.freed_codes)))
        self.codes += 1
        return f"{self.codes // self.areas:04}"

    def _age(self, household: Household, year: int) -> None:
        chance, persons = self.random, household.persons
        adults = [person for person in persons[1:] if person.birth.year <= year - 18]
        if not persons:
            return
        if chance.random() < DISSOLVED:
            persons.clear()
            self.freed_codes.append(household.code)
            return
        if chance.random() < SPLIT and adults:
            self._split(household, chance.choice(adults))
        elif chance.random() < MARRIED_OUT and adults:
            persons.remove(leaving := chance.choice(adults))
            chance.choice(self.households).persons.append(leaving)
        elif chance.random() < HEAD_CHANGED and adults:
            self._change_head(persons, chance.choice(adults))
        elif chance.random() < MERGED and len(persons) <= 2:
            host = chance.choice(self.households)
            if host is not household and host.persons:
                host.persons.extend(persons)
                persons.clear()
                return
        if len(persons) > 1 and chance.random() < DIED:
            persons.pop(chance.randrange(1, len(persons)))
        if chance.random() < BORN:
            persons.append(self._make_person(chance.randrange(2), date(year, 3, 1) + timedelta(chance.randrange(200))))
        if chance.random() < AREA_MOVED:
            household.area, household.code = chance.randrange(self.areas), self._make_code()
        elif chance.random() < CODE_REISSUED:
            household.code = self._make_code()
        household.is_listed = chance.random() < (1 - LEAVES_LIST if household.is_listed else RETURNS)

    def _split(self, household: Household, leaving: Person) -> None:
        household.persons.remove(leaving)
        new = [leaving]
        if self.random.random() < 0.6:
            new.append(self._make_person(1 - leaving.sex, leaving.birth))
        is_listed = household.is_listed and self.random.random() < 0.6
        self._found(new, household.area, is_listed=is_listed)

    def _change_head(self, persons: list[Person], heir: Person) -> None:
        persons.remove(heir)
        old = persons.pop(0)
        persons.insert(0, heir)
        if self.random.random() < 0.4:
            persons.append(old)

    def _write(self, household: Household, period: str, *, has_number: bool) -> Row:
        head, chance = household.persons[0], self.random
        number = head.number if has_number and chance.random() >= NUMBER_LOST else None
        if number and chance.random() < NUMBER_TYPO:
            number = self._slip(number, "0123456789")
        elif number and chance.random() < NUMBER_OF_ANOTHER:
            number = chance.choice(self.households).persons[0].number
        name = self._slip(head.name, "aeiouhntg") if chance.random() < NAME_TYPO else head.name
        birth = head.birth + timedelta(30) if chance.random() < BIRTH_TYPO else head.birth
        written = str(birth.year) if chance.random() < BIRTH_YEAR_ONLY else birth.strftime("%d/%m/%Y")
        area = f"khoi_{household.area}"
        return {
            "source_file": f"{period}.xlsx",
            "source_sheet": "1",
            "period": period,
            "standard_id": "old",
            "listed_id": f"H-{number or (name, written, area)}",
            "area_id": area,
            "opening_class": "unknown",
            "recognised_class": "poor",
            "member_count": len(household.persons),
            "household_code": household.code,
            "head_name": name,
            "head_id_number": number,
            "head_birth_text": written,
            "is_test": False,
        }

    def _slip(self, text: str, letters: str) -> str:
        place = self.random.randrange(3, len(text))
        return text[:place] + self.random.choice(letters) + text[place + 1 :]

    def _write_members(self, household: Household, row: Row) -> Iterator[Row]:
        for person in household.persons:
            is_child = person.birth.year > int(str(row["period"])) - 14
            lost = self.random.random() < (CHILD_NUMBER_UNKNOWN if is_child else MEMBER_NUMBER_UNKNOWN)
            yield {
                "source_file": f"{row['period']}-members.xlsx",
                "source_sheet": "1",
                "source_row": row["source_row"],
                "period": row["period"],
                "standard_id": "old",
                "head_listed_id": row["listed_id"],
                "own_key": f"P-{person.number}-{row['listed_id']}",
                "birth_year": person.birth.year,
                "birth_month": person.birth.month,
                "birth_day": person.birth.day,
                "name": person.name,
                "id_number": None if lost else person.number,
            }


def make_lists(seed: int, size: int, years: int) -> Lists:
    """The lists of `years` autumns up to 2026 of a ward that has about `size` households on each."""
    random, lists = Random(seed), Lists()
    ward = Ward(random, size)
    for year in range(2027 - years, 2027):
        ward.live_a_year(year)
        told = ward.list_households(str(year))
        lists.households += told.households
        lists.members += told.members
        lists.truth |= told.truth
    return lists
