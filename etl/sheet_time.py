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
_MONTH_SHEET = re.compile(
    r"^(?:ds\s*)?(?:(?P<word>th[áa]ng|th\.?|t\.?)\s*)?(?P<month>\d{1,2})(?:\s*(?:năm|[/._-])?\s*(?P<year>20\d{2}))?$",
    re.IGNORECASE,
)
_SHORT_MONTH = re.compile(r"\bT\.?\s?(\d{1,2})\s*[/.-]\s*(20\d{2})\b")
_MONTH_WORDS = ("giêng|một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai|chạp")
# «tháng năm 2026» lacks its month: the word counts only where a year follows it.
_WORDED_MONTHS = tuple(
    (re.compile(rf"\btháng\s+(?:{words})(?=\s*(?:năm\s*|/\s*)20\d{{2}}\b)", re.IGNORECASE), f"tháng {month}")
    for month, words in enumerate(_MONTH_WORDS, start=1)
)
_PART_OF_YEAR = re.compile(
    r"\b(?:(?P<months>3|03|6|06|9|09|ba|sáu|chín)\s+tháng\b(?!\s*(?:\d|cuối))|quý\s+(?P<quarter>IV|I{1,3}|[1-4])\b"
    r"|(?P<middle>giữa\s+năm)\s+20\d{2}\b)",
    re.IGNORECASE,
)
_MONTHS_OF_PART = {"3": 3, "6": 6, "9": 9, "ba": 3, "sáu": 6, "chín": 9}
_QUARTERS = {"i": 3, "1": 3, "ii": 6, "2": 6, "iii": 9, "3": 9, "iv": 12, "4": 12}
_YEAR_OPENING = re.compile(r"(?<!so với )(?<!tháng )\bđầu năm\s+(20\d{2})\b", re.IGNORECASE)
_RESULT = re.compile(r"\bkết quả[^\d]{0,40}?\bnăm\s+(20\d{2})\b", re.IGNORECASE)
_LAST_MONTH = 12
_ADVICE = "Hãy ghi rõ ở tiêu đề, ví dụ «THÁNG 5 NĂM 2026» hoặc «NĂM 2026», rồi nạp lại."


@dataclass(frozen=True, slots=True)
class SheetTime:
    """`month` None: the year's own round. `doubt`: a Vietnamese sentence to ask with, "" where the sheet is plain.

    `is_stretch`: several months (a quarter, a half year): what came and went in them is no figure of a month or year.
    """

    year: int
    month: int | None = None
    is_year_named: bool = True
    doubt: str = ""
    is_stretch: bool = False

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
    its year) are asked about; a day in December is the year's end. Several months, a quarter, half a year stand for
    their last month, of a sheet named for a month for that one, and are asked about.
    """
    year = read_year(titles, labels, sheet_name)
    if not has_months:
        return SheetTime(year or plan_year, None, year is not None)
    said, in_name = _list_months(titles), _read_sheet_month(sheet_name)
    found = [(month, written) for month, written in said if 1 <= month <= _LAST_MONTH]
    named = year or next((written for _, written in found if written), None)
    months = {month for month, _ in found} | ({in_name} if in_name else set())
    if len(months) > 1:
        shown = ", ".join(map(str, sorted(months)))
        why = f"Trang «{sheet_name}» nêu nhiều tháng ({shown}) nên chưa rõ là danh sách của tháng nào"
        return _guess_month(named or plan_year, in_name or max(months), why, is_stretch=True)
    if months:
        return _say_short(SheetTime(named or plan_year, months.pop(), named is not None), sheet_name, bool(found))
    if part := _find_part(titles, sheet_name):
        month, words = part
        why = f"«{words}» không phải một tháng, cũng không phải cả năm"
        return _guess_month(named or plan_year, month, why, is_stretch=True)
    if said:
        shown = f"Tiêu đề ghi «tháng {said[0][0]}», không có tháng này"
        return _doubt(year, plan_year, f"{shown}; tạm tính là danh sách cuối năm {year or plan_year}")
    return _read_two_years(titles, plan_year) or _read_until(titles, year, plan_year)


def _guess_month(year: int, month: int, why: str, *, is_stretch: bool = False) -> SheetTime:
    """A list that stood during the year: its figures are never those of the year's end."""
    doubt = f"{why}; tạm tính là danh sách tháng {month} năm {year}, không dùng làm số cuối năm. {_ADVICE}"
    return SheetTime(year, month, True, doubt, is_stretch)


def _say_short(time: SheetTime, sheet_name: str, is_titled: bool) -> SheetTime:
    """«T3» without a year may be something else than March."""
    name = _MONTH_SHEET.match(sheet_name.strip())
    if is_titled or name is None or name["year"] or (name["word"] or "").lower() in ("tháng", "thang"):
        return time
    why = f"Tên trang «{sheet_name}» được hiểu là tháng {time.month}"
    return SheetTime(time.year, time.month, time.is_year_named, f"{why}, không dùng làm số cuối năm. {_ADVICE}")


def _read_sheet_month(sheet_name: str) -> int | None:
    """«Tháng 5», «T5», «05.2026»; a bare number is no month."""
    found = _MONTH_SHEET.match(sheet_name.strip())
    month = int(found["month"]) if found and (found["word"] or found["year"]) else None
    return month if month and month <= _LAST_MONTH else None


def _find_part(titles: list[str], sheet_name: str) -> tuple[int, str] | None:
    """The last month of «QUÝ II», «6 THÁNG ĐẦU NĂM», «giữa năm 2026», and the words."""
    for text in [*_drop_attached(titles), sheet_name]:
        for place in _PART_OF_YEAR.finditer(text):
            quarter, months = place["quarter"], place["months"]
            month = _QUARTERS[quarter.lower()] if quarter else 6
            return (_MONTHS_OF_PART[months.lower().lstrip("0")] if months else month), place[0]
    return None


def _read_two_years(titles: list[str], plan_year: int) -> SheetTime | None:
    """Where a title names the opening of a year, or the year of another list beside its own; None: neither."""
    bare = _drop_attached([_SIGNED.sub("", title) for title in titles])
    opening = next(filter(None, map(_YEAR_OPENING.search, bare)), None)
    years = {int(year) for title in bare for year in _YEAR_NAMED.findall(title)}
    result = next((int(found[1]) for title in bare if (found := _RESULT.search(title))), None)
    if opening and years == {int(opening[1])}:
        year, shown = int(opening[1]) - 1, f"Tiêu đề ghi «{opening[0]}»: đầu năm này là kết quả của cuối năm trước"
    elif len(years) > 1:
        year, shown = result or max(years), f"Tiêu đề nêu nhiều năm ({', '.join(map(str, sorted(years)))})"
    else:
        return None
    return _doubt(year, plan_year, f"{shown}; tạm tính là danh sách cuối năm {year}")


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


def _list_months(titles: list[str]) -> list[tuple[int, int | None]]:
    """Months named in the titles, also those of no calendar, each with the year beside it.

    «áp dụng từ tháng 1» starts something else, «rà soát từ tháng 9 đến tháng 12» is how the year's round is made: none.
    """
    found: list[tuple[int, int | None]] = []
    for title in _drop_attached([_SIGNED.sub("", title) for title in titles]):
        for place in _MONTH.finditer(_spell_months(title)):
            if place["last"] != str(_LAST_MONTH) and (place["last"] or not place["since"]):
                year = int(place["year"]) if place["year"] else None
                found += [(int(place[name]), year) for name in ("month", "last") if place[name]]
    return found


def _spell_months(title: str) -> str:
    """«T5/2026» and «THÁNG NĂM NĂM 2026» as «tháng 5…»."""
    for pattern, spelled in _WORDED_MONTHS:
        title = pattern.sub(spelled, title)
    return _SHORT_MONTH.sub(r"tháng \1/\2", title)


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
    return SheetTime(year or plan_year, None, year is not None, f"{sentence}. {_ADVICE}")
