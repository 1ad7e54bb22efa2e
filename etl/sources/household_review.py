"""Danh sách hộ nghèo, hộ cận nghèo sau rà soát: one row per household, opening and closing class."""

from etl.clean.dates import PartialDate
from etl.clean.identity import IdNumber, make_key
from etl.clean.text import fold_text
from etl.issue import Severity
from etl.layout import read_row_words
from etl.row_reader import RowReader
from etl.sheet_report import Record, SheetReport

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
_LEAST_INCOME, _MOST_INCOME = 10_000, 100_000_000
_SEXES = {"nam": "male", "nu": "female"}
TEST_CODE = "999"


def read_household(row: RowReader) -> Record:
    """One household as recognised. Raises RowQuarantined for two closing ticks or none (rule `closing_class`)."""
    name = row.text("head_name")
    if not name and "head_name" in row.row.merged:
        raise row.quarantine(
            "merged_household",
            "head_name",
            "ô họ tên gộp với dòng trên nên dòng này là phần tiếp của hộ trên, không tính là một hộ nữa. Nếu là hộ "
            "khác, hãy bỏ gộp ô và ghi họ tên",
        )
    if not name:
        raise row.quarantine("head_name_missing", "head_name", "thiếu họ tên chủ hộ")
    number, birth = row.id_number("head_id_number"), row.birth_date("head_birth_date")
    closing = _read_closing(row)
    area_id = row.area_id()
    deprivations = {field: row.tick(field) for field in DEPRIVATIONS}
    b2_score = row.count("b2_score")
    _check_points(row, b2_score, deprivations)
    ethnicity = row.context.ethnicities.find(row.text("ethnicity"))
    return row.provenance() | {
        "period": row.report.period,
        "standard_id": row.report.standard_id,
        "listed_id": make_listed_id(row, number, name, birth, area_id),
        "area_id": area_id,
        "opening_class": _read_opening(row),
        "recognised_class": closing,
        "b1_score": row.count("b1_score"),
        "b2_score": b2_score,
        "income_per_capita_vnd": _read_income(row),
        "member_count": row.count("member_count"),
        **deprivations,
        "is_ethnic_minority": None if ethnicity is None else ethnicity in row.context.minorities,
        "head_sex": _read_sex(row),
        "household_code": row.text("household_code") or None,
        "head_name": name,
        "head_id_number": number.digits if number else None,
        "head_birth_text": row.text("head_birth_date") or None,
        "note": row.text("note") or None,
        "is_test": fold_text(name) in read_row_words().test_names or row.text("household_code") == TEST_CODE,
    }


def make_listed_id(row: RowReader, number: IdNumber | None, name: str, birth: PartialDate | None, area_id: str) -> str:
    """A pseudonym from the head's identity number; without one, from name, birth and khối."""
    if number:
        return make_key(row.context.secret, "H", number.digits)
    return make_key(row.context.secret, "H", fold_text(name), str(birth or row.text("household_code")), area_id)


def _read_closing(row: RowReader) -> str:
    if row.has("closing_class"):
        closing = row.class_word("closing_class")
        if closing is None:
            raise row.quarantine("closing_class", "closing_class", "chưa ghi kết quả rà soát cuối kỳ")
        return closing
    ticks = {field: row.tick(field) for field in _CLOSING if row.has(field)}
    chosen = [_CLOSING[field] for field, tick in ticks.items() if tick]
    if len(chosen) > 1:
        raise row.quarantine("closing_class", "closing_poor", "đánh dấu cùng lúc nhiều kết quả cuối năm")
    if any(tick is None for tick in ticks.values()):
        return "unknown"
    if not chosen:
        raise row.quarantine("closing_class", "closing_poor", "chưa đánh dấu kết quả rà soát cuối năm")
    return chosen[0]


def _read_opening(row: RowReader) -> str:
    """Blank = not poor at the opening; no opening column at all, or a word that is no class = unknown."""
    if row.has("opening_class"):
        word = row.class_word("opening_class")
        return word or ("unknown" if row.text("opening_class").strip("-–— ") else "not_poor")
    ticks = {name: row.tick(field) for field, name in _OPENING.items() if row.has(field)}
    if not ticks or None in ticks.values():
        return "unknown"
    chosen = [name for name, tick in ticks.items() if tick]
    if len(chosen) > 1:
        row.note(
            Severity.WARNING,
            "opening_class",
            "opening_poor",
            "đánh dấu cả hai loại đầu năm; loại đầu năm của hộ này để «chưa rõ»",
        )
        return "unknown"
    return chosen[0] if chosen else "not_poor"


def _read_income(row: RowReader) -> int | None:
    """Đồng a month; unknown where it could only be of another unit than the column's."""
    amount = row.money("income_per_capita_vnd")
    if amount is None or not (0 < amount < _LEAST_INCOME or amount > _MOST_INCOME):
        return amount
    row.note(
        Severity.WARNING,
        "money_unit_mixed",
        "income_per_capita_vnd",
        f"theo đơn vị của cột là {amount} đồng một người một tháng, không thể đúng nên để trống; hãy ghi đơn vị ngay "
        "trong ô, ví dụ «1.500.000 đồng»",
    )
    return None


def _read_sex(row: RowReader) -> str | None:
    if row.has("sex"):
        return _SEXES.get(fold_text(row.text("sex")))
    chosen = [sex for sex in ("male", "female") if row.tick(sex)]
    return chosen[0] if len(chosen) == 1 else None


def _check_points(row: RowReader, b2_score: int | None, deprivations: dict[str, bool | None]) -> None:
    """B2 = points x deprivations ticked; a difference is shown, never mended."""
    if b2_score is None or None in deprivations.values():
        return
    counted = row.context.point_per_deprivation * sum(map(bool, deprivations.values()))
    if counted != b2_score:
        row.note(
            Severity.WARNING,
            "b2_points",
            "b2_score",
            f"điểm B2 không khớp số chỉ số thiếu hụt đã đánh dấu (tính ra {counted} điểm); "
            "số ghi trong tệp được giữ, hãy xem lại phiếu B2",
        )


def separate_shared_numbers(sheets: list[SheetReport], secret: bytes) -> None:
    """One identity number on rows with different names cannot be one household: the later row gets a key of its own."""
    first: dict[object, tuple[SheetReport, Record]] = {}
    for sheet in sheets:
        for record in sheet.records:
            listed = (sheet.period, sheet.standard_id, record["listed_id"])  # another month may write the name anew
            earlier_sheet, earlier = first.setdefault(listed, (sheet, record))
            if fold_text(str(earlier["head_name"])) == fold_text(str(record["head_name"])):
                continue
            record["listed_id"] = make_key(secret, "H", str(record["listed_id"]), fold_text(str(record["head_name"])))
            sheet.add_issue(
                Severity.WARNING,
                "id_number_shared",
                f"Dòng {record['source_row']}: số định danh chủ hộ trùng với dòng {earlier['source_row']} "
                f"của trang «{earlier_sheet.sheet}» "
                "nhưng khác họ tên; cả hai hộ đều được tính, hãy kiểm tra lại số định danh.",
                row=int(str(record["source_row"])),
                column="head_id_number",
            )


def separate_namesakes(sheets: list[SheetReport], secret: bytes) -> None:
    """Rows of one sheet with the same name and khối and nothing else to tell them by are as many households, and asked
    about: dropping one would lose a household, counting one too many shows.
    """
    for sheet in sheets:
        namesakes: dict[object, list[Record]] = {}
        for record in sheet.records:
            if not (record["head_id_number"] or record["head_birth_text"] or record["household_code"]):
                namesakes.setdefault(record["listed_id"], []).append(record)
        for first, *others in namesakes.values():
            for number, record in enumerate(others, start=2):
                record["listed_id"] = make_key(secret, "H", str(record["listed_id"]), str(number))
                sheet.add_issue(
                    Severity.WARNING,
                    "namesake",
                    f"Dòng {record['source_row']}: trùng họ tên chủ hộ và khối phố với dòng {first['source_row']}, "
                    "không có số định danh, ngày sinh hay mã hộ để phân biệt; đang tính là các hộ riêng. Hãy ghi số "
                    "định danh, hoặc bỏ dòng thừa nếu là một hộ.",
                    row=int(str(record["source_row"])),
                    column="head_name",
                )
