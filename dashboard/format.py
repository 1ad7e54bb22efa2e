"""The only number-to-text in the house: 1.234.567,8 · 3,25% · 12,4 tỷ đồng · 31/12/2026.

None is never printed as 0: a missing number reads «chưa báo cáo», an impossible ratio reads «—».
"""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel.numbers import format_decimal

from dashboard.text import Text
from queries import write_day, write_period

# How a snapshot is named after the moment of its build; a second one of the same second has a number behind.
STAMP = "%Y%m%d-%H%M%S"
STAMP_LENGTH = len("20261120-081200")
DASH = "—"
MINUS = "−"
BILLION, MILLION = 1_000_000_000, 1_000_000
HUNDREDTH = Decimal("0.01")
# Below this sum the million is the unit officers write («1.065,5 triệu đồng»).
BILLIONS_FROM = 10 * BILLION


@lru_cache(maxsize=4096)
def number(value: float | Decimal, text: Text, places: int = 0) -> str:
    """Write a number with at most `places` decimals, halves rounded up as on paper; trailing zeros are dropped."""
    rounded = round_half_up(value, places)
    pattern = "#,##0." + "#" * places if places else "#,##0"
    return format_decimal(rounded, format=pattern, locale=text.lang).replace("-", MINUS)


def round_half_up(value: float | Decimal, places: int) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def count(value: float | None, text: Text) -> str:
    return text("not_reported") if value is None else number(value, text, 0 if float(value).is_integer() else 1)


def padded(value: float, text: Text) -> str:
    """Write «05»: below ten padded as in the ward's own plan."""
    is_short = text.lang == "vi" and 0 < value < 10 and float(value).is_integer()
    return f"0{value:.0f}" if is_short else count(value, text)


def counted(value: float | None, noun: str, text: Text) -> str:
    """Write «05 hộ»."""
    return text("not_reported") if value is None else f"{padded(value, text)} {text.noun(noun, value)}"


def signed(value: float | None, text: Text) -> str:
    if value is None:
        return text("not_reported")
    return ("+" if value > 0 else "") + count(value, text)


def share(numerator: float | None, denominator: float | None, noun: str, text: Text) -> str:
    """Write «7/9 trẻ»; nothing to divide by is «—», nothing known to divide is «chưa báo cáo»."""
    if denominator == 0:
        return DASH
    if numerator is None or denominator is None:
        return text("not_reported")
    return f"{count(numerator, text)}/{count(denominator, text)} {text.noun(noun, denominator)}"


def percent(value: float | None, text: Text) -> str:
    """Write a fraction as «77,78%». A share short of the whole never rounds up to 100%, nor a small one down to 0%."""
    if value is None:
        return DASH
    exact = Decimal(str(value)) * 100
    shown = round_half_up(exact, 2)
    if shown != exact and shown in (0, 100):
        shown += HUNDREDTH if exact > shown else -HUNDREDTH
    return number(shown, text, 2) + "%"


def points(value: float | None, text: Text) -> str:
    """Write a difference of two fractions in points of a percentage, «−0,032»: fine enough for its parts to add up."""
    if value is None:
        return DASH
    shown = round_half_up(value * 100, 3)
    sign = "+" if shown > 0 else "" if shown or not value else "≈ "
    return sign + number(shown or abs(shown), text, 3)


def rest_of_points(whole: float | None, part: float | None) -> float | None:
    """Return what is left of a difference after one part, both as `points` writes them."""
    if whole is None or part is None:
        return None
    return float(round_half_up(whole * 100, 3) - round_half_up(part * 100, 3)) / 100


def percent_of(numerator: float | None, denominator: float | None, text: Text) -> str:
    """Write the share of a whole; «—» where the whole is empty or smaller than its part."""
    if numerator is None or not denominator or numerator > denominator:
        return DASH
    return percent(numerator / denominator, text)


def is_small(denominator: float | None, below: int) -> bool:
    """Tell whether a percentage over `denominator` must be marked «số ít»."""
    return denominator is not None and 0 < denominator < below


def money(vnd: float | None, text: Text) -> str:
    """Write whole đồng as «12,4 tỷ đồng», «1.065,5 triệu đồng» or «950.000 đồng»."""
    if vnd is None:
        return text("not_reported")
    if abs(vnd) >= BILLIONS_FROM:
        return f"{number(vnd / BILLION, text, 1)} {text('money.billion')}"
    if abs(vnd) >= MILLION:
        return f"{number(vnd / MILLION, text, 2)} {text('money.million')}"
    return f"{number(vnd, text)} {text('money.dong')}"


def period(code: str | None, text: Text) -> str:
    """Write a period in words: «2026», «tháng 7 năm 2026», «quý II năm 2026», «6 tháng đầu năm 2026»."""
    return text.of(write_period(code)) if code else ""


def day(value: date | None, text: Text) -> str:
    return text("not_reported") if value is None else text.of(write_day(value))


def stamp(name: str, text: Text) -> str:
    """Write the moment that a snapshot is named after, «20/11/2026 08:12»."""
    return moment(read_stamp(name), text)


def read_stamp(name: str) -> datetime:
    return datetime.strptime(name[:STAMP_LENGTH], STAMP)


def moment(value: datetime, text: Text) -> str:
    return f"{day(value.date(), text)} {value:%H:%M}"
