"""Danh sách đối tượng hưởng chính sách: one row per person, or per household where no person is named."""

from datetime import date

from etl.clean.identity import make_key
from etl.clean.text import fold_text
from etl.issue import Severity
from etl.row_reader import RowReader
from etl.sheet_report import Record
from etl.sources.policy_coverage import read_policy


def read_entitlement(row: RowReader) -> Record:
    """One entitlement. Raises RowQuarantined for an unknown policy and for nobody named (`entitlement_nobody`)."""
    policy_id = read_policy(row)
    head, number = row.id_number("head_id_number"), row.id_number("id_number")
    code, head_name, name = (row.text(field) for field in ("household_code", "head_name", "name"))
    if not (name or number or head or code or head_name):
        raise row.quarantine(
            "entitlement_nobody", "name", "không biết ai được hưởng; hãy ghi họ tên, số CCCD, mã hộ hoặc chủ hộ"
        )
    area_id = row.area_id() if row.text("area") or row.fallback_area_id else None
    listed_id = make_key(row.context.secret, "H", head.digits) if head else None
    birth_text = row.text("birth_date")
    row.birth_date("birth_date")
    household = listed_id or code or fold_text(head_name)
    person = (number.digits,) if number else (household, fold_text(name), birth_text) if name else None
    since = row.event_date("entitled_since")
    served_date = _read_served_date(row)
    receiver = "/".join(person or (household, area_id or ""))
    return row.provenance() | {
        "period": row.report.period,
        "entitlement_id": make_key(row.context.secret, "G", policy_id, row.report.period or "", receiver, str(since)),
        "policy_id": policy_id,
        "area_id": area_id,
        "unit_id": _read_unit(row),
        "head_listed_id": listed_id,
        "household_code": code or None,
        "own_key": make_key(row.context.secret, "P", *person) if person else None,
        "entitled_since": since.first_day if since else None,
        "is_served": _read_served(row),
        "served_date": served_date,
        "name": name or None,
        "id_number": number.digits if number else None,
        "birth_text": birth_text or None,
        "head_name": head_name or None,
        "note": row.text("note") or None,
    }


def _read_served(row: RowReader) -> bool | None:
    """A tick or words; a blank cell says nothing unless the day of receiving is written."""
    is_dated = bool(row.text("served_date"))
    if not row.text("is_served"):
        return True if is_dated else None
    word = row.word("is_served")
    served = word == "served" if word else row.tick("is_served")
    if served is False and is_dated:
        row.note(
            Severity.WARNING,
            "served_contradiction",
            "is_served",
            "ghi chưa hưởng nhưng lại có ngày hưởng; để «chưa rõ» cho đến khi sửa",
        )
        return None
    return served


def _read_served_date(row: RowReader) -> date | None:
    """Only a day that is known to the day."""
    served = row.event_date("served_date")
    if served is None or served.precision == "day":
        return served.first_day if served else None
    row.note(
        Severity.INFO, "served_date", "served_date", "ngày hưởng chưa ghi đến ngày nên chưa lấy; hãy ghi ngày/tháng/năm"
    )
    return None


def _read_unit(row: RowReader) -> str | None:
    written = row.text("unit")
    found = row.context.units.find(written) if written else None
    if written and found is None:
        row.note(Severity.WARNING, "unit_unknown", "unit", "không nhận ra đơn vị; để trống. Hãy ghi như kế hoạch")
    return found
