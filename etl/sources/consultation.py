"""Tham vấn hộ: one row per wish of a household; a row that nobody filled in is a household not consulted yet."""

from datetime import date

from etl.clean.identity import make_key
from etl.clean.text import fold_text
from etl.issue import Severity
from etl.row_reader import RowReader
from etl.sheet_report import Record

NO_WISH, NOT_CLASSED = "none", "unknown"
_TOLD = ("consulted_date", "respondent", "wish_kind", "wish", "agreed")


def read_wish(row: RowReader) -> Record:
    """One wish. Raises RowQuarantined for a household not named (`wish_household`).

    A household may wish several things, each in its own row; consulted, it may wish nothing (`none`).
    """
    name, code, number = row.text("head_name"), row.text("household_code"), row.id_number("head_id_number")
    if not (name or code or number):
        raise row.quarantine(
            "wish_household",
            "head_name" if row.has("head_name") else "household_code",
            "không biết nguyện vọng này là của hộ nào; hãy ghi họ tên chủ hộ, mã hộ hoặc số CCCD chủ hộ",
        )
    is_blank = not any(row.text(field) for field in _TOLD)
    day = None if is_blank else _read_day(row)
    kind = NOT_CLASSED if is_blank else _read_kind(row)
    wish, area_id = row.text("wish"), row.area_id() if row.text("area") or row.fallback_area_id else None
    household = number.digits if number else f"{code} {fold_text(name)} {area_id or ''}"
    period = str(day.year) if day else row.report.period
    return row.provenance() | {
        "period": period,
        "wish_id": make_key(row.context.secret, "W", household, str(day or period), kind, fold_text(wish)),
        "area_id": area_id,
        "head_listed_id": make_key(row.context.secret, "H", number.digits) if number else None,
        "household_code": code or None,
        "head_name": name or None,
        "consulted_date": day,
        "wish_kind": kind,
        "unit_id": _read_unit(row),
        "respondent": row.text("respondent") or None,
        "wish": wish or None,
        "agreed": row.text("agreed") or None,
        "note": row.text("note") or None,
        "is_blank": is_blank,
    }


def _read_day(row: RowReader) -> date | None:
    """Only a day that is known to the day, and is not to come."""
    found = row.event_date("consulted_date")
    if found and found.precision == "day":
        return found.first_day
    if found or not row.text("consulted_date"):
        row.note(
            Severity.INFO,
            "consulted_date",
            "consulted_date",
            f"chưa rõ ngày tham vấn; tính là của năm {row.report.period}, hãy ghi ngày/tháng/năm",
        )
    return None


def _read_kind(row: RowReader) -> str:
    kind, wish = row.word("wish_kind"), row.text("wish")
    if not (wish or row.text("wish_kind")):
        row.note(
            Severity.WARNING,
            "wish_missing",
            "wish",
            "đã tham vấn nhưng chưa ghi nguyện vọng; hãy ghi, hoặc chọn «Không có nguyện vọng»",
        )
    elif kind == NO_WISH and wish:
        row.note(
            Severity.WARNING,
            "wish_contradiction",
            "wish_kind",
            "ghi không có nguyện vọng nhưng lại ghi nguyện vọng; để «chưa phân nhóm» cho đến khi sửa",
        )
        return NOT_CLASSED
    elif kind is None:
        row.note(
            Severity.WARNING,
            "wish_kind",
            "wish_kind",
            "chưa rõ nhóm nguyện vọng, hoặc một dòng ghi hai nhóm; để «chưa phân nhóm». Mỗi dòng chọn một nhóm: "
            f"{row.header.layout.columns['wish_kind'].list_words()}",
        )
    return kind or NOT_CLASSED


def _read_unit(row: RowReader) -> str | None:
    """Nobody need be named: many wishes have no đầu mối yet."""
    written = row.text("unit")
    found = row.context.units.find(written) if written else None
    if written and found is None:
        row.note(Severity.WARNING, "unit_unknown", "unit", "không nhận ra đơn vị; để trống. Hãy ghi như kế hoạch")
    return found
