"""Birth dates as wards write them: day-first text, bare years, Excel serials."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from etl.clean.text import tidy_text
from etl.errors import CellError
from etl.workbook.model import Value

_DAY_FIRST = re.compile(r"^(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4})$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00:00)?$")
_MONTH = re.compile(r"^(\d{1,2})[\s./-]+(\d{4})$")
_YEAR = re.compile(r"^(\d{4})$")
_OLDEST_AGE = 120
_EXCEL_EPOCH = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 3000, 80000


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the day, the month or only the year; the missing parts are None."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def precision(self) -> str:
        return "day" if self.day else "month" if self.month else "year"


def parse_birth_date(value: Value, *, today: date) -> PartialDate | None:
    """Read one birth date, keeping only the precision that was written; None for an empty cell.

    Day comes first; a month above 12 is an error, never swapped.
    Raises CellError (rule `birth_date`) for an impossible or future date.
    """
    if isinstance(value, datetime | date):
        return _check(PartialDate(value.year, value.month, value.day), tidy_text(value), today)
    text = tidy_text(value)
    if not text:
        return None
    return _check(_read(text), text, today)


def _read(text: str) -> PartialDate:
    if found := _DAY_FIRST.match(text):
        day, month, year = map(int, found.groups())
        return PartialDate(year, month, day)
    if found := _ISO.match(text):
        year, month, day = map(int, found.groups())
        return PartialDate(year, month, day)
    if found := _MONTH.match(text):
        return PartialDate(int(found[2]), int(found[1]))
    if found := _YEAR.match(text):
        return PartialDate(int(found[1]))
    if text.isdigit() and _FIRST_SERIAL <= int(text) <= _LAST_SERIAL:
        serial = _EXCEL_EPOCH + timedelta(days=int(text))
        return PartialDate(serial.year, serial.month, serial.day)
    raise CellError(
        "birth_date", text, "không đọc được ngày sinh; hãy ghi ngày/tháng/năm, ví dụ 05/02/1985, hoặc chỉ năm sinh"
    )


def _check(birth: PartialDate, text: str, today: date) -> PartialDate:
    try:
        first = date(birth.year, birth.month or 1, birth.day or 1)
    except ValueError:
        raise CellError("birth_date", text, "ngày này không có thật; hãy xem lại ngày và tháng") from None
    if first > today or birth.year < today.year - _OLDEST_AGE:
        raise CellError("birth_date", text, "năm sinh ở tương lai hoặc quá xa; hãy xem lại năm")
    return birth


def parse_report_date(text: str) -> date | None:
    """The first full day-first date inside a title line («Số liệu tính đến ngày 31/10/2026»), or None."""
    slashed = re.search(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)
    worded = re.search(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", text, re.IGNORECASE)
    for found in (slashed, worded):
        if found:
            try:
                return date(int(found[3]), int(found[2]), int(found[1]))
            except ValueError:
                return None
    return None
