"""Pseudonyms of the households on a list, and the rows that would share one without being one household."""

from etl.clean.dates import PartialDate
from etl.clean.identity import IdNumber, make_key
from etl.clean.text import fold_text
from etl.issue import Severity
from etl.sheet_report import ColumnRecords, SheetReport


def make_listed_id(
    secret: bytes, number: IdNumber | None, name: str, birth: PartialDate | None, code: str, area_id: str
) -> str:
    """A pseudonym from the head's identity number; without one, from name, birth (or code) and khối."""
    if number:
        return make_key(secret, "H", number.digits)
    return make_key(secret, "H", fold_text(name), str(birth or code), area_id)


def separate_shared_numbers(sheets: list[SheetReport], secret: bytes) -> None:
    """One identity number on rows with different names cannot be one household: the later row gets a key of its own."""
    first: dict[object, tuple[SheetReport, int]] = {}
    for sheet in sheets:
        columns = _columns(sheet)
        listed_ids, rows = columns["listed_id"], columns["source_row"]
        for place, listed_id in enumerate(listed_ids):
            listed = (sheet.period, sheet.standard_id, listed_id)  # another month may write the name anew
            earlier_sheet, earlier = first.setdefault(listed, (sheet, place))
            name, earlier_columns = fold_text(str(columns["head_name"][place])), _columns(earlier_sheet)
            if (earlier_sheet is sheet and earlier == place) or (
                fold_text(str(earlier_columns["head_name"][earlier])) == name
            ):
                continue
            listed_ids[place] = make_key(secret, "H", str(listed_id), name)
            sheet.add_issue(
                Severity.WARNING,
                "id_number_shared",
                f"Dòng {rows[place]}: số định danh chủ hộ trùng với dòng {earlier_columns['source_row'][earlier]} "
                f"của trang «{earlier_sheet.sheet}» "
                "nhưng khác họ tên; cả hai hộ đều được tính, hãy kiểm tra lại số định danh.",
                row=int(str(rows[place])),
                column="head_id_number",
            )


def separate_namesakes(sheets: list[SheetReport], secret: bytes) -> None:
    """Rows of one sheet with the same name and khối and nothing else to tell them by are as many households, and asked
    about: dropping one would lose a household, counting one too many shows.
    """
    for sheet in sheets:
        columns, namesakes = _columns(sheet), dict[object, list[int]]()
        told = zip(columns["head_id_number"], columns["head_birth_text"], columns["household_code"], strict=True)
        for place, what in enumerate(told):
            if not any(what):
                namesakes.setdefault(columns["listed_id"][place], []).append(place)
        for first, *others in namesakes.values():
            for number, place in enumerate(others, start=2):
                columns["listed_id"][place] = make_key(secret, "H", str(columns["listed_id"][place]), str(number))
                row = columns["source_row"][place]
                sheet.add_issue(
                    Severity.WARNING,
                    "namesake",
                    f"Dòng {row}: trùng họ tên chủ hộ và khối phố với dòng {columns['source_row'][first]}, "
                    "không có số định danh, ngày sinh hay mã hộ để phân biệt; đang tính là các hộ riêng. Hãy ghi số "
                    "định danh, hoặc bỏ dòng thừa nếu là một hộ.",
                    row=int(str(row)),
                    column="head_name",
                )


def _columns(sheet: SheetReport) -> dict[str, list[object]]:
    assert isinstance(sheet.records, ColumnRecords)
    return sheet.records.columns
