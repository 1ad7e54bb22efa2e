"""Dates as wards write them: day-first text, words, bare months and years, Excel serials."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

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
_MONTHS = 12
_FIRST_EVENT_YEAR = 2000
# The day from which a workbook counts its days: that of Windows, and that of old workbooks of the Mac.
EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
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


def parse_birth_date(value: Value, *, today: date, epoch: date = EPOCH) -> PartialDate | None:
    """Read one birth date, also in words («sinh năm 1985»), keeping only the precision written; None for an empty cell.

    Day comes first; a month above 12 is an error, never swapped. `epoch`: day 0 of a bare serial number.
    Raises CellError (rule `birth_date`) for an impossible or future date.
    """
    text = tidy_text(value)
    birth = _read(value, epoch) or _read(_BIRTH_WORDS.sub(" ", text), epoch)
    if birth is None and text:
        raise CellError(
            "birth_date", text, "không đọc được ngày sinh; hãy ghi ngày/tháng/năm, ví dụ 05/02/1985, hoặc chỉ năm sinh"
        )
    if birth and not birth.is_real:
        raise CellError(
            "birth_date", text, f"ngày này không có thật; hãy xem lại ngày và tháng{_ask_order(birth, today)}"
        )
    if birth and (birth.first_day > today or birth.year < today.year - _OLDEST_AGE):
        raise CellError("birth_date", text, f"ngày sinh ở tương lai hoặc quá xa; hãy xem lại{_ask_order(birth, today)}")
    return birth


def parse_event_date(value: Value, *, today: date, epoch: date = EPOCH) -> PartialDate | None:
    """Read the date of what has happened, also in words («ngày 15 tháng 5 năm 2026», «tháng 5/2026»); None when empty.

    Raises CellError (rule `event_date`) for text that is no date, an impossible date and one to come.
    """
    text = tidy_text(value)
    happened = _read(value, epoch) or _read(_WORDS.sub(" ", text), epoch)
    if happened is None and text:
        raise CellError("event_date", text, "không đọc được ngày; hãy ghi ngày/tháng/năm, ví dụ 15/05/2026")
    if happened and not happened.is_real:
        raise CellError(
            "event_date", text, f"ngày này không có thật; hãy xem lại ngày và tháng{_ask_order(happened, today)}"
        )
    if happened and (happened.first_day > today or happened.year < _FIRST_EVENT_YEAR):
        raise CellError(
            "event_date", text, f"ngày này ở tương lai hoặc quá xa; hãy xem lại{_ask_order(happened, today)}"
        )
    return happened


def parse_due_date(value: Value, *, epoch: date = EPOCH) -> date | None:
    """Read a day by which something is due or was done: «30/6/2026», «tháng 6/2026», «quý II năm 2026», «2026».

    A month, a quarter or a year stands for its last day. None for an empty cell.
    Raises CellError (rule `due_date`) for other words and for an impossible date.
    """
    text = tidy_text(value)
    if not text:
        return None
    quarter = _QUARTER.match(text)
    due = PartialDate(int(quarter[2]), 3 * _QUARTERS[quarter[1].upper()]) if quarter else _read(value, epoch)
    due = due or _read(_WORDS.sub(" ", text).strip(), epoch)
    if due is None or not due.is_real:
        raise CellError("due_date", text, "không đọc được ngày; hãy ghi ngày/tháng/năm, ví dụ 30/06/2026")
    return due.last_day


def _read(value: Value, epoch: date) -> PartialDate | None:
    """None for an empty cell and for what is no date; the date may be one that no calendar has."""
    if isinstance(value, datetime | date):
        return PartialDate(value.year, value.month, value.day)
    text = tidy_text(value)
    if found := _DAY_FIRST.match(text):
        day, month, year = map(int, found.groups())
        # «00/00/1985» on identity cards: only the year is known.
        return PartialDate(year, month or None, (month and day) or None)
    if found := _ISO.match(text):
        year, month, day = map(int, found.groups())
        return PartialDate(year, month, day)
    if found := _MONTH.match(text):
        return PartialDate(int(found[2]), int(found[1]))
    if found := _YEAR.match(text):
        return PartialDate(int(found[1]))
    if text.isdecimal() and _FIRST_SERIAL <= int(text) <= _LAST_SERIAL:
        serial = epoch + timedelta(days=int(text))
        return PartialDate(serial.year, serial.month, serial.day)
    return None


def _ask_order(found: PartialDate, today: date) -> str:
    """«; có phải 12/05/2026 …» where the day and the month the other way round would do; never taken for them."""
    other = PartialDate(found.year, found.day, found.month)
    if not (found.day and other.is_real and other.first_day <= today and other != found):
        return ""
    return f", có phải {other.first_day:%d/%m/%Y} bị ghi tháng trước ngày không"


@lru_cache(maxsize=20_000)
def tell_order(text: str) -> str:
    """What the order of a date in text must be: "day" (25/12/1985), "month" (12/25/1985), "" for what may be both."""
    found = _DAY_FIRST.match(text)
    first, second = (int(found[1]), int(found[2])) if found else (0, 0)
    if second > _MONTHS >= first:
        return "month"
    return "day" if first > _MONTHS >= second else ""


def may_be_swapped(value: Value) -> bool:
    """Whether a date would be another with its day and month the other way round."""
    if isinstance(value, datetime | date):
        return value.day <= _MONTHS and value.day != value.month
    found = _DAY_FIRST.match(tidy_text(value))
    day, month = (int(found[1]), int(found[2])) if found else (0, 0)
    return 0 < day <= _MONTHS and 0 < month <= _MONTHS and day != month


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
