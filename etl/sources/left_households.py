"""Lists of those who left: what their titles say, and a household that stands on two sheets of one workbook."""

import re

from etl.clean.text import fold_text
from etl.issue import Severity
from etl.sheet_report import Record, SheetReport, list_columns, read_column
from etl.sources.repeated_households import leave_out

# «Hộ mới thoát nghèo» left within three years, perhaps not in this one.
_LEFT = re.compile(r"(?<!moi )\bthoat (can )?ngheo\b(?! ben vung)")
_NO_LISTED_CLASS = re.compile(r"\b(?:ra soat|chuan|giam)(?: ho)? ngheo(?:(?: va)?(?: ho)? can ngheo)?\b")
_CLASS_WORDS = {"poor": "hộ nghèo", "near_poor": "hộ cận nghèo"}


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


def merge_left_rows(sheets: list[SheetReport]) -> None:
    """Of lists of households: one that left poverty and stands among the near-poor counts once, as the latter."""
    near: dict[object, tuple[SheetReport, int]] = {}
    for sheet in sheets if any(sheet.left_rows for sheet in sheets) else ():
        told = zip(read_column(sheet.records, "listed_id"), read_column(sheet.records, "recognised_class"), strict=True)
        for place, (listed_id, name) in enumerate(told):
            if name == "near_poor":
                near.setdefault((sheet.period, sheet.standard_id, listed_id), (sheet, place))
    for sheet in sheets if near else ():
        if places := [place for place, record in enumerate(sheet.records) if _joins(sheet, record, near)]:
            leave_out(sheet, places)


def _joins(sheet: SheetReport, record: Record, near: dict[object, tuple[SheetReport, int]]) -> bool:
    """Whether a record of one that left joins the one of the near-poor, which keeps what it was at the opening."""
    found = near.get((sheet.period, sheet.standard_id, record["listed_id"]))
    row = int(str(record["source_row"]))
    if found is None or row not in sheet.left_rows or record["recognised_class"] != "not_poor":
        return False
    listed, place = found
    openings = list_columns(listed.records)["opening_class"]
    if openings[place] == "unknown":
        list_columns(listed.records)["opening_class"] = openings.put({place: record["opening_class"]})
    sheet.add_issue(
        Severity.INFO,
        "left_household_listed",
        f"Dòng {row}: hộ thoát nghèo này cũng có trong danh sách hộ cận nghèo, trang «{listed.sheet}» dòng "
        f"{listed.records[place]['source_row']}; chỉ tính một lần, là hộ cận nghèo.",
        row=row,
        used="near_poor",
    )
    return True
