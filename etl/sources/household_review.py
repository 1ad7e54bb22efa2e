"""Danh sách hộ nghèo, hộ cận nghèo sau rà soát: one row per household, opening and closing class."""

import re
from collections.abc import Sequence
from itertools import compress

from etl.clean.class_words import Result
from etl.clean.text import fold_text
from etl.issue import Severity
from etl.layout import read_row_words
from etl.row_reader import RowReader
from etl.sheet_report import ColumnRecords
from etl.sources.closing_classes import read_closing
from etl.sources.listed_ids import make_listed_id
from etl.table_reader import TableReader

DEPRIVATIONS = (
    "employment",
    "dependent_person",
    "nutrition",
    "health_insurance",
    "adult_education",
    "child_school_attendance",
    "housing_quality",
    "housing_area",
    "clean_water",
    "hygienic_toilet",
    "telecommunication",
    "information_access_assets",
)
_OPENING = {"opening_poor": "poor", "opening_near_poor": "near_poor"}
_SEXES = {"nam": "male", "nu": "female"}
TEST_CODE = "999"
# A figure outside cannot be đồng of one person and month.
_LEAST_INCOME, _MOST_INCOME = 10_000, 100_000_000


def read_households(table: TableReader) -> ColumnRecords:
    """The households as recognised. A row without a name is quarantined; so is one with two closing ticks or none,
    where nobody answered which class it is: it waits.
    """
    table = _keep_named(table)
    households = _describe(table)
    closing = read_closing(table, households["listed_id"], households["opening_class"])
    households["recognised_class"] = [result and result.closing for result in closing]
    households["opening_class"] = _complete_opening(table, households["opening_class"], closing)
    if all(closing):
        return ColumnRecords(households)
    everyone = ColumnRecords({name: column for name, column in households.items() if name != "recognised_class"})
    table.report.waiting += compress(everyone, [result is None for result in closing])
    return ColumnRecords({name: list(compress(column, closing)) for name, column in households.items()})


def _complete_opening(table: TableReader, opening: list[object], closing: list[Result | None]) -> list[object]:
    """What «Thoát nghèo» says of the opening, where no column does."""
    if table.has_any(("opening_class", *_OPENING)):
        return opening
    told = [result.opening if result else None for result in closing]
    return [before or name for before, name in zip(told, opening, strict=True)]


def _describe(table: TableReader) -> dict[str, list[object]]:
    """All that a row says but its closing class."""
    numbers, births = table.id_numbers("head_id_number"), table.birth_dates("head_birth_date")
    names, codes, area_ids = table.texts("head_name"), table.texts("household_code"), table.area_ids()
    deprivations = {field: table.ticks(field) for field in DEPRIVATIONS}
    b2_scores = table.counts("b2_score")
    _check_points(table, b2_scores, deprivations)
    report, words, secret = table.report, read_row_words().test_names, table.context.secret
    columns: dict[str, Sequence[object]] = {
        **table.provenance(),
        "period": [report.period] * len(table),
        "standard_id": [report.standard_id] * len(table),
        "listed_id": [
            make_listed_id(secret, *who) for who in zip(numbers, names, births, codes, area_ids, strict=True)
        ],
        "area_id": area_ids,
        "opening_class": _read_opening(table),
        "b1_score": table.counts("b1_score"),
        "b2_score": b2_scores,
        "income_per_capita_vnd": _read_incomes(table),
        "member_count": table.counts("member_count"),
        **deprivations,
        "is_ethnic_minority": _read_minority(table),
        "head_sex": _read_sex(table),
        "has_no_labour": table.ticks("has_no_labour"),
        "has_merit_member": table.ticks("has_merit_member"),
        "poverty_causes": _read_all_causes(table),
        "household_code": [code or None for code in codes],
        "head_name": names,
        "head_id_number": [number.digits if number else None for number in numbers],
        "head_birth_text": [text or None for text in table.texts("head_birth_date")],
        "note": [text or None for text in table.texts("note")],
        "is_test": [
            is_name or code == TEST_CODE
            for is_name, code in zip(
                table.map_texts("head_name", lambda name: fold_text(name) in words), codes, strict=True
            )
        ],
    }
    return {name: list(column) for name, column in columns.items()}


def _keep_named(table: TableReader) -> TableReader:
    names = table.texts("head_name")
    for place, name in enumerate(names):
        if not name and "head_name" in table.table.merged.get(int(table.rows[place]), ()):
            table.quarantine_row(
                place,
                "merged_household",
                "head_name",
                "ô họ tên gộp với dòng trên nên dòng này là phần tiếp của hộ trên, không tính là một hộ nữa. Nếu là hộ "
                "khác, hãy bỏ gộp ô và ghi họ tên",
            )
        elif not name:
            table.quarantine_row(place, "head_name_missing", "head_name", "thiếu họ tên chủ hộ")
    return table if all(names) else table.keep([bool(name) for name in names])


def _read_opening(table: TableReader) -> list[str]:
    """Blank = not poor at the opening; no opening column at all, or a word that is no class = unknown."""
    if table.has("opening_class"):
        blank = table.map_texts("opening_class", lambda text: "unknown" if text.strip("-–— ") else "not_poor")
        return [word or other for word, other in zip(table.class_words("opening_class"), blank, strict=True)]
    names = [name for field, name in _OPENING.items() if table.has(field)]
    if not names:
        return ["unknown"] * len(table)
    classes: list[str] = []
    for place, marks in enumerate(zip(*(table.ticks(field) for field in _OPENING if table.has(field)), strict=True)):
        if None not in marks and sum(marks) > 1:
            table.reader(place).note(
                Severity.WARNING,
                "opening_class",
                "opening_poor",
                "đánh dấu cả hai loại đầu năm; loại đầu năm của hộ này để «chưa rõ»",
            )
        is_known = None not in marks and sum(marks) <= 1
        classes.append(next(compress(names, marks), "not_poor") if is_known else "unknown")
    return classes


def _read_minority(table: TableReader) -> list[bool | None]:
    """By the ethnicity, else by the column that says so."""
    told = zip(table.map_texts("ethnicity", table.context.is_minority), table.ticks("is_ethnic_minority"), strict=True)
    return [tick if by_name is None else by_name for by_name, tick in told]


def _read_all_causes(table: TableReader) -> list[str | None]:
    return [
        read_causes(table.reader(place)) if written else None
        for place, written in enumerate(table.texts("poverty_causes"))
    ]


def read_causes(row: RowReader) -> str | None:
    """Codes joined by ",", in the order of the form; a cause that it does not name is said and left out."""
    written, column = row.text("poverty_causes"), row.header.layout.columns["poverty_causes"]
    if not written:
        return None
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


def _read_incomes(table: TableReader) -> list[int | None]:
    """Đồng a month; unknown where it could only be of another unit than the column's."""
    amounts = table.money("income_per_capita_vnd")
    for place, amount in enumerate(amounts):
        if amount is None or not (0 < amount < _LEAST_INCOME or amount > _MOST_INCOME):
            continue
        table.reader(place).note(
            Severity.WARNING,
            "money_unit_mixed",
            "income_per_capita_vnd",
            f"theo đơn vị của cột là {amount} đồng một người một tháng, không thể đúng nên để trống; hãy ghi đơn vị "
            "ngay trong ô, ví dụ «1.500.000 đồng»",
        )
        amounts[place] = None
    return amounts


def _read_sex(table: TableReader) -> list[str | None]:
    if table.has("sex"):
        return table.map_texts("sex", lambda text: _SEXES.get(fold_text(text)))
    sexes = {(True, False): "male", (True, None): "male", (False, True): "female", (None, True): "female"}
    return [sexes.get(marks) for marks in zip(table.ticks("male"), table.ticks("female"), strict=True)]


def _check_points(table: TableReader, b2_scores: list[int | None], deprivations: dict[str, list[bool | None]]) -> None:
    """B2 = points x deprivations ticked; a difference is shown, never mended."""
    if not table.has("b2_score") or not all(map(table.has, deprivations)):
        return
    points = table.context.point_per_deprivation
    for place, (score, marks) in enumerate(zip(b2_scores, zip(*deprivations.values(), strict=True), strict=True)):
        if score is None or None in marks or score == points * sum(marks):
            continue
        table.reader(place).note(
            Severity.WARNING,
            "b2_points",
            "b2_score",
            f"điểm B2 không khớp số chỉ số thiếu hụt đã đánh dấu (tính ra {points * sum(marks)} điểm); "
            "số ghi trong tệp được giữ, hãy xem lại phiếu B2",
        )
