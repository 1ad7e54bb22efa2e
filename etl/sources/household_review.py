"""Danh sách hộ nghèo, hộ cận nghèo sau rà soát: one row per household, opening and closing class."""

from collections.abc import Sequence
from itertools import compress, product

from etl.clean.text import fold_text
from etl.issue import Severity
from etl.layout import read_row_words
from etl.sheet_report import ColumnRecords
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
_CLOSING = {"closing_poor": "poor", "closing_near_poor": "near_poor", "closing_not_poor": "not_poor"}
_OPENING = {"opening_poor": "poor", "opening_near_poor": "near_poor"}
_SEXES = {"nam": "male", "nu": "female"}
TEST_CODE = "999"


def read_households(table: TableReader) -> ColumnRecords:
    """The households as recognised. Rows without a name, with two closing ticks or none are counted as quarantined."""
    table = _keep_named(table)
    table, closing = _read_closing(table)
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
        "recognised_class": closing,
        "b1_score": table.counts("b1_score"),
        "b2_score": b2_scores,
        "income_per_capita_vnd": table.money("income_per_capita_vnd"),
        "member_count": table.counts("member_count"),
        **deprivations,
        "is_ethnic_minority": table.map_texts("ethnicity", table.context.is_minority),
        "head_sex": _read_sex(table),
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
    return ColumnRecords({name: list(column) for name, column in columns.items()})


def _keep_named(table: TableReader) -> TableReader:
    names = table.texts("head_name")
    for place, name in enumerate(names):
        if not name:
            table.quarantine(place, "head_name_missing", "head_name", "thiếu họ tên chủ hộ")
    return table if all(names) else table.keep([bool(name) for name in names])


def _read_closing(table: TableReader) -> tuple[TableReader, list[str]]:
    """The rows that say one closing class, or a doubtful one (`unknown`), and their classes."""
    classes = _read_closing_words(table) if table.has("closing_class") else _read_closing_ticks(table)
    known = [name for name in classes if name is not None]
    return (table if len(known) == len(classes) else table.keep([name is not None for name in classes])), known


def _read_closing_words(table: TableReader) -> list[str | None]:
    classes = table.class_words("closing_class")
    for place, name in enumerate(classes):
        if name is None:
            table.quarantine(place, "closing_class", "closing_class", "chưa ghi kết quả rà soát cuối kỳ")
    return classes


def _read_closing_ticks(table: TableReader) -> list[str | None]:
    names = [name for field, name in _CLOSING.items() if table.has(field)]
    ticked = zip(*(table.ticks(field) for field in _CLOSING if table.has(field)), strict=True)
    chosen = {marks: list(compress(names, marks)) for marks in product((True, False, None), repeat=len(names))}
    classes: list[str | None] = []
    for place, marks in enumerate(ticked):
        found = chosen[marks]
        if len(found) == 1 and None not in marks:
            classes.append(found[0])
        elif len(found) > 1:
            table.quarantine(place, "closing_class", "closing_poor", "đánh dấu cùng lúc nhiều kết quả cuối năm")
            classes.append(None)
        elif None in marks:
            classes.append("unknown")
        else:
            table.quarantine(place, "closing_class", "closing_poor", "chưa đánh dấu kết quả rà soát cuối năm")
            classes.append(None)
    return classes


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
