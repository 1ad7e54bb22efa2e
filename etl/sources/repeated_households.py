"""One household on several rows of a file: counted once, as the warehouse counts it, and what differs is said."""

from itertools import compress

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


def merge_repeated(sheets: list[SheetReport]) -> None:
    """Leave out of each sheet the households that a sheet before it lists with the same class.

    A list of the whole ward comes after those of single khối. Rows that class a household differently stay: nobody but
    a person may choose.
    """
    first: dict[object, tuple[SheetReport, int]] = {}
    kept: list[tuple[SheetReport, list[bool]]] = []
    for sheet in sorted(sheets, key=lambda sheet: len(set(read_column(sheet.records, "area_id"))) > 1):
        told = zip(read_column(sheet.records, "listed_id"), read_column(sheet.records, "recognised_class"), strict=True)
        is_kept: list[bool] = []
        elsewhere: dict[str, list[Record]] = {}
        for place, (listed_id, name) in enumerate(told):
            holder, earlier = first.setdefault((sheet.period, sheet.standard_id, listed_id, name), (sheet, place))
            is_kept.append(holder is sheet and earlier == place)
            if is_kept[-1]:
                continue
            record = sheet.records[place]
            if holder is sheet:
                _say_repeated(sheet, sheet.records[earlier], record)
            else:
                elsewhere.setdefault(holder.sheet, []).append(record)
            _join(holder, earlier, record)
        kept.append((sheet, is_kept))
        for name, repeated in elsewhere.items():
            _say_sheet(sheet, name, repeated)
    for sheet, is_kept in kept:
        if not all(is_kept):
            leave_out(sheet, is_kept)


def _join(holder: SheetReport, earlier: int, record: Record) -> None:
    """Two openings that contradict are unknown; one that says nothing yields."""
    openings = list_columns(holder.records)["opening_class"]
    known = {openings[earlier], record["opening_class"]} - {"unknown"}
    openings[earlier] = known.pop() if len(known) == 1 else "unknown"


def leave_out(sheet: SheetReport, is_kept: list[bool]) -> None:
    """Count the records that are not kept as merged."""
    merged = is_kept.count(False)
    sheet.rows_accepted -= merged
    sheet.rows_merged += merged
    columns = list_columns(sheet.records)
    sheet.records = ColumnRecords({name: list(compress(column, is_kept)) for name, column in columns.items()})
    sheet.test_rows = sum(map(bool, read_column(sheet.records, "is_test")))


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
