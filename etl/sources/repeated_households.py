"""One household on several rows of a file: counted once, as the warehouse counts it, and what differs is said."""

from etl.issue import Severity
from etl.sheet_report import Record, SheetReport

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
    first: dict[object, tuple[SheetReport, Record]] = {}
    for sheet in sorted(sheets, key=lambda sheet: len({record["area_id"] for record in sheet.records}) > 1):
        kept: list[Record] = []
        elsewhere: dict[str, list[Record]] = {}
        for record in sheet.records:
            key = (sheet.period, sheet.standard_id, record["listed_id"], record["recognised_class"])
            holder, earlier = first.setdefault(key, (sheet, record))
            if earlier is record:
                kept.append(record)
            elif holder is sheet:
                _say_repeated(sheet, earlier, record)
            else:
                elsewhere.setdefault(holder.sheet, []).append(record)
            if earlier is not record:
                _join(earlier, record)
        _leave_out(sheet, kept)
        for name, repeated in elsewhere.items():
            _say_sheet(sheet, name, repeated)


def _join(earlier: Record, record: Record) -> None:
    """Two openings that contradict are unknown; one that says nothing yields."""
    known = {earlier["opening_class"], record["opening_class"]} - {"unknown"}
    earlier["opening_class"] = known.pop() if len(known) == 1 else "unknown"


def _leave_out(sheet: SheetReport, kept: list[Record]) -> None:
    merged = len(sheet.records) - len(kept)
    sheet.rows_accepted -= merged
    sheet.rows_merged += merged
    sheet.test_rows = sum(bool(record.get("is_test")) for record in kept)
    sheet.records = kept


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
