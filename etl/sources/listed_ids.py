"""Pseudonyms of the households on a list, and the rows that would share one without being one household."""

from etl.clean.dates import PartialDate
from etl.clean.identity import IdNumber, make_key
from etl.clean.text import fold_text
from etl.column import combine
from etl.issue import Severity
from etl.sheet_report import SheetReport, list_columns, read_column
from etl.sources.repeated_households import list_repeated

_TELLING = ("head_id_number", "head_birth_text", "household_code")


def make_listed_id(
    secret: bytes, number: IdNumber | None, name: str, birth: PartialDate | None, code: str, area_id: str
) -> str:
    """A pseudonym from the head's identity number; without one, from name, birth (or code) and khối."""
    if number:
        return make_key(secret, "H", number.digits)
    return make_key(secret, "H", fold_text(name), str(birth or code), area_id)


def separate_shared_numbers(sheets: list[SheetReport], secret: bytes) -> None:
    """One identity number on rows with different names cannot be one household: the later row gets a key of its own."""
    own: list[tuple[SheetReport, int, str]] = []
    for earlier_sheet, earlier, sheet, place in list_repeated(sheets, "listed_id"):
        before, record = earlier_sheet.records[earlier], sheet.records[place]
        name = fold_text(str(record["head_name"]))
        if fold_text(str(before["head_name"])) == name:
            continue
        own.append((sheet, place, make_key(secret, "H", str(record["listed_id"]), name)))
        sheet.add_issue(
            Severity.WARNING,
            "id_number_shared",
            f"Dòng {record['source_row']}: số định danh chủ hộ trùng với dòng {before['source_row']} "
            f"của trang «{earlier_sheet.sheet}» "
            "nhưng khác họ tên; cả hai hộ đều được tính, hãy kiểm tra lại số định danh.",
            row=int(str(record["source_row"])),
            column="head_id_number",
        )
    for sheet in sheets:
        _rename(sheet, {place: key for repeating, place, key in own if repeating is sheet})


def separate_namesakes(sheets: list[SheetReport], secret: bytes) -> None:
    """Rows of one sheet with the same name and khối and nothing else to tell them by are as many households, and asked
    about: dropping one would lose a household, counting one too many shows.
    """
    for sheet in sheets:
        told = (read_column(sheet.records, name) for name in _TELLING)
        namesakes: dict[object, list[int]] = {}
        for place in combine(lambda *what: any(what), *told).find(lambda is_told: not is_told):
            namesakes.setdefault(read_column(sheet.records, "listed_id")[place], []).append(place)
        own: dict[int, str] = {}
        for listed_id, (first, *others) in namesakes.items():
            for number, place in enumerate(others, start=2):
                own[place] = make_key(secret, "H", str(listed_id), str(number))
                row, before = (int(str(sheet.records[at]["source_row"])) for at in (place, first))
                sheet.add_issue(
                    Severity.WARNING,
                    "namesake",
                    f"Dòng {row}: trùng họ tên chủ hộ và khối phố với dòng {before}, "
                    "không có số định danh, ngày sinh hay mã hộ để phân biệt; đang tính là các hộ riêng. Hãy ghi số "
                    "định danh, hoặc bỏ dòng thừa nếu là một hộ.",
                    row=row,
                    column="head_name",
                )
        _rename(sheet, own)


def _rename(sheet: SheetReport, own: dict[int, str]) -> None:
    columns = list_columns(sheet.records)
    columns["listed_id"] = columns["listed_id"].put(own)
