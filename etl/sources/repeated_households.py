"""One household on several rows of a file: counted once, as the warehouse counts it, and what differs is said."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

import numpy as np

from etl.column import find_repeated, join, repeat
from etl.issue import Severity
from etl.sheet_report import ColumnRecords, Record, SheetReport, list_columns, read_column

_PLACE = frozenset({"source_file", "source_sheet", "source_row", "standard_id", "period", "listed_id"})
_NAMES = {
    "note": "Ghi chú",
    "household_code": "Mã hộ",
    "head_name": "Họ và tên chủ hộ",
    "head_birth_text": "Ngày sinh",
    "area_id": "Khối phố",
    "member_count": "Số nhân khẩu",
    "b1_score": "Điểm B1",
    "b2_score": "Điểm B2",
    "opening_class": "Phân loại đầu năm",
    "is_ethnic_minority": "Dân tộc",
    "head_sex": "Giới tính",
    "income_per_capita_vnd": "Thu nhập bình quân",
}
_OTHERS = "chỉ số thiếu hụt"


class Repeated(NamedTuple):
    """A record at its place in a sheet, and the first that says the same: in the same sheet or in one before it."""

    holder: SheetReport
    earlier: int
    sheet: SheetReport
    place: int


def list_repeated(sheets: Sequence[SheetReport], *fields: str) -> Iterator[Repeated]:
    """The records that say of a round in these fields what one before them says, sheet by sheet in order."""
    if not sheets:
        return
    rounds = join([repeat((sheet.period, sheet.standard_id), len(sheet.records)) for sheet in sheets])
    told = (join([read_column(sheet.records, field) for sheet in sheets]) for field in fields)
    starts = [0, *accumulate(len(sheet.records) for sheet in sheets)]

    def locate(row: int) -> tuple[SheetReport, int]:
        number = bisect_right(starts, row) - 1
        return sheets[number], row - starts[number]

    for row, first in find_repeated(*told, rounds).items():
        yield Repeated(*locate(first), *locate(row))


def merge_repeated(sheets: list[SheetReport]) -> None:
    """Leave out of each sheet the households that a sheet before it lists with the same class.

    A list of the whole ward comes after those of single khối. Rows that class a household differently stay: nobody but
    a person may choose.
    """
    ordered = sorted(sheets, key=lambda sheet: len(set(read_column(sheet.records, "area_id"))) > 1)
    left_out: list[tuple[SheetReport, list[int]]] = []
    for _, repeated in groupby(
        list_repeated(ordered, "listed_id", "recognised_class"), key=lambda found: id(found.sheet)
    ):
        places: list[int] = []
        elsewhere: dict[str, list[Record]] = {}
        for holder, earlier, sheet, place in repeated:
            record = sheet.records[place]
            if holder is sheet:
                _say_repeated(sheet, sheet.records[earlier], record)
            else:
                elsewhere.setdefault(holder.sheet, []).append(record)
            _join(holder, earlier, record)
            places.append(place)
        for name, records in elsewhere.items():
            _say_sheet(sheet, name, records)
        left_out.append((sheet, places))
    for sheet, places in left_out:
        leave_out(sheet, places)


def _join(holder: SheetReport, earlier: int, record: Record) -> None:
    """Two openings that contradict are unknown; one that says nothing yields."""
    openings = list_columns(holder.records)["opening_class"]
    known = {openings[earlier], record["opening_class"]} - {"unknown"}
    joined = known.pop() if len(known) == 1 else "unknown"
    if joined != openings[earlier]:
        list_columns(holder.records)["opening_class"] = openings.put({earlier: joined})


def leave_out(sheet: SheetReport, places: list[int]) -> None:
    """Count the records at these places as merged."""
    assert isinstance(sheet.records, ColumnRecords)
    sheet.rows_accepted -= len(places)
    sheet.rows_merged += len(places)
    sheet.records = sheet.records.take(np.delete(np.arange(len(sheet.records)), places))
    sheet.test_rows = len(read_column(sheet.records, "is_test").find(bool))


def _say_repeated(sheet: SheetReport, earlier: Record, record: Record) -> None:
    differing = [field for field in record if field not in _PLACE and record[field] != earlier[field]]
    names = ", ".join(f"«{name}»" for name in dict.fromkeys(_NAMES.get(field, _OTHERS) for field in differing))
    number = int(str(record["source_row"]))
    sheet.add_issue(
        Severity.WARNING,
        "repeated_household",
        f"Dòng {number}: cùng một hộ với dòng {earlier['source_row']} nên chỉ tính một lần, theo dòng trên"
        f"{f' (khác nhau ở {names})' if names else ''}. Hãy bỏ dòng thừa; nếu là hai hộ, hãy sửa số định danh hoặc "
        "ngày sinh chủ hộ.",
        row=number,
        column="head_id_number",
    )


def _say_sheet(sheet: SheetReport, name: str, repeated: list[Record]) -> None:
    sheet.add_issue(
        Severity.WARNING,
        "repeated_sheet",
        f"Trang «{sheet.sheet}»: {len(repeated)} hộ (từ dòng {repeated[0]['source_row']}) đã có ở trang «{name}»; mỗi "
        "hộ chỉ tính một lần.",
        row=int(str(repeated[0]["source_row"])),
        used=name,
    )
