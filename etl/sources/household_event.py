"""Biến động hộ: what a document says happened to a household: moved, split, merged, died out, changed its head."""

from etl.clean.dates import PartialDate
from etl.clean.identity import IdNumber, hide_personal, make_key
from etl.clean.text import fold_text
from etl.issue import Severity
from etl.row_reader import RowReader
from etl.sheet_report import Record


def read_event(row: RowReader) -> Record:
    """One event. Raises RowQuarantined for a kind unknown (`event_kind`) and a household not named (`event_household`).

    A date without its day stands for the last day it may mean; a bare year leaves the day unknown and gives the period.
    """
    name, code, number = row.text("head_name"), row.text("household_code"), row.id_number("head_id_number")
    if not (name or code or number):
        raise row.quarantine(
            "event_household",
            "head_name" if row.has("head_name") else "household_code",
            "không biết biến động này là của hộ nào; hãy ghi họ tên chủ hộ, mã hộ hoặc số CCCD chủ hộ",
        )
    kind = _read_kind(row)
    happened = _read_date(row)
    is_dated = happened is not None and happened.precision != "year"
    period = str(happened.year) if happened and not is_dated else row.report.period
    event_date = happened.last_day if happened and is_dated else None
    area_id = row.area_id()
    related = row.id_number("related_id_number")
    related_name, related_code = row.text("related_head_name"), row.text("related_code")
    identity = _name_household(number, code, name), _name_household(related, related_code, related_name)
    return row.provenance() | {
        "period": period,
        "event_id": make_key(row.context.secret, "E", kind, str(happened or row.report.period), area_id, *identity),
        "kind": kind,
        "event_date": event_date,
        "date_precision": happened.precision if happened else None,
        "document": hide_personal(row.text("document"), name, related_name) or None,
        "area_id": area_id,
        "listed_id": make_key(row.context.secret, "H", number.digits) if number else None,
        "household_code": code or None,
        "head_name": name or None,
        "head_id_number": number.digits if number else None,
        "related_listed_id": make_key(row.context.secret, "H", related.digits) if related else None,
        "related_code": related_code or None,
        "related_head_name": related_name or None,
        "related_id_number": related.digits if related else None,
        "note": row.text("note") or None,
    }


def _name_household(number: IdNumber | None, code: str, name: str) -> str:
    """What tells the household of an event from another, so that the same event read twice has one id."""
    return number.digits if number else f"{code} {fold_text(name)}"


def _read_kind(row: RowReader) -> str:
    kind = row.word("kind")
    if kind is None:
        raise row.quarantine(
            "event_kind",
            "kind",
            "không nhận ra loại biến động, hoặc một dòng ghi hai loại; mỗi dòng ghi một loại: "
            f"{row.header.layout.columns['kind'].list_words()}",
        )
    return kind


def _read_date(row: RowReader) -> PartialDate | None:
    happened = row.event_date("event_date")
    if happened is None:
        place = f"của năm {row.report.period}"
    elif happened.precision == "day":
        return happened
    else:
        place = (
            f"của năm {happened.year}"
            if happened.precision == "year"
            else f"của tháng {happened.month}/{happened.year}"
        )
    row.note(
        Severity.WARNING,
        "event_date_missing",
        "event_date",
        f"chưa rõ ngày xảy ra; tạm tính là biến động {place}, hãy bổ sung ngày theo văn bản",
    )
    return happened
