"""Danh sách thành viên hộ: one row per person; blank schooling and training mean no for a member with a birth date.

A list of persons may also carry the class of their household, on the row of its head: then it lists households too.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from etl.clean.dates import PartialDate
from etl.clean.identity import IdNumber, make_key
from etl.clean.text import fold_text
from etl.issue import Severity
from etl.layout import read_row_words
from etl.row_reader import RowReader
from etl.sheet_report import Record, RowQuarantined, SheetReport
from etl.sources.household_review import TEST_CODE, make_listed_id

_SEXES = {"nam": "male", "nu": "female"}
_BIRTH_COLUMNS = {"male_birth": "male", "female_birth": "female"}
_HEADS = frozenset({"chu ho", "la chu ho", "chu ho gia dinh", "ch"})
_NUMBERS = frozenset({"household_number", "member_number", "running_number"})
# A word of movement is no status: «tái nghèo» is poor at the end, like «nghèo mới» and «nghèo cũ».
_TICKS = {
    "poor": "poor",
    "new_poor": "poor",
    "relapsed_poor": "poor",
    "old_poor": "poor",
    "near_poor": "near_poor",
    "new_near_poor": "near_poor",
    "relapsed_near_poor": "near_poor",
    "old_near_poor": "near_poor",
    "not_poor": "not_poor",
}
# «Hộ mới thoát nghèo» left within three years, perhaps not in this one.
_LEFT = re.compile(r"(?<!moi )\bthoat (can )?ngheo\b(?! ben vung)")
_NO_LISTED_CLASS = re.compile(r"\b(?:ra soat|chuan|giam)(?: ho)? ngheo(?:(?: va)?(?: ho)? can ngheo)?\b")


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
        return _is_head(self.row)


@dataclass(slots=True)
class HouseholdRows:
    """Rows of one household, in order; `is_known` false where nothing on them says which.

    `is_numbered`: they hang together by STT hộ alone, written on the first of them.
    """

    rows: list[RowReader]
    is_known: bool = True
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class ListKind:
    """What a sheet of persons says of households.

    `has_classes`: in columns, on the row of the head. `left_class`: the class its title says they all have left.
    """

    has_classes: bool
    left_class: str | None

    @property
    def describes_households(self) -> bool:
        return self.has_classes or self.left_class is not None


def read_persons(report: SheetReport, stretches: list[list[RowReader]], titles: list[str]) -> Iterator[Record]:
    """The members that count, household by household; merged and quarantined rows are counted here.

    `stretches` are the data rows between two sections: a household never reaches beyond one.
    """
    rows = [row for stretch in stretches for row in stretch]
    if not rows:
        return
    has_classes = any(rows[0].has(field) for field in ("closing_class", *_TICKS))
    kind = ListKind(has_classes, read_left_class(titles, report.sheet))
    report.reports_households = has_classes and kind.left_class is None
    heads: dict[str, str] = {}
    numbers: dict[tuple[str | None, str], int] = {}
    for household in _merge_copies(report, list_households(stretches, kind)):
        if household.is_numbered:
            _say_repeated(household, numbers)
        yield from _read_household(household, kind, heads)


def read_left_class(titles: list[str], sheet_name: str) -> str | None:
    """poor or near_poor for «DANH SÁCH HỘ THOÁT (CẬN) NGHÈO»; None for a list that also names those still poor.

    The name of the list is asked before the name of the sheet, and this before what else stands above the table.
    """
    folded = [*map(fold_text, titles)]
    lists = [title for title in folded if title.startswith("danh sach")]
    for title in (*lists, fold_text(sheet_name), *folded):
        found = {bool(near) for near in _LEFT.findall(title)}
        is_mixed = "ngheo" in _LEFT.sub("", _NO_LISTED_CLASS.sub("", title))
        if len(found) == 1 and not is_mixed:
            return "near_poor" if found.pop() else "poor"
    return None


def names_only_near_poor(titles: list[str], sheet_name: str) -> bool:
    """«DANH SÁCH HỘ CẬN NGHÈO», without a word of the poor and of those who left."""
    folded = [_NO_LISTED_CLASS.sub("", fold_text(title)) for title in titles]
    lists = [title for title in folded if title.startswith("danh sach") and "ngheo" in title] or [fold_text(sheet_name)]
    bare = [_LEFT.sub("ngheo", title) for title in lists]
    return all("can ngheo" in title and "ngheo" not in title.replace("can ngheo", "") for title in bare)


def list_households(stretches: list[list[RowReader]], kind: ListKind) -> list[HouseholdRows]:
    """Rows by household: by code or head's number where written, by STT hộ where the list is kept that way.

    A list is filled down by STT hộ when it carries classes or has neither code nor head's number; a number that counts
    persons fills nothing.
    """
    sample = next(row for stretch in stretches for row in stretch)
    names_households = sample.has("household_code") or sample.has("head_id_number")
    if (kind.describes_households or not names_households) and not _counts_persons(stretches):
        return [household for stretch in stretches for household in _group_by_number(stretch)]
    return _group_by_name(row for stretch in stretches for row in stretch)


def _number_field(row: RowReader) -> str:
    return "household_number" if row.has("household_number") else "running_number"


def _number(row: RowReader) -> str:
    return row.text(_number_field(row))


def _name_household(row: RowReader) -> str:
    return row.text("head_id_number") or row.text("household_code")


def _is_head(row: RowReader) -> bool:
    return fold_text(row.text("relation")) in _HEADS


def _counts_persons(stretches: list[list[RowReader]]) -> bool:
    """Whether a plain STT runs over persons.

    It stands on every row, and those of members say no class; or it opens more «households» at a member than at a head.
    """
    rows = [row for stretch in stretches for row in stretch]
    starts = [part[0] for stretch in stretches for part in _split_by_number(stretch) if _number(part[0])]
    members = [row for row in starts if row.text("relation") and not _is_head(row)]
    if not starts or starts[0].has("household_number"):
        return not starts
    is_on_every_row = len(starts) == len(rows) and any(map(_is_head, rows)) and not any(map(_says_class, members))
    return 2 * len(members) > len(starts) or (bool(members) and is_on_every_row)


def _says_class(row: RowReader) -> bool:
    return any(row.text(field) for field in ("closing_class", *_TICKS))


def _split_by_number(stretch: list[RowReader]) -> list[list[RowReader]]:
    """A new part at each STT hộ, or at each change of it where the number is repeated on every member.

    A code or head's number that differs from the one above opens a part as well: STT hộ may have been forgotten.
    """
    pairs = pairwise(stretch)
    is_repeated = any(_number(row) and _number(row) == _number(above) and not _is_head(row) for above, row in pairs)
    parts: list[list[RowReader]] = []
    current = name = ""
    for row in stretch:
        number, named = _number(row).rstrip("."), _name_household(row)
        is_within = bool(current) and number.startswith(f"{current}.")  # «2.1», «2.2»: members of household 2
        is_new = bool(number) and not is_within and not (is_repeated and number == current)
        if not parts or is_new or (named and name and named != name):
            parts.append([])
            name = ""
        parts[-1].append(row)
        current, name = current if is_within else number or current, named or name
    return parts


def _group_by_number(stretch: list[RowReader]) -> list[HouseholdRows]:
    households: list[HouseholdRows] = []
    for rows in _split_by_number(stretch):
        households += [HouseholdRows(rows, is_numbered=True)] if _number(rows[0]) else _group_by_name(rows)
    return households


def _group_by_name(rows: Iterable[RowReader]) -> list[HouseholdRows]:
    """By the head's number, else by code, wherever in the list; rows with neither stay together as unknown."""
    known: dict[str, HouseholdRows] = {}
    households: list[HouseholdRows] = []
    for row in rows:
        key = _name_household(row)
        if key and key in known:
            known[key].rows.append(row)
        elif not key and households and not households[-1].is_known:
            households[-1].rows.append(row)
        else:
            households.append(HouseholdRows([row], is_known=bool(key)))
            if key:
                known[key] = households[-1]
    return households


def _merge_copies(report: SheetReport, households: list[HouseholdRows]) -> Iterator[HouseholdRows]:
    """Leave out a row written twice in one household and a household written twice: an exact copy counts once.

    Without a code, a number or a birth day two households may have a like member: only within one are rows compared.
    """
    seen: set[tuple[object, ...]] = set()
    for household in households:
        cells = tuple(map(_sign, household.rows))
        if household.is_numbered and cells in seen:
            report.rows_merged += len(household.rows)
            household.rows[0].note(
                Severity.INFO,
                "duplicate_row",
                "running_number",
                f"cả hộ ({len(household.rows)} dòng) trùng hệt một hộ ở trên nên chỉ tính một lần",
            )
            continue
        seen.add(cells)
        first: dict[object, RowReader] = {}
        for row, sign in zip(household.rows, cells, strict=True):
            if first.setdefault(sign, row) is not row:
                report.rows_merged += 1
                row.note(
                    Severity.INFO, "duplicate_row", "running_number", "trùng hệt một dòng ở trên nên chỉ tính một lần"
                )
        household.rows = list(first.values())
        yield household


def _say_repeated(household: HouseholdRows, numbers: dict[tuple[str | None, str], int]) -> None:
    """`numbers` maps khối and STT hộ to the row where they stood first: STT may start again in every khối."""
    row = household.rows[0]
    first = numbers.setdefault((row.fallback_area_id, _number(row)), row.row.number)
    if first != row.row.number:
        row.note(
            Severity.WARNING,
            "household_number_repeated",
            _number_field(row),
            f"STT hộ này đã dùng ở dòng {first}; hai nơi tính là hai hộ. Hãy đánh lại STT hộ",
        )


def _sign(row: RowReader) -> tuple[str, ...]:
    cells = (row.text(field) for field in sorted(row.header.columns) if field not in _NUMBERS)
    return (row.fallback_area_id or "", *cells)


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
            persons.append(_read_person(row, may_be_head=_is_head(row) or (household.is_numbered and row is rows[0])))
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
        listed_id = make_listed_id(named.row, number, named.name, named.birth, area_id)
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
        "poverty_causes": _read_causes(find("poverty_causes")),
        "note": find("note").text("note") or None,
        "is_test": fold_text(head.name) in read_row_words().test_names or code == TEST_CODE,
    }


def _read_class(rows: list[RowReader], head: Person) -> str:
    """The one class that the rows of a household say; `unknown` where they say none, two or something doubtful."""
    said: dict[str, int] = {}
    is_doubtful = False
    for row in rows:
        ticks = {field: row.tick(field) for field in _TICKS if row.has(field)}
        is_doubtful |= None in ticks.values()
        found = {_TICKS[field] for field, tick in ticks.items() if tick}
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


def _read_causes(row: RowReader) -> str | None:
    """Codes joined by ",", in the order of the form; a cause that it does not name is said and left out."""
    written, column = row.text("poverty_causes"), row.header.layout.columns["poverty_causes"]
    whole = column.find_word(written)
    parts = [] if whole else [part for part in re.split(r"[;,/+]", written) if part.strip("-–— ")]
    found = {whole} if whole else {column.find_word(part) for part in parts}
    if None in found:
        row.note(
            Severity.INFO,
            "poverty_cause",
            "poverty_causes",
            f"có nguyên nhân không thuộc biểu nên chưa tính; ghi một hay nhiều trong: {column.list_words()}",
        )
    return ",".join(code for code in column.words if code in found) or None


def _class_field(row: RowReader) -> str:
    return next(field for field in ("closing_class", *_TICKS) if row.has(field))


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


def merge_left_households(sheets: list[SheetReport]) -> None:
    """A household that left poverty and stands among the near-poor of the same workbook counts once, as the latter.

    The class of the list wins, what the household was at the opening is kept, its rows of the other sheet are merged.
    """
    listed = [sheet for sheet in sheets if sheet.reports_households]
    for sheet in sheets:
        if sheet in listed or not any(record.get("recognised_class") for record in sheet.records):
            continue
        round_ = (sheet.period, sheet.standard_id)
        beside = [record for other in listed if (other.period, other.standard_id) == round_ for record in other.records]
        keys = {record["own_key"] for record in beside}
        heads = {record["head_listed_id"]: record for record in beside if record.get("recognised_class")}
        kept: list[Record] = []
        for record in sheet.records:
            head = heads.get(record["head_listed_id"])
            if head is not None and record.get("recognised_class"):
                _keep_opening(sheet, head, record)
            if head is not None and record["own_key"] in keys:
                sheet.rows_merged += 1
                sheet.rows_accepted -= 1
                continue
            kept.append(record)
        sheet.records = kept


_CLASS_WORDS = {"poor": "hộ nghèo", "near_poor": "hộ cận nghèo"}


def _keep_opening(sheet: SheetReport, head: Record, left: Record) -> None:
    """Move the opening class to the list's record of the household; `left` no longer speaks for it."""
    row, opening, closing = int(str(left["source_row"])), str(left["opening_class"]), str(head["recognised_class"])
    is_likely = (opening, closing) == ("poor", "near_poor")
    sheet.add_issue(
        Severity.INFO if is_likely else Severity.WARNING,
        "left_household_listed",
        f"Dòng {row}: hộ này cũng có ở trang «{head['source_sheet']}» dòng {head['source_row']}; "
        "chỉ tính một lần theo trang đó"
        + ("." if is_likely else f", dù trang này ghi đã thoát khỏi {_CLASS_WORDS[opening]}. Hãy đối chiếu lại."),
        row=row,
        used=closing,
    )
    if head["opening_class"] == "unknown":
        head["opening_class"] = opening
    for field in ("recognised_class", "opening_class", "area_id"):
        left[field] = None
