"""Dates as wards write them: day-first text, words, bare months and years, Excel serials."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from etl.clean.text import Value, tidy_text
from etl.errors import CellError

_DAY_FIRST = re.compile(r"^(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4})$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00:00)?$")
_MONTH = re.compile(r"^(\d{1,2})[\s./-]+(\d{4})$")
_YEAR = re.compile(r"^(\d{4})$")
_WORDS = re.compile(r"\b(?:ngày|tháng|năm)\b", re.IGNORECASE)
_BIRTH_WORDS = re.compile(r"\b(?:sinh|sn|ngày|tháng|năm)\b", re.IGNORECASE)
_QUARTER = re.compile(r"^quý\s+(IV|I{1,3}|[1-4])\s*(?:năm\s*|[/-]\s*|\s)(\d{4})$", re.IGNORECASE)
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_OLDEST_AGE = 120
_FIRST_EVENT_YEAR = 2000
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

    @property
    def is_real(self) -> bool:
        try:
            return bool(self.first_day)
        except ValueError:
            return False

    @property
    def first_day(self) -> date:
        """Raises ValueError for a date that no calendar has."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The last day it may mean: 05/2026 -> 31/05/2026. Raises ValueError as `first_day` does."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


def parse_birth_date(value: Value, *, today: date) -> PartialDate | None:
    """Read one birth date, also in words («sinh năm 1985»), keeping only the precision written; None for an empty cell.

    Day comes first; a month above 12 is an error, never swapped.
    Raises CellError (rule `birth_date`) for an impossible or future date.
    """
    text = tidy_text(value)
    birth = _read(value) or _read(_BIRTH_WORDS.sub(" ", text))
    if birth is None and text:
        raise CellError(
            "birth_date", text, "không đọc được ngày sinh; hãy ghi ngày/tháng/năm, ví dụ 05/02/1985, hoặc chỉ năm sinh"
        )
    if birth and not birth.is_real:
        raise CellError("birth_date", text, "ngày này không có thật; hãy xem lại ngày và tháng")
    if birth and (birth.first_day > today or birth.year < today.year - _OLDEST_AGE):
        raise CellError("birth_date", text, "năm sinh ở tương lai hoặc quá xa; hãy xem lại năm")
    return birth


def parse_event_date(value: Value, *, today: date) -> PartialDate | None:
    """Read the date of what has happened, also in words («ngày 15 tháng 5 năm 2026», «tháng 5/2026»); None when empty.

    Raises CellError (rule `event_date`) for text that is no date, an impossible date and one to come.
    """
    text = tidy_text(value)
    happened = _read(value) or _read(_WORDS.sub(" ", text))
    if happened is None and text:
        raise CellError("event_date", text, "không đọc được ngày; hãy ghi ngày/tháng/năm, ví dụ 15/05/2026")
    if happened and not happened.is_real:
        raise CellError("event_date", text, "ngày này không có thật; hãy xem lại ngày và tháng")
    if happened and (happened.first_day > today or happened.year < _FIRST_EVENT_YEAR):
        raise CellError("event_date", text, "ngày này ở tương lai hoặc quá xa; hãy xem lại")
    return happened


def parse_due_date(value: Value) -> date | None:
    """Read a day by which something is due or was done: «30/6/2026», «tháng 6/2026», «quý II năm 2026», «2026».

    A month, a quarter or a year stands for its last day. None for an empty cell.
    Raises CellError (rule `due_date`) for other words and for an impossible date.
    """
    text = tidy_text(value)
    if not text:
        return None
    quarter = _QUARTER.match(text)
    due = PartialDate(int(quarter[2]), 3 * _QUARTERS[quarter[1].upper()]) if quarter else _read(value)
    due = due or _read(_WORDS.sub(" ", text).strip())
    if due is None or not due.is_real:
        raise CellError("due_date", text, "không đọc được ngày; hãy ghi ngày/tháng/năm, ví dụ 30/06/2026")
    return due.last_day


def _read(value: Value) -> PartialDate | None:
    """None for an empty cell and for what is no date; the date may be one that no calendar has."""
    if isinstance(value, datetime | date):
        return PartialDate(value.year, value.month, value.day)
    text = tidy_text(value)
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
    return None


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
