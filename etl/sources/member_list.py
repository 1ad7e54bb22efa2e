"""Danh sách thành viên hộ: one row per person; blank schooling and training mean no for a member with a birth date.

A list of persons may also carry the class of their household, on the row of its head: then it lists households too.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from etl.clean.dates import PartialDate
from etl.clean.identity import IdNumber, make_key
from etl.clean.text import fold_text
from etl.issue import Severity
from etl.layout import read_row_words
from etl.row_reader import RowReader
from etl.sheet_report import Record, RowQuarantined, SheetReport
from etl.sources.household_review import TEST_CODE, read_causes
from etl.sources.left_households import read_left_class
from etl.sources.listed_ids import make_listed_id
from etl.sources.person_households import (
    CLASS_TICKS,
    HouseholdRows,
    ListKind,
    is_head,
    list_households,
    merge_copies,
    say_repeated,
)

_SEXES = {"nam": "male", "nu": "female"}
_BIRTH_COLUMNS = {"male_birth": "male", "female_birth": "female"}


@dataclass(frozen=True, slots=True)
class Person:
    """A member as read; `record` still lacks the household."""

    row: RowReader
    name: str
    number: IdNumber | None
    birth: PartialDate | None
    record: Record

    @property
    def is_called_head(self) -> bool:
        return is_head(self.row)


def read_persons(report: SheetReport, stretches: list[list[RowReader]], titles: list[str]) -> Iterator[Record]:
    """The members that count, household by household; merged and quarantined rows are counted here.

    `stretches` are the data rows between two sections: a household never reaches beyond one.
    """
    rows = [row for stretch in stretches for row in stretch]
    if not rows:
        return
    has_classes = any(rows[0].has(field) for field in ("closing_class", *CLASS_TICKS))
    kind = ListKind(has_classes, read_left_class(titles, report.sheet))
    report.reports_households = has_classes and kind.left_class is None
    heads: dict[str, str] = {}
    numbers: dict[tuple[str | None, str], int] = {}
    for household in merge_copies(report, list_households(stretches, kind)):
        if household.is_numbered:
            say_repeated(household, numbers)
        yield from _read_household(household, kind, heads)


def _read_household(household: HouseholdRows, kind: ListKind, heads: dict[str, str]) -> Iterator[Record]:
    """`heads` maps the listed_id of each household above to the folded name of its head."""
    rows = household.rows
    report = rows[0].report
    if not household.is_known:
        _quarantine_orphans(rows)
        return
    persons: list[Person] = []
    for row in rows:
        try:
            persons.append(_read_person(row, may_be_head=is_head(row) or (household.is_numbered and row is rows[0])))
        except RowQuarantined:
            report.rows_quarantined += 1
    if not persons:
        return
    head = _find_head(persons, household, must_be_said=kind.describes_households)
    code = next((text for row in rows if (text := row.text("household_code"))), "")
    number, named = _find_number(rows, head), head or persons[0]
    is_named_by_head = number is None and (household.is_numbered or kind.describes_households)
    area_id = _find_area(rows, named) if kind.describes_households or is_named_by_head else ""
    listed_id = None
    if number or is_named_by_head:
        secret, own_code = named.row.context.secret, named.row.text("household_code")
        listed_id = make_listed_id(secret, number, named.name, named.birth, own_code, area_id)
    elif not code:
        _quarantine_orphans([person.row for person in persons])
        return
    if listed_id and kind.describes_households:
        listed_id = _separate(listed_id, named, heads)
    for person in persons:
        is_described = kind.describes_households and person is named
        yield person.record | {
            "head_listed_id": listed_id,
            "household_code": code or None,
            "own_key": _make_own_key(person, listed_id or code),
            "is_head": is_described,
            **(_describe_household(rows, person, kind) | {"area_id": area_id} if is_described else {}),
        }


def _quarantine_orphans(rows: list[RowReader]) -> None:
    """One sentence for the rows that stand together."""
    first, last = rows[0], rows[-1].row.number
    whom = (
        "thành viên này" if len(rows) == 1 else f"{len(rows)} thành viên từ dòng {first.row.number} đến dòng {last} này"
    )
    field = next((name for name in ("head_id_number", "household_code") if first.has(name)), "running_number")
    lacking = (
        "thiếu mã hộ và số CCCD chủ hộ" if field != "running_number" else "không có STT hộ ở dòng chủ hộ phía trên"
    )
    first.quarantine("orphan_member", field, f"không biết {whom} thuộc hộ nào ({lacking})")
    first.report.rows_quarantined += len(rows)


def _find_head(persons: list[Person], household: HouseholdRows, *, must_be_said: bool) -> Person | None:
    """The member called «Chủ hộ», else the one on the row of the STT hộ."""
    called = [person for person in persons if person.is_called_head]
    first = persons[0] if persons[0].row is household.rows[0] else None
    if len(called) > 1 and must_be_said:
        called[1].row.note(
            Severity.WARNING,
            "two_heads",
            "relation",
            f"hộ này đã có chủ hộ ở dòng {called[0].row.row.number}; các dòng tạm tính là một hộ theo dòng đầu. "
            "Nếu là hai hộ, hãy ghi STT hộ cho hộ thứ hai",
        )
    if called or not must_be_said:
        return called[0] if called else first if household.is_numbered else None
    if first is None or first.row.text("relation"):
        persons[0].row.note(
            Severity.WARNING,
            "head_missing",
            "relation",
            "hộ này không có dòng «Chủ hộ»; tạm lấy người ở dòng đầu của hộ làm chủ hộ. Hãy bổ sung chủ hộ",
        )
    return first


def _find_number(rows: list[RowReader], head: Person | None) -> IdNumber | None:
    """The head's number: written for the household, else on the head's own row."""
    written = next((row for row in rows if row.text("head_id_number")), None)
    return (written.id_number("head_id_number") if written else None) or (head.number if head else None)


def _find_area(rows: list[RowReader], head: Person) -> str:
    written = head.row if head.row.text("area") else next((row for row in rows if row.text("area")), head.row)
    return written.area_id()


def _separate(listed_id: str, head: Person, heads: dict[str, str]) -> str:
    """One identity number below two different names cannot be one household."""
    name = fold_text(head.name)
    if heads.setdefault(listed_id, name) == name:
        return listed_id
    head.row.note(
        Severity.WARNING,
        "id_number_shared",
        "id_number",
        "số định danh chủ hộ trùng với một hộ ở trên nhưng khác họ tên; cả hai hộ đều được tính, "
        "hãy kiểm tra lại số định danh",
    )
    return make_key(head.row.context.secret, "H", listed_id, name)


def _make_own_key(person: Person, household: str) -> str:
    parts = (person.number.digits,) if person.number else (household, fold_text(person.name), _birth_text(person.row))
    return make_key(person.row.context.secret, "P", *parts)


def _describe_household(rows: list[RowReader], head: Person, kind: ListKind) -> Record:
    """What the rows of one household say of it, for the record of its head."""

    def find(field: str) -> RowReader:
        return next((row for row in (head.row, *rows) if row.text(field)), head.row)

    ethnicity = head.record["ethnicity_code"]
    minority = find("is_ethnic_minority").tick("is_ethnic_minority")
    if minority is None and ethnicity is not None:
        minority = ethnicity in head.row.context.minorities
    code = find("household_code").text("household_code")
    return {
        "opening_class": _read_opening(find("opening_class"), kind.left_class),
        "recognised_class": _read_class(rows, head) if kind.has_classes else "not_poor",
        "b1_score": find("b1_score").count("b1_score"),
        "b2_score": find("b2_score").count("b2_score"),
        "member_count": find("member_count").count("member_count"),
        "is_ethnic_minority": minority,
        "has_no_labour": find("has_no_labour").tick("has_no_labour"),
        "has_merit_member": find("has_merit_member").tick("has_merit_member"),
        "poverty_causes": read_causes(find("poverty_causes")),
        "note": find("note").text("note") or None,
        "is_test": fold_text(head.name) in read_row_words().test_names or code == TEST_CODE,
    }


def _read_class(rows: list[RowReader], head: Person) -> str:
    """The one class that the rows of a household say; `unknown` where they say none, two or something doubtful."""
    said: dict[str, int] = {}
    is_doubtful = False
    for row in rows:
        ticks = {field: row.tick(field) for field in CLASS_TICKS if row.has(field)}
        is_doubtful |= None in ticks.values()
        found = {CLASS_TICKS[field] for field, tick in ticks.items() if tick}
        if row.text("closing_class").strip("-–— "):
            word = row.class_word("closing_class")
            is_doubtful |= word is None
            found |= {word} if word else set()
        for name in sorted(found):
            said.setdefault(name, row.row.number)
    if len(said) > 1:
        places = ", ".join(f"dòng {number}" for number in dict.fromkeys(said.values()))
        head.row.note(
            Severity.ERROR,
            "class_contradiction",
            _class_field(head.row),
            f"các dòng của hộ này ghi loại hộ khác nhau ({places}); loại hộ để «chưa rõ». Hãy ghi một loại rồi nạp lại",
        )
        return "unknown"
    if is_doubtful:
        return "unknown"
    if not said:
        head.row.note(
            Severity.WARNING,
            "closing_class",
            _class_field(head.row),
            "hộ này chưa ghi hoặc đánh dấu loại hộ; loại hộ để «chưa rõ»",
        )
        return "unknown"
    return next(iter(said))


def _class_field(row: RowReader) -> str:
    return next(field for field in ("closing_class", *CLASS_TICKS) if row.has(field))


def _read_opening(row: RowReader, left_class: str | None) -> str:
    """Blank = not poor at the opening; a word that is no class, or no such column and no such title = unknown."""
    if not row.has("opening_class"):
        return left_class or "unknown"
    word = row.class_word("opening_class")
    return word or ("unknown" if row.text("opening_class").strip("-–— ") else "not_poor")


def _read_person(row: RowReader, *, may_be_head: bool) -> Person:
    """One member without its household. Raises RowQuarantined for a row without a name."""
    name = row.text("member_name") or row.text("name") or (row.text("head_name") if may_be_head else "")
    if not name:
        raise row.quarantine("member_name_missing", _name_field(row), "thiếu họ tên thành viên")
    birth, birth_sex = _read_birth(row)
    number = row.id_number("id_number")
    record = row.provenance() | {
        "period": row.report.period,
        "standard_id": row.report.standard_id,
        "birth_year": birth.year if birth else None,
        "birth_month": birth.month if birth else None,
        "birth_day": birth.day if birth else None,
        "birth_precision": birth.precision if birth else None,
        "sex": _SEXES.get(fold_text(row.text("sex"))) or birth_sex,
        "ethnicity_code": row.context.ethnicities.find(row.text("ethnicity")),
        "attends_school": row.tick("attends_school") if birth else None,
        "school_level": _read_level(row),
        "is_trained": row.tick("is_trained") if birth else None,
        "has_health_insurance": row.tick("has_health_insurance"),
        "is_disabled": row.tick("is_disabled"),
        "name": name,
        "id_number": number.digits if number else None,
        "birth_text": _birth_text(row) or None,
        "relation": row.text("relation") or None,
    }
    return Person(row, name, number, birth, record)


def _name_field(row: RowReader) -> str:
    return next((field for field in ("member_name", "name", "head_name") if row.has(field)), "member_name")


def _read_birth(row: RowReader) -> tuple[PartialDate | None, str | None]:
    """The birth date, and the sex where it is told by the column in which the year stands."""
    filled = [field for field in _BIRTH_COLUMNS if row.text(field)]
    if len(filled) > 1:
        row.note(
            Severity.WARNING,
            "birth_date",
            filled[1],
            "ghi năm sinh ở cả cột Nam và cột Nữ; năm sinh, giới tính của người này để «chưa rõ»",
        )
        return None, None
    field = filled[0] if filled else "birth_date"
    birth = row.birth_date(field)
    if birth is None:
        row.note(
            Severity.WARNING,
            "birth_date_missing",
            field if row.has(field) else "male_birth",
            "chưa có ngày sinh nên chưa xét được tuổi của thành viên này",
        )
    return birth, _BIRTH_COLUMNS.get(field)


def _birth_text(row: RowReader) -> str:
    return next((text for field in ("birth_date", *_BIRTH_COLUMNS) if (text := row.text(field))), "")


def _read_level(row: RowReader) -> str | None:
    written = row.text("school_level")
    if not written:
        return None
    level = row.context.school_levels.find(written)
    if level is None:
        row.note(
            Severity.WARNING,
            "school_level",
            "school_level",
            "không nhận ra cấp học; để «chưa rõ». Ghi: Mầm non, Tiểu học, THCS, THPT",
        )
    return level
