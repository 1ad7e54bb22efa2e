"""Danh sách hộ nghèo, hộ cận nghèo sau rà soát: one row per household, opening and closing class."""

import re
from functools import partial
from itertools import compress

from etl.clean.class_words import Result
from etl.clean.text import fold_text
from etl.column import Column, combine, repeat
from etl.issue import Severity
from etl.layout import LayoutColumn, read_row_words
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
    households["opening_class"] = _complete_opening(table, households["opening_class"], closing)
    is_told = closing.mark([result is not None for result in closing.values])
    table.report.waiting += ColumnRecords(households).take(~is_told)
    classes = closing.map(lambda result: result and result.closing)
    return ColumnRecords({**households, "recognised_class": classes}).take(is_told)


def _complete_opening(table: TableReader, opening: Column[object], closing: Column[Result | None]) -> Column[object]:
    """What «Thoát nghèo» says of the opening, where no column does."""
    if table.has_any(("opening_class", *_OPENING)):
        return opening
    return combine(lambda result, name: (result and result.opening) or name, closing, opening)


def _describe(table: TableReader) -> dict[str, Column[object]]:
    """All that a row says but its closing class."""
    numbers, births = table.id_numbers("head_id_number"), table.birth_dates("head_birth_date")
    names, codes, area_ids = table.texts("head_name"), table.texts("household_code"), table.area_ids()
    deprivations = {field: table.ticks(field) for field in DEPRIVATIONS}
    b2_scores = table.counts("b2_score")
    _check_points(table, b2_scores, deprivations)
    report, words, secret = table.report, read_row_words().test_names, table.context.secret
    return {
        **table.provenance(),
        "period": repeat(report.period, len(table)),
        "standard_id": repeat(report.standard_id, len(table)),
        "listed_id": combine(partial(make_listed_id, secret), numbers, names, births, codes, area_ids),
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
        "has_disabled_member": table.ticks("has_disabled_member"),
        "poverty_causes": _read_all_causes(table),
        "household_code": codes.map(_or_none),
        "head_name": names,
        "head_id_number": numbers.map(lambda number: number.digits if number else None),
        "head_birth_text": table.map_texts("head_birth_date", _or_none),
        "note": table.map_texts("note", _or_none),
        "is_test": combine(
            lambda is_name, is_code: is_name or is_code,
            names.map(lambda name: fold_text(name) in words),
            codes.map(lambda code: code == TEST_CODE),
        ),
    }


def _or_none(text: str) -> str | None:
    return text or None


def _keep_named(table: TableReader) -> TableReader:
    nameless = table.texts("head_name").find(lambda name: not name)
    for place in nameless:
        if "head_name" in table.table.merged.get(int(table.rows[place]), ()):
            table.quarantine_row(
                place,
                "merged_household",
                "head_name",
                "ô họ tên gộp với dòng trên nên dòng này là phần tiếp của hộ trên, không tính là một hộ nữa. Nếu là hộ "
                "khác, hãy bỏ gộp ô và ghi họ tên",
            )
        else:
            table.quarantine_row(place, "head_name_missing", "head_name", "thiếu họ tên chủ hộ")
    return table.leave_out(nameless)


def _read_opening(table: TableReader) -> Column[str]:
    """Blank = not poor at the opening; no opening column at all, or a word that is no class = unknown."""
    if table.has("opening_class"):
        blank = table.map_texts("opening_class", lambda text: "unknown" if text.strip("-–— ") else "not_poor")
        return combine(lambda word, other: word or other, table.class_words("opening_class"), blank)
    fields = [field for field in _OPENING if table.has(field)]
    if not fields:
        return repeat("unknown", len(table))
    names = [_OPENING[field] for field in fields]
    classes = combine(partial(_tell_opening, names), *map(table.ticks, fields))
    for place in classes.find(lambda name: name is None):
        table.reader(place).note(
            Severity.WARNING,
            "opening_class",
            "opening_poor",
            "đánh dấu cả hai loại đầu năm; loại đầu năm của hộ này để «chưa rõ»",
        )
    return classes.map(lambda name: name or "unknown")


def _tell_opening(names: list[str], *marks: bool | None) -> str | None:
    """None where both classes are ticked."""
    if None in marks:
        return "unknown"
    return next(compress(names, marks), "not_poor") if marks.count(True) <= 1 else None


def _read_minority(table: TableReader) -> Column[bool | None]:
    """By the ethnicity, else by the column that says so."""
    by_name = table.map_texts("ethnicity", table.context.is_minority)
    return combine(lambda told, tick: tick if told is None else told, by_name, table.ticks("is_ethnic_minority"))


def _read_all_causes(table: TableReader) -> Column[str | None]:
    written = table.texts("poverty_causes").find(bool)
    return repeat(None, len(table)).put({place: read_causes(table.reader(place)) for place in written})


def read_causes(row: RowReader) -> str | None:
    """Codes joined by ",", in the order of the form; a cause that it does not name is said and left out."""
    written, column = row.text("poverty_causes"), row.header.layout.columns["poverty_causes"]
    if not written:
        return None
    whole = column.find_word(written)
    parts = [] if whole else [part for part in _split_causes(column, written) if part.strip("-–— ")]
    found = {whole} if whole else {column.find_word(part) for part in parts}
    if None in found:
        row.note(
            Severity.INFO,
            "poverty_cause",
            "poverty_causes",
            f"có nguyên nhân không thuộc biểu nên chưa tính; ghi một hay nhiều trong: {column.list_words()}",
        )
    return ",".join(code for code in column.words if code in found) or None


def _split_causes(column: LayoutColumn, written: str) -> list[str]:
    """A cause of the form may hold commas itself: they part only what is no cause as a whole."""
    parts = re.split(r"[;/+\n]", written)
    return [piece for part in parts for piece in ([part] if column.find_word(part) else part.split(","))]


def _read_incomes(table: TableReader) -> Column[int | None]:
    """Đồng a month; unknown where it could only be of another unit than the column's."""
    amounts = table.money("income_per_capita_vnd")
    doubtful = amounts.find(_cannot_be_income)
    for place in doubtful:
        table.reader(place).note(
            Severity.WARNING,
            "money_unit_mixed",
            "income_per_capita_vnd",
            f"theo đơn vị của cột là {amounts[place]} đồng một người một tháng, không thể đúng nên để trống; hãy ghi "
            "đơn vị ngay trong ô, ví dụ «1.500.000 đồng»",
        )
    return amounts.put(dict.fromkeys(doubtful))


def _cannot_be_income(amount: int | None) -> bool:
    return amount is not None and (0 < amount < _LEAST_INCOME or amount > _MOST_INCOME)


def _read_sex(table: TableReader) -> Column[str | None]:
    if table.has("sex"):
        return table.map_texts("sex", lambda text: _SEXES.get(fold_text(text)))
    sexes = {(True, False): "male", (True, None): "male", (False, True): "female", (None, True): "female"}
    return combine(lambda *marks: sexes.get(marks), table.ticks("male"), table.ticks("female"))


def _check_points(
    table: TableReader, b2_scores: Column[int | None], deprivations: dict[str, Column[bool | None]]
) -> None:
    """B2 = points x deprivations ticked; a difference is shown, never mended."""
    if not table.has("b2_score") or not all(map(table.has, deprivations)):
        return
    expected = combine(partial(_count_points, table.context.point_per_deprivation), b2_scores, *deprivations.values())
    for place in expected.find(lambda points: points is not None):
        table.reader(place).note(
            Severity.WARNING,
            "b2_points",
            "b2_score",
            f"điểm B2 không khớp số chỉ số thiếu hụt đã đánh dấu (tính ra {expected[place]} điểm); "
            "số ghi trong tệp được giữ, hãy xem lại phiếu B2",
        )


def _count_points(points: int, score: int | None, *marks: bool | None) -> int | None:
    """What the ticks make; None where the score says the same, or not all is known."""
    return None if score is None or None in marks or score == points * marks.count(True) else points * marks.count(True)
