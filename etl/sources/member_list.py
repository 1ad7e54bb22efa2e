"""Danh sách thành viên hộ: one row per person; blank schooling and training mean no for a member with a birth date."""

from etl.clean.identity import make_key
from etl.clean.text import fold_text
from etl.issue import Severity
from etl.row_reader import RowReader
from etl.sheet_report import Record

_SEXES = {"nam": "male", "nu": "female"}


def read_member(row: RowReader) -> Record:
    """One member. Raises RowQuarantined for a member of no household (rule `orphan_member`)."""
    name = row.text("member_name")
    if not name:
        raise row.quarantine("member_name_missing", "member_name", "thiếu họ tên thành viên")
    head = row.id_number("head_id_number")
    code = row.text("household_code")
    if head is None and not code:
        raise row.quarantine(
            "orphan_member", "head_id_number", "không biết thành viên này thuộc hộ nào (thiếu mã hộ và số CCCD chủ hộ)"
        )
    birth = row.birth_date("birth_date")
    if birth is None:
        row.note(
            Severity.WARNING,
            "birth_date_missing",
            "birth_date",
            "chưa có ngày sinh nên chưa xét được tuổi của thành viên này",
        )
    number = row.id_number("id_number")
    return row.provenance() | {
        "period": row.report.period,
        "head_household_id": make_key(row.context.secret, "H", head.digits) if head else None,
        "household_code": code or None,
        "own_key": make_key(
            row.context.secret, "P", *_name_person(row, name, number.digits if number else None, head, code)
        ),
        "birth_year": birth.year if birth else None,
        "birth_month": birth.month if birth else None,
        "birth_day": birth.day if birth else None,
        "birth_precision": birth.precision if birth else None,
        "sex": _SEXES.get(fold_text(row.text("sex"))),
        "ethnicity_code": row.context.ethnicities.find(row.text("ethnicity")),
        "attends_school": row.tick("attends_school") if birth else None,
        "school_level": _read_level(row),
        "is_trained": row.tick("is_trained") if birth else None,
        "has_health_insurance": row.tick("has_health_insurance"),
        "is_disabled": row.tick("is_disabled"),
        "name": name,
        "id_number": number.digits if number else None,
        "birth_text": row.text("birth_date") or None,
        "relation": row.text("relation") or None,
    }


def _name_person(row: RowReader, name: str, number: str | None, head: object, code: str) -> tuple[str, ...]:
    if number:
        return (number,)
    return (str(head or code), fold_text(name), row.text("birth_date"))


def _read_level(row: RowReader) -> str | None:
    written = row.text("school_level")
    if not written:
        return None
    level = row.context.school_levels.find(written)
    if level is None:
        row.note(
            Severity.WARNING,
            "school_level",
            "school_level",
            "không nhận ra cấp học; để «chưa rõ». Ghi: Mầm non, Tiểu học, THCS, THPT",
        )
    return level
