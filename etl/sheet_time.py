"""The time a sheet speaks of: its year and, of a monthly list, its month; never the day of a signature or decree."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_YEAR_NAMED = re.compile(r"\bnăm\s+(20\d{2})\b", re.IGNORECASE)
_SIGNED = re.compile(
    r"(?:ngày[\W_]*\d{0,2}|(?:từ|đến|thời điểm)\s+\d{1,2})[\W_]*tháng[\W_]*\d{0,2}(?:[\W_]*năm[\W_]*(?:20\d{2})?)?",
    re.IGNORECASE,
)
_ATTACHED = re.compile(r"\(?(?:ban hành\s+)?kèm theo[^)]*\)?", re.IGNORECASE)
_UNTIL = re.compile(
    r"đến\D{0,12}?(\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(\d{1,2})(?:\s*[/.-]\s*|\s+năm\s+)(20\d{2})\b", re.IGNORECASE
)
_MONTH = re.compile(
    r"(?P<since>\btừ\s+)?\btháng\s+(?P<month>\d{1,2})"
    r"(?:(?:\s*(?:[-–,]|đến|và)\s*(?:tháng\s+)?|(?:\s*năm\s*|/)20\d{2}\s*(?:đến|[-–])\s*tháng\s+)(?P<last>\d{1,2})\b)?"
    r"(?:\s*(?:năm\s*|[/.-]\s*)(?P<year>20\d{2})\b)?",
    re.IGNORECASE,
)
_MONTH_SHEET = re.compile(r"^th[áa]ng\s*(\d{1,2})(?:\s*(?:năm|[/._-])?\s*(20\d{2}))?$", re.IGNORECASE)
_LAST_MONTH = 12


@dataclass(frozen=True, slots=True)
class SheetTime:
    """`month` None: the year's own round. `doubt`: a Vietnamese sentence to ask with, "" where the sheet is plain."""

    year: int
    month: int | None = None
    is_year_named: bool = True
    doubt: str = ""

    @property
    def period(self) -> str:
        return f"{self.year}-{self.month:02}" if self.month else str(self.year)

    @property
    def last_day(self) -> date:
        month = self.month or _LAST_MONTH
        return date(self.year, month, monthrange(self.year, month)[1])


def read_time(
    titles: list[str], labels: tuple[str, ...], sheet_name: str, *, plan_year: int, has_months: bool
) -> SheetTime:
    """The year named, else the plan's; of a form that comes monthly (`has_months`) also the month.

    «đến ngày 31/5/2026» makes a list of May where no month is named: it tells how things stood at the end of May, and
    the figure of a year's end must not be taken from it. Both that and a day inside a month (which leaves the list to
    its year) are asked about; a day in December is the year's end.
    """
    year = read_year(titles, labels, sheet_name)
    found = _list_months(titles, sheet_name) if has_months else []
    months = {month for month, _ in found}
    if len(months) > 1:
        shown = ", ".join(str(month) for month in sorted(months))
        doubt = f"Trang «{sheet_name}» nêu nhiều tháng ({shown}) nên chưa rõ là danh sách của tháng nào"
        return _doubt(year, plan_year, f"{doubt}; tạm tính là danh sách cuối năm {year or plan_year}")
    if months:
        named = year or next((written for _, written in found if written), None)
        return SheetTime(named or plan_year, months.pop(), named is not None)
    return _read_until(titles, year, plan_year) if has_months else SheetTime(year or plan_year, None, year is not None)


def read_year(titles: list[str], labels: tuple[str, ...], sheet_name: str) -> int | None:
    """The year of a list: its title («NĂM 2026», «THÁNG 5/2026»), else columns, sheet name or the day it runs to.

    «ngày 27 tháng 01 năm 2021» is the date of a decree, never the year of the list.
    """
    bare = [_SIGNED.sub("", title) for title in titles]
    in_titles = [int(year) for title in bare for year in _YEAR_NAMED.findall(title)]
    in_months = [year for _, year in _list_months(titles) if year]
    in_labels = [int(year) for label in labels for year in _YEAR_NAMED.findall(label)]
    if years := in_titles or in_months or in_labels:
        return max(years)
    in_name = re.search(r"(?<!\d)(20\d{2})(?!\d)", sheet_name)
    until = next(filter(None, map(_UNTIL.search, titles)), None)
    return int(in_name[1]) if in_name else int(until[3]) if until else None


def _drop_attached(titles: list[str]) -> list[str]:
    """Titles without «(Kèm theo Báo cáo … tháng 5 năm 2026)»: the time of another document."""
    return [_ATTACHED.sub("", title) for title in titles]


def _list_months(titles: list[str], sheet_name: str = "") -> list[tuple[int, int | None]]:
    """Months named, each with the year beside it.

    «áp dụng từ tháng 1» starts something else, «rà soát từ tháng 9 đến tháng 12» is how the year's round is made: none.
    """
    found: list[tuple[int, int | None]] = []
    for title in _drop_attached([_SIGNED.sub("", title) for title in titles]):
        for place in _MONTH.finditer(title):
            if place["last"] != str(_LAST_MONTH) and (place["last"] or not place["since"]):
                year = int(place["year"]) if place["year"] else None
                found += [(int(place[name]), year) for name in ("month", "last") if place[name]]
    if in_name := _MONTH_SHEET.match(sheet_name.strip()):
        found.append((int(in_name[1]), int(in_name[2]) if in_name[2] else None))
    return [(month, year) for month, year in found if 1 <= month <= _LAST_MONTH]


def _read_until(titles: list[str], year: int | None, plan_year: int) -> SheetTime:
    whole = SheetTime(year or plan_year, None, year is not None)
    until = next(filter(None, map(_UNTIL.search, _drop_attached(titles))), None)
    if year is None or until is None or int(until[3]) != year or not 1 <= int(until[2]) < _LAST_MONTH:
        return whole
    month, shown = int(until[2]), f"Tiêu đề ghi số liệu «{until[0]}» mà không ghi là danh sách của tháng hay của năm"
    if int(until[1]) == monthrange(year, month)[1]:
        doubt = f"{shown}; tạm tính là danh sách tháng {month} năm {year}, không dùng làm số cuối năm"
        return SheetTime(
            year, month, True, f"{doubt}. Hãy ghi rõ «THÁNG {month} NĂM {year}» hoặc bỏ ngày này rồi nạp lại."
        )
    return _doubt(year, plan_year, f"{shown}; tạm tính là danh sách cuối năm {year}")


def _doubt(year: int | None, plan_year: int, sentence: str) -> SheetTime:
    advice = "Nếu là danh sách của một tháng, hãy ghi rõ ở tiêu đề, ví dụ «THÁNG 5 NĂM 2026», rồi nạp lại"
    return SheetTime(year or plan_year, None, year is not None, f"{sentence}. {advice}.")
